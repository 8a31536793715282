"""The questions that are kept in the history, for one who may see some collections: nothing more is kept for it."""

import json
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any, cast

from bot.answer import Asked
from bot.asked.question import AskedQuestion
from bot.conversation.history import made_of
from bot.wording.keys import Fate
from index.library import Library
from index.record.stored_json import read_stored


def asked_since(library: Library, since: datetime, seen: Collection[str] | None) -> list[AskedQuestion]:
    """Those asked since then, latest first, of which everything that was searched may be seen (None: all of it).

    What has no word is no question.
    """
    may_be_seen, values = made_of(library.database, seen)
    reports = library.database.joined("value ->> 'report_id'")
    sql = f"""SELECT id, answers.given, status, answer -> 'asked', answer ->> 'certainty', answer -> 'missing',
        (SELECT {reports} FROM {library.database.elements("answer -> 'citations'")}), searched, verdict, reasons
        FROM answers LEFT JOIN feedback ON answer_id = id
        WHERE status <> 'smalltalk' AND answers.given >= ? AND {may_be_seen} ORDER BY row DESC"""
    collection_of = {id_: each.collection for id_, each in library.reports.register().entries.items()}
    asked = (_question(row, collection_of) for row in library.database.all(sql, since.isoformat(), *values))
    return [each for each in asked if each.words]


def _question(row: tuple[Any, ...], collection_of: Mapping[str, str]) -> AskedQuestion:
    id_, given, status, asked, certainty, missing, reports, searched, verdict, reasons = row
    cited = {collection_of[each] for each in (reports or "").split() if each in collection_of}
    is_disliked = verdict == "down"
    return AskedQuestion(
        id=id_,
        asked=read_stored(Asked, asked),
        given=datetime.fromisoformat(given),
        fate="declined" if status == "declined" else cast("Fate", certainty or "firm"),
        is_disliked=is_disliked,
        reasons=tuple(json.loads(reasons)) if is_disliked else (),
        missing=tuple(json.loads(missing or "[]")),
        collections=tuple(sorted(cited or json.loads(searched or "[]"))),
    )
