"""Number formats of spreadsheets (ECMA-376 part 1, 18.8.30 and 18.8.31): what "#,##0.00" makes of a number.

A format has up to four sections (positive, negative, zero, text), or sections with conditions of their own.
"""

import math
import operator
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from functools import cache
from typing import NamedTuple

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|_(?P<width>.)|\*(?P<fill>.)|(?P<elapsed>\[(?:h+|m+|s+)\])'
    r"|\[\$(?P<currency>[^\]-]*)(?P<locale>-[^\]]*)?\]|\[(?P<bracket>[^\]]*)\]|(?P<general>General)"
    r"|(?P<noon>AM/PM|A/P)|(?P<exponent>E[+-])|(?P<date>y+|m+|d+|h+|s+)|(?P<digit>[0#?])|(?P<mark>[.,%/@])|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_LITERAL = {"quoted", "escaped", "currency", "other"}
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)")
_COMPARED = {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "=": operator.eq,
             "<>": operator.ne}  # fmt: skip
_SIGNIFICANT = 15
"""Digits that a spreadsheet keeps of a number; what a float has beyond them is no figure of the file."""
_SHOWN = 11
"""Digits that it shows of a number without a format of its own."""
_EXACT = Context(prec=400)
"""Holds the digits of every number that a workbook can keep: those of Python's default do not reach for 1e30 with decimals."""


class Token(NamedTuple):
    kind: str
    text: str


class Marks(NamedTuple):
    """What stands between thousands and before decimals."""

    group: str
    decimal: str


@dataclass(frozen=True, slots=True)
class Section:
    """One section of a format, and the condition it carries."""

    tokens: tuple[Token, ...]
    condition: tuple[str, float] | None = None

    def has(self, kind: str, text: str = "") -> bool:
        return any(token.kind == kind and (not text or token.text == text) for token in self.tokens)

    @property
    def is_date(self) -> bool:
        """Whether it shows a day or a time; zeros are then fractions of a second."""
        return self.has("date") or self.has("elapsed")

    @property
    def is_text(self) -> bool:
        return self.has("mark", "@")

    def holds(self, value: float) -> bool:
        return self.condition is not None and bool(_COMPARED[self.condition[0]](value, self.condition[1]))


@cache
def sections_of(code: str) -> tuple[Section, ...]:
    """The sections of a format's code, in order."""
    tokens = [_token(match) for match in _TOKEN.finditer(code or "General")]
    parts: list[list[Token]] = [[]]
    for token in tokens:
        if token == ("other", ";"):
            parts.append([])
        else:
            parts[-1].append(token)
    return tuple(map(_section, parts))


def _token(match: re.Match[str]) -> Token:
    kind = match.lastgroup or "other"
    if kind == "locale":
        kind = "currency"
    if match["currency"] is not None:
        return Token("currency", match["currency"])
    return Token(kind, match[kind])


def _section(tokens: Sequence[Token]) -> Section:
    found = (_CONDITION.fullmatch(token.text) for token in tokens if token.kind == "bracket")
    condition = next(((match[1], float(match[2])) for match in found if match), None)
    return Section(tuple(token for token in tokens if token.kind not in ("bracket", "fill")), condition)


def section_for(sections: Sequence[Section], value: float) -> tuple[Section, bool]:
    """The section that shows `value`, and whether that section says by itself that it is negative."""
    numeric = [section for section in sections[:3] if not section.is_text] or list(sections[:1])
    if any(section.condition for section in numeric):
        for section in numeric:
            if section.holds(value):
                sign, bound = section.condition or ("", 0.0)
                return section, sign in ("<", "<=") and bound <= 0
        return next((section for section in reversed(numeric) if section.condition is None), numeric[0]), False
    if value < 0 and len(numeric) > 1:
        return numeric[1], True
    if value == 0 and len(numeric) > 2:
        return numeric[2], False
    return numeric[0], False


def number_shown(section: Section, value: float, marks: Marks) -> str:
    """`value` as the section shows it; its minus stands before everything."""
    exact = Decimal(f"{value:.{_SIGNIFICANT - 1}e}").scaleb(2 * section.tokens.count(Token("mark", "%")))
    if not section.has("digit"):
        body = "".join(
            _general(abs(value), marks) if _is_general(token) else _literal(token) for token in section.tokens
        )
    elif section.has("exponent"):
        body = _scientific(section, abs(exact), marks)
    elif _is_fraction(section):
        body = _fraction(section, abs(exact))
    else:
        body = _fixed(section.tokens, abs(exact), marks)
    return f"-{body}" if exact < 0 and re.search("[1-9]", body) else body


def _is_general(token: Token) -> bool:
    """Whether the whole number stands there: "General", and "@" where a number is shown as text."""
    return token.kind == "general" or token == ("mark", "@")


def text_shown(sections: Sequence[Section], text: str) -> str:
    """A text in its section ("@" stands for it); without one as it is."""
    section = next((each for each in sections if each.is_text), None)
    if section is None:
        return text
    return "".join(text if token == ("mark", "@") else _literal(token) for token in section.tokens)


def _literal(token: Token) -> str:
    if token.kind == "width":
        return " "
    return token.text if token.kind in _LITERAL or token.kind in ("mark", "date", "noon") else ""


