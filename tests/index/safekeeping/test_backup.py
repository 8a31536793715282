"""A backup holds all that nothing else gives back, and comes back whole or not at all."""

import hashlib
import json
import os
import shutil
import stat
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from index.database.sqlite import RECORD, SqliteDatabase
from index.errors import BackupError, DamagedLibraryError, LibraryInUseError, NotKeptError
from index.safekeeping.backup import back_up
from index.safekeeping.restore import MANIFEST, restore
from tests.index.kept_library import fill, opened, state_of, write_reports


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("built")
    fill(home / "library", home / "sources")
    return home / "library"


@pytest.fixture
def folder(built: Path, tmp_path: Path) -> Path:
    return shutil.copytree(built, tmp_path / "library")


@pytest.fixture
def file(folder: Path, tmp_path: Path) -> Path:
    back_up(folder, tmp_path / "backup.zip")
    return tmp_path / "backup.zip"


def test_it_comes_back_as_it_was(folder: Path, file: Path, tmp_path: Path) -> None:
    assert restore(file, tmp_path / "another") is None
    assert state_of(tmp_path / "another") == state_of(folder)
    for name in ("hoidap.toml", "glossary.csv"):
        assert (tmp_path / "another" / name).read_bytes() == (folder / name).read_bytes()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert sorted(each.name for each in tmp_path.glob("backup*")) == ["backup.zip"]


def test_keys_are_left_out_where_asked_for(folder: Path, tmp_path: Path) -> None:
    (folder / "accounts.json").write_text("secret")
    back_up(folder, tmp_path / "backup.zip", with_keys=False)
    names = zipfile.ZipFile(tmp_path / "backup.zip").namelist()
    assert not {"hoidap.toml", "accounts.json"} & set(names)
    assert "glossary.csv" in names


