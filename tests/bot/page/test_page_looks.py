"""How the page looks and reads: phone, narrow frame, dark, English, letters, paper, screen readers."""

from itertools import chain
from typing import Any
from unicodedata import normalize

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from index.library import Library
from tests.bot.page.page_driver import AXE, LOWEST, MERGER, answer_at, ask, evidence_for, missing, visit

pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning:gradio.queueing"),
    pytest.mark.filterwarnings("ignore:unclosed event loop:ResourceWarning"),
]
TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
LETTERS = "".join(
    sorted(
        set(
            chain.from_iterable(
                normalize("NFC", vowel + tone) for vowel in "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY" for tone in TONES
            )
        )
        | set("bcdđghklmnpqrstvxBCDĐGHKLMNPQRSTVX")
    )
)

_SMALL = """() => {
    const found = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const told = walker.currentNode.parentElement;
        if (!walker.currentNode.data.trim() || !told.checkVisibility({ visibilityProperty: true })) continue;
        if (told.closest(".sr-only, #history")) continue;
        if (parseFloat(getComputedStyle(told).fontSize) < 16) found.push(told.outerHTML.slice(0, 120));
    }
    return found;
}"""
"""What is shown in letters of less than 16 px."""


def test_the_address_of_a_language_may_be_typed_without_a_slash(browser: Browser, address: str) -> None:
    with visit(browser, f"{address}/en") as page:
        expect(page.locator("#head h1")).to_have_text("Ask the reports")
        assert httpx.get(f"{address}/en?c=1").headers["location"].endswith("/en/?c=1")
        assert httpx.get(f"{address}/vi").headers["location"] == "/"


def test_english_and_back_with_the_same_conversation(browser: Browser, address: str) -> None:
    with visit(browser, address) as page:
        ask(page, MERGER)
        page.get_by_role("link", name="English").click()
        expect(page.locator("#head h1")).to_have_text("Ask the reports", timeout=30_000)
        expect(page).to_have_title("Ask the reports")
        expect(page.locator("html")).to_have_attribute("lang", "en")
        answer_at(page, 0)
        expect(page.locator("#conversation .question")).to_have_text(MERGER)
        expect(page.locator("#side h2")).to_have_text("Evidence")
        answer = ask(page, "What did the 2025 plan say about merging the departments?")
        expect(answer.locator(".trust")).to_contain_text("citations verbatim")
        expect(answer.get_by_role("button", name="Copy with citations")).to_be_visible()
        page.get_by_role("link", name="Tiếng Việt").click()
        expect(page.locator("#side h2")).to_have_text("Căn cứ", timeout=30_000)
        answer_at(page, 1)


def test_phone_has_evidence_as_a_sheet_and_no_sideways_scroll(browser: Browser, address: str) -> None:
    with visit(browser, address, width=360, height=740) as page:
        answer = ask(page, MERGER)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        expect(page.locator("#side")).to_be_hidden()
        expect(page.locator("#question textarea")).to_be_in_viewport()
        answer.locator(".chip").last.click()
        card = evidence_for(page, answer).locator(".card[open]")
        expect(card.locator("summary")).to_be_in_viewport()
        expect(card.locator("figure img")).to_be_visible()
        expect(page.get_by_role("dialog", name="Căn cứ")).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.locator("#side")).to_be_hidden()
        expect(answer.locator(".chip").last).to_be_focused()
        answer.locator(".chip").last.click()
        card.get_by_role("link", name="Về câu trả lời").click()
        expect(answer.locator(".chip").first).to_be_focused()
        assert page.evaluate(_SMALL) == []
        page.get_by_role("tab", name="Kho văn bản").click()
        expect(page.locator("#library-count")).to_have_text("12 văn bản", timeout=30_000)
        expect(page.locator("#library-cards .card")).to_have_count(12)
        expect(page.locator("#library-table")).to_be_hidden()
        assert page.evaluate(_SMALL) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.slow
