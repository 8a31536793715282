"""What is searched in: vectors, sentences, words."""
