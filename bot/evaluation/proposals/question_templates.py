"""What drafted questions need beside the questions that `bot.wording.wording` suggests; `{}` fields are filled with `str.format`."""

from collections.abc import Mapping
from dataclasses import dataclass

from corpus.language.detect import Language


@dataclass(frozen=True, slots=True)
class Templates:
    """What asks after each thing; `{document}` is one as `document_name` calls it."""

    said: str
    """A sentence of the document in which a figure or a date is asked for: with `{document}` and `{clause}`."""
    how_many: str
    """In the place of a figure's digits."""
    share: str
    """In the place of a percentage."""
    which_day: str
    """In the place of a date."""
    issued: str
    effective: str
    replaced: str
    """What it replaced."""
    repealed: str
    amended: str


_TEMPLATES: Mapping[Language, Templates] = {
    "vi": Templates(
        said="Theo {document}, {clause}?",
        how_many="bao nhiêu",
        share="bao nhiêu phần trăm",
        which_day="ngày nào",
        issued="{document} được ban hành ngày nào?",
        effective="{document} có hiệu lực từ ngày nào?",
        replaced="{document} thay thế văn bản nào?",
        repealed="{document} bãi bỏ văn bản nào?",
        amended="{document} sửa đổi văn bản nào?",
    ),
    "en": Templates(
        said="According to {document}, {clause}?",
        how_many="how many",
        share="what percentage",
        which_day="what date",
        issued="When was {document} issued?",
        effective="When did {document} take effect?",
        replaced="What did {document} replace?",
        repealed="What did {document} repeal?",
        amended="What did {document} amend?",
    ),
}


def templates(language: Language) -> Templates:
    return _TEMPLATES[language]
