"""A question as it is answered: what is searched for it, what an answer must hold, which reports there are to tell it."""

from dataclasses import dataclass, replace
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

    @cached_property
    def scope(self) -> frozenset[str]:
        """Ids of the reports that pass every filter but the years."""
        return self.register.ids(self.query.filters)

    @classmethod
    def of(cls, query: Query, register: Register, language: Language | None = None) -> "Inquiry":
        """To be answered in the language of the question unless another is given."""
        return cls(query, register, asked_for(query.topic), language or query.language)

    def wanting(self, wanted: Wanted) -> "Inquiry":
        """The same question with other wishes."""
        return replace(self, query=self.query.wanting(wanted))
