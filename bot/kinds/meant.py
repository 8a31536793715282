"""Which agencies of the library a question means by a name."""

from collections.abc import Sequence

from corpus.text.letters import fold
from index.question.agencies import AgencyName, forms_of
from index.question.query import Query


def meant(query: Query, name: AgencyName) -> tuple[str, ...]:
    """Those that bear the name, without their successors or predecessors, if there are any."""
    written = fold(name.written)
    forms = [
        written,
        *(fold(e.other) for e in query.expansions if e.kind == "abbreviation" and fold(e.term) == written),
    ]
    own = [
        agency
        for agency in name.agencies
        if written in forms_of(agency) or any(fold(agency).startswith(form) for form in forms)
    ]
    return tuple(own) or name.agencies


def all_meant(query: Query, named: Sequence[AgencyName]) -> tuple[str, ...]:
    """Those of several names, each once."""
    return tuple(dict.fromkeys(agency for name in named for agency in meant(query, name)))
