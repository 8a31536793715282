"""A file of words that is not what the screens need is an error that names the key and the file."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pytest

from bot.errors import WordsError
from bot.wording.words_file import languages_in, words_in, words_of

GOOD = """
[page]
ask = "Ask"
examples = ["One?", "Two?"]
[page.aspects]
plan = "plans"
result = "results"
"""


@dataclass(frozen=True, slots=True)
class Words:
    ask: str
    examples: tuple[str, ...]
    aspects: Mapping[Literal["plan", "result"], str]


def written(folder: Path, text: str, language: str = "en") -> Path:
    path = folder / f"{language}.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_words_are_read_by_the_names_of_the_fields(tmp_path: Path) -> None:
    words = words_of(written(tmp_path, GOOD), Words)
    assert words == Words("Ask", ("One?", "Two?"), {"plan": "plans", "result": "results"})


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (('ask = "Ask"\n', ""), r"en\.toml has no 'ask'"),
        (('ask = "Ask"', 'ask = "Ask"\nasks = "?"'), r"en\.toml has an unknown 'asks'"),
        (('plan = "plans"\n', ""), r"en\.toml has no 'aspects\.plan'"),
        (('plan = "plans"', 'plan = "plans"\nplans = "?"'), r"en\.toml has an unknown 'aspects\.plans'"),
        (("[page.aspects]", '[other]\nask = "?"\n[page.aspects]'), r"en\.toml has 'ask' twice"),
        (("[page]\n", ""), r"en\.toml: 'ask' stands outside of the tables"),
        (('"Ask"', "7"), r"en\.toml: 'ask': .*string"),
        (('"plans"', "7"), r"en\.toml: 'aspects\.plan': .*string"),
        (('"Ask"', '"Ask'), r"en\.toml is not a TOML file"),
    ],
)
def test_what_is_wrong_is_named(change: tuple[str, str], named: str, tmp_path: Path) -> None:
    with pytest.raises(WordsError, match=named):
        words_of(written(tmp_path, GOOD.replace(*change)), Words)


def test_a_language_is_a_file(tmp_path: Path) -> None:
    written(tmp_path, GOOD)
    written(tmp_path, GOOD.replace('"Ask"', '"Demander"'), "fr")
    assert languages_in(tmp_path) == ("en", "fr")
    assert words_in(tmp_path, "fr", Words).ask == "Demander"
    assert words_in(tmp_path, "de", Words).ask == "Ask"


def test_a_table_whose_english_stands_elsewhere_is_whole_in_every_other_language(tmp_path: Path) -> None:
    written(tmp_path, GOOD.split("[page.aspects]", maxsplit=1)[0])
    elsewhere = {"aspects": {"plan": "plans", "result": "results"}}
    assert words_in(tmp_path, "en", Words, elsewhere).aspects == elsewhere["aspects"]
    written(tmp_path, GOOD, "fr")
    assert words_in(tmp_path, "fr", Words, elsewhere).aspects == elsewhere["aspects"]
    with pytest.raises(WordsError, match=r"fr\.toml has no 'aspects\.estimate'"):
        words_in(tmp_path, "fr", Words, {"aspects": {**elsewhere["aspects"], "estimate": "estimates"}})
