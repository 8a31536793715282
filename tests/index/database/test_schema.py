"""A folder of an older version opens with all that was in it; one of a newer version is refused and not touched."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from bot.answer import Answered
from bot.answerer import Answerer
from bot.conversation.conversation_list import ConversationList
from bot.conversation.history import History
from bot.conversation.table import Conversations
from bot.doctor import findings
from bot.feedback import Feedback
from index.database.schema import STEPS, migrate
from index.encoder.encoder import HashEncoder
from index.errors import NewerLibraryError
from index.library import Library

WITHOUT_VERSION = Path(__file__).with_name("record_without_version.sql")
"""Made at commit 249dc3c: one report, corrected, two questions of one conversation, one of them judged."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A library as it was before its record had a version."""
    folder = tmp_path / "older"
    folder.mkdir()
    with closing(sqlite3.connect(folder / "library.sqlite")) as connection:
        connection.executescript(WITHOUT_VERSION.read_text(encoding="utf-8"))
    return folder


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(tmp_path / "record", isolation_level=None)) as opened:
        yield opened


def version_of(folder: Path) -> int:
    with closing(sqlite3.connect(folder / "library.sqlite")) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


def changed(folder: Path, sql: str, *values: object) -> None:
    with closing(sqlite3.connect(folder / "library.sqlite")) as connection:
        assert connection.execute(sql, values).rowcount > 0
        connection.commit()


def check_all_is_there(folder: Path) -> None:
    with Library(folder, HashEncoder()) as library:
        [report] = library.reports.all()
        assert (report.number, report.issued, report.place) == ("12/BC-SNV", date(2024, 12, 27), "Lam Giang mới")
        assert report.language == "vi"
        assert [each.heading for each in report.sections] == ["", "I. KẾT QUẢ", "II. NHIỆM VỤ NĂM 2025"]
        [entry] = library.reports.register().entries.values()
        assert (entry.length, entry.relations) == (len(report.text), report.relations)
        [correction] = library.corrections.all().values()
        assert (correction.by, correction.before.place) == ("minh", "Lam Giang")
        [judgement] = Feedback(library.database).all()
        assert (judgement.verdict, judgement.comment) == ("up", "đúng")
        history = History(library.database)
        [conversation] = ConversationList(library.database).of("lan", None)
        answers = [kept.answer for kept in history.answers(conversation.id, None)]
        assert [answer.asked.question for answer in answers] == [
            "Năm 2024 Sở Nội vụ tinh giản bao nhiêu biên chế?", "còn năm 2025?",
        ]  # fmt: skip
        assert isinstance(answers[0], Answered)
        assert all(each.quote == report.text[each.start : each.end] for each in answers[0].citations)
        [first, _] = Conversations(library.database).turns(conversation.id)
        assert first.points
        library.indexing.adopt_identity()  # as the next sync does, which publishes anew what it has divided anew
        library.indexing.encode(library.reports.recorded_ids())
        library.indexing.publish(library.reports.recorded_ids())
        answer = Answerer(library, answer_from=0.0).answer("Sở Nội vụ đã tinh giản bao nhiêu biên chế năm 2024?")
        assert isinstance(answer, Answered)


def test_folder_without_a_version_keeps_everything(folder: Path) -> None:
    assert version_of(folder) == 0
    for _ in range(2):
        check_all_is_there(folder)
        assert version_of(folder) == len(STEPS)


def test_new_folder_has_the_newest_version(tmp_path: Path) -> None:
    with Library(tmp_path / "new", HashEncoder()):
        pass
    assert version_of(tmp_path / "new") == len(STEPS)


