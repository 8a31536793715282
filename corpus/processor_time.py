"""How long processes have had the processor, as Linux tells it (proc(5)); elsewhere nothing is known, and 0 is said."""

import os
from contextlib import suppress
from pathlib import Path

_PROCESSES = Path("/proc")
_SESSION = 3
"""The place of a field in `stat`, counted from the one behind the name, which may have any sign in it."""
_TIMES = slice(11, 15)
"""Its own, of the user and of the system, and those of its ended children, in ticks."""


def seconds_of(process: int) -> float:
    """Of one, and of those of its children that have ended."""
    fields = _fields(process)
    return sum(map(int, fields[_TIMES])) / os.sysconf("SC_CLK_TCK")


def seconds_of_session(session: int) -> float:
    """Of all that the process began which began the session."""
    members = [int(each.name) for each in _PROCESSES.glob("[0-9]*") if each.name.isdecimal()]
    of_it = [fields for each in members if (fields := _fields(each)) and int(fields[_SESSION]) == session]
    return sum(sum(map(int, fields[_TIMES])) for fields in of_it) / os.sysconf("SC_CLK_TCK")


def _fields(process: int) -> list[str]:
    """Those behind the name; none of a process that is gone."""
    with suppress(OSError):
        return (_PROCESSES / str(process) / "stat").read_text("utf-8", "replace").rpartition(")")[2].split()
    return []
