"""What the page says of a library, to each what they may see of it."""

from pathlib import Path

from bot.page.library_facts import collection_line, library_line
from bot.page.library_rows import LibrarySearch, listed
from bot.user import User
from bot.wording.wording import wording
from index.library import Library
from index.sync import sync


def test_who_sees_several_collections_is_told_which_and_sees_a_file_of_both_once(
    library: Library, tmp_path: Path
) -> None:
    for collection in ("chung", "mật"):
        (tmp_path / collection).mkdir()
        for name in ("cùng", collection):
            text = f"BÁO CÁO\nKết quả {name} năm 2024\n\nSở Y tế khám bệnh.\n"
            (tmp_path / collection / f"{name}.txt").write_text(text, encoding="utf-8")
    sync(library, folders=[(tmp_path / name, name) for name in ("chung", "mật")])
    words, all_, one = wording("vi"), User("lan"), User("hoa", collections=("mật",))
    assert collection_line(library, "mật", words, all_) == "Nhóm văn bản: mật"
    assert collection_line(library, "mật", words, one) == ""
    assert [listed(library, LibrarySearch(), words, user).count for user in (all_, one)] == [3, 2]
    assert library_line(library, words, all_).startswith("3 văn bản")
    assert library_line(library, words, one).startswith("2 văn bản")
    mine = {row[-1] for row in listed(library, LibrarySearch(), words, one).rows}
    assert {library.reports.get(id_).collection for id_ in mine} == {"mật"}  # type: ignore[union-attr]
