"""The workbench as it is seen from the far end of a line; `benchmarks/terminal.py` runs it."""
