"""Who sends a request, whether they may ask now, and what is there for them."""

from fastapi import HTTPException, Request

from bot import audit
from bot.turns import Turns
from bot.user import User
from corpus.report import Report
from index.library import Library


def asker_of(request: Request) -> User:
    """Who asks, as the guard found."""
    user: User = request.scope["user"]
    return user


def name_of(request: Request) -> str:
    """What tells who asks from all others: an address, where they have no name."""
    return asker_of(request).name or _address_of(request)


def admit(request: Request, turns: Turns, question: str) -> None:
    """Counts a question and has it in the audit log. Raises LaterError for who may not ask now."""
    turns.admit(asker_of(request), _address_of(request))
    audit.tell_question(asker_of(request), question, with_text=request.app.state.log_questions)


def report_for(user: User, library: Library, report_id: str) -> Report:
    """A report that the user may see. 404 for one that they may not as for one that there is not."""
    report = library.reports.get(report_id)
    if report is None or not user.may_see(report.collection):
        raise HTTPException(404, f"there is no report {report_id!r}")
    return report


def _address_of(request: Request) -> str:
    return request.client.host if request.client else ""
