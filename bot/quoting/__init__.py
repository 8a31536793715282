"""Answers in quotes: which sentences, how they are introduced, what is marked in them."""
