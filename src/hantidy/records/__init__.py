"""Clean documents in files: plain text, JSON Lines, Parquet, compressed or not.

`Cleaning` runs a pipeline over inputs and hands the result to an output; the command
``hantidy clean`` is a thin layer over it.
"""