def test_folder_of_a_newer_version_is_refused(folder: Path) -> None:
    changed(folder, "UPDATE meta SET value = value")
    with closing(sqlite3.connect(folder / "library.sqlite")) as connection:
        connection.execute("DROP TABLE feedback")
        connection.execute(f"PRAGMA user_version = {len(STEPS) + 1}")
    before = (folder / "library.sqlite").read_bytes()
    for _ in range(2):
        with pytest.raises(NewerLibraryError) as refused:
            Library(folder, HashEncoder())
    message = str(refused.value)
    assert "\n" not in message
    for part in (str(folder), "newer", f"version {len(STEPS) + 1}", "install", "--data"):
        assert part in message
    [index] = [finding for finding in findings(folder) if finding.name == "index"]
    assert (index.ok, index.what) == (False, message)
    with closing(sqlite3.connect(folder / "library.sqlite")) as connection:
        tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
    assert "feedback" not in tables
    assert version_of(folder) == len(STEPS) + 1
    assert (folder / "library.sqlite").read_bytes()[100:] == before[100:]


def test_steps_are_taken_once_in_their_order(connection: sqlite3.Connection, tmp_path: Path) -> None:
    steps = ["CREATE TABLE a (x); INSERT INTO a VALUES (1)", "ALTER TABLE a ADD COLUMN y DEFAULT 2"]
    migrate(connection, tmp_path, steps[:1])
    migrate(connection, tmp_path, steps)
    migrate(connection, tmp_path, [*steps, "UPDATE a SET x = x + y"])
    migrate(connection, tmp_path, [*steps, "UPDATE a SET x = x + y"])
    assert connection.execute("SELECT x, y FROM a").fetchall() == [(3, 2)]
    assert connection.execute("PRAGMA user_version").fetchone() == (3,)


def test_step_that_fails_leaves_the_version_before_it(connection: sqlite3.Connection, tmp_path: Path) -> None:
    steps = ["CREATE TABLE a (x)", "INSERT INTO a VALUES (1); INSERT INTO nothing VALUES (1)"]
    with pytest.raises(sqlite3.OperationalError):
        migrate(connection, tmp_path, steps)
    assert not connection.in_transaction
    assert connection.execute("SELECT COUNT(*) FROM a").fetchone() == (0,)
    assert connection.execute("PRAGMA user_version").fetchone() == (1,)


def test_unknown_fields_are_passed_over(folder: Path) -> None:
    more = json.dumps({"colour": "red"})
    for column, table in (("identity", "reports"), ("before", "corrections"), ("turn", "turns"), ("answer", "answers")):
        changed(folder, f"UPDATE {table} SET {column} = json_patch({column}, ?)", more)
    for place in ("$.pages[0].colour", "$.sections[1].colour", "$.colour"):
        changed(folder, "UPDATE reports SET structure = json_set(structure, ?, 'red')", place)
    for place in ("$.asked.colour", "$.citations[0].colour", "$.asked.inferred.colour"):
        changed(folder, "UPDATE answers SET answer = json_set(answer, ?, 'red')", place)
    check_all_is_there(folder)


def test_missing_fields_are_empty(folder: Path) -> None:
    for place in ("$.signer", "$.effective", "$.years", "$.language"):
        changed(folder, "UPDATE reports SET identity = json_remove(identity, ?)", place)
    for place in ("$.relations", "$.warnings", "$.sections[1].unit", "$.sections[1].path"):
        changed(folder, "UPDATE reports SET structure = json_remove(structure, ?)", place)
    changed(folder, "UPDATE corrections SET before = json_remove(before, '$.signer', '$.years', '$.relations')")
    changed(folder, "UPDATE turns SET turn = json_remove(turn, '$.wanted', '$.points[0].path')")
    places = (
        "'$.timings', '$.asked.searched', '$.asked.confidence', '$.citations[0].confidence', '$.statements[0].support'"
    )
    changed(folder, f"UPDATE answers SET answer = json_remove(answer, {places})")
    check_all_is_there(folder)


def test_report_without_structure_is_still_its_text(folder: Path) -> None:
    changed(folder, "UPDATE reports SET structure = '{}', identity = json_remove(identity, '$.title')")
    with Library(folder, HashEncoder()) as library:
        [report] = library.reports.all()
        assert report.title == ""
        assert report.section_of(5, 9).end == len(report.text) == report.pages_of(5, 9)[0].end
        assert library.reports.headings([report.id]) == {report.id: []}
        assert library.reports.register().entries
