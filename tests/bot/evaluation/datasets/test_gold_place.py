"""Where gold stands, in reports made by hand."""

import unicodedata

import pytest

from bot.evaluation.datasets.gold_place import Gold, GoldPlace, gold_place_of, touched
from corpus.report import Page, Report, Section

FIRST, SECOND = "1. Nhiệm vụ\nSở chủ trì.\n", "2. Kinh phí  chung\nLà 5 tỷ đồng. Phần còn\nlại là 7 tỷ."
TEXT = FIRST + SECOND


def report(text: str = TEXT, *, scanned: tuple[bool, ...] = (False, False)) -> Report:
    cut = len(FIRST) if text == TEXT else 1
    borders = ((0, cut), (cut, len(text)))
    return Report(
        id="r", collection="default", title="", kind=None, number=None, agency=None, place=None, issued=None, effective=None,
        years=(), signer=None, source="r.pdf", sha256="0", language="vi", text=text,
        pages=tuple(
            Page(label, number, start, end, 0.9 if scan else None)
            for label, number, (start, end), scan in zip(("i", "ii"), (1, 2), borders, scanned, strict=True)
        ),
        sections=(
            Section(0, "", 0, len(text), ""),
            Section(1, "1. Nhiệm vụ", 0, cut, "1. Nhiệm vụ"),
            Section(1, "2. Kinh phí  chung", cut, len(text), "Phần I › 2. Kinh phí"),
        ),
    )  # fmt: skip


def text_of(gold: Gold, found: Report) -> str:
    place = gold_place_of(gold, {"r.pdf": found})
    return found.text[place.start : place.end]


@pytest.mark.parametrize(("gold", "text"), [
    (Gold("r.pdf", quote="5 tỷ đồng."), "5 tỷ đồng."),
    (Gold("r.pdf", quote="Phần  còn lại"), "Phần còn\nlại"),
    (Gold("r.pdf", quote=unicodedata.normalize("NFD", "5 tỷ đồng.")), "5 tỷ đồng."),
    (Gold("r.pdf", section=unicodedata.normalize("NFD", "1. Nhiệm vụ")), FIRST),
    (Gold("r.pdf", section="1. Nhiệm vụ"), FIRST),
    (Gold("r.pdf", section="2. Kinh phí chung"), SECOND),
    (Gold("r.pdf", section="Phần I › 2. Kinh phí"), SECOND),
    (Gold("r.pdf", page="i"), FIRST),
    (Gold("r.pdf", page="ii"), SECOND),
])  # fmt: skip
def test_gold_stands_there(gold: Gold, text: str) -> None:
    assert text_of(gold, report()) == text


@pytest.mark.parametrize(("gold", "said"), [
    (Gold("r.pdf", quote="6 tỷ đồng"), "has a quote that is not in 'r.pdf': '6 tỷ đồng'"),
    (Gold("r.pdf", quote=" "), "has a quote that is not in"),
    (Gold("r.pdf", section="3. Khác"), "has a section that is not in 'r.pdf': '3. Khác'"),
    (Gold("r.pdf", page="iii"), "has a page that is not in 'r.pdf': 'iii'"),
    (Gold("s.pdf", page="i"), "names the report 's.pdf', which no report has"),
    (Gold("r.pdf"), "has a page that is not in"),
])  # fmt: skip
def test_what_stands_nowhere_is_told(gold: Gold, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        gold_place_of(gold, {"r.pdf": report()})


READ = "Sớ Nội vu chủ tri việc hợp nhất hai sở."
WRITTEN = "Sở Nội vụ chủ trì việc hợp nhất hai sở."


@pytest.mark.parametrize("scanned", [(True, False), (False, True), (True, True)])
def test_in_a_scan_a_few_letters_may_be_misread(scanned: tuple[bool, ...]) -> None:
    """Where any page of the report was read by OCR; marks that are missing are no letters that are."""
    read = f"Khác. {READ.replace('hợp', 'hop').replace('chủ', 'chú')} Khác."
    assert text_of(Gold("r.pdf", quote=WRITTEN), report(read, scanned=scanned)).startswith("Sớ Nội vu")
    with pytest.raises(ValueError, match="quote that is not in"):
        gold_place_of(Gold("r.pdf", quote=WRITTEN), {"r.pdf": report(read)})


@pytest.mark.parametrize(("read", "found"), [
    ("abcdefghijklmnopqXXX", True),
    ("abcdefghijklmnopXXXX", False),
    ("abcdefghijklmnXqrsX", True),
    ("abcdefghijklmnoXqrX", False),
])  # fmt: skip
def test_how_much_may_be_misread(read: str, *, found: bool) -> None:
    """Of the 20 letters a … t, 17 in their order are 85 %; runs of two letters or less may be alike by chance.

    In the third the runs are 14 and 3; in the fourth 15 and 2, which do not count.
    """
    gold, reports = Gold("r.pdf", quote="abcdefghijklmnopqrst"), {"r.pdf": report(read, scanned=(True, True))}
    if found:
        assert gold_place_of(gold, reports) == GoldPlace("r", 0, len(read))
    else:
        with pytest.raises(ValueError, match="quote"):
            gold_place_of(gold, reports)


def test_a_long_sentence_may_be_misread_too() -> None:
    """One letter of each six, all of which are frequent."""
    long = " ".join(["chuyển đổi số"] * 30)
    read = long.replace("đổi số chuyển đổi", "đổi xố chuyển đổi")
    assert text_of(Gold("r.pdf", quote=f"{long}."), report(f"{read}.", scanned=(True, True))) == f"{read}."


def test_an_empty_quote_is_in_no_scan() -> None:
    with pytest.raises(ValueError, match="quote"):
        gold_place_of(Gold("r.pdf", quote=" "), {"r.pdf": report("Một câu.", scanned=(True, True))})


def test_places_that_share_a_character() -> None:
    """[3, 6) shares one with [5, 9) and [0, 4), none with [6, 9), [0, 3) and another report's."""
    place = GoldPlace("r", 3, 6)
    assert all(place.overlaps(GoldPlace("r", *span)) for span in ((5, 9), (0, 4), (3, 6), (4, 5), (0, 9)))
    assert not any(
        place.overlaps(other) for other in (GoldPlace("r", 6, 9), GoldPlace("r", 0, 3), GoldPlace("s", 3, 6))
    )
    assert touched(place, [GoldPlace("s", 3, 6), GoldPlace("r", 5, 9)])
    assert not touched(place, [GoldPlace("s", 3, 6)])
    assert not touched(place, [])
