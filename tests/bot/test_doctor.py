"""`hoidap check` says which back-end computes the encoder, and why not another, and whether the library is whole."""

import os
from pathlib import Path

import pytest

import bot.doctor
from bot.settings import Settings
from bot.sources import Folder
from index.database.sqlite import RECORD, SqliteDatabase
from index.encoder.back_end_choice import Choice
from index.encoder.back_end_rates import Rates
from index.leave import leave
from index.safekeeping.repair import repair
from index.sync import sync
from tests.index.kept_library import fill, opened


def test_the_back_end_and_its_rates_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    rates = {"float32": Rates(5_000, 20), "openvino": Rates(20_000, 4)}
    choice = Choice("openvino", rates, {"onnx": "the package onnx is not installed"})  # type: ignore[arg-type]
    monkeypatch.setattr(bot.doctor, "is_unpacked", lambda: True)
    monkeypatch.setattr(bot.doctor, "recorded", lambda encoder, back_ends: choice)
    assert bot.doctor._back_end(Settings()).what == (
        "openvino is used; measured: openvino 20,000 characters/s, 4 ms a question; "
        "float32 5,000 characters/s, 20 ms a question; not onnx (the package onnx is not installed)"
    )


def test_what_was_not_measured_is_said_to_be_to_come(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bot.doctor, "is_unpacked", lambda: False)
    assert "will be measured at the first use" in bot.doctor._back_end(Settings()).what


def test_a_back_end_of_torch_is_not_measured() -> None:
    assert bot.doctor._back_end(Settings(backend="bfloat16")).what == "bfloat16, as the setting says"


def test_an_encoder_that_is_not_there_is_not_ok() -> None:
    finding = bot.doctor._back_end(Settings(encoder="/no/such/folder"))
    assert not finding.ok
    assert "no encoder folder" in finding.what


def soundness_of(data: Path) -> dict[str, bot.doctor.Finding]:
    return {each.name: each for each in bot.doctor._soundness(data, Settings())}


def test_what_is_not_whole_is_named_with_its_remedy(tmp_path: Path) -> None:
    data = tmp_path / "library"
    fill(data, tmp_path / "sources")
    assert all(each.ok for each in soundness_of(data).values())
    engine = next((data / "sentences").iterdir())
    engine.write_bytes(engine.read_bytes()[:-1])
    min((data / "originals").iterdir()).write_bytes(b"noise")
    with SqliteDatabase(data / RECORD) as database:
        database.run("UPDATE reports SET text = text || '.' WHERE id = (SELECT min(id) FROM reports)")
    found = soundness_of(data)
    wrong = {name: each.remedy for name, each in found.items() if not each.ok}
    assert wrong == {
        "reports": "hoidap repair",
        "originals": "hoidap repair",
        "engines": "they are built anew when the library is next opened",
    }
    assert engine.name in found["engines"].what
    assert repair(data, opened).lost == []
    found = soundness_of(data)
    assert [name for name, each in found.items() if not each.ok] == ["moved aside"]
    assert found["moved aside"].what == "damaged-originals, damaged-record, damaged-sentences"


def test_a_damaged_record_is_named(tmp_path: Path) -> None:
    fill(tmp_path / "library", tmp_path / "sources")
    file = tmp_path / "library" / RECORD
    os.truncate(file, file.stat().st_size // 2)
    found = soundness_of(tmp_path / "library")
    assert (found["record"].ok, found["record"].remedy) == (False, "hoidap repair")
    assert not bot.doctor._index(tmp_path / "library", Settings()).ok


def test_folders_of_the_settings_that_are_not_there_or_named_no_more_are_named(tmp_path: Path) -> None:
    data, share, gone = tmp_path / "library", tmp_path / "share", tmp_path / "gone"
    share.mkdir()
    (share / "a.txt").write_text("BÁO CÁO\n\nSở Y tế khám bệnh.\n", encoding="utf-8")
    settings = Settings(folders={"a": Folder(path=share), "b": Folder(path=gone, collection="mật")})
    with opened(data) as library:
        sync(library, folders=settings.roots(data))
    here, away = bot.doctor._folders(data, settings)
    assert (here.ok, away.ok, away.needed) == (True, False, False)
    assert (str(gone) in away.what, "'mật'" in away.what, "mount it" in away.remedy) == (True, True, True)
    [left] = bot.doctor._folders(data, Settings())
    assert (left.ok, left.needed, str(share) in left.what) == (False, False, True)
    assert left.remedy.endswith(f"hoidap sync --leave --collection default {share}")
    with opened(data) as library:
        leave(library, [share])
    assert bot.doctor._folders(data, Settings()) == []
