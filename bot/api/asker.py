"""Who sends a request, and what is there for them."""

from fastapi import HTTPException, Request

from bot.user import User
from corpus.report import Report
from index.library import Library


def asker_of(request: Request) -> User:
    """Who asks, as the guard found."""
    user: User = request.scope["user"]
    return user


def report_for(user: User, library: Library, report_id: str) -> Report:
    """A report that the user may see. 404 for one that they may not as for one that there is not."""
    report = library.reports.get(report_id)
    if report is None or not user.may_see(report.collection):
        raise HTTPException(404, f"there is no report {report_id!r}")
    return report
