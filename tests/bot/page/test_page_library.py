"""The tab of the library and the page of a report: looked through, added to, corrected."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from bot.answerer import Answerer
from bot.settings import Settings
from index.encoder.chosen import ChosenEncoder
from index.library import Library
from index.sync import sync
from tests.bot.page.page_driver import ask, evidence_for, open_page, served, visit
from tests.conftest import SAMPLES

pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning:gradio.queueing"),
    pytest.mark.filterwarnings("ignore:unclosed event loop:ResourceWarning"),
]
DECISION = "2025-03-14-qd-ubnd-kho-du-lieu-dung-chung.pdf"
OLDER = "2023-08-18-qd-ubnd-kho-du-lieu-dung-chung.txt"


@pytest.fixture(scope="module")
def own_library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A library that may be changed."""
    folder = tmp_path_factory.mktemp("own")
    with Library(folder / "data", ChosenEncoder()) as library:
        assert sync(library, [SAMPLES / OLDER, SAMPLES / DECISION]).failed == []
        yield library


@pytest.fixture(scope="module")
def own_address(own_library: Library) -> Iterator[str]:
    with served(Answerer(own_library), own_library) as found:
        yield found


def open_library(page: Page) -> None:
    page.get_by_role("tab", name="Kho văn bản").click()
    expect(rows(page).first).to_be_visible(timeout=30_000)


def rows(page: Page):  # type: ignore[no-untyped-def] # a locator
    return page.locator("#library-table [role=row]:has([role=gridcell])")


def test_reports_are_listed_limited_and_opened(browser: Browser, address: str) -> None:
    with visit(browser, address) as page:
        open_library(page)
        expect(page.locator("#library-count")).to_have_text("12 văn bản")
        page.get_by_label("Tìm trong danh mục").fill("kho du lieu")
        expect(page.locator("#library-count")).to_have_text("2 văn bản", timeout=10_000)
        expect(rows(page)).to_have_count(2)
        expect(rows(page).last).to_contain_text("bị thay thế bởi văn bản số 12/2025/QĐ-UBND")
        page.get_by_label("Tìm trong danh mục").fill("")
        page.get_by_label("Chỉ văn bản cần lưu ý").check()
        expect(page.locator("#library-count")).to_have_text("2 văn bản", timeout=10_000)
        page.locator("#library-table [role=gridcell]", has_text="03/BC-SNV").click()
        report = page.locator("#library-report")
        expect(report.locator(".warning")).to_have_text("3/3 trang được đọc bằng nhận dạng chữ (bản quét)")
        with page.context.expect_page() as opened:
            report.get_by_text("Mở trang văn bản").click()
        expect(opened.value.locator("main .text").first).to_contain_text("BÁO CÁO")


def test_page_of_a_report_has_contents_and_relations(browser: Browser, address: str, sample_library: Library) -> None:
    ids = {report.number: report.id for report in sample_library.reports.all()}
    with visit(browser, address) as page:
        page.goto(f"{address}/reports/{ids['12/2025/QĐ-UBND']}")
        link = page.locator(".contents a", has_text="Điều 1. ")
        name = (link.get_attribute("href") or "").removeprefix("#")
        link.click()
        expect(page.locator(f"#{name}")).to_be_attached()
        assert page.evaluate("window.scrollY") > 100
        row = page.locator("tr", has_text="Thay thế")
        row.get_by_role("link", name="31/2023/QĐ-UBND").click()
        expect(page.locator("tr", has_text="Bị thay thế bởi")).to_contain_text("12/2025/QĐ-UBND")
        expect(page.locator(".warning").first).to_contain_text("đã bị thay thế bởi văn bản số 12/2025/QĐ-UBND")