def _general(value: float, marks: Marks) -> str:
    if (
        value.is_integer() and value < 10**_SIGNIFICANT
    ):  # a longer one than fits its cell is cut there, but the figure is what counts
        return str(int(value))
    return f"{value:.{_SHOWN - 1}g}".replace(".", marks.decimal).replace("e", "E")


def _fixed(tokens: Sequence[Token], value: Decimal, marks: Marks) -> str:
    """A number by placeholders: "0" stands always, "#" and "?" where there is a digit, literals in between."""
    point = next((index for index, token in enumerate(tokens) if token == ("mark", ".")), len(tokens))
    whole_part, decimal_part = tokens[:point], tokens[point + 1 :]
    grouped, thousands = _commas(tokens)
    places = sum(token.kind == "digit" for token in decimal_part)
    rounded = value.scaleb(-3 * thousands).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, _EXACT)
    whole, _, decimals = f"{rounded:f}".partition(".")
    shown = _decimals(decimal_part, decimals)
    return _whole(whole_part, whole.lstrip("0"), marks.group if grouped else "") + (
        marks.decimal + shown if shown[:1].isdigit() else shown
    )


def _commas(tokens: Sequence[Token]) -> tuple[bool, int]:
    """Whether thousands are parted, and how often the number is divided by a thousand (18.8.31: a comma behind the digits)."""
    shape = "".join("0" if token.kind == "digit" else token.text if token.kind == "mark" else " " for token in tokens)
    behind = re.search(r"0(,+)(?=[ %/]|\.|$)", shape)
    return bool(re.search(r"0 *,+ *0", shape)), len(behind[1]) if behind else 0


def _whole(tokens: Sequence[Token], digits: str, group: str) -> str:
    """Digits onto the placeholders from the right; the first placeholder takes all that are left."""
    first = next((index for index, token in enumerate(tokens) if token.kind == "digit"), None)
    shown: list[str] = []
    left, done = list(digits), 0
    for index in range(len(tokens) - 1, -1, -1):
        token = tokens[index]
        if token.kind != "digit":
            shown.append("" if token == ("mark", ",") else _literal(token))
            continue
        taken = len(left) if index == first else 1
        for _ in range(max(taken, 1)):
            digit = left.pop() if left else "0" if token.text == "0" else ""
            if digit and done and done % 3 == 0 and group:
                shown.append(group)
            shown.append(digit)
            done += bool(digit)
    return "".join(reversed(shown)) if first is not None else "".join(reversed(shown)) + digits


def _decimals(tokens: Sequence[Token], digits: str) -> str:
    """Decimals onto their placeholders; noughts at the end only where "0" stands."""
    places = [token.text for token in tokens if token.kind == "digit"]
    kept = next(
        (count for count in range(len(places), 0, -1) if places[count - 1] == "0" or digits[count - 1] != "0"), 0
    )
    left = iter(digits[:kept])
    return "".join(
        next(left, "") if token.kind == "digit" else "" if token == ("mark", ",") else _literal(token)
        for token in tokens
    )


def _scientific(section: Section, value: Decimal, marks: Marks) -> str:
    """A number with a power of ten, a multiple of as many as digits stand before the point."""
    at = next(index for index, token in enumerate(section.tokens) if token.kind == "exponent")
    mantissa, power = section.tokens[:at], section.tokens[at + 1 :]
    point = next((index for index, token in enumerate(mantissa) if token == ("mark", ".")), at)
    step = max(sum(token.kind == "digit" for token in mantissa[:point]), 1)
    exponent = math.floor(value.adjusted() / step) * step if value else 0
    digits = _fixed(mantissa, value.scaleb(-exponent), marks)
    sign = "-" if exponent < 0 else "+" if section.tokens[at].text.endswith("+") else ""
    return f"{digits}E{sign}{_fixed(power, Decimal(abs(exponent)), marks)}"


def _is_fraction(section: Section) -> bool:
    kinds = "".join(
        "0" if token.kind == "digit" or token.text.isdigit() else token.text[:1] for token in section.tokens
    )
    return bool(re.search("0 */ *0", kinds))


def _fraction(section: Section, value: Decimal) -> str:
    """The nearest fraction whose denominator has as many digits as placeholders, or is the one that is named."""
    at = next(index for index, token in enumerate(section.tokens) if token == ("mark", "/"))
    before, after = section.tokens[:at], section.tokens[at + 1 :]
    named = "".join(token.text for token in after if token.text.isdigit() and token.text != "0")
    runs = re.findall("0+", "".join("0" if token.kind == "digit" else " " for token in before))
    whole = int(value) if len(runs) > 1 else 0
    rest = Fraction(value) - whole
    if named:
        numerator, denominator = round(rest * int(named)), int(named)
    else:
        nearest = rest.limit_denominator(10 ** sum(token.kind == "digit" for token in after) - 1)
        numerator, denominator = nearest.numerator, nearest.denominator
    if numerator and numerator == denominator and len(runs) > 1:
        whole, numerator = whole + 1, 0
    units = "".join(_literal(token) for token in after if token.kind in ("quoted", "escaped"))
    pieces = [str(whole)] if whole or not numerator else []
    return " ".join(pieces + ([f"{numerator}/{denominator}"] if numerator else [])) + units
