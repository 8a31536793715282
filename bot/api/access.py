"""What the settings give to whom: a role, and the collections that they may see."""

from collections.abc import Collection

from bot.settings import Settings
from bot.signin.account import Account
from bot.user import Role, User


class Access:
    """Makes a `User` of whoever was found to ask.

    Once there is a group, one sees what one's groups list and nothing else; without groups everybody sees all.
    """

    def __init__(self, settings: Settings) -> None:
        self._groups = settings.groups
        self._editors = frozenset(settings.editors)
        self._administrators = frozenset(settings.administrators)

    def user(self, name: str, groups: Collection[str] = (), *, role: Role | None = None, known_as: str = "") -> User:
        """Who signed in as `name`; `groups` are those that an identity provider or a proxy names.

        `role` is that of a key or a portal's word, else what the settings say of the name. A browser on which nobody signed in has a
        history under `known_as`.
        """
        return User(name or known_as, role or self._role(name), self._collections(name, groups))

    def of(self, account: Account, browser: str) -> User:
        """Who came in with a password, a key, through the provider or a portal; `browser` is the history of one that a key names nobody on.

        The collections of a system's key are those it was made with; where it was made with none, those of its groups.
        """
        if account.kind == "shared":
            return self.user("", known_as=browser)
        if account.kind != "key":
            return self.user(account.name, account.groups, role=account.role)
        name = f"key:{account.name}"
        allowed = self._collections(name, ())
        if account.collections is not None:
            allowed = None if "*" in account.collections else tuple(sorted(set(account.collections)))
        return User(name, account.role or "reader", allowed, account.per_minute)

    def _role(self, name: str) -> Role:
        if name and name in self._administrators:
            return "administrator"
        return "editor" if {name, "*"} & self._editors else "reader"

    def _collections(self, name: str, groups: Collection[str]) -> tuple[str, ...] | None:
        if not self._groups:
            return None
        theirs = [
            group
            for called, group in self._groups.items()
            if called in groups or "*" in group.users or (name and name in group.users)
        ]
        if any("*" in group.collections for group in theirs):
            return None
        return tuple(sorted({each for group in theirs for each in group.collections}))
