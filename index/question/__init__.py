"""What a question asks for, worked out of its words."""
