"""Where a document states its own identity: its title, number, agency, date, signer, coming into force.

Each function gives a span of `report.text`, None where the text does not state it (a catalogue may have).
"""

import re
from datetime import date
from itertools import pairwise

from corpus.document.agency import BEGINS
from corpus.document.letterhead import dated
from corpus.document.zones import begins_closing, is_letterhead_line, is_signed_mark, own_post, text_lines, zones_of
from corpus.identity.effective import in_force_from
from corpus.language.sentence import sentences
from corpus.report import RelationType, Report
from corpus.text.letters import fold

Offsets = tuple[int, int]
_VERBS: dict[RelationType, tuple[str, ...]] = {
    "replaces": ("thay the", "thay cho", "replace"),
    "repeals": ("bai bo", "huy bo", "het hieu luc", "repeal"),
    "amends": ("sua doi", "bo sung", "dieu chinh", "bai bo", "thay the", "het hieu luc", "amend"),
}
_HEAD = 3_000
"""Characters at the beginning in which a document names itself."""
_RECIPIENTS = re.compile(r"(?:Nơi nhận|Recipients|Cc|[-–•])", re.IGNORECASE)


def naming_span(report: Report) -> Offsets | None:
    """Kind and title as they stand on the first page, else the number, else the first line."""
    return title_span(report) or number_span(report) or next(iter(text_lines(report.text[:_HEAD])), None)


def title_span(report: Report) -> Offsets | None:
    """The title as it stands on the first page, with the kind above it."""
    text = report.text[:_HEAD]
    title = re.search(r"\s+".join(map(re.escape, report.title.split())), text) if report.title.strip() else None
    if title is None:
        return None
    before = text_lines(text[: title.start()])[-1:]
    if before and report.kind and fold(text[slice(*before[0])]).strip(" :") == fold(report.kind):
        return before[0][0], title.end()
    return title.span()


def number_span(report: Report) -> Offsets | None:
    """The line of the letterhead that bears the number."""
    wanted = re.sub(r"\s+", "", fold(report.number or ""))
    return next((line for line in _head_lines(report) if wanted and wanted in _squeezed(report, line)), None)


def agency_span(report: Report) -> Offsets | None:
    """The lines of the letterhead that name the agency, its superior with it."""
    if not report.agency:
        return None
    above: list[Offsets] = []
    for line in _head_lines(report):
        if is_letterhead_line(report.text[slice(*line)]):
            break
        above.append(line)
    if above and BEGINS.match(report.text[slice(*above[0])]):
        return above[0][0], above[-1][1]
    found = re.search(r"\s+".join(map(re.escape, fold(report.agency).split())), fold(report.text[:_HEAD]))
    return found.span() if found else None


def issued_span(report: Report) -> Offsets | None:
    """The line of place and date, or the date of an article, where it is the date of issue."""
    if report.issued is None:
        return None
    head = _head_lines(report)
    lines = [*head, *((one[0], other[1]) for one, other in pairwise(head)), *text_lines(report.text[:_HEAD])]
    written = {line: " ".join(report.text[slice(*line)].split()) for line in lines}
    of_form = (line for line in lines if dated(written[line]))
    return next((line for line in (*of_form, *lines) if _names(written[line], report.issued)), None)


def signer_span(report: Report) -> Offsets | None:
    """The signature block from the authority or office signed for down to the name, that of the last where several signed."""
    if not report.signer:
        return None
    name = fold(report.signer.rsplit(", ", 1)[-1])
    for start, end in zones_of(report.text).closings:
        lines = [(start + first, start + last) for first, last in text_lines(report.text[start:end])]
        signed = [i for i, line in enumerate(lines) if name in fold(report.text[slice(*line)])]
        if signed:
            first = last = signed[-1]
            while first > 0 and _is_of_signature(report.text[slice(*lines[first - 1])]):
                first -= 1
            return lines[first][0], lines[last][1]
    return None


def effective_span(report: Report) -> Offsets | None:
    """The sentence that says from when the document itself is in force."""
    said = in_force_from(report.text)
    return next((each for each in sentences(report.text) if said and each[0] <= said.start < each[1]), None)


def relation_spans(report: Report, type_: RelationType, number: str) -> tuple[Offsets, ...]:
    """The sentence of the report that names the document with this number and says what is done to it; of a list what introduces it, and the item.

    Of several the last: grounds and introductions come first, the provision in the final articles. Empty where there is none.
    """
    told: tuple[Offsets, ...] = ()
    listed: tuple[Offsets, ...] = ()
    above: Offsets | None = None
    names = number_pattern(number)
    for start, end in sentences(report.text):
        said = fold(report.text[start:end])
        is_named, is_done = names.search(said) is not None, any(verb in said for verb in _VERBS[type_])
        if is_named and is_done:
            told = ((start, end),)
        elif is_named and above:
            listed = (above, (start, end))
        if said.endswith(":"):
            above = (start, end) if is_done else None
    return told or listed


def number_pattern(number: str) -> re.Pattern[str]:
    """What finds a document number, as a person writes it, in a folded text: not the end of a longer one, digits alone only before a stroke."""
    digits = fold(number).lstrip("0")
    behind = r"(?=/)" if number.isdigit() else r"(?![^\W_])"
    return re.compile(rf"(?<![\w/.,-])0*{re.escape(digits)}{behind}")


def signed_as(report: Report) -> tuple[Offsets, Offsets | None] | None:
    """Where the signer's name stands in `signer_span`, and the post above it."""
    if (span := signer_span(report)) is None or not report.signer:
        return None
    name = report.signer.rsplit(", ", 1)[-1]
    at = fold(report.text[slice(*span)]).rfind(fold(name))
    if at < 0:
        return None
    start = span[0] + at
    above = [(span[0] + first, span[0] + last) for first, last in text_lines(report.text[span[0] : start])]
    posts = [line for line in above if line[1] <= start and _is_office(report.text[slice(*line)])]
    if not posts:
        return (start, start + len(name)), None
    first, last = posts[-1]
    return (start, start + len(name)), (first + own_post(report.text[first:last]), last)


def _head_lines(report: Report) -> list[Offsets]:
    letterhead = zones_of(report.text).letterhead
    return text_lines(report.text[: letterhead[1]]) if letterhead else []


def _squeezed(report: Report, line: Offsets) -> str:
    return re.sub(r"\s+", "", fold(report.text[slice(*line)]))


def _is_of_signature(line: str) -> bool:
    """Whether a line above the name belongs to the signature."""
    return begins_closing(line) and not _RECIPIENTS.match(line)


def _is_office(line: str) -> bool:
    """Whether it says in which post: "(Đã ký)" does not."""
    return _is_of_signature(line) and not is_signed_mark(line)


def _names(line: str, day: date) -> bool:
    """Whether the line names the day, in words or in figures."""
    written = rf"ngày\s*0?{day.day}\s*tháng\s*0?{day.month}\s*năm\s*{day.year}|(?<!\d)0?{day.day}\s*[/.-]\s*0?{day.month}\s*[/.-]\s*{day.year}"
    return re.search(written, line, re.IGNORECASE) is not None
