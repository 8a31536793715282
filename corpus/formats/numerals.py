"""Numbers in Roman numerals and in letters, as lists are numbered with."""

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
    (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
MOST = 4000
"""Numbers from here on have no Roman numerals; nobody counts so far in letters."""


def roman(number: int) -> str:
    """14 → "xiv"; empty for a number that has none."""
    if not 0 < number < MOST:
        return ""
    written = ""
    for value, letters in _ROMAN:
        times, number = divmod(number, value)
        written += letters * times
    return written
