"""What the objects of a page are, asked of all of them at once: a page may have a thousand texts."""

import ctypes
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import Any

import numpy as np
import numpy.typing as npt
import pypdfium2.raw as pdfium_c

from corpus.pdf.bulk_call import ADDRESS, NUMBER, address_of, by_address, told
from corpus.pdf.drawn import kind_of, objects_of
from corpus.pdf.pdfium import PdfPage
from corpus.printed.glyph import Flags, Floats, Indices

TEXT, IMAGE, PATH, FORM = (
    pdfium_c.FPDF_PAGEOBJ_TEXT,
    pdfium_c.FPDF_PAGEOBJ_IMAGE,
    pdfium_c.FPDF_PAGEOBJ_PATH,
    pdfium_c.FPDF_PAGEOBJ_FORM,
)
_object_of = by_address(pdfium_c.FPDFPage_GetObject, ADDRESS, ADDRESS, NUMBER)
_mode_of = by_address(pdfium_c.FPDFTextObj_GetTextRenderMode, NUMBER, ADDRESS)
_fill_of = by_address(pdfium_c.FPDFPageObj_GetFillColor, NUMBER, *[ADDRESS] * 5)
_bounds_of = by_address(pdfium_c.FPDFPageObj_GetBounds, NUMBER, *[ADDRESS] * 5)
_matrix_of = by_address(pdfium_c.FPDFPageObj_GetMatrix, NUMBER, ADDRESS, ADDRESS)
_size_of = by_address(pdfium_c.FPDFTextObj_GetFontSize, NUMBER, ADDRESS, ADDRESS)
_draw_mode_of = by_address(pdfium_c.FPDFPath_GetDrawMode, NUMBER, *[ADDRESS] * 3)
_marks_of = by_address(pdfium_c.FPDFPageObj_CountMarks, NUMBER, ADDRESS)
_content_id_of = by_address(pdfium_c.FPDFPageObj_GetMarkedContentID, NUMBER, ADDRESS)
_mark_of = by_address(pdfium_c.FPDFPageObj_GetMark, ADDRESS, ADDRESS, ctypes.c_ulong)
_name_of = by_address(pdfium_c.FPDFPageObjMark_GetName, NUMBER, ADDRESS, ADDRESS, ctypes.c_ulong, ADDRESS)
_clip_of = by_address(pdfium_c.FPDFPageObj_GetClipPath, ADDRESS, ADDRESS)
_paths_of = by_address(pdfium_c.FPDFClipPath_CountPaths, NUMBER, ADDRESS)
_segments_of = by_address(pdfium_c.FPDFClipPath_CountPathSegments, NUMBER, ADDRESS, NUMBER)
_segment_of = by_address(pdfium_c.FPDFClipPath_GetPathSegment, ADDRESS, ADDRESS, NUMBER, NUMBER)
_point_of = by_address(pdfium_c.FPDFPathSegment_GetPoint, NUMBER, *[ADDRESS] * 3)
_set_active = by_address(pdfium_c.FPDFPageObj_SetIsActive, NUMBER, ADDRESS, NUMBER)
_text_of = by_address(pdfium_c.FPDFText_GetTextObject, ADDRESS, ADDRESS, NUMBER)

Addresses = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Shapes:
    """Objects of a page in the order in which they are painted; forms are given by what is in them."""

    addresses: Addresses
    """int64[n]"""
    kinds: Indices
    """int[n]: `TEXT`, `IMAGE`, `PATH` or another of pdfium's."""
    matrices: Floats
    """float64[n, 6]: of the forms around each."""
    inside: Flags
    """bool[n]: whether it stands in a form."""

    def __len__(self) -> int:
        return len(self.addresses)

    def chosen(self, chosen: Flags | Indices) -> "Shapes":
        return Shapes(self.addresses[chosen], self.kinds[chosen], self.matrices[chosen], self.inside[chosen])


def shapes_of(page: PdfPage) -> Shapes:
    """All objects of the page."""
    count = pdfium_c.FPDFPage_CountObjects(page.raw)
    own = list(map(_object_of, repeat(address_of(page.raw), count), range(count)))
    kinds = np.fromiter(map(kind_of, own), int, count)
    if not (kinds == FORM).any():
        unmoved = np.tile([1.0, 0.0, 0.0, 1.0, 0.0, 0.0], (count, 1))
        return Shapes(np.array(own, dtype=np.int64), kinds, unmoved, np.zeros(count, dtype=bool))
    found = [(address_of(shape), kind, matrix) for shape, kind, matrix in objects_of(page) if kind != FORM]
    addresses = np.array([address for address, _, _ in found], dtype=np.int64)
    matrices = np.array([matrix for _, _, matrix in found]).reshape(-1, 6)
    return Shapes(addresses, np.array([kind for _, kind, _ in found], dtype=int), matrices, ~np.isin(addresses, own))


def texts_of(textpage: Any, characters: Iterable[int]) -> Addresses:
    """int64[n]: the address of the text that each of the `characters` belongs to; 0 for those that pdfium made up."""
    found = map(_text_of, repeat(address_of(textpage)), characters)
    return np.array([address or 0 for address in found], dtype=np.int64)


