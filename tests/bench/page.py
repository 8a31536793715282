"""docs/figures.md out of what the sections showed last."""

import os
from collections.abc import Mapping, Sequence
from platform import machine, python_version

from tests.bench.bench import Section
from tests.bench.store import Measured


def page(sections: Sequence[Section], last: Mapping[str, Measured], before: str = "") -> str:
    """Every section in its order; one that was not measured here is as the page `before` has it, or says that it never was."""
    head = (
        f"Written by `make bench` with Python {python_version()} on {machine()}, {os.cpu_count()} processors, no GPU. "
        "Times depend on the machine and on what else it does. Weights were fitted on one half of the questions of the public "
        "sets (even positions); where a figure has two columns, the second is over the other half."
    )
    parts = ["# Figures", head]
    for section in sections:
        body = _body(last.get(section.name)) or _body_before(section, before)
        parts += [
            f"## {section.title}",
            section.text,
            *(body or [f"Not measured yet: `python -m tests.bench {section.name}`."]),
        ]
    return "\n\n".join(parts) + "\n"


def _body_before(section: Section, before: str) -> list[str]:
    """The stamp and the tables of a section as the page has them."""
    sections = dict(each.split("\n", 1) for each in before.split("\n## ")[1:])
    _, stamp, tables = sections.get(section.title, "").partition("Measured on ")
    return [f"{stamp}{tables}".strip()] if stamp else []


def _body(what: Measured | None) -> list[str]:
    if what is None:
        return []
    stamp = (
        f"Measured on {what.on}, commit {what.commit or 'unknown'}: hoidap {what.version}, encoder {what.encoder}, "
        f"index recipe {what.recipe}; {what.minutes:.0f} minutes."
    )
    return [stamp, *(table.markdown() for table in what.tables)]
