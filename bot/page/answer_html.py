"""A question and its answer as the chat shows them. Everything is escaped: text is never markup."""

from collections.abc import Collection, Sequence
from html import escape

from bot.answer import Answer, Answered, Asked, Cell, Citation, Dropped, SmallTalk, Statement, Table
from bot.page.html_text import anchor, as_html, marked_html, passage_url, warning_html
from bot.wording.official_form import source_form
from bot.wording.understood import understood
from bot.wording.wording import Wording, wording
from corpus.language.detect import Language


def question_html(question: str) -> str:
    """The question as typed."""
    return f'<div class="question">{as_html(question)}</div>'


def notice_html(notice: str, kind: str = "") -> str:
    """A word of the bot that is not an answer: what it is doing, or (kind "failed") that it failed."""
    return f'<div class="notice{f" {kind}" if kind else ""}" role="status">{as_html(notice)}</div>'


def answer_html(answer: Answer, verbatim: Collection[int], language: Language) -> str:
    """The answer for the chat, its controls in the page's `language`.

    `verbatim` holds the markers whose quote was compared with its report and is right.
    """
    asked = answer.asked
    controls = wording(language)
    if isinstance(answer, SmallTalk):
        kind, body = "smalltalk", _small_talk(answer)
    elif isinstance(answer, Answered):
        kind, body = "answered", _answered(answer, verbatim)
    else:
        kind, body = "declined", f'<p class="reason">{as_html(answer.reason)}</p>'
        if answer.nearest:
            items = "".join(f"<li>{_link(each, asked.language)}</li>" for each in answer.nearest)
            body += f"<p>{escape(wording(asked.language).nearest)}</p><ol>{items}</ol>"
    return (
        f'<div class="answer {kind}" id="answer-{asked.id}" lang="{asked.language}">{_understood(asked, controls)}{body}'
        f"{_tools(controls) if kind != 'smalltalk' else ''}</div>"
    )


def partial_html(
    statements: Sequence[Statement], citations: Sequence[Citation], notice: str, language: Language
) -> str:
    """What is said so far, with a word of what is being done."""
    by_marker = {citation.marker: citation for citation in citations}
    body = "".join(_statement(statement, by_marker, language) for statement in statements)
    return f'<div class="answer partial" lang="{language}">{body}</div>{notice_html(notice)}'


def _answered(answer: Answered, verbatim: Collection[int]) -> str:
    words = wording(answer.asked.language)
    citations = {citation.marker: citation for citation in answer.citations}
    body = "".join(map(warning_html, answer.notes))
    body += _table(answer.table, citations, answer.asked.language) if answer.table else ""
    body += "".join(_statement(statement, citations, answer.asked.language) for statement in answer.statements)
    body += _dropped(answer.dropped, words)
    trust = [
        words.checked.format(verbatim=len(verbatim), count=len(citations)),
        words.searched.format(passages=answer.asked.searched.passages, reports=answer.asked.searched.reports),
    ]
    kind = "trust" if len(verbatim) == len(citations) else "trust warning"
    sources = "".join(
        f'<li value="{each.marker}">{as_html(source_form(each, answer.asked.language))}</li>'
        for each in answer.citations
    )
    printed = f'<div class="sources"><p>{escape(words.sources)}</p><ol>{sources}</ol></div>'
    return f'{body}<p class="{kind}">{escape(" · ".join(trust))}</p>{printed}'


def _small_talk(answer: SmallTalk) -> str:
    items = "".join(f"<li>{as_html(example)}</li>" for example in answer.examples)
    listed = f"<ul>{items}</ul>" if items else ""
    return f"<p>{as_html(answer.reply)}</p>{listed}"


def _understood(asked: Asked, words: Wording) -> str:
    """How the question was understood: what can be undone as a button that does so."""
    pieces = []
    for each in understood(asked, words):
        if each.name:
            title = as_html(each.title)
            pieces.append(
                f'<button type="button" class="undo" name="{each.name}" value="{each.value}" title="{title}">'
                f"{as_html(each.text)} <span>×</span></button>"
            )
        else:
            pieces.append(f"<span>{as_html(each.text)}</span>")
    return f'<p class="understood">{" ".join(pieces)}</p>' if pieces else ""


def _tools(words: Wording) -> str:
    return (
        f'<p class="tools"><button type="button" class="copy">{escape(words.copy)}</button> '
        f'<button type="button" class="share">{escape(words.share)}</button></p>'
    )


def _statement(statement: Statement, citations: dict[int, Citation], language: Language) -> str:
    cited = [citations[marker] for marker in statement.markers]
    chips = " ".join(_chip(citation, language) for citation in cited)
    notices = "".join(warning_html(notice) for citation in cited for notice in citation.notices)
    lead = f'<p class="lead">{as_html(statement.lead)}</p>' if statement.lead else ""
    if any(citation.quote == statement.text for citation in cited):
        quote = marked_html(statement.text, statement.marks)
        return f"{lead}<blockquote>“{quote}” {chips}</blockquote>{notices}"
    return f'{lead}<p class="written">{as_html(statement.text)} {chips}</p>{notices}'


def _dropped(dropped: Sequence[Dropped], words: Wording) -> str:
    """What the model wrote and is not said, folded away."""
    if not dropped:
        return ""
    items = "".join(f"<li>{as_html(each.text)} – {as_html(each.reason)}</li>" for each in dropped)
    return f"<details><summary>{escape(words.dropped.format(count=len(dropped)))}</summary><ul>{items}</ul></details>"


def _table(table: Table, citations: dict[int, Citation], language: Language) -> str:
    """A table whose every marked cell has its chip."""
    heads = "".join(f'<th scope="col">{as_html(head)}</th>' for head in table.heads)
    rows = "".join(
        "<tr>" + "".join(_cell(cell, citations, language, first=index == 0) for index, cell in enumerate(row)) + "</tr>"
        for row in table.rows
    )
    return f'<table class="compared"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'


def _cell(cell: Cell, citations: dict[int, Citation], language: Language, *, first: bool) -> str:
    chips = "".join(f" {_chip(citations[marker], language)}" for marker in cell.markers)
    return f'<th scope="row">{as_html(cell.text)}</th>' if first else f"<td>{as_html(cell.text)}{chips}</td>"


def _chip(citation: Citation, language: Language) -> str:
    title = f"{wording(language).open_passage}: {source_form(citation, language)}"
    return anchor(passage_url(citation, language), f"[{citation.marker}]", css_class="chip", title=title)


def _link(citation: Citation, language: Language) -> str:
    """A source whose passage the panel shows, too."""
    return anchor(
        passage_url(citation, language), source_form(citation, language), css_class=f"near near-{citation.marker}"
    )
