"""Every file of words says the same things: the keys that the code says, with the fields that the code fills in."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import Any

import gradio
import pytest

import bot
from bot.evaluation.figures.words import EvaluationWords, evaluation_words
from bot.evaluation.proposals.question_templates import Templates, templates
from bot.wording.wording import Wording, languages_offered, wording
from bot.wording.words_file import languages_in
from index.correct import CORRECTABLE
from tests.bot.wording.words_in_code import Said, fields_of, said_in, texts_of

BOT = Path(bot.__file__).parent
FOLDERS = (BOT / "wording", BOT / "evaluation" / "figures", BOT / "evaluation" / "proposals")
FILES = [path for folder in FOLDERS for path in sorted(folder.glob("*.toml"))]
Make = Callable[[str], Any]


def sources(folder: Path) -> list[Path]:
    """Those of the folder; of `bot` without the evaluation, whose variables called `words` hold words of its own."""
    files = [*folder.rglob("*.py"), *folder.rglob("*.jinja")]
    return [each for each in files if folder != BOT or "evaluation" not in each.relative_to(BOT).parts]


def said_of_wording() -> Said:
    said, elsewhere = said_in(sources(BOT), ["wording"]), said_in(sources(FOLDERS[2]), ["wording"], ())
    for key, filled in elsewhere.filled.items():
        said.filled[key] += filled
    return Said(said.used | elsewhere.used, said.filled)


KINDS = [
    pytest.param(Wording, wording, said_of_wording(), id="screens"),
    pytest.param(
        EvaluationWords, evaluation_words, said_in(sources(FOLDERS[1]), [], ["words", "self"]), id="evaluation"
    ),
    pytest.param(Templates, templates, said_in(sources(FOLDERS[2]), [], ["words"]), id="drafted questions"),
]


def keys(kind: type) -> list[str]:
    """Without what is no text of the code's own: Gradio fills in its strings, `reading_words` those of notices."""
    return [each.name for each in fields(kind) if each.name not in ("gradio", "notices")]


def needed(words: Any, key: str) -> set[str]:
    return set().union(*map(fields_of, texts_of(getattr(words, key))))


def test_every_folder_has_the_same_languages() -> None:
    assert {"en", "vi"} <= set(languages_offered())
    assert {languages_in(folder) for folder in FOLDERS} == {languages_offered()}


@pytest.mark.parametrize(("kind", "make", "said"), KINDS)
def test_every_key_is_said_somewhere(kind: type, make: Make, said: Said) -> None:
    assert [key for key in keys(kind) if key not in said.used] == []


@pytest.mark.parametrize("language", languages_offered())
@pytest.mark.parametrize(("kind", "make", "said"), KINDS)
def test_every_field_is_filled_in_and_is_in_every_language(kind: type, make: Make, said: Said, language: str) -> None:
    for key in keys(kind):
        fields_here = needed(make(language), key)
        assert fields_here == needed(make("en"), key), key
        assert all(fields_here <= filled for filled in said.filled.get(key, [set()])), key


@pytest.mark.parametrize("language", languages_offered())
def test_tables_have_the_same_keys_in_every_language(language: str) -> None:
    """Those whose keys are of the type are held where they are read."""
    assert evaluation_words(language).figures.keys() == evaluation_words("en").figures.keys()
    assert tuple(wording(language).identity_fields) == CORRECTABLE
    assert wording(language).correction_errors.keys() == {"number", "issued", "effective", "years"}
    assert len(wording(language).library_columns) == 7
    assert not wording(language).gradio or wording(language).gradio.keys() == wording("vi").gradio.keys()


def test_every_string_of_gradio_is_one_that_it_says() -> None:
    """In the translations that it ships; it fills in the one that has fields itself."""
    [shipped] = (Path(gradio.__file__).parent / "templates" / "frontend" / "assets").glob("core-*.js")
    script = shipped.read_text(encoding="utf-8")
    for key, text in wording("vi").gradio.items():
        assert re.search(rf"\b{key.split('.')[1]}:", script), key
        assert fields_of(text) <= ({"position", "size"} if key == "status.queue_position" else set()), key


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_files_are_composed_unicode(path: Path) -> None:
    assert unicodedata.is_normalized("NFC", path.read_text(encoding="utf-8"))


def test_a_language_without_a_file_is_told_in_english() -> None:
    assert wording("fr") == wording("en")
    assert evaluation_words("fr") == evaluation_words("en")


def test_checks_see_what_is_wrong() -> None:
    """What is said and filled in is found, so that a key or field nobody knows is too."""
    said = said_of_wording()
    assert "no_such_key" not in said.used
    assert {"number", "reports"} in said.filled["no_such_document"]
    assert {"document", "by"} in said.filled["was_replaced"]  # through a variable
