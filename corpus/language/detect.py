"""Which language a text is in: Vietnamese, with its marks or typed without them, one of the other languages that have a file of words, or a foreign one."""

import re
from collections.abc import Sequence
from functools import cache

from corpus.language import vocabulary
from corpus.language.foreign import UNDETERMINED, language_named
from corpus.language.script import language_by_script
from corpus.text.letters import fold
from corpus.text.syllable import is_syllable

Language = str
"""ISO 639-1 ("vi", "en", "fr"); "und" for a language that nobody can name."""

_WORD = re.compile(r"[^\W\d_]+")
_MARKED = re.compile("[ăâđêôơưáàảãạéèẻẽẹíìỉĩịóòỏõọúùủũụýỳỷỹỵ\u1ea0-\u1ef9]", re.IGNORECASE)
# A Vietnamese syllable without its marks: onset, nucleus, coda.
_SYLLABLE = re.compile(
    r"(?:ngh|ch|gh|gi|kh|ng|nh|ph|qu|th|tr|[bcdghklmnpqrstvx])?"
    r"(?:uye|uya|uyu|ieu|yeu|oai|oay|oeo|uoi|uou|uay|ai|ao|au|ay|eo|eu|ia|ie|iu|oa|oe|oi|oo|ua|ue|ui|uo|uu|uy|ye|[aeiouy])"
    r"(?:ch|ng|nh|[cmnptiyou])?"
)
_LOOKED_AT = 20_000
"""Characters at the beginning of a text by which it is told."""
_FEWEST_WORDS = 4
"""Of fewer words nobody can say that they are of a foreign language: they may be names."""
_LONG = 60
"""Words of a text that no list of names is."""
_SHORTEST = 2.2
"""Mean number of letters of its words below which a text is torn to pieces and in no language that can be told."""
_CERTAIN = 0.45
"""Share of words spelled as Vietnamese syllables from which, where they have marks, a text is not foreign."""
_EVIDENT = 0.15
"""The same of the commonest words of another language that has a file."""


def language_of(text: str) -> Language:
    """The language whose words are to be looked for in a text: one that has a file.

    A text with no evidence (only numbers and codes) counts as Vietnamese, one with foreign words alone as English.
    """
    return _known_language(_words(text))


def language_written(text: str) -> Language:
    """The language that a text is in, which may be one that has no file; "und" for a long text in none that can be named."""
    if (language := language_by_script(text[:_LOOKED_AT])) is not None:
        return language
    words = _words(text)
    known = _known_language(words)
    if len(words) >= _LONG and sum(map(len, words)) < _SHORTEST * len(words):
        return UNDETERMINED
    if len(words) < _FEWEST_WORDS or _is_evident(words, known):
        return known
    named = language_named(text[:_LOOKED_AT], is_long=len(words) >= _LONG)
    return known if named is None or vocabulary.has_words(named) else named


def is_in_a_language(text: str) -> bool:
    """Whether its words themselves say that they are of a language: not letters struck at random, nor names alone."""
    words = _words(text)
    is_told = bool(words) and _is_evident(words, _known_language(words))
    return is_told or not vocabulary.has_words(language_written(text))


def leaves_out_marks(language: Language) -> bool:
    """Whether people type it without the marks of its letters, so that a question gets them back."""
    return vocabulary.has_words(language) and bool(vocabulary.table(language, "writing")["marks_left_out"])


def _words(text: str) -> list[str]:
    """Its words in small letters, without abbreviations."""
    return [word.lower() for word in _WORD.findall(text[:_LOOKED_AT]) if not word.isupper() or len(word) > 4]


def _known_language(words: Sequence[str]) -> Language:
    if not words:
        return "vi"
    if sum(bool(_MARKED.search(word)) for word in words) >= 0.15 * len(words):
        return "vi"
    folded = [fold(word) for word in words]
    syllables = sum(bool(_SYLLABLE.fullmatch(word)) and word not in _no_syllables() for word in folded)
    counts = {language: sum(word in common for word in folded) for language, common in _common_words().items()}
    likeliest = max(counts, key=lambda language: (counts[language], language == "en"))
    return "vi" if syllables >= 0.7 * len(words) and counts[likeliest] < 0.34 * len(words) else likeliest


def _is_evident(words: Sequence[str], language: Language) -> bool:
    """Whether the words themselves say that the text is in the language, and not only in none other that is known."""
    if language == "vi":
        return sum(map(is_syllable, words)) >= _CERTAIN * len(words)
    return sum(word in _common_words()[language] for word in words) >= _EVIDENT * len(words)


@cache
def _common_words() -> dict[Language, frozenset[str]]:
    """The commonest words of the languages that are told by them."""
    words = {language: frozenset(vocabulary.words(language, "evidence.words")) for language in vocabulary.languages()}
    return {language: common for language, common in words.items() if common}


@cache
def _no_syllables() -> frozenset[str]:
    """Words of other languages that look like Vietnamese typed without marks, and are not."""
    return frozenset(
        word for language in vocabulary.languages() for word in vocabulary.words(language, "evidence.only")
    )
