"""What a question says is found in its other ways of writing, both ways, and ordinary words are left alone."""

import itertools
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.glossary.glossary import Expansion, glossary_of
from index.glossary.renamed import AGENCIES, PLACES, bare_names, full_names, since
from index.glossary.term import term_identity
from tests.calls import calls_of

BUILT_IN = glossary_of()


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Số TTHC trực tuyến", [("TTHC", "thủ tục hành chính", "abbreviation")]),
        ("ke hoach cchc", [("ke hoach", "KH", "abbreviation"), ("cchc", "cải cách hành chính", "abbreviation")]),
        ("ubnd tinh", [("ubnd", "Ủy ban nhân dân", "abbreviation")]),
        ("uỷ ban nhân dân xã", [("uỷ ban nhân dân", "UBND", "abbreviation")]),
        ("phat trien kinh te, xa hoi", [("kinh te, xa hoi", "KT-XH", "abbreviation")]),
        ("KH hỗ trợ DN", [("KH", "kế hoạch", "abbreviation"), ("DN", "doanh nghiệp", "abbreviation")]),
        ("DTTS & MN", [("DTTS & MN", "dân tộc thiểu số và miền núi", "abbreviation")]),
        (
            "Sở TT&TT có bao nhiêu người?",
            [
                ("Sở TT&TT", "Sở Thông tin và Truyền thông", "abbreviation"),
                ("Sở TT&TT", "Sở Khoa học và Công nghệ", "renamed"),
            ],
        ),
        (
            "so gtvt tinh quang binh",
            [
                ("so gtvt", "Sở Giao thông vận tải", "abbreviation"),
                ("so gtvt", "Sở Xây dựng", "renamed"),
                ("tinh quang binh", "tỉnh Quảng Trị", "renamed"),
            ],
        ),
        ("Sở Xây dựng", [("Sở Xây dựng", "Sở Giao thông vận tải", "renamed")]),
        ("lúa ở Thái Bình", [("Thái Bình", "Hưng Yên", "renamed")]),
        ("lúa ở thái bình", [("thái bình", "Hưng Yên", "renamed")]),
        (
            "TP Huế",
            [("TP Huế", "thành phố Huế", "abbreviation"), ("TP Huế", "tỉnh Thừa Thiên Huế", "renamed")],
        ),
    ],
)
def test_expands(question: str, expected: list[tuple[str, str, str]]) -> None:
    assert [(each.term, each.other, each.kind) for each in BUILT_IN.expansions(question)] == expected


@pytest.mark.parametrize(
    "question",
    [
        "Ai ký?", "kh cua dn", "văn bản 173/KH-UBND", "đánh giá lại", "danh gia lai", "ĐÁNH GIÁ LẠI", "giữ gìn hòa bình",
        "muc do hai long an toan", "tư tưởng Hồ Chí Minh", "tỉnh? Hà! Nam", "đường Long An",
        "số tài chính",
    ],
)  # fmt: skip
def test_leaves_ordinary_words_alone(question: str) -> None:
    assert BUILT_IN.expansions(question) == []


def test_the_likeliest_long_form_is_meant_and_all_are_found() -> None:
    glossary = glossary_of([("KNS", "kỹ năng số", 2), ("KNS", "Kỹ năng số", 1), ("KNS", "kinh nghiệm sống", 2)])
    assert glossary.expansions("lớp KNS") == [Expansion("KNS", "kỹ năng số", "abbreviation")]
    assert glossary.expansions("Kỹ năng số") == [Expansion("Kỹ năng số", "KNS", "abbreviation")]
    assert glossary.expansions("kinh nghiệm sống") == [Expansion("kinh nghiệm sống", "KNS", "abbreviation")]


def test_reports_win_over_what_is_built_in_and_the_file_over_both() -> None:
    harvested = [("CĐS", "cộng đồng số", 1)]
    assert glossary_of(harvested).expansions("CĐS")[0].other == "cộng đồng số"
    own = glossary_of(harvested, {"cđs": ("chỉ đạo sản xuất", "chế độ sống"), "BC": ()})
    assert [each.other for each in own.expansions("CĐS")] == ["chỉ đạo sản xuất", "chế độ sống"]
    assert own.expansions("chế độ sống") == [Expansion("chế độ sống", "cđs", "file")]
    assert own.expansions("BC, báo cáo, chuyển đổi số, cộng đồng số") == []