def test_narrow_frame_of_the_same_site(browser: Browser, address: str) -> None:
    with visit(browser, address, width=900, height=800) as page:
        page.evaluate(
            """() => { document.body.innerHTML = ''; const frame = document.createElement('iframe');
            frame.src = '/'; frame.width = 380; frame.height = 640; document.body.append(frame); }"""
        )
        frame = page.frame_locator("iframe")
        question = frame.locator("#question textarea")
        expect(question).to_be_visible(timeout=30_000)
        expect(frame.locator("#evidence [data-conversation]")).to_be_attached(timeout=30_000)
        question.fill(MERGER)
        question.press("Enter")
        expect(frame.locator("#conversation .answered")).to_be_visible(timeout=30_000)
        inner = next(each for each in page.frames if each.parent_frame)
        assert inner.evaluate("document.documentElement.scrollWidth") <= 380


def test_dark_where_the_reader_prefers_it(browser: Browser, address: str) -> None:
    grounds = {}
    for scheme in ("light", "dark"):
        with visit(browser, address, color_scheme=scheme) as page:
            ask(page, MERGER)
            grounds[scheme] = page.evaluate("getComputedStyle(document.body).backgroundColor")
            assert contrast(page, "#conversation blockquote") > 7
    assert grounds["light"] != grounds["dark"]


def contrast(page: Page, selector: str) -> float:
    """Of the text of an element with the first ground below it, after WCAG 2."""
    script = """(selector) => {
        const light = (color) => {
            const [r, g, b] = color.match(/[\\d.]+/g).map((part) => part / 255)
                .map((part) => part <= .03928 ? part / 12.92 : ((part + .055) / 1.055) ** 2.4);
            return .2126 * r + .7152 * g + .0722 * b;
        };
        let element = document.querySelector(selector);
        const ink = light(getComputedStyle(element).color);
        const clear = (color) => color === 'transparent' || /, 0\\)$/.test(color);
        while (element && clear(getComputedStyle(element).backgroundColor)) element = element.parentElement;
        const paper = light(getComputedStyle(element ?? document.body).backgroundColor);
        return (Math.max(ink, paper) + .05) / (Math.min(ink, paper) + .05);
    }"""
    found: float = page.evaluate(script, selector)
    return found


def test_every_vietnamese_letter_comes_from_our_own_font(browser: Browser, address: str) -> None:
    tags = ["p", "b", "h1", "h2", "button"]
    with visit(browser, address) as page:
        script = """async ([tags, letters]) => {
            for (const tag of tags) {
                const probe = document.createElement(tag);
                probe.id = 'probe-' + tag;
                probe.textContent = letters;
                document.querySelector('#head').append(probe);
            }
            await document.fonts.ready;
        }"""
        page.evaluate(script, [tags, LETTERS])
        page.wait_for_timeout(500)
        tools = page.context.new_cdp_session(page)
        tools.send("DOM.enable")
        tools.send("CSS.enable")
        root = tools.send("DOM.getDocument")["root"]["nodeId"]
        for tag in tags:
            node = tools.send("DOM.querySelector", {"nodeId": root, "selector": f"#probe-{tag}"})["nodeId"]
            used = tools.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
            assert [(font["familyName"], font["isCustomFont"]) for font in used] == [("IBM Plex Sans", True)], tag
            assert sum(font["glyphCount"] for font in used) == len(LETTERS), tag


def test_answer_on_paper_has_its_sources_and_nothing_else(browser: Browser, address: str) -> None:
    with visit(browser, address) as page:
        answer = ask(page, MERGER)
        expect(answer.locator(".sources")).to_be_hidden()
        page.emulate_media(media="print")
        expect(answer.locator(".sources")).to_be_visible()
        expect(answer.locator(".sources li").first).to_contain_text("Kế hoạch số 19/KH-UBND ngày 20/1/2025")
        for part in ("#question", "#scope", "#side", "#exports", "#history", ".tools"):
            expect(page.locator(part).first).to_be_hidden()
        assert page.locator("#conversation").evaluate("(chat) => chat.scrollHeight - chat.clientHeight") <= 2
        assert len(page.pdf(format="A4")) > 10_000


