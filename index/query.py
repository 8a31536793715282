"""What is searched for: the words, their language, the limits and the leanings."""

from dataclasses import dataclass, field

from corpus.chunk import Aspect
from corpus.language import Language
from index.filters import Filters
from index.wanted_period import Period


@dataclass(frozen=True, slots=True)
class Query:
    """A question ready to be searched."""

    text: str
    """The question with its diacritics restored: what the encoder sees."""
    topic: str
    """What it is about: the text itself, or less where the rest only names where to look."""
    language: Language = "vi"
    """ISO 639-1. In another language than Vietnamese only names and figures count for BM25."""
    filters: Filters = field(default_factory=Filters)
    """Hard limits."""
    years: tuple[int, ...] = ()
    """Preferred reporting years: passages of these rise, passages of other years sink."""
    aspect: Aspect | None = None
    """Preferred aspect, likewise."""
    kinds: tuple[str, ...] = ()
    """Kinds of document that the question names ("kế hoạch"): these rise, the others do not sink."""
    numbers: tuple[str, ...] = ()
    """Document numbers that the question names, whole ("57/QĐ-UBND") or only their digits ("57")."""
    agencies: tuple[str, ...] = ()
    """Agencies of the library that the question names."""
    period: Period | None = None
    """Part of the years that it names."""
    hard: frozenset[str] = frozenset()
    """Names of the fields above that the question states outright: they exclude a passage known to disagree."""
    is_broad: bool = False
    """Whether it asks what certain reports say about a topic."""
