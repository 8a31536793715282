from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from corpus.notice import Notice
from corpus.read import read
from index.encoder.encoded import Encoded
from index.workers.tasks import (
    FileToRead,
    encoded_from_bytes,
    encoded_to_bytes,
    report_from_bytes,
    report_to_bytes,
)
from tests.conftest import SAMPLES


@pytest.mark.parametrize(
    "sample", [each for each in sorted(SAMPLES.iterdir()) if each.suffix in (".docx", ".html", ".txt")]
)
def test_a_report_arrives_as_it_was_read(sample: Path) -> None:
    warnings = (Notice("kept", reason=Notice("stopped")), "a line")
    report = replace(read(sample), places=bytes(range(256)), warnings=warnings)
    arrived = report_from_bytes(report_to_bytes(report))
    assert (arrived, arrived.places) == (report, report.places)
    assert isinstance(arrived.warnings[0], Notice)
    assert (arrived.warnings[0].code, arrived.warnings[0].values) == ("kept", warnings[0].values)


def test_a_path_that_is_no_utf_8_arrives() -> None:
    file = FileToRead(Path("/mnt/b\udce1o c\u00e1o.txt"), "m\u1eadt", "0" * 64)
    assert FileToRead.from_bytes(file.to_bytes()) == file


def test_vectors_arrive_as_they_are_kept() -> None:
    chance = np.random.default_rng(0)
    given = [
        Encoded(
            chance.random(8, np.float32),
            chance.random((sentences, 8), np.float32),
            chance.integers(0, 256, (tokens, 1), np.uint8),
        )
        for sentences, tokens in ((2, 3), (0, 0), (1, 4))
    ]
    for arrived, each in zip(encoded_from_bytes(encoded_to_bytes(given)), given, strict=True):
        assert arrived.passage.tobytes() == each.passage.tobytes()
        assert arrived.sentences.tobytes() == each.sentences.astype(np.float16).tobytes()
        assert arrived.codes.tobytes() == each.codes.tobytes()
        assert arrived.codes.shape == each.codes.shape
