"""A question and its answer as the chat shows them. Everything is escaped: text is never markup."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.answer import Answer, Answered, Cell, Citation, Declined, ShortValue, SmallTalk, Statement, Translation
from bot.html.templates import Macros
from bot.html.text import Html
from bot.page.nearest_sentence import nearest_sentence
from bot.wording.dates import short_date
from bot.wording.official_form import source_form
from bot.wording.opening import opening_of, translation_label
from bot.wording.quoted_table import QuotedTable, quoted_table
from bot.wording.told_notes import is_list, is_told
from bot.wording.understood import understood, understood_line
from bot.wording.wording import Wording, wording
from corpus.language.detect import Language
from corpus.language.misread import is_doubtful
from index.search.place import url_of

_HTML = Macros("page/answer")


@dataclass(frozen=True, slots=True)
class _Source:
    """A link to a passage that the panel shows: a chip or a line of its own."""

    marker: int
    url: str
    name: str
    """In official form."""
    title: str


@dataclass(frozen=True, slots=True)
class _Picture:
    """The lines of a page that hold a quote."""

    url: str
    title: str


@dataclass(frozen=True, slots=True)
class _Said:
    statement: Statement
    is_quote: bool
    sources: tuple[_Source, ...]
    notices: tuple[str, ...]
    pictures: tuple[_Picture, ...]
    """Of the print, where its words may be misread: they are shown before the quote."""
    table: QuotedTable | None
    """The quote as a table, where it is rows of one."""
    translations: tuple[tuple[str, str], ...]
    """Of what is quoted: what is to be known of it, and the text."""


@dataclass(frozen=True, slots=True)
class _MarkedCell:
    text: str
    sources: tuple[_Source, ...] = ()


@dataclass(frozen=True, slots=True)
class _MarkedTable:
    heads: Sequence[str]
    rows: Sequence[Sequence[_MarkedCell]]


@dataclass(frozen=True, slots=True)
class _Line:
    """The short answer: words, and sources for its markers."""

    pieces: tuple[str | _Source, ...]
    composed: str
    """How it was worked out, in words; empty of one that was not."""
    values: tuple[tuple[str, _Source], ...]
    """Of one that was worked out, what it was worked out of; each source leads to the value itself."""


def question_html(question: str, answer_id: str = "", language: Language = "vi") -> Html:
    """The question as typed; with the id of its answer also the button that edits it, in the page's `language`."""
    return _HTML.question(question, answer_id, wording(language))


def notice_html(notice: str, kind: str = "") -> Html:
    """A word of the bot that is not an answer: what it is doing, or (kind "failed") that it failed."""
    return _HTML.notice(notice, kind)


def answer_html(answer: Answer, verbatim: Collection[int], language: Language, root: str = "") -> Html:
    """The answer for the chat, its controls in the page's `language`, its links below the path `root`.

    `verbatim` holds the markers whose quote was compared with its report and is right.
    """
    controls, words = wording(language), wording(answer.asked.language)
    if isinstance(answer, SmallTalk):
        kind, body = "smalltalk", _HTML.small_talk(answer)
    elif isinstance(answer, Answered):
        kind, body = f"answered {answer.certainty}", _answered(answer, verbatim, root)
    else:
        kind, body = "declined", _HTML.declined(answer, _nearest(answer, root), words)
    line = understood_line(answer.asked, controls)
    return _HTML.answer(kind, answer.asked, line, understood(answer.asked, controls), body, controls)


def partial_html(
    statements: Sequence[Statement], citations: Iterable[Citation], notice: str, language: Language, root: str = ""
) -> Html:
    """What is said so far, with a word of what is being done."""
    return _HTML.partial(language, _said(statements, _by_marker(citations), language, root), notice, wording(language))


def passage_url(citation: Citation, language: Language, root: str) -> str:
    """Opens the passage in a page of this language."""
    address, _, fragment = citation.url.partition("#")
    return f"{root}{address}&lang={language}#{fragment}"


def _answered(answer: Answered, verbatim: Collection[int], root: str) -> Html:
    language = answer.asked.language
    citations = _by_marker(answer.citations)
    return _HTML.answered(
        answer,
        _line(answer, root) if answer.short else None,
        opening_of(answer),
        [(note, is_told(note, language)) for note in answer.notes],
        _table(answer, root),
        _said(answer.statements, citations, language, root, verbatim, answer.translations),
        _sources(answer.citations, language, root),
        _checked(answer.citations, verbatim, wording(language)),
        len(verbatim) == len(answer.citations),
        wording(language),
    )


