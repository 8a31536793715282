"""What a report does to other documents: replaces, amends, repeals, corrects or implements them."""

import re

from corpus.document_number import NUMBER, normalise_number
from corpus.letters import CAPITAL
from corpus.marker import marker_of
from corpus.report import Relation, RelationType

_DOCUMENT = (
    r"(?:Bộ luật|Luật|Nghị định|Nghị quyết|Quyết định|Thông tư(?: liên tịch)?|Chỉ thị|Kế hoạch|Công văn|Báo cáo|Quy định|Quy chế|"
    r"Hướng dẫn|Thông báo|Chương trình|Tờ trình|Pháp lệnh|Văn bản|các)"
)
_CITED = re.compile(rf"(?:số\s*:?\s*|{_DOCUMENT}\s+(?:số\s*:?\s*)?)({NUMBER})", re.IGNORECASE)
_VERBS: tuple[tuple[RelationType, str], ...] = (
    ("replaces", r"(?:và\s+)?thay thế(?:\s+cho)?|thay cho"),
    ("amends", r"sửa đổi(?:\s*,?\s*(?:và\s+)?bổ sung)?|bổ sung(?:\s+một số|\s+cho)|điều chỉnh,? bổ sung|điều chỉnh"),
    ("repeals", r"bãi bỏ|hủy bỏ|huỷ bỏ|hết hiệu lực"),
    ("corrects", r"đính chính"),
)  # fmt: skip
_ACT = re.compile("|".join(rf"(?P<{name}>\b(?:{pattern}))" for name, pattern in _VERBS), re.IGNORECASE)
_IMPLEMENTS = re.compile(
    rf"(?:triển khai(?:\s+thực hiện)?|thực hiện)\s+(?:có hiệu quả\s+)?{_DOCUMENT}\s+(?:số\s*:?\s*)?({NUMBER})",
    re.IGNORECASE,
)
_BASIS = re.compile(r"^\s*[-–]?\s*(?:Căn cứ|Theo|Xét|Thực hiện)\b", re.IGNORECASE)
_SELF = re.compile(
    r"\b(?:Luật|Nghị \w+|Quyết định|Thông tư|Chỉ thị|Kế hoạch|Công văn|Quy \w+|Hướng dẫn|Thông báo|Chương trình|Đề án|Văn bản) này\b[^.]*$",
    re.IGNORECASE,
)
_RULING = frozenset(
    (
        "luật",
        "bộ luật",
        "nghị định",
        "nghị quyết",
        "quyết định",
        "thông tư",
        "thông tư liên tịch",
        "chỉ thị",
        "pháp lệnh",
        None,
    )
)
_TELLING = frozenset(("báo cáo", "bài báo", "tờ trình", "biên bản", "thông cáo"))
_PASSIVE = re.compile(r"(?:đã )?(?:được|bị)\s*$", re.IGNORECASE)
_REACH = 400
"""Characters after the verb in which the document acted upon is named."""


def relations_of(text: str, title: str, kind: str | None, number: str | None) -> tuple[Relation, ...]:
    """The relations that the title and the body state, in order, each once.

    A report (báo cáo) or an article that tells of a replacement makes none: an act is stated by the title, of
    "Quyết định này …", or, in a document that lays down rules, by an article that begins with the verb. Nor do
    legal bases ("Căn cứ …") or sentences about what another document did ("Nghị định số A sửa đổi …").
    """
    found: dict[Relation, None] = {}
    for relation in _implemented(title):
        found[relation] = None
    for relation in _acts(title, stated=kind not in _TELLING):
        found[relation] = None
    for line in text.split("\n"):
        if not _BASIS.match(line):
            for relation in _acts(line, stated=kind in _RULING and _begins_with_verb(line)):
                found[relation] = None
    return tuple(relation for relation in found if relation.number != number)


def _begins_with_verb(line: str) -> bool:
    marker = marker_of(line)
    return bool(_ACT.match(line[len(marker.text) :].lstrip() if marker else line))


def _implemented(title: str) -> list[Relation]:
    return [Relation("implements", normalise_number(match.group(1))) for match in _IMPLEMENTS.finditer(title)]


def _acts(line: str, *, stated: bool) -> list[Relation]:
    """What `line` does to others; unless `stated`, only by "Quyết định này …" and the like."""
    acts = list(_ACT.finditer(line))
    relations = []
    for index, act in enumerate(acts):
        if not stated and not _SELF.search(line[: act.start()]):
            continue
        if _done_by_another(line[: act.start()]) or _PASSIVE.search(line[: act.start()]):
            continue
        end = acts[index + 1].start() if index + 1 < len(acts) else len(line)
        reach = re.split(rf"(?<=[.;])\s+(?=[{CAPITAL}])", line[act.end() : min(end, act.end() + _REACH)])[0]
        relations += [Relation(_type(act), cited) for cited in _first_cited(reach)]
    return relations


def _type(act: re.Match[str]) -> RelationType:
    return next(name for name, _ in _VERBS if act.group(name))


def _done_by_another(before: str) -> bool:
    """Whether the subject of the verb is a document with a number of its own."""
    clause = re.split(r"[.;:]\s", before)[-1]
    subject = re.split(r"\b(?:này|kể từ ngày|có hiệu lực)\b", clause)
    return len(subject) == 1 and bool(_CITED.search(clause))


def _first_cited(reach: str) -> list[str]:
    """The first document named, and those enumerated right after it ("Quyết định số A và Quyết định số B")."""
    cited: list[str] = []
    previous_end = None
    for match in _CITED.finditer(reach):
        between = reach[previous_end : match.start()] if previous_end is not None else ""
        if previous_end is not None and not re.search(r"(?:;|\bvà\b|,\s*$|\bvà các\b)", between):
            break
        if previous_end is not None and re.search(r"sửa đổi|căn cứ|theo|tại\b", between, re.IGNORECASE):
            break
        cited.append(normalise_number(match.group(1)))
        previous_end = match.end()
    return cited
