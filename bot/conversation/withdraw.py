"""Withdraws reports from the library and from the answers that quote them, which then say so."""

from collections.abc import Collection
from collections.abc import Set as AbstractSet
from dataclasses import replace
from functools import partial

from bot.answer import Answer, Cell, Citation, Declined, SmallTalk, Statement, Table, cited_by
from bot.conversation.history import stored_answers
from bot.wording.wording import Wording, wording
from index.database.database import Database
from index.library import Library
from index.record.stored_json import stored_as
from index.withdraw import withdraw


def withdraw_reports(library: Library, report_ids: Collection[str]) -> None:
    """As `index.withdraw`; what was answered before keeps its question and loses what it quotes."""
    withdraw(library, report_ids, partial(_forget, library.database))


def without(answer: Answer, report_ids: Collection[str]) -> Answer:
    """The answer without a word of these reports; the number, agency and date of each still tell which it was."""
    gone = {each.marker for each in cited_by(answer) if each.report_id in report_ids}
    if not gone or isinstance(answer, SmallTalk):
        return answer
    words = wording(answer.asked.language)
    if isinstance(answer, Declined):
        return replace(answer, nearest=tuple(_cited(each, gone, words) for each in answer.nearest))
    return replace(
        answer,
        statements=tuple(_said(each, gone, words) for each in answer.statements),
        citations=tuple(_cited(each, gone, words) for each in answer.citations),
        notes=(words.withdrawn_note,),  # the others may repeat what is quoted
        dropped=(),
        table=answer.table and _table(answer.table, gone, words),
        short=None,  # composed of all its values together
        translations=tuple(each for each in answer.translations if each.marker not in gone),
    )


def _forget(database: Database, report_ids: Collection[str]) -> None:
    for report_id in report_ids:
        for answer_id, answer in stored_answers(database, report_id):
            changed = without(answer, report_ids)
            database.run("UPDATE answers SET answer = ? WHERE id = ?", stored_as(changed), answer_id)
        # What follows on such a turn would lean on what is not there any more.
        database.run("DELETE FROM turns WHERE turn LIKE ?", f"%{report_id}%")


def _said(statement: Statement, gone: AbstractSet[int], words: Wording) -> Statement:
    if gone.isdisjoint(statement.markers):
        return statement
    return replace(statement, text=words.withdrawn_quote, lead="", marks=())


def _cited(citation: Citation, gone: AbstractSet[int], words: Wording) -> Citation:
    if citation.marker not in gone:
        return citation
    notices = (words.withdrawn_document,)
    return replace(citation, quote=words.withdrawn_quote, start=0, end=0, title="", path="", notices=notices)


def _table(table: Table, gone: AbstractSet[int], words: Wording) -> Table:
    return replace(
        table,
        rows=tuple(
            tuple(cell if gone.isdisjoint(cell.markers) else Cell(words.withdrawn_quote, cell.markers) for cell in row)
            for row in table.rows
        ),
    )
