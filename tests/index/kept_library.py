"""A small library with something of everything that can be lost, and what is to be the same after whatever happens to it."""

import hashlib
import random
from pathlib import Path

from bot.feedback import Feedback
from index.correct import correct
from index.encoder.encoder import HashEncoder
from index.engines.chroma_server import ChromaServer
from index.folders.originals import originals_in
from index.library import Library
from index.question.query import Query
from index.sync import sync

TEXT = "BÁO CÁO\nKết quả năm {year}\n\nI. KẾT QUẢ\nSở đã số hóa {pages} trang tài liệu trong năm {year}. {more}.\n"
QUESTIONS = ("số hóa 37 trang", "kết quả năm 2021", "tài liệu")


def opened(folder: Path, database_url: str = "", chroma: ChromaServer | None = None) -> Library:
    return Library(folder, HashEncoder(), chroma=chroma, database_url=database_url)


def write_reports(folder: Path, numbers: range) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for number in numbers:
        lot = random.Random(number)
        more = " ".join("".join(lot.choices("bcdghklmnt", k=1) + lot.choices("aeiou", k=2)) for _ in range(40))
        text = TEXT.format(year=2000 + number, pages=number, more=more)
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    return folder


def fill(folder: Path, sources: Path) -> None:
    """Reports of two collections, one corrected, a judgement; settings and a glossary."""
    with opened(folder) as library:
        sync(library, [write_reports(sources / "open", range(20))])
        sync(library, [write_reports(sources / "closed", range(20, 30))], collection="closed")
        first = min(report.id for report in library.reports.all())
        correct(library, first, {"signer": "Nguyễn Văn An"}, "lan")
        Feedback(library.database).keep("0" * 32, "up", ["đúng"], "")
    (folder / "hoidap.toml").write_text('language = "en"\n', encoding="utf-8")
    (folder / "glossary.csv").write_text("term,means\nKNS,kỹ năng số\n", encoding="utf-8")


def state_of(folder: Path, database_url: str = "") -> dict[str, object]:
    """What is kept, found and shown."""
    with opened(folder, database_url) as library:
        searcher, database, indexing = library.searcher(), library.database, library.indexing
        engines = indexing._dense.count(), indexing._lexical.count(), indexing._sentences.rows().tolist()
        assert engines == (len(rows := library.reports.passages.searchable_rows()), len(rows), rows.tolist())
        for (
            collection
        ) in library.reports.collections():  # removed passages bend the scores until there are many of them
            indexing._seal.break_()
            indexing._lexical.renew(
                collection, map(indexing._searched.with_headings, indexing._searched.in_groups(collection))
            )
        hits = [searcher.search(Query(question, question), k=10) for question in QUESTIONS]
        return {
            "reports": {each.id: each for each in library.reports.all()},
            "chunks": sorted(database.all('SELECT report_id, start, "end", text, years, aspect, key FROM chunks')),
            "words": sorted(database.all("SELECT * FROM bigrams WHERE count <> 0")),
            "files": sorted((each.path, each.collection, each.sha256, each.report_id) for each in library.files.all().values()),
            "corrections": {id_: (dict(each.cells), each.by) for id_, each in library.corrections.all().items()},
            "feedback": Feedback(database).all(),
            "history": database.all("SELECT id, answer FROM answers ORDER BY id"),
            "originals": {each.name: hashlib.sha256(each.read_bytes()).hexdigest() for each in originals_in(library.originals)},
            "hits": [sorted((hit.chunk.id, round(hit.score, 5)) for hit in each) for each in hits],
        }  # fmt: skip
