"""What a search is limited to."""

from dataclasses import dataclass, replace

from index.question.wishes import Wish


@dataclass(frozen=True, slots=True)
class Filters:
    """Limits of a search; an empty field does not limit.

    `collections` is the exception that guards access: None means every collection, an empty tuple none.
    """

    years: tuple[int, ...] = ()
    """Reporting years; a passage that speaks of any of them is in."""
    agencies: tuple[str, ...] = ()
    """Compared folded; "Sở Nội vụ" also matches "Sở Nội vụ tỉnh Lam Giang"."""
    kinds: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()
    """Report ids."""
    collections: tuple[str, ...] | None = None
    in_force: bool = False
    """Leave out reports that another report of the library replaces or repeals."""
    ignore: tuple[Wish, ...] = ()
    """What is read out of the question itself and is not to count."""
    as_typed: bool = False
    """Search for the question letter by letter: no diacritics are put back, nothing is taken over from questions before."""

    def seen_by(self, collections: tuple[str, ...] | None) -> "Filters":
        """The same for one who may see these collections alone (None: all)."""
        if collections is None:
            return self
        wanted = collections if self.collections is None else set(self.collections) & set(collections)
        return replace(self, collections=tuple(sorted(wanted)))
