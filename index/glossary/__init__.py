"""Other names of the same: short forms, old names, the other language."""
