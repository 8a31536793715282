"""What introduces each quote of an answer: its source in official form, of the same report again only the place."""

from collections.abc import Sequence

from bot.answer import Citation
from bot.wording.official_form import document_form
from bot.wording.wording import wording
from corpus.document.marker import marker_of
from corpus.identity.place_name import place_name
from corpus.language.detect import Language

_LONGEST_HEADING = 100


def leads_of(citations: Sequence[Citation], language: Language) -> list[str]:
    """E.g. "Theo Kế hoạch số 19/KH-UBND ngày 20/1/2025 của UBND tỉnh, mục II.3 (Biên chế), tr. 2:", then "Mục III, tr. 3:"."""
    leads, before = [], None
    for citation in citations:
        place = _place(citation, language)
        if before is None or before.report_id != citation.report_id:
            source = ", ".join([document_form(citation, language), *place])
            leads.append(wording(language).according_to.format(source=source))
        elif place and place != _place(before, language):
            text = ", ".join(place)
            leads.append(f"{text[:1].upper()}{text[1:]}:")
        else:
            leads.append("")
        before = citation
    return leads


def _place(citation: Citation, language: Language) -> list[str]:
    name = place_name(citation.path, language)
    heading = _heading(citation.path)
    place = [f"{name} ({heading})" if heading and heading not in name else name] if name else []
    pages = [f"{wording(language).page_abbreviation} {', '.join(citation.pages)}"] if citation.pages else []
    return place + pages


def _heading(path: str) -> str:
    """The words of the innermost heading, which a quote may lean on; empty for one that is a number or too long."""
    label = path.rsplit(" › ", 1)[-1].strip()
    marker = marker_of(label)
    heading = label.removeprefix(marker.text).strip(" .:") if marker else ""
    return heading if len(heading.split()) > 1 and len(heading) <= _LONGEST_HEADING else ""
