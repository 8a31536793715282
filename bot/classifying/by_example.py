"""Which kind a question is of, told by examples of what people ask."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import get_args

from bot.classifying.example import ORDINARY
from bot.classifying.fitted_model import DOCUMENT_FACTS, model_of
from bot.classifying.label_model import LabelModel
from bot.classifying.left_over import leaves_unread
from bot.classifying.possible_kinds import Agencies, possible_kinds
from bot.classifying.question_form import form_of
from bot.classifying.question_kind import IdentityQuestion, InForce, QuestionKind
from bot.quoting.parts import parts_of
from bot.wording.keys import IdentityFact
from index.encoder.encoder import Encoder
from index.question.query import Query

TAKEN_FROM = 0.7
"""The probability, 0 to 1, of being of any possible kind from which a question is taken for the likeliest of them."""

MAY_BE_FROM = 0.3
"""The same of asking for a fact of a document, from which one is told beside the passages."""

_OF_DOCUMENT = frozenset(("about", "contents", "summary", "identity", "signer", "issued", "agency"))
"""What is asked of a document is asked of its article where one is named."""

_OF_ITSELF: Mapping[str, IdentityQuestion | InForce] = {
    "in_force": InForce(),
    "replaces": InForce(backwards=True),
    **{fact: IdentityQuestion((fact,)) for fact in get_args(IdentityFact)},
}
"""What may be asked of a document itself, by the labels of examples."""
_REMEMBERED = 64
"""Forms whose vectors are kept: a question is told by two models, and more than once."""


class ByExample:
    """Tells the kinds of questions by one encoder; safe to call from several threads."""

    def __init__(self, encoder: Encoder, cache: Path | None = None) -> None:
        """`cache`: as `model_of` takes it."""
        self._encoder = encoder
        self._cache = cache
        self._vectors = lru_cache(_REMEMBERED)(lambda form: encoder.encode_questions([form]))

    def told(self, query: Query, agencies: Agencies = ()) -> QuestionKind | None:
        """The kind of a question, None for an ordinary one, and for two in one of which the last is ordinary."""
        found = possible_kinds(query, agencies).items()
        possible = {label: each.kind for label, each in found if not leaves_unread(each.rest)}
        article = possible.get("article")
        if article:  # there is nothing else in the question
            possible |= dict.fromkeys({*(_OF_DOCUMENT & possible.keys()), ORDINARY}, article)
        label = self._label(form_of(query.text, query.things), possible)
        start, end = parts_of(query.text)[-1]
        if (
            start
            and label in possible
            and not article
            and self._label(_form_within(query, start, end), possible) == ORDINARY
        ):
            return None
        return possible.get(label)

    def of_document(self, query: Query) -> tuple[IdentityQuestion | InForce, float] | None:
        """What an ordinary question may ask of a document itself, named in whatever words, and how sure that is, 0 to 1; None where it hardly does."""
        label, sure = likeliest(self._shares(self._facts, form_of(query.text, query.things)), _OF_ITSELF)
        return (_OF_ITSELF[label], sure) if sure >= MAY_BE_FROM else None

    def which_fact(self, query: Query, told: IdentityQuestion | InForce) -> tuple[IdentityQuestion | InForce, bool]:
        """The fact that a question asks for which was told to ask for one, and whether that is sure.

        What was learned from facts alone knows them better. Where two that a document states of itself are near, both are asked for.
        """
        label = next((each for each, kind in _OF_ITSELF.items() if kind == told and each in self._facts.labels), None)
        if label is None:
            return told, True
        form = form_of(query.text, query.things)
        shares = self._shares(self._facts, form)
        likely, sure = likeliest(shares, _OF_ITSELF)
        if sure < TAKEN_FROM:
            return told, self._shares(self._model, form)[label] >= TAKEN_FROM
        asked, other = _OF_ITSELF[likely], _OF_ITSELF[likeliest(shares, _OF_ITSELF.keys() - {likely})[0]]
        if shares[likely] >= TAKEN_FROM or isinstance(asked, InForce) or isinstance(other, InForce):
            return asked, True
        return IdentityQuestion((*asked.facts, *other.facts)), True

    def each_of_document(self, query: Query) -> tuple[IdentityQuestion | InForce, ...]:
        """What each clause of the question surely asks of a document itself, in order; clauses that may not are left out."""
        forms = (_form_within(query, *part) for part in parts_of(query.text))
        found = (likeliest(self._shares(self._facts, form), _OF_ITSELF) for form in forms)
        return tuple(_OF_ITSELF[label] for label, sure in found if sure >= TAKEN_FROM)

    def _label(self, form: str, possible: Collection[str]) -> str:
        """The likeliest of the possible labels of a question of this form, `ORDINARY` where it may well be ordinary."""
        label, sure = likeliest(self._shares(self._model, form), possible)
        return label if sure >= TAKEN_FROM else ORDINARY

    def _shares(self, model: LabelModel, form: str) -> Mapping[str, float]:
        shares = model.probabilities([form], self._vectors(form))[0]
        return dict(zip(model.labels, map(float, shares), strict=True))

    @cached_property
    def _model(self) -> LabelModel:
        return model_of(self._encoder, self._cache)

    @cached_property
    def _facts(self) -> LabelModel:
        return model_of(self._encoder, self._cache, DOCUMENT_FACTS)


def _form_within(query: Query, start: int, end: int) -> str:
    """The form of a part of the question."""
    things = [
        replace(each, start=each.start - start, end=each.end - start)
        for each in query.things
        if start <= each.start < end
    ]
    return form_of(query.text[start:end], things)


def likeliest(shares: Mapping[str, float], possible: Collection[str]) -> tuple[str, float]:
    """Of the possible labels the one with the largest share, and the shares of all of them together."""
    told = {label: share for label, share in shares.items() if label in possible}
    return max(told, key=lambda label: told[label], default=ORDINARY), sum(told.values())
