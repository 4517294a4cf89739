"""What several filters must know of a text: a filter asks here, never another filter."""
