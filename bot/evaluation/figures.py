"""The figures of one evaluation, as they are written to `--json`; what a dataset cannot tell is null."""

from collections.abc import Mapping
from importlib.metadata import version

from pydantic import BaseModel, ConfigDict, Field

from index.indexing import RECIPE

SEED = 0


class _Figures(BaseModel):
    model_config = ConfigDict(frozen=True, populate_by_name=True)


class Retrieval(_Figures):
    """Of the questions with gold rows: is the row found, and how far up."""

    hit_at_1: float | None = Field(serialization_alias="hit@1")
    hit_at_3: float | None = Field(serialization_alias="hit@3")
    hit_at_10: float | None = Field(serialization_alias="hit@10")
    recall_at_10: float | None = Field(serialization_alias="recall@10")
    mrr_at_10: float | None = Field(serialization_alias="mrr@10")
    ndcg_at_10: float | None = Field(serialization_alias="ndcg@10")


class Answers(_Figures):
    """Share of questions whose gold answer stands in the first n quoted sentences, declined or not."""

    containment_at_1: float | None = Field(serialization_alias="containment@1")
    containment_at_3: float | None = Field(serialization_alias="containment@3")
    containment_at_5: float | None = Field(serialization_alias="containment@5")
    token_f1: float | None = None
    """Of all that is quoted against the written answer."""


class Citations(_Figures):
    """Of the answers given: quotes verbatim at their offsets, citations of gold rows, questions with one."""

    quote_validity: float | None
    precision: float | None
    recall: float | None


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


class Settings(_Figures):
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
    citations: Citations
    refusal: Refusal
    claims: Claims = Claims()
    speed: Speed
    settings: Settings

    def values(self) -> dict[str, float | None]:
        """Every single figure by its place in the JSON, e.g. `retrieval.hit@1`."""
        groups = self.model_dump(
            by_alias=True, include={"retrieval", "answers", "citations", "refusal", "claims", "speed"}
        )
        return {
            f"{group}.{name}": value
            for group, figures in groups.items()
            for name, value in figures.items()
            if value is None or isinstance(value, int | float)
        }


def values_of(figures: Figures, tags: Mapping[str, Figures]) -> dict[str, float | None]:
    """Every single figure by the name under which a gate knows it: those of a tag as `tags.year.retrieval.hit@1`."""
    of_tags = ((f"tags.{tag}.{name}", value) for tag, each in tags.items() for name, value in each.values().items())
    return figures.values() | dict(of_tags)


def empty_figures(dataset: str, queries: int, passages: int, encoder: str) -> Figures:
    """Every figure None: what a dataset tells is put in."""
    return Figures(
        dataset=dataset,
        queries=queries,
        passages=passages,
        retrieval=Retrieval.model_validate(dict.fromkeys(Retrieval.model_fields)),
        answers=Answers.model_validate(dict.fromkeys(Answers.model_fields)),
        citations=Citations.model_validate(dict.fromkeys(Citations.model_fields)),
        refusal=Refusal(auroc=None, auroc_leave_gold_out=None),
        speed=Speed.model_validate(dict.fromkeys(Speed.model_fields)),
        settings=settings_of(encoder),
    )


def settings_of(encoder: str) -> Settings:
    """What this run measures with."""
    return Settings(version=version("hoidap"), encoder=encoder, recipe=RECIPE, seed=SEED)
