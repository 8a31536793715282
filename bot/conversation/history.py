"""The answers that were given, kept with their citations in the library's record: a person's history, and what a link opens.

A kept answer stays as it was given: its quotes and the identity of their documents are its own, whatever becomes of the
reports; but of a report that is withdrawn it keeps no word.
"""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.answer import Answer, Answered, Declined, SmallTalk
from bot.conversation.sending import Sending
from index.database.database import Database
from index.record.stored_json import read_stored, stored_as

UNOWNED_KEPT = timedelta(days=30)
"""How long an answer to a script, which has no user, is kept."""
_FORGETTING = timedelta(hours=1)
"""How often what was kept long enough is looked for."""
_KINDS: Mapping[str, type[Answer]] = {each.__name__.lower(): each for each in (Answered, Declined, SmallTalk)}
"""By the status of an answer as the record has it."""
_NOT_JUDGED = "id NOT IN (SELECT answer_id FROM feedback)"


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer with what it belongs to."""

    answer: Answer
    conversation: str
    user: str
    """Empty for a script."""
    given: datetime
    """In UTC."""


class History:
    """Answers by id, conversation and user; safe to use from several threads.

    Ids are 128 bits drawn by lot: whoever was not given one does not get at the answer. An answer that somebody judged
    outlives its conversation, without its user, so that the judgement can be understood.
    """

    def __init__(self, database: Database, kept: timedelta = timedelta(days=365)) -> None:
        """`kept` is how long a person's conversation is kept after its latest answer."""
        self._database = database
        self._kept = kept
        self._forgot = datetime.min.replace(tzinfo=UTC)

    def keep(
        self, answer: Answer, conversation: str, user: str = "", searched: Collection[str] = (),
        sending: Sending | None = None,
    ) -> str:  # fmt: skip
        """Add an answer made of what is in the collections `searched`; conversations kept long enough are forgotten.

        Returns the id of the answer that is kept: another than this one where the same question, sent again, was answered before.
        """
        status = type(answer).__name__.lower()
        now = datetime.now(UTC)
        with self._database.transaction():
            self._forget(now)
            self._database.run(
                """INSERT INTO answers (id, conversation, "user", given, status, answer, searched, sent_as, sent)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (sent_as) DO NOTHING""",
                answer.asked.id, conversation, user, now.isoformat(), status, stored_as(answer), json.dumps(sorted(searched)),
                sending and sending.mark, sending and sending.body,
            )  # fmt: skip
            before = self.sent(sending.mark) if sending else None
        return before[0] if before else answer.asked.id

    def sent(self, mark: str) -> tuple[str, str] | None:
        """Of the question that was sent with this mark: the id of its answer and what was sent; None where none is kept."""
        row = self._database.one("SELECT id, sent FROM answers WHERE sent_as = ?", mark)
        return None if row is None else (str(row[0]), str(row[1]))

    def may_be_asked_anew(self, mark: str) -> None:
        """What was sent with this mark is not known again."""
        self._database.run("UPDATE answers SET sent_as = NULL, sent = NULL WHERE sent_as = ?", mark)

    def answer(self, answer_id: str, seen: Collection[str] | None) -> Kept | None:
        """An answer by its id, for one who may see these collections (None: all)."""
        found = self._found("id = ?", answer_id, seen)
        return found[0] if found else None

    def answers(self, conversation: str, seen: Collection[str] | None) -> list[Kept]:
        """The answers of a conversation, oldest first, for one who may see these collections (None: all)."""
        return self._found("conversation = ?", conversation, seen)

    def latest(self, conversation: str) -> str | None:
        """The id of the latest answer of a conversation; None where none is kept."""
        row = self._database.one(
            "SELECT id FROM answers WHERE conversation = ? ORDER BY row DESC LIMIT 1", conversation
        )
        return None if row is None else str(row[0])

    def before(self, kept: Kept, seen: Collection[str] | None) -> list[str]:
        """The questions before this one in its conversation, oldest first, as far as they are kept and may be seen."""
        questions: list[str] = []
        for each in self.answers(kept.conversation, seen) if kept.conversation else []:
            if each.answer.asked.id == kept.answer.asked.id:
                return questions
            questions.append(each.answer.asked.question)
        return []

    def searched(self, conversation: str) -> frozenset[str]:
        """The collections that anything of a conversation was made of."""
        rows = self._database.all(
            "SELECT searched FROM answers WHERE conversation = ? AND searched IS NOT NULL", conversation
        )
        return frozenset(each for (searched,) in rows for each in json.loads(searched))

    def owner(self, conversation: str) -> str | None:
        """Whose it is: empty for a script's; None where there is none."""
        row = self._database.one('SELECT "user" FROM answers WHERE conversation = ? LIMIT 1', conversation)
        return None if row is None else str(row[0])

    def was_given_to(self, answer_id: str, user: str) -> bool:
        """Whether an answer is kept that was given to this user, or for an empty name to a script."""
        row = self._database.one("SELECT \"user\" FROM answers WHERE id = ? AND conversation <> ''", answer_id)
        return row is not None and row[0] == user

    def withdraw(self, answer_id: str) -> None:
        """Take one answer out of its conversation, since it is answered anew."""
        with self._database.transaction():
            self._delete("id = ?", answer_id)

    def delete(self, user: str, conversation: str | None = None) -> None:
        """Delete a person's conversation, or all of them."""
        with self._database.transaction():
            ids = [conversation] if conversation else self._of(user)
            for each in ids:
                if self.owner(each) == user:
                    self._database.run("DELETE FROM turns WHERE conversation = ?", each)
                    self._database.run("DELETE FROM conversations WHERE id = ?", each)
                    self._delete("conversation = ?", each)

    def _of(self, user: str) -> list[str]:
        """The ids of a person's conversations; nobody's for an empty name."""
        sql = """SELECT DISTINCT conversation FROM answers WHERE "user" = ? AND "user" <> '' AND conversation <> ''"""
        return [str(each) for (each,) in self._database.all(sql, user)]

    def _forget(self, now: datetime) -> None:
        if now - self._forgot < _FORGETTING:
            return
        self._forgot = now
        self._delete("\"user\" = '' AND given < ?", (now - UNOWNED_KEPT).isoformat())
        latest = """SELECT conversation FROM answers WHERE "user" <> '' GROUP BY conversation HAVING max(given) < ?"""
        self._delete(f"conversation IN ({latest})", (now - self._kept).isoformat())

    def _delete(self, condition: str, *values: object) -> None:
        self._database.run(
            f"UPDATE answers SET \"user\" = '', conversation = '', sent_as = NULL, sent = NULL WHERE {condition} AND NOT {_NOT_JUDGED}",
            *values,
        )
        self._database.run(f"DELETE FROM answers WHERE {condition} AND {_NOT_JUDGED}", *values)

    def _found(self, condition: str, value: str, seen: Collection[str] | None) -> list[Kept]:
        may_be_seen, values = made_of(self._database, seen)
        sql = f"""SELECT status, answer, conversation, "user", given FROM answers
            WHERE {condition} AND {may_be_seen} ORDER BY row"""
        return [
            Kept(read_stored(_KINDS[status], answer), conversation, user, datetime.fromisoformat(given))
            for status, answer, conversation, user, given in self._database.all(sql, value, *values)
        ]


def stored_answers(database: Database, mentioning: str) -> list[tuple[str, Answer]]:
    """(id, answer) of everything that is kept, whosoever it is, in which the id of a report occurs."""
    sql = "SELECT id, status, answer FROM answers WHERE CAST(answer AS TEXT) LIKE ?"
    rows = database.all(sql, f"%{mentioning}%")
    return [(answer_id, read_stored(_KINDS[status], answer)) for answer_id, status, answer in rows]


def made_of(database: Database, seen: Collection[str] | None) -> tuple[str, tuple[object, ...]]:
    """An SQL condition on `answers` and its values: the answer was made of what is in these collections and in no other (None: any).

    What an answer leaves out and how much it counts tell of all that was searched, not only of what it cites.
    """
    if seen is None:
        return "TRUE", ()
    among_these, values = database.within("value", sorted(seen))
    outside = f"SELECT 1 FROM {database.texts('answers.searched')} WHERE NOT {among_these}"
    return f"searched IS NOT NULL AND NOT EXISTS ({outside})", values
