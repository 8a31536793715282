"""Coming in with a name and a password, or with a key: verified off the event loop, a few at a time, wrong ones slowed."""

import secrets
from pathlib import Path

from anyio import CapacityLimiter, to_thread

from bot import audit
from bot.secret import is_hash
from bot.settings import Settings
from bot.signin.account import Account
from bot.signin.account_store import key_name
from bot.signin.accounts import Accounts
from bot.signin.attempts import Attempts
from bot.signin.hashing import matches
from bot.signin.portal_tokens import PortalTokens
from bot.signin.remembered import Remembered
from bot.signin.sessions import Sessions
from index.database.database import Database

_LONGEST_NAME = 200
"""Characters of a name that are counted by: none that can be is longer."""
_AT_ONCE = 2
"""Verifications: each takes one core for tens of milliseconds."""
_WAITING = 100
"""Further ones that wait."""


class SlowedError(Exception):
    """Not looked at: there were too many wrong attempts, or there are too many at once."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"too many wrong attempts: try again in {max(1, round(seconds + 0.5))} seconds")
        self.retry_after = max(1, round(seconds + 0.5))


class SignIn:
    """Everybody who may come in, and the sessions of those who did."""

    def __init__(
        self, settings: Settings, folder: Path, attempts: Attempts | None = None, shared: Database | None = None
    ) -> None:
        """What must be kept is in the folder, or in a record that servers share."""
        self.accounts = Accounts(settings, folder, shared)
        self.sessions = Sessions(folder, self.accounts, settings.session_hours * 3600, shared=shared)
        self.portal = PortalTokens(settings)
        self.has_provider = bool(settings.oidc_issuer)
        self._attempts = attempts or Attempts()
        self._remembered = Remembered()
        self._turns = CapacityLimiter(_AT_ONCE)

    @property
    def has_form(self) -> bool:
        """Whether a person at a browser can sign in here."""
        return self.accounts.exist or self.has_provider

    async def account(self, name: str, key: str, address: str) -> Account | None:
        """Whose password or key it is; `name` is empty where only a key was sent. Raises SlowedError.

        Attempts count by the name, or by that within a key.
        """
        candidates = self.accounts.candidates(name, key)
        name = (name or key_name(key))[:_LONGEST_NAME]
        if found := self._known(candidates, key):
            return found
        self._require_no_wait(name, address)
        if self._turns.statistics().tasks_waiting >= _WAITING:
            raise SlowedError(1)
        async with self._turns:
            if found := self._known(candidates, key):  # verified while this one waited
                return found
            self._require_no_wait(name, address)
            found = await self._verified(candidates, name, key)
            if found is None:
                seconds = self._attempts.wrong(name, address)
                audit.tell_sign_in("refused", name, address, reason="wrong password or key", waits=round(seconds))
                return None
        self._attempts.right(name, address)
        self._remembered.add(found.secret, key)
        if found.kind == "key":  # told again once it is no longer remembered: the access log has every request
            audit.tell_sign_in("key_used", found.name, address)
        return found

    def _known(self, candidates: tuple[Account, ...], key: str) -> Account | None:
        return next((each for each in candidates if self._remembered.has(each.secret, key)), None)

    def _require_no_wait(self, name: str, address: str) -> None:
        if seconds := self._attempts.wait(name, address):
            raise SlowedError(seconds)

    async def _verified(self, candidates: tuple[Account, ...], name: str, key: str) -> Account | None:
        plain = [each for each in candidates if not is_hash(each.secret)]
        for each in plain:
            if secrets.compare_digest(each.secret.encode(), key.encode("utf-8", "surrogatepass")):
                return each
        kept = [each for each in candidates if is_hash(each.secret)]
        for each in kept:
            if await to_thread.run_sync(matches, each.secret, key):
                return each
        if name and not kept and (others := [each for each in self.accounts.secrets() if is_hash(each)]):
            # As long as for a name that is known, each hash with costs of its own, so that the time does not tell which are.
            await to_thread.run_sync(matches, secrets.choice(others), key)
        return None
