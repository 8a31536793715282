"""The figures of one evaluation, as they are written to `--json`; what a dataset cannot tell is null."""

from collections.abc import Sequence
from importlib.metadata import version

from pydantic import BaseModel, ConfigDict, Field

from bot.evaluation.figures.interval import SEED, Interval
from bot.evaluation.figures.metrics import mean
from bot.evaluation.figures.outcome import Outcome
from bot.evaluation.figures.reliability import Reliability, reliability
from bot.evaluation.figures.statistics import FIGURES, measured
from index.indexing import INDEX_RECIPE

_ANSWER_FROM = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)


class _Figures(BaseModel):
    model_config = ConfigDict(frozen=True, populate_by_name=True, extra="forbid")


class Retrieval(_Figures):
    """Of the questions with gold rows: is the row found, and how far up."""

    hit_at_1: float | None = Field(alias="hit@1")
    hit_at_3: float | None = Field(alias="hit@3")
    hit_at_10: float | None = Field(alias="hit@10")
    recall_at_10: float | None = Field(alias="recall@10")
    mrr_at_10: float | None = Field(alias="mrr@10")
    ndcg_at_10: float | None = Field(alias="ndcg@10")


class Answers(_Figures):
    """Share of questions whose gold answer stands in the first n quoted sentences, declined or not."""

    containment_at_1: float | None = Field(alias="containment@1")
    containment_at_3: float | None = Field(alias="containment@3")
    containment_at_5: float | None = Field(alias="containment@5")
    token_f1: float | None = None
    """Of all that is said against the written answer, else the nearest gold answer."""
    figure_match: float | None = None
    """Share whose gold answer has all its figures in what is said, in whatever notation."""
    shown: float | None = None
    """Of the questions that tell what a right answer shows: the share whose answer, firm or tentative, shows it."""
    firm_right: float | None = None
    """Of the same: the share answered firmly and rightly."""
    firm_wrong: float | None = None
    reliability: tuple[Reliability, ...] = ()


class ShortAnswers(_Figures):
    """How often the answer is also given in one line, and of these lines how many are right."""

    given: float | None = None
    """Share of all questions, answerable or not."""
    right: float | None = None
    """Of the lines given to questions that tell what a right answer shows: the share that says all of it."""
    wrong: float | None = None
    """Of the same and those given to unanswerable questions: the share that does not."""
    exact: float | None = None
    """Of the lines given where there is a gold answer: the share that is it, word for word."""
    token_f1: float | None = None
    """Of the same lines, the mean."""


class Citations(_Figures):
    """Of the answers given: quotes verbatim at their offsets, citations of gold in firm and in tentative ones, questions with one."""

    quote_validity: float | None
    precision: float | None
    precision_tentative: float | None = None
    recall: float | None
    marker_validity: float | None = None
    """Share of the markers that name a citation."""
    alce_precision: float | None = None
    """As `check_citations` has it, the mean over the answers given; the judge is hoidap's own check."""
    alce_recall: float | None = None
    alce_precision_nli: float | None = None
    """The same, judged by the model of the setting `entailment`."""
    alce_recall_nli: float | None = None
    alce_precision_model: float | None = None
    """The same, judged by the model of the setting `judge_model`."""
    alce_recall_model: float | None = None


class RiskAtCoverage(_Figures):
    """What answering from a probability on comes to (El-Yaniv and Wiener 2010)."""

    answer_from: float
    answered: float
    """Share of the questions with gold rows that are answered: the coverage."""
    wrong: float | None
    """Share of those answers that quote no gold row: the risk."""
    answered_without_gold: float
    """Share that is still answered when the gold rows are left out: all of it wrong."""


class Refusal(_Figures):
    """How well the decline signal tells answerable from unanswerable questions."""

    auroc: float | None
    auroc_leave_gold_out: float | None
    precision: float | None = None
    """Of the questions declined, the share that is unanswerable."""
    recall: float | None = None
    """Of the unanswerable questions, the share that is declined."""
    firm_unanswerable: float | None = None
    """Of the unanswerable questions, the share answered firmly."""
    named_missing: float | None = None
    """Of the unanswerable questions that tell what is missing: the share declined with all of it named."""
    risk_coverage: tuple[RiskAtCoverage, ...] = ()


class Claims(_Figures):
    """How well the check of claims tells true from false statements."""

    auroc: float | None = None
    pairs: int | None = None
    """Number of statements."""


class Speed(_Figures):
    """Wall time on this machine; milliseconds where the name says ms."""

    characters_per_second: float | None
    queries_per_second: float | None
    query_ms_p50: float | None
    query_ms_p95: float | None
    answer_ms_p95: float | None


