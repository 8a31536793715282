"""Who asks: a person by name, or a browser that nobody signed in on."""

from dataclasses import dataclass

from starlette.authentication import BaseUser


@dataclass(frozen=True, slots=True)
class User(BaseUser):
    """Whose history a conversation belongs to, and what they may do."""

    name: str
    """As signed in; "browser:" and a number drawn by lot for a browser; empty for a script, which has no history."""
    may_edit: bool = False
    """Whether they may add reports and correct what was read of them."""

    @property
    def is_authenticated(self) -> bool:
        return bool(self.name)

    @property
    def display_name(self) -> str:
        return self.name

    @property
    def identity(self) -> str:
        return self.name


NOBODY = User("")
"""Who uses the page."""
