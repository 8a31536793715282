"""Which passages a query may find: its filters, and what the question itself states outright."""

from collections.abc import Callable, Mapping

from corpus.chunk import Aspect
from index.engines.scope import Scope
from index.question.filters import Filters
from index.question.query import Query
from index.record.register import Register

_CONTRARY: Mapping[Aspect, tuple[Aspect, ...]] = {
    "plan": ("result", "estimate"),
    "result": ("plan",),
    "estimate": ("plan",),
    "direction": (),
}
"""What is certainly not meant by a question that states the aspect it asks for."""


def scope_of(
    query: Query, register: Register, names_of: Callable[[str], tuple[str, ...]], exclude: frozenset[str]
) -> Scope:
    """The scope of a query; `names_of` gives the other names of an agency, `exclude` names reports passed over.

    A year in a filter must be known of a passage. Of a year in the question it is enough that no other is known, or, where
    the question does not state whether it means results or plans, that the passage mentions it.
    """
    filters, wanted = query.filters, query.wanted
    reports = _reports(query, register, names_of)
    if reports is None and register.lacks_copies:
        reports = frozenset(register.entries)
    if exclude:
        reports = (frozenset(register.entries) if reports is None else reports) - exclude
    return Scope(
        collections=register.seen_by(filters.collections).collections,
        reports=reports,
        years=filters.years or (wanted.years if "years" in wanted.hard else ()),
        undated=not filters.years and "years" in wanted.hard,
        mentioned=not filters.years and "years" in wanted.hard and "aspect" not in wanted.hard,
        without=_CONTRARY[wanted.aspect] if wanted.aspect and "aspect" in wanted.hard else (),
    )


def _reports(query: Query, register: Register, names_of: Callable[[str], tuple[str, ...]]) -> frozenset[str] | None:
    """The reports that pass the filters and what the question states of agency, kind and number; None for all."""
    filters, wanted = query.filters, query.wanted
    limits = [
        Filters(
            agencies=tuple(name for agency in filters.agencies for name in names_of(agency)),
            kinds=filters.kinds,
            reports=filters.reports,
            in_force=filters.in_force,
        ),
        Filters(
            agencies=wanted.agencies if "agencies" in wanted.hard else (),
            kinds=wanted.kinds if "kinds" in wanted.hard else (),
        ),
    ]
    found = [register.ids(limit) for limit in limits if limit != Filters()]
    if "numbers" in wanted.hard:
        found.append(register.numbered(wanted.numbers))
    return frozenset.intersection(*found) if found else None
