"""The data folder is for its owner alone: what is open in it is closed, what is closed is not walked."""

import stat
from pathlib import Path

from index.private_folder import close_to_others


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_what_others_could_read_is_closed_down_to_the_last_file(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    deep = folder / "originals" / "deep"
    deep.mkdir(parents=True)
    for path in (folder, folder / "originals", deep):
        path.chmod(0o755)
    for path in (folder / "hoidap.toml", folder / "originals" / "a.pdf", deep / "b.pdf"):
        path.write_text("x", encoding="utf-8")
        path.chmod(0o644)
    (folder / "hoidap.toml").chmod(0o444)
    close_to_others(folder)
    assert [mode(each) & 0o077 for each in (folder, *folder.rglob("*"))] == [0] * 6
    assert mode(folder / "hoidap.toml") == 0o400, "what the owner may not do stays so"
    assert mode(deep) == 0o700


def test_a_file_that_an_editor_left_open_beside_closed_ones_is_closed(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    (tmp_path / "glossary.csv").touch(mode=0o644)
    close_to_others(tmp_path)
    assert mode(tmp_path / "glossary.csv") == 0o600


def test_what_a_link_leads_to_is_left_alone(tmp_path: Path) -> None:
    folder, elsewhere = tmp_path / "data", tmp_path / "elsewhere"
    folder.mkdir()
    elsewhere.mkdir()
    (elsewhere / "file").touch()
    for path, open_to in ((elsewhere, 0o755), (elsewhere / "file", 0o644)):
        path.chmod(open_to)
    (folder / "link").symlink_to(elsewhere)
    (folder / "file").symlink_to(elsewhere / "file")
    (folder / "gone").symlink_to(tmp_path / "nowhere")
    close_to_others(folder)
    assert (mode(elsewhere), mode(elsewhere / "file")) == (0o755, 0o644)
