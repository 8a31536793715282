"""What a report does to other documents: replaces, amends, repeals, corrects or implements them."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from corpus.document.marker import marker_of
from corpus.document.number import NUMBER, normalise_number
from corpus.document.quoted_provisions import quoted_spans
from corpus.language.vocabulary import words
from corpus.report import Relation, RelationType
from corpus.text.letters import CAPITAL

_DOCUMENT = (
    r"(?:Bộ luật|Luật|Nghị định|Nghị quyết|Quyết định|Thông tư(?: liên tịch)?|Chỉ thị|Kế hoạch|Công văn|Báo cáo|Quy định|Quy chế|"
    r"Hướng dẫn|Thông báo|Chương trình|Tờ trình|Pháp lệnh|Văn bản|các)"
)
_CITED = re.compile(rf"(?:số\s*:?\s*|{_DOCUMENT}\s+(?:số\s*:?\s*)?)({NUMBER})", re.IGNORECASE)
_VERBS: tuple[tuple[RelationType, str], ...] = (
    ("replaces", r"(?:và\s+)?thay thế(?:\s+cho)?|thay cho"),
    ("amends", r"sửa đổi(?:\s*,?\s*(?:và\s+)?bổ sung)?|bổ sung(?:\s+một số|\s+cho)|điều chỉnh,? bổ sung|điều chỉnh"),
    ("repeals", r"bãi bỏ|hủy bỏ|huỷ bỏ"),
    ("corrects", r"đính chính"),
)  # fmt: skip
_Stated = Callable[[str, re.Match[str]], bool]
"""Whether a verb of a line states what the document itself does."""
_ACT = re.compile("|".join(rf"(?P<{name}>\b(?:{pattern}))" for name, pattern in _VERBS), re.IGNORECASE)
_IMPLEMENTS = re.compile(
    rf"(?:triển khai(?:\s+thực hiện)?|thực hiện)\s+(?:có hiệu quả\s+)?{_DOCUMENT}\s+(?:số\s*:?\s*)?({NUMBER})",
    re.IGNORECASE,
)
_BASIS = re.compile(r"^\s*[-–]?\s*(?:Căn cứ|Theo|Xét|Thực hiện)\b", re.IGNORECASE)
_SELF = re.compile(
    r"\b(?:Luật|Nghị \w+|Quyết định|Thông tư|Chỉ thị|Kế hoạch|Công văn|Quy \w+|Hướng dẫn|Thông báo|Chương trình|Đề án|Văn bản) này\b[^.]*$"
    r"|^\W*(?:\w\W+)?(?:Nghị quyết|Nghị định|Quyết định|Thông tư|Chỉ thị)\s+có hiệu lực\b[^.]*$",
    re.IGNORECASE,
)
_RULING = frozenset((*words("vi", "kinds.ruling"), None))
_TELLING = frozenset(words("vi", "kinds.telling"))
_EXPIRES = re.compile(
    r"hết hiệu lực\b[^.;]*\bnày(?:\s+có hiệu lực|\s*:|$)|hết hiệu lực(?:\s+thi hành)?\s*:$", re.IGNORECASE
)
"""Of what stands before it: "Thông tư số A hết hiệu lực kể từ ngày Thông tư này có hiệu lực"."""
_PART = re.compile(
    r"\b(?:khoản|điểm|tiết|điều|mục|chương|phần)\s+(?:[\dIVX]|[a-zđ]\d?\b)"
    r"|\b(?:một số|một phần|các điều|các khoản|cụm từ|từ ngữ|nội dung|phụ lục|mẫu|biểu|bảng|danh mục|mức|đoạn|(?-i:quy định (?:tại|về)))\b",
    re.IGNORECASE,
)
"""What is named before the number where not the whole document is meant."""
_PASSIVE = re.compile(r"(?:đã )?(?:được|bị)\s*$", re.IGNORECASE)
_REACH = 400
"""Characters after the verb in which the document acted upon is named."""


def relations_of(text: str, title: str, kind: str | None, number: str | None) -> tuple[Relation, ...]:
    """The relations that the title and the body state, in order, each once.

    A report (báo cáo) or an article that tells of a replacement makes none: an act is stated by the title, of
    "Quyết định này …", or, in a document that lays down rules, by an article that begins with the verb. Nor do
    legal bases ("Căn cứ …"), quoted provisions or sentences about what another document did ("Nghị định số A
    sửa đổi …"). Who repeals or replaces a part of a document amends it.
    """
    found = dict.fromkeys([*_implemented(title), *_acts(title, stated=_nowhere if kind in _TELLING else _anywhere)])
    listed: _List | None = None
    for line in _own_lines(text):
        ruling = kind in _RULING
        relations = _acts(line, stated=_begins_sentence if ruling else _nowhere) or _expired(line, ruling=ruling)
        if listed is not None and not relations:
            relations = listed.relations(line)
        found |= dict.fromkeys(relations)
        listed = _list_under(line, ruling=ruling) or (listed if listed and listed.holds(line) else None)
    return tuple(relation for relation in found if relation.number != number)


def _own_lines(text: str) -> list[str]:
    """The lines that are neither a legal basis nor quoted."""
    quoted = quoted_spans(text)
    return [
        line.group()
        for line in re.finditer(r"[^\n]+", text)
        if not _BASIS.match(line.group()) and not any(start <= line.start() < end for start, end in quoted)
    ]


@dataclass(slots=True)
class _List:
    """Documents enumerated on the lines below "bãi bỏ các Quyết định sau:"."""

    type: RelationType
    marker: str | None = None
    """Kind of the mark of the items, known from the first one on; empty for items without one."""

    def holds(self, line: str) -> bool:
        """Whether `line` is the next item."""
        mark = marker_of(line)
        kind = mark.kind if mark else ""
        if kind == "article" or (not mark and not re.match(_DOCUMENT, line, re.IGNORECASE)):
            return False
        self.marker = kind if self.marker is None else self.marker
        return kind == self.marker

    def relations(self, line: str) -> list[Relation]:
        return _relations(self.type, _unmarked(line)) if self.holds(line) else []


def _list_under(line: str, *, ruling: bool) -> _List | None:
    if not line.endswith(":"):
        return None
    acts = [act for act in _ACT.finditer(line) if _is_own(line, act, stated=_begins_sentence if ruling else _nowhere)]
    if (
        acts
        and _type(acts[-1]) in ("repeals", "replaces")
        and not re.search(r"như sau|cụm từ|mẫu|phụ lục", line, re.IGNORECASE)
    ):
        return _List(_type(acts[-1]))
    return _List("repeals") if ruling and _EXPIRES.search(line) and not _CITED.search(line) else None


def _unmarked(line: str) -> str:
    marker = marker_of(line)
    return line[len(marker.text) :].lstrip() if marker else line


def _anywhere(_line: str, _act: re.Match[str]) -> bool:
    return True


def _nowhere(_line: str, _act: re.Match[str]) -> bool:
    return False


def _begins_sentence(line: str, act: re.Match[str]) -> bool:
    """Whether the line or the verb's own sentence begins with a verb that acts upon other documents."""
    if _ACT.match(_unmarked(line)):
        return True
    return act.group()[0].isupper() and re.search(r"[.;]\s+$", line[: act.start()]) is not None


def _implemented(title: str) -> list[Relation]:
    return [Relation("implements", normalise_number(match.group(1))) for match in _IMPLEMENTS.finditer(title)]


def _acts(line: str, *, stated: _Stated) -> list[Relation]:
    """What `line` does to others: by verbs that are `stated`, or of "Quyết định này …" and the like."""
    acts = list(_ACT.finditer(line))
    relations = []
    for index, act in enumerate(acts):
        if not _is_own(line, act, stated=stated):
            continue
        end = acts[index + 1].start() if index + 1 < len(acts) else len(line)
        reach = re.split(rf"(?<=[.])\s+(?=[{CAPITAL}])", line[act.end() : min(end, act.end() + _REACH)])[0]
        relations += _relations(_type(act), reach)
    return relations


def _is_own(line: str, act: re.Match[str], *, stated: _Stated) -> bool:
    """Whether the verb tells what this document does."""
    before = line[: act.start()]
    return (
        (stated(line, act) or bool(_SELF.search(before)))
        and not _done_by_another(before)
        and not _PASSIVE.search(before)
    )


def _expired(line: str, *, ruling: bool) -> list[Relation]:
    """The documents that `line` begins with, where it says that they are no longer in force."""
    expires = _EXPIRES.search(line) if ruling else None
    return [] if expires is None else _relations("repeals", _unmarked(line[: expires.start()]))


def _type(act: re.Match[str]) -> RelationType:
    return next(name for name, _ in _VERBS if act.group(name))


def _done_by_another(before: str) -> bool:
    """Whether the subject of the verb is a document with a number of its own."""
    clause = re.split(r"[.;:]\s", before)[-1]
    subject = re.split(r"\b(?:này|kể từ ngày|có hiệu lực)\b", clause)
    return len(subject) == 1 and bool(_CITED.search(clause))


def _relations(type_: RelationType, reach: str) -> list[Relation]:
    """The first document that `reach` names, and those enumerated right after it ("Quyết định số A và Quyết định số B")."""
    relations: list[Relation] = []
    previous_end = 0
    for match in _CITED.finditer(reach):
        between = reach[previous_end : match.start()]
        if re.search(r"(?<!kèm )\btheo\b|căn cứ", between, re.IGNORECASE):
            break
        if relations and not re.search(r"(?:;|\bvà\b|,\s*$|\bvà các\b)", between):
            break
        if relations and re.search(r"sửa đổi|tại\b", between, re.IGNORECASE):
            break
        named = re.split(r"[;,]\s|\bvà\s", between)[-1] if relations else between
        if type_ in ("replaces", "repeals") and _PART.search(named):
            type_ = "amends"
        relations.append(Relation(type_, normalise_number(match.group(1))))
        previous_end = match.end()
    return relations
