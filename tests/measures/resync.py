"""A second sync of many unchanged files."""

import tempfile
import time
from pathlib import Path

from index.encoder.encoder import HashEncoder
from index.library import Library
from index.sync import sync
from tests.measures.measure import Measure

FILES = 5_000
_TEXT = "BÁO CÁO\nKết quả năm 2024\n\nI. KẾT QUẢ\nXã số {} đã số hóa {} trang tài liệu trong năm 2024.\n"


def measure(files: int = FILES) -> list[Measure]:
    """Seconds of the second sync of `files` small files, in a library made for it."""
    with tempfile.TemporaryDirectory() as folder:
        reports = Path(folder, "reports")
        reports.mkdir()
        for number in range(files):
            (reports / f"{number}.txt").write_text(_TEXT.format(number, number * 7), encoding="utf-8")
        with Library(Path(folder, "library"), HashEncoder()) as library:
            first = _timed(library, reports)
            second = _timed(library, reports)
    return [
        Measure(f"seconds to sync {files:,} small files again, unchanged", second, at_most=3.0),
        Measure("seconds of the first sync, without an encoder", first),
    ]


def _timed(library: Library, reports: Path) -> float:
    began = time.perf_counter()
    sync(library, [reports])
    return time.perf_counter() - began
