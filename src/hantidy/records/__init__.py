"""Clean documents in files: plain text, JSON Lines, Parquet, compressed or not.

`cleaning.clean_files` runs a pipeline over inputs and hands the result to a target; the command
``hantidy clean`` is a thin layer over it.
"""
