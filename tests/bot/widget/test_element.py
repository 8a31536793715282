"""<hoi-dap> in the page of a portal on another port, in chromium: what a reader sees, what is asked of whom, what is refused."""

import base64
import hashlib
import hmac
import json
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from bot.answerer import Answerer
from bot.conversation.conversation_list import ConversationList
from bot.settings import Settings
from bot.wording.wording import wording
from index.encoder.encoder import HashEncoder
from index.library import Library
from index.sync import sync
from tests.bot.hostile_reports import write_hostile_reports
from tests.bot.page.page_driver import AXE, LOWEST, MERGER, NOT_THERE, SCANNED, missing, served
from tests.bot.widget.portal import SECRET, ask, at_portal, free_port, page_of, sample_portal

pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning:gradio.queueing"),
    pytest.mark.filterwarnings("ignore:unclosed event loop:ResourceWarning"),
]
BLOB = re.compile("^blob:")
PORTAL, PAGE = free_port(), free_port()
SETTINGS = Settings(
    portal_secrets=(SECRET,),
    allowed_origins=(f"http://127.0.0.1:{PORTAL}", f"http://localhost:{PAGE}"),
    groups={"noi-vu": {"collections": ["default"]}},
    questions_per_minute=0,
)


def token(seconds: int = 300, **more: Any) -> str:
    """Signed by hand, as a portal in any language does."""
    now = int(time.time())
    claims = {"sub": "minh", "groups": ["noi-vu"], "aud": "hoidap", "iat": now - 400, "exp": now + seconds} | more
    signed = ".".join(encoded(json.dumps(each).encode()) for each in ({"alg": "HS256"}, claims))
    return f"{signed}.{encoded(hmac.digest(SECRET.encode(), signed.encode(), hashlib.sha256))}"


