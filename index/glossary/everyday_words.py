"""What people say in the words that offices write: "nhập làm một" is "hợp nhất", "sổ đỏ" is a certificate.

One way only: who writes as an office does means it.
"""

from collections.abc import Mapping
from functools import cache

from corpus.language.cues import whole_words
from corpus.language.detect import Language
from index.glossary.glossary import Expansion
from index.glossary.word_files import own_words

OFFICIAL = own_words("official")


def everyday_words(question: str, language: Language = "vi") -> list[Expansion]:
    """The everyday words of a question with their official ones, in its order; none in a language that has none listed."""
    official = _official(language)
    if not official:
        return []
    return [
        Expansion(found[0], official[found[0].lower()], "everyday")
        for found in whole_words(official).finditer(question)
    ]


@cache
def _official(language: Language) -> Mapping[str, str]:
    return {said.lower(): meant for said, meant in own_words("official", language).items()}


def officially(text: str, said: list[Expansion]) -> str:
    """The text with these everyday words in official ones."""
    for each in said:
        text = text.replace(each.term, each.other, 1)
    return text
