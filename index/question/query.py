"""What is searched for: the words, their language, the limits and the wishes."""

import copy
from dataclasses import dataclass, field
from functools import cached_property

from corpus.language.detect import Language
from corpus.text.letters import fold
from index.glossary.bilingual import Translation, translate
from index.glossary.glossary import Expansion
from index.question.agencies import AgencyName
from index.question.filters import Filters
from index.question.named_things import NamedThing, named_things
from index.question.wishes import Wanted


@dataclass(frozen=True)
class Query:
    """A question ready to be searched. What its words alone tell is worked out when it is first needed, and kept."""

    text: str
    """The question with its diacritics restored."""
    topic: str
    """What it is about: the text itself, or less where the rest only names where to look."""
    typed: str = ""
    """The same before they were: as long, letter for letter."""
    language: Language = "vi"
    """ISO 639-1. In another language than the reports only names, figures and translated terms count for BM25."""
    same_language: bool = True
    """Whether that is the language that most of the reports searched are in."""
    filters: Filters = field(default_factory=Filters)
    """Limits that were set."""
    wanted: Wanted = field(default_factory=Wanted)
    """What the question itself asks for beside its topic; what it states outright limits, too."""
    overruled_years: tuple[int, ...] = ()
    """Those that it asks for and that the years that were set leave out."""
    named: tuple[AgencyName, ...] = ()
    """Where it names agencies of the library, in order."""
    expansions: tuple[Expansion, ...] = ()
    """Other ways of writing its terms, which are searched as well."""
    is_broad: bool = False
    """Whether it asks what certain documents say about a topic, rather than for one fact."""

    @cached_property
    def things(self) -> tuple[NamedThing, ...]:
        """What it names, at places of the text."""
        return named_things(self.text, self.named, is_translated=not self.same_language)

    @property
    def years(self) -> tuple[int, ...]:
        """Those that it asks for, or else those that were set."""
        return self.wanted.years or self.filters.years

    @cached_property
    def folded(self) -> str:
        """The text, folded."""
        return fold(self.text)

    @cached_property
    def translation(self) -> Translation:
        """What is known in Vietnamese of the text."""
        return translate(self.text, self.language)

    @cached_property
    def topic_translation(self) -> Translation:
        """What is known in Vietnamese of the topic."""
        return self.translation if self.topic == self.text else translate(self.topic, self.language)

    def wanting(self, wanted: Wanted) -> "Query":
        """The same question with other wishes; what its words tell stays worked out."""
        other = copy.copy(self)
        object.__setattr__(other, "wanted", wanted)
        return other
