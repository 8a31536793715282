"""The conversations with readers, kept in the library's record so that they survive a restart."""

import secrets
from datetime import UTC, datetime, timedelta

from bot.conversation.turn import TURNS_KEPT, Turn
from index.database.database import Database
from index.record.stored_json import read_stored, stored_as

KEPT = timedelta(days=30)
"""How long a conversation that is in nobody's history is remembered after its last turn."""


class Conversations:
    """Turns by the id of their conversation; safe to use from several threads.

    An id is 128 bits drawn by lot: whoever does not know it does not get at the conversation.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(self) -> str:
        """The id of a new conversation, 32 hexadecimal digits; conversations long unused are forgotten."""
        conversation = secrets.token_hex(16)
        now = datetime.now(UTC)
        with self._database.transaction():
            old = "used < ? AND NOT EXISTS (SELECT 1 FROM answers WHERE conversation = conversations.id AND \"user\" <> '')"
            before = (now - KEPT).isoformat()
            forgotten = f"SELECT id FROM conversations WHERE {old}"
            self._database.run(f"DELETE FROM turns WHERE conversation IN ({forgotten})", before)
            self._database.run(f"DELETE FROM conversations WHERE {old}", before)
            self._database.run("INSERT INTO conversations (id, used) VALUES (?, ?)", conversation, now.isoformat())
        return conversation

    def has(self, conversation: str) -> bool:
        """Whether it was begun here and is not forgotten."""
        return self._database.one("SELECT 1 FROM conversations WHERE id = ?", conversation) is not None

    def turns(self, conversation: str) -> tuple[Turn, ...]:
        """The latest `TURNS_KEPT` turns, oldest first; none for an unknown conversation."""
        sql = "SELECT turn FROM turns WHERE conversation = ? ORDER BY row DESC LIMIT ?"
        rows = self._database.all(sql, conversation, TURNS_KEPT)
        return tuple(read_stored(Turn, row[0]) for row in reversed(rows))

    def keep(self, conversation: str, turn: Turn) -> None:
        """Add a turn; those before the latest `TURNS_KEPT` are forgotten."""
        written = stored_as(turn)
        with self._database.transaction():
            self._database.run("INSERT INTO turns (conversation, turn) VALUES (?, ?)", conversation, written)
            self._database.run(
                "DELETE FROM turns WHERE conversation = ? AND row NOT IN "
                "(SELECT row FROM turns WHERE conversation = ? ORDER BY row DESC LIMIT ?)",
                conversation, conversation, TURNS_KEPT,
            )  # fmt: skip
            now = datetime.now(UTC).isoformat()
            self._database.run("UPDATE conversations SET used = ? WHERE id = ?", now, conversation)

    def drop_latest(self, conversation: str, question: str) -> None:
        """Forget the latest turn, if it is about this question, which is asked anew."""
        turns = self.turns(conversation)
        if turns and turns[-1].question == question:
            latest = "SELECT max(row) FROM turns WHERE conversation = ?"
            self._database.run(f"DELETE FROM turns WHERE row = ({latest})", conversation)
