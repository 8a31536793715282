"""What people ask, for administrators: counted, grouped, exported and proposed, and no trace of what one may not see."""

import io
import json
import re
import stat
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from fastapi.testclient import TestClient

from bot import audit
from bot.asked.proposed import NAME
from bot.conversation.history import History
from bot.settings import Settings
from bot.wording.wording import wording
from index.library import Library
from tests.bot.asked.office import (
    KEYS,
    REPORTS,
    ROUTES,
    SETTINGS,
    ask,
    basic,
    dislike,
    library_of_an_office,
    server_of,
)
from tests.bot.command_line import hoidap

FORMULA = '=HYPERLINK("http://x.example","Sở Ngoại vụ") báo cáo gì?'
LACKED = (
    "Sở Ngoại vụ tỉnh Kon Tum báo cáo gì về viện trợ?",
    "Sở Ngoại vụ, tỉnh Kon Tum, báo cáo gì về viện trợ?",
    "sở Ngoại vụ tỉnh Kon Tum báo cáo gì về viện trợ",
)
"""The encoder of these tests knows words alone."""
ANSWERED = "Năm 2025 Sở Y tế đã số hóa bao nhiêu hồ sơ bệnh án?"
SECRET = "Năm 2025 Sở Tài chính chi bao nhiêu tỷ đồng mua xe công vụ?"


@pytest.fixture
def office(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Library]:
    url = request.getfixturevalue("database_url") if "database_url" in request.fixturenames else ""
    with library_of_an_office(tmp_path, url) as library:
        yield library


@pytest.fixture
def client(office: Library) -> Iterator[TestClient]:
    with server_of(office) as opened:
        yield opened


def seen(client: TestClient, who: str = "tổng", query: str = "") -> dict[str, Any]:
    answer = client.get(f"/api/v1/asked?{query}", **basic(who))
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def workbook(client: TestClient, who: str = "tổng", query: str = "") -> openpyxl.Workbook:
    answer = client.get(f"/asked.xlsx?{query}", **basic(who))
    assert answer.status_code == 200
    return openpyxl.load_workbook(io.BytesIO(answer.content))


def everything(client: TestClient, who: str) -> str:
    """All that an administrator is told, by whichever way."""
    page, figures, file = (client.get(route, **basic(who)) for route in ROUTES)
    unpacked = zipfile.ZipFile(io.BytesIO(file.content))
    names = [name for name in unpacked.namelist() if name != "docProps/core.xml"]  # which says when it was made
    parts = [unpacked.read(name).decode() for name in names]
    return "\n".join([page.text, json.dumps(figures.json(), ensure_ascii=False), *parts])


def test_only_administrators_are_told(client: TestClient) -> None:
    answer = ask(client, "lan", ANSWERED)
    for who, expected in (("lan", 403), ("minh", 403), ("hoa", 403), ("tổng", 200), ("sở", 200)):
        assert [client.get(route, **basic(who)).status_code for route in ROUTES] == [expected] * 3, who
    for who in ("lan", "minh", "hoa"):
        assert client.post(f"/asked/{answer['id']}/case", **basic(who)).status_code == 403
    assert [client.get(route).status_code for route in ROUTES] == [401] * 3


@pytest.mark.usefixtures("database_url")
def test_how_questions_fared_by_week_and_collection(client: TestClient, office: Library) -> None:
    old = ask(client, "lan", ANSWERED)
    moment = datetime.now(UTC) - timedelta(weeks=3)
    office.database.run("UPDATE answers SET given = ? WHERE id = ?", moment.isoformat(), old["id"])
    ask(client, "lan", "xin chào")
    ask(client, "lan", LACKED[0])
    disliked = ask(client, "minh", SECRET)
    dislike(client, "minh", disliked, "wrong_figure", "của tôi")
    found = seen(client)
    assert (found["total"]["asked"], found["total"]["declined"], found["total"]["disliked"]) == (3, 1, 1)
    assert [each["question"] for each in found["questions"]] == [SECRET, LACKED[0], ANSWERED]
    assert [each["asked"] for each in found["weeks"].values()] == [2, 1]
    assert list(found["weeks"]) == sorted(found["weeks"], reverse=True)
    assert {name: each["asked"] for name, each in found["collections"].items()} == {"chung": 2, "kín": 1}
    assert found["questions"][0]["reasons"] == ["wrong_figure", "của tôi"]
    assert found["questions"][1]["missing"]
    old_week = list(found["weeks"])[1]
    for query, questions in (
        ("fate=disliked", [SECRET]),
        ("fate=declined", [LACKED[0]]),
        ("collection=kín", [SECRET]),
        (f"week={old_week}", [ANSWERED]),
        ("weeks=2", [SECRET, LACKED[0]]),
        (f"week={old_week}&collection=kín", []),
        ("week=&collection=&fate=", [SECRET, LACKED[0], ANSWERED]),
    ):
        chosen = seen(client, query=query)
        assert [each["question"] for each in chosen["questions"]] == questions, query
        assert chosen["total"]["asked"] == len(questions)
    assert len(seen(client, query="limit=1")["questions"]) == 1


