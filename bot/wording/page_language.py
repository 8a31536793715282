"""A language that a page can be in, as a value that comes from outside: of a setting, of an address."""

from typing import Annotated

from pydantic import AfterValidator, WithJsonSchema

from bot.wording.wording import languages_offered


def _offered(code: str) -> str:
    if code not in languages_offered():
        raise ValueError(f"there are words for {', '.join(languages_offered())} only")
    return code


def page_path(language: str, default: str) -> str:
    """Where the page in this language is; that in the default one is the root."""
    return "/" if language == default else f"/{language}/"


PageLanguage = Annotated[
    str, AfterValidator(_offered), WithJsonSchema({"type": "string", "enum": list(languages_offered())})
]
"""The code of a language that has a file of words."""
