"""A function of a C library asked for thousands of things at once, by addresses alone.

A call with the pointer types of a header costs Python five times as much, and a page has thousands of characters.
"""

import ctypes
from collections.abc import Callable, Collection, Iterable
from typing import Any

import numpy as np
import numpy.typing as npt

ADDRESS, NUMBER = ctypes.c_void_p, ctypes.c_int


def by_address(function: Any, result: Any, *arguments: Any) -> Callable[..., Any]:
    """`function` of a library, with `ADDRESS` for each pointer that it takes or gives."""
    return ctypes.CFUNCTYPE(result, *arguments)(address_of(function))


def address_of(handle: Any) -> int:
    """Where a pointer points to; 0 for none."""
    return ctypes.cast(handle, ADDRESS).value or 0


def told(
    function: Callable[..., int], kind: Any, width: int, asked: Collection[Any], *before: Iterable[Any]
) -> tuple[npt.NDArray[np.bool_], npt.NDArray[Any]]:
    """(bool[n], kind[n, width]): whether `function` knows of each thing `asked`, and what it writes to `width` places.

    Its arguments are one of each of `before`, one of `asked`, and the addresses of the places.
    """
    count = len(asked)
    buffer = (kind * (count * width))()
    start, step = ctypes.addressof(buffer), ctypes.sizeof(kind)
    places = (
        range(start + step * place, start + step * (place + count * width), step * width) for place in range(width)
    )
    known = np.fromiter(map(function, *before, asked, *places), np.bool_, count)
    return known, np.ctypeslib.as_array(buffer).reshape(count, width)
