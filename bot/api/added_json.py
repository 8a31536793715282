"""What became of files that were sent, as JSON."""

from pydantic import BaseModel


class FailedJson(BaseModel):
    """A file that could not be read, and why."""

    name: str
    reason: str


class AddedJson(BaseModel):
    """What became of the files, by the names they are kept under."""

    added: tuple[str, ...]
    unchanged: tuple[str, ...]
    """Whose content the library has already."""
    failed: tuple[FailedJson, ...]
