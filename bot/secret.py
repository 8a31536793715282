"""A key or a password as settings hold it: its argon2id hash, or itself."""

import re
from typing import Annotated

from pydantic import AfterValidator, SecretStr

SHORTEST_KEY = 16
"""Characters: a key drawn by lot out of 64 signs then has 96 bits."""
_HASH = re.compile(r"\$argon2id\$v=19\$m=\d+,t=\d+,p=\d+\$[A-Za-z0-9+/]+\$[A-Za-z0-9+/]+")


def is_hash(stored: str) -> bool:
    """Whether it is what `bot.signin.hashing` makes, so that nobody who reads it can come in with it."""
    return _HASH.fullmatch(stored) is not None


def _checked(stored: SecretStr) -> SecretStr:
    text = stored.get_secret_value()
    if text.startswith("$argon2"):
        if not is_hash(text):
            raise ValueError("it begins as an argon2 hash does and is no whole argon2id hash")
    elif len(text) < SHORTEST_KEY:
        raise ValueError(f"a key has at least {SHORTEST_KEY} characters")
    return stored


StoredSecret = Annotated[SecretStr, AfterValidator(_checked)]
