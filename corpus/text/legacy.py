"""Vietnamese typed before Unicode, told by its words and its fonts together, into Unicode.

The name of a font is a promise that a document need not keep: text is pasted, converted in half, or shown in another font.
So what is typed in each font is read in every encoding, over the whole document, and the one is taken in which its words are
Vietnamese syllables; the name decides where the words do not. A conversion must turn words that are no Vietnamese syllables into
words that are, so other languages never pass. (The detector of viparse is not used: it takes short Spanish for TCVN3.)
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache, reduce
from itertools import groupby

from corpus.notice import Notice
from corpus.text.encodings import ENCODINGS, NAMES, Encoding, spans, to_unicode
from corpus.text.font_name import encoding_of_font, is_symbol
from corpus.text.syllable import is_syllable

Run = tuple[str, str | None]
"""A piece of text and the name of its font; None where the format does not tell it."""

_TOKEN = re.compile(r"[^ \t\r\n\x0b\x0c\xa0!-@\[-`{-~“”‘’–—…•]+")
_UNICODE_VIETNAMESE = re.compile("[ƠơƯư\u1ea0-\u1ef9]")
_PLAIN = re.compile("[A-z]")
_INITIALS = re.compile("[^a-zAEIOUY]*")
"""Of an abbreviation ("§KKD"): it can be no syllable in any encoding."""
_ENOUGH = 3
"""Different words with marks that a text must have to tell its encoding by itself."""
_ENOUGH_ALONE = 5
"""As many for a single paragraph among others that are typed otherwise."""
_ENOUGH_RARE = 12
"""And for an encoding that hardly any office used."""
_FREQUENT: tuple[Encoding, ...] = ("tcvn3", "vni", "viscii", "vps")
_SHARE_AFTER = 0.75
_SHARE_ALONE = 0.9
_SHARE_BEFORE = 0.5
_DOUBT = 0.1
"""Share of the words by which another encoding must read more of them than the one that the font's name promises."""
_SAMPLE = 60_000
"""Characters that are looked at to tell the encoding of a long text."""
_REMEMBERED = 2_000
"""Characters that are kept of each font from page to page."""


class Words:
    """The words of a text that have more than plain letters, as they are typed, and how many are Vietnamese as what."""

    def __init__(self, text: str) -> None:
        found = Counter(_TOKEN.findall(text))
        self.counts = Counter({token: count for token, count in found.items() if _tells(token)})

    @property
    def total(self) -> int:
        return self.counts.total()

    def foreign(self) -> "Words":
        """Those that are no syllables in Unicode."""
        rest = Words("")
        rest.counts = Counter({token: count for token, count in self.counts.items() if not _is_valid(token, None)})
        return rest

    def valid(self, encoding: Encoding | None = None) -> int:
        """How many are syllables, typed in this encoding or, for None, in Unicode."""
        return sum(count for token, count in self.counts.items() if _is_valid(token, encoding))

    def mended(self, encoding: Encoding) -> int:
        """How many are no syllables, as names of other peoples are, but have letters in the place of signs ("§¾k": "Đắk")."""
        return sum(
            count
            for token, count in self.counts.items()
            if not token.isalpha() and to_unicode(token, encoding).isalpha() and not _is_valid(token, encoding)
        )

    def best(self) -> tuple[Encoding, int]:
        """The encoding in which most are syllables, of several the more frequent one, and how many are."""
        valid = {encoding: self.valid(encoding) for encoding in self._possible()}
        return max(valid.items(), key=lambda each: each[1])

    def _possible(self) -> tuple[Encoding, ...]:
        return ENCODINGS if len(self.counts) >= _ENOUGH_RARE else _FREQUENT


def _tells(token: str) -> bool:
    return not token.isascii() and bool(_PLAIN.search(token)) and not _INITIALS.fullmatch(token)


@lru_cache(maxsize=100_000)
def _is_valid(token: str, encoding: Encoding | None) -> bool:
    if encoding is None:
        return is_syllable(token)
    return not _UNICODE_VIETNAMESE.search(token) and is_syllable(to_unicode(token, encoding))


def encoding_of_text(text: str) -> Encoding | None:
    """The encoding that most words of `text` with marks are Vietnamese in; None for Unicode and other languages."""
    return _told_by(Words(text[:_SAMPLE]), _ENOUGH, _SHARE_AFTER)


def _told_by(words: Words, enough: int, share: float) -> Encoding | None:
    if len(words.counts) < enough or words.valid() > _SHARE_BEFORE * words.total:
        return None
    best, valid = words.best()
    return best if valid >= share * words.total else None


def unicode_of(text: str) -> tuple[str, tuple[Encoding, ...]]:
    """`text` in Unicode, and the encoding it was typed in where it was converted; for text without fonts."""
    encoding = encoding_of_text(text)
    return (to_unicode(text, encoding), (encoding,)) if encoding else (text, ())


def unicode_of_runs(paragraphs: Sequence[Sequence[Run]]) -> tuple[list[list[str]], tuple[Encoding, ...]]:
    """The text of each run in Unicode, in the same places, and the encodings that were converted.

    Neighbours of one encoding are converted together, because VNI writes a letter and its mark apart.
    """
    found = encodings_of_runs(paragraphs)
    if not any(map(any, found)):
        return [[text for text, _ in runs] for runs in paragraphs], ()
    used: set[Encoding] = set()
    return [_converted(*each, used) for each in zip(paragraphs, found, strict=True)], tuple(sorted(used))


