"""Answers, reports and tables on the terminal."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from rich.console import Console, ConsoleOptions, Group, RenderableType
from rich.markup import escape
from rich.padding import Padding
from rich.segment import Segment
from rich.table import Table
from rich.text import Text

from bot.answer import Answer, Answered, Citation, Short, SmallTalk, Statement
from bot.answer import Table as Compared
from bot.wording.official_form import document_form, source_form
from bot.wording.opening import opening_of, translations_of
from bot.wording.understood import understood
from bot.wording.wording import wording
from corpus.language.detect import Language
from corpus.report import Report
from index.folders.result import Failure, SyncResult

if TYPE_CHECKING:  # an evaluation imports SciPy's statistics, which no other command needs
    from bot.api.answer_json import AnswerJson
    from bot.evaluation.citations.verify import Verified
    from bot.evaluation.datasets.gold_place import Gold
    from bot.evaluation.figures.compare import Comparison
    from bot.evaluation.figures.figures import Figures
    from bot.evaluation.figures.gate import Unmet
    from bot.evaluation.figures.reliability import Reliability
    from bot.evaluation.proposals.feedback_cases import FeedbackCase
    from bot.evaluation.proposals.proposed_case import ProposedCase
    from bot.kinds.briefing import Briefing
    from corpus.survey import Surveyed

_OF_TAGS = {
    "retrieval.hit@1": "hit@1", "answers.containment@5": "containment@5", "answers.shown": "shown",
    "answers.firm_wrong": "firm and wrong", "short.right": "line right", "short.wrong": "line wrong",
    "citations.precision": "citation precision", "citations.recall": "citation recall",
}  # fmt: skip
"""Figures that the table of tags has, as far as any tag tells them."""
_LONGEST_GOLD = 80
"""Characters of a passage that a table shows."""
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_LATEST = 20
"""Judged answers that are listed."""

_IDS_SHOWN = 8
"""Questions that a changed figure names."""
_FAILURES_SHOWN = 20
"""Failures that the terminal lists; `--json` has them all."""


def answer_view(answer: Answer) -> RenderableType:
    """The answer with its quotes, then its sources; a declined one with the nearest passages."""
    if isinstance(answer, SmallTalk):
        return Text(answer.text)
    asked = answer.asked
    words = wording(asked.language)
    parts: list[RenderableType] = []
    parts += [Text(each.text, style="dim") for each in understood(asked, words)]
    if isinstance(answer, Answered):
        parts += [_line(answer.short)] if answer.short else []
        parts += [Text(told, style="yellow") for told in (*opening_of(answer), *answer.notes)]
        parts += [_compared(answer.table)] if answer.table else []
        for statement in answer.statements:
            parts += [Text(statement.lead)] if statement.lead else []
            parts.append(_said(statement, is_quote=answer.is_quote(statement)))
        parts += [Padding(Text(each, style="italic"), (0, 0, 1, 0)) for each in translations_of(answer)]
        parts.append(Text(words.sources, style="bold"))
        parts += [_source(citation, asked.language) for citation in answer.citations]
        if answer.dropped:
            parts.append(Text(words.dropped.format(count=len(answer.dropped)), style="dim"))
    else:
        parts.append(Text(answer.reason, style="bold"))
        if answer.nearest:
            parts.append(Text(words.nearest))
            parts += [_source(citation, asked.language) for citation in answer.nearest]
    return Group(*parts)


def told_view(told: "AnswerJson") -> RenderableType:
    """What a server answered, then its sources."""
    cited = told.citations or told.nearest
    answer = Text(told.answer)
    if told.short:
        answer.stylize("bold", 0, len(told.short.text))  # it stands first
    return Group(answer, Text(), *(_source(each, told.language) for each in cited))


def _line(short: Short) -> RenderableType:
    pieces = ((each, "bold") if isinstance(each, str) else (f"[{each}]", "bold cyan") for each in short.pieces)
    return Padding(Text.assemble(*pieces), (0, 0, 1, 0))


def _said(statement: Statement, *, is_quote: bool) -> RenderableType:
    markers = "".join(f"[{marker}]" for marker in statement.markers)
    said = Text(statement.text)
    for start, end in statement.marks:
        said.stylize("bold", start, end)
    text = Text.assemble("“" if is_quote else "", said, "” " if is_quote else " ", (markers, "bold cyan"))
    return Padding(text, (0, 0, 1, 2 if is_quote else 0))


def _compared(compared: Compared) -> Table:
    """The comparison, each cell with its markers."""
    table = Table(*map(escape, compared.heads), show_lines=True)
    for row in compared.rows:
        table.add_row(*(Text(" ".join([cell.text, *(f"[{marker}]" for marker in cell.markers)])) for cell in row))
    return table


def _source(citation: Citation, language: Language) -> RenderableType:
    line = Text.assemble((f"[{citation.marker}] ", "bold cyan"), source_form(citation, language))
    if citation.notices:
        line.append(f" ({'; '.join(citation.notices)})", style="yellow")
    return line


def briefing_view(found: "Briefing", language: Language) -> RenderableType:
    """What a document says at a glance, by topic, each line with its page."""
    from bot.report_page.briefed import briefed  # which imports what reads questions

    parts: list[RenderableType] = [Text(document_form(found.report, language), style="bold")]
    for topic in briefed(found, language):
        parts.append(Text(f"\n{topic.name}", style="bold cyan"))
        for line in topic.lines:
            said = Text.assemble((f"{line.label} " if line.label else "", "bold"), line.citation.quote)
            parts.append(Padding(said.append(f" ({line.place})", style="dim"), (0, 0, 0, 2)))
        parts += [Padding(Text(topic.more, style="dim"), (0, 0, 0, 2))] if topic.more else []
    return Group(*parts)


def report_view(report: Report) -> RenderableType:
    """What was understood of one file."""
    identity = Table.grid(padding=(0, 2))
    rows = {
        "id": report.id, "title": report.title, "kind": report.kind, "number": report.number, "agency": report.agency,
        "place": report.place, "issued": report.issued, "effective": report.effective,
        "years": ", ".join(map(str, report.years)), "signer": report.signer, "language": report.language,
        "pages": len(report.pages), "sections": len(report.sections) - 1, "characters": len(report.text),
    }  # fmt: skip
    for name, value in rows.items():
        identity.add_row(Text(name, style="bold"), Text("–" if value in (None, "") else str(value)))
    for relation in report.relations:
        identity.add_row(Text(relation.type, style="bold"), Text(relation.number))
    sections = Group(*(Text("  " * section.level + section.heading) for section in report.sections[1:]))
    warnings = Group(*(Text(f"warning: {warning}", style="yellow") for warning in report.warnings))
    return Group(identity, Text(""), sections, Text(""), Text(report.text), warnings)


def survey_line(each: "Surveyed") -> Text:
    """What the reading of one PDF, or of all, shows of itself."""
    if each.failed and not each.pages:
        return Text(f"{each.file}: {each.failed}", style="yellow")
    parts = [
        f"{each.pages} pages", f"{each.pages_by_ocr} by OCR", f"number null {each.without_number}",
        f"{each.tables} tables", f"{each.rows} rows", f"{each.rows_with_heads} with heads",
        f"{each.broken_lines} of {each.lines} lines broken",
        f"{each.words_lost} lost and {each.words_added} added of {each.words} words",
        f"{len(each.warnings)} warnings", f"{each.seconds:.1f} s", f"{each.megabytes:.0f} MB", each.failed,
    ]  # fmt: skip
    return Text(f"{each.file}: " + ", ".join(filter(None, parts)))


def feedback_view(cases: Sequence["FeedbackCase"]) -> RenderableType:
    """How many answers were judged how and for what reason, and the latest, which come first in `cases`."""
    counts = Table("verdict", "reason", "answers", title=f"answers judged: {len(cases)}", title_justify="left")
    counted = Counter((case.verdict, reason) for case in cases for reason in case.reasons or [""])
    for (verdict, reason), count in sorted(counted.items(), key=lambda each: (each[0][0], -each[1], each[0][1])):
        counts.add_row(verdict, escape(reason), str(count))
    latest = Table("given", "verdict", "reasons", "question", "comment", title="latest", title_justify="left")
    for case in cases[:_LATEST]:
        reasons = escape(", ".join(case.reasons))
        latest.add_row(case.given, case.verdict, reasons, escape(case.question), escape(case.comment))
    return Group(counts, latest) if cases else Text("answers judged: 0")


def drafts_view(proposals: Sequence["ProposedCase"]) -> RenderableType:
    """What is proposed, a row each."""
    table = Table(
        "tags", "question", "answer", "report", "page", title=f"{len(proposals)} proposed", title_justify="left"
    )
    for each in proposals:
        case = each.case
        answer = "unanswerable" if case.unanswerable else ", ".join(case.answers) or _short(case.gold)
        reports = ", ".join(dict.fromkeys(gold.report for gold in case.gold))
        table.add_row(*map(escape, (", ".join(case.tags), case.question, answer, reports, each.where)))
    return table


def draft_view(proposal: "ProposedCase", number: int, count: int) -> RenderableType:
    """One proposal as it is put to a person."""
    case = proposal.case
    lines: list[RenderableType] = [
        Text(f"\n{number} of {count} · {', '.join(case.tags)}", style="dim"),
        *([Text(proposal.note, style="yellow")] if proposal.note else []),
        *(Text(f"after: {each}", style="dim") for each in case.history),
        Text(case.question, style="bold"),
        *([Text(f"answers: {', '.join(case.answers)}")] if case.answers else []),
        *([Text("no report answers it")] if case.unanswerable else []),
        *(Padding(Text(f"{each.report}, {proposal.where or '-'}: {each.quote}"), (0, 2)) for each in case.gold),
    ]
    for place, each in enumerate(proposal.candidates, 1):
        cited = " (cited, judged wrong)" if each.was_cited else ""
        lines.append(Padding(Text(f"{place} {each.gold.report}{cited}: {each.gold.quote}"), (0, 2)))
    return Group(*lines)


def verified_view(verified: "Verified", below: Sequence["Unmet"]) -> RenderableType:
    """The figures with their counts, what failed, and what is below its floor."""
    figures = Table(
        "figure", "value", "95 % interval", "answers", title=f"{verified.answers} answers", title_justify="left"
    )
    for name, each in verified.metrics.items():
        if each.count and each.value is not None:
            figures.add_row(name, f"{each.value:.3f}", f"{each.low:.3f} - {each.high:.3f}", str(each.count))
    failed = Table("answer", "what", "text", "faults", title=f"{len(verified.failures)} failures", title_justify="left")
    for failure in verified.failures[:_FAILURES_SHOWN]:
        markers = " ".join(f"[{marker}]" for marker in failure.markers)
        failed.add_row(
            escape(failure.id), failure.what, escape(f"{failure.text} {markers}"), escape("; ".join(failure.faults))
        )
    return Group(figures, *([failed] if verified.failures else []), *gate_view(below))


def _short(gold: Sequence["Gold"]) -> str:
    text = " ".join((gold[0].quote or "").split()) if gold else ""
    return f"{text[:_LONGEST_GOLD]}…" if len(text) > _LONGEST_GOLD else text


def tags_view(tags: Mapping[str, "Figures"]) -> list[Table]:
    """The chief figures by tag, each with what it is taken over; nothing without tags."""
    if not tags:
        return []
    told = [name for name in _OF_TAGS if any(name in each.intervals for each in tags.values())]
    table = Table("tag", "questions", *(_OF_TAGS[name] for name in told))
    for tag, each in tags.items():
        chosen = [each.intervals.get(name) for name in told]
        cells = (f"{_figure(found.value)} ({found.count})" if found else "–" for found in chosen)
        table.add_row(escape(tag), str(each.queries), *cells)
    return [table]


def gate_view(below: Sequence["Unmet"]) -> list[Text]:
    """A line for each figure below its floor or above its ceiling."""
    return [Text(_unmet(each), style="red") for each in below]


def _unmet(each: "Unmet") -> str:
    value = "not measured" if each.value is None else f"{each.value:.3f}"
    what, sign = ("above its ceiling", ">") if each.is_above else ("below its floor", "<")
    return f"{what}: {each.name} {value} {sign} {each.bound:g}"


def sync_view(result: SyncResult) -> RenderableType:
    """What a sync did, failures last."""
    counts = {
        "added": len(result.added), "changed": len(result.changed), "removed": len(result.removed),
        "moved": len(result.moved), "duplicates": len(result.duplicates), "unchanged": result.unchanged,
        "withdrawn": len(result.withdrawn), "failed": len(result.failed),
    }  # fmt: skip
    line = ", ".join(f"{count} {name}" for name, count in counts.items() if count)
    if not any(count for name, count in counts.items() if name not in ("unchanged", "withdrawn", "failed")):
        line = f"Nothing new to read: {line or 'no files'}"
    parts: list[RenderableType] = [Text(line)]
    parts += [Text(f"{each.source}: {each.reason}", style="yellow") for each in result.warnings]
    if result.failed:
        parts.append(_failures(result.failed))
    return Group(*parts)


def _failures(failed: Sequence[Failure]) -> Table:
    table = Table(title="Failed", title_justify="left")
    table.add_column("file", overflow="fold")  # an address that is cut off names nothing
    table.add_column("could not be read because it")
    for each in failed:
        table.add_row(escape(each.source), escape(each.reason))
    return table


def figures_view(figures: "Figures") -> list[Table]:
    """All figures of an evaluation, one a row, with their intervals and what they are taken over; then coverage and risk, and reliability."""
    table = Table(
        title=f"{figures.dataset}: {figures.queries} questions, {figures.passages} passages", title_justify="left"
    )
    table.add_column("figure", no_wrap=True)
    for head in ("value", "95 % interval", "over"):
        table.add_column(head, justify="right")
    for name, value in figures.values().items():
        each = figures.intervals.get(name)
        sure = (f"{_figure(each.low)} - {_figure(each.high)}", str(each.count)) if each else ("", "")
        if value is not None:
            table.add_row(name.replace(".", " "), _figure(value), *sure)
    risk = Table("answered from", "answered", "wrong among them", "answered with gold left out")
    for at in figures.refusal.risk_coverage:
        risk.add_row(f"{at.answer_from:g}", *map(_figure, (at.answered, at.wrong, at.answered_without_gold)))
    more = [risk] if figures.refusal.risk_coverage else []
    return [table, *more, *_reliability(figures.answers.reliability)]


def _reliability(rows: Sequence["Reliability"]) -> list[Table]:
    """How many answers of each certainty, and of each range of confidence, are right."""
    table = Table("answers given", "count", "right", "95 % interval")
    for each in rows:
        right = each.right
        name = each.certainty or f"confidence {each.confidence_from:g} - {each.confidence_to:g}"
        sure = f"{_figure(right.low)} - {_figure(right.high)}"
        table.add_row(name, str(right.count), _figure(right.value), sure)
    return [table] if rows else []


def comparison_view(comparison: "Comparison") -> list[RenderableType]:
    """What changed since an earlier evaluation, and which questions changed."""
    table = Table("figure", "before", "now", "p", "better", "worse", title_justify="left")
    table.title = (
        f"{comparison.questions} questions in common, {comparison.only_old} only before, {comparison.only_new} only now"
    )
    for each in comparison.changes:
        p = f"{each.p:.3f}{' *' if each.is_significant else ''}"
        moved = (_named(each.better), _named(each.worse))
        table.add_row(each.figure.replace(".", " "), _figure(each.old), _figure(each.new), p, *moved)
    return [table, Text("* significant at the level of 5 % (paired permutation test)")]


def _named(ids: Sequence[str]) -> str:
    more = " …" if len(ids) > _IDS_SHOWN else ""
    return escape(f"{len(ids)}: {', '.join(ids[:_IDS_SHOWN])}{more}") if ids else ""


def _figure(value: object) -> str:
    if value is None:
        return "–"
    return f"{value:.3f}" if isinstance(value, float) else str(value)


def console(*, stderr: bool = False) -> Console:
    """The terminal; long lines are not cut where output goes into a pipe."""
    return _Plain(stderr=stderr, highlight=False, soft_wrap=False)


class _Plain(Console):
    """Lets no text steer the terminal: what readers write and what reports say is shown, control characters as a sign for them."""

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        for each in super().render(renderable, options):
            yield each if each.control else Segment(_CONTROL.sub("\N{REPLACEMENT CHARACTER}", each.text), each.style)
