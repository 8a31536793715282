"""A source named as an office names it: kind, number, date, agency, place in the text, page."""

from bot.answer import Citation
from bot.wording.dates import short_date
from bot.wording.wording import wording
from corpus.identity.place_name import place_name
from corpus.language.detect import Language
from corpus.report import Report
from corpus.text.letters import fold
from index.glossary.kind_names import kind_name


def source_form(citation: Citation, language: Language) -> str:
    """E.g. "Kế hoạch số 173/KH-UBND ngày 28/4/2026 của UBND thành phố Hà Nội, mục II.3, tr. 4"."""
    parts = [document_form(citation, language)]
    place = place_name(citation.path, language)
    if place:
        parts.append(place)
    if citation.pages:
        parts.append(f"{wording(language).page_abbreviation} {', '.join(citation.pages)}")
    return ", ".join(parts)


def document_form(citation: Citation | Report, language: Language) -> str:
    """E.g. "Kế hoạch số 173/KH-UBND ngày 28/4/2026 của UBND thành phố Hà Nội"; the title where there is no number."""
    words = wording(language)
    kind = (citation.kind or words.document).capitalize()
    name = f"{kind} {words.number_word} {citation.number}" if citation.number else _titled(kind, citation.title)
    if citation.issued:
        name += f" {words.dated} {short_date(citation.issued)}"
    if citation.agency:
        name += f" {words.of} {citation.agency}"
    return name


def document_name(report: Report, language: Language) -> str:
    """In short, as one speaks of it: "Kế hoạch số 19/KH-UBND", "plan No. 19/KH-UBND"."""
    words = wording(language)
    kind = report.kind or words.document
    name = kind.capitalize() if language == "vi" else kind_name(kind, language)
    return f"{name} {words.number_word} {report.number}" if report.number else _titled(name, report.title)


def _titled(kind: str, title: str) -> str:
    """The title, behind the kind unless it begins with that."""
    return f"“{title}”" if fold(title).startswith(fold(kind)) else f"{kind} “{title}”"
