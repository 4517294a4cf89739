"""Evidence that several filters share. Filters ask here, never another filter."""
