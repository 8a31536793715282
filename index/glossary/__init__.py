"""Other names of the same: short forms, old names, everyday words, the other language."""
