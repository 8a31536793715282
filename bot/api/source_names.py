"""How files of the server's disk are called: only who administers the server is told where on it they lie."""

import re
from collections.abc import Callable
from dataclasses import fields, replace
from pathlib import Path, PurePath
from typing import Any

from bot.feeds.kept import origin_of
from bot.user import User
from corpus.filename import shown
from corpus.report import Report
from index.folders.result import Failure, SyncResult
from index.library import Library

Naming = Callable[[str], str]
"""What stands in a line, of a path and of words around one."""


def report_naming(user: User, library: Library) -> Callable[[Report], Report]:
    """Reports as this user may see them: with the path of their file, or its name below what is synced, or the address it is from."""
    if user.may_administer:
        return lambda report: report
    name = _source_naming(library)
    return lambda report: replace(report, source=name(report.source))


def result_naming(user: User, library: Library) -> Callable[[SyncResult], SyncResult]:
    """The same for what a sync did."""
    if user.may_administer:
        return lambda result: result
    name, say = _source_naming(library), line_naming(user, library)

    def named(each: Any) -> Any:
        match each:
            case list():
                return [named(one) for one in each]
            case Failure():
                return Failure(name(each.source), say(each.reason))
            case str():
                return name(each)
        return each

    return lambda result: SyncResult(**{each.name: named(getattr(result, each.name)) for each in fields(result)})


def line_naming(user: User, library: Library) -> Naming:
    """The same for one line, of an error for instance."""
    return (lambda line: line) if user.may_administer else _naming_below(library)


def _source_naming(library: Library) -> Naming:
    below = _naming_below(library)

    def named(source: str) -> str:
        name = below(source)
        return origin_of(library.folder, [Path(source)]) or (PurePath(name).name if name.startswith("/") else name)

    return named


def _naming_below(library: Library) -> Naming:
    """A path in a folder that is synced begins with what is in the folder, the folder itself is its last name."""
    tops = sorted({shown(library.folder.resolve()), *(shown(path) for path, _ in library.files.roots())}, key=len)
    at = re.compile(rf"(?<![\w/.-])(?:{'|'.join(re.escape(each) for each in reversed(tops))})(?:/|(?=[\s'\":;,)]|$))")
    return lambda line: at.sub(lambda found: "" if found[0].endswith("/") else PurePath(found[0]).name, line)
