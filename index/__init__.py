"""Chunk -> searchable index -> Hit."""
