"""How long questions take while the server reads 200 new reports, beside how long they take while it does nothing else.

    python -m tests.measures.asking_during_sync [ROUNDS] [REPORTS]

A real server process with the bundled encoder; clients ask at a fixed pace, as people do, whether or not the answer before
has come. Quiet stretches and syncs take turns in one run, so that what else the machine does falls on both.
"""

import itertools
import os
import random
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx
import numpy as np

from tests.bot.server_process import server_process
from tests.conftest import SAMPLES
from tests.measures.measure import Measure

_BACK_END = os.environ.get("HOIDAP_BACKEND", "openvino-int8")
"""The same each time: no measuring which is fastest."""
REPORTS = 200
EVERY = 0.5
"""Seconds from one question to the next."""
QUIET = 40.0
"""Seconds of a stretch without a sync, before each and after the last."""
_RANKS = (50, 95, 99)
_MOST_TIMES = 2.0
"""As long as alone, of the slowest in twenty."""
_SUBJECTS = (
    "tuyển dụng công chức", "tinh giản biên chế", "cải cách hành chính", "chuyển đổi số", "hợp nhất các sở", "đào tạo cán bộ",
    "khám chữa bệnh", "xây dựng nông thôn mới", "thu ngân sách", "giải ngân vốn đầu tư", "bảo vệ môi trường", "phòng cháy",
)  # fmt: skip
_PLACES = ("huyện Bình Lục", "huyện Lý Nhân", "thị xã Duy Tiên", "thành phố Phủ Lý", "huyện Kim Bảng", "xã Thanh Hà")
_QUESTIONS = (
    "Kế hoạch năm 2025 nói gì về việc {subject}?", "Kết quả {subject} tại {place} năm 2024 ra sao?",
    "{place} đạt bao nhiêu phần trăm về {subject}?", "what was achieved in 2024 at {place}?", "ai chịu trách nhiệm về {subject}?",
)  # fmt: skip


def main() -> None:
    for each in measure(*map(int, sys.argv[1:])):
        print(each)


def measure(rounds: int = 2, reports: int = REPORTS) -> list[Measure]:
    """p50, p95 and p99 alone and during a sync, and how many times as long the second takes."""
    quiet, busy = measured(rounds, reports)
    alone, during = (np.percentile(seconds, _RANKS) for seconds in (quiet, busy))
    return [
        Measure("questions alone", len(quiet)),
        Measure(f"questions during {rounds} syncs of {reports} reports", len(busy)),
        *(Measure(f"alone: p{rank} (s)", float(seconds)) for rank, seconds in zip(_RANKS, alone, strict=True)),
        *(Measure(f"during a sync: p{rank} (s)", float(seconds)) for rank, seconds in zip(_RANKS, during, strict=True)),
        *(
            Measure(f"during a sync / alone: p{rank}", float(ratio), at_most=_MOST_TIMES if rank == 95 else None)
            for rank, ratio in zip(_RANKS, during / alone, strict=True)
        ),
    ]


def measured(rounds: int, reports: int) -> tuple[list[float], list[float]]:
    """Seconds of each question without a sync and during one."""
    quiet: list[float] = []
    busy: list[float] = []
    chance = random.Random(0)
    with TemporaryDirectory() as folder:
        _sync(data := Path(folder) / "data", SAMPLES)
        with server_process(data, HOIDAP_BACKEND=_BACK_END) as server:
            _ask(server.address, "năm 2025")
            for number in range(rounds):
                quiet += _asked_until(server.address, chance, threading.Timer(QUIET, lambda: None))
                made = Path(folder) / f"reports-{number}"
                write_reports(made, reports, chance)
                began = time.monotonic()
                busy += _asked_until(server.address, chance, threading.Thread(target=_sync, args=[data, made]))
                print(f"sync of {reports} reports: {time.monotonic() - began:.0f} s", flush=True)
            quiet += _asked_until(server.address, chance, threading.Timer(QUIET, lambda: None))
    return quiet, busy


def _asked_until(address: str, chance: random.Random, meanwhile: threading.Thread) -> list[float]:
    """Seconds of the questions that are asked while the thread runs."""
    with ThreadPoolExecutor(8) as clients:
        meanwhile.start()
        asked = []
        begun = time.monotonic()
        for number in itertools.count(1):
            if not meanwhile.is_alive():
                break
            question = chance.choice(_QUESTIONS).format(subject=chance.choice(_SUBJECTS), place=chance.choice(_PLACES))
            asked.append(clients.submit(_ask, address, question))
            time.sleep(max(0.0, begun + number * EVERY - time.monotonic()))
        return [each.result() for each in asked]


def _ask(address: str, question: str) -> float:
    began = time.perf_counter()
    httpx.post(f"{address}/api/ask", json={"question": question}, timeout=120).raise_for_status()
    return time.perf_counter() - began


def _sync(data: Path, folder: Path) -> None:
    command = [sys.executable, "-m", "bot", "--data", str(data), "sync", str(folder)]
    environment = os.environ | {"HOIDAP_BACKEND": _BACK_END}
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)


def write_reports(folder: Path, reports: int, chance: random.Random, paragraphs: int = 30) -> None:
    """Of about two hundred characters a paragraph, no two alike."""
    folder.mkdir()
    for number in range(reports):
        place = chance.choice(_PLACES)
        parts = [
            f"Năm {chance.choice((2023, 2024, 2025))}, {place} thực hiện {chance.choice(_SUBJECTS)} đạt {chance.randint(1, 99)},"
            f"{chance.randint(0, 9)}% kế hoạch, tăng {chance.randint(2, 900)} trường hợp so với cùng kỳ; giao đơn vị số "
            f"{chance.randint(1, 9999)} theo dõi {chance.choice(_SUBJECTS)} và báo cáo trước ngày {chance.randint(1, 28)}/"
            f"{chance.randint(1, 12)}/2026."
            for _ in range(paragraphs)
        ]
        body = "\n\n".join(f"{count}. {part}" for count, part in enumerate(parts, 1))
        title = f"Kết quả công tác của {place} kỳ {chance.randint(1, 10**6)}"
        head = f"UBND {place.upper()}\nSố: {number}/BC-UBND\n\nBÁO CÁO\n{title}\n\n"
        (folder / f"bao-cao-{number}.txt").write_text(head + body + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
