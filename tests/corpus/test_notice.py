"""A notice is its English line and keeps its code and values through processes and records."""

import copy
import json
import pickle

import pytest

from corpus.errors import MissingProgramError, UnreadableFileError
from corpus.notice import Notice, as_record, as_text, from_record, from_text

FOREIGN = Notice("foreign", what=Notice("gif"))
KEPT = Notice("kept", reason=FOREIGN)


def test_a_notice_is_its_english_line() -> None:
    assert FOREIGN == "is a GIF image, which cannot be read; save it as .docx, .pdf, .html or .txt and sync again"
    assert json.loads(json.dumps([FOREIGN])) == [FOREIGN]


@pytest.mark.parametrize(
    "through",
    [
        lambda notice: pickle.loads(pickle.dumps(notice)),
        copy.deepcopy,
        lambda notice: from_text(as_text(notice)),
        lambda notice: from_record(json.loads(json.dumps(as_record(notice)))),
    ],
)
@pytest.mark.parametrize("notice", [Notice("empty"), FOREIGN, KEPT, Notice("pages_by_ocr", scanned=1, pages=2)])
def test_code_and_values_are_kept(notice: Notice, through) -> None:  # type: ignore[no-untyped-def]
    kept = through(notice)
    assert (kept, kept.code, kept.values) == (notice, notice.code, notice.values)
    assert [type(value) for value in kept.values.values()] == [type(value) for value in notice.values.values()]


def test_lines_of_old_records_stay_as_they_are() -> None:
    assert from_text("has no text") == from_record("has no text") == "has no text"
    assert not isinstance(from_text("has no text"), Notice)
    assert as_text("has no text") == "has no text"


@pytest.mark.parametrize("kept", [{"code": "gone", "values": {}}, {"code": "too_large", "values": {"size": 1}}])
def test_a_code_or_value_that_is_no_longer_known_leaves_the_line(kept: dict[str, object]) -> None:
    assert from_record({**kept, "line": "was too strange"}) == "was too strange"


def test_errors_go_from_process_to_process() -> None:
    for error in (UnreadableFileError("empty"), MissingProgramError("needs_ocr", detail="pip install trueocr")):
        received = pickle.loads(pickle.dumps(error))
        assert type(received) is type(error)
        assert (str(received), received.notice.code) == (str(error), error.notice.code)


def test_a_code_that_nobody_knows_cannot_be_raised() -> None:
    with pytest.raises(KeyError, match="no_such_code"):
        UnreadableFileError("no_such_code")
