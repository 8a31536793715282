"""`--html`: one page that needs nothing but itself, in both languages, with each failure side by side."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from bot.evaluation.figures.compare import compare
from bot.evaluation.figures.figures import Evaluated, evaluated
from bot.evaluation.figures.outcome import Outcome
from bot.evaluation.figures.page import evaluation_page
from bot.evaluation.figures.words import evaluation_words
from corpus.language.detect import Language
from tests.bot.evaluation.outcomes import outcome

HOSTILE = "<script>alert(1)</script>"
RIGHT = {"retrieval.hit@1": 1.0, "citations.recall": 1.0, "citations.precision": 1.0}
WRONG = {"retrieval.hit@1": 0.0, "citations.recall": 0.0, "citations.precision": 0.0}


def found() -> Evaluated:
    cases: list[Outcome] = [
        outcome("right", RIGHT, tags=("year",), cited="gold", without_gold=0.1),
        outcome("missed", WRONG, tags=("year", HOSTILE), cited=f"cited {HOSTILE}", expected=f"expected {HOSTILE}",
                question=f"wrong {HOSTILE}?", failures=("not cited",), confidence=0.5, without_gold=0.4, quotes_gold=False),
        outcome("open", answerable=False, confidence=0.1),
        outcome("made-up", answerable=False, confidence=0.6, cited="something", failures=("answered",)),
    ]  # fmt: skip
    return evaluated(f"set {HOSTILE}", 3, cases, "encoder")


@pytest.mark.parametrize("language", ["vi", "en"])
def test_page_in_a_browser(browser: Browser, tmp_path: Path, language: Language) -> None:
    words, evaluation = evaluation_words(language), found()
    path = tmp_path / "page.html"
    path.write_text(evaluation_page(evaluation, language, compare(evaluation, evaluation)), encoding="utf-8")
    context = browser.new_context(viewport={"width": 1200, "height": 900})
    page = context.new_page()
    requests: list[str] = []
    errors: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda message: errors.append(message.text))
    page.on("dialog", lambda dialog: errors.append(dialog.message))
    page.goto(path.as_uri())
    assert requests == [path.as_uri()]
    assert errors == []
    assert page.locator("html").get_attribute("lang") == language
    failures = page.locator("article")
    assert failures.count() == 2
    failure = page.locator("article#missed")
    left, right = failure.locator(".sides > div").all()
    assert words.expected in left.inner_text()
    assert f"expected {HOSTILE}" in left.inner_text()
    assert f"cited {HOSTILE}" in right.inner_text()
    boxes = [each.bounding_box() for each in (left, right)]
    assert boxes[0]
    assert boxes[1]
    assert boxes[0]["y"] == boxes[1]["y"]
    assert boxes[0]["x"] + boxes[0]["width"] <= boxes[1]["x"]
    assert words.kinds["not cited"] in failure.inner_text()
    assert page.locator("svg polyline").count() == 2
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.set_viewport_size({"width": 380, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    context.close()


def test_every_figure_and_tag_has_its_count() -> None:
    evaluation = found()
    page = evaluation_page(evaluation, "en")
    for each in evaluation.intervals.values():
        assert f'<td class="number">{each.count:,}</td>' in page
    assert '0.500 <span class="id">(2)</span>' in page
    assert HOSTILE not in page


def test_a_wrong_line_is_shown_with_its_failure() -> None:
    shares = {"short.given": 1.0, "short.right": 0.0, "short.wrong": 1.0}
    wrong = outcome("line", shares, tags=("count",), cited="quoted", failures=("wrong line",))
    page = evaluation_page(
        evaluated("set", 1, [wrong.model_copy(update={"short": f"Có 3 {HOSTILE} [1]"})], "encoder"), "en"
    )
    words = evaluation_words("en")
    for told in (words.label("short.wrong"), words.kinds["wrong line"], f"{words.line}: Có 3 &lt;script&gt;"):
        assert told in page
    assert HOSTILE not in page


def test_numbers_are_written_as_in_their_language() -> None:
    vietnamese, english = evaluation_words("vi"), evaluation_words("en")
    assert [words.number(0.5) for words in (vietnamese, english)] == ["0,500", "0.500"]
    assert [words.number(1234.56) for words in (vietnamese, english)] == ["1.234,6", "1,234.6"]
    assert [words.whole(1234) for words in (vietnamese, english)] == ["1.234", "1,234"]


def test_every_figure_and_failure_has_its_words() -> None:
    vietnamese, english = evaluation_words("vi"), evaluation_words("en")
    assert set(vietnamese.figures) == set(english.figures)
    assert set(vietnamese.kinds) == set(english.kinds)
