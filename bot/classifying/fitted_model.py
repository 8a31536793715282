"""The model that tells the labels of questions by one encoder: as stored for the bundled one, else fitted when it is first asked.

What is fitted, which takes some ten seconds, is kept in the user's cache folder.
"""

import contextlib
import hashlib
import tempfile
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import numpy as np
from platformdirs import user_cache_path

from bot.classifying.example import KINDS, ORDINARY, Example, examples
from bot.classifying.label_model import LabelModel
from bot.classifying.question_form import form_of
from index.encoder.encoder import Encoder
from index.question.named_things import named_things


@dataclass(frozen=True, slots=True)
class Taught:
    """Examples by label, and what `python -m tests.fit.kinds` stores of them."""

    examples: Path
    stored: Path
    beside: Path | None = None
    """More examples of other labels: of its own, those count as they are, all others as ordinary."""


QUESTION_KINDS = Taught(KINDS, Path(__file__).parent / "label_model.npz")
DOCUMENT_FACTS = Taught(Path(__file__).parent / "fact_examples", Path(__file__).parent / "fact_model.npz", beside=KINDS)
"""Facts of the form of a document that is named by what it is about: so many ways to name one would blur the kinds."""
_RECIPE = "3"
"""Changed with what is made of an example."""
_BATCH = 64


def model_of(encoder: Encoder, cache: Path | None = None, taught: Taught = QUESTION_KINDS) -> LabelModel:
    """`cache` defaults to the user's cache folder."""
    made_of = digest(encoder.name, taught)
    kept = (cache or user_cache_path("hoidap") / "question-kinds") / f"{made_of}.npz"
    for file in (taught.stored, kept):
        if model := LabelModel.read(file, made_of):
            return model
    model = fitted(encoder, taught)
    _keep(model, kept, made_of)
    return model


def fitted(encoder: Encoder, taught: Taught = QUESTION_KINDS) -> LabelModel:
    """What tells the examples apart, by the vectors of this encoder."""
    told = _told(taught)
    forms = [form_of(each.question, named_things(each.question)) for each in told]
    batches = [encoder.encode_questions(forms[first : first + _BATCH]) for first in range(0, len(forms), _BATCH)]
    return LabelModel.fitted(forms, np.vstack(batches), [each.label for each in told])


def digest(encoder: str, taught: Taught = QUESTION_KINDS) -> str:
    """Of all that the model of an encoder of this name is made of."""
    return hashlib.sha256(repr((_RECIPE, encoder, _told(taught))).encode()).hexdigest()[:24]


@cache
def _told(taught: Taught) -> tuple[Example, ...]:
    own = examples(taught.examples)
    if taught.beside is None:
        return own
    labels = {each.label for each in own}
    others = (each if each.label in labels else replace(each, label=ORDINARY) for each in examples(taught.beside))
    return tuple(dict.fromkeys((*own, *others)))


def _keep(model: LabelModel, file: Path, made_of: str) -> None:
    """Whole or not at all; where nothing can be written it is fitted again the next time."""
    with contextlib.suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=file.parent) as folder:
            model.write(Path(folder) / file.name, made_of)
            (Path(folder) / file.name).replace(file)
