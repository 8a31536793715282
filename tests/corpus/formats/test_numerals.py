from corpus.formats.list_mark import mark
from corpus.formats.numbering import spelled
from corpus.formats.numerals import roman


def test_numbers_without_numerals_have_none_however_large() -> None:
    assert [roman(number) for number in (0, 1, 14, 1994, 3999, 4000, 2 * 10**9)] == [
        "",
        "i",
        "xiv",
        "mcmxciv",
        "mmmcmxcix",
        "",
        "",
    ]
    assert (spelled(2**31, "lowerLetter"), spelled(2 * 10**9, "lowerRoman")) == ("", "")
    assert mark(4000, "lower-roman") == "4000."