def test_it_is_made_while_another_process_writes(folder: Path, tmp_path: Path) -> None:
    """Each backup is a moment of the library: whatever has begun is in it wholly or not."""
    program = (
        "import sys; from pathlib import Path; from index.sync import sync; from tests.index.kept_library import opened\n"
        "with opened(Path(sys.argv[1])) as library:\n"
        "    print('open', flush=True)\n"
        "    sync(library, [Path(sys.argv[2])])\n"
        "    print('done', flush=True); sys.stdin.read()"
    )
    more = write_reports(tmp_path / "more", range(100, 180))
    with subprocess.Popen(
        [sys.executable, "-c", program, str(folder), str(more)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "open\n"
        for number in range(4):
            back_up(folder, tmp_path / f"{number}.zip")
        with pytest.raises(LibraryInUseError):
            restore(tmp_path / "0.zip", folder, replace=True)
        assert writer.stdout.readline() == "done\n"
        back_up(folder, tmp_path / "4.zip")
        writer.communicate("")
    counts = []
    for number in range(5):
        restore(tmp_path / f"{number}.zip", tmp_path / f"restored-{number}")
        with opened(tmp_path / f"restored-{number}") as library:
            library.searcher()
            counts.append(len(library.reports.all()))
            originals = {each.stem for each in library.originals.iterdir()}
            assert {report.sha256 for report in library.reports.all()} <= originals
    assert counts == sorted(counts)
    assert counts[-1] == 110


def test_of_two_to_the_same_file_the_later_one_stays_whole(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, real, left = state_of(folder), SqliteDatabase.copy_to, 1

    def copy_to(self: SqliteDatabase, copy: Path) -> None:
        nonlocal left
        real(self, copy)
        if left:
            left -= 1
            back_up(folder, tmp_path / "backup.zip")  # all of another one while this one is under way

    monkeypatch.setattr(SqliteDatabase, "copy_to", copy_to)
    back_up(folder, tmp_path / "backup.zip")
    assert left == 0
    restore(tmp_path / "backup.zip", tmp_path / "another")
    assert state_of(tmp_path / "another") == before


def test_files_beside_it_are_nobody_elses(folder: Path, tmp_path: Path) -> None:
    neighbours = [tmp_path / name for name in ("u.record", "u.partial", "u.bak")]
    for each in neighbours:
        each.write_text("another's")
    there = {*tmp_path.iterdir(), tmp_path / "u"}
    back_up(folder, tmp_path / "u")
    assert all(each.read_text() == "another's" for each in neighbours)
    assert {*tmp_path.iterdir()} == there


def _link(link: Path, to: Path) -> Path:
    link.symlink_to(to)
    return link


@pytest.mark.parametrize(
    "target",
    [
        lambda folder: folder / RECORD,
        lambda folder: folder / "lock",
        lambda folder: folder / "new.zip",
        lambda folder: folder / "originals" / "new.zip",
        lambda folder: folder / ".." / folder.name / "new.zip",
        lambda folder: _link(folder.parent / "link.zip", folder / RECORD),
        lambda folder: _link(folder.parent / "link.zip", folder / "new.zip"),
        lambda folder: _link(folder.parent / "link", folder) / "new.zip",
        lambda folder: _link(folder / "settings", folder.parent / "elsewhere"),
        lambda folder: (_link(folder / "settings", folder.parent / "elsewhere"), folder.parent / "elsewhere")[1],
        lambda folder: _link(folder / "originals" / "linked.pdf", folder.parent / "elsewhere"),
    ],
    ids=["record", "lock", "new", "below", "around", "link", "nothing", "folder", "out", "outside", "deep"],
)
def test_no_target_is_in_the_library(folder: Path, tmp_path: Path, target: Callable[[Path], Path]) -> None:
    (tmp_path / "elsewhere").write_text("kept")
    place = target(folder)
    before, names = (folder / RECORD).read_bytes(), sorted(folder.rglob("*"))
    with pytest.raises(BackupError, match="choose a file outside") as refused:
        back_up(folder, place)
    assert "\n" not in str(refused.value)
    assert (folder / RECORD).read_bytes() == before
    assert [each for each in sorted(folder.rglob("*")) if not each.name.startswith(RECORD)] == [
        each for each in names if not each.name.startswith(RECORD)
    ]
    assert (tmp_path / "elsewhere").read_text() == "kept"


def test_what_is_no_file_is_no_target(folder: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "empty").mkdir()
    _link(tmp_path / "link", tmp_path / "pipe")
    _link(tmp_path / "loop", tmp_path / "loop")
    for name in ("pipe", "empty", "link", "loop"):
        with pytest.raises(BackupError, match="no file"):
            back_up(folder, tmp_path / name)
    assert stat.S_ISFIFO((tmp_path / "pipe").stat().st_mode)
    assert (tmp_path / "empty").is_dir()
    assert (tmp_path / "link").is_symlink()


def test_a_link_is_followed(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "disk").mkdir()
    link = _link(tmp_path / "latest.zip", tmp_path / "disk" / "backup.zip")
    for _ in range(2):  # to nothing, then to the one before
        back_up(folder, link)
        assert link.is_symlink()
        assert [*(tmp_path / "disk").iterdir()] == [tmp_path / "disk" / "backup.zip"]
    assert restore(tmp_path / "disk" / "backup.zip", tmp_path / "another") is None


def test_what_links_lead_to_is_in_it_and_what_leads_to_no_file_is_told(folder: Path, tmp_path: Path) -> None:
    for name in ("hoidap.toml", "glossary.csv"):
        (folder / name).rename(tmp_path / name)
        _link(folder / name, tmp_path / name)
    original = min((folder / "originals").iterdir())
    _link(original, original.rename(tmp_path / "original"))
    assert back_up(folder, tmp_path / "backup.zip").unread == ()
    restore(tmp_path / "backup.zip", tmp_path / "another")
    for name in ("hoidap.toml", "glossary.csv", f"originals/{original.name}"):
        assert (tmp_path / "another" / name).read_bytes() == (folder / name).read_bytes()
        assert not (tmp_path / "another" / name).is_symlink()
    (tmp_path / "hoidap.toml").unlink()
    (folder / "glossary.csv").unlink()
    (folder / "glossary.csv").mkdir()
    (tmp_path / "original").unlink()
    unread = ("glossary.csv", "hoidap.toml", f"originals/{original.name}")
    assert back_up(folder, tmp_path / "backup.zip").unread == unread
    assert back_up(folder, tmp_path / "backup.zip", with_keys=False).unread == (unread[0], unread[2])


def test_what_is_there_is_replaced_only_where_asked_for_and_moved_aside(folder: Path, file: Path) -> None:
    before = state_of(folder)
    with opened(folder) as library:
        library.reports.delete(library.reports.published()[0])
    changed = (folder / RECORD).read_bytes()
    with pytest.raises(BackupError, match="--replace"):
        restore(file, folder)
    assert (folder / RECORD).read_bytes() == changed
    aside = restore(file, folder, replace=True)
    assert aside is not None
    assert (aside / RECORD).read_bytes() == changed
    assert state_of(folder) == before
    again = restore(file, folder, replace=True)
    assert again is not None
    assert aside.exists()  # what was moved aside is not moved into what is moved aside next
    assert state_of(folder) == before


def test_killed_between_two_moves_nothing_is_hidden(folder: Path, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before, real = state_of(folder), Path.rename
    entries = len(list(folder.iterdir()))
    for moves in range(1, entries):
        left = moves

        def rename(self: Path, target: Path) -> Path:
            nonlocal left
            left -= 1
            if left < 0:
                raise KeyboardInterrupt
            return real(self, target)

        with monkeypatch.context() as patch:
            patch.setattr(Path, "rename", rename)
            with pytest.raises(KeyboardInterrupt):
                restore(file, folder, replace=True)
        with pytest.raises(DamagedLibraryError, match="restore"):
            opened(folder)
        restore(file, folder, replace=True)
        assert state_of(folder) == before


def _with(file: Path, name: str, content: bytes) -> None:
    with zipfile.ZipFile(file) as packed:
        members = {each: packed.read(each) for each in packed.namelist()}
    manifest = json.loads(members[MANIFEST])
    manifest["files"][name] = hashlib.sha256(content).hexdigest()
    members |= {name: content, MANIFEST: json.dumps(manifest).encode()}
    with zipfile.ZipFile(file, "w") as packed:
        for each, inside in members.items():
            packed.writestr(each, inside)


def _bomb(file: Path) -> None:
    """Zeros by the million in few bytes."""
    _with(file, "originals/zeros", bytes(50_000_000))
    with zipfile.ZipFile(file) as packed:
        members = {each: packed.read(each) for each in packed.namelist()}
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for each, inside in members.items():
            packed.writestr(each, inside)


def _newer(file: Path) -> None:
    with zipfile.ZipFile(file, "a") as packed:
        manifest = json.loads(packed.read(MANIFEST)) | {"format": 99}
    _with(file, "x", b"")
    with zipfile.ZipFile(file) as packed:
        members = {each: packed.read(each) for each in packed.namelist()}
    members[MANIFEST] = json.dumps(manifest).encode()
    with zipfile.ZipFile(file, "w") as packed:
        for each, inside in members.items():
            packed.writestr(each, inside)


def _noise(file: Path) -> None:
    content = bytearray(file.read_bytes())
    place = len(content) // 3
    content[place : place + 4096] = os.urandom(4096)
    file.write_bytes(content)


@pytest.mark.parametrize(
    "spoil",
    [
        _noise,
        _newer,
        _bomb,
        lambda file: os.truncate(file, file.stat().st_size // 2),
        lambda file: file.write_bytes(b""),
        lambda file: file.write_text("no backup"),
        lambda file: _with(file, "../outside.txt", b"evil"),
        lambda file: _with(file, "/outside.txt", b"evil"),
        lambda file: _with(file, "a/../../outside.txt", b"evil"),
        lambda file: _with(file, "a\\..\\outside.txt", b"evil"),
        lambda file: _with(file, RECORD, b"no record at all"),
    ],
    ids=["noise", "newer", "bomb", "cut", "empty", "text", "above", "absolute", "hidden", "backslash", "record"],
)
def test_what_is_no_whole_backup_changes_nothing(
    folder: Path, file: Path, tmp_path: Path, spoil: Callable[[Path], None]
) -> None:
    spoil(file)
    before = state_of(folder)
    with pytest.raises((BackupError, DamagedLibraryError)) as refused:
        restore(file, folder, replace=True)
    assert "\n" not in str(refused.value)
    assert not (folder / "restoring").exists()
    assert state_of(folder) == before
    assert not (tmp_path / "outside.txt").exists()
    assert not Path("/outside.txt").exists()


def test_a_damaged_original_is_named_and_left_out(folder: Path, tmp_path: Path) -> None:
    original = min((folder / "originals").iterdir())
    original.write_bytes(b"noise")
    made = back_up(folder, tmp_path / "backup.zip")
    assert made.damaged == (f"originals/{original.name}",)
    restore(tmp_path / "backup.zip", tmp_path / "another")
    assert not (tmp_path / "another" / "originals" / original.name).exists()


def test_no_backup_of_nothing_nor_to_nowhere(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(DamagedLibraryError, match="--data"):
        back_up(tmp_path / "nothing", tmp_path / "backup.zip")
    with pytest.raises(NotKeptError, match="choose a folder"):
        back_up(folder, tmp_path / "no" / "folder" / "backup.zip")
