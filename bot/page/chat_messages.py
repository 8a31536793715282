"""A conversation as the page shows it: each question with its answer, its evidence and what was thought of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypedDict

from bot.answer import Answer, cited_by
from bot.feedback import Vote
from bot.html.templates import Macros
from bot.html.text import Html
from bot.page.answer_html import answer_html, question_html
from bot.page.evidence_html import evidence_html, verbatim_markers
from bot.wording.wording import wording
from corpus.language.detect import Language
from index.library import Library

_HTML = Macros("page/tabs")


class ChatMessage(TypedDict):
    """As Gradio's Chatbot takes it."""

    role: str
    content: str
    options: list[dict[str, str]]


@dataclass(frozen=True, slots=True)
class Shown:
    """One turn of a conversation."""

    answer_id: str
    question: Html
    answer: Html
    evidence: Html
    verdict: Vote | None = None


Turns = tuple[Shown, ...]
"""A conversation, its oldest question first."""


def shown(library: Library, answer: Answer, language: Language, root: str, verdict: Vote | None = None) -> Shown:
    """An answer as it is shown in a page of this language below the path `root`, every quote compared with its report as it is now."""
    citations = cited_by(answer)
    reports = (library.reports.get(report_id) for report_id in {each.report_id for each in citations})
    verbatim = verbatim_markers(citations, {report.id: report.text for report in reports if report})
    return Shown(
        answer.asked.id,
        question_html(answer.asked.question, answer.asked.id, language),
        answer_html(answer, verbatim, language, root),
        evidence_html(answer, verbatim, language, root),
        verdict,
    )


def messages(turns: Sequence[Shown], suggestions: Sequence[str] = ()) -> list[ChatMessage]:
    """The whole conversation; the questions suggested stand below its last answer."""
    said = [
        message
        for turn in turns
        for message in (message_of("user", turn.question), message_of("assistant", turn.answer))
    ]
    if said:
        said[-1]["options"] = [{"label": each, "value": each} for each in suggestions]
    return said


def message_of(role: str, content: str) -> ChatMessage:
    return {"role": role, "content": content, "options": []}


def evidence_of(turns: Sequence[Shown], language: Language) -> Html:
    """The evidence of every answer; the page shows the one that is asked for, at first the last."""
    return _HTML.evidence(turns, wording(language))
