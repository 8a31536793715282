"""A report called by its file, with as many of its folders as it takes to tell it from others: "bc.pdf", "2024/bc.pdf"."""

from collections.abc import Mapping
from pathlib import PurePath


def ids_by_name(sources: Mapping[str, str]) -> dict[str, str]:
    """The id of each report by every name that only its file has, longer ones first; `sources` are the files by the ids."""
    names: dict[str, str | None] = {}
    for report_id, source in sources.items():
        parts = PurePath(source).parts
        for first in range(len(parts)):
            name = "/".join(parts[first:])
            names[name] = None if name in names else report_id
    return {name: report_id for name, report_id in names.items() if report_id}


def names_by_id(sources: Mapping[str, str]) -> dict[str, str]:
    """The shortest of them for each report."""
    return {report_id: name for name, report_id in ids_by_name(sources).items()}
