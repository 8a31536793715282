"""Texts in languages that there are no words for are read, named, searched and quoted, and their words are left alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.answer import Answered
from bot.answerer import Answerer
from corpus.language.detect import language_of, language_written
from corpus.read import read
from index.encoder.chosen import ChosenEncoder
from index.library import Library
from index.question.filters import Filters
from index.sync import sync

TEXTS = {
    "fr": "COMPTE RENDU\n\nLe comité a examiné le rapport de la direction des routes. Les travaux du pont ont coûté 45 000 € en "
    "2023 et la route départementale sera fermée au mois de mai.\n\nLa mairie a traité 1 250 dossiers d'urbanisme, soit 8,5 % de "
    "plus que l'année précédente. Près de 300 élèves ont été accueillis à l'école.\n",
    "es": "ACTA DE LA SESIÓN\n\nEl ayuntamiento aprobó el presupuesto de 2024 por un importe de 3.245.000 euros. La alcaldesa presentó "
    "el informe sobre la gestión de los residuos.\n\nSe tramitaron 1.120 expedientes, un 12,5 % más que el año anterior.\n",
    "de": "NIEDERSCHRIFT\n\nDer Bürgermeister berichtet, dass im Jahr 2023 insgesamt 845 Bauanträge bearbeitet wurden. Für die "
    "Sanierung der Brücke werden 1,2 Millionen Euro bereitgestellt.\n\nDer Gemeinderat beschließt, die Gebühren nicht zu erhöhen.\n",
    "id": "LAPORAN TAHUNAN\n\nPemerintah daerah telah menyelesaikan pembangunan jembatan pada tahun 2023 dengan biaya 4,5 miliar rupiah. "
    "Jumlah wisatawan meningkat 12 persen dibandingkan dengan tahun sebelumnya.\n",
}
FEW_ACCENTS = (
    "NOTE DE SERVICE\n\nLe bureau sera ferme le lundi. Les agents doivent remettre leur rapport au chef de service avant la fin du "
    "mois. Toute demande de conge est soumise au directeur, qui donne son accord par courrier.\n"
)
BARE_VIETNAMESE = (
    "Nam 2024 So Noi vu da so hoa duoc 540.000 trang tai lieu luu tru lich su va hop nhat cac don vi truc thuoc."
)


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    folder = tmp_path_factory.mktemp("foreign")
    for code, text in TEXTS.items():
        (folder / f"{code}.txt").write_text(text, encoding="utf-8")
    with Library(tmp_path_factory.mktemp("library"), ChosenEncoder()) as library:
        assert sync(library, [folder]).failed == []
        yield Answerer(library, language="en")


@pytest.mark.parametrize("code", TEXTS)
def test_a_report_is_named_as_its_language_and_nothing_is_converted(code: str, tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(TEXTS[code], encoding="utf-8")
    report = read(path)
    assert report.language == code
    assert report.text.split() == TEXTS[code].split()
    assert report.warnings == ()


def test_french_without_its_accents_is_french() -> None:
    assert language_written(FEW_ACCENTS) == "fr"


def test_vietnamese_typed_without_marks_is_vietnamese() -> None:
    assert language_written(BARE_VIETNAMESE) == "vi"


@pytest.mark.parametrize("text", ["", "2024", "GRDP 2024", "budget revenue", "Lam Giang", "?!"])
def test_what_tells_nothing_is_not_foreign(text: str) -> None:
    assert language_written(text) == language_of(text)


def test_a_long_text_in_no_language_is_undetermined() -> None:
    assert language_written("wqx zrtk plmv bdfg hjkl qwrt " * 30) == "und"


@pytest.mark.parametrize(
    ("question", "quoted"),
    [
        ("Combien ont coûté les travaux du pont ?", "45 000 €"),
        ("¿Cuántos expedientes se tramitaron en total este año?", "1.120 expedientes"),
        ("Wie viele Bauanträge wurden im Jahr 2023 bearbeitet?", "845 Bauanträge"),
    ],
)
def test_a_question_is_searched_as_typed_and_answered_in_the_words_of_the_settings(
    answerer: Answerer, question: str, quoted: str
) -> None:
    answer = answerer.answer(question, Filters())
    assert isinstance(answer, Answered)
    assert quoted in answer.statements[0].text
    assert answer.asked.searched_as == question
    assert answer.asked.expansions == ()
    assert answer.asked.language == "en"
    assert answer.statements[0].lead.startswith("According to")


def test_a_foreign_question_is_not_translated_by_the_english_glossary(answerer: Answerer) -> None:
    query = answerer.find("Quel est le plan de la direction pour les travaux du pont ?").query
    assert (query.language, query.expansions) == ("fr", ())
