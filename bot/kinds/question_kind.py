"""Which kind of question it is: one that the catalogue, a table or a document's own form answers, or an ordinary one.

Patterns are matched against the folded question, so that it may be typed with or without diacritics; English is
matched by the same patterns. In doubt it is ordinary: the ordinary way finds and quotes what the reports say.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.wording.keys import IdentityFact
from corpus.text.letters import fold
from index.glossary.kind_names import ENGLISH, VIETNAMESE
from index.question.wishes import Wanted


@dataclass(frozen=True, slots=True)
class ListAll:
    """Asks for every document within limits: "các quyết định năm 2025 của UBND tỉnh"."""

    kind: str | None = None
    """As `Report.kind`; None for documents of any kind."""
    topic: str = ""
    """What they are to be about, as written; empty where only the catalogue limits them."""


@dataclass(frozen=True, slots=True)
class Compare:
    """Asks for the same of two or more years or agencies."""

    years: tuple[int, ...] = ()
    agencies: tuple[tuple[str, ...], ...] = ()
    """One group for each agency named: the names under which the library has it."""


@dataclass(frozen=True, slots=True)
class InForce:
    """Asks whether a document was replaced, or what it replaced."""

    backwards: bool = False
    """True where it asks what the document itself replaced."""


@dataclass(frozen=True, slots=True)
class IdentityQuestion:
    """Asks for what a document states of itself: who signed it, when, which agency."""

    fact: IdentityFact


@dataclass(frozen=True, slots=True)
class Summarise:
    """Asks for a whole document in short."""


@dataclass(frozen=True, slots=True)
class UnderHeading:
    """Asks for what an agency reports under a heading of a kind: its difficulties, tasks, targets, results, proposals."""

    headings: re.Pattern[str]
    """Matches the folded heading."""


QuestionKind = UnderHeading | ListAll | Compare | InForce | IdentityQuestion | Summarise

_DOCUMENT = rf"(?:{'|'.join(map(fold, (*VIETNAMESE, 'văn bản', 'tài liệu', 'quy định')))})"
_ENGLISH_DOCUMENT = rf"(?:{'|'.join((*ENGLISH, 'document'))})"
_LISTED = f"(?P<document>{_DOCUMENT})"
_DOCUMENTS = f"(?P<document>{_ENGLISH_DOCUMENT})s"
_KINDS = {fold(kind): kind for kind in VIETNAMESE} | ENGLISH
_POLITE = r"(?:(?:hay|xin|vui long|lam on|giup toi|cho toi|cho biet|toi muon|please|can you|could you|give me)\s+)*"
_ALL = r"(?:(?:tat ca|toan bo|ten|day du|cac|nhung|moi)\s+)*"
_ALL_ENGLISH = r"(?:(?:all|every|the|of|any|official|provincial|available|(?:19|20)\d\d)\s+)*"
_ISSUED = r"(?:da\s+)?(?:duoc\s+)?(?:ban hanh|cong bo)"
_LIMIT = rf"(?=\s*(?:$|[?.!,]|ve\b|noi ve\b|lien quan\b|de cap\b|cua\b|do\b|trong\b|nam\b|thuoc\b|va {_DOCUMENT}\b|{_ISSUED}\b))"

_LIST = (
    re.compile(rf"^{_POLITE}(?:liet ke|danh sach|ke ten|neu ten|thong ke)\s+{_ALL}{_LISTED}\b{_LIMIT}"),
    re.compile(rf"^{_ALL}(?:cac|nhung|tat ca|toan bo)\s+{_LISTED}\b{_LIMIT}"),
    re.compile(rf"\b(?:nhung|cac)\s+{_LISTED}\s+nao{_LIMIT}"),
    re.compile(rf"\b(?:trong kho|thu vien)\b.{{0,20}}\b(?:bao nhieu|may|nhung|cac)\s+{_LISTED}\b"),
    re.compile(rf"^{_POLITE}(?:list|enumerate|name|show(?: me)?)\s+{_ALL_ENGLISH}(?:\S+['’]s?\s+)?{_DOCUMENTS}\b"),
    re.compile(
        rf"^(?:which|what)\s+(?:(?:19|20)\d\d\s+)?{_DOCUMENTS}\s+(?:are\s+(?:there|about|on|available)|(?:was|were)\s+issued"
        r"|deal with|concern|cover|(?:did|has|have)\b.{0,60}\b(?:issued?|published?))\b"
    ),
)
_NOT_LIST = re.compile(
    # What documents say, do or count is told by their text; drafts and legal grounds are told by reports.
    r"\b(?:tham muu|trinh|can cu|thay the|thay cho|sua doi|bai bo|trien khai|thuc hien|so hoa|noi gi|neu gi|quy dinh gi|"
    r"quy dinh nhu|bao nhieu|the nao|ra sao|la gi|nhung gi|de ra|yeu cau|chi tieu|muc tieu|vi sao|tai sao|khi nao|"
    r"how|say|says|said|targets?|tasks?|replaced?|why)\b"
)
_ASKS_MORE = re.compile(r"\b(?:nao|ai|dau|bao gio|when|who|where)\b")
_TOPIC = re.compile(
    r"\b(?:noi ve|lien quan (?:den|toi)|de cap (?:den|toi)|ve (?:viec|van de|noi dung|chu de)|ve"
    r"|about|concerning|regarding|related to|dealing with|deal with|concern|cover|on)\s+(?P<topic>[^?.!]+)"
)
_TOPIC_ENDS = re.compile(
    r"\s+(?:(?:cua|do|trong|thuoc|ban hanh|duoc ban hanh|issued|published|by|from|in|of)\s.*|nam\s+(?:19|20)\d\d.*)$"
)
_COMPARE = re.compile(
    r"\b(?:so sanh|doi chieu|chenh lech giua|khac nhau giua|compare|comparison|versus|vs|difference between)\b"
)
_FIGURE = re.compile(r"\b(?:bao nhieu|may|ra sao|the nao|how many|how much)\b")
_TOGETHER = re.compile(
    r"\b(?:hop nhat|sap nhap|nhap|phoi hop|ban giao|giua|chung|hai so|merge|merging|merger|jointly|between)\b"
)
"""What two agencies do with each other is one fact, not one of each."""
_MOST_SIDES = 5

_BACKWARDS = re.compile(
    rf"\b(?:thay the|thay cho|bai bo|sua doi|sua doi,? bo sung)\s+(?:cho\s+)?(?:nhung\s+|cac\s+)?{_DOCUMENT}\s+nao\b"
    r"|\b(?:what|which)\b.{0,30}\b(?:does|did|do)\b.{0,60}\b(?:replace|repeal|supersede|amend)\b"
)
_IN_FORCE = re.compile(
    r"\b(?:con|het|mat)\s+(?:co\s+)?(?:hieu luc|gia tri)\b(?!\s+(?:tu|ke tu))"
    r"|\b(?:da\s+)?(?:bi|duoc)\s+(?:thay the|bai bo|sua doi|huy bo)\b"
    rf"|\b{_DOCUMENT}\s+nao\s+(?:da\s+|se\s+)?(?:thay the|thay cho|bai bo|sua doi)\b"
    r"|\b(?:still|currently)\s+(?:in (?:force|effect)|valid|effective)\b|\bin force\b"
    r"|\b(?:is|was|been|were)\s+(?:\S+\s+){0,3}?(?:replaced|superseded|repealed|amended)\b"
    r"|\b(?:what|which)\b.{0,30}\b(?:replaced|replaces|superseded|supersedes|repealed|repeals|amended|amends)\b"
)
_SIGNER = re.compile(
    rf"\b(?:ai|nguoi nao|dong chi nao|lanh dao nao)\s+(?:la nguoi\s+)?(?:da\s+)?ky(?:\s+ban hanh)?\s+(?:ban\s+)?{_DOCUMENT}\b"
    rf"|\b{_DOCUMENT}\b.{{0,80}}\bdo\s+(?:ai|dong chi nao|nguoi nao)\s+ky\b|\bnguoi ky\s+(?:ban\s+)?{_DOCUMENT}\b"
    rf"|\b{_DOCUMENT}\b.{{0,80}}\b(?:ai ky|nguoi ky(?: la ai)?)\W*$"
    rf"|\bwho\s+(?:has\s+)?signed\s+(?:the\s+)?(?:\S+\s+){{0,3}}?{_ENGLISH_DOCUMENT}\b"
    rf"|\b{_ENGLISH_DOCUMENT}\b.{{0,60}}\bsigned by\W*(?:whom)?\W*$|\b(?:signatory|signer) of\b"
)
_WHEN = r"(?:vao\s+)?(?:(?:ngay(?: thang(?: nam)?)?|khi|luc|thang|hom)\s*nao|bao gio)"
_WHEN_ISSUED = re.compile(
    rf"\b{_DOCUMENT}\b.{{0,80}}\b(?:ban hanh|ky|phat hanh|dang)\s+{_WHEN}\W*$"
    rf"|\bngay (?:ban hanh|ky|phat hanh)\s+(?:cua\s+)?{_DOCUMENT}\b|\b{_DOCUMENT}\b.{{0,80}}\bngay ban hanh(?: la ngay nao)?\W*$"
    rf"|^(?:khi nao|bao gio|ngay nao)\s+ban hanh\s+{_DOCUMENT}\b"
    rf"|\bwhen\s+(?:was|were)\s+(?:the\s+)?(?:\S+\s+){{0,3}}?{_ENGLISH_DOCUMENT}\b.{{0,60}}\b(?:issued|signed|published|dated)\W*$"
    rf"|\bdate of (?:issue of\s+)?(?:the\s+)?{_ENGLISH_DOCUMENT}\b"
)
_EFFECTIVE = re.compile(
    rf"\bhieu luc(?:\s+thi hanh)?\s+(?:ke\s+)?(?:tu\s+)?{_WHEN}|\b(?:khi nao|bao gio|ngay nao)\s+(?:thi\s+)?co hieu luc\b|\bngay (?:co )?hieu luc\b"
    r"|\bwhen\s+(?:did|does|will|do)\b.{0,80}\b(?:take effect|come into (?:force|effect)|enter into force|become effective)\b"
    r"|\beffective date\b"
)
_ISSUER = re.compile(
    rf"\b(?:co quan|don vi|noi|so|ai)\s+(?:nao\s+)?(?:da\s+)?ban hanh\s+{_DOCUMENT}\b|\bco quan ban hanh\s+(?:cua\s+)?{_DOCUMENT}\b"
    rf"|\b{_DOCUMENT}\b.{{0,80}}\bdo\s+(?:ai|(?:co quan|don vi|so)\s+nao)\s+ban hanh\b"
    rf"|\b{_DOCUMENT}\b.{{0,80}}\bcua\s+(?:co quan|don vi|so)\s+nao\W*$"
    rf"|\b(?:who|which (?:agency|department|body|office))\s+issued\s+(?:the\s+)?(?:\S+\s+){{0,3}}?{_ENGLISH_DOCUMENT}\b"
)
_SUMMARY = re.compile(
    rf"^{_POLITE}(?:tom tat|tom luoc)\s+(?:noi dung\s+)?(?:chinh\s+)?(?:cua\s+)?(?:ban\s+)?{_DOCUMENT}\b"
    rf"|^(?:cac |nhung )?noi dung chinh\s+(?:cua\s+)?(?:ban\s+)?{_DOCUMENT}\b"
    rf"|^{_DOCUMENT}\b.{{0,80}}\bco (?:nhung\s+|cac\s+)?noi dung chinh (?:gi|nao|nhu the nao)\W*$"
    rf"|^{_POLITE}(?:summari[sz]e|sum up|outline|(?:an? )?summary of|the main points of|what are the main points of)\s+"
    rf"(?:the\s+)?(?:\S+\s+){{0,5}}?{_ENGLISH_DOCUMENT}\b"
)
_HEADINGS: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = tuple(
    (re.compile(asked), re.compile(headed))
    for asked, headed in (
        (r"kho khan|vuong mac|han che|ton tai|difficult(?:y|ies)|shortcomings?|limitations?|challenges?|obstacles?", r"kho khan|vuong mac|han che|ton tai"),
        (r"nhiem vu(?: trong tam| chu yeu)?|trong tam|viec can lam|phuong huong|(?:key |main |priority )?tasks?|priorit(?:y|ies)", r"nhiem vu|phuong huong"),
        (r"muc tieu|chi tieu(?: chu yeu)?|targets?|objectives?|goals?", r"muc tieu|chi tieu"),
        (r"kien nghi|de xuat|recommendations?|proposals?", r"kien nghi|de xuat"),
        (r"giai phap|solutions?|measures?", r"giai phap"),
        (r"ket qua(?: noi bat| chu yeu| dat duoc)?|thanh tich|(?:main |key )?(?:results?|achievements?)", r"ket qua"),
    )
)  # fmt: skip
_BINDING = re.compile(
    r"\b(?:la|gi|nhung|cac|nao|co|cua|trong|nam|cho|ve|the|nhu|ra|sao|nay|de|duoc|da|neu|trong|bao cao|ke hoach|cong tac|tinh"
    r"|6 thang|9 thang|sau thang|thang|dau|cuoi|quy|19\d\d|20\d\d|\d{1,2}|i{1,3}|iv|hay|xin|cho biet|liet ke"
    r"|what|which|are|is|were|was|the|of|in|for|first|second|half|quarter|months?|report|plan|and|va|did|does|do|have|has)\b"
)
"""What may stand beside heading, agency and time in a question that asks for nothing else."""


def kind_of(
    question: str, wanted: Wanted, agencies: Sequence[tuple[str, ...]] = (), written: Sequence[str] = ()
) -> QuestionKind | None:
    """The kind of a question, None for an ordinary one.

    `wanted` is what was read out of it; `agencies` has one group of names for each agency that it names, and `written`
    how the question writes it.
    """
    folded = fold(question)
    if under := _under_heading(folded, [fold(each) for each in written]):
        return under
    if _SUMMARY.search(folded):
        return Summarise()
    if fact := _fact(folded):
        return IdentityQuestion(fact)
    if _BACKWARDS.search(folded) and wanted.numbers:
        return InForce(backwards=True)
    if _IN_FORCE.search(folded) and (wanted.numbers or _is_of_document(folded)):
        return InForce()
    return _comparison(folded, wanted, agencies) or _list(question, folded)


def _under_heading(folded: str, agencies: Sequence[str]) -> UnderHeading | None:
    """Only where an agency is named, and nothing is asked for but what it has under one heading."""
    if not agencies:
        return None
    for agency in sorted(agencies, key=len, reverse=True):
        folded = folded.replace(agency, " ")
    for asked, headed in _HEADINGS:
        rest, count = re.subn(rf"\b(?:{asked.pattern})\b", " ", folded)
        if count and not re.search(r"\w", _BINDING.sub(" ", rest)):
            return UnderHeading(headed)
    return None


def _fact(folded: str) -> IdentityFact | None:
    facts: tuple[tuple[IdentityFact, re.Pattern[str]], ...] = (
        ("effective", _EFFECTIVE), ("signer", _SIGNER), ("issued", _WHEN_ISSUED), ("agency", _ISSUER),
    )  # fmt: skip
    return next((fact for fact, pattern in facts if pattern.search(folded)), None)


def _is_of_document(folded: str) -> bool:
    """Whether a question without a number begins with the document that it asks about."""
    return bool(re.match(rf"(?:{_DOCUMENT}|(?:is|was|has) the .*{_ENGLISH_DOCUMENT})\b", folded))


def _comparison(folded: str, wanted: Wanted, agencies: Sequence[tuple[str, ...]]) -> Compare | None:
    years = wanted.years if 1 < len(wanted.years) <= _MOST_SIDES else ()
    groups = tuple(dict.fromkeys(agencies)) if 1 < len(set(agencies)) <= _MOST_SIDES else ()
    if not (years or groups):
        return None
    if _COMPARE.search(folded):
        return Compare(years or wanted.years[:1], groups)
    if groups and _FIGURE.search(folded) and not _TOGETHER.search(folded):
        return Compare(wanted.years, groups)
    return None


def _list(question: str, folded: str) -> ListAll | None:
    if _NOT_LIST.search(re.sub(r"^.*\btrong kho\b.{0,20}?\b(?:bao nhieu|may)\b", "", folded)):
        return None
    found = next((match for pattern in _LIST if (match := pattern.search(folded))), None)
    if found is None or _ASKS_MORE.search(folded, found.end()):
        return None
    topic = _TOPIC.search(folded, found.start())
    kind = _KINDS.get(found["document"])
    if topic is None:
        return ListAll(kind)
    end = topic.start("topic") + len(_TOPIC_ENDS.sub("", topic["topic"]))
    return ListAll(kind, question[topic.start("topic") : end].strip(" ,;:"))
