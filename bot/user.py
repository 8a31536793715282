"""Who asks: a person by name, or a browser that nobody signed in on."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class User:
    """Whose history a conversation belongs to, and what they may do."""

    name: str
    """As signed in; "browser:" and a number drawn by lot for a browser; empty for a script, which has no history."""
    may_edit: bool = False
    """Whether they may add reports and correct what was read of them."""


NOBODY = User("")
