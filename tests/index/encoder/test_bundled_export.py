"""The graph that is made straight from the weights is the one that torch would export."""

from functools import partial
from pathlib import Path

import numpy as np
import pytest

from corpus.language.sentence import sentences
from index.encoder.bundled import BUNDLED_NAME, unpacked_folder
from index.encoder.bundled_export import write_bundled_export
from index.encoder.encoder import Vectors
from index.encoder.export import is_intact, open_export
from index.encoder.exported import ExportedEncoder
from index.encoder.openvino_graph import OpenvinoGraph
from index.encoder.sentence_transformer import SentenceTransformerEncoder, load_model
from index.encoder.typical_passages import typical_passages

ENGLISH = (Path(__file__).parents[3] / "docs" / "evaluation.md").read_text(encoding="utf-8").split("\n\n")
ODD = ["", "a", " ", "y  tế", "Tỉ lệ 3,1%\t(ước)", "①②③ Ｆｕｌｌ ﬁ", "e\u0302\u0301", "🙂", "tỉnh " * 600]
SAME = 0.9999


@pytest.fixture(scope="module")
def straight(tmp_path_factory: pytest.TempPathFactory) -> ExportedEncoder:
    folder = tmp_path_factory.mktemp("export") / "openvino"
    write_bundled_export(unpacked_folder(), folder)
    assert is_intact(folder)
    return open_export(BUNDLED_NAME, folder, partial(OpenvinoGraph, arithmetic="float32"))


@pytest.fixture(scope="module")
def by_torch() -> SentenceTransformerEncoder:
    return SentenceTransformerEncoder(BUNDLED_NAME, load_model(unpacked_folder()))


def texts() -> list[str]:
    """Passages and sentences in both languages, and what is neither."""
    passages = typical_passages()
    short = [each[start:end] for each in passages[:40] for start, end in sentences(each)]
    return [*passages[:40], *short, *ENGLISH, *ODD]


@pytest.mark.slow
def test_its_vectors_are_those_of_torch(straight: ExportedEncoder, by_torch: SentenceTransformerEncoder) -> None:
    given = texts()
    assert len(given) > 300
    assert _least(straight.encode_passages(given), by_torch.encode_passages(given)) >= SAME
    assert _least(straight.encode_questions(given), by_torch.encode_questions(given)) >= SAME


def test_a_few_of_its_vectors_are_those_of_torch(
    straight: ExportedEncoder, by_torch: SentenceTransformerEncoder
) -> None:
    few = [*typical_passages()[:4], *ODD]
    assert _least(straight.encode_passages(few), by_torch.encode_passages(few)) >= SAME
    (mine, tokens), (other, wanted) = straight.passages_with_tokens(few), by_torch.passages_with_tokens(few)
    assert _least(mine, other) >= SAME
    assert [each.shape for each in tokens] == [each.shape for each in wanted]
    assert min(_least(ours, theirs) for ours, theirs in zip(tokens, wanted, strict=True) if len(ours)) >= SAME


def test_its_tokens_are_those_of_torch(straight: ExportedEncoder, by_torch: SentenceTransformerEncoder) -> None:
    given = texts()
    rows = {
        row: ids[mask == 1].tolist()
        for batch in straight._tokenizer.batches(given)
        for row, ids, mask in zip(batch.rows, batch.ids, batch.mask, strict=True)
    }
    wanted = by_torch.model.tokenizer(given, truncation=True, max_length=by_torch.model.max_seq_length)["input_ids"]
    assert [rows[row] for row in range(len(given))] == wanted


def _least(mine: Vectors, other: Vectors) -> float:
    return float(np.sum(mine * other, axis=1).min())
