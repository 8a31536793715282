"""What is searched for: the words, their language, the limits and the wishes."""

from dataclasses import dataclass, field

from corpus.language.detect import Language
from index.glossary.glossary import Expansion
from index.question.filters import Filters
from index.question.wishes import Wanted


@dataclass(frozen=True, slots=True)
class Query:
    """A question ready to be searched."""

    text: str
    """The question with its diacritics restored."""
    topic: str
    """What it is about: the text itself, or less where the rest only names where to look."""
    language: Language = "vi"
    """ISO 639-1. In another language than the reports only names, figures and translated terms count for BM25."""
    filters: Filters = field(default_factory=Filters)
    """Limits that were set."""
    wanted: Wanted = field(default_factory=Wanted)
    """What the question itself asks for beside its topic; what it states outright limits, too."""
    expansions: tuple[Expansion, ...] = ()
    """Other ways of writing its terms, which are searched as well."""
    is_broad: bool = False
    """Whether it asks what certain documents say about a topic, rather than for one fact."""
