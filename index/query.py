"""What is searched for: the words, their language, the limits and the leanings."""

from dataclasses import dataclass, field

from corpus.chunk import Aspect
from index.filters import Filters


@dataclass(frozen=True, slots=True)
class Query:
    """A question ready to be searched."""

    text: str
    """With its diacritics restored."""
    language: str = "vi"
    """ISO 639-1. In another language than Vietnamese only names and figures count for BM25."""
    filters: Filters = field(default_factory=Filters)
    """Hard limits."""
    years: tuple[int, ...] = ()
    """Preferred reporting years: passages of these rise, passages of other years sink."""
    aspect: Aspect | None = None
    """Preferred aspect, likewise."""
