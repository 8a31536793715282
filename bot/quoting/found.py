"""What one search finds: the passages, their sentences in order, what is missing, how sure it is that they answer."""

from dataclasses import dataclass, field

from bot.answer import Certainty
from bot.quoting.inquiry import Inquiry
from bot.quoting.quote import Ranked
from index.question.query import Query
from index.search.hit import Hit


@dataclass(frozen=True, slots=True)
class Found:
    """What was searched for and what was found."""

    question: str
    """As typed."""
    inquiry: Inquiry
    hits: tuple[Hit, ...]
    ranked: tuple[Ranked, ...]
    """The sentences of all hits, best first."""
    confidence: float
    """Estimated probability, 0 to 1, that what would be said answers."""
    certainty: Certainty | None
    """How sure an answer from it is; None where it is not about the question."""
    missing: tuple[str, ...]
    """What the question names and the reports lack, as the question writes it."""
    is_rest: bool = field(default=False, kw_only=True)
    """Whether this is found for one of two questions in one, as the other names what is missing."""
    began: float
    """`time.perf_counter()` when the question came."""
    search_ms: float

    @property
    def query(self) -> Query:
        """What was searched for."""
        return self.inquiry.query
