"""Who asks: a person by name, or a browser that nobody signed in on."""

from dataclasses import dataclass
from typing import Literal

from starlette.authentication import BaseUser

Role = Literal["reader", "editor", "administrator"]
"""What one may do: ask; also add, correct and withdraw reports; also see who did what."""


@dataclass(frozen=True, slots=True)
class User(BaseUser):
    """Whose history a conversation belongs to, and what they may do."""

    name: str
    """As signed in; "browser:" and a number drawn by lot for a browser; empty for a script, which has no history."""
    role: Role = "reader"
    collections: tuple[str, ...] | None = None
    """The collections whose reports they may see, sorted; None: all."""

    @property
    def may_edit(self) -> bool:
        """Whether they may add reports, correct what was read of them and withdraw them."""
        return self.role != "reader"

    @property
    def may_administer(self) -> bool:
        return self.role == "administrator"

    def may_see(self, collection: str) -> bool:
        """Whether a report of this collection is there for them."""
        return self.collections is None or collection in self.collections

    @property
    def is_authenticated(self) -> bool:
        return bool(self.name)

    @property
    def display_name(self) -> str:
        return self.name

    @property
    def identity(self) -> str:
        return self.name


ANYBODY = User("")
"""Who is not known, where everybody sees all."""
NOBODY = User("", collections=())
"""Who is not known: sees nothing."""
