"""A further language is files, not logic: with its words, its wording and its glossary beside the others, a question runs through."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
REPORT = (
    "BULTEN\n\nOrdel kumon 2024\n\nEl bulten ordel la kumon plimet 4.250 dosjer ved la portalon in el jaro 2024. La dosjer plimet ved la "
    "portalon estel 68,7 % ol al.\n\nEl kumon ordel trovik la pontol vex el jaro 2025. La pontol kostel 12 milion.\n"
)
VIETNAMESE = (
    "BÁO CÁO\nTổng kết công tác năm 2024\n\nI. KẾT QUẢ\nTrong năm 2024, tỉnh đã sáp nhập 12 thư viện cấp huyện thành 5 thư viện khu vực.\n\n"
    "II. NHIỆM VỤ\nTiếp tục đào tạo cán bộ thư viện và mua sắm sách cho các thư viện khu vực trong các tháng tới.\n"
)
ASK = """
import json, sys
from pathlib import Path
from bot.answerer import Answerer
from corpus.language.vocabulary import languages
from corpus.read import read
from index.encoder.chosen import ChosenEncoder
from index.library import Library
from index.sync import sync

folder = Path(sys.argv[1])
with Library(folder / "library", ChosenEncoder()) as library:
    assert sync(library, [folder / "reports"]).failed == []
    answerer = Answerer(library)
    said = []
    for question in sys.argv[2:]:
        answer = answerer.answer(question)
        statements = getattr(answer, "statements", ())
        said.append({
            "language": answer.asked.language, "searched_as": answer.asked.searched_as, "kind": repr(answerer.kind_of(question)),
            "leads": [each.lead for each in statements], "texts": [each.text for each in statements],
            "kinds": answer.asked.inferred.kinds, "nearest": answerer.find(question).hits[0].chunk.text,
        })
print(json.dumps({"languages": languages(), "reports": {each.stem: read(each).language for each in (folder / "reports").iterdir()}, "said": said}))
"""


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """The three packages in a folder of their own, where files can be added."""
    for package in ("bot", "corpus", "index"):
        shutil.copytree(ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__", "samples"))
    return tmp_path


def add_language(house: Path, code: str) -> None:
    """A made-up language: no line of code, only files beside those of the others."""
    words = (house / "corpus/language/en.toml").read_text(encoding="utf-8")
    words = re.sub(
        r"(?s)^words = \[.*?\]",
        'words = ["el", "la", "ordel", "ved", "ol", "vex", "in", "kio", "kiom", "al"]',
        words,
        count=1,
        flags=re.MULTILINE,
    )
    words = re.sub(r"(?s)^only = \[.*?\]", 'only = ["el", "la"]', words, count=1, flags=re.MULTILINE)
    words = re.sub(r"^report = .*$", 'bulten = "báo cáo"', words, count=1, flags=re.MULTILINE)
    (house / f"corpus/language/{code}.toml").write_text(words, encoding="utf-8")
    wording = (house / "bot/wording/vi.toml").read_text(encoding="utf-8")
    wording = re.sub(r"^according_to = .*$", 'according_to = "Lau {source}:"', wording, count=1, flags=re.MULTILINE)
    (house / f"bot/wording/{code}.toml").write_text(wording, encoding="utf-8")
    (house / f"index/glossary/{code}-vi.toml").write_text(
        '[terms]\nbiblo = ["thư viện"]\nfuzel = ["sáp nhập", "hợp nhất"]\n\n[binding]\nwords = ["el", "la", "in", "kiom"]\n',
        encoding="utf-8",
    )
    (house / f"bot/classifying/{code}.toml").write_text(
        '[possible_kinds]\ndocument = "{kinds.asked}"\n', encoding="utf-8"
    )
    (house / f"bot/classifying/examples/{code}.toml").write_text(
        'summary = """\nKortigu la bulten\nKortigu el bulten ol 2023\nKortigu la bulten ved el jaro\n"""\n',
        encoding="utf-8",
    )


def test_a_made_up_language_is_read_searched_and_answered_in_its_own_words(house: Path) -> None:
    add_language(house, "zz")
    (house / "reports").mkdir()
    (house / "reports/made-up.txt").write_text(REPORT, encoding="utf-8")
    (house / "reports/vietnamese.txt").write_text(VIETNAMESE, encoding="utf-8")
    questions = [
        "Kiom dosjer plimet ved la portalon in el jaro 2024?",
        "Kiom biblo fuzel in la fuzel?",
        "Kortigu la bulten ol la kumon 2024",
    ]
    ran = subprocess.run(
        [sys.executable, "-c", ASK, str(house), *questions],
        cwd=house,
        env=None,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    told = json.loads(ran.stdout)
    assert told["languages"] == ["en", "vi", "zz"]
    assert told["reports"] == {"made-up": "zz", "vietnamese": "vi"}
    own, across, summary = told["said"]
    assert own["language"] == across["language"] == "zz"
    assert own["searched_as"] == questions[0]
    assert own["leads"][0].startswith("Lau ")
    assert "4.250 dosjer" in own["texts"][0]
    assert summary["kind"] == "Summarise()"
    assert summary["kinds"] == ["báo cáo"]
    assert "sáp nhập 12 thư viện" in across["nearest"]  # by the words of its glossary
