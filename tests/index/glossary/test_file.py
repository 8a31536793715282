"""The administrator's file: one wrong line costs itself, a broken save costs nothing."""

from pathlib import Path

import pytest

from bot.doctor import findings
from index.glossary.file import NAME, GlossaryFile, read_glossary


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / NAME


@pytest.mark.parametrize(
    "content",
    [
        "term,means\nKNS, kỹ năng số | kĩ năng số\n\nBC,-\n".encode(),
        "term;means\r\nKNS;kỹ năng số|kĩ năng số\r\nBC;-\r\n".encode("utf-8-sig"),
        "Term,Means,\nKNS,kỹ năng số|kĩ năng số,,\nBC,-,\n,,\n".encode(),
    ],
)
def test_reads_what_spreadsheets_write(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    entries = read_glossary(path)
    assert entries.problems == ()
    assert entries.means == {"KNS": ("kỹ năng số", "kĩ năng số"), "BC": ()}


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (",kỹ năng số", "no letter"),
        ("123,kỹ năng số", "no letter"),
        ("KNX", "means nothing"),
        ("KNX,|", "means nothing"),
        ("KNX,---", "no letter"),
        ("X" * 61 + ",dài", "longer than 60"),
        ("KNX," + "dài " * 60, "longer than 200"),
        ("KNX,knx", "means itself"),
        ("VHTT,văn hóa, thể thao", "more than two columns"),
        ('KNX,"kỹ năng', "double quotes"),
        ("KNS,kinh nghiệm sống", "above already"),
    ],
)
def test_a_wrong_line_is_named_and_the_others_count(path: Path, line: str, says: str) -> None:
    path.write_text(f'term,means\nKNS,kỹ năng số\n{line}\nVHTT,"văn hóa, thể thao"\n', encoding="utf-8")
    entries = read_glossary(path)
    assert entries.means == {"KNS": ("kỹ năng số",), "VHTT": ("văn hóa, thể thao",)}
    [problem] = entries.problems
    assert f"{str(path)!r} line 3: " in problem
    assert says in problem
    assert "\n" not in problem


def test_no_file_is_no_problem(path: Path) -> None:
    assert read_glossary(path).problems == ()
    assert GlossaryFile(path).current().means == {}


@pytest.mark.parametrize(
    ("broken", "says"),
    [
        ("term,means\nKNS,kỹ năng".encode("utf-16"), "UTF-8"),
        (b"", "header"),
        (b"KNS,so", "header"),
        (b'"term,mean', "header"),
    ],
)
def test_a_broken_save_keeps_the_last_good_one(path: Path, broken: bytes, says: str) -> None:
    file = GlossaryFile(path)
    path.write_text("term,means\nKNS,kỹ năng số\n", encoding="utf-8")
    good = file.current()
    assert good.means == {"KNS": ("kỹ năng số",)}
    assert file.current() is good
    path.write_bytes(broken)
    assert file.current() is good
    [problem] = read_glossary(path).problems
    assert says in problem
    path.write_text("term,means\nKNS,kỹ năng sống\n", encoding="utf-8")
    assert file.current().means == {"KNS": ("kỹ năng sống",)}
    path.unlink()
    assert file.current().means == {}


def test_a_folder_in_its_place_is_named(path: Path) -> None:
    path.mkdir()
    assert "cannot be read" in read_glossary(path).problems[0]


def test_check_counts_entries_and_names_wrong_lines(path: Path) -> None:
    path.write_text("term,means\nKNS,kỹ năng số\nKNX\n", encoding="utf-8")
    [found] = [each for each in findings(path.parent) if each.name == "glossary"]
    assert not found.ok
    assert not found.needed
    assert found.what.startswith("entries of the administrator: 1")
    assert "line 3" in found.what
    path.unlink()
    [found] = [each for each in findings(path.parent) if each.name == "glossary"]
    assert found.ok
