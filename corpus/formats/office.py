"""Old office formats into the present ones, by LibreOffice: .doc, .rtf and .odt to .docx, .xls and .ods to .xlsx, .ppt to .pptx.

Each conversion has a profile of its own in a temporary folder, runs no macros, follows no links and has limits of time. The system
holds them, of processor time, and `timeout` of coreutils, so that LibreOffice ends even where its reader was killed.
"""

import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Literal

from corpus.errors import MissingProgramError, UnreadableFileError
from corpus.formats.sniff import word_head

Target = Literal["docx", "xlsx", "pptx"]

CONVERSION_SECONDS = 100
"""Of processor time, whatever else the machine does; below that of a reader without a sign of life."""
_LONGEST = 1_000
"""Seconds of a conversion that waits for something."""
PROGRAM = "soffice"
INSTALL = "apt install libreoffice-writer libreoffice-calc libreoffice-impress"
_FILTERS = {
    ".doc": "MS Word 97",
    ".xls": "MS Excel 97",
    ".ppt": "MS PowerPoint 97",
    ".rtf": "Rich Text Format",
    ".odt": "writer8",
    ".ods": "calc8",
}
"""What LibreOffice is to read each ending with; left to guess, it takes a damaged file for plain text."""
_CONVERTED = "converted"
"""A folder of its own: a workbook that is calculated anew keeps its ending."""
_OLDEST_OF_FILTER = 0xC0
"""Word 6 and 95 number their files below it (nFib, [MS-DOC] 2.5.1) and have filters of their own."""
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>1</value></prop></item>
</oor:items>
"""
"""No macros, no active content, nothing fetched from another place; Writer and Calc count "never" differently."""


def convert(content: bytes, suffix: str, target: Target) -> bytes:
    """`content`, a file whose name would end in `suffix` (".doc"), as a file of the format `target`.

    Raises `MissingProgramError` without LibreOffice, and `UnreadableFileError` where it cannot convert the file.
    """
    program = shutil.which(PROGRAM)
    if program is None:
        raise MissingProgramError("needs_libreoffice", suffix=suffix, detail=INSTALL)
    with tempfile.TemporaryDirectory(prefix="hoidap-office-", ignore_cleanup_errors=True) as folder:
        source = Path(folder, f"report{suffix}")
        source.write_bytes(content)
        _run(program, source, target, None if _is_word_95(content, suffix) else _FILTERS.get(suffix))
        converted = Path(folder, _CONVERTED, f"report.{target}")
        if not converted.is_file():
            raise UnreadableFileError("cannot_be_converted", target=target)
        return converted.read_bytes()


def _is_word_95(content: bytes, suffix: str) -> bool:
    if suffix != ".doc":
        return False
    head = word_head(content)
    return bool(head) and int.from_bytes(head[2:4], "little") < _OLDEST_OF_FILTER


def _run(program: str, source: Path, target: Target, read_by: str | None) -> None:
    profile = source.parent / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
    command = ["sh", "-c", 'ulimit -t "$0" && exec "$@"', str(CONVERSION_SECONDS), "timeout", "--signal=KILL", str(_LONGEST), program, f"-env:UserInstallation={profile.as_uri()}",
               "--headless", "--norestore", "--nolockcheck", *([f"--infilter={read_by}"] if read_by else []), "--convert-to", target, "--outdir", str(source.parent / _CONVERTED), str(source)]  # fmt: skip
    done = subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=source.parent,
        check=False,
    )
    if done.returncode in (-9, 137):
        raise UnreadableFileError("conversion_too_slow", seconds=CONVERSION_SECONDS, target=target)
