"""Equations of Word on one line: ECMA-376 part 1, 22.1 (Office MathML), in the linear notation of Unicode Technical Note 28."""

import re
from collections.abc import Callable, Mapping

from corpus.text.raised import raised
from corpus.word.wordml import WordElement, name_of

_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_ATOM = re.compile(r"[\w.,%°⁰¹²³⁴-₉]*|\([^()]*\)")
"""What needs no brackets beside a stroke or a power."""
_POWER = re.compile(r"[+\-−]?\d{1,3}")


def linear(element: WordElement) -> str:
    """The signs of an equation or of a part of it: a fraction as "95/100", a power as "x²" or "x^(n+1)", a root as "√x"."""
    name = name_of(element)
    if name == "t":
        return element.text or ""
    if name in _WRITTEN:
        return _WRITTEN[name](element)
    return "" if name.endswith("Pr") else "".join(map(linear, element))


def _part(element: WordElement, name: str) -> str:
    found = element.find(f"{_M}{name}")
    return "" if found is None else linear(found).strip()


def _sign(element: WordElement, path: str, usual: str) -> str:
    """A sign of the properties ("dPr/begChr"): the usual one where none is named, nothing where it is named empty."""
    found = element.find("/".join(f"{_M}{name}" for name in path.split("/")))
    return usual if found is None else str(found.get(f"{_M}val", usual))


def _grouped(text: str) -> str:
    return text if _ATOM.fullmatch(text) else f"({text})"


def _fraction(element: WordElement) -> str:
    return f"{_grouped(_part(element, 'num'))}/{_grouped(_part(element, 'den'))}"


def _raised(text: str) -> str:
    if _POWER.fullmatch(text):
        return raised("x", text)
    return f"^{_grouped(text)}" if text else ""


def _lowered(text: str) -> str:
    return f"_{_grouped(text)}" if text else ""


def _scripts(element: WordElement) -> str:
    written = _grouped(_part(element, "e")) + _lowered(_part(element, "sub")) + _raised(_part(element, "sup"))
    following = element.getnext()
    text = "" if following is None else next(following.itertext(f"{_M}t"), "")
    return f"{written} " if text[:1].isalnum() and written[-1:].isalpha() else written


def _accent(element: WordElement) -> str:
    return _part(element, "e") + _sign(element, "accPr/chr", "\u0302")


def _scripts_before(element: WordElement) -> str:
    return _lowered(_part(element, "sub")) + _raised(_part(element, "sup")) + _part(element, "e")


def _root(element: WordElement) -> str:
    return f"{raised('x', _part(element, 'deg'))}√{_grouped(_part(element, 'e'))}"


def _sum(element: WordElement) -> str:
    limits = _lowered(_part(element, "sub")) + _raised(_part(element, "sup"))
    return f"{_sign(element, 'naryPr/chr', '∫')}{limits} {_part(element, 'e')}"


def _brackets(element: WordElement) -> str:
    inner = _sign(element, "dPr/sepChr", "|").join(linear(each).strip() for each in element.findall(f"{_M}e"))
    return _sign(element, "dPr/begChr", "(") + inner + _sign(element, "dPr/endChr", ")")


def _function(element: WordElement) -> str:
    return f"{_part(element, 'fName')} {_part(element, 'e')}"


def _limit(element: WordElement) -> str:
    return f"{_part(element, 'e')}_{_grouped(_part(element, 'lim'))}"


def _rows(element: WordElement) -> str:
    return "; ".join(linear(each).strip() for each in element.findall(f"{_M}e"))


def _matrix(element: WordElement) -> str:
    rows = (", ".join(linear(each).strip() for each in row.findall(f"{_M}e")) for row in element.findall(f"{_M}mr"))
    return "; ".join(rows)


_WRITTEN: Mapping[str, Callable[[WordElement], str]] = {
    "f": _fraction,
    "acc": _accent,
    "sSup": _scripts,
    "sSub": _scripts,
    "sSubSup": _scripts,
    "sPre": _scripts_before,
    "rad": _root,
    "nary": _sum,
    "d": _brackets,
    "func": _function,
    "limLow": _limit,
    "limUpp": _limit,
    "eqArr": _rows,
    "m": _matrix,
}
