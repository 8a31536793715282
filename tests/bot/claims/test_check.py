"""The check of a claim: what its citations carry passes, what they do not is named."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answer import Citation
from bot.claims.check import Fault, Verdict, check_claim
from bot.claims.likeness import EncoderLikeness
from index.encoder.encoder import HashEncoder
from index.library import Library
from tests.measures import corruption

PLAN = (
    "Trong năm 2025, tỉnh Lam Giang hợp nhất Sở Thông tin và Truyền thông với Sở Khoa học và Công nghệ để thành lập một sở mới, "
    "đi vào hoạt động từ ngày 01 tháng 3 năm 2025. Giao Sở Nội vụ chủ trì, kinh phí 1,85 tỷ đồng."
)
RESULT = (
    "Năm 2024, toàn tỉnh tiếp nhận 512.480 hồ sơ, trong đó 352.074 hồ sơ nộp trực tuyến, đạt 68,7%, vượt 3,7 điểm phần trăm so với "
    "kế hoạch năm. Sở TT&TT không để xảy ra mất an toàn thông tin."
)


class Alike:
    """Finds everything equally alike: what is tested is the rest."""

    def likeness(self, claim: str, quotes: Sequence[str]) -> list[float]:
        return [0.95] * len(quotes)


def citation(marker: int, quote: str, **fields: Any) -> Citation:
    made = Citation(
        marker=marker, report_id="r", title="Kế hoạch hợp nhất các sở năm 2025", kind="kế hoạch", number="19/KH-UBND",
        agency="Ủy ban nhân dân tỉnh Lam Giang", issued=date(2025, 1, 20), years=(2025,), aspect="plan", pages=("3",), page_numbers=(3,),
        path="II. NHIỆM VỤ › 3. Bộ máy", confidence=None, quote=quote, start=0, end=len(quote), url="",
    )  # fmt: skip
    return replace(made, **fields)


CITATIONS = {
    1: citation(1, PLAN),
    2: citation(2, RESULT, title="Báo cáo kết quả năm 2024, nhiệm vụ năm 2025", kind="báo cáo", number="08/BC-STTTT", years=(2024,),
                aspect="result", agency="Sở Thông tin và Truyền thông tỉnh Lam Giang", issued=date(2025, 1, 9)),
}  # fmt: skip


def checked(text: str, *markers: int) -> Verdict:
    return check_claim(text, markers, CITATIONS, Alike())


@pytest.mark.parametrize(
    ("text", "marker"),
    [
        ("Tỉnh Lam Giang sẽ hợp nhất hai sở trong năm 2025, sở mới hoạt động từ 1/3/2025 [1].", 1),
        ("UBND tỉnh giao Sở Nội vụ chủ trì việc hợp nhất Sở TT&TT với Sở KH&CN, kinh phí 1.850 triệu đồng【1】", 1),
        ("Theo Kế hoạch số 19/KH-UBND ngày 20/01/2025 của Ủy ban nhân dân tỉnh Lam Giang, mục II.3, tr. 3, tỉnh hợp nhất hai sở", 1),
        ("Kế hoạch 19 đề ra việc hợp nhất Sở Thông tin và Truyền thông với Sở Khoa học và Công nghệ", 1),
        ("Năm 2024, tỷ lệ hồ sơ nộp trực tuyến đạt 68.7 %, tức 352074 trong 512 480 hồ sơ", 2),
        ("Tỷ lệ nộp trực tuyến vượt kế hoạch năm 3,7 điểm %", 2),
        ("1. Sở Thông tin và Truyền thông không để xảy ra mất an toàn thông tin", 2),
        ("The province will merge the Department of Information and Communications with the Department of Science and Technology on March 1, 2025 [1]", 1),
        ("In 2024, Lam Giang received 512,480 applications, of which 68.7 percent online.", 2),
    ],
)  # fmt: skip
def test_what_the_citations_carry_passes(text: str, marker: int) -> None:
    verdict = checked(text, marker)
    assert verdict.carried, verdict
    assert verdict.support > 0.3


@pytest.mark.parametrize(
    ("text", "marker", "kind", "what"),
    [
        ("Năm 2024, toàn tỉnh tiếp nhận 512.481 hồ sơ", 2, "number", "512.481"),
        ("Tỷ lệ hồ sơ nộp trực tuyến đạt 68,7 điểm phần trăm", 2, "number", "68,7 điểm phần trăm"),
        ("Kinh phí hợp nhất là 1,85 triệu đồng", 1, "number", "1,85 triệu đồng"),
        ("Tỉnh hợp nhất ba sở", 1, "number", "ba"),
        ("Sở mới đi vào hoạt động từ ngày 01 tháng 4 năm 2025", 1, "date", "ngày 01 tháng 4 năm 2025"),
        ("Năm 2025, toàn tỉnh tiếp nhận 512.480 hồ sơ", 2, "year", "2025"),
        ("Theo Kế hoạch số 20/KH-UBND, tỉnh hợp nhất hai sở", 1, "document_number", "20/KH-UBND"),
        ("Giao Sở Tài chính chủ trì, kinh phí 1,85 tỷ đồng", 1, "name", "Sở Tài chính"),
        ("Giao Sở Khoa học và Công nghệ chủ trì, kinh phí 1,85 tỷ đồng", 1, "name", "Sở Khoa học và Công nghệ"),
        ("Tỉnh Hà Giang hợp nhất hai sở", 1, "name", "Hà Giang"),
        ("The Department of Finance leads the merger", 1, "name", "department of finance"),
        ("Tỉnh Lam Giang đã hợp nhất Sở Thông tin và Truyền thông với Sở Khoa học và Công nghệ", 1, "aspect", "plan"),
        ("Toàn tỉnh phấn đấu tiếp nhận 512.480 hồ sơ", 2, "aspect", "result"),
        ("Sở TT&TT để xảy ra mất an toàn thông tin", 2, "negation", "Sở TT&TT không để xảy ra mất an toàn thông tin."),
        ("Tỉnh hợp nhất hai sở [7]", 1, "marker", "[7]"),
    ],
)  # fmt: skip
def test_what_they_do_not_carry_is_named(text: str, marker: int, kind: str, what: str) -> None:
    verdict = checked(text, marker)
    assert Fault(kind, what) in verdict.faults, verdict  # type: ignore[arg-type]
    assert not verdict.carried
    assert verdict.support < 0.15


def test_a_claim_without_citation_is_not_carried() -> None:
    assert checked(PLAN) == Verdict(0.0, (Fault("marker", ""),))
    assert checked(PLAN, 9) == Verdict(0.0, (Fault("marker", "[9]"),))


def test_a_reference_of_the_source_is_no_marker() -> None:
    """The quote has it where the sentence has it; elsewhere, or beside a marker that names nothing, it is one."""
    said = "Nhiệt độ sẽ tăng khoảng 0,3 °C mỗi thập kỷ trong thế kỷ này [21]."
    source = {1: citation(1, f"Họ công bố báo cáo. {said} Kết quả được kiểm chứng.")}
    assert check_claim(said, (1,), source, Alike()) == Verdict(1.0)
    assert check_claim(said, (1, 4), source, Alike()) == Verdict(0.0, (Fault("marker", "[4]"),))
    moved = "Họ công bố báo cáo [21]."
    assert Fault("marker", "[21]") in check_claim(moved, (1,), source, Alike()).faults


def test_a_figure_may_stand_in_any_of_the_citations() -> None:
    assert checked("Tỉnh hợp nhất hai sở; năm 2024 tiếp nhận 512.480 hồ sơ", 1, 2).carried


def test_words_that_nothing_shares_are_faulted_for_their_meaning() -> None:
    likeness = EncoderLikeness(HashEncoder())
    verdict = check_claim("Bão làm đổ nhiều cây xanh ven biển", (1,), CITATIONS, likeness)
    assert [fault.kind for fault in verdict.faults] == ["meaning"]


@pytest.mark.parametrize("text", ["", "[1]", "…", "🙂", "﻿", "1"])
def test_any_text_is_a_claim(text: str) -> None:
    assert 0 <= checked(text, 1).support <= 1


def test_part_of_a_sentence_that_says_the_opposite_is_no_quote() -> None:
    assert not checked("để xảy ra mất an toàn thông tin", 2).carried


class Denying:
    """An entailment model that believes nothing."""

    def entailment(self, claim: str, quotes: Sequence[str]) -> list[float]:
        return [0.0] * len(quotes)


def test_an_entailment_model_is_averaged_with_the_check() -> None:
    text = "Tỉnh Lam Giang sẽ hợp nhất hai sở trong năm 2025"
    alone = check_claim(text, (1,), CITATIONS, Alike())
    together = check_claim(text, (1,), CITATIONS, Alike(), Denying())
    assert together.support == pytest.approx(alone.support / 2)


WORDS = st.sampled_from(
    [
        "không",
        "Sở",
        "Nội",
        "vụ",
        "đạt",
        "68,7%",
        "năm",
        "2024",
        "2025",
        "ngày",
        "15/3",
        "đã",
        "sẽ",
        "phấn",
        "đấu",
        "173/KH-UBND",
        "[1]",
        "1.200",
        "hồ",
        "sơ",
        ";",
        ".",
        ":",
        "-",
        "“",
        "(",
        "COVID-19",
        "\n",
    ]
)


@given(st.lists(WORDS, min_size=1, max_size=20).map(" ".join))
def test_a_verbatim_quote_passes_and_the_check_is_pure(quote: str) -> None:
    cited = {1: citation(1, quote.replace("[1]", ""))}
    first, again = (check_claim(cited[1].quote, (1,), cited, Alike()) for _ in range(2))
    assert first == again
    if any(character.isalnum() for character in cited[1].quote):
        assert first == Verdict(1.0, ())


def test_corruptions_of_the_samples(sample_library: Library) -> None:
    likeness = EncoderLikeness(sample_library.encoder)
    true, corrupted = corruption.outcomes(sample_library, likeness)
    missed = [each for each in corrupted if each.kind in corruption.ALWAYS_CAUGHT and each.verdict.carried]
    assert missed == []
    counts = {each.kind: each for each in corruption.caught(corrupted)}
    assert all(counts[kind].count >= 4 for kind in corruption.ALWAYS_CAUGHT)
    for kind, least in {"agency": 0.9, "plan or result": 0.9, "negation": 0.9, "marker, another's": 0.9}.items():
        assert counts[kind].caught >= least * counts[kind].count
    faulted = [each for each in true if not each.verdict.carried]
    assert len(faulted) <= 0.02 * len(true), faulted
    assert all(each.verdict.support == 1.0 for each in true if each.kind == "as it stands")
