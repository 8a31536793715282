"""What the audit log is told of signing in and out; never a password, a key or the id of a session."""

import logging
from typing import Literal

_AUDIT = logging.getLogger("hoidap.audit")
Event = Literal["signed_in", "signed_out", "refused", "key_used"]


def tell(event: Event, name: str, address: str, **more: str | int) -> None:
    """`name` is what was typed, or who signed in."""
    told = {"event": event, "user": name[:200], "address": address, **more}
    level = logging.WARNING if event == "refused" else logging.INFO
    _AUDIT.log(level, "%s", told, extra={"told": told})
