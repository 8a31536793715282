"""Every file that hoidap makes in the data folder is for its owner alone."""

import base64
import stat
import subprocess
import sys
from pathlib import Path

import httpx

from tests.bot.test_doors import SAMPLES, served

PASSWORD = "mat-khau-rieng-cua-lan"
DOOR_UMASK = "import os; os.umask(0o022); "


def open_to_others(folder: Path) -> list[str]:
    """What anybody but the owner has any right to."""
    return [
        str(each)
        for each in (folder, *folder.rglob("*"))
        if not each.is_symlink() and stat.S_IMODE(each.stat().st_mode) & 0o077
    ]


def test_after_sync_and_serve_nothing_in_the_folder_is_open_to_others(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir(mode=0o755)
    (folder / "hoidap.toml").write_text(f'editors = ["lan"]\n[users]\nlan = "{PASSWORD}"\n', encoding="utf-8")
    sample = str(SAMPLES / "2023-08-18-qd-ubnd-kho-du-lieu-dung-chung.txt")
    for arguments in (["sync", sample], ["key", "new", "a"]):
        subprocess.run(
            [sys.executable, "-c", f"{DOOR_UMASK} from bot.__main__ import app; app()", "--data", str(folder), *arguments],
            check=True, capture_output=True,
        )  # fmt: skip
    assert open_to_others(folder) == []
    with served("--data", str(folder)) as (address, _):
        page = httpx.post(f"{address}/signin", data={"name": "lan", "password": PASSWORD})
        assert page.status_code == 303
        basic = {"Authorization": "Basic " + base64.b64encode(f"lan:{PASSWORD}".encode()).decode()}
        asked = httpx.post(
            f"{address}/api/ask", json={"question": "thời hạn chia sẻ dữ liệu?"}, headers=basic, timeout=60
        )
        assert asked.status_code == 200
        while_serving = open_to_others(folder)
    assert while_serving == []
    assert open_to_others(folder) == []
    assert {"library.sqlite", "sessions.sqlite", "accounts.json", "originals", "chroma", "tantivy"} <= {
        each.name for each in folder.iterdir()
    }
