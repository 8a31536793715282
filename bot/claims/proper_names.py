"""Proper names of a claim that its sources do not have: runs of capitalised words, agencies, short forms.

Compared as written but for case and the place of a tone. In an English claim over Vietnamese sources with the marks
folded; there a capitalised word that is no Vietnamese syllable is a translation, and known agencies are translated.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from corpus.language.detect import Language
from corpus.text.letters import fold
from corpus.text.normalise import normalise
from corpus.text.syllable import is_syllable
from index.glossary.abbreviations import ABBREVIATIONS
from index.glossary.agency_names import agencies_by_english_name
from index.glossary.harvest import harvest
from index.glossary.term import identity_of, words_of

_WORD = re.compile(r"[^\W\d_]+(?:[&.-][^\W\d_]+)*")
_BREAK = re.compile(r"[^\s]")
_HEADS = frozenset(("sở", "bộ", "cục", "vụ", "ban", "phòng", "viện", "trường", "đảng", "hội", "công", "văn"))
_GENERIC = frozenset(
    [
        "ủy",
        "uỷ",
        "ban",
        "nhân",
        "dân",
        "hội",
        "đồng",
        "tỉnh",
        "thành",
        "phố",
        "huyện",
        "quận",
        "thị",
        "xã",
        "phường",
        "thôn",
        "sở",
        "bộ",
        "cục",
        "chi",
        "tổng",
        "phòng",
        "văn",
        "trung",
        "tâm",
        "thanh",
        "tra",
        "giám",
        "đốc",
        "chủ",
        "tịch",
        "phó",
        "trưởng",
        "đảng",
        "nhà",
        "nước",
        "chính",
        "phủ",
        "quốc",
        "hội",
        "ông",
        "bà",
        "đồng",
        "chí",
        "báo",
        "cáo",
        "kế",
        "hoạch",
        "quyết",
        "định",
        "nghị",
        "quyết",
        "nghị",
        "định",
        "thông",
        "tư",
        "chỉ",
        "thị",
        "công",
        "văn",
        "luật",
        "điều",
        "khoản",
        "mục",
        "chương",
        "phần",
        "phụ",
        "lục",
        "theo",
        "trong",
        "tại",
        "năm",
        "đến",
        "ngày",
        "tháng",
        "về",
        "do",
        "với",
        "các",
        "những",
        "từ",
        "để",
        "sau",
        "trước",
        "ngoài",
        "riêng",
        "việc",
        "tổng",
        "hiện",
        "khi",
        "nếu",
        "cả",
        "qua",
        "trên",
        "dưới",
        "giao",
        "được",
        "không",
        "có",
        "một",
        "cơ",
        "quan",
        "đơn",
        "vị",
        "người",
        "cán",
        "viên",
        "chức",
        "bên",
        "đối",
        "trường",
        "hợp",
        "nội",
        "dung",
        "mọi",
        "tất",
        "vì",
        "bởi",
        "như",
        "còn",
        "và",
        "hoặc",
        "mà",
        "nhằm",
        "đã",
        "sẽ",
        "cho",
        "vào",
    ]
)
"""Syllables that open a sentence or name a kind of thing, and by themselves name nobody."""
_ENGLISH_COMMON = frozenset(
    [
        "i",
        "a",
        "an",
        "the",
        "in",
        "on",
        "at",
        "by",
        "do",
        "he",
        "him",
        "no",
        "so",
        "to",
        "an",
        "me",
        "my",
        "we",
        "us",
        "go",
        "hoc",
        "can",
        "may",
        "ban",
        "son",
        "hen",
        "men",
        "pan",
        "pen",
        "van",
        "ton",
        "tin",
        "lo",
        "hum",
        "hung",
        "ham",
        "bin",
        "bi",
        "bat",
        "but",
        "cat",
        "cut",
        "hat",
        "hot",
        "hut",
        "lot",
        "man",
        "mat",
        "met",
        "mi",
        "nam",
        "nap",
        "net",
        "not",
        "nut",
        "pat",
        "pet",
        "pin",
        "pit",
        "pot",
        "put",
        "ran",
        "rang",
        "rat",
        "rot",
        "run",
        "sang",
        "sat",
        "sin",
        "sit",
        "song",
        "sung",
        "tan",
        "tap",
        "ten",
        "thin",
        "tic",
        "tip",
        "top",
        "tung",
    ]
) - {"nam", "tan", "son", "van", "ban", "hung", "sang", "tin"}
_ENGLISH_AGENCY_HEAD = re.compile(
    r"\b(?:department|dept|ministry|committee|council|prime|government|inspectorate|assembly|office)\b"
)


def missing_names(claim: str, language: Language, sources: Sequence[str], sources_language: Language) -> list[str]:
    """Names of the claim that none of the sources has, as the claim writes them, in its order.

    `sources` are the cited quotes and what identifies their documents.
    """
    evidence = _Evidence(sources, is_translated=language != sources_language)
    missing = [run for run in _runs(claim, evidence) if not evidence.has(run)]
    names = [" ".join(run) for run in missing]
    if language == "en":
        names += [name for name, known in english_agencies(claim) if not evidence.has_agency(name, known)]
    return list(dict.fromkeys(names))


def english_agencies(claim: str) -> list[tuple[str, str]]:
    """(English name, folded Vietnamese name) of the known agencies that an English text names, the longest where they overlap."""
    lowered = " ".join(re.findall(r"[a-z'’,]+", claim.lower())).replace("’", "'")
    if not _ENGLISH_AGENCY_HEAD.search(lowered):
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
        self.is_translated = is_translated
        spelled = [self._spelled(text) for text in sources]
        introduced = [pair for text in sources for pair in harvest(text)]
        forms = [(self._spelled(short), self._spelled(long)) for short, long in (*introduced, *ABBREVIATIONS.items())]
        self._written = [*spelled, *_other_forms(spelled, forms)]
        self._lowercase = {word.text for text in sources for word in words_of(text) if word.text.islower()}
        self._folded = " | ".join(fold(text) for text in self._plain(sources))
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
        names = (" ".join(word.text for word in words_of(name)) for name in (known, english))
        return any(f" {name} " in f" {self._folded} " for name in names)

    def opens_only(self, word: str) -> bool:
        """Whether a capital at the beginning of a sentence is there because it begins one."""
        return word.lower() in _GENERIC or word.lower() in self._lowercase

    def _plain(self, sources: Sequence[str]) -> Iterable[str]:
        """The sources, and their abbreviations in full."""
        for text in sources:
            words = " ".join(word.text for word in words_of(text))
            yield words
            for short, long in ABBREVIATIONS.items():
                form = " ".join(word.text for word in words_of(short))
                if f" {form} " in f" {words} ":
                    yield f" {words} ".replace(f" {form} ", f" {long} ").strip()

    def _stands(self, words: Sequence[str]) -> bool:
        return any(f" {' '.join(words)} " in text for text in self._written)

    def _spelled(self, text: str) -> str:
        """The words with a space on both sides, however their case and tones are written."""
        words = [fold(word.text) for word in words_of(normalise(text))] if self.is_translated else identity_of(text)
        return f" {' '.join(words)} "


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
            _is_short(word) or fold(word) != word.lower() or (is_syllable(word) and word.lower() not in _ENGLISH_COMMON)
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
