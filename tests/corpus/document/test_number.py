import re

import pytest

from corpus.document.number import NUMBER, normalise_number


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("173 /KH-UBND", "173/KH-UBND"),
        ("30/2020/nđ-cp", "30/2020/NĐ-CP"),
        ("729/qđ-ttg", "729/QĐ-TTg"),
        ("896/TTr-STC-GCS", "896/TTr-STC-GCS"),
        ("57-NQ/TW", "57-NQ/TW"),
        ("08-CTr/TU", "08-CTr/TU"),
        ("63/2025/QH15", "63/2025/QH15"),
        ("66.9/2025/NQ-CP", "66.9/2025/NQ-CP"),
    ],
)
def test_is_found_and_normalised(written: str, number: str) -> None:
    found = re.fullmatch(NUMBER, written)
    assert found is not None
    assert normalise_number(found.group()) == number


@pytest.mark.parametrize("text", ["/KH-UBND", "19/1/2025", "24/24", "3.245", "50/50 người"])
def test_other_figures_are_not_numbers(text: str) -> None:
    assert re.search(NUMBER, text) is None
