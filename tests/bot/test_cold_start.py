"""A command imports what it needs: what takes seconds to import waits until it is used."""

import subprocess
import sys
from pathlib import Path

from index.encoder.encoder import HashEncoder
from index.library import Library
from index.sync import sync
from tests.conftest import SAMPLES

_SLOW = (
    "chromadb", "gradio", "langchain", "lightgbm", "mcp", "onnxruntime", "openai", "openvino", "pandas", "scipy.stats", "sklearn",
    "tantivy", "torch", "transformers",
)  # fmt: skip
_IMPORTED = f"import sys; print(*({set(_SLOW)!r} & set(sys.modules)), file=sys.stderr)"


def imported(program: str) -> set[str]:
    command = [sys.executable, "-c", f"{program}\n{_IMPORTED}"]
    return set(subprocess.run(command, capture_output=True, text=True, check=True).stderr.split())


def test_the_command_line_imports_nothing_slow() -> None:
    assert imported("import bot.__main__") == set()


def test_tools_that_are_handed_on_import_nothing_that_answers() -> None:
    assert imported("import bot.api.mcp_server.bridge") == {"mcp"}


def test_a_sync_imports_nothing_that_answers(tmp_path: Path) -> None:
    sample = str(SAMPLES / "2023-08-18-qd-ubnd-kho-du-lieu-dung-chung.txt")
    program = (
        "from pathlib import Path\n"
        "from index.encoder.encoder import HashEncoder; from index.library import Library; from index.sync import sync\n"
        f"with Library(Path({str(tmp_path)!r}), HashEncoder()) as library: sync(library, [Path({sample!r})])"
    )
    assert imported(program) & {"gradio", "lightgbm", "openai", "scipy.stats", "torch", "transformers"} == set()


def test_an_answer_in_quotes_imports_neither_a_language_model_nor_a_page(tmp_path: Path) -> None:
    with Library(tmp_path, HashEncoder()) as library:
        sync(library, [SAMPLES / "2023-08-18-qd-ubnd-kho-du-lieu-dung-chung.txt"])
    program = (
        "from pathlib import Path\n"
        "from bot.assemble import answerer_of; from bot.settings import Settings\n"
        "from index.encoder.encoder import HashEncoder; from index.library import Library\n"
        f"with Library(Path({str(tmp_path)!r}), HashEncoder()) as library:\n"
        "    assert answerer_of(library, Settings()).answer('Kho dữ liệu dùng chung là gì?')"
    )
    assert (
        imported(program)
        & {"gradio", "langchain", "mcp", "openai", "pandas", "scipy.stats", "sklearn", "torch", "transformers"}
        == set()
    )
