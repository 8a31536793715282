"""Where documents state their own identity: found in every sample report, and what is found states it."""

import re
from dataclasses import replace

import pytest

from bot.kinds.identity import identity_answer
from bot.kinds.identity_spans import agency_span, effective_span, issued_span, naming_span, number_span, signer_span
from bot.kinds.named_documents import named_documents
from bot.kinds.summary import MOST_SECTIONS, summary_answer
from bot.quoting.inquiry import Inquiry
from corpus.document.zones import zones_of
from corpus.language.sentence import sentences
from corpus.report import Report, Section
from corpus.text.letters import fold
from index.library import Library
from index.question.filters import Filters


@pytest.fixture(scope="module")
def reports(sample_library: Library) -> list[Report]:
    return sample_library.reports.all()


def said(report: Report, span: tuple[int, int] | None) -> str:
    assert span is not None
    assert 0 <= span[0] < span[1] <= len(report.text)
    return " ".join(report.text[slice(*span)].split())


def test_every_sample_names_itself(reports: list[Report]) -> None:
    for report in reports:
        assert report.title in said(report, naming_span(report))
        if report.number:
            assert report.number in said(report, number_span(report))


def test_signature_date_and_agency_state_the_identity(reports: list[Report]) -> None:
    for report in reports:
        assert report.issued
        digits = [int(each) for each in re.findall(r"\d+", said(report, issued_span(report)))]
        assert {report.issued.day, report.issued.month, report.issued.year} <= set(digits)
        if report.signer:
            signed = said(report, signer_span(report))
            assert signed.endswith(report.signer)
            assert "Nơi nhận" not in signed
            assert fold(report.agency or "").split(" tinh ")[0] in fold(said(report, agency_span(report)))
        else:
            assert signer_span(report) is None
            assert agency_span(report) is None


def test_only_what_says_so_comes_into_force(reports: list[Report]) -> None:
    for report in reports:
        span = effective_span(report)
        assert (span is not None) == (report.kind == "quyết định")


def test_what_the_text_does_not_state_is_not_cited(reports: list[Report]) -> None:
    elsewhere = replace(reports[0], signer="Nguyễn Văn Khác", number="999/BC-XX", title="Tên ghi trong danh mục")
    assert signer_span(elsewhere) is None
    assert number_span(elsewhere) is None
    assert identity_answer([elsewhere], ("signer",), "vi") is None
    assert naming_span(elsewhere) is not None


def test_summary_has_a_whole_sentence_of_each_section_in_order(reports: list[Report]) -> None:
    for report in reports:
        answer = summary_answer(report, "vi")
        assert answer is not None
        starts = [part.start for part in answer.parts]
        assert starts == sorted(set(starts))
        assert 1 <= len(starts) <= MOST_SECTIONS
        zones, spans = zones_of(report.text), sentences(report.text)
        for part in answer.parts:
            assert not any(first <= part.start < last for first, last in zones.closings)
            assert (part.start, part.end) in spans


def test_a_summary_that_leaves_sections_out_says_so(reports: list[Report]) -> None:
    text = "".join(f"{number}. Mục\nNội dung của mục số {number} dài vừa đủ để kể ra.\n" for number in range(10, 40))
    starts = [match.start() for match in re.finditer(r"\d+\. Mục", text)]
    sections = [
        Section(1, text[start : start + 7], start, end, "")
        for start, end in zip(starts, [*starts[1:], len(text)], strict=True)
    ]
    long = replace(reports[0], text=text, sections=(Section(0, "", 0, len(text), ""), *sections))
    answer = summary_answer(long, "vi")
    assert answer is not None
    assert len(answer.parts) == MOST_SECTIONS
    assert answer.notes[1] == f"Chỉ nêu {MOST_SECTIONS} trong 30 mục."


@pytest.mark.parametrize(
    ("question", "numbers"),
    [
        ("Ai ký Quyết định 31/2023?", ["31/2023/QĐ-UBND"]),
        ("Ai ký Quyết định 418?", []),
        ("Ai ký văn bản số 418/BC-SNV?", ["418/BC-SNV"]),
        ("Ai ký báo cáo năm 2024 của Sở Nội vụ?", ["418/BC-SNV"]),
        ("Tóm tắt kế hoạch hợp nhất các sở", ["19/KH-UBND"]),
        ("Summarise the 2025 plan on merging departments", ["19/KH-UBND"]),
        ("Ai ký báo cáo về nuôi trồng thủy sản?", []),
        ("Ai ký quyết định bổ nhiệm giám đốc năm 2025?", []),
        ("Ai ký báo cáo?", []),
    ],
)
def test_documents_named(sample_library: Library, question: str, numbers: list[str]) -> None:
    register = sample_library.reports.register()
    found = named_documents(Inquiry.of(sample_library.understanding.query(question), register), [])
    assert [sample_library.reports.get(each).number for each in found] == numbers  # type: ignore[union-attr]
    hidden = sample_library.understanding.query(question, Filters(collections=()))
    assert named_documents(Inquiry.of(hidden, register), []) == []