def modes_of(shapes: Shapes) -> Indices:
    """int[n]: how each text is painted, ISO 32000-2, 9.3.6."""
    return np.fromiter(map(_mode_of, shapes.addresses.tolist()), int, len(shapes))


def colours_of(shapes: Shapes) -> Indices:
    """int[n, 4]: red, green, blue and alpha of what each is filled with, 0 to 255; opaque black for a pattern."""
    known, colours = told(_fill_of, ctypes.c_uint, 4, shapes.addresses.tolist())
    return np.where(known[:, None], colours.astype(int), [0, 0, 0, 255])


def bounds_of(shapes: Shapes) -> Floats:
    """float64[n, 4]: left, bottom, right, top in the space of the page."""
    own = _own_bounds(shapes.addresses.tolist())
    xs, ys = own[:, [0, 0, 2, 2]], own[:, [1, 3, 1, 3]]
    a, b, c, d, e, f = (column[:, None] for column in shapes.matrices.T)
    across, up = a * xs + c * ys + e, b * xs + d * ys + f
    return np.column_stack((across.min(axis=1), up.min(axis=1), across.max(axis=1), up.max(axis=1)))


def sizes_of(shapes: Shapes) -> Floats:
    """float64[n]: the size of the type of each text as shown, in points."""
    addresses = shapes.addresses.tolist()
    typed: Floats = told(_size_of, ctypes.c_float, 1, addresses)[1][:, 0].astype(float)
    matrices = np.array([_matrix(address) for address in addresses]).reshape(-1, 6)
    sizes: Floats = np.abs(typed) * np.sqrt(_determinants(matrices) * _determinants(shapes.matrices))
    return sizes


def are_filled(shapes: Shapes) -> Flags:
    """bool[n]: whether each path is filled, and not only drawn around."""
    filled: Flags = told(_draw_mode_of, NUMBER, 2, shapes.addresses.tolist())[1][:, 0] != pdfium_c.FPDF_FILLMODE_NONE
    return filled


def in_layers(shapes: Shapes) -> Flags:
    """bool[n]: whether each stands in marked content of a layer ("OC"), which may be off: ISO 32000-2, 8.11.3.2."""
    addresses = shapes.addresses.tolist()
    marks = np.fromiter(map(_marks_of, addresses), int, len(addresses))
    found = marks > 0
    once = np.flatnonzero(marks == 1)
    # Where the only mark has a number, it is the structure's.
    found[once] = np.fromiter(map(_content_id_of, shapes.addresses[once].tolist()), int, len(once)) < 0
    for index in np.flatnonzero(found).tolist():
        found[index] = any(_mark(addresses[index], mark) == "OC" for mark in range(marks[index]))
    return found


def clips_of(shapes: Shapes) -> tuple[Indices, Floats]:
    """(indices of those with a clip, float64[m, 4]: by how many points each reaches out of it to the left, bottom, right, top).

    The first path of a clip counts; one that is no rectangle is taken for one of no size.
    """
    clips = list(map(_clip_of, shapes.addresses.tolist()))
    clipped = np.flatnonzero([clip is not None and _paths_of(clip) > 0 for clip in clips])
    chosen = [clips[index] for index in clipped.tolist()]
    counts = np.array(list(map(_segments_of, chosen, repeat(0))), dtype=int)
    corners = [
        told(_point_of, ctypes.c_float, 2, list(map(_segment_of, chosen, repeat(0), repeat(at))))[1] for at in (0, 2)
    ]
    low, high = np.minimum(*corners), np.maximum(*corners)
    high[~np.isin(counts, (4, 5))] = low[~np.isin(counts, (4, 5))]
    own = _own_bounds(shapes.addresses[clipped].tolist())
    return clipped, np.column_stack((low - own[:, :2], own[:, 2:] - high))


def set_active(addresses: Sequence[int], active: bool) -> None:
    """Whether the objects are painted."""
    for address in addresses:
        _set_active(address, active)


def _own_bounds(addresses: Sequence[int]) -> Floats:
    return told(_bounds_of, ctypes.c_float, 4, addresses)[1].astype(float)


def _matrix(address: int) -> tuple[float, ...]:
    found = pdfium_c.FS_MATRIX()
    _matrix_of(address, ctypes.addressof(found))
    return found.a, found.b, found.c, found.d, found.e, found.f


def _determinants(matrices: Floats) -> Floats:
    determinants: Floats = np.abs(matrices[:, 0] * matrices[:, 3] - matrices[:, 1] * matrices[:, 2])
    return determinants


def _mark(address: int, index: int) -> str:
    name, length = (ctypes.c_ushort * 8)(), ctypes.c_ulong()
    _name_of(_mark_of(address, index), ctypes.addressof(name), ctypes.sizeof(name), ctypes.addressof(length))
    return bytes(name).decode("utf-16-le", "replace").split("\0", 1)[0]
