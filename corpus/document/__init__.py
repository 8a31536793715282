"""What an official document says of itself: identity, structure, relations, reporting years."""
