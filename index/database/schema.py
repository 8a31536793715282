"""The tables of the record in SQLite, and the steps by which a record of an older version comes to have them.

`PRAGMA user_version` counts the steps that a record has been through; a new record goes through all of them.
"""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from index.errors import NewerLibraryError

_FIRST = """
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS roots (path TEXT, collection TEXT, PRIMARY KEY (path, collection));
CREATE TABLE IF NOT EXISTS files (
    path TEXT, collection TEXT, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL, sha256 TEXT NOT NULL,
    report_id TEXT, failure TEXT, recipe TEXT NOT NULL, PRIMARY KEY (path, collection));
CREATE INDEX IF NOT EXISTS files_by_report ON files (report_id);
CREATE TABLE IF NOT EXISTS reports (
    id TEXT PRIMARY KEY, collection TEXT NOT NULL, ready INTEGER NOT NULL, identity TEXT NOT NULL,
    structure TEXT NOT NULL, text TEXT NOT NULL, agency TEXT NOT NULL, kind TEXT NOT NULL, number TEXT);
CREATE INDEX IF NOT EXISTS reports_by_collection ON reports (ready, collection);
CREATE TABLE IF NOT EXISTS places (report_id TEXT PRIMARY KEY, packed BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS chunks (
    row INTEGER PRIMARY KEY AUTOINCREMENT, report_id TEXT NOT NULL, collection TEXT NOT NULL,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, text TEXT NOT NULL, pages TEXT NOT NULL, path TEXT NOT NULL,
    years TEXT NOT NULL, aspect TEXT, searchable INTEGER NOT NULL, key TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS chunks_by_report ON chunks (report_id, start);
CREATE INDEX IF NOT EXISTS chunks_by_key ON chunks (key);
CREATE TABLE IF NOT EXISTS vectors (
    encoder TEXT, key TEXT, passage BLOB NOT NULL, sentences BLOB NOT NULL, PRIMARY KEY (encoder, key));
CREATE TABLE IF NOT EXISTS token_codes (
    encoder TEXT, key TEXT, codes BLOB NOT NULL, PRIMARY KEY (encoder, key)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS feedback (
    answer_id TEXT PRIMARY KEY, verdict TEXT NOT NULL, reasons TEXT NOT NULL, comment TEXT NOT NULL, given TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS answers (
    row INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, conversation TEXT NOT NULL, user TEXT NOT NULL,
    given TEXT NOT NULL, status TEXT NOT NULL, answer TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS answers_by_conversation ON answers (conversation, row);
CREATE INDEX IF NOT EXISTS answers_by_user ON answers (user, row);
CREATE TABLE IF NOT EXISTS corrections (
    report_id TEXT PRIMARY KEY, cells TEXT NOT NULL, before TEXT NOT NULL, by TEXT NOT NULL, given TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS conversations (id TEXT PRIMARY KEY, used TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS turns (row INTEGER PRIMARY KEY AUTOINCREMENT, conversation TEXT NOT NULL, turn TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS turns_by_conversation ON turns (conversation, row);
CREATE TABLE IF NOT EXISTS removals (report_id TEXT PRIMARY KEY);
CREATE TABLE IF NOT EXISTS bigrams (
    collection TEXT, folded_first TEXT, folded TEXT, first TEXT, word TEXT, count INTEGER NOT NULL,
    PRIMARY KEY (collection, folded_first, folded, first, word)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS short_forms (
    report_id TEXT, short TEXT, long TEXT, collection TEXT NOT NULL, count INTEGER NOT NULL,
    PRIMARY KEY (report_id, short, long)) WITHOUT ROWID;
"""
"""Records without a version mark have some or all of these tables already."""

_STAMPS = """
ALTER TABLE files ADD COLUMN ctime_ns INTEGER NOT NULL DEFAULT 0;
ALTER TABLE files ADD COLUMN inode INTEGER NOT NULL DEFAULT 0
"""

_SEARCHED = "ALTER TABLE answers ADD COLUMN searched TEXT"
"""The collections that an answer was made of; not known of older ones."""

_WITHDRAWALS = """
CREATE TABLE withdrawals (
    collection TEXT, sha256 TEXT, given TEXT NOT NULL, erased INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (collection, sha256))
"""

_CONFIGURED = "ALTER TABLE roots ADD COLUMN configured INTEGER NOT NULL DEFAULT 0"
"""Whether the settings named it when it was last synced; the others were named by command."""

_NAMED = """
ALTER TABLE conversations ADD COLUMN title TEXT;
ALTER TABLE conversations ADD COLUMN pinned INTEGER NOT NULL DEFAULT 0
"""
"""What a person calls a conversation, and whether it stays at the top of their list."""

_COUNTED = "CREATE INDEX chunks_searchable ON chunks (report_id, searchable)"
"""Which passages are searched, and how many, is told without reading their texts."""

_SENT = """
ALTER TABLE answers ADD COLUMN sent_as TEXT;
ALTER TABLE answers ADD COLUMN sent TEXT;
CREATE UNIQUE INDEX answers_by_sending ON answers (sent_as)
"""
"""By what a question is known that may be sent again, and what was sent with it."""

_KNOWN = """
ALTER TABLE reports ADD COLUMN length INTEGER NOT NULL DEFAULT 0;
ALTER TABLE reports ADD COLUMN relations TEXT NOT NULL DEFAULT '[]';
UPDATE reports SET length = length(text), relations = coalesce(structure ->> 'relations', '[]');
CREATE INDEX reports_known ON reports (ready, id, collection, kind, number, length, relations, identity);
DROP INDEX chunks_searchable;
CREATE INDEX chunks_searchable ON chunks (report_id, searchable, years)
"""
"""What every search must know of each report is told without reading past the texts, a gigabyte of a million passages; so is of
which years its passages are."""

STEPS: tuple[str, ...] = (_FIRST, _STAMPS, _SEARCHED, _WITHDRAWALS, _CONFIGURED, _NAMED, _COUNTED, _SENT, _KNOWN)
"""SQL, oldest first. A step that was released is never changed: what is to be different is one more step."""


@dataclass(frozen=True, slots=True)
class Schema:
    """What a file has."""

    steps: tuple[str, ...]
    irreplaceable: tuple[str, ...]
    """Tables that are small however many reports there are, and stand in no file."""


RECORD_SCHEMA = Schema(STEPS, ("meta", "roots", "files", "corrections", "feedback", "conversations", "removals"))


def migrate(connection: sqlite3.Connection, folder: Path, steps: Sequence[str] = STEPS) -> None:
    """Take the record in `folder` through the steps that it lacks, each wholly or not at all.

    Raises NewerLibraryError where it has been through more of them than there are here; nothing is changed then.
    """
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > len(steps):
        raise NewerLibraryError(
            f"the library {str(folder)!r} was written by a newer hoidap (its record is version {version}, this one reads up "
            f"to {len(steps)}): install that version again, or name another folder with --data"
        )
    for number, step in enumerate(steps[version:], version + 1):
        try:
            connection.executescript(f"BEGIN IMMEDIATE; {step}; PRAGMA user_version = {number}; COMMIT;")
        except sqlite3.Error:
            connection.rollback()
            raise