def _line(answer: Answered, root: str) -> _Line | None:
    short, language = answer.short, answer.asked.language
    if short is None:
        return None
    sources = {each.marker: each for each in _sources(answer.citations, language, root)}
    pieces = tuple(piece if isinstance(piece, str) else sources[piece] for piece in short.pieces)
    if short.operation is None or short.operation == "written":
        return _Line(pieces, "", ())
    words, cited = wording(language), _by_marker(answer.citations)
    composed = words.short_values.format(operation=words.short_operations[short.operation])
    return _Line(pieces, composed, tuple((each.text, _value(each, cited, language, root)) for each in short.values))


def _value(value: ShortValue, cited: Mapping[int, Citation], language: Language, root: str) -> _Source:
    citation = cited[value.marker]
    [source] = _sources([replace(citation, url=url_of(citation.report_id, value.start, value.end))], language, root)
    return source


def _checked(citations: Sequence[Citation], verbatim: Collection[int], words: Wording) -> str:
    """How many quotes were compared with their reports and are right, and how many of these OCR read."""
    checked = words.checked.format(verbatim=len(verbatim), count=len(citations))
    recognised = sum(each.confidence is not None for each in citations if each.marker in verbatim)
    return f"{checked} ({words.checked_recognised.format(recognised=recognised)})" if recognised else checked


def _by_marker(citations: Iterable[Citation]) -> dict[int, Citation]:
    return {citation.marker: citation for citation in citations}


def _said(
    statements: Iterable[Statement],
    citations: Mapping[int, Citation],
    language: Language,
    root: str,
    verbatim: Collection[int] = (),
    translations: Collection[Translation] = (),
) -> list[_Said]:
    """What is said; a quote that is not known to stand where it says has no picture."""
    found = []
    for statement in statements:
        cited = [citations[marker] for marker in statement.markers]
        is_quote = any(citation.quote == statement.text for citation in cited)
        notices = tuple(notice for citation in cited for notice in citation.notices)
        pictures = tuple(
            each for citation in cited if citation.marker in verbatim for each in _pictures(citation, language, root)
        )
        found.append(
            _Said(
                statement,
                is_quote,
                _sources(cited, language, root),
                notices,
                pictures,
                quoted_table(statement.text, statement.marks),
                tuple(
                    (translation_label(each, language), each.text)
                    for each in translations
                    if each.marker in statement.markers
                ),
            )
        )
    return found


def _pictures(citation: Citation, language: Language, root: str) -> Iterator[_Picture]:
    if not is_doubtful(citation.quote, citation.confidence):
        return
    words = wording(language)
    for number in citation.page_numbers:
        address = f"{root}/api/reports/{citation.report_id}/pages/{number}.png"
        span = f"start={citation.start}&end={citation.end}&only_lines=true"
        yield _Picture(f"{address}?{span}", words.print_of.format(number=number))


def _nearest(answer: Declined, root: str) -> list[tuple[_Source, str]]:
    """What is nearest, each with the sentence for which it is."""
    asked = answer.asked
    sources = _sources(answer.nearest, asked.language, root)
    told = (nearest_sentence(each.quote, asked.searched_as) for each in answer.nearest)
    return list(zip(sources, told, strict=True))


def _table(answer: Answered, root: str) -> _MarkedTable | None:
    """What is compared side by side, or the documents of a list."""
    language, citations = answer.asked.language, _by_marker(answer.citations)
    if answer.table:
        rows = [[_marked_cell(cell, citations, language, root) for cell in row] for row in answer.table.rows]
        return _MarkedTable(answer.table.heads, rows)
    if is_list(answer):
        heads = wording(language).library_columns[:5]
        return _MarkedTable(heads, [_document_row(each, language, root) for each in answer.citations])
    return None


def _document_row(citation: Citation, language: Language, root: str) -> list[_MarkedCell]:
    """Number, kind, title, agency and day, as the library has them."""
    issued = short_date(citation.issued) if citation.issued else ""
    cells = [(citation.kind or "").capitalize(), citation.title, citation.agency or "", issued]
    number = _MarkedCell(citation.number or "–", _sources([citation], language, root))
    return [number, *map(_MarkedCell, cells)]


def _marked_cell(cell: Cell, citations: Mapping[int, Citation], language: Language, root: str) -> _MarkedCell:
    return _MarkedCell(cell.text, _sources([citations[marker] for marker in cell.markers], language, root))


def _sources(citations: Iterable[Citation], language: Language, root: str) -> tuple[_Source, ...]:
    opens = wording(language).open_passage
    return tuple(
        _Source(each.marker, passage_url(each, language, root), name := source_form(each, language), f"{opens}: {name}")
        for each in citations
    )