def test_upload_reads_files_and_says_why_others_fail(
    browser: Browser, own_address: str, own_library: Library, tmp_path: Path
) -> None:
    good = tmp_path / "Báo cáo sáu tháng.txt"
    good.write_bytes((SAMPLES / "2025-06-18-bc-so-khcn-6-thang-dau-nam-2025.txt").read_bytes())
    (tmp_path / "rỗng.txt").write_bytes(b"")
    (tmp_path / "hỏng.pdf").write_bytes(b"%PDF-1.4 nothing at all")
    with visit(browser, own_address, expected_errors=("415",)) as page:
        open_library(page)
        page.get_by_role("button", name="Nạp văn bản vào kho").click()
        outcome = page.locator("#upload")
        page.get_by_role("button", name="Nạp vào kho", exact=True).click()
        expect(outcome).to_contain_text("Chưa chọn tệp nào để nạp.")
        program = tmp_path / "chương trình.exe"
        program.write_bytes(b"MZ")
        chosen = [good, tmp_path / "rỗng.txt", program, tmp_path / "hỏng.pdf"]
        page.locator("#upload input[type=file]").set_input_files(chosen)
        page.get_by_role("button", name="Nạp vào kho", exact=True).click()
        expect(outcome.locator("progress")).to_be_hidden(timeout=60_000)
        expect(outcome).to_contain_text("Đã nạp 1 văn bản.")
        expect(outcome.locator("tr", has_text="chương trình.exe")).to_contain_text("không đọc được loại tệp này")
        expect(outcome.locator("tr", has_text="rỗng.txt")).to_contain_text("tệp rỗng")
        expect(outcome.locator("tr", has_text="hỏng.pdf")).to_contain_text("tệp PDF bị hỏng")
        expect(page.locator("#library-table")).to_contain_text("96/BC-SKHCN", timeout=10_000)
        expect(page.locator("#library-count")).to_have_text("3 văn bản")
        page.get_by_role("tab", name="Hỏi đáp").click()
        answer = ask(page, "6 tháng đầu năm 2025 Sở Khoa học và Công nghệ đã làm gì để ổn định tổ chức sau hợp nhất?")
        expect(evidence_for(page, answer).locator(".document").first).to_contain_text("96/BC-SKHCN")
    assert sync(own_library).failed == []


def test_editor_corrects_an_identity_where_it_is_seen(browser: Browser, own_address: str, own_library: Library) -> None:
    report = next(each for each in own_library.reports.all() if each.number == "12/2025/QĐ-UBND")
    with visit(browser, own_address, expected_errors=("422",)) as page:
        page.goto(f"{own_address}/reports/{report.id}?lang=vi")
        page.get_by_text("Sửa thông tin văn bản").click()
        page.get_by_label("Ngày ban hành").fill("hôm qua")
        page.get_by_label("Số, ký hiệu").fill("13/2025/QĐ-UBND")
        page.get_by_role("button", name="Lưu thông tin").click()
        expect(page.get_by_role("alert")).to_have_text("Ngày ban hành chưa đúng. Hãy nhập theo mẫu 20/1/2025.")
        expect(page.get_by_label("Số, ký hiệu")).to_have_value("13/2025/QĐ-UBND")
        assert own_library.corrections.all() == {}
    with visit(browser, own_address) as page:
        page.goto(f"{own_address}/reports/{report.id}?lang=vi")
        page.get_by_text("Sửa thông tin văn bản").click()
        page.get_by_label("Số, ký hiệu").fill("13/2025/QĐ-UBND")
        page.get_by_label("Năm báo cáo").fill("2025, 2026")
        page.get_by_role("button", name="Lưu thông tin").click()
        expect(page.locator("tr", has_text="Số, ký hiệu")).to_contain_text("13/2025/QĐ-UBND")
        expect(page.locator("header")).to_contain_text("Thông tin văn bản đã được sửa ngày")
        open_page(page, own_address)
        answer = ask(page, "Theo Quyết định số 31/2023/QĐ-UBND thì thời hạn chia sẻ dữ liệu là mấy ngày?")
        expect(answer.locator(".warning").first).to_have_text("đã bị thay thế bởi văn bản số 13/2025/QĐ-UBND")
        page.goto(f"{own_address}/reports/{report.id}?lang=vi")
        page.get_by_text("Sửa thông tin văn bản").click()
        page.get_by_role("button", name="Bỏ các chỉnh sửa").click()
        expect(page.locator("tr", has_text="Số, ký hiệu")).to_contain_text("12/2025/QĐ-UBND")


def test_who_may_not_edit_sees_no_form_and_no_upload(browser: Browser, own_library: Library) -> None:
    settings = Settings(users={"lan": "khoa-rieng-cua-lan", "minh": "khoa-rieng-cua-minh"}, editors=("minh",))
    report = own_library.reports.all()[0]
    with served(Answerer(own_library), own_library, settings) as guarded:
        for name, may_edit in (("lan", False), ("minh", True)):
            with visit(browser, guarded, person=(name, f"khoa-rieng-cua-{name}")) as page:
                open_library(page)
                expect(page.locator("#upload")).to_have_count(1 if may_edit else 0)
                page.goto(f"{guarded}/reports/{report.id}")
                expect(page.locator("form")).to_have_count(1 if may_edit else 0)
                answered = page.request.post(f"{guarded}/reports/{report.id}/identity", form={"place": "Huế"})
                assert answered.status == (200 if may_edit else 403)
