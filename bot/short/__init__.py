"""The short answer above the quotes: one line, composed from values that stand in them; none where that is not certain."""
