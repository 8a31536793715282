"""True sentences of the sample reports, corrupted one fact at a time: which corruptions the check of claims catches.

The claims are sentences of the samples as an answer might say them: as they stand, led in by another clause so that none is
a verbatim quote, or with the same facts in another notation. A corruption changes one digit, year, date, document
number or agency, turns a plan into a result or a result into a plan, or names another citation.
"""

import random
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from bot.answer import Citation
from bot.claims.agency_mention import agency_mentions
from bot.claims.check import Verdict, check_claim
from bot.claims.facts import Facts, facts_of
from bot.claims.likeness import Likeness
from bot.claims.place import Spanned
from bot.quoting.cite import cite
from bot.wording.official_form import source_form
from corpus.chunk import Aspect
from corpus.language.sentence import is_table_row, sentences
from index.library import Library
from tests.measures.measure import Measure
from tests.measures.wilson import wilson

SENTENCES = 100
_SEED = 0
ALWAYS_CAUGHT = (
    "number",
    "date",
    "document number",
    "marker, unknown",
    "year",
    "document number of the source",
    "date of the source",
)
_AGENCIES = (
    "Sở Nội vụ", "Sở Tài chính", "Sở Y tế", "Sở Xây dựng", "Sở Tư pháp", "Sở Công Thương", "Sở Ngoại vụ", "Sở Giáo dục và Đào tạo",
    "Sở Khoa học và Công nghệ", "Sở Thông tin và Truyền thông", "Bộ Nội vụ", "Bộ Tài chính", "Bộ Công an", "Bộ Y tế",
)  # fmt: skip
_AGENCY = re.compile(
    r"(?:Sở|Bộ) (?:Nội vụ|Tài chính|Y tế|Xây dựng|Tư pháp|Công Thương|Khoa học và Công nghệ|Thông tin và Truyền thông|KH&CN|TT&TT)"
)
_LEADS = ("Theo báo cáo, {}", "Báo cáo cho biết {}", "Cụ thể, {}")


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence as said, with what it cites."""

    text: str
    marker: int


@dataclass(frozen=True, slots=True)
class Corruption:
    """A claim made wrong."""

    kind: str
    text: str
    markers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the check said of it."""

    kind: str
    text: str
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Caught:
    """Of one kind of corruption: how many there were, how many were not carried."""

    kind: str
    count: int
    caught: int


def true_claims(library: Library) -> tuple[dict[int, Citation], list[Claim]]:
    """A hundred sentences with facts out of the samples, each citing itself with its neighbours."""
    found: list[tuple[Citation, str]] = []
    for report in sorted(library.reports.all(), key=lambda each: each.source):
        for stored in library.reports.passages.chunks(report.id):
            chunk = stored.chunk
            if chunk.searchable:
                for (start, end), sentence in _with_neighbours(chunk.text):
                    span = chunk.start + start, chunk.start + end
                    found.append((cite(0, report, chunk, *span, superseded=None, language="vi"), sentence))
    random.Random(_SEED).shuffle(found)
    kept = {sentence: citation for citation, sentence in reversed(found)}
    chosen = list(enumerate(list(kept.items())[:SENTENCES], 1))
    citations = {marker: replace(citation, marker=marker) for marker, (_, citation) in chosen}
    return citations, [Claim(sentence, marker) for marker, (sentence, _) in chosen]


def paraphrases(claim: Claim, source: str) -> Iterator[Corruption]:
    """The same said otherwise, which must not be faulted: verbatim, led in, in another notation."""
    yield Corruption("as it stands", claim.text, (claim.marker,))
    yield Corruption("led in", _led_in(claim), (claim.marker,))
    yield Corruption("led in by its source", f"Theo {source}: {_without_item(claim.text)}", (claim.marker,))
    other = _other_notation(_led_in(claim))
    if other != _led_in(claim):
        yield Corruption("other notation", other, (claim.marker,))


