"""Pages of a Word document, as far as the file proves them.

A Word file has no pages; Word notes in it where pages began when it last laid it out (ECMA-376 part 1, 17.3.3.13). Without
such notes nobody knows how many pages lie between two breaks of the author, and no page is claimed.
"""

from corpus.formats.numbering import spelled
from corpus.paragraph import Leaf
from corpus.word.wordml import W, WordElement, find, sections_of, value_of


class Pages:
    """Counts the pages of a document while it is read.

    `stated`: how many pages the program that saved the file laid out; `laid_out`: whether its marks are to be trusted.
    """

    def __init__(self, body: WordElement, stated: int | None, *, laid_out: bool) -> None:
        self.number = 1
        """Number (from 1) of the page that is being read."""
        self._sections = sections_of(body)
        self._begins = [1]
        self._is_known = laid_out and next(body.iter(f"{W}lastRenderedPageBreak"), None) is not None
        self._stated = stated
        self._is_fresh = True
        self._awaits_mark = False

    def rendered(self) -> None:
        """A page begins where Word has marked one; the mark of a break that the author set is none of its own."""
        if not self._awaits_mark:
            self._turn()
        self._awaits_mark = False

    def broken(self) -> None:
        """A page begins by the author's will; Word marks it as well where text follows."""
        self._turn()
        self._awaits_mark = True

    def broken_before(self) -> None:
        """A paragraph begins that is to stand at the head of a page (17.3.1.23)."""
        if not self._is_fresh:
            self.broken()

    def printed(self) -> None:
        """Something was printed on this page."""
        self._is_fresh = self._awaits_mark = False

    def section_turns(self) -> bool:
        """Whether the next section begins on a page of its own, as its type says (17.6.22)."""
        following = self._sections[len(self._begins)] if len(self._begins) < len(self._sections) else None
        return value_of(following, "type", "nextPage") not in ("continuous", "nextColumn")

    def section_ended(self) -> None:
        """A section ends and the next one begins."""
        if self.section_turns():
            self.broken_before()
        self._begins.append(self.number if self._is_fresh else self.number + 1)

    def doubt(self) -> None:
        """No page is claimed from here on nor before: their order is not that of the text."""
        self._is_known = False

    def leaves(self) -> tuple[Leaf, ...]:
        """All pages with the numbers that they bear (17.6.12), without where the file does not prove them.

        It does not where it states another number of pages than it marks.
        """
        proven = self._is_known and self._stated in (None, self.number)
        labels = self._labels() if proven else [""] * self.number
        return tuple(Leaf(number, label) for number, label in enumerate(labels, 1))

    def _turn(self) -> None:
        if self._is_known:
            self.number += 1
        self._is_fresh = True

    def _labels(self) -> list[str]:
        labels: list[str] = []
        count = 0
        for number in range(1, self.number + 1):
            count += 1
            section = max((index for index, begin in enumerate(self._begins) if begin <= number), default=0)
            properties = self._sections[section] if section < len(self._sections) else None
            if self._begins[section] == number:
                count = self._first(properties, count)
            form = find(properties, "pgNumType")
            shown = "decimal" if form is None else form.get(f"{W}fmt", "decimal")
            labels.append(spelled(count, "decimal" if shown == "numberInDash" else shown))
        return labels

    def _first(self, properties: WordElement, count: int) -> int:
        """The number of a section's first page, the one of its place being `count`."""
        form = find(properties, "pgNumType")
        start = "" if form is None else form.get(f"{W}start", "")
        if start.isdecimal():
            return int(start)
        odd = {"oddPage": 1, "evenPage": 0}.get(value_of(properties, "type"))
        return count if odd is None or count % 2 == odd else count + 1
