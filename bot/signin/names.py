"""Which names others may give to who asks: a proxy, a provider."""

_MOST = 500


def is_name(said: str) -> bool:
    """Whether somebody, or their groups, can be called so; names with a colon are ours: "browser:…", "key:…"."""
    return bool(said) and len(said) <= _MOST and said.isprintable() and ":" not in said
