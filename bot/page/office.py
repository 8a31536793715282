"""Whose page it is: the name, the emblem and the small picture of the browser's tab that an office gives it."""

import base64
import mimetypes
from dataclasses import dataclass
from pathlib import Path

from bot.errors import SettingsError
from bot.settings import Settings
from bot.wording.wording import Wording

_FAVICON = Path(__file__).parent / "favicon.svg"
_LARGEST = 200_000
"""Bytes of an emblem: it is in every page."""


@dataclass(frozen=True, slots=True)
class Office:
    """How it shows on a page of one language."""

    title: str
    emblem: str
    """As a `data:` address; empty for none."""
    favicon: Path


def office_of(settings: Settings, words: Wording) -> Office:
    """Raises SettingsError for a picture that is not there, is none or is too large."""
    emblem = _as_address(settings.emblem) if settings.emblem else ""
    favicon = settings.favicon or settings.emblem or _FAVICON
    _kind_of(favicon)
    return Office(settings.office_name or words.app_title, emblem, favicon)


def _as_address(picture: Path) -> str:
    kind, content = _kind_of(picture), picture.read_bytes()
    if len(content) > _LARGEST:
        raise SettingsError(f"the picture {str(picture)!r} has more than {_LARGEST} bytes: make it smaller")
    return f"data:{kind};base64,{base64.b64encode(content).decode('ascii')}"


def _kind_of(picture: Path) -> str:
    kind = mimetypes.guess_type(picture.name)[0] or ""
    if not picture.is_file() or not kind.startswith("image/"):
        raise SettingsError(f"{str(picture)!r} is no picture: name a file that ends in .png, .svg, .jpg or .ico")
    return kind
