"""Proper names of a claim that its sources do not have: runs of capitalised words, agencies, short forms.

Compared as written but for case and the place of a tone. In an English claim over Vietnamese sources with the marks
folded; there a capitalised word that is no Vietnamese syllable is a translation, and known agencies are translated.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from corpus.language.cues import Cues
from corpus.language.detect import Language
from corpus.text.letters import fold
from corpus.text.normalise import normalise
from corpus.text.syllable import is_syllable
from index.glossary.agency_names import agencies_by_english_name
from index.glossary.harvest import harvest
from index.glossary.term import term_identity, term_words
from index.glossary.word_files import own_words, translated_languages

_WORD = re.compile(r"[^\W\d_]+(?:[&.-][^\W\d_]+)*")
_BREAK = re.compile(r"[^\s]")
_CUES = Cues(__file__)
_HEADS = frozenset(_CUES.words("heads"))
_GENERIC = _CUES.syllables("generic")
"""Syllables that open a sentence or name a kind of thing, and by themselves name nobody."""
_COMMON = frozenset(_CUES.words("common"))
"""Words of other languages that are spelled as Vietnamese syllables."""
_AGENCY_HEAD = _CUES.whole("agency_head")
_KEPT = 64
"""Sources kept: the claims of one answer are held against the same."""


def missing_names(claim: str, language: Language, sources: Sequence[str], sources_language: Language) -> list[str]:
    """Names of the claim that none of the sources has, as the claim writes them, in its order.

    `sources` are the cited quotes and what identifies their documents.
    """
    evidence = _evidence(tuple(sources), is_translated=language != sources_language)
    missing = [run for run in _runs(claim, evidence) if not evidence.has(run)]
    names = [" ".join(run) for run in missing]
    if language in translated_languages():
        names += [name for name, known in english_agencies(claim) if not evidence.has_agency(name, known)]
    return list(dict.fromkeys(names))


def english_agencies(claim: str) -> list[tuple[str, str]]:
    """(English name, folded Vietnamese name) of the known agencies that an English text names, the longest where they overlap."""
    lowered = " ".join(re.findall(r"[a-z'’,]+", claim.lower())).replace("’", "'")
    if not _AGENCY_HEAD.search(lowered):
        return []
    found: list[tuple[str, str]] = []
    for name, known in _by_length():
        if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", lowered):
            found.append((name, known))
            lowered = lowered.replace(name, " ")
    return found


@lru_cache(maxsize=1)
def _by_length() -> tuple[tuple[str, str], ...]:
    return tuple(sorted(agencies_by_english_name().items(), key=lambda item: -len(item[0])))


class _Evidence:
    """The words of the sources, with the other forms of their abbreviations."""

    def __init__(self, sources: Sequence[str], *, is_translated: bool) -> None:
        self.is_translated, self._sources = is_translated, sources
        spelled = [self._spelled(text) for text in sources]
        introduced = [pair for text in sources for pair in harvest(text)]
        forms = [
            (self._spelled(short), self._spelled(long))
            for short, long in (*introduced, *own_words("abbreviations").items())
        ]
        self._written = [*spelled, *_other_forms(spelled, forms)]
        self._lowercase = {word.text for text in sources for word in term_words(text) if word.text.islower()}
        self._generic = {self._spelled(word).strip() for word in _GENERIC}

    def has(self, run: Sequence[str]) -> bool:
        """Whether the run stands in a source, whole or in pieces of at least two words."""
        words = [word for part in run for word in self._spelled(part).split()]
        position = 0
        while position < len(words):
            sizes = range(len(words) - position, 0, -1)
            size = next((size for size in sizes if self._stands(words[position : position + size])), 0)
            if not size or (size == 1 and len(words) > 1 and words[position] not in self._generic):
                return False
            position += size
        return True

    def has_agency(self, english: str, known: str) -> bool:
        """Whether a source names this agency, in either language."""
        names = (" ".join(word.text for word in term_words(name)) for name in (known, english))
        folded = " | ".join(fold(text) for text in self._plain())
        return any(f" {name} " in f" {folded} " for name in names)

    def opens_only(self, word: str) -> bool:
        """Whether a capital at the beginning of a sentence is there because it begins one."""
        return word.lower() in _GENERIC or word.lower() in self._lowercase

    def _plain(self) -> Iterable[str]:
        """The sources, and their abbreviations in full."""
        for text in self._sources:
            words = " ".join(word.text for word in term_words(text))
            yield words
            for short, long in own_words("abbreviations").items():
                form = " ".join(word.text for word in term_words(short))
                if f" {form} " in f" {words} ":
                    yield f" {words} ".replace(f" {form} ", f" {long} ").strip()

    def _stands(self, words: Sequence[str]) -> bool:
        return any(f" {' '.join(words)} " in text for text in self._written)

    def _spelled(self, text: str) -> str:
        """The words with a space on both sides, however their case and tones are written."""
        words = [fold(word.text) for word in term_words(normalise(text))] if self.is_translated else term_identity(text)
        return f" {' '.join(words)} "


@lru_cache(maxsize=_KEPT)
def _evidence(sources: tuple[str, ...], *, is_translated: bool) -> _Evidence:
    return _Evidence(sources, is_translated=is_translated)


def _other_forms(texts: Sequence[str], forms: Sequence[tuple[str, str]]) -> Iterable[str]:
    """The texts with the long forms of the short ones that they use, and the other way round."""
    for text in texts:
        for short, long in forms:
            if short in text:
                yield text.replace(short, long)
            if long in text:
                yield text.replace(long, short)


def _runs(claim: str, evidence: _Evidence) -> Iterable[list[str]]:
    """Runs of capitalised words that are names."""
    run: list[str] = []
    position, opens = 0, True
    for match in [*_WORD.finditer(claim), None]:
        gap = claim[position : match.start() if match else len(claim)]
        word = match[0] if match else ""
        is_apart = bool(_BREAK.search(gap)) or match is None
        if run and (is_apart or not word[0].isupper()):
            yield from _named(run, word if not is_apart else "", evidence, opens=opens)
            run = []
        if match is not None:
            if word[0].isupper():
                opens = opens if run else _opens(claim[: match.start()])
                run.append(word)
            position = match.end()


def _opens(before: str) -> bool:
    """Whether a sentence, a quotation or an item begins here."""
    before = before.rstrip()
    return not before or before[-1] in '.:;!?“"(•-–_\n'


def _named(run: list[str], following: str, evidence: _Evidence, *, opens: bool) -> Iterable[list[str]]:
    if evidence.is_translated:
        yield from _vietnamese_parts(run)
        return
    while run and opens and not _is_short(run[0]) and evidence.opens_only(run[0]) and run[0].lower() not in _HEADS:
        run, opens = run[1:], len(run) > 1 and evidence.opens_only(run[1])
    if len(run) == 1 and not _is_short(run[0]) and (opens or run[0].lower() in _GENERIC):
        return
    if len(run) == 2 and run[0].lower() in _HEADS and following and not _is_short(run[1]):
        run = [*run, following]
    if run:
        yield run


def _vietnamese_parts(run: Sequence[str]) -> Iterable[list[str]]:
    """The parts of a run in an English text that are Vietnamese, or short forms."""
    part: list[str] = []
    for word in [*run, ""]:
        is_name = bool(word) and (
            _is_short(word) or fold(word) != word.lower() or (is_syllable(word) and word.lower() not in _COMMON)
        )
        if is_name:
            part.append(word)
        elif part:
            if len(part) > 1 or _is_short(part[0]) or fold(part[0]) != part[0].lower():
                yield part
            part = []


def _is_short(word: str) -> bool:
    letters = [letter for letter in word if letter.isalpha()]
    return len(letters) > 1 and sum(letter.isupper() for letter in letters) > len(letters) / 2
