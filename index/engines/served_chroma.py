"""Chroma as a server of its own, which other libraries may share: the collections of this one go by its name and the encoder's."""

import hashlib
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any, TypeVar

import httpx
from chromadb.api.models.Collection import Collection
from chromadb.errors import NotFoundError

from index.engines.chroma_server import ChromaServer
from index.errors import EngineAwayError

_PAGE = 100
"""Collections told at once."""
_PATIENCE = 10.0
"""Seconds that a write, and opening the library, wait for a server that is started anew; a question does not."""
_PAUSE = 0.2
Result = TypeVar("Result")


class ServedChroma:
    """As `EmbeddedChroma`. Whatever is asked raises EngineAwayError while the server does not answer."""

    batch = 1_000
    """Passages written at once: 2 MB."""
    passing = (NotFoundError,)
    pause = 0.05
    """Seconds until a collection that is gone may be there again: another process puts the renewed one in its place."""

    def __init__(self, server: ChromaServer, library: str, encoder: str) -> None:
        """Raises EngineAwayError where it does not answer within ten seconds."""
        self._server = server
        self._of_library = f"hoidap-{library}-"
        self._prefix = f"{self._of_library}{hashlib.sha256(encoder.encode()).hexdigest()[:8]}-"
        self._api: Any = server.api()
        try:
            self.write(self._names)
        except EngineAwayError:
            self.close()
            raise

    def close(self) -> None:
        self._api._session.close()  # noqa: SLF001 - as it was given

    def name_of(self, part: str) -> str:
        return f"{self._prefix}{part}"

    def collections(self) -> dict[str, Any]:
        return {name: self._collection(model) for name, model in self._names().items() if name.startswith(self._prefix)}

    def made(self, name: str, configuration: Any) -> Any:
        return self._collection(self._api.get_or_create_collection(name, configuration=configuration))

    def again(self, name: str) -> Any:
        """The collection that goes by the name now, whoever made it; None where there is none."""
        with suppress(NotFoundError):
            return self._collection(self._api.get_collection(name))

    def delete(self, name: str) -> None:
        """Nothing where it is gone: a write that is tried again may have been done."""
        with suppress(NotFoundError):
            self._api.delete_collection(name)

    def clear(self) -> None:
        """Those of other encoders too."""
        for name in self._names():
            self.delete(name)

    def read(self, step: Callable[[], Result]) -> Result:
        try:
            return step()
        except httpx.TransportError as error:
            raise self._server.error(error) from error

    def write(self, step: Callable[[], Result]) -> Result:
        """Tried again for a while: each of our writes may be done twice."""
        until = time.monotonic() + _PATIENCE
        while True:
            try:
                return self.read(step)
            except EngineAwayError:
                if time.monotonic() > until:
                    raise
                time.sleep(_PAUSE)

    def blank(self) -> None:
        """The server's files are its own."""

    def tidy(self) -> None:
        """What it keeps of deleted collections goes with `chroma vacuum`."""

    def _names(self) -> dict[str, Any]:
        """What the server tells of each collection of the library."""
        found: list[Any] = []
        while len(page := self._api.list_collections(limit=_PAGE, offset=len(found))) == _PAGE:
            found += page
        return {each.name: each for each in (*found, *page) if each.name.startswith(self._of_library)}

    def _collection(self, model: Any) -> Any:
        return Collection(client=self._api, model=model, embedding_function=None)
