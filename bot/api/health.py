"""Whether the server answers, and whether its answers are what they should be: for containers, proxies and whoever watches."""

import logging
import tempfile
import threading
import time
from pathlib import Path
from typing import Literal

from fastapi import APIRouter, Response
from pydantic import BaseModel

from bot.api.contract import Declared
from bot.stopping import Stopping
from index.errors import DamagedLibraryError, EngineAwayError, IndexMismatchError, NotKeptError
from index.library import Library

Part = Literal["library", "encoder", "engines", "disk", "stopping"]
_LOOKED_EVERY = 2.0
"""Seconds: who asks more often, strangers among them, is told what was found."""
_log = logging.getLogger(__name__)


class ReadinessJson(BaseModel):
    """Which parts are wrong, by name alone: anybody may ask. The server's log says what is wrong with them."""

    ready: bool
    wrong: list[Part] = []
    """Without them answers would be wrong, or none."""
    impaired: list[Part] = []
    """Answers are right, but are not kept."""


def health_api(library: Library, stopping: Stopping) -> APIRouter:
    """`/healthz` and `/readyz`, which need no credentials."""
    router = APIRouter()
    readiness = Readiness(library)
    unready: Declared = {
        503: {
            "model": ReadinessJson,
            "description": "A part without which answers would be wrong, or none, is not as it should be.",
            "content": {"application/json": {"example": {"ready": False, "wrong": ["engines"], "impaired": []}}},
        }
    }

    @router.get("/healthz")
    async def healthz() -> dict[str, str]:
        """Whether the server answers."""
        return {"status": "ok"}

    @router.get("/readyz", responses=unready)
    def readyz(response: Response) -> ReadinessJson:
        """Whether the library is open and was made by the encoder that reads questions, the engines hold all of it, and the server stays."""
        found = ReadinessJson(ready=False, wrong=["stopping"]) if stopping.has_begun else readiness.told()
        response.status_code = 200 if found.ready else 503
        return found

    return router


class Readiness:
    """What was last found, looked at anew every two seconds at most; safe to use from several threads."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._one = threading.Lock()
        self._found = ReadinessJson(ready=False)
        self._looked = -_LOOKED_EVERY
        self._why: dict[Part, str] = {}
        """What is wrong with each part that is."""

    def told(self) -> ReadinessJson:
        with self._one:
            if time.monotonic() - self._looked >= _LOOKED_EVERY:
                found = self._look()
                if found != self._found and (found.wrong or found.impaired):
                    _log.warning("hoidap: %s", "; ".join(f"{part}: {self._why[part]}" for part in self._why))
                self._found, self._looked = found, time.monotonic()
            return self._found

    def _look(self) -> ReadinessJson:
        self._why = {}
        try:
            self._library.indexing.check_identity()
            self._library.follow()
            if lacking := self._library.indexing.lacking():
                self._why["engines"] = f"{', '.join(lacking)} lack passages that readers are shown: start hoidap anew"
        except EngineAwayError as error:
            self._why["engines"] = str(error)
        except (DamagedLibraryError, NotKeptError) as error:  # what cannot be read says either
            self._why["library"] = str(error)
        except IndexMismatchError as error:
            self._why["encoder"] = str(error)
        wrong = [*self._why]
        if told := _unwritable(self._library.folder):
            self._why["disk"] = told
        return ReadinessJson(ready=not wrong, wrong=wrong, impaired=[part for part in self._why if part not in wrong])


def _unwritable(folder: Path) -> str:
    """Why nothing can be written to the disk of a folder; empty where something can."""
    try:
        with tempfile.TemporaryFile(dir=folder, buffering=0) as file:
            file.write(bytes(4096))  # an empty file may fit where nothing else does
    except OSError as error:
        return str(error)
    return ""
