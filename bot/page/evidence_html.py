"""The evidence beside the chat: a card for each passage that an answer cites. Everything is escaped: text is never markup."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bot.answer import Answer, Answered, Citation, Declined, SmallTalk, cited_by
from bot.export.plain import plain_answer
from bot.html.templates import Macros
from bot.html.text import Html
from bot.page.answer_html import passage_url
from bot.wording.official_form import document_form
from bot.wording.wording import wording
from corpus.language.detect import Language

_HTML = Macros("page/evidence")


@dataclass(frozen=True, slots=True)
class _Card:
    citation: Citation
    document: str
    """Its name in official form."""
    where: str
    """In the document: path and pages."""
    notices: tuple[str, ...]
    url: str
    original: str
    marks: Sequence[tuple[int, int]]
    """The values of the short answer in its quote."""
    place: str
    """Address of what the passage looks like on its page."""


def evidence_html(answer: Answer, verbatim: Collection[int], language: Language, root: str = "") -> Html:
    """One card a citation; for a declined answer, the passages nearest to the question. Labels in the page's `language`.

    Links lead below the path `root`. What a card's passage looks like on its page is fetched when the card is opened (`passage_html`).
    """
    if isinstance(answer, SmallTalk):
        return Html()
    words = wording(language)
    cards = [_card(answer, each, language, root, is_verbatim=each.marker in verbatim) for each in cited_by(answer)]
    plain = plain_answer(answer, answer.asked.language)
    return _HTML.evidence(answer.asked, isinstance(answer, Declined) and cards, cards, plain, words)


def verbatim_markers(citations: Sequence[Citation], texts: dict[str, str]) -> set[int]:
    """Markers of the citations whose quote stands in its report exactly where it says. `texts` by report id."""
    return {
        each.marker for each in citations if texts.get(each.report_id, "")[each.start : each.end] == each.quote != ""
    }


def _card(answer: Answer, citation: Citation, language: Language, root: str, *, is_verbatim: bool) -> _Card:
    words = wording(language)
    pages = f"{words.page_abbreviation} {', '.join(citation.pages)}" if citation.pages else ""
    return _Card(
        citation,
        document_form(citation, language),
        ", ".join(part for part in (citation.path, pages) if part),
        citation.notices if is_verbatim or citation.is_withdrawn else (*citation.notices, words.not_verbatim),
        passage_url(citation, language, root),
        f"{root}/api/reports/{citation.report_id}/original",
        _marks(answer, citation),
        f"{root}/answers/{answer.asked.id}/passages/{citation.marker}?lang={language}",
    )


def _marks(answer: Answer, citation: Citation) -> list[tuple[int, int]]:
    short = answer.short if isinstance(answer, Answered) and not citation.is_withdrawn else None
    values = {(each.start, each.end) for each in short.values if each.marker == citation.marker} if short else ()
    return sorted((start - citation.start, end - citation.start) for start, end in values)