def test_what_is_lacking_is_grouped_with_its_central_question(client: TestClient) -> None:
    for question in (*LACKED, "Giá vàng hôm nay ở Tokyo?"):
        ask(client, "lan", question)
    ask(client, "lan", ANSWERED)
    first, second = seen(client)["lacks"]
    assert (first["count"], second["count"]) == (3, 1)
    assert first["question"] in LACKED
    assert len(first["answer_ids"]) == 3
    assert any("Kon Tum" in each or "Ngoại vụ" in each for each in first["missing"])
    assert ANSWERED not in (first["question"], second["question"])


def test_the_same_question_is_one_however_it_is_typed_and_what_has_no_word_is_none(client: TestClient) -> None:
    other = f"{LACKED[0].removesuffix('?')} nào?"
    for question in (*LACKED, other, "???", "  …  ", "?!"):
        ask(client, "lan", question)
    [lack] = seen(client)["lacks"]
    assert (lack["count"], lack["question"]) == (4, LACKED[-1])
    assert seen(client)["total"]["asked"] == 4
    shown = f"{LACKED[-1]} (3 lần)"
    listed = re.findall(r"<li>([^<]*)</li>", client.get("/asked?lang=vi", **basic("tổng")).text)
    assert listed == [other, shown]
    [row] = list(workbook(client, query="lang=vi")[wording("vi").lacking_title].iter_rows(min_row=2, values_only=True))
    assert row[-1] == f"{other}\n{shown}"


@pytest.mark.usefixtures("database_url")
def test_an_administrator_of_some_collections_has_no_trace_of_the_others(client: TestClient) -> None:
    """A question of somebody who may see both was searched in both; of who may see one, in that one."""
    hidden = ask(client, "minh", SECRET)
    dislike(client, "minh", hidden, "other")
    before = everything(client, "sở")
    assert before == everything(client, "sở")
    ask(client, "minh", f"{LACKED[0]} Xe công vụ QXZV?")
    assert everything(client, "sở") == before
    assert not re.search(r"QXZV|kín|công vụ", before)
    ask(client, "lan", ANSWERED)
    assert seen(client, "sở")["total"]["asked"] == 1
    assert seen(client, "tổng")["total"]["asked"] == 3
    assert "QXZV" in everything(client, "tổng")
    unknown = str(hidden["id"]).translate(str.maketrans("0123456789abcdef", "123456789abcdef0"))
    refused = client.post(f"/asked/{hidden['id']}/case", **basic("sở"))
    missing = client.post(f"/asked/{unknown}/case", **basic("sở"))
    assert refused.status_code == missing.status_code == 404
    assert refused.text.replace(str(hidden["id"]), "") == missing.text.replace(unknown, "")


def test_who_asked_is_not_told(client: TestClient) -> None:
    ask(client, "lan", ANSWERED)
    ask(client, "minh", LACKED[0])
    told = everything(client, "tổng")
    assert ANSWERED in told
    assert not re.search(r"\b(lan|minh)\b", re.sub(r"<[^>]*>", " ", told))


def test_the_workbook_has_it_all_and_no_formula(client: TestClient) -> None:
    signs = ("=", "+", "-", "@", "\t=")
    for question in (
        FORMULA,
        *(f"{sign}1+1 Sở Ngoại vụ tỉnh Kon Tum" for sign in signs),
        "Sở Ngoại vụ\x0b\x1b tỉnh Kon Tum?",
        *LACKED,
    ):
        ask(client, "lan", question)
    figures, book = seen(client, query="limit=100"), workbook(client, query="lang=vi")
    words = wording("vi")
    assert book.sheetnames == [
        words.asked_questions,
        words.lacking_title,
        words.asked_by_week,
        words.asked_by_collection,
    ]
    questions = [row[1] for row in book[words.asked_questions].iter_rows(min_row=2)]
    written = [re.sub("[\x0b\x1b]", "�", str(each["question"])) for each in figures["questions"]]
    assert [each.value for each in questions] == written
    assert FORMULA in [each.value for each in questions]
    for sheet in book:
        assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None} <= {
            "s",
            "n",
            "d",
        }
    assert all(cell.quotePrefix for cell in questions if str(cell.value).startswith(("=", "+", "-", "@", "\t")))
    lacks = book[words.lacking_title]
    assert [row[1].value for row in lacks.iter_rows(min_row=2)] == [each["count"] for each in figures["lacks"]]
    [week] = list(book[words.asked_by_week].iter_rows(min_row=2, values_only=True))
    assert list(week[1:]) == list(figures["total"].values())
    assert workbook(client, query="lang=en").sheetnames[0] == wording("en").asked_questions


