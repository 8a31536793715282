"""A cross-encoder given by name reads the best passages once more; one that cannot be had is named."""

import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest

from index.encoder.cross_encoder import CrossEncoderEntailment, CrossEncoderReranker
from index.encoder.encoder import HashEncoder
from index.errors import EncoderUnavailableError
from index.library import Library
from index.sync import sync
from tests.index.search.test_search import LETTERHEAD, REPORTS


@pytest.fixture(scope="module")
def small_model(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A real cross-encoder of a few thousand untrained weights."""
    from sentence_transformers import CrossEncoder
    from tokenizers import Tokenizer, models, pre_tokenizers
    from transformers import BertConfig, BertForSequenceClassification, PreTrainedTokenizerFast

    folder = tmp_path_factory.mktemp("cross-encoder")
    words = {
        word: place for place, word in enumerate(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "đường", "cầu", "dữ", "liệu"])
    }
    tokenizer = Tokenizer(models.WordLevel(words, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    named = {"unk_token": "[UNK]", "pad_token": "[PAD]", "cls_token": "[CLS]", "sep_token": "[SEP]"}
    PreTrainedTokenizerFast(tokenizer_object=tokenizer, model_max_length=128, **named).save_pretrained(folder)
    config = BertConfig(
        vocab_size=len(words), hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=16,
        max_position_embeddings=128, num_labels=1,
    )  # fmt: skip
    BertForSequenceClassification(config).save_pretrained(folder)
    assert CrossEncoder(str(folder)).predict([("a", "b")]).shape == (1,)
    return str(folder)


class Preferring:
    """Likes passages that say one word."""

    def __init__(self, word: str) -> None:
        self.word = word

    def scores(self, question: str, passages: Sequence[str]) -> list[float]:
        return [float(self.word in passage) for passage in passages]


def library_with(tmp_path: Path, reranker: CrossEncoderReranker | Preferring) -> Library:
    folder = tmp_path / "reports"
    folder.mkdir()
    for name, fields in REPORTS.items():
        (folder / f"{name}.txt").write_text(LETTERHEAD.format(**fields), encoding="utf-8")
    library = Library(tmp_path / "library", HashEncoder(), reranker)
    sync(library, [folder])
    return library


def test_a_real_model_reads_the_passages(small_model: str, tmp_path: Path) -> None:
    with library_with(tmp_path, CrossEncoderReranker(small_model)) as library:
        hits = library.searcher().search(library.understanding.query("bảo trì cầu đường"))
        assert len({hit.chunk.id for hit in hits}) == len(hits) > 2
        assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_its_word_counts(tmp_path: Path) -> None:
    with library_with(tmp_path, Preferring("900.000")) as library:
        first = library.searcher().search(library.understanding.query("bảo trì cầu đường"))[0]
        assert "900.000" in first.chunk.text


@pytest.mark.parametrize("setting", ["/no/such/folder", "someone/unknown-model", "bundled"])
def test_one_that_cannot_be_had_is_named(setting: str) -> None:
    with pytest.raises(EncoderUnavailableError, match=f"{setting}.*`reranker`"):
        CrossEncoderReranker(setting).scores("gì?", ["đây"])


def test_a_model_of_entailment_gives_probabilities(small_model: str, tmp_path: Path) -> None:
    from transformers import BertConfig, BertForSequenceClassification

    folder = tmp_path / "nli"
    shutil.copytree(small_model, folder)
    config = BertConfig.from_pretrained(small_model)
    config.id2label = {0: "contradiction", 1: "entailment", 2: "neutral"}
    config.label2id = {label: number for number, label in config.id2label.items()}
    BertForSequenceClassification(config).save_pretrained(folder)
    model = CrossEncoderEntailment(str(folder))
    found = model.entailment("đường", ["đường", "dữ liệu"])
    assert len(found) == 2
    assert all(0 < probability < 1 for probability in found)
    assert model.entailment("đường", []) == []


def test_a_model_without_that_label_is_named(small_model: str) -> None:
    with pytest.raises(EncoderUnavailableError, match="`entailment`"):
        CrossEncoderEntailment(small_model).entailment("a", ["b"])
    with pytest.raises(EncoderUnavailableError, match="`entailment`"):
        CrossEncoderEntailment("nobody/nothing").entailment("a", ["b"])
