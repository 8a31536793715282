"""The evidence beside the chat: a card for each passage that an answer cites. Everything is escaped: text is never markup."""

from collections.abc import Collection, Sequence
from html import escape

from bot.answer import Answer, Answered, Citation, SmallTalk, cited_by
from bot.export.plain import plain_answer
from bot.page.html_text import anchor, as_html, passage_url, warning_html
from bot.wording.official_form import document_form
from bot.wording.wording import Wording, wording
from corpus.language.detect import Language


def evidence_html(answer: Answer, verbatim: Collection[int], language: Language) -> str:
    """One card a citation; for a declined answer, the passages nearest to the question. Labels in the page's `language`.

    What a card's passage looks like on its page is fetched when the card is opened (`passage_html`).
    """
    if isinstance(answer, SmallTalk):
        return ""
    words = wording(language)
    shown = cited_by(answer)
    intro = "" if isinstance(answer, Answered) or not shown else f'<p class="hint">{escape(words.nearest)}</p>'
    cards = "".join(_card(answer, each, words, language, is_verbatim=each.marker in verbatim) for each in shown)
    plain = f"<pre hidden>{escape(plain_answer(answer, answer.asked.language))}</pre>"
    return (
        f'<section class="evidence" id="evidence-{answer.asked.id}"><p class="about">{as_html(answer.asked.question)}</p>'
        f"{intro}{_steps(len(shown), words)}{cards}{plain}</section>"
    )


def _steps(count: int, words: Wording) -> str:
    """From passage to passage."""
    if count < 2:
        return ""
    return (
        f'<p class="steps"><button type="button" class="previous">‹ {escape(words.previous_passage)}</button>'
        f'<span class="at" aria-live="polite">1/{count}</span>'
        f'<button type="button" class="next">{escape(words.next_passage)} ›</button></p>'
    )


def _card(answer: Answer, citation: Citation, words: Wording, language: Language, *, is_verbatim: bool) -> str:
    notices = [*citation.notices, *([] if is_verbatim else [words.not_verbatim])]
    where = [citation.path] if citation.path else []
    if citation.pages:
        where.append(f"{words.page_abbreviation} {', '.join(citation.pages)}")
    links = (
        anchor(passage_url(citation, language), words.open_passage),
        anchor(f"/api/reports/{citation.report_id}/original", words.open_original),
        f'<a class="back" href="#answer-{answer.asked.id}">{escape(words.back_to_answer)}</a>',
    )
    source = f"/answers/{answer.asked.id}/passages/{citation.marker}?lang={language}"
    return (
        f'<details class="card" name="evidence-{answer.asked.id}" id="evidence-{answer.asked.id}-{citation.marker}">'
        f'<summary><span class="marker">{citation.marker}</span> <span class="document">'
        f"{as_html(document_form(citation, language))}</span></summary>"
        f'<p class="title">{as_html(citation.title)}</p><p class="where">{as_html(", ".join(where))}</p>'
        + "".join(map(warning_html, notices))
        + f'<div class="place" data-source="{source}">{escape(words.loading)}</div>'
        + f'<blockquote cite="{escape(citation.url)}">{as_html(citation.quote)}</blockquote>'
        + f'<p class="doors">{" ".join(links)}</p></details>'
    )


def verbatim_markers(citations: Sequence[Citation], texts: dict[str, str]) -> set[int]:
    """Markers of the citations whose quote stands in its report exactly where it says. `texts` by report id."""
    return {
        each.marker for each in citations if texts.get(each.report_id, "")[each.start : each.end] == each.quote != ""
    }
