"""A question, its answer and the evidence as HTML fragments. Everything they show is escaped: text is never markup.

A fragment is one line, because the chat would read Markdown after an empty line.
"""

from collections.abc import Collection, Sequence
from html import escape
from itertools import zip_longest

from bot.answer import Answer, Answered, Asked, Cell, Citation, Dropped, SmallTalk, Statement, Table
from bot.source_form import document_form, source_form
from bot.understood import understood
from bot.wording import Wording, wording
from corpus.language import Language


def question_html(question: str) -> str:
    """The question as typed."""
    return f'<div class="question">{_text(question)}</div>'


def notice_html(notice: str) -> str:
    """A word of the bot that is not an answer: what it is doing, or that it failed."""
    return f'<div class="notice">{_text(notice)}</div>'


def answer_html(answer: Answer, verbatim: Collection[int]) -> str:
    """The answer for the chat. `verbatim` holds the markers whose quote was compared with its report and is right."""
    asked = answer.asked
    words = wording(asked.language)
    if isinstance(answer, SmallTalk):
        return _small_talk(answer)
    if isinstance(answer, Answered):
        citations = {citation.marker: citation for citation in answer.citations}
        body = "".join(map(_warning, answer.notes))
        body += _table(answer.table, citations, asked.language) if answer.table else ""
        body += "".join(_statement(statement, citations, asked.language) for statement in answer.statements)
        body += _dropped(answer.dropped, words)
        trust = [words.checked.format(verbatim=len(verbatim), count=len(citations)), _searched(asked, words)]
        body += f'<p class="trust">{escape(" · ".join(trust))}</p>'
    else:
        body = f'<p class="reason">{_text(answer.reason)}</p>'
        if answer.nearest:
            items = "".join(f"<li>{_link(each, asked.language)}</li>" for each in answer.nearest)
            body += f"<p>{escape(words.nearest)}</p><ol>{items}</ol>"
    kind = "answered" if isinstance(answer, Answered) else "declined"
    return f'<div class="answer {kind}" lang="{asked.language}">{_understood(asked, words)}{body}</div>'


def partial_html(
    statements: Sequence[Statement], citations: Sequence[Citation], notice: str, language: Language
) -> str:
    """What is said so far, with a word of what is being done."""
    by_marker = {citation.marker: citation for citation in citations}
    body = "".join(_statement(statement, by_marker, language) for statement in statements)
    return f'<div class="answer partial" lang="{language}">{body}</div>{notice_html(notice)}'


def evidence_html(answer: Answer, verbatim: Collection[int]) -> str:
    """One card a citation; for a declined answer, the passages nearest to the question."""
    language = answer.asked.language
    words = wording(language)
    if isinstance(answer, SmallTalk):
        return f'<p class="hint">{escape(words.evidence_hint)}</p>'
    shown = answer.citations if isinstance(answer, Answered) else answer.nearest
    intro = "" if isinstance(answer, Answered) or not shown else f'<p class="hint">{escape(words.nearest)}</p>'
    about = f'<p class="about">{_text(answer.asked.question)}</p>'
    cards = "".join(_card(citation, language, is_verbatim=citation.marker in verbatim) for citation in shown)
    return f'<div lang="{language}">{about}{intro}{cards}</div>'


def _small_talk(answer: SmallTalk) -> str:
    items = "".join(f"<li>{_text(example)}</li>" for example in answer.examples)
    listed = f"<ul>{items}</ul>" if items else ""
    return f'<div class="answer smalltalk" lang="{answer.asked.language}"><p>{_text(answer.reply)}</p>{listed}</div>'


def _understood(asked: Asked, words: Wording) -> str:
    return "".join(f'<p class="understood">{_text(line)}</p>' for line in understood(asked, words))


def _searched(asked: Asked, words: Wording) -> str:
    return words.searched.format(passages=asked.searched.passages, reports=asked.searched.reports)


def _statement(statement: Statement, citations: dict[int, Citation], language: Language) -> str:
    cited = [citations[marker] for marker in statement.markers]
    chips = " ".join(_chip(citation, language) for citation in cited)
    notices = "".join(_warning(notice) for citation in cited for notice in citation.notices)
    lead = f'<p class="lead">{_text(statement.lead)}</p>' if statement.lead else ""
    if any(citation.quote == statement.text for citation in cited):
        return f"{lead}<blockquote>“{_marked(statement.text, statement.marks)}” {chips}</blockquote>{notices}"
    return f'{lead}<p class="written">{_text(statement.text)} {chips}</p>{notices}'