def encoded(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


@pytest.fixture(scope="module")
def hoidap(sample_answerer: Answerer, sample_library: Library) -> Iterator[str]:
    with served(sample_answerer, sample_library, SETTINGS) as address:
        yield address


@pytest.fixture(scope="module")
def portal(hoidap: str) -> Iterator[str]:
    with sample_portal(hoidap, PORTAL) as address:
        yield address


def html(hoidap: str, attributes: str = "", style: str = "") -> str:
    return (
        '<!doctype html><html lang="vi"><head><meta name="viewport" content="width=device-width, initial-scale=1"><title>Cổng</title>'
        f'<link rel="icon" href="data:,"><style>{style}</style><script src="{hoidap}/widget.js" defer></script></head>'
        f"<body><main><h1>Cổng thông tin</h1><hoi-dap {attributes}></hoi-dap></main></body></html>"
    )


@contextmanager
def placed(browser: Browser, hoidap: str, attributes: str = "", style: str = "", **more: Any) -> Iterator[Page]:
    """The element in a page of a listed site, with a token."""
    given = f'token="{token()}" {attributes}'
    with page_of(html(hoidap, given, style), PAGE) as address, at_portal(browser, address, **more) as seen:
        yield seen.page


def status(page: Page) -> Any:
    return page.locator("hoi-dap .status")


def test_who_is_signed_in_at_the_portal_asks_and_reads_the_evidence(
    browser: Browser, hoidap: str, portal: str, sample_library: Library
) -> None:
    """In the sample of docs/portal, under its Content-Security-Policy; all is asked of one address, and no cookie is kept."""
    with at_portal(browser, portal) as seen:
        page = seen.page
        answer = ask(page, MERGER)
        expect(answer.locator(".answered.firm blockquote").first).to_contain_text("hợp nhất")
        expect(answer.locator(".understood")).to_contain_text("Chỉ tìm: năm 2025")
        expect(answer.locator(".trust")).to_contain_text("đúng nguyên văn")
        answer.locator(".chip").last.click()
        card = answer.locator(".card[open]")
        expect(card.locator("summary")).to_be_focused()
        expect(card.locator(".sheet img")).to_have_attribute("src", BLOB)
        assert (
            card.locator(".sheet img").evaluate("(picture) => picture.decode().then(() => picture.naturalWidth)") > 300
        )
        card.get_by_role("link", name="Xem đoạn trích").click()
        report = page.locator("hoi-dap dialog.report")
        expect(report.locator("#passage")).to_be_in_viewport()
        page.keyboard.press("Escape")
        expect(report).to_be_hidden()
        with page.expect_download() as file:
            card.get_by_role("link", name="Mở tệp gốc").click()
        cited = [Path(each.source).name for each in sample_library.reports.all()]
        assert file.value.suggested_filename in cited
        answer.get_by_role("button", name="Câu trả lời đúng").click()
        expect(status(page)).to_contain_text("Đã ghi nhận")
    assert {"/".join(each.split("/")[:3]) for each in seen.asked} == {hoidap}
    assert seen.errors == []
    assert seen.cookies == []
    titles = [each.title for each in ConversationList(sample_library.database).of("lan", None)]
    assert MERGER in titles


def test_a_conversation_goes_on_until_a_new_one_is_begun(browser: Browser, hoidap: str) -> None:
    with placed(browser, hoidap) as page:
        ask(page, "Năm 2024 tinh giản biên chế bao nhiêu người?")
        followed = ask(page, "còn năm 2023?")
        expect(followed.locator(".understood")).to_contain_text("Đã tìm: Năm 2023 tinh giản biên chế")
        page.get_by_role("button", name="Cuộc hỏi đáp mới").click()
        expect(page.locator("hoi-dap article")).to_have_count(0)
        with page.expect_request("**/api/v1/ask/stream") as sent:
            ask(page, "còn năm 2023?")
        assert sent.value.post_data_json["conversation"] is None


def test_what_was_read_out_of_a_question_is_taken_off_and_put_back(browser: Browser, hoidap: str) -> None:
    with placed(browser, hoidap) as page:
        answer = ask(page, MERGER)
        answer.locator(".understood summary").click()
        with page.expect_request("**/api/v1/ask/stream") as sent:
            answer.get_by_role("button", name="Chỉ tìm: năm 2025").click()
        assert sent.value.post_data_json["filters"] == {"ignore": ["years"]}
        assert sent.value.post_data_json["conversation"] is None
        expect(page.locator("hoi-dap article")).to_have_count(1)
        page.locator("hoi-dap .understood summary").click()
        again = page.get_by_role("button", name="Không áp dụng: năm")
        with page.expect_request("**/api/v1/ask/stream") as sent:
            again.click()
        assert sent.value.post_data_json["filters"] == {"ignore": []}
        expect(page.locator("hoi-dap .understood summary")).to_contain_text("năm 2025")
        page.locator("hoi-dap .understood summary").click()
        expect(page.get_by_role("button", name="Chỉ tìm: năm 2025")).to_be_visible()


def test_declined_small_talk_table_scan_and_collections(browser: Browser, hoidap: str) -> None:
    with placed(browser, hoidap, 'lang="en" placeholder="Ask away" collections="default, khác"') as page:
        expect(page.locator("hoi-dap #box")).to_have_attribute("placeholder", "Ask away")
        assert ask(page, "hello").locator(".smalltalk").count() == 1
        declined = ask(page, NOT_THERE)
        expect(declined.locator(".reason")).to_be_visible()
        words = wording("en")
        expect(declined.locator(".grounds > summary")).to_contain_text(words.nearest.rstrip(":"))
        expect(declined).not_to_contain_text(words.evidence)
        declined.locator(".near").first.click()
        expect(declined.locator(".card[open]")).to_be_visible()
        with page.expect_request("**/api/v1/ask/stream") as sent:
            compared = ask(page, "so sánh tỷ lệ hồ sơ trực tuyến năm 2023 và 2024")
        assert sent.value.post_data_json["filters"] == {"collections": ["default", "khác"]}
        expect(compared.locator("table.compared td .chip").first).to_be_visible()
        scanned = ask(page, SCANNED)
        expect(scanned.locator("img.print").first).to_have_attribute("src", BLOB)
        page.locator("hoi-dap").evaluate("(element) => element.setAttribute('lang', 'vi')")
        expect(page.get_by_role("button", name="Hỏi", exact=True)).to_be_visible()
        expect(page.locator("hoi-dap article")).to_have_count(4)


def test_the_line_of_an_answer_stands_above_its_quotes_with_its_values(browser: Browser, hoidap: str) -> None:
    with placed(browser, hoidap) as page:
        answer = ask(page, LOWEST)
        line = answer.locator("p.short")
        expect(line).to_contain_text("Yên Hoài, 51,3%")
        expect(line.locator(".chip")).to_have_text("[1]")
        assert line.evaluate(
            "(line) => line.compareDocumentPosition(line.parentNode.querySelector('.lead, .wide, blockquote')) === 4"
        )
        assert line.evaluate("(line) => getComputedStyle(line).fontWeight") == "600"
        expect(answer.locator(".copy-table")).to_have_count(0)
        answer.locator(".values summary").click()
        expect(answer.locator(".values mark").first).to_be_visible()
        answer.locator(".values .chip").first.click()
        card = answer.locator(".card[open]")
        expect(card.locator(".around mark.value")).to_have_text(answer.locator(".values mark").first.inner_text())
        line.locator(".chip").click()
        expect(card.locator(".around mark.value")).to_have_count(0)


def test_a_page_that_is_not_listed_is_told_so_in_one_line(browser: Browser, hoidap: str) -> None:
    with page_of(html(hoidap, f'token="{token()}"')) as address, at_portal(browser, address) as seen:
        expect(status(seen.page)).to_contain_text(f"Trang {address} chưa được phép dùng hỏi đáp", timeout=20_000)
        seen.page.locator("hoi-dap #box").fill(MERGER)
        seen.page.locator("hoi-dap #box").press("Enter")
        expect(seen.page.get_by_role("button", name="Hỏi", exact=True)).to_be_visible(timeout=20_000)
        expect(status(seen.page)).to_contain_text("allowed_origins")
        expect(seen.page.locator("hoi-dap #box")).to_have_value(MERGER)
        expect(seen.page.locator("hoi-dap article")).to_have_count(0)


def test_without_a_token_or_with_a_wrong_one_nothing_is_answered(browser: Browser, hoidap: str) -> None:
    for given in ("", f'token="{token(seconds=-100)}"', 'token="eyJ.eyJ.x"'):
        with page_of(html(hoidap, given), PAGE) as address, at_portal(browser, address) as seen:
            seen.page.locator("hoi-dap #box").fill(MERGER)
            seen.page.get_by_role("button", name="Hỏi", exact=True).click()
            expect(status(seen.page)).to_contain_text("Vui lòng đăng nhập lại", timeout=20_000)
            expect(seen.page.locator("hoi-dap article")).to_have_count(0)


def test_a_token_that_ran_out_is_asked_for_once_more(browser: Browser, hoidap: str) -> None:
    with page_of(html(hoidap), PAGE) as address, at_portal(browser, address) as seen:
        seen.page.evaluate(
            """(tokens) => { window.given = 0;
                document.querySelector("hoi-dap").token = async () => tokens[Math.min(window.given++, tokens.length - 1)]; }""",
            [token(seconds=-100), token()],
        )
        ask(seen.page, MERGER)
        ask(seen.page, NOT_THERE)
        assert seen.page.evaluate("window.given") == 2
        seen.page.evaluate("() => { document.querySelector('hoi-dap').token = async () => { throw new Error(); }; }")
        seen.page.locator("hoi-dap #box").fill(MERGER)
        seen.page.locator("hoi-dap #box").press("Enter")
        expect(status(seen.page)).to_contain_text("Vui lòng đăng nhập lại")


def test_too_many_questions_and_a_server_that_is_gone_are_told(
    browser: Browser, sample_answerer: Answerer, sample_library: Library
) -> None:
    once = SETTINGS.model_copy(update={"questions_per_minute": 1})
    with served(sample_answerer, sample_library, once) as hoidap:
        given = html(hoidap, f'token="{token()}" lang="en"')
        site = page_of(given, PAGE)
        address = site.__enter__()
        context = at_portal(browser, address)
        seen = context.__enter__()
        ask(seen.page, MERGER)
        seen.page.locator("hoi-dap #box").fill(NOT_THERE)
        seen.page.locator("hoi-dap #box").press("Enter")
        expect(status(seen.page)).to_contain_text(" s", timeout=20_000)
        assert "{seconds}" not in status(seen.page).inner_text()
        expect(seen.page.locator("hoi-dap #box")).to_have_value(NOT_THERE)
    seen.page.locator("hoi-dap #box").press("Enter")
    expect(status(seen.page)).to_contain_text("cannot be reached", timeout=20_000)
    context.__exit__(None, None, None)
    site.__exit__(None, None, None)


def test_bubble_is_a_dialog_that_keys_open_ask_in_and_close(browser: Browser, hoidap: str) -> None:
    with placed(browser, hoidap, 'mode="bubble" heading="Trợ lý văn bản"') as page:
        bubble = page.get_by_role("button", name="Trợ lý văn bản")
        dialog = page.get_by_role("dialog", name="Trợ lý văn bản")
        expect(dialog).to_be_hidden()
        page.keyboard.press("Tab")
        expect(bubble).to_be_focused()
        page.keyboard.press("Enter")
        expect(dialog).to_be_visible()
        expect(page.locator("hoi-dap #box")).to_be_focused()
        page.keyboard.type("xin chao")
        page.keyboard.press("Enter")
        expect(page.locator("hoi-dap .smalltalk")).to_be_visible(timeout=20_000)
        page.keyboard.press("Escape")
        expect(dialog).to_be_hidden()
        expect(bubble).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator("hoi-dap .smalltalk")).to_be_visible()
        page.set_viewport_size({"width": 320, "height": 560})
        box = dialog.bounding_box()
        assert box
        assert (box["x"], box["y"], box["width"], box["height"]) == (0, 0, 320, 560)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("mode", ["inline", "bubble"])
