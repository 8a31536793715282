"""What is said to readers, in each language."""
