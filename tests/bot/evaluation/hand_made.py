"""A few reports, and a system over them that answers and finds what it is told to: for figures worked out by hand."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field

from bot.answer import Certainty, Citation, Searched, Short, Statement, Timings
from bot.api.answer_json import AnswerJson, FiltersUsedJson, Status
from bot.api.search_json import SearchedJson
from bot.evaluation.datasets.gold_place import GoldPlace
from corpus.report import Page, Report, Section
from index.search.found_passage import FoundPassage, Span

STATIONS = "Năm 2024, tỉnh có 71 trạm 5G, đạt 59,2% kế hoạch."
OFFICE = "Trụ sở chính của sở mới đặt tại số 12 đường Bến Lam."
MERGED = "Năm 2025, tỉnh hợp nhất Sở Thông tin và Truyền thông với Sở Khoa học và Công nghệ."
LONG, FULL = "x" * 1_200, "y" * 1_000
FILLERS = [f"Câu {number:02d} không nói gì." for number in range(12)]
OTHERS = [f"Văn bản {number:02d} nói chuyện khác." for number in range(10)]
TEXTS = {
    "a": f"{STATIONS} {OFFICE}",
    "b": MERGED,
    "long": LONG,
    "full": FULL,
    "fillers": "".join(FILLERS),
    **{each: each for each in OTHERS},
}
PLACES = {
    STATIONS: GoldPlace("a", 0, len(STATIONS)),
    OFFICE: GoldPlace("a", len(STATIONS) + 1, len(TEXTS["a"])),
    MERGED: GoldPlace("b", 0, len(MERGED)),
    LONG: GoldPlace("long", 0, len(LONG)),
    FULL: GoldPlace("full", 0, len(FULL)),
    **{each: GoldPlace(each, 0, len(each)) for each in OTHERS},
    **{each: GoldPlace("fillers", i * len(each), (i + 1) * len(each)) for i, each in enumerate(FILLERS)},
}


def report(report_id: str, text: str) -> Report:
    return Report(
        id=report_id, collection="default", title="", kind=None, number=None, agency=None, place=None, issued=None,
        effective=None, years=(), signer=None, source=f"/reports/{report_id}.pdf", sha256="0", language="vi", text=text,
        pages=(Page("1", 1, 0, len(text)),), sections=(Section(0, "", 0, len(text), ""),),
    )  # fmt: skip


def span(sentence: str) -> Span:
    place = PLACES[sentence]
    return Span(report_id=place.report_id, start=place.start, end=place.end, text=sentence)


def citation(marker: int, sentence: str, quote: str | None = None) -> Citation:
    """Of a sentence; with a `quote` that says something else at its place."""
    place = PLACES[sentence]
    return Citation(
        marker=marker, report_id=place.report_id, title="", kind=None, number=None, agency=None, issued=None, years=(),
        aspect=None, pages=("1",), page_numbers=(1,), path="", confidence=None, quote=quote or sentence, start=place.start,
        end=place.end, url="",
    )  # fmt: skip


@dataclass
class HandMade:
    """Answers every question alike."""

    status: Status = "answered"
    statements: Sequence[tuple[str, tuple[int, ...]]] = ()
    citations: Sequence[Citation] = ()
    ranking: Sequence[str] = ()
    """Sentences, which are the passages and the best sentences at once."""
    copies: Sequence[str] = ()
    """Passages that say the same as the first."""
    quotes: Sequence[str] = ()
    confidence: float = 0.8
    certainty: Certainty = "firm"
    missing: tuple[str, ...] = ()
    line: str = ""
    """The short answer, with the marker 3 if any; none where it is empty."""
    without_gold: float = 0.2
    searched_as: str = "searched as"
    searched_for: list[int] = field(default_factory=list)
    """How many passages each search wanted."""

    def state(self) -> str:
        return ""

    def sources(self) -> dict[str, str]:
        return {report_id: f"/reports/{report_id}.pdf" for report_id in TEXTS}

    def report(self, report_id: str) -> Report | None:
        return report(report_id, TEXTS[report_id]) if report_id in TEXTS else None

    def ask(self, question: str, history: Sequence[str] = ()) -> AnswerJson:
        return AnswerJson(
            id="1", question=question, searched_as=self.searched_as, status=self.status, language="vi",
            short=Short(self.line, (3,), ()) if self.line else None, answer="",
            statements=tuple(Statement(text, markers, 1.0) for text, markers in self.statements),
            citations=tuple(self.citations), notes=(), table=None, translations=(),
            filters=FiltersUsedJson(explicit={}, inferred={}, stated=[]), expansions=(), searched=Searched(2, 3),
            confidence=self.confidence, certainty=self.certainty if self.status == "answered" else None,
            missing=self.missing, reason=None, nearest=(), dropped=(), examples=(), conversation=None,
            timings_ms=Timings(search=3.0, answer=5.0),
        )  # fmt: skip

    def search(self, question: str, passages: int, exclude: frozenset[str] = frozenset()) -> SearchedJson:
        assert question == self.searched_as
        self.searched_for.append(passages)
        ranking = [each for each in self.ranking if PLACES[each].report_id not in exclude][:passages]
        return SearchedJson(
            question=question, searched_as=question, confidence=self.without_gold if exclude else self.confidence,
            passages=tuple(
                FoundPassage(
                    **asdict(span(each)), score=1.0, path="", copies=tuple(map(span, () if i else self.copies)),
                    title="", kind=None, number=None, agency=None, issued=None, years=(), aspect=None, pages=(), page_numbers=(),
                    confidence=None, url="", notices=(), heading="", before="", after="",
                )
                for i, each in enumerate(ranking)
            ),
            sentences=tuple(map(span, ranking[:5])), quotes=tuple(map(span, self.quotes)), search_ms=3.0,
        )  # fmt: skip
