"""What a reader of a passage needs beside it: its heading, its neighbours, its copies, what replaced its report."""

from collections.abc import Sequence

from corpus.chunk import Chunk
from index.record.register import Register
from index.record.reports import ReportTable
from index.search.hit import Context


def contexts(groups: Sequence[Sequence[Chunk]], reports: ReportTable, register: Register) -> list[Context]:
    """The context of the first passage of each group; the others of the group say the same."""
    neighbours = reports.passages.neighbours([group[0] for group in groups])
    return [
        Context(
            heading=chunk.path.rsplit(" › ", 1)[-1],
            before=before,
            after=after,
            copies=tuple(copies),
            superseded=register.superseded.get(chunk.report_id),
        )
        for (chunk, *copies), (before, after) in zip(groups, neighbours, strict=True)
    ]
