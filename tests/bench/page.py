"""docs/figures.md out of what the sections showed last."""

import os
from collections.abc import Mapping, Sequence
from platform import machine, python_version

from tests.bench.bench import Section
from tests.bench.store import Measured


def page(sections: Sequence[Section], last: Mapping[str, Measured]) -> str:
    """Every section in its order; one that was never measured says so."""
    head = (
        f"Written by `make bench` with Python {python_version()} on {machine()}, {os.cpu_count()} processors, no GPU. "
        "Times depend on the machine and on what else it does. Weights were fitted on one half of the questions of the public "
        "sets (even positions); where a figure has two columns, the second is over the other half."
    )
    parts = ["# Figures", head]
    for section in sections:
        parts += [f"## {section.title}", section.text, *_body(section, last.get(section.name))]
    return "\n\n".join(parts) + "\n"


def _body(section: Section, what: Measured | None) -> list[str]:
    if what is None:
        return [f"Not measured yet: `python -m tests.bench {section.name}`."]
    stamp = (
        f"Measured on {what.on}, commit {what.commit or 'unknown'}: hoidap {what.version}, encoder {what.encoder}, "
        f"index recipe {what.recipe}; {what.minutes:.0f} minutes."
    )
    return [stamp, *(table.markdown() for table in what.tables)]