def corruptions(claim: Claim, citations: dict[int, Citation], random_: random.Random) -> Iterator[Corruption]:
    """Every corruption that this claim allows, one of each kind."""
    facts = facts_of(claim.text, "vi")
    of_facts: tuple[tuple[str, Sequence[Spanned], Callable[[str, random.Random], str]], ...] = (
        ("number", [each for each in facts.quantities if re.match(r"\d", claim.text[each.start :])], _other_digit),
        ("date", facts.dates, _other_day),
        ("document number", facts.numbers, _other_digit),
        ("year", facts.years, _other_year),
    )
    for kind, spans, change in of_facts:
        if spans:
            fact = random_.choice(list(spans))
            changed = change(claim.text[fact.start : fact.end], random_)
            yield Corruption(kind, claim.text[: fact.start] + changed + claim.text[fact.end :], (claim.marker,))
    for kind, text in (
        ("agency", _other_agency(claim.text, random_)),
        ("plan or result", _exchanged(claim.text, citations[claim.marker].aspect)),
        ("negation", _denied(claim.text)),
    ):
        if text != claim.text:
            yield Corruption(kind, text, (claim.marker,))
    yield Corruption("marker, unknown", claim.text, (len(citations) + 1 + random_.randrange(9),))
    source = source_form(citations[claim.marker], "vi")
    sourced = facts_of(source, "vi")
    for kind, spans, change in (
        ("document number", sourced.numbers, _other_digit),
        ("date", sourced.dates, _other_day),
    ):
        for fact in spans:
            changed = source[: fact.start] + change(source[fact.start : fact.end], random_) + source[fact.end :]
            yield Corruption(f"{kind} of the source", f"Theo {changed}: {_without_item(claim.text)}", (claim.marker,))
    words = " ".join(claim.text.split())
    others = [marker for marker, each in citations.items() if words not in " ".join(each.quote.split())]
    yield Corruption("marker, another's", claim.text, (random_.choice(others),))


def outcomes(library: Library, likeness: Likeness) -> tuple[list[Outcome], list[Outcome]]:
    """(of what is true, of what is corrupted), in order."""
    citations, claims = true_claims(library)
    random_ = random.Random(_SEED)

    def checked(said: Corruption) -> Outcome:
        return Outcome(said.kind, said.text, check_claim(said.text, said.markers, citations, likeness))

    true = [
        checked(said) for claim in claims for said in paraphrases(claim, source_form(citations[claim.marker], "vi"))
    ]
    return true, [checked(said) for claim in claims for said in corruptions(claim, citations, random_)]


def caught(of: Sequence[Outcome]) -> list[Caught]:
    """By kind, in the order they are met first."""
    counts = Counter(each.kind for each in of)
    missed = Counter(each.kind for each in of if each.verdict.carried)
    return [Caught(kind, count, count - missed[kind]) for kind, count in counts.items()]


def measure(library: Library, likeness: Likeness) -> list[Measure]:
    """Share caught of each kind of corruption, and share of each kind of true claim that is faulted."""
    true, corrupted = outcomes(library, likeness)
    by_kind = caught(corrupted)
    every = Caught("all", sum(each.count for each in by_kind), sum(each.caught for each in by_kind))
    found = [
        Measure(
            f"caught: {each.kind}",
            each.caught / each.count,
            at_least=1.0 if each.kind in ALWAYS_CAUGHT else None,
            interval=wilson(each.caught, each.count),
        )
        for each in (*by_kind, every)
    ]
    return found + [
        Measure(
            f"true, yet faulted: {each.kind}",
            each.caught / each.count,
            at_most=0.05,
            interval=wilson(each.caught, each.count),
        )
        for each in caught(true)
    ]


