"""Texts to vectors: the encoder, and the ways to compute it."""
