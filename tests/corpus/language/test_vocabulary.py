import unicodedata
from pathlib import Path

import pytest

from corpus.language import vocabulary


def test_every_language_has_the_tables_of_every_other() -> None:
    files = {language: vocabulary._file(language) for language in vocabulary.languages()}
    assert {"en", "vi"} <= set(files)
    assert len({frozenset(tables) for tables in files.values()}) == 1


@pytest.mark.parametrize("language", vocabulary.languages())
def test_files_are_composed_unicode(language: str) -> None:
    text = (Path(vocabulary.__file__).parent / f"{language}.toml").read_text(encoding="utf-8")
    assert unicodedata.is_normalized("NFC", text)


def test_what_is_missing_is_named() -> None:
    with pytest.raises(KeyError, match=r"vi\.toml has no 'no\.such'"):
        vocabulary.table("vi", "no.such")
