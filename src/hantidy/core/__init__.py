"""Documents as blocks, the edits made in them, and the engine that runs filters to a fixpoint."""
