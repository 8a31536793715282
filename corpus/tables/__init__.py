"""Cells into lines: which rows are heads, how a value is shown."""
