"""The language of a text in a script that one language alone is written in, as Unicode names its letters."""

import unicodedata
from collections import Counter

_LANGUAGES = {
    "CJK": "zh", "HIRAGANA": "ja", "KATAKANA": "ja", "HANGUL": "ko", "THAI": "th", "LAO": "lo", "KHMER": "km", "MYANMAR": "my",
    "GREEK": "el", "HEBREW": "he", "ARMENIAN": "hy", "GEORGIAN": "ka",
}  # fmt: skip
"""ISO 639-1, by the first word of the names of the script's letters."""
_KANA = 0.1
"""Share of kana among the letters of a Japanese text, the rest of which may be in characters of Chinese."""


def language_by_script(text: str) -> str | None:
    """The language in whose script more than half of the letters are; None for Latin and for scripts that several share."""
    letters = [char for char in text if char.isalpha()]
    if not letters or sum(char > "\u02ff" for char in letters) * 2 < len(letters):
        return None
    scripts = Counter(unicodedata.name(char, "").split(" ", 1)[0] for char in letters)
    languages = Counter[str]()
    for script, count in scripts.items():
        languages[_LANGUAGES.get(script, "")] += count
    if languages["ja"] >= _KANA * len(letters):
        return "ja"
    language, count = languages.most_common(1)[0]
    return language or None if count * 2 > len(letters) else None