def encodings_of_runs(
    paragraphs: Sequence[Sequence[Run]], before: dict[str | None, str] | None = None
) -> list[list[Encoding | None]]:
    """The encoding that each run is typed in; None for Unicode, other languages and signs.

    `before` has what was typed in each font earlier in the document, where that is read page by page; it is added to.
    """
    typed: dict[str | None, list[str]] = {font: [text] for font, text in (before or {}).items()}
    for text, font in (run for runs in paragraphs for run in runs):
        if not is_symbol(font):
            typed.setdefault(font, []).append(text)
    joined = {font: "\n".join(texts) for font, texts in typed.items()}
    if before is not None:
        before |= {font: text[-_REMEMBERED:] for font, text in joined.items()}
    beliefs = _beliefs(joined)
    usual = _usual(beliefs.values())
    return [_encodings(runs, beliefs, usual) for runs in paragraphs]


@dataclass(frozen=True, slots=True)
class _Belief:
    """What the text in one font is typed in, over the whole document."""

    encoding: Encoding | None
    """Of most of it; None for Unicode and other languages."""
    is_promised: bool
    """Whether the name of the font says so."""
    other: Encoding | None
    """Of the rest, where Unicode stands beside it."""
    words: int


def _beliefs(typed: dict[str | None, str]) -> dict[str | None, _Belief]:
    """By font. Fonts whose names promise nothing and whose words are too few are judged by all such fonts together."""
    plain = [text for font, text in typed.items() if encoding_of_font(font) is None]
    together = encoding_of_text("\n".join(text[:_SAMPLE] for text in plain))
    return {font: _belief(Words(text[:_SAMPLE]), encoding_of_font(font), together) for font, text in typed.items()}


def _belief(words: Words, promised: Encoding | None, together: Encoding | None) -> _Belief:
    if len(words.counts) < _ENOUGH:
        return _Belief(promised or together, promised is not None, None, words.total)
    kept = words.valid(promised) if promised else 0
    if promised and kept >= max(words.valid(), (1 - _DOUBT) * words.total):
        return _Belief(promised, True, None, words.total)  # no other can read so many more
    told = _told_by(words, _ENOUGH, _SHARE_AFTER)
    if promised and kept >= words.valid() and (told is None or words.valid(told) <= kept + _DOUBT * words.total):
        return _Belief(promised, True, None, words.total)
    return _Belief(told, False, told or _told_by(words.foreign(), _ENOUGH_ALONE, _SHARE_AFTER), words.total)


def _usual(beliefs: Iterable[_Belief]) -> Encoding | None:
    """The encoding that most words of the document are typed in that are typed in any."""
    words: Counter[Encoding] = Counter()
    for belief in beliefs:
        if encoding := belief.encoding or belief.other:
            words[encoding] += belief.words + 1
    return words.most_common(1)[0][0] if words else None


def _encodings(
    runs: Sequence[Run], beliefs: dict[str | None, _Belief], usual: Encoding | None
) -> list[Encoding | None]:
    """The encoding of each run of a paragraph: neighbours that the same is believed of are judged together."""
    found: list[Encoding | None] = []
    for belief, group in groupby(runs, lambda run: _of_font(run[1], beliefs)):
        texts = [text for text, _ in group]
        if belief is None:
            found += [None] * len(texts)
        elif any(map(_UNICODE_VIETNAMESE.search, texts)):
            found += [_of_stretch(text, belief, usual) for text in texts]
        else:
            found += [_of_stretch("".join(texts), belief, usual)] * len(texts)
    return found


def _of_font(font: str | None, beliefs: dict[str | None, _Belief]) -> tuple[Encoding | None, bool] | None:
    belief = beliefs.get(font)
    return (belief.encoding, belief.is_promised) if belief else None


def _of_stretch(text: str, believed: tuple[Encoding | None, bool], usual: Encoding | None) -> Encoding | None:
    encoding, is_promised = believed
    if encoding is None and text.isascii():
        return None
    words = Words(text)
    before = words.valid()
    if encoding is not None and words.valid(encoding) >= before + bool(_UNICODE_VIETNAMESE.search(text)):
        read = words.valid(encoding) + words.mended(encoding)
        improves = is_promised or read >= _SHARE_AFTER * words.total
        return encoding if improves else None
    if usual is not None and words.valid(usual) > before and words.valid(usual) >= _SHARE_AFTER * words.total:
        return usual
    return _told_by(words, _ENOUGH_ALONE, _SHARE_ALONE)


def _converted(runs: Sequence[Run], encodings: Sequence[Encoding | None], used: set[Encoding]) -> list[str]:
    texts: list[str] = []
    for encoding, group in groupby(zip(runs, encodings, strict=True), lambda each: each[1]):
        typed = [text for (text, _), _ in group]
        texts += _together(typed, encoding) if encoding else typed
        if encoding and texts[-len(typed) :] != typed:
            used.add(encoding)
    return texts


def _together(texts: Sequence[str], encoding: Encoding) -> list[str]:
    """Neighbours converted as one text; a letter goes where its first character stood."""
    owners = [index for index, text in enumerate(texts) for _ in text]
    parts: list[list[str]] = [[] for _ in texts]
    position = 0
    for length, letter in spans("".join(texts), encoding):
        parts[owners[position]].append(letter)
        position += length
    return ["".join(part) for part in parts]


def warnings_of(encodings: Iterable[Encoding]) -> tuple[Notice, ...]:
    """What a report says of itself that was converted."""
    names = [NAMES[encoding] for encoding in sorted(set(encodings))]
    return (Notice("converted", encodings=reduce(_both, names)),) if names else ()


def _both(one: str, other: str) -> str:
    return Notice("both", one=one, other=other)
