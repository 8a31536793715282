"""Whatever is done to the files of a folder between two syncs, the library is what a fresh one would be."""

import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

import index.sync
from corpus.errors import CorpusError
from corpus.filename import shown
from corpus.read import read
from corpus.worker import ReadOutcome
from index.encoder.encoder import HashEncoder
from index.folders.result import SyncResult
from index.library import Library
from index.question.query import Query
from index.sync import sync

NAMES = (
    "a.txt", "A.txt", "b.txt", "c.md", "thư mục/a.txt", "thư mục/d.txt",
    "Báo cáo.txt", "Ba\u0301o ca\u0301o.txt", os.fsdecode(b"b\xe1o c\xe1o.txt"),
)  # fmt: skip
"""Two that differ in case, two in their normal form (NFC, NFD), one that is not UTF-8."""
TEXTS = (
    *(f"BÁO CÁO\nKết quả năm {year}\n\nI. KẾT QUẢ\nSở đã số hóa {pages} trang tài liệu trong năm {year}.\n".encode()
    for year, pages in ((2023, 100), (2024, 200), (2025, 300))),
    b"Untitled text of a few words.", b"", b"\x89PNG\r\n\x1a\n" + bytes(200),
)  # fmt: skip
"""The first three of one size, the last two not to be read."""
CATALOG = "catalog.csv"
ROWS = ("", "file,title\na.txt,Tên khác\n", "file,place\na.txt,Lam Giang\nb.txt,Lam Bình\n")

names, texts = st.sampled_from(NAMES), st.sampled_from(TEXTS)


def read_here(paths: Sequence[Path], collection: str, **_: object) -> Iterator[ReadOutcome]:
    """As `read_all`, without a process of its own."""
    for path in paths:
        try:
            yield path, read(path, collection=collection)
        except CorpusError as error:
            yield path, error


class Folder(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.patch = pytest.MonkeyPatch()
        self.patch.setattr(index.sync, "read_all", read_here)
        self.home = Path(tempfile.mkdtemp())
        self.folder = self.home / "reports"
        (self.folder / "thư mục").mkdir(parents=True)
        (self.folder / "e.txt").write_bytes(TEXTS[0].replace(b"trang", b"trang, trang"))  # never empty: that is refused
        self.library = Library(self.home / "library", HashEncoder())
        self.is_synced = False

    def teardown(self) -> None:
        self.library.close()
        self.patch.undo()
        shutil.rmtree(self.home)

    def at(self, name: str) -> Path:
        self.is_synced = False
        return self.folder / name

    @rule(name=names, text=texts)
    def write(self, name: str, text: bytes) -> None:
        self.at(name).write_bytes(text)

    @rule(name=names, text=texts)
    def write_and_set_the_time_back(self, name: str, text: bytes) -> None:
        path = self.at(name)
        before = path.stat().st_mtime_ns if path.exists() else 10**18
        path.write_bytes(text)
        os.utime(path, ns=(before, before))

    @rule(name=names, other=names)
    def rename(self, name: str, other: str) -> None:
        if self.at(name).exists():
            self.at(name).rename(self.at(other))

    @rule(name=names, other=names)
    def swap(self, name: str, other: str) -> None:
        if name != other and self.at(name).exists() and self.at(other).exists():
            self.at(name).rename(self.at("between"))
            self.at(other).rename(self.at(name))
            self.at("between").rename(self.at(other))

    @rule(name=names, other=names)
    def copy(self, name: str, other: str) -> None:
        if self.at(name).exists() and name != other:
            shutil.copy2(self.at(name), self.at(other))

    @rule(name=names)
    def delete(self, name: str) -> None:
        self.at(name).unlink(missing_ok=True)

    @rule(members=st.dictionaries(st.sampled_from(("1.txt", "2.txt", "năm/1.txt")), texts))
    def pack(self, members: dict[str, bytes]) -> None:
        with zipfile.ZipFile(self.at("z.zip"), "w") as archive:
            for name, text in members.items():
                archive.writestr(name, text)

    @rule(rows=st.sampled_from(ROWS))
    def state(self, rows: str) -> None:
        if rows:
            self.at(CATALOG).write_text(rows, encoding="utf-8")
        else:
            self.at(CATALOG).unlink(missing_ok=True)

    @precondition(lambda self: not self.is_synced)
    @rule()
    def sync(self) -> None:
        result = sync(self.library, [self.folder])
        self.is_synced = True
        check_each_file_is_told_of_once(self.library, result)
        with Library(Path(tempfile.mkdtemp(dir=self.home)), HashEncoder()) as fresh:
            expected = sync(fresh, [self.folder])
            check_same(self.library, fresh)
        again = sync(self.library, [self.folder])
        assert [again.added, again.changed, again.moved, again.removed, again.duplicates] == [[], [], [], [], []]
        assert sorted(each.source for each in again.failed) == sorted(each.source for each in expected.failed)

    @invariant()
    def reports_lack_no_file(self) -> None:
        assert self.library.reports.orphans() == []


def check_each_file_is_told_of_once(library: Library, result: SyncResult) -> None:
    told = [*result.added, *result.changed, *result.moved, *result.duplicates, *(each.source for each in result.failed)]
    assert len(told) == len(set(told))
    assert len(told) + result.unchanged == len(library.files.all())
    assert not set(result.removed) & {shown(path) for path, _ in library.files.all()}


def check_same(library: Library, fresh: Library) -> None:
    """The same but for the last good reports of files that cannot be read any more."""
    files, of_fresh = library.files.all(), fresh.files.all()
    assert files.keys() == of_fresh.keys()
    assert {key for key, file in files.items() if file.failure} == {
        key for key, file in of_fresh.items() if file.failure
    }
    kept = {file.report_id for file in files.values() if file.failure and "last good" in file.failure}
    mine, theirs = ({each.id: each for each in one.reports.all()} for one in (library, fresh))
    assert mine.keys() - theirs.keys() <= kept
    assert {id_: mine.get(id_) for id_ in theirs} == theirs
    by_text: dict[str, set[str]] = {}
    for report in mine.values():
        by_text.setdefault(report.text, set()).add(report.sha256)
    assert all(len(reports) == 1 for reports in by_text.values())
    if mine.keys() == theirs.keys():
        for table in ("bigrams", "short_forms"):
            rows = [sorted(one.database.all(f"SELECT * FROM {table} WHERE count")) for one in (library, fresh)]
            assert rows[0] == rows[1]
        assert hits(library) == hits(fresh)


def hits(library: Library) -> list[list[tuple[str, str, float]]]:
    """Of a few questions, in an order that passages equally good do not change."""
    questions = ("số hóa 200 trang", "kết quả năm 2025", "untitled words", "Tên khác")
    found = [library.searcher().search(Query(question, question)) for question in questions]
    return [sorted((hit.chunk.report_id, hit.chunk.text, round(hit.score, 6)) for hit in one) for one in found]


TestFolder = Folder.TestCase
TestFolder.settings = settings(max_examples=15, stateful_step_count=12, deadline=None)
