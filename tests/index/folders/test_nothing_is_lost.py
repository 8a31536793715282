"""Whatever is moved, deleted, unmounted and set otherwise: what was accepted and still lies in a file, in sight or not, is there."""

import hashlib
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

import index.sync
from index.encoder.encoder import HashEncoder
from index.folders.homes import Root
from index.library import Library
from index.sync import sync
from tests.index.test_sync_laws import read_here

TEXTS = [
    f"BÁO CÁO\nKết quả năm {year}\n\nI. KẾT QUẢ\nSở đã số hóa {pages} trang tài liệu trong năm {year}.\n".encode()
    for year, pages in ((2021, 100), (2022, 200), (2023, 300), (2024, 400))
]
PLACES = ("outer", "outer/folder", "outer/share", "outer/share/folder", "other", "third")
FILES = tuple(f"{place}/{name}.txt" for place in PLACES for name in "ab")
SHARES = ("outer/share", "third")
files, texts, shares = st.sampled_from(FILES), st.sampled_from(TEXTS), st.sampled_from(SHARES)


class Shares(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.patch = pytest.MonkeyPatch()
        self.patch.setattr(index.sync, "read_all", read_here)
        self.home = Path(tempfile.mkdtemp()).resolve()
        self.top = self.home / "top"
        for number, place in enumerate(PLACES):
            (self.top / place).mkdir(parents=True)
            (self.top / place / "stays.txt").write_bytes(TEXTS[0].replace(b"100", str(1_000 + number).encode()))
        self.library = Library(self.home / "library", HashEncoder())
        self.away: dict[str, Path] = {}
        self.accepted: set[str] = set()

    def teardown(self) -> None:
        self.library.close()
        self.patch.undo()
        shutil.rmtree(self.home)

    @initialize()
    def named_by_command(self) -> None:
        self.checked_sync([self.top / "other"])

    @property
    def folders(self) -> list[Root]:
        return [(self.top / "outer", "open"), (self.top / "outer" / "share", "closed"), (self.top / "third", "open")]

    @rule(file=files, text=texts)
    def write(self, file: str, text: bytes) -> None:
        if (self.top / file).parent.is_dir():
            (self.top / file).write_bytes(text)

    @rule(file=files, other=files)
    def move(self, file: str, other: str) -> None:
        if (self.top / file).exists() and (self.top / other).parent.is_dir():
            (self.top / file).rename(self.top / other)

    @rule(file=files)
    def delete(self, file: str) -> None:
        (self.top / file).unlink(missing_ok=True)

    @rule(share=shares, leaves_a_folder=st.booleans())
    def unmount(self, share: str, leaves_a_folder: bool) -> None:
        if share not in self.away:
            self.away[share] = (self.top / share).rename(self.home / share.replace("/", "-"))
            if leaves_a_folder:
                (self.top / share).mkdir()

    @rule(share=shares)
    def mount(self, share: str) -> None:
        if share in self.away:
            shutil.rmtree(self.top / share, ignore_errors=True)
            self.away.pop(share).rename(self.top / share)

    @rule(named=st.lists(st.sampled_from((0, 1, 2)), unique=True))
    def sync_with_some_of_the_folders(self, named: list[int]) -> None:
        self.checked_sync(folders=[self.folders[each] for each in named])

    @rule(place=st.sampled_from(("outer/share", "third", "other")))
    def sync_one(self, place: str) -> None:
        collection = {"outer/share": "closed", "third": "open", "other": "default"}[place]
        self.checked_sync([self.top / place], collection, self.folders)

    @rule()
    def sync_all(self) -> None:
        """In full sight it is what a fresh library would be."""
        self.checked_sync(folders=self.folders)
        if not self.away:
            with Library(Path(tempfile.mkdtemp(dir=self.home)), HashEncoder()) as fresh:
                sync(fresh, [self.top / "other"])
                sync(fresh, folders=self.folders)
                assert self.in_collections(self.library) == self.in_collections(fresh)

    def checked_sync(
        self, paths: list[Path] | None = None, collection: str = "default", folders: list[Root] | None = None
    ) -> None:
        sync(self.library, paths or [], collection=collection, folders=folders or [])
        there = {sha256 for _, sha256 in self.in_collections(self.library)}
        assert self.accepted & self.in_files() <= there
        self.accepted = there
        assert self.library.reports.orphans() == []

    def in_collections(self, library: Library) -> set[tuple[str, str]]:
        return {(report.collection, report.sha256) for report in library.reports.all()}

    def in_files(self) -> set[str]:
        tops = [self.top, *self.away.values()]
        return {hashlib.sha256(path.read_bytes()).hexdigest() for top in tops for path in top.rglob("*.txt")}


TestShares = Shares.TestCase
TestShares.settings = settings(max_examples=15, stateful_step_count=14, deadline=None)
