"""A part of an engine: what it holds of one collection, and of no other.

An engine that held several together would tell of one in the scores of another: how rare a word is, how long passages are, which
vectors an approximate search comes by.
"""

import hashlib


def part_of(collection: str) -> str:
    """The name of its part: any collection's name as one that every file system and Chroma take."""
    return hashlib.sha256(collection.encode()).hexdigest()[:16]
