"""Where the words of a report are printed, packed: seven or eight bytes a word, carried with the report until asked for."""

import zlib
from collections.abc import Iterable, Sequence

import numpy as np

from corpus.document.compose import Placed
from corpus.paragraph import Fragment

_PARTS = 65535
"""Boxes are kept in whole parts of the page's width and height; a part is a hundredth of a point on A4."""
_RECORD = np.dtype([("start", "<u4"), ("length", "<u2"), ("page", "<u2"), ("box", "<u2", 4)])


def packed(placed: Iterable[Placed]) -> bytes:
    """The fragments of all paragraphs, at their offsets in the report's text; empty where no place is known."""
    fragments = [
        (place.start + each.start, each.end - each.start, each.page, [round(share * _PARTS) for share in _inside(each)])
        for place in placed
        for each in place.paragraph.fragments
        if each.page <= _PARTS and 0 < each.end - each.start <= _PARTS
    ]
    if not fragments:
        return b""
    records = np.zeros(len(fragments), _RECORD)
    for name, values in zip(_RECORD.names or (), zip(*fragments, strict=True), strict=True):
        records[name] = values
    return zlib.compress(_columns(records))


def fragments_in(places: bytes, start: int, end: int) -> list[Fragment]:
    """The fragments that share a character with `[start, end)`, in order."""
    if not places:
        return []
    records = _records(zlib.decompress(places))
    chosen = records[(records["start"] < end) & (records["start"] + records["length"].astype(np.int64) > start)]
    boxes = (chosen["box"] / _PARTS).tolist()
    spans = zip(chosen["start"].tolist(), chosen["length"].tolist(), chosen["page"].tolist(), boxes, strict=True)
    return [Fragment(start, start + length, page, tuple(box)) for start, length, page, box in spans]


def _inside(fragment: Fragment) -> Sequence[float]:
    return [min(max(share, 0.0), 1.0) for share in fragment.box]


def _columns(records: np.ndarray) -> bytes:
    """Field by field, starts as steps: so they compress to a third."""
    steps = np.diff(records["start"].astype("<u4"), prepend=np.uint32(0)).astype("<u4")
    box = np.ascontiguousarray(records["box"].T)
    return b"".join((steps.tobytes(), records["length"].tobytes(), records["page"].tobytes(), box.tobytes()))


def _records(content: bytes) -> np.ndarray:
    count = len(content) // _RECORD.itemsize
    records = np.zeros(count, _RECORD)
    records["start"] = np.cumsum(np.frombuffer(content, "<u4", count), dtype="<u4")
    records["length"] = np.frombuffer(content, "<u2", count, 4 * count)
    records["page"] = np.frombuffer(content, "<u2", count, 6 * count)
    records["box"] = np.frombuffer(content, "<u2", 4 * count, 8 * count).reshape(4, count).T
    return records
