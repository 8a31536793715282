"""Which language a text is in: Vietnamese, with its marks or typed without them, or English."""

import re

from corpus.text.letters import fold

Language = str
"""ISO 639-1, two small letters."""

_WORD = re.compile(r"[^\W\d_]+")
_MARKED = re.compile("[ăâđêôơưáàảãạéèẻẽẹíìỉĩịóòỏõọúùủũụýỳỷỹỵ\u1ea0-\u1ef9]", re.IGNORECASE)
# A Vietnamese syllable without its marks: onset, nucleus, coda.
_SYLLABLE = re.compile(
    r"(?:ngh|ch|gh|gi|kh|ng|nh|ph|qu|th|tr|[bcdghklmnpqrstvx])?"
    r"(?:uye|uya|uyu|ieu|yeu|oai|oay|oeo|uoi|uou|uay|ai|ao|au|ay|eo|eu|ia|ie|iu|oa|oe|oi|oo|ua|ue|ui|uo|uu|uy|ye|[aeiouy])"
    r"(?:ch|ng|nh|[cmnptiyou])?"
)
_ENGLISH = frozenset(
    [
        "the",
        "of",
        "and",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "in",
        "on",
        "at",
        "by",
        "for",
        "to",
        "from",
        "with",
        "that",
        "this",
        "which",
        "what",
        "who",
        "whom",
        "whose",
        "when",
        "where",
        "how",
        "why",
        "did",
        "does",
        "do",
        "has",
        "have",
        "had",
        "will",
        "would",
        "can",
        "could",
        "should",
        "about",
        "into",
        "than",
        "it",
        "its",
        "their",
        "they",
        "we",
        "an",
        "as",
        "or",
        "not",
        "any",
        "all",
        "many",
        "much",
        "report",
        "plan",
        "year",
        "department",
        "province",
    ]
)
_ENGLISH_ONLY = frozenset(
    [
        "the",
        "of",
        "and",
        "is",
        "are",
        "was",
        "were",
        "by",
        "for",
        "with",
        "that",
        "this",
        "which",
        "what",
        "who",
        "when",
        "where",
        "how",
        "why",
    ]
)


def language_of(text: str) -> Language:
    """Either "vi" or "en"; a text with no evidence (only numbers and codes) counts as Vietnamese."""
    words = [word.lower() for word in _WORD.findall(text[:20_000]) if not word.isupper() or len(word) > 4]
    if not words:
        return "vi"
    if sum(bool(_MARKED.search(word)) for word in words) >= 0.15 * len(words):
        return "vi"
    folded = [fold(word) for word in words]
    syllables = sum(bool(_SYLLABLE.fullmatch(word)) and word not in _ENGLISH_ONLY for word in folded)
    english = sum(word in _ENGLISH for word in folded)
    return "vi" if syllables >= 0.7 * len(words) and english < 0.34 * len(words) else "en"