def test_where_nothing_is_kept_the_page_says_so(client: TestClient) -> None:
    assert wording("vi").asked_none in client.get("/asked", **basic("tổng")).text
    english = client.get("/asked?lang=en", **basic("tổng")).text
    assert wording("en").asked_none in english
    assert wording("en").asked_about.format(days=365, others=30).replace("'", "&#39;") in english
    assert seen(client)["total"]["asked"] == 0
    assert workbook(client).active.max_row == 1


def test_a_click_proposes_a_case_once_and_draft_offers_it(client: TestClient, office: Library, tmp_path: Path) -> None:
    first = ask(client, "lan", ANSWERED)
    followed = ask(client, "lan", "còn năm 2031 thì sao?", conversation=first["conversation"])
    log = tmp_path / "audit.log"
    with audit.kept(None, log):
        for _ in range(2):
            moved = client.post(f"/asked/{followed['id']}/case?fate=declined&lang=vi&weeks=4", **basic("tổng"))
            assert (moved.status_code, moved.headers["Location"]) == (
                303,
                "../../asked?lang=vi&weeks=4&fate=declined#questions",
            )
    told = [json.loads(line) for line in log.read_text().splitlines()]
    assert [(each["event"], each["user"], each["answer"]) for each in told] == [("proposed", "tổng", followed["id"])]
    file = office.folder / NAME
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    [line] = [json.loads(each) for each in file.read_text(encoding="utf-8").split("\n") if each]
    assert (line["question"], line["history"]) == ("còn năm 2031 thì sao?", [ANSWERED])
    assert not any(text.split("\n\n")[1].strip() in file.read_text(encoding="utf-8") for text in REPORTS.values())
    assert wording("vi").asked_proposed in client.get("/asked", **basic("tổng")).text
    file.write_text(file.read_text(encoding="utf-8") + "no case\n{}", encoding="utf-8")  # a line that was cut
    client.post(f"/asked/{first['id']}/case", **basic("tổng"))
    assert len(file.read_text(encoding="utf-8").split("\n")) > 4
    assert client.post("/asked/" + "0" * 32 + "/case", **basic("tổng")).status_code == 404


def test_what_was_chosen_is_reviewed_with_the_passages_it_may_mean(tmp_path: Path, copy_of_samples: Any) -> None:
    from bot.asked.proposed import ProposedCases
    from bot.evaluation.datasets.collection import cases_of_file
    from tests.bot.page.page_driver import MERGER

    data = copy_of_samples(tmp_path / "data")
    ProposedCases(data).add("a" * 32, MERGER, [], "vi", "declined")
    into = tmp_path / "cases.jsonl"
    done = hoidap("--data", str(data), "draft", "--count", "1", "--into", str(into), typed="1\nq\n")
    assert done.returncode == 0, done.stderr
    assert MERGER in done.stdout.replace("\n", " ")
    [case] = cases_of_file(into)
    assert (case.question, case.tags, len(case.gold)) == (MERGER, ["asked"], 1)
    again = hoidap("--data", str(data), "draft", "--count", "1", "--into", str(into), typed="q\n")
    assert MERGER not in again.stdout.replace("\n", " ")


def test_what_was_asked_before_is_not_told_to_who_may_not_see_it(client: TestClient, office: Library) -> None:
    """Of a conversation that began in another collection, an administrator of one proposes the question alone."""
    narrow = {"filters": {"collections": ["chung"]}}
    first = ask(client, "minh", SECRET)
    second = ask(client, "minh", ANSWERED, conversation=first["conversation"], **narrow)
    history = History(office.database)
    kept = history.answer(str(second["id"]), ["chung"])
    assert kept
    assert history.before(kept, ["chung"]) == []
    assert history.before(kept, None) == [SECRET]
    client.post(f"/asked/{second['id']}/case", **basic("sở"))
    assert "công vụ" not in (office.folder / NAME).read_text(encoding="utf-8")


def test_on_an_open_machine_whoever_reaches_it_looks_after_it(tmp_path: Path) -> None:
    with library_of_an_office(tmp_path) as library, server_of(library, Settings()) as client:
        client.post("/api/v1/ask", json={"question": ANSWERED})
        assert client.get("/api/v1/asked").json()["total"]["asked"] == 1


def test_what_is_wrongly_asked_for_is_said(client: TestClient) -> None:
    for query in ("weeks=0", "weeks=x", "week=2026-50", "fate=good", "limit=0", "lang=xx"):
        assert client.get(f"/api/v1/asked?{query}", **basic("tổng")).status_code == 422, query
    assert SETTINGS.users.keys() == KEYS.keys()