def _with_neighbours(text: str) -> Iterator[tuple[tuple[int, int], str]]:
    """(span, sentence): each telling sentence, and the span from the one before it to the one after."""
    spans = sentences(text)
    for i, (start, end) in enumerate(spans):
        sentence = text[start:end]
        if 50 <= len(sentence) <= 350 and not is_table_row(sentence) and _tells(facts_of(sentence, "vi")):
            yield (spans[max(0, i - 1)][0], spans[min(len(spans) - 1, i + 1)][1]), sentence


def _tells(facts: Facts) -> bool:
    return bool(facts.numbers or facts.dates or facts.quantities or facts.years)


def _without_item(text: str) -> str:
    return re.sub(r"^(?:[-+•]|\(?[a-zđ\d]{1,2}[.)]|[IVX]+\.)\s+", "", text)


def _led_in(claim: Claim) -> str:
    text = _without_item(claim.text)
    first = text.split(" ", 1)[0]
    text = text if first.isupper() or _AGENCY.match(text) else text[0].lower() + text[1:]
    return _LEADS[claim.marker % len(_LEADS)].format(text)


def _other_notation(text: str) -> str:
    """Points of thousands left out, "%" in words, dates with strokes, "tỷ" for "tỉ"."""
    text = re.sub(
        r"ngày (\d{1,2}) tháng (\d{1,2}) năm (\d{4})",
        lambda date: f"ngày {int(date[1])}/{int(date[2])}/{date[3]}",
        text,
    )
    text = re.sub(r"(?<![\d.,/])(\d{1,3})\.(\d{3})(?![\d.,])", r"\1\2", text)
    return re.sub(r"(\d)\s?%", r"\1 phần trăm", text).replace("tỷ đồng", "tỉ đồng")


def _other_digit(text: str, random_: random.Random) -> str:
    """One digit changed, the first never to nought."""
    places = [i for i, character in enumerate(text) if character.isdigit()]
    place = random_.choice(places)
    allowed = "123456789" if place == places[0] else "0123456789"
    return text[:place] + random_.choice([digit for digit in allowed if digit != text[place]]) + text[place + 1 :]


def _other_day(text: str, random_: random.Random) -> str:
    """The day, the month or the year one on or one back."""
    parts = list(re.finditer(r"\d+", text))
    part = random_.choice(parts)
    limit = 2100 if len(part[0]) == 4 else 12
    value = int(part[0]) + (1 if int(part[0]) < limit else -1)
    return text[: part.start()] + str(value).zfill(len(part[0])) + text[part.end() :]


def _other_year(text: str, random_: random.Random) -> str:
    return str(int(text) + random_.choice((-1, 1)))


def _other_agency(text: str, random_: random.Random) -> str:
    """One agency replaced by one that the sentence does not name."""
    named = list(_AGENCY.finditer(text))
    if not named:
        return text
    place = random_.choice(named)
    names = {each.name for each in agency_mentions(text)}
    others = [
        each for each in _AGENCIES if each[:2] == place[0][:2] and not names & {m.name for m in agency_mentions(each)}
    ]
    other = random_.choice(others)
    return text[: place.start()] + other + text[place.end() :]


def _exchanged(text: str, aspect: Aspect | None) -> str:
    """A plan told as done, a result as planned; a figure that is a target stays one."""
    changes = [
        (r"\bsẽ\b", "đã"),
        (r"\b[Pp]hấn đấu(?: đạt)?\b", "đã đạt"),
        (r"\b[Dd]ự kiến\b", "đã"),
        (r"\bđã\b(?! được giao)", "sẽ"),
    ]
    if aspect == "result":
        changes.append((r"(?<!phấn đấu )\bđạt(?= \d)", "phấn đấu đạt"))
    for pattern, put in changes:
        if re.search(pattern, text):
            return re.sub(pattern, put, text, count=1)
    return text


def _denied(text: str) -> str:
    """ "đã" made "chưa", or "được" made "không được"."""
    for word, put in (("đã", "chưa"), ("được", "không được"), ("đạt", "không đạt")):
        if re.search(rf"\b{word}\b", text):
            return re.sub(rf"\b{word}\b", put, text, count=1)
    return text
