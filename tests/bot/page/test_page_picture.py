"""`GET /api/reports/{id}/pages/{n}.png`: the page of the original with the passage marked."""

import io
from pathlib import Path

import httpx
import numpy as np
import pytest
from fastapi import FastAPI
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from bot.answerer import Answerer
from bot.api.app import api_of
from bot.settings import Settings
from corpus.pdf.page_image import page_png
from corpus.printed.locate import locate
from index.library import Library
from index.sync import sync

TEXT = "The department reports that ninety offices were merged in the first quarter."


@pytest.fixture
def app(library: Library, tmp_path: Path) -> FastAPI:
    folder = tmp_path / "reports"
    folder.mkdir()
    canvas = Canvas(str(folder / "report.pdf"))
    canvas.drawString(72, 700, TEXT)
    canvas.showPage()
    canvas.drawString(72, 500, "The second page says that four of them remain.")
    canvas.save()
    (folder / "note.txt").write_text("A note without pages of print.", encoding="utf-8")
    assert sync(library, [folder]).failed == []
    return api_of(Answerer(library), library, Settings())


async def picture(app: FastAPI, address: str) -> httpx.Response:
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as http:
        return await http.get(address)


def marked(image: Image.Image) -> list[int] | None:
    """The box of what is marked in yellow: left, top, right, bottom."""
    pixels = np.asarray(image.convert("RGB")).astype(int)
    rows, columns = np.nonzero((pixels[..., 0] > 200) & (pixels[..., 2] < 100))
    return [columns.min(), rows.min(), columns.max(), rows.max()] if len(rows) else None


@pytest.mark.anyio
async def test_the_passage_is_marked_on_its_page(app: FastAPI, library: Library) -> None:
    report = next(each for each in library.reports.all() if each.source.endswith(".pdf"))
    assert report.places == b""
    start = report.text.index("ninety")
    address = f"/api/reports/{report.id}/pages"
    response = await picture(app, f"{address}/1.png?start={start}&end={start + len('ninety offices')}")
    assert (response.status_code, response.headers["content-type"]) == (200, "image/png")
    image = Image.open(io.BytesIO(response.content))
    (mark,) = locate(library.reports.with_places(report), start, start + len("ninety offices")).marks
    found = marked(image)
    assert found is not None
    wanted = [share * side for share, side in zip(mark.box, image.size * 2, strict=True)]
    assert found == pytest.approx(wanted, abs=5)
    value = f"value_start={start}&value_end={start + len('ninety')}"
    stronger = Image.open(
        io.BytesIO(
            (await picture(app, f"{address}/1.png?start={start}&end={start + len('ninety offices')}&{value}")).content
        )
    )
    assert marked(stronger) == found
    oranges = np.nonzero((np.asarray(stronger) == (255, 160, 51)).all(axis=2))[1]
    (word,) = locate(library.reports.with_places(report), start, start + len("ninety")).marks
    sides = [word.box[0] * image.width, word.box[2] * image.width]
    assert [oranges.min(), oranges.max()] == pytest.approx(sides, abs=5)
    plain = Image.open(io.BytesIO((await picture(app, f"{address}/1.png")).content))
    assert marked(plain) is None
    other = await picture(app, f"{address}/2.png?start={start}&end={start + 9}")
    assert other.content == (await picture(app, f"{address}/2.png")).content


@pytest.mark.anyio
async def test_the_lines_of_the_passage_alone(app: FastAPI, library: Library) -> None:
    report = next(each for each in library.reports.all() if each.source.endswith(".pdf"))
    start = report.text.index("ninety")
    address = f"/api/reports/{report.id}/pages/1.png"
    whole = Image.open(io.BytesIO((await picture(app, address)).content))
    lines = Image.open(
        io.BytesIO((await picture(app, f"{address}?start={start}&end={start + 6}&only_lines=true")).content)
    )
    assert lines.width == whole.width
    assert lines.height < whole.height / 20
    assert marked(lines) is not None
    assert (await picture(app, f"{address}?only_lines=true")).status_code == 404


@pytest.mark.anyio
async def test_what_has_no_picture_is_not_found(app: FastAPI, library: Library) -> None:
    reports = {Path(each.source).suffix: each for each in library.reports.all()}
    for address in (
        f"{reports['.txt'].id}/pages/1.png", f"{reports['.pdf'].id}/pages/3.png", "nothing/pages/1.png",
    ):  # fmt: skip
        assert (await picture(app, f"/api/reports/{address}")).status_code == 404
    assert (await picture(app, f"/api/reports/{reports['.pdf'].id}/pages/0.png")).status_code == 422


def test_frames_of_a_picture(tmp_path: Path) -> None:
    path = tmp_path / "scan.tiff"
    frames = [Image.new("L", (300, 400), shade) for shade in (200, 90)]
    frames[0].save(path, save_all=True, append_images=frames[1:])
    shades = [Image.open(io.BytesIO(page_png(path, number) or b"")).getpixel((5, 5)) for number in (1, 2)]
    assert shades == [(200, 200, 200), (90, 90, 90)]
    assert page_png(path, 3) is None
    assert page_png(tmp_path / "note.txt", 1) is None