def test_screen_readers_find_their_way(browser: Browser, hoidap: str, mode: str, theme: str) -> None:
    if not AXE.exists():
        missing("axe-core")
    with placed(browser, hoidap, f'mode="{mode}" theme="{theme}"', bypass_csp=True) as page:
        assert violations(page) == []
        if mode == "bubble":
            page.locator("hoi-dap .bubble").click()
        answer = ask(page, MERGER)
        answer.locator(".chip").first.click()
        expect(answer.locator(".sheet img")).to_have_attribute("src", BLOB)
        ask(page, NOT_THERE)
        assert violations(page) == []
        expect(page.locator("hoi-dap [role=log]")).to_have_attribute("aria-label", "Nội dung hỏi đáp")
        answer.get_by_role("link", name="Xem đoạn trích").first.click()
        expect(page.locator("hoi-dap dialog.report")).to_be_visible()
        assert violations(page) == []


def violations(page: Page) -> list[str]:
    """All that axe-core finds, in the element alone."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run('hoi-dap', { resultTypes: ['violations'] })")
    return [f"{each['id']}: {node['html'][:200]}" for each in found["violations"] for node in each["nodes"]]


HOSTILE = """* { all: unset !important; font: italic 60px/4 serif !important; float: left !important; color: lime !important;
    letter-spacing: 1em !important; text-transform: uppercase !important; direction: rtl !important; white-space: nowrap !important;
    visibility: hidden !important; text-align: right !important; }
  head, style, script { display: none !important; }
  hoi-dap { display: none !important; opacity: 0 !important; width: 10px !important; }
  button, textarea, p, dialog, .panel, .answer { display: none !important; }"""
LOOK = """(host) => Object.fromEntries([".panel", ".heading", ".question", "blockquote", ".chip", "#box", ".ask"].map((part) => {
    const found = getComputedStyle(host.shadowRoot.querySelector(part));
    return [part, ["display", "float", "color", "backgroundColor", "fontFamily", "fontSize", "fontStyle", "lineHeight", "letterSpacing", "textTransform",
        "direction", "whiteSpace", "visibility", "textAlign", "opacity"].map((each) => found[each])];
}))"""


def test_no_style_of_the_portal_reaches_it(browser: Browser, hoidap: str) -> None:
    looks = []
    for style in ("", HOSTILE):
        with placed(browser, hoidap, style=style) as page:
            ask(page, MERGER)
            looks.append(page.locator("hoi-dap").evaluate(LOOK))
            expect(page.locator("hoi-dap blockquote").first).to_be_visible()
            assert (page.locator("hoi-dap").bounding_box() or {})["width"] > 300
    assert looks[0] == looks[1]


def test_the_offices_colours_and_the_readers_theme(browser: Browser, hoidap: str) -> None:
    style = "hoi-dap { --hoidap-accent: rgb(122, 31, 31); --hoidap-font-size: 20px; }"
    paper = {}
    for scheme in ("light", "dark"):
        with placed(browser, hoidap, style=style, color_scheme=scheme) as page:
            button, panel = page.locator("hoi-dap .ask"), page.locator("hoi-dap .panel")
            expect(button).to_have_css("background-color", "rgb(122, 31, 31)")
            expect(panel).to_have_css("font-size", "20px")
            paper[scheme] = panel.evaluate("(panel) => getComputedStyle(panel).backgroundColor")
            page.locator("hoi-dap").evaluate("(element) => element.setAttribute('theme', 'dark')")
            expect(panel).to_have_css("background-color", "rgb(20, 24, 31)")
    assert paper == {"light": "rgb(255, 255, 255)", "dark": "rgb(20, 24, 31)"}


def test_it_is_narrow_where_there_is_little_room(browser: Browser, hoidap: str) -> None:
    with placed(browser, hoidap, width=320, height=700) as page:
        for question in (MERGER, "so sánh tỷ lệ hồ sơ trực tuyến năm 2023 và 2024"):
            ask(page, question).locator(".chip").first.click()
        assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_question_is_stopped_and_in_its_box_again(browser: Browser, hoidap: str) -> None:
    with placed(browser, hoidap) as page:
        page.locator("hoi-dap #box").fill(MERGER)
        page.locator("hoi-dap").evaluate(
            """(host) => { host.shadowRoot.querySelector("form").requestSubmit();
                host.shadowRoot.querySelector(".stop").click(); }"""
        )
        expect(status(page)).to_have_text("Đã dừng trả lời.")
        expect(page.locator("hoi-dap #box")).to_have_value(MERGER)
        expect(page.locator("hoi-dap article")).to_have_count(0)


def test_scripts_in_a_report_are_text(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "reports").mkdir()
    write_hostile_reports(folder / "reports")
    with Library(folder / "library", HashEncoder()) as library:
        sync(library, [folder / "reports"])
        with served(Answerer(library), library, SETTINGS) as hoidap, placed(browser, hoidap) as page:
            for question in (
                "Mã nhúng trong nội dung báo cáo là gì?",
                "Tiêu đề có mã nhúng?",
                "Kết quả dưới đề mục có mã?",
            ):
                answer = ask(page, question)
                for card in answer.locator(".chip, .near").all():
                    card.click()
            expect(answer.locator(".card[open] .around")).to_be_visible()
            answer.locator(".card[open] .doors a").first.click()
            expect(page.locator("hoi-dap dialog.report")).to_be_visible()
            assert "window.stolen" in page.locator("hoi-dap .log").inner_text()
            assert (
                page.locator(
                    "hoi-dap :is(script, iframe, svg, style, [onerror], [onload], a[href^=javascript])"
                ).count()
                == 0
            )
            assert page.evaluate("window.stolen") is None
