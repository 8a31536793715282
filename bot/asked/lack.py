"""What the library lacks: questions that ask for the same and were declined or disliked, together."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from bot.asked.groups import group_alike
from bot.asked.question import AskedQuestion, Week
from bot.asked.question_vectors import QuestionVectors
from bot.wording.understood import limits_of
from bot.wording.wording import Wording

MOST = 2_000
"""Questions that are grouped, the latest: time and memory grow with the square, 10,000 take 2 GB."""


@dataclass(frozen=True, slots=True)
class Lack:
    """Questions that ask for the same."""

    central: AskedQuestion
    """As it was asked most often; of those asked as often, the one most like the others."""
    questions: tuple[AskedQuestion, ...]
    """All of them, latest first."""

    @property
    def wordings(self) -> Sequence[Sequence[AskedQuestion]]:
        """The questions, those of the same words together; latest first."""
        return _by_words(self.questions)

    @property
    def weeks(self) -> tuple[Week, ...]:
        """In which they were asked, latest first."""
        return tuple(sorted({each.week for each in self.questions}, reverse=True))

    @property
    def missing(self) -> tuple[str, ...]:
        """What at least half of them name and the library lacks."""
        return self._common(each.missing for each in self.questions)

    def limits(self, words: Wording) -> tuple[str, ...]:
        """What at least half of them were limited to."""
        return self._common(limits_of(each.asked, words) for each in self.questions)

    def _common(self, named: Iterable[Sequence[str]]) -> tuple[str, ...]:
        """The most common first, as the latest of them writes it."""
        spelled: dict[str, str] = {}
        counts: Counter[str] = Counter()
        for names in named:
            folded = {name.casefold(): name for name in names}
            spelled = folded | spelled
            counts.update(folded.keys())
        return tuple(spelled[name] for name, count in counts.most_common() if 2 * count >= len(self.questions))


def lacks_of(questions: Sequence[AskedQuestion], vectors: QuestionVectors) -> list[Lack]:
    """Questions that lack something, latest first, in groups: the largest first, of equal ones the latest."""
    wordings = _by_words(questions[:MOST])
    groups = group_alike(vectors.of([asked[0].stand_alone for asked in wordings]))
    found = [_lack([wordings[place] for place in group]) for group in groups]
    return sorted(found, key=lambda lack: (len(lack.questions), lack.questions[0].given), reverse=True)


def _lack(wordings: Sequence[Sequence[AskedQuestion]]) -> Lack:
    """Of wordings, the most central one first."""
    questions = sorted(chain.from_iterable(wordings), key=lambda each: each.given, reverse=True)
    return Lack(max(wordings, key=len)[0], tuple(questions))


def _by_words(questions: Iterable[AskedQuestion]) -> list[list[AskedQuestion]]:
    """Those of the same words together, in the order in which they came."""
    found: dict[str, list[AskedQuestion]] = {}
    for each in questions:
        found.setdefault(each.words, []).append(each)
    return list(found.values())
