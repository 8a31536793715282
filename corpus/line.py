"""Lines of print with their places on the page, as a PDF's text layer or OCR gives them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """One line of one column; the unit is the point, `top` grows downwards from the top of the page."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    """Height of the type in points, approximate for OCR."""
    bold: bool = False
    row: bool = False
    """Whether it is a row of a table that is already put into words."""

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """A page of lines; `confidence` is the mean of OCR, 0 to 1, or None for a text layer."""

    number: int
    width: float
    height: float
    lines: tuple[Line, ...]
    confidence: float | None = None
