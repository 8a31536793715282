"""What a marker of an answer stands for: a passage of some document, as any system hands it over."""

import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Literal

from bot.answer import Citation
from corpus.text.normalise import normalise

QuoteState = Literal["verbatim", "typographic", "not found"]
"""Word for word; but for case, spaces, dashes and quotation marks; not at all."""
_PLAIN = str.maketrans({
    "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "‑": "-", "…": "...",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage that an answer cites, with what is known of its document."""

    text: str
    """All of it: what may carry a claim."""
    quote: str | None = None
    """What the answer says stands in it, word for word; None where it quotes nothing."""
    title: str = ""
    number: str | None = None
    agency: str | None = None
    issued: date | None = None
    years: tuple[int, ...] = ()
    path: str = ""

    def citation(self, marker: int) -> Citation:
        """As the check of claims takes it."""
        text = normalise(self.text).strip()
        return Citation(
            marker=marker, report_id="", title=self.title, kind=None, number=self.number, agency=self.agency,
            issued=self.issued, years=self.years, aspect=None, pages=(), page_numbers=(), path=self.path, confidence=None,
            quote=text, start=0, end=len(text), url="",
        )  # fmt: skip

    @property
    def quote_state(self) -> QuoteState | None:
        """Whether its quote stands in it; None where it quotes nothing."""
        if self.quote is None:
            return None
        if self.quote and self.quote in self.text:
            return "verbatim"
        quote = _typed_plainly(self.quote)
        return "typographic" if quote and quote in _typed_plainly(self.text) else "not found"


def _typed_plainly(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).translate(_PLAIN).casefold().split())
