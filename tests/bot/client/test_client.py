"""Both clients against a real server process: what each call brings, and what who may not is told."""

import hashlib
import inspect
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from bot.answer import Citation, Statement
from bot.api.answer_json import AnswerJson
from bot.client import calls
from bot.client.async_client import AsyncClient
from bot.client.client import Client
from bot.client.errors import (
    AddressError,
    ForbiddenError,
    InvalidRequestError,
    KeyWantedError,
    NotFoundError,
    TooLargeError,
    TooManyRequestsError,
    UnreachableError,
)
from bot.events import Stage
from bot.signin.account_file import AccountFile
from index.question.filters import Filters
from tests.bot.client.shells import opened
from tests.bot.command_line import hoidap
from tests.bot.server_process import server_process

QUESTION = "Kế hoạch năm 2025 nói gì về việc hợp nhất các sở?"
NEW = "BÁO CÁO\n\nSố: 77/BC-SNV\n\nSở Nội vụ đã tuyển 417 công chức bằng xe đạp trong năm 2025.\n"


class Served:
    """A server and the keys that it knows, by what each may."""

    def __init__(self, address: str, keys: dict[str, str]) -> None:
        self.address = address
        self.keys = keys


@pytest.fixture(scope="module")
def served(copy_of_samples: Callable[[Path], Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    data = copy_of_samples(tmp_path_factory.mktemp("client") / "library")
    accounts = AccountFile(data)
    keys = {
        "reader": accounts.new_key("doc", "reader", None, 1_000),
        "editor": accounts.new_key("sua", "editor", None, 1_000),
        "blind": accounts.new_key("kin", "reader", ("khac",), 1_000),
        "slow": accounts.new_key("cham", "reader", None, 1),
        "revoked": accounts.new_key("cu", "reader", None, 1_000),
    }
    with server_process(data) as process:
        with Client(process.address, keys["revoked"]) as client:
            assert len(list(client.reports())) == 12
        accounts.revoke("cu")
        yield Served(process.address, keys)


@pytest.fixture(params=["sync", "async"])
def shell(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def client(served: Served, shell: str) -> Iterator[Any]:
    with opened(shell, served.address, served.keys["reader"]) as opened_client:
        yield opened_client


def test_a_question_is_answered_at_once_or_as_it_comes(client: Any) -> None:
    answer = client.ask(QUESTION)
    assert isinstance(answer, AnswerJson)
    assert answer.status == "answered"
    events = list(client.ask_stream(QUESTION))
    assert isinstance(events[0], Stage)
    assert events[-1].answer == answer.answer
    first = next(number for number, each in enumerate(events) if isinstance(each, Statement))
    cited = {each.marker for each in events[:first] if isinstance(each, Citation)}
    assert set(events[first].markers) <= cited


def test_a_conversation_goes_on_by_its_id_or_by_its_turns(client: Any) -> None:
    before = client.ask(QUESTION)
    for conversation in (before.conversation, [("user", QUESTION), ("assistant", before.answer)]):
        assert "hợp nhất" in client.ask("ai chủ trì?", conversation=conversation).searched_as


def test_filters_and_what_is_passed_over_limit(client: Any) -> None:
    found = client.search(QUESTION, Filters(kinds=("quyết định",)), passages=3)
    assert 1 <= len(found.passages) <= 3
    assert {each.kind for each in found.passages} == {"quyết định"}
    first = found.passages[0].report_id
    again = client.search(QUESTION, Filters(kinds=("quyết định",)), exclude=[first])
    assert first not in {each.report_id for each in again.passages}
    assert client.ask(QUESTION, Filters(kinds=("quyết định",))).filters.explicit == {"kinds": ["quyết định"]}


def test_every_report_comes_page_by_page(client: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    at_once = [each.id for each in client.reports()]
    monkeypatch.setattr(calls, "PAGE", 5)
    assert [each.id for each in client.reports()] == at_once
    assert len(set(at_once)) == 12


def test_a_report_its_file_its_page_and_a_conversation(client: Any) -> None:
    answer = client.ask(QUESTION)
    cited = answer.citations[0]
    report = client.report(cited.report_id)
    assert report.text[cited.start : cited.end] == cited.quote
    original = client.original(cited.report_id)
    assert hashlib.sha256(original.content).hexdigest() == report.sha256
    assert (original.name, original.media_type) == (Path(report.source).name, "application/pdf")
    whole, lines = (
        client.page_picture(report.id, 1, (cited.start, cited.end), only_lines=only) for only in (False, True)
    )
    assert whole.startswith(b"\x89PNG")
    assert len(lines) < len(whole)
    assert client.page_picture(report.id, 1) != whole
    assert client.export(answer.conversation).content.startswith(b"PK")
    markdown = client.export(answer.conversation, "md", language="en")
    assert QUESTION in markdown.content.decode()
    assert markdown.name.endswith(".md")


def test_a_report_at_a_glance_and_the_deadlines_of_all(client: Any) -> None:
    report = next(each for each in client.reports() if each.number == "19/KH-UBND")
    glance = client.briefing(report.id)
    assert {each.topic for each in glance.lines} >= {"identity", "deadlines", "tasks"}
    found = client.deadlines((2025,), ("Sở Nội vụ",), limit=1)
    assert found.count > len(found.deadlines) == 1


def test_conversations_of_ones_own_are_named_and_pinned(client: Any, shell: str) -> None:
    answer = client.ask(QUESTION)
    client.change_conversation(answer.conversation, title=f"Việc của {shell}", pinned=True)
    first = client.conversations(f"viec cua {shell}")[0]
    assert (first.id, first.is_pinned, first.questions) == (answer.conversation, True, 1)
    client.change_conversation(answer.conversation, title="", pinned=False)
    assert client.conversations(f"viec cua {shell}") == ()
    with pytest.raises(NotFoundError, match="of yours"):
        client.change_conversation("0" * 32, pinned=True)


def test_what_a_reader_thinks_is_kept_once_for_an_answer_of_theirs(client: Any) -> None:
    answer = client.ask(QUESTION)
    client.feedback(answer.id, "down", reasons=["outdated"], comment="cũ")
    with pytest.raises(NotFoundError, match="was given to you"):
        client.feedback("0" * 32, "up")


def test_editors_add_sync_and_withdraw(served: Served, shell: str, tmp_path: Path) -> None:
    new = tmp_path / f"{shell}.txt"
    new.write_text(NEW.replace("77", str(len(shell))), encoding="utf-8")
    with opened(shell, served.address, served.keys["editor"]) as editor:
        assert editor.upload([new]).added == (new.name,)
        assert editor.upload([new]).unchanged == (new.name,)
        assert "tệp rỗng" in editor.upload([_unreadable(tmp_path)], language="vi").failed[0].reason
        [added] = [each for each in editor.reports() if each.number == f"{len(shell)}/BC-SNV"]
        editor.remove(added.id)
        with pytest.raises(NotFoundError, match=re.escape(repr(added.id))):
            editor.report(added.id)
        told: list[Any] = []
        assert editor.sync(on_progress=told.append).failed == []
        with pytest.raises(NotFoundError, match="sync it once on the server"):
            editor.sync(["/nowhere"])


def _unreadable(folder: Path) -> Path:
    file = folder / "empty.txt"
    file.write_text("", encoding="utf-8")
    return file


def test_what_is_for_editors_is_refused_to_a_reader(client: Any, tmp_path: Path) -> None:
    for refused in (lambda: client.upload([_unreadable(tmp_path)]), client.sync, lambda: client.remove("x")):
        with pytest.raises(ForbiddenError, match="only editors may"):
            refused()


def test_without_a_key_nothing_is_told(served: Served, shell: str, tmp_path: Path) -> None:
    with opened(shell, served.address) as client:
        client.health()
        asked = (
            lambda: client.ask(QUESTION),
            lambda: list(client.ask_stream(QUESTION)),
            lambda: list(client.reports()),
        )
        for refused in (*asked, lambda: client.upload([_unreadable(tmp_path)])):
            with pytest.raises(KeyWantedError, match=f"{served.address} answered 401: give a key") as told:
                refused()
            assert told.value.status == 401


@pytest.mark.parametrize("key", ["wrong", "revoked"])
def test_a_key_that_does_not_count_is_none(served: Served, shell: str, key: str) -> None:
    wanted = pytest.raises(KeyWantedError, match="give a key")  # asked once: wrong ones are slowed
    with opened(shell, served.address, served.keys.get(key, key)) as client, wanted:
        client.ask(QUESTION)


def test_over_the_limit_one_is_told_when_to_come_again(served: Served, shell: str) -> None:
    with opened(shell, served.address, served.keys["slow"], patience=1.0) as client:
        with suppress(TooManyRequestsError):  # of the one question in a minute
            client.search(QUESTION)
        with pytest.raises(TooManyRequestsError, match="ask again in") as told:
            client.search(QUESTION)
        assert told.value.retry_after is not None
        assert 1 < told.value.retry_after <= 60
        with pytest.raises(TooManyRequestsError):
            list(client.ask_stream(QUESTION))


def test_of_a_group_that_may_not_see_nothing_is_there(served: Served, shell: str) -> None:
    with opened(shell, served.address, served.keys["reader"]) as client:
        report_id = client.ask(QUESTION).citations[0].report_id
    with opened(shell, served.address, served.keys["blind"]) as client:
        assert list(client.reports()) == []
        assert client.search(QUESTION).passages == ()
        answer = client.ask(QUESTION, Filters(reports=(report_id,)))
        assert (answer.status, answer.citations, answer.nearest) == ("declined", (), ())
        assert answer.searched.reports == 0
        for hidden in (client.report, client.original, lambda id_: client.page_picture(id_, 1)):
            with pytest.raises(NotFoundError, match="there is no report"):
                hidden(report_id)


def test_what_of_a_request_cannot_be_is_named(client: Any) -> None:
    with pytest.raises(InvalidRequestError, match=r"passages: .*less than or equal to 50"):
        client.search(QUESTION, passages=51)
    with pytest.raises(TooLargeError, match="1 MB at most"):
        client.ask("x" * 1_100_000)


def test_an_address_where_nobody_answers_is_named(shell: str) -> None:
    with (
        opened(shell, "http://127.0.0.1:9") as client,
        pytest.raises(UnreachableError, match=r"http://127.0.0.1:9 does not"),
    ):
        client.health()
    with opened(shell, "nowhere") as client, pytest.raises(AddressError, match="'nowhere' is no address of a server"):
        client.health()


def test_a_question_with_a_key_is_asked_once(client: Any) -> None:
    first = client.ask(QUESTION, idempotency_key="a-client-drew-this")
    assert client.ask(QUESTION, idempotency_key="a-client-drew-this") == first
    assert client.ask(QUESTION).id != first.id


def test_ask_on_the_command_line_asks_the_server_that_is_named(served: Served, tmp_path: Path) -> None:
    data = ("--data", str(tmp_path / "none"))
    where = ("--url", served.address)
    done = hoidap(*data, "ask", QUESTION, *where, "--key", served.keys["reader"], "--json")
    assert AnswerJson.model_validate_json(done.stdout).status == "answered"
    shown = hoidap(*data, "ask", QUESTION, *where, "--key", served.keys["reader"], "--kind", "kế hoạch").stdout
    assert "19/KH-UBND" in shown
    refused = hoidap(*data, "ask", QUESTION, *where)
    assert (refused.returncode, refused.stderr.count("\n")) == (1, 1)
    assert "give a key that this server knows" in refused.stderr
    assert not (tmp_path / "none").exists()


def test_both_clients_have_the_same_methods() -> None:
    def public(kind: type) -> dict[str, list[str]]:
        methods = inspect.getmembers(kind, inspect.isfunction)
        return {
            name: list(inspect.signature(each).parameters)
            for name, each in methods
            if name[0] != "_" or name == "__init__"
        }

    assert public(Client) == public(AsyncClient)
    assert len(public(Client)) > 12
