"""A question to hits: candidates, their signals, the order."""
