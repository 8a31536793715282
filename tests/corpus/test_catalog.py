"""What a person states in catalog.csv wins over what was read."""

from datetime import date
from pathlib import Path

import pytest

from corpus.catalog import read_catalog
from corpus.errors import UnreadableFileError
from corpus.report import Relation
from tests.corpus.small_reports import BAO_CAO, report_from

HEAD = "file,number,kind,title,agency,place,issued,effective,years,signer\n"


def catalog(tmp_path: Path, content: str | bytes) -> Path:
    path = tmp_path / "catalog.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("separator", [",", ";"])
def test_bom_and_separator_do_not_matter(tmp_path: Path, bom: bytes, separator: str) -> None:
    content = f"file{separator}number{separator}years\r\nnăm 2024\\a.pdf{separator}5/bc-ubnd{separator}2021-2023\r\n"
    rows = read_catalog(catalog(tmp_path, bom + content.encode()))
    assert rows["năm 2024/a.pdf"].fields == {"number": "5/BC-UBND", "years": (2021, 2022, 2023)}


def test_what_is_stated_wins_and_the_rest_stays(tmp_path: Path) -> None:
    report = report_from(BAO_CAO)
    line = 'a.txt,77/BC-SNV,,"Báo cáo tổng kết năm 2021, nhiệm vụ năm 2022",,,3/2/2022,,,-\n'
    changed = read_catalog(catalog(tmp_path, HEAD + line))["a.txt"].applied(report)
    assert (changed.number, changed.issued, changed.signer) == ("77/BC-SNV", date(2022, 2, 3), None)
    assert changed.years == (2021, 2022)
    assert (changed.kind, changed.agency, changed.text, changed.id) == (
        report.kind,
        report.agency,
        report.text,
        report.id,
    )


def test_years_stated_are_not_computed_again_and_a_number_is_no_relation_to_itself(tmp_path: Path) -> None:
    report = report_from(
        "QUYẾT ĐỊNH\nVề việc thay thế Quyết định số 5/QĐ-UBND\nĐiều 1. Quyết định này có hiệu lực sau 10 ngày kể từ ngày ký."
    )
    assert report.relations == (Relation("replaces", "5/QĐ-UBND"),)
    row = read_catalog(catalog(tmp_path, HEAD + "a,5/QĐ-UBND,,Về năm 2030,,,2020-01-05,,2020 2021,\n"))["a"]
    changed = row.applied(report)
    assert (changed.years, changed.relations) == ((2020, 2021), ())
    assert changed.effective == date(2020, 1, 15)


def test_the_digest_changes_with_what_is_stated_alone(tmp_path: Path) -> None:
    before = read_catalog(catalog(tmp_path, "file,number,kind\na,1/QĐ-UBND,\nb,2/QĐ-UBND,\n"))
    after = read_catalog(catalog(tmp_path, "kind;file;number\n;b;3/QĐ-UBND\n;a;1/QĐ-UBND\n"))
    assert before["a"].digest == after["a"].digest
    assert before["b"].digest != after["b"].digest


@pytest.mark.parametrize(
    ("content", "named"),
    [
        ("file,nummer\na,1\n", "unknown column 'nummer'"),
        ("number\n1/QĐ\n", "no column 'file'"),
        ("", "no column 'file'"),
        ("file,kind,kind\n", "'kind' twice"),
        ("file,issued\na,2025-02-30\n", "line 2, column issued: '2025-02-30' is not a date"),
        ("file,years\na,1999-2099\n", "line 2, column years"),
        ("file,years\na,năm 2024\n", "line 2, column years"),
        ("file,number\na,xin\n", "line 2, column number"),
        ("file,number\na,1/QĐ,x\n", "line 2 has more cells"),
        ("file,number\n,1/QĐ-UBND\n", "line 2 names no file"),
        ("file\na\nb\n./a\n", "line 4 names 'a' a second time"),
        ("file,title\na,Báo cáo\n".encode("utf-16"), "not UTF-8"),
        ("file,title\na,Báo cáo\n".encode("cp1258", "replace"), "not UTF-8"),
    ],
)
def test_what_is_wrong_is_one_line(tmp_path: Path, content: str | bytes, named: str) -> None:
    with pytest.raises(UnreadableFileError, match=named) as raised:
        read_catalog(catalog(tmp_path, content))
    assert "\n" not in str(raised.value)
