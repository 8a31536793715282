"""Numbers in an address, written in digits."""

from typing import Annotated

from fastapi import Path, Query
from pydantic import BeforeValidator, Field


def _in_digits(value: object) -> object:
    """Else "+0.0" would be taken for 0, which the description of the API does not say."""
    if isinstance(value, str) and not (value.isascii() and value.isdecimal()):
        raise ValueError("is to be written in digits")
    return value


IN_DIGITS = BeforeValidator(_in_digits)
Offset = Annotated[int, Field(ge=0, le=10**9), IN_DIGITS, Query()]
"""A place in a text, in characters."""
Number = Annotated[int, Field(ge=1, le=10**6), IN_DIGITS, Path()]
"""Of a page or of a passage, from 1."""