class EvaluationSettings(_Figures):
    """What the figures were measured with."""

    version: str
    encoder: str
    recipe: str
    seed: int


class Figures(_Figures):
    """All of them; `model_dump(by_alias=True)` is the JSON that `hoidap evaluate` writes."""

    dataset: str
    queries: int
    passages: int
    retrieval: Retrieval
    answers: Answers
    short: ShortAnswers = ShortAnswers()
    citations: Citations
    refusal: Refusal
    claims: Claims = Claims()
    speed: Speed
    settings: EvaluationSettings
    intervals: dict[str, Interval] = {}
    """How sure each figure is, by its place: its 95 % interval and what it was taken over."""

    def values(self) -> dict[str, float | None]:
        """Every single figure by its place in the JSON, e.g. `retrieval.hit@1`."""
        groups = self.model_dump(
            by_alias=True, include={"retrieval", "answers", "short", "citations", "refusal", "claims", "speed"}
        )
        return {
            f"{group}.{name}": value
            for group, figures in groups.items()
            for name, value in figures.items()
            if value is None or isinstance(value, int | float)
        }


class Evaluated(Figures):
    """The figures over all questions, over those of each tag, and what came of each question."""

    tags: dict[str, Figures] = {}
    cases: tuple[Outcome, ...] = ()

    def all_values(self) -> dict[str, float | None]:
        """By the name under which a gate knows each: those of a tag as `tags.year.retrieval.hit@1`."""
        of_tags = (
            (f"tags.{tag}.{name}", value) for tag, each in self.tags.items() for name, value in each.values().items()
        )
        return self.values() | dict(of_tags)


def figures_of(
    name: str, passages: int, outcomes: Sequence[Outcome], encoder: str, characters_per_second: float | None = None
) -> Figures:
    """What these outcomes come to, each figure with its interval."""
    found = {figure: measured(outcomes, figure) for figure in FIGURES}
    intervals = {figure: each for figure, each in found.items() if each.value is not None}
    values: dict[str, dict[str, float | None]] = {}
    for figure, each in found.items():
        group, _, place = figure.partition(".")
        values.setdefault(group, {})[place] = each.value
    seconds = sum(each.took_ms for each in outcomes) / 1000
    return Figures(
        dataset=name,
        queries=len(outcomes),
        passages=passages,
        retrieval=Retrieval.model_validate(values["retrieval"]),
        answers=Answers.model_validate(values["answers"] | {"reliability": reliability(outcomes)}),
        short=ShortAnswers.model_validate(values["short"]),
        citations=Citations.model_validate(values["citations"]),
        refusal=Refusal.model_validate(values["refusal"] | {"risk_coverage": risk_coverage(outcomes)}),
        speed=Speed.model_validate(
            values["speed"]
            | {
                "characters_per_second": characters_per_second,
                "queries_per_second": len(outcomes) / seconds if seconds else None,
            }
        ),
        settings=settings_of(encoder),
        intervals=intervals,
    )


def evaluated(
    name: str, passages: int, outcomes: Sequence[Outcome], encoder: str, characters_per_second: float | None = None
) -> Evaluated:
    """The same with the figures of each tag."""
    whole = figures_of(name, passages, outcomes, encoder, characters_per_second)
    tags = sorted({tag for each in outcomes for tag in each.tags})
    by_tag = {tag: figures_of(name, passages, [each for each in outcomes if tag in each.tags], encoder) for tag in tags}
    return Evaluated(**dict(whole), tags=by_tag, cases=tuple(outcomes))


def settings_of(encoder: str) -> EvaluationSettings:
    """What this run measures with."""
    return EvaluationSettings(version=version("hoidap"), encoder=encoder, recipe=INDEX_RECIPE, seed=SEED)


def risk_coverage(outcomes: Sequence[Outcome]) -> tuple[RiskAtCoverage, ...]:
    """The curve over the questions with gold; empty without any."""
    with_gold = [each for each in outcomes if each.expected]
    return tuple(_risk_at(point, with_gold) for point in _ANSWER_FROM) if with_gold else ()


def _risk_at(answer_from: float, with_gold: Sequence[Outcome]) -> RiskAtCoverage:
    answered = [each for each in with_gold if each.confidence >= answer_from]
    return RiskAtCoverage(
        answer_from=answer_from,
        answered=len(answered) / len(with_gold),
        wrong=mean([float(not each.quotes_gold) for each in answered]),
        answered_without_gold=mean([float((each.confidence_without_gold or 0.0) >= answer_from) for each in with_gold])
        or 0.0,
    )
