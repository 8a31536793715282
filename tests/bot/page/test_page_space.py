"""How the page uses its window: panes over its height, dragged and folded, and what a reader chose, kept on the device."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from bot.answerer import Answerer
from bot.errors import SettingsError
from bot.page.answer_html import answer_html
from bot.page.nearest_sentence import nearest_sentence
from bot.page.office import office_of
from bot.settings import Settings
from bot.wording.told_notes import is_told
from bot.wording.wording import wording
from index.library import Library
from tests.bot.page.page_driver import MERGER, NOT_THERE, answer_at, ask, evidence_for, open_page, visit

pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning:gradio.queueing"),
    pytest.mark.filterwarnings("ignore:unclosed event loop:ResourceWarning"),
]
_LIST = "Liệt kê các quyết định ban hành năm 2025"
_COMPARISON = "so sánh tỷ lệ hồ sơ trực tuyến năm 2023 và 2024"


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (1920, 1080)])
def test_an_answer_is_seen_whole_with_its_marked_evidence(
    browser: Browser, address: str, width: int, height: int
) -> None:
    with visit(browser, address, width=width, height=height) as page:
        before = page.locator("#asking").bounding_box()
        page.locator("#question textarea").fill(MERGER)
        page.locator("#question textarea").press("Enter")
        answer = answer_at(page, 0)
        assert page.locator("#asking").bounding_box() == before
        assert page.evaluate("document.documentElement.scrollHeight - innerHeight") <= 0
        page.wait_for_timeout(300)
        for part in (page.locator("#conversation .question"), answer.locator(".trust")):
            expect(part).to_be_in_viewport(ratio=1)
        card = evidence_for(page, answer).locator(".card[open]")
        expect(card.locator("figure img").first).to_be_visible()
        evidence = page.locator("#evidence")
        assert evidence.evaluate(
            "(pane) => pane.scrollHeight > pane.clientHeight && getComputedStyle(pane).overflowY === 'auto'"
        )
        assert _end(page, "#side") > height - 10
        assert _end(page, "#main") > height - 10


def _end(page: Page, selector: str) -> float:
    box = page.locator(selector).bounding_box()
    assert box
    return box["y"] + box["height"]


def test_panes_are_moved_and_folded_with_keys_and_stay_so(browser: Browser, address: str) -> None:
    with visit(browser, address) as page:
        splitter, side = page.get_by_role("separator", name="Độ rộng phần căn cứ"), page.locator("#side")
        before = side.bounding_box()
        splitter.focus()
        for _ in range(5):
            page.keyboard.press("ArrowLeft")
        wider = side.bounding_box()
        assert before
        assert wider
        assert wider["width"] > before["width"] + 100
        page.keyboard.press("Enter")
        expect(page.locator("#evidence")).to_be_hidden()
        open_page(page, address)
        page.wait_for_timeout(300)
        unfold = page.get_by_role("button", name="Mở phần căn cứ")
        expect(unfold).to_be_visible()
        answer = ask(page, MERGER)
        answer.locator(".chip").last.click()
        expect(evidence_for(page, answer).locator(".card").last).to_have_attribute("open", "")
        expect(page.locator("#evidence")).to_be_visible()
        assert (box := side.bounding_box())
        assert abs(box["width"] - wider["width"]) < 2


def test_theme_and_text_size_are_remembered_and_kept_on_the_pages_around(
    browser: Browser, address: str, sample_library: Library
) -> None:
    with visit(browser, address) as page:
        page.locator("#appearance summary").click()
        page.get_by_label("Tối").check()
        page.get_by_label("Rất lớn").check()
        page.keyboard.press("Escape")
        expect(page.get_by_label("Tối")).to_be_hidden()
        open_page(page, address)
        expect(page.locator("body.dark")).to_be_attached()
        assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "20.8px"
        report = next(each.id for each in sample_library.reports.all())
        for path in (f"/reports/{report}", "/deadlines"):
            page.goto(address + path)
            assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "20.8px"
            assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(20, 24, 31)"


def test_a_question_is_kept_over_a_reload_during_its_answer(browser: Browser, address: str) -> None:
    with visit(browser, address, expected_errors=("Failed to fetch", "aborted", "ERR_")) as page:
        page.locator("#question textarea").fill(MERGER)
        page.evaluate("window.hoidap.asking()")
        open_page(page, address)
        expect(page.locator("#question textarea")).to_have_value(MERGER)
        ask(page, MERGER)
        open_page(page, address)
        page.wait_for_timeout(300)
        expect(page.locator("#question textarea")).to_have_value("")


def test_tables_have_their_heads_and_a_refusal_its_nearest_sentences(sample_answerer: Answerer) -> None:
    listed = answer_html(sample_answerer.answer(_LIST), {1}, "vi")
    assert '<th scope="col">Số, ký hiệu</th>' in listed
    assert '<p class="told">Kho có 1 văn bản' in listed
    assert 'class="warning"' not in listed
    compared = answer_html(sample_answerer.answer(_COMPARISON), {1, 2}, "vi")
    assert '<th scope="col">Nội dung so sánh</th>' in compared
    refused = sample_answerer.answer(NOT_THERE)
    told = [nearest_sentence(each.quote, NOT_THERE) for each in refused.nearest]  # type: ignore[union-attr]
    assert told
    assert all(sentence in each.quote for sentence, each in zip(told, refused.nearest, strict=True))  # type: ignore[union-attr]
    assert all(len(each) < 600 for each in told)


def test_what_was_understood_is_one_line(sample_answerer: Answerer) -> None:
    assert "<summary>Hiểu là: kế hoạch năm 2025</summary>" in answer_html(sample_answerer.answer(MERGER), {1}, "vi")


@pytest.mark.parametrize("language", ["vi", "en"])
def test_notes_that_tell_are_told_apart_from_those_that_warn(language: str) -> None:
    words = wording(language)
    assert is_told(words.due_found.format(count=3), language)
    assert not is_told(words.disagreement.format(figures="1; 2"), language)
    assert not is_told(words.withdrawn_note, language)


def test_an_office_has_its_name_and_pictures(tmp_path: Path) -> None:
    emblem = tmp_path / "emblem.png"
    emblem.write_bytes(b"\x89PNG")
    office = office_of(Settings(office_name="Sở Nội vụ", emblem=emblem), wording("vi"))
    assert (office.title, office.emblem, office.favicon) == ("Sở Nội vụ", "data:image/png;base64,iVBORw==", emblem)
    assert office_of(Settings(), wording("en")).title == "Ask the reports"
    with pytest.raises(SettingsError, match="is no picture"):
        office_of(Settings(emblem=tmp_path / "none.png"), wording("vi"))
