"""What an office starts hoidap by: the unit of systemd, judged by systemd itself, and the container's recipe."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

from tests.bot.page.page_driver import missing

_ROOT = Path(__file__).parents[2]
_UNIT = _ROOT / "docs" / "systemd" / "hoidap.service"
_CONTAINER = (_ROOT / "Containerfile").read_text(encoding="utf-8")


def _analyzed(*arguments: str) -> subprocess.CompletedProcess[str]:
    if shutil.which("systemd-analyze") is None:
        missing("systemd-analyze")
    return subprocess.run(["systemd-analyze", *arguments], capture_output=True, text=True, check=False)


def test_systemd_knows_every_line_of_the_unit(tmp_path: Path) -> None:
    unit = tmp_path / _UNIT.name
    program = re.compile(r"(?<=^ExecStart=)\S+", re.MULTILINE)
    unit.write_text(program.sub(sys.executable, _UNIT.read_text(encoding="utf-8")), encoding="utf-8")
    done = _analyzed("verify", str(unit))
    assert (done.returncode, done.stderr) == (0, "")
    unit.write_text(unit.read_text(encoding="utf-8").replace("ProtectSystem=", "ProtektSystem="), encoding="utf-8")
    assert "ProtektSystem" in _analyzed("verify", str(unit)).stderr


def test_the_unit_is_as_closed_as_the_page_says() -> None:
    [said] = re.findall(r"rates it (\d\.\d)", (_ROOT / "docs" / "serving.md").read_text(encoding="utf-8"))
    told = _analyzed("security", "--offline=yes", "--no-pager", str(_UNIT)).stdout
    [rated] = re.findall(r"exposure level for hoidap.service: (\d\.\d)", told)
    assert float(rated) <= float(said)


def test_what_runs_in_the_container_has_neither_root_nor_build_tools() -> None:
    stages = _CONTAINER.split("\nFROM ")[1:]
    assert len(stages) == 2
    [last] = re.findall(r"^USER (\S+)$", stages[1], re.MULTILINE)
    assert last == "hoidap"
    assert stages[1].index("\nUSER ") < stages[1].index("\nENTRYPOINT ")
    assert not re.search(r"\b(?:make|gcc|python3-venv|git|curl)\b", re.sub(r"^#.*", "", stages[1], flags=re.MULTILINE))
    assert "make install" in stages[0]  # from the locks
    assert "/readyz" in stages[1]


def test_the_container_has_the_programs_that_formats_need() -> None:
    makefile = (_ROOT / "Makefile").read_text(encoding="utf-8")
    [named] = re.findall(r"^SYSTEM_PACKAGES := ((?:.*\\\n)*.*)", makefile, re.MULTILINE)
    wanted = set(named.replace("\\\n", " ").split()) - {"chromium", "chromium-driver"}
    [programs] = re.findall(r'ARG PROGRAMS="([^"]+)"', _CONTAINER)
    assert wanted == {*programs.split(), "libgomp1"}
