"""How a file was read, as its row in the record says: the reader's recipe, what a catalog and what an editor state."""


def with_correction(recipe: str, digest: str) -> str:
    """How a file is read, with the digest of what an editor states of its report; empty for nothing."""
    plain = recipe.partition("~")[0]
    return f"{plain}~{digest}" if digest else plain
