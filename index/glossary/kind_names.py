"""Names of the kinds of document (tên loại văn bản) as people ask for them: in full, abbreviated, in other languages."""

from corpus.language.detect import Language
from corpus.language.vocabulary import has_words, languages, table, words

VIETNAMESE = words("vi", "kinds.asked")
"""Lower case, as `Report.kind` has them."""

ENGLISH: dict[str, str] = {
    name: kind for language in languages() if language != "vi" for name, kind in table(language, "kinds.asked").items()
}
"""Names in English, and in any further language, singular; "minutes" has none."""
PRESS = "bài báo"
"""What the press wrote: it bears no number."""


def kind_name(kind: str, language: Language) -> str:
    """The name of a kind in another language, itself where it has none there."""
    names = table(language, "kinds.asked") if has_words(language) and language != "vi" else {}
    return next((name for name, meant in names.items() if meant == kind), kind)


ABBREVIATED: dict[str, str] = dict(table("vi", "kinds.short"))
"""Folded; as in document numbers: Nghị định 30/2020/NĐ-CP, appendix III."""
