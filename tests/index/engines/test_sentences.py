"""Sentence vectors that are mapped from a file, while what it holds is read, and changed."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from usearch.index import Index

from index.engines.sentences import SentenceIndex


def test_what_is_added_while_the_file_is_read_is_not_forgotten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    vectors = np.eye(4, 8, dtype=np.float32)
    first = SentenceIndex(tmp_path)
    first.add("default", [1], [vectors])
    first.save()
    again, restore, reading = SentenceIndex(tmp_path), Index.restore, threading.Event()

    def slow(*given: Any, **named: Any) -> Any:
        if not reading.is_set() and "enable_key_lookups" not in named:
            reading.set()
            time.sleep(0.5)
        return restore(*given, **named)

    monkeypatch.setattr(Index, "restore", slow)
    with ThreadPoolExecutor() as others:
        counted = others.submit(again.count)
        assert reading.wait(10)
        again.add("default", [2], [vectors])
        assert counted.result() == 1
    assert again.rows().tolist() == [1, 2]
