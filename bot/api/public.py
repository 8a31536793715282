"""Addresses as others know them: where the API begins, and absolute ones where the setting `public_url` names the server's."""

from dataclasses import replace
from typing import TypeVar

from bot.answer import Citation
from index.search.found_passage import FoundPassage

Cited = TypeVar("Cited", Citation, FoundPassage)
V1 = "/api/v1"
"""What stands below it keeps its meaning."""


def absolute(cited: Cited, public_url: str) -> Cited:
    """The same with the whole address of its passage; as it is where the setting is empty."""
    return replace(cited, url=f"{public_url.rstrip('/')}{cited.url}") if public_url else cited
