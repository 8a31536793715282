"""Every word of the page that `hoidap evaluate --html` writes: the keys here, the words in one TOML file a language."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bot.answer import Certainty
from bot.evaluation.figures.outcome import FailureKind
from bot.wording.words_file import words_in
from corpus.language.detect import Language


@dataclass(frozen=True, slots=True)
class EvaluationWords:
    """The strings of one language; `{}` fields are filled with `str.format`."""

    title: str
    questions: str
    passages: str
    settings: str
    figure: str
    value: str
    interval: str
    over: str
    by_tag: str
    tag: str
    asked: str
    reliability: str
    answers_given: str
    share_right: str
    confidence_between: str
    certainties: Mapping[Certainty, str]
    curves: str
    risk_coverage: str
    coverage: str
    risk: str
    confidence_curve: str
    """ROC, with `{auroc}`."""
    false_answers: str
    true_answers: str
    compared: str
    before: str
    now: str
    p: str
    better: str
    worse: str
    significant: str
    failures: str
    no_failures: str
    expected: str
    expected_nothing: str
    cited: str
    cited_nothing: str
    right: str
    wrong: str
    page: str
    after: str
    """Before the questions of the conversation."""
    gold_answers: str
    line: str
    said: str
    kinds: Mapping[FailureKind, str]
    figures: Mapping[str, str]
    """By their place in the JSON; those that there are not go by their place."""
    thousands: str
    """What stands between thousands."""
    decimal_point: str

    def label(self, figure: str) -> str:
        return self.figures.get(figure, figure)

    def number(self, value: float | None) -> str:
        """Shares to three places, all else to one."""
        return "–" if value is None else self._marked(f"{value:.3f}" if abs(value) <= 1 else f"{value:,.1f}")

    def whole(self, count: int) -> str:
        return self._marked(f"{count:,}")

    def _marked(self, number: str) -> str:
        return number.translate({ord(","): self.thousands, ord("."): self.decimal_point})


@cache
def evaluation_words(language: Language) -> EvaluationWords:
    """English for a language that has no file; raises WordsError naming a wrong key."""
    return words_in(Path(__file__).parent, language, EvaluationWords)
