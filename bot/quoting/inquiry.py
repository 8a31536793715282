"""A question as it is answered: what is searched for it, what an answer must hold, which reports there are to tell it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from bot.quoting.answer_type import AskedFor, asked_for
from corpus.language.detect import Language
from index.question.query import Query
from index.question.wishes import Wanted
from index.record.register import Register


@dataclass(frozen=True)
class Inquiry:
    """What quotes, kinds of question and the decision to decline know of one question."""

    query: Query
    register: Register
    """The reports of the library as they were when it was asked."""
    asked_for: AskedFor | None
    """None where it asks for nothing of a certain kind."""
    language: Language
    """Of the answer."""
    rarities: Mapping[str, float] = field(default_factory=dict)
    """The terms that an answer should say, as `index.words.terms` gives them, with how rare each is in the library."""
    is_learned: bool = False
    """Whether the order of sentences was learned for it: for a question for a fact, with the encoder that searched."""

    @cached_property
    def scope(self) -> frozenset[str]:
        """Ids of the reports that pass every filter but the years."""
        return self.register.ids(self.query.filters)

    @classmethod
    def of(
        cls,
        query: Query,
        register: Register,
        language: Language | None = None,
        rarities: Mapping[str, float] | None = None,
        *,
        is_learned: bool = False,
    ) -> "Inquiry":
        """To be answered in the language of the question unless another is given."""
        return cls(query, register, asked_for(query.topic), language or query.language, rarities or {}, is_learned)

    def wanting(self, wanted: Wanted) -> "Inquiry":
        """The same question with other wishes."""
        return replace(self, query=self.query.wanting(wanted))