def test_a_name_of_the_file_has_its_short_forms() -> None:
    glossary = glossary_of((), {"Sở Giao thông vận tải": ("Sở Giao thông công chánh",)})
    others = [each.other for each in glossary.expansions("Sở GTVT")]
    assert others == ["Sở Giao thông vận tải", "Sở Giao thông công chánh"]
    assert glossary.expansions("Sở Xây dựng") == []


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Sở Giao thông vận tải", {"Sở GTVT", "Sở Xây dựng"}),
        ("Sở Xây dựng", {"Sở Giao thông vận tải", "Sở GTVT"}),
        ("Sở GTVT tỉnh Lam Giang", {"Sở Giao thông vận tải tỉnh Lam Giang", "Sở Xây dựng tỉnh Lam Giang"}),
        ("Hà Nam", {"Ninh Bình"}),
        ("Ninh Bình", {"Hà Nam", "Nam Định"}),
        ("Sở Y tế tỉnh Hải Dương", {"Sở Y tế thành phố Hải Phòng", "Sở Y tế TP Hải Phòng"}),
        ("Sở Y tế", set()),
        ("", set()),
    ],
)
def test_names_of(name: str, expected: set[str]) -> None:
    first, *others = BUILT_IN.names_of(name)
    assert first == name
    assert set(others) == expected
    assert len(others) == len(expected)


_TERMS = [entry.term for entries in BUILT_IN.entries.values() for entry in entries]
_WORDS = st.sampled_from([word for term in _TERMS for word in (*term.words, *term.key, " ".join(term.words))])


@settings(max_examples=50)
@given(st.lists(st.one_of(_WORDS, st.text(max_size=4)), max_size=12).map(" ".join))
def test_expansions_are_in_order_apart_and_never_the_term_itself(question: str) -> None:
    found = BUILT_IN.expansions(question)
    assert len(set(found)) == len(found)
    spans = [(start, end) for start, end, _ in BUILT_IN._found(question)]
    assert all(one[1] <= other[0] for one, other in itertools.pairwise(spans))
    for each in found:
        assert term_identity(each.term) != term_identity(each.other)
    assert len(set(BUILT_IN.names_of(question))) == len(BUILT_IN.names_of(question)) <= 60


def test_five_hundred_terms_more_cost_a_question_nothing() -> None:
    many = [(f"X{chr(65 + i // 26)}{chr(65 + i % 26)}Q", f"xa yêu {i} ngày quên", 1) for i in range(500)]
    glossary = glossary_of(many)
    question = "Sở TT&TT tỉnh Quảng Bình báo cáo UBND tỉnh về phát triển kinh tế - xã hội và CCHC năm 2024?"
    costs = []
    for each in (BUILT_IN, glossary):
        each.expansions(question)
        costs.append(calls_of(lambda each=each: each.expansions(question)))  # type: ignore[misc]
    assert costs[0] == costs[1] < 5_000


def test_the_reorganisation_of_2025_is_whole() -> None:
    ended = [old for place in PLACES for old in place.old]
    new = {place.new for place in PLACES if place.since == date(2025, 7, 1)}
    assert len(new) == 23
    assert len(ended) - 1 == 63 - 34  # Thừa Thiên Huế only changed its name
    names = [old for old, _ in full_names()]
    assert len(set(names)) == len(names) == len(list(bare_names())) + sum(len(each.old) for each in AGENCIES)
    assert not {new for _, new in full_names()} & set(names)


def test_since_when_two_names_are_of_one_place() -> None:
    assert since("Hà Giang", "Tuyên Quang") == since("tỉnh tuyên quang", "tỉnh hà giang") == date(2025, 7, 1)
    assert since("Hà Giang", "Lào Cai") is None
