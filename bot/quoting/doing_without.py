"""Imports of what a package can do without, as if it were not installed: for one thread, others import it meanwhile."""

import sys
import threading
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from importlib.abc import MetaPathFinder


class _Missing(MetaPathFinder, threading.local):
    """Each thread has names of its own."""

    names: Collection[str] = ()

    def find_spec(self, fullname: str, *_: object) -> None:
        """Of no module. Raises ModuleNotFoundError for the names."""
        if fullname in self.names:
            raise ModuleNotFoundError(f"{fullname!r} is done without here", name=fullname)


_MISSING = _Missing()


@contextmanager
def doing_without(names: Collection[str]) -> Iterator[None]:
    """Within it this thread finds no module of these names, but those that were imported before."""
    if _MISSING not in sys.meta_path:
        sys.meta_path.insert(0, _MISSING)  # for good: whoever goes through the list meanwhile would pass over one
    _MISSING.names = names
    try:
        yield
    finally:
        _MISSING.names = ()
