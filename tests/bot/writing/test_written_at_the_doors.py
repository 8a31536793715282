"""What a model wrote, at every door: with its marker, and said to be a model's; its translations said to be translations."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import unescape
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from fastapi.testclient import TestClient
from rich.console import Console, RenderableType

from bot.answer import Answered
from bot.api.answer_json import answer_json
from bot.api.app import api_of
from bot.assemble import answerer_of
from bot.conversation.history import History, Kept
from bot.conversation.withdraw import without
from bot.export.markdown import conversation_markdown
from bot.export.plain import plain_answer
from bot.export.word import conversation_docx
from bot.settings import Settings
from bot.terminal import answer_view, told_view
from bot.wording.wording import wording
from index.encoder.chosen import ChosenEncoder
from index.library import Library
from tests.bot.lawful import check_answer
from tests.bot.writing.chat_server import Asked, said, serving
from tests.conftest import BACK_END

WRITTEN = "Năm 2024 chi cho chuyển đổi số 186,3 tỷ đồng."
ORIGINAL = "Quyết định này có hiệu lực thi hành kể từ ngày 25 tháng 3 năm 2025."
TRANSLATED = "This Decision takes effect from 25 March 2025."
QUESTIONS = {"vi": "Năm 2024 chi cho chuyển đổi số hết bao nhiêu tiền?", "en": "Is Decision 12/2025 still in force?"}
NOTE = wording("vi").model_condensed.format(marker="[1]")
LABEL = wording("en").model_translated.format(marker="[1]")


@dataclass(frozen=True)
class Office:
    """A server with a model, what it answered to each question, and the answer as it is kept."""

    client: TestClient
    library: Library
    told: dict[str, dict[str, Any]]

    def kept(self, language: str) -> Kept:
        found = History(self.library.database).answer(self.told[language]["id"], None)
        assert found
        return found

    def answer(self, language: str) -> Answered:
        answer = self.kept(language).answer
        assert isinstance(answer, Answered)
        return answer


def model(request: Asked) -> None:
    """Translates where it is told to, there and back, and condenses else."""
    replies = {wording("en").translating_rules: TRANSLATED, wording("vi").translating_rules: ORIGINAL}
    said(request, replies.get(request.rules, WRITTEN))


@pytest.fixture(scope="module")
def office(copy_of_samples: Callable[[Path], Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    folder = copy_of_samples(tmp_path_factory.mktemp("office") / "library")
    with Library(folder, ChosenEncoder(back_end=BACK_END)) as library, serving(model) as url:
        settings = Settings(model="m", model_url=url, model_timeout=20, model_retries=0)
        app = api_of(answerer_of(library, settings), library, settings)
        with TestClient(app, base_url="http://127.0.0.1", client=("127.0.0.1", 1)) as client:
            told = {
                language: client.post("/api/v1/ask", json={"question": question}).json()
                for language, question in QUESTIONS.items()
            }
            yield Office(client, library, told)


def shown(view: RenderableType) -> str:
    console = Console(width=2_000, file=StringIO())
    with console.capture() as captured:
        console.print(view)
    return captured.get()


def message_of(client: TestClient, question: str) -> str:
    """As OpenAI's clients have it, its Markdown read."""
    sent = {"model": "hoidap", "messages": [{"role": "user", "content": question}]}
    answered = client.post("/v1/chat/completions", json=sent).json()
    return unescape(answered["choices"][0]["message"]["content"].replace("\\", ""))


def test_the_api_has_the_line_with_its_marker_and_the_translation_apart(office: Office) -> None:
    line, english = office.told["vi"], office.told["en"]
    assert line["short"]["text"] == f"{WRITTEN} [1]"
    assert line["short"]["operation"] == "written"
    assert line["answer"].startswith(f"{WRITTEN} [1]\n\n{NOTE}")
    assert line["translations"] == []
    assert english["translations"] == [{"marker": 1, "text": TRANSLATED}]
    assert f"{LABEL} {TRANSLATED}" in english["answer"]
    for language in QUESTIONS:
        check_answer(office.answer(language), office.library)


def test_the_value_of_the_line_is_what_of_its_quote_says_it(office: Office) -> None:
    short, citation = office.answer("vi").short, office.answer("vi").citations[0]
    assert short
    [value] = short.values
    assert value.text.startswith("Tổng kinh phí bố trí cho chuyển đổi số năm 2024 là 186,3 tỷ đồng")
    assert "biên chế" not in value.text
    assert "biên chế" in citation.quote


def test_a_stream_has_the_quotes_first_and_the_rest_with_done(office: Office) -> None:
    sent = office.client.post("/api/v1/ask/stream", json={"question": QUESTIONS["vi"]}).text
    events = [each.split("\n") for each in sent.strip().split("\n\n")]
    names = [name.removeprefix("event: ") for name, _ in events]
    assert names.index("statement") < len(names) - 2
    assert (
        json.loads(events[names.index("stage", names.index("statement"))][1].removeprefix("data: "))["stage"]
        == "writing"
    )
    assert WRITTEN not in "".join(payload for _, payload in events[:-1])
    assert json.loads(events[-1][1].removeprefix("data: "))["short"]["text"] == f"{WRITTEN} [1]"


@pytest.mark.parametrize(("language", "text", "told"), [("vi", WRITTEN, NOTE), ("en", TRANSLATED, LABEL)])
def test_every_text_says_of_which_quote_and_whose_words_they_are(
    office: Office, language: str, text: str, told: str
) -> None:
    kept, answer = office.kept(language), office.answer(language)
    word = Document(BytesIO(conversation_docx([kept], language)))
    for whole in (
        office.told[language]["answer"],
        plain_answer(answer, language),
        conversation_markdown([kept], language).replace("\\", ""),
        "\n".join(each.text for each in word.paragraphs),
        shown(answer_view(answer)),
        shown(told_view(answer_json(answer))),
        message_of(office.client, QUESTIONS[language]),
    ):
        assert told in whole
        [line] = [each for each in whole.splitlines() if text in each]
        assert "[1]" in line


def test_the_page_and_the_element_show_the_line_with_a_chip_and_the_translation_below_its_quote(office: Office) -> None:
    page = office.client.get(f"/answers/{office.told['vi']['id']}?lang=vi").text
    line = page[page.index('<p class="short">') : page.index("</p>", page.index('<p class="short">'))]
    assert WRITTEN in line
    assert 'class="chip"' in line
    assert f'<p class="told">{NOTE}</p>' in page
    assert '<details class="values">' not in page
    english = office.client.get(f"/answers/{office.told['en']['id']}?lang=en").text
    assert f'<p class="translation"><span class="where">{LABEL}</span> {TRANSLATED}</p>' in english
    assert (
        english.index("<blockquote>")
        < english.index('<p class="translation">')
        < english.index('<div class="sources">')
    )


def test_what_follows_leans_on_the_question_not_on_what_the_model_wrote(office: Office) -> None:
    asked = {"question": "còn năm 2023?", "conversation": office.told["vi"]["conversation"]}
    followed = office.client.post("/api/v1/ask", json=asked).json()
    assert "chuyển đổi số" in followed["searched_as"]
    assert "186,3" not in followed["searched_as"]
    more = office.client.post("/api/v1/ask", json=asked | {"question": "nói rõ hơn ý 1"}).json()
    assert more["short"] is None


def test_what_is_withdrawn_takes_line_and_translation_with_it(office: Office) -> None:
    for language in QUESTIONS:
        answer = office.answer(language)
        left = without(answer, {each.report_id for each in answer.citations})
        assert isinstance(left, Answered)
        assert left.short is None
        assert left.translations == ()
