"""Pages of reports over HTTP, as pictures."""

from functools import lru_cache

from anyio import CapacityLimiter, to_thread
from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response

from bot.api.asker import asker_of, report_for
from bot.api.contract import BYTES, answer, refusals
from bot.api.digits import Number, Offset
from bot.api.revalidated import RUN, declared_kept, revalidated, tag_of
from corpus.errors import UnreadableFileError
from corpus.paragraph import Box
from corpus.pdf.page_image import page_png
from corpus.printed.locate import locate
from corpus.report import Report
from index.library import Library

_PICTURES = 2
"""Pages drawn at the same time: each takes a core for a moment, and others wait for the same threads."""
_KEPT = 32
"""Pages without marks that are kept, of a quarter to one megabyte: what several readers read is drawn once."""


def page_picture_api(library: Library) -> APIRouter:
    """The route of the pictures."""
    router = APIRouter()
    drawing = CapacityLimiter(_PICTURES)
    plain = lru_cache(_KEPT)(page_png)

    @router.get(
        "/reports/{report_id}/pages/{number}.png",
        response_class=Response,
        responses=declared_kept(answer("image/png", "The picture.", BYTES) | refusals(404, 409)),
    )
    async def get_page_picture(
        report_id: str,
        number: Number,
        http: Request,
        start: Offset | None = None,
        end: Offset | None = None,
        value_start: Offset | None = None,
        value_end: Offset | None = None,
        only_lines: bool = False,
    ) -> Response:
        """The picture of a page of a PDF or a scanned picture, the passage marked where its place is known.

        What stands from `value_start` to `value_end` is marked the more strongly. With `only_lines` the lines of the passage alone.
        """

        def drawn() -> Response:
            found = library.reports.with_places(report_for(asker_of(http), library, report_id))
            path = library.original(found.sha256)

            def picture() -> Response:
                try:
                    if only_lines or boxes or values:
                        png = path and page_png(path, number, boxes, values, only_lines=only_lines)
                    else:
                        png = path and plain(path, number)
                except UnreadableFileError as error:
                    raise HTTPException(404, f"the original of report {report_id!r} {error}") from error
                if not png:
                    raise HTTPException(404, f"report {report_id!r} has no picture of a page {number}")
                return Response(png, media_type="image/png")

            boxes = _boxes(found, number, start, end)
            values = _boxes(found, number, value_start, value_end)
            return revalidated(http, tag_of(RUN, found.sha256, number, boxes, values, only_lines), picture)

        return await to_thread.run_sync(drawn, limiter=drawing)

    return router


def _boxes(report: Report, number: int, start: int | None, end: int | None) -> list[Box]:
    """What is to be marked on a page; nothing for a span that the text does not have."""
    if start is None or end is None or not 0 <= start < end <= len(report.text):
        return []
    return [mark.box for mark in locate(report, start, end).marks if mark.page == number]
