"""What of a quote is marked: the figure, date or name that the question asks for; of a table's row the cell of its year."""

from bot.quoting.inquiry import Inquiry
from corpus.language.sentence import is_table_row
from corpus.tables.written_row import row_at
from corpus.text.letters import fold
from index.question.query import Query

Marks = tuple[tuple[int, int], ...]
_OF_ASPECT = {"plan": "ke hoach", "result": "thuc hien", "estimate": "uoc"}


def marks_of(quote: str, inquiry: Inquiry) -> Marks:
    """Offsets in the quote, in order and apart; none where it is not plain what was asked for."""
    if is_table_row(quote):
        return _cells(quote, inquiry.query)
    return inquiry.asked_for.marks(quote) if inquiry.asked_for else ()


def _cells(row: str, query: Query) -> Marks:
    years = [str(year) for year in query.years]
    cells = [cell for cell in row_at(row, 0, len(row)).cells if any(year in cell.head for year in years)]
    kind = _OF_ASPECT.get(query.wanted.aspect or "", "")
    of_aspect = [cell for cell in cells if kind and kind in fold(cell.head)]
    return tuple((cell.start, cell.end) for cell in of_aspect or cells)
