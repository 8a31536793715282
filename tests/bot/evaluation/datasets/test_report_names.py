"""Reports are called by their file, with as many folders as it takes."""

from hypothesis import given
from hypothesis import strategies as st

from bot.evaluation.datasets.report_names import ids_by_name, names_by_id

SOURCES = {"a": "/data/2023/bc.pdf", "b": "/data/2024/bc.pdf", "c": "/data/2024/kh.pdf"}


def test_folders_tell_files_of_one_name_apart() -> None:
    assert names_by_id(SOURCES) == {"a": "2023/bc.pdf", "b": "2024/bc.pdf", "c": "kh.pdf"}
    names = ids_by_name(SOURCES)
    assert "bc.pdf" not in names
    assert names["2024/bc.pdf"] == "b"
    assert names["data/2024/kh.pdf"] == names["kh.pdf"] == "c"


@given(st.lists(st.lists(st.sampled_from("ab"), min_size=1, max_size=4), unique_by=tuple, max_size=8))
def test_a_name_is_of_one_file_alone(paths: list[list[str]]) -> None:
    sources = {str(number): "/".join(("/root", *parts)) for number, parts in enumerate(paths)}
    for report_id, name in names_by_id(sources).items():
        assert [other for other, source in sources.items() if f"/{source}".endswith(f"/{name}")] == [report_id]