def _marked(text: str, marks: Sequence[tuple[int, int]]) -> str:
    """The text with what was asked for marked; marks are in order and apart, and none runs over the end of a line."""
    pieces, position = [], 0
    for start, end in marks:
        pieces += [text[position:start], f"<mark>{_text(text[start:end])}</mark>"]
        position = end
    plain = [*pieces[::2], text[position:]]
    return "".join(
        piece
        for words, mark in zip_longest(plain, pieces[1::2], fillvalue="")
        for piece in (escape(words).replace("\n", "<br>"), mark)
    )


def _dropped(dropped: Sequence[Dropped], words: Wording) -> str:
    """What the model wrote and is not said, folded away."""
    if not dropped:
        return ""
    items = "".join(f"<li>{_text(each.text)} – {_text(each.reason)}</li>" for each in dropped)
    return f"<details><summary>{escape(words.dropped.format(count=len(dropped)))}</summary><ul>{items}</ul></details>"


def _table(table: Table, citations: dict[int, Citation], language: Language) -> str:
    """A table whose every marked cell has its chip."""
    heads = "".join(f'<th scope="col">{_text(head)}</th>' for head in table.heads)
    rows = "".join(
        "<tr>" + "".join(_cell(cell, citations, language, first=index == 0) for index, cell in enumerate(row)) + "</tr>"
        for row in table.rows
    )
    return f'<table class="compared"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'


def _cell(cell: Cell, citations: dict[int, Citation], language: Language, *, first: bool) -> str:
    chips = "".join(f" {_chip(citations[marker], language)}" for marker in cell.markers)
    return f'<th scope="row">{_text(cell.text)}</th>' if first else f"<td>{_text(cell.text)}{chips}</td>"


def _chip(citation: Citation, language: Language) -> str:
    title = f"{wording(language).open_passage}: {source_form(citation, language)}"
    return _anchor(_url(citation, language), f"[{citation.marker}]", css_class="chip", title=title)


def _link(citation: Citation, language: Language) -> str:
    return _anchor(_url(citation, language), source_form(citation, language))


def _card(citation: Citation, language: Language, *, is_verbatim: bool) -> str:
    words = wording(language)
    notices = [*citation.notices, *([] if is_verbatim else [words.not_verbatim])]
    where = [citation.path] if citation.path else []
    if citation.pages:
        where.append(f"{words.page_abbreviation} {', '.join(citation.pages)}")
    links = (
        _anchor(_url(citation, language), words.open_passage),
        _anchor(f"/api/reports/{citation.report_id}/original", words.open_original),
    )
    return (
        f'<article class="card" id="evidence-{citation.marker}">'
        f'<h3><span class="marker">{citation.marker}</span> {_text(document_form(citation, language))}</h3>'
        f'<p class="title">{_text(citation.title)}</p><p class="where">{_text(", ".join(where))}</p>'
        + "".join(map(_warning, notices))
        + f'<blockquote cite="{escape(citation.url)}">{_text(citation.quote)}</blockquote>'
        + f'<p class="doors">{" ".join(links)}</p></article>'
    )


def _warning(notice: str) -> str:
    return f'<p class="warning">{_text(notice)}</p>'


def _url(citation: Citation, language: Language) -> str:
    """Opens the passage in a page of this language."""
    address, _, fragment = citation.url.partition("#")
    return f"{address}&lang={language}#{fragment}"


def _anchor(url: str, text: str, *, css_class: str = "", title: str = "") -> str:
    attributes = f' class="{css_class}"' if css_class else ""
    attributes += f' title="{escape(title)}"' if title else ""
    return f'<a href="{escape(url)}" target="_blank" rel="noopener"{attributes}>{_text(text)}</a>'


def _text(text: str) -> str:
    """Text that no reader of HTML or Markdown takes for markup, on one line."""
    return "<br>".join(escape(line) for line in text.splitlines())


def verbatim_markers(citations: Sequence[Citation], texts: dict[str, str]) -> set[int]:
    """Markers of the citations whose quote stands in its report exactly where it says. `texts` by report id."""
    return {
        each.marker for each in citations if texts.get(each.report_id, "")[each.start : each.end] == each.quote != ""
    }
