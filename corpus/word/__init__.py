"""Word documents, as Word prints them (ECMA-376)."""
