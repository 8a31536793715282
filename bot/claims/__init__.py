"""Whether a sentence is carried by what it cites."""