@pytest.mark.parametrize("scheme", ["light", pytest.param("dark", marks=pytest.mark.slow)])
def test_screen_readers_and_keyboards_find_their_way(
    browser: Browser, address: str, sample_library: Library, scheme: Any
) -> None:
    if not AXE.exists():
        missing("axe-core")
    report = next(each for each in sample_library.reports.all() if each.number == "12/2025/QĐ-UBND")
    with visit(browser, address, color_scheme=scheme, bypass_csp=True) as page:
        assert serious(page) == []
        answer = ask(page, MERGER)
        answer.locator(".chip").first.click()
        page.get_by_role("button", name="Câu trả lời chưa đạt").last.click()
        page.locator("#history .toggle-button").click()
        expect(page.locator("#reasons")).to_be_visible()
        page.wait_for_timeout(600)  # until what slides in has come to rest
        assert serious(page) == []
        page.get_by_role("tab", name="Kho văn bản").click()
        page.locator("#library-table [role=gridcell]").first.click()
        expect(page.locator("#library-report h3")).to_be_visible()
        assert serious(page) == []
        page.goto(f"{address}/reports/{report.id}?start=200&end=400")
        page.get_by_text("Sửa thông tin văn bản").click()
        assert serious(page) == []


@pytest.mark.parametrize("scheme", ["dark", pytest.param("light", marks=pytest.mark.slow)])
def test_so_they_do_on_a_phone_and_on_the_pages_around(
    browser: Browser, address: str, sample_library: Library, scheme: Any
) -> None:
    if not AXE.exists():
        missing("axe-core")
    report = next(each for each in sample_library.reports.all() if each.number == "12/2025/QĐ-UBND")
    with visit(browser, address, width=390, height=844, color_scheme=scheme, bypass_csp=True) as page:
        answer = ask(page, LOWEST)
        expect(answer.locator(".quoted").first).to_be_visible()
        answer.locator(".values summary").click()
        assert serious(page) == []
        answer.locator(".values .chip").first.click()
        expect(page.locator("#evidence mark.value")).to_be_visible()
        page.wait_for_timeout(600)  # until the sheet has come to rest
        assert serious(page) == []
        page.keyboard.press("Escape")
        page.locator("#history .toggle-button").click()
        expect(page.locator("#conversations li").first).to_be_visible()
        page.wait_for_timeout(600)
        assert serious(page) == []
        page.locator("#history .toggle-button").click()
        page.get_by_role("tab", name="Kho văn bản").click()
        expect(page.locator("#library-cards .card")).to_have_count(12)
        assert serious(page) == []
        for path in (f"/reports/{report.id}?start=200&end=400", "/deadlines"):
            page.goto(address + path)
            assert serious(page) == []


def serious(page: Page) -> list[str]:
    """What axe-core calls serious or critical."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
    return [
        f"{each['id']}: {node['html'][:200]}"
        for each in found["violations"]
        if each["impact"] in ("serious", "critical")
        for node in each["nodes"]
    ]


def test_question_is_asked_and_its_evidence_opened_with_keys_alone(browser: Browser, address: str) -> None:
    with visit(browser, address) as page:
        page.keyboard.type(MERGER)
        page.keyboard.press("Enter")
        answer = answer_at(page, 0)
        last = answer.locator(".chip").last
        for _ in range(60):
            page.keyboard.press("Tab")
            if last.evaluate("(chip) => chip === document.activeElement"):
                break
        expect(last).to_be_focused()
        page.keyboard.press("Enter")
        expect(evidence_for(page, answer).locator(".card").last).to_have_attribute("open", "")
        expect(evidence_for(page, answer).locator(".card summary").last).to_be_focused()
