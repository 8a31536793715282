"""A person's conversations as a list: by when they were last asked in, searched, named and pinned."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.conversation.history import made_of
from corpus.text.letters import fold
from index.database.database import Database

LONGEST_TITLE = 200
"""Characters that a person may call a conversation by."""
MOST_LISTED = 200
_ASKED = "answers.answer -> 'asked' ->> 'question'"


@dataclass(frozen=True, slots=True)
class Conversation:
    """A conversation as a list of them shows it."""

    id: str
    title: str
    """What its owner calls it, else its first question."""
    begun: datetime
    latest: datetime
    """When it was last asked in. Both in UTC."""
    questions: int
    is_pinned: bool


class ConversationList:
    """The conversations of each user; safe to use from several threads. Nobody's for an empty name."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(
        self, user: str, seen: Collection[str] | None, words: str = "", limit: int = MOST_LISTED
    ) -> list[Conversation]:
        """The pinned ones first, each of both the latest first, as far as they may be seen (None: all collections).

        With `words` those whose title and questions have each of them, or whose answers have them one behind the other; with
        or without diacritics, and a word may go on.
        """
        listed = self._listed(user, seen, with_words=bool(words.strip()))
        return [each for each, asked, said in listed if _has(asked, said, words)][:limit]

    def rename(self, user: str, conversation: str, title: str) -> bool:
        """Call a conversation of this user by a title; an empty one: by its first question. False where it is not theirs."""
        kept = " ".join(title.split())[:LONGEST_TITLE]
        return self._set(user, conversation, "title", kept or None)

    def pin(self, user: str, conversation: str, *, pinned: bool) -> bool:
        """Keep a conversation of this user at the top of their list, or no more. False where it is not theirs."""
        return self._set(user, conversation, "pinned", int(pinned))

    def _set(self, user: str, conversation: str, column: str, value: object) -> bool:
        theirs = """SELECT 1 FROM answers WHERE conversation = ? AND "user" = ? AND "user" <> '' LIMIT 1"""
        with self._database.transaction():
            if not conversation or self._database.one(theirs, conversation, user) is None:
                return False
            self._database.run(f"UPDATE conversations SET {column} = ? WHERE id = ?", value, conversation)
        return True

    def _said(self) -> str:
        """SQL of all that an answer says."""
        of_one = self._database.joined("coalesce(value ->> 'lead', '') || ' ' || (value ->> 'text')")
        statements = self._database.elements("answers.answer -> 'statements'")
        return f"coalesce(answers.answer ->> 'reason', '') || coalesce((SELECT {of_one} FROM {statements}), '')"

    def _listed(
        self, user: str, seen: Collection[str] | None, *, with_words: bool
    ) -> Sequence[tuple[Conversation, str, str]]:
        """Each with its title and questions, and with what was said, where those are wanted."""
        may_be_seen, values = made_of(self._database, seen)
        asked, said = (self._database.joined(each) if with_words else "''" for each in (_ASKED, self._said()))
        sql = f"""SELECT listed.conversation, coalesce(title, opening.answer -> 'asked' ->> 'question'), begun, latest, questions,
            coalesce(pinned, 0), asked, said FROM
            (SELECT conversation, min(row) AS first, max(row) AS last, {asked} AS asked, {said} AS said, min(given) AS begun,
            max(given) AS latest, count(*) AS questions
            FROM answers WHERE "user" = ? AND "user" <> '' AND conversation <> '' AND {may_be_seen} GROUP BY conversation) AS listed
            JOIN answers AS opening ON opening.row = first
            LEFT JOIN conversations ON conversations.id = listed.conversation ORDER BY coalesce(pinned, 0) DESC, last DESC"""
        return [
            (
                Conversation(id_, title, datetime.fromisoformat(begun), datetime.fromisoformat(latest), count, bool(pin)),
                f"{title} {asked}",
                said,
            )
            for id_, title, begun, latest, count, pin, asked, said in self._database.all(sql, user, *values)
        ]  # fmt: skip


def _has(asked: str, said: str, words: str) -> bool:
    wanted = [rf"\b{re.escape(word)}" for word in fold(words).split()]
    in_asked, in_said = (fold(asked), fold(said)) if wanted else ("", "")
    together = r"\w*\W+".join(wanted)
    return all(re.search(word, in_asked) for word in wanted) or re.search(together, in_said) is not None
