"""Arguments of the command that several tests give it."""

TRUE = ("--preset", "none", "--encoding", "utf-8", "--errors", "raw")
"""Every byte comes back as it was."""
WIDTH = ("-f", "width", "--encoding", "utf-8", "--errors", "raw")
"""The same, but for letters and digits of full width."""
