"""What is marked on a printed page as a reader sees it, and as the same page marked in one picture has it."""

import io

import numpy as np
import numpy.typing as npt
from PIL import Image
from playwright.sync_api import Locator, Page

Colour = tuple[int, int, int]
YELLOW: Colour = (255, 221, 51)
ORANGE: Colour = (255, 160, 51)


def _has(picture: bytes, *colours: Colour) -> npt.NDArray[np.bool_]:
    """bool[height, width]"""
    points = np.asarray(Image.open(io.BytesIO(picture)).convert("RGB")).astype(int)
    return np.any([(abs(points - colour) < 12).all(axis=2) for colour in colours], axis=0)


def seen_as(sheet: Locator, colour: Colour) -> float:
    """Which share of a sheet's points on the screen has the colour."""
    return float(_has(sheet.screenshot(), colour).mean())


def box_of_marks(sheet: Locator) -> list[float]:
    """Left, top, right and bottom of all marks over the page, as shares of its sides."""
    script = """(sheet) => {
        const page = sheet.querySelector("img").getBoundingClientRect();
        const marks = [...sheet.querySelectorAll(".marks span")].map((mark) => mark.getBoundingClientRect());
        return [
            (Math.min(...marks.map((each) => each.left)) - page.left) / page.width,
            (Math.min(...marks.map((each) => each.top)) - page.top) / page.height,
            (Math.max(...marks.map((each) => each.right)) - page.left) / page.width,
            (Math.max(...marks.map((each) => each.bottom)) - page.top) / page.height,
        ];
    }"""
    found: list[float] = sheet.evaluate(script)
    return found


def box_in_picture(page: Page, address: str, sheet: Locator) -> list[float]:
    """The same in the picture that the sheet leads to."""
    marked = _has(page.request.get(address + (sheet.get_attribute("href") or "")).body(), YELLOW, ORANGE)
    rows, columns = np.nonzero(marked)
    height, width = marked.shape
    return [columns.min() / width, rows.min() / height, columns.max() / width, rows.max() / height]
