"""Exports and measurements: made once, made again when they no longer hold, without a word to the network."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from index.encoder import back_end_choice, back_end_rates
from index.encoder.back_end import BACK_ENDS, BackEnd, back_end_cache
from index.encoder.back_end_choice import chosen, measured, recorded
from index.encoder.chosen import open_encoder
from index.encoder.encoder import HashEncoder, Vectors
from index.encoder.export import export_folder, is_intact
from index.encoder.folder import encoder_folder
from index.encoder.sentence_transformer import SentenceTransformerEncoder
from index.errors import BackEndUnavailableError, EncoderUnavailableError

ROOT = Path(__file__).parents[3]
WORDS = ["tỉnh", "sở", "nội", "vụ", "y", "tế", "hợp", "nhất", "hai", "năm", "query", "passage"]
TEXTS = ["Sở Nội vụ hợp nhất hai sở", "y tế", "", "tỉnh " * 100]
RATES = {"characters_per_second": 100.0, "question_ms": 5.0}
NO_NETWORK = """
import os, socket
def refuse(*arguments, **options):
    open(os.environ["SEEN_ON_THE_NETWORK"], "a").write(repr(arguments))
    raise OSError("no network in this test")
socket.getaddrinfo = socket.create_connection = socket.socket.connect = socket.socket.sendto = refuse
"""


@pytest.fixture(scope="module")
def small_model(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A sentence-transformers folder with CLS pooling and two narrow layers of random weights."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.base.modules import Transformer
    from sentence_transformers.sentence_transformer.modules import Pooling
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors
    from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

    special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"]
    tokenizer = Tokenizer(models.WordLevel({word: i for i, word in enumerate(special + WORDS)}, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.Lowercase()
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", special_tokens=[("[CLS]", 2), ("[SEP]", 3)]
    )
    bert = tmp_path_factory.mktemp("bert")
    PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, pad_token="[PAD]", unk_token="[UNK]", cls_token="[CLS]", sep_token="[SEP]",
        model_max_length=64,
    ).save_pretrained(bert)  # fmt: skip
    BertModel(
        BertConfig(
            vocab_size=len(special + WORDS), hidden_size=64, num_hidden_layers=2, num_attention_heads=2,
            intermediate_size=128, max_position_embeddings=64,
        )
    ).save_pretrained(bert)  # fmt: skip
    folder = tmp_path_factory.mktemp("small-model")
    modules = [Transformer(str(bert)), Pooling(64, "cls")]
    SentenceTransformer(modules=modules, device="cpu", prompts={"query": "query: "}).save(str(folder))
    return str(folder)


@pytest.fixture(scope="module")
def module_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True)
def cache(module_cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cache folder of this module's own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(module_cache))


def exported_by_openvino(small_model: str) -> Path:
    return export_folder(back_end_cache(encoder_folder(small_model)), "openvino")


@pytest.mark.slow
def test_prepared_and_measured_without_the_network(
    small_model: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = tmp_path / "seen"
    (tmp_path / "sitecustomize.py").write_text(NO_NETWORK)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setenv("SEEN_ON_THE_NETWORK", str(seen))
    monkeypatch.setenv("HOME", str(tmp_path))
    choice = measured(small_model, ("float32", "openvino", "onnx"))
    assert set(choice.rates) | set(choice.left_out) == {"float32", "openvino", "onnx"}
    assert {"float32", "openvino"} <= set(choice.rates)
    assert choice.rates[choice.back_end].characters_per_second == max(
        each.characters_per_second for each in choice.rates.values()
    )
    assert not seen.exists()
    assert not (tmp_path / "intel").exists()  # where OpenVINO keeps what it reports


def test_a_model_of_ones_own_is_served_as_sentence_transformers_does(small_model: str) -> None:
    plain = open_encoder(small_model, "float32")
    exported = open_encoder(small_model, "openvino")
    assert exported.name == plain.name
    assert exported.dimension == plain.dimension
    for of in ("encode_questions", "encode_passages"):
        assert (np.sum(getattr(plain, of)(TEXTS) * getattr(exported, of)(TEXTS), axis=1) > 0.999).all()
    mine, other = exported.passages_with_tokens(TEXTS), plain.passages_with_tokens(TEXTS)
    assert (np.sum(mine[0] * other[0], axis=1) > 0.999).all()
    assert [each.shape for each in mine[1]] == [each.shape for each in other[1]]


def test_an_exported_encoder_needs_no_torch(small_model: str) -> None:
    open_encoder(small_model, "openvino")
    program = (
        "import sys; from index.encoder.chosen import ChosenEncoder\n"
        f"print(ChosenEncoder({small_model!r}, 'openvino').encode_questions(['sở']).shape)\n"
        "print({'torch', 'transformers', 'sentence_transformers', 'openvino_telemetry.main'} & set(sys.modules))"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT)
    assert ran.stdout.splitlines() == ["(1, 64)", "set()"]


def test_measured_once(small_model: str, monkeypatch: pytest.MonkeyPatch) -> None:
    choice = chosen(small_model, ("openvino",))
    monkeypatch.setattr(back_end_choice, "_run", None)
    assert chosen(small_model, ("openvino",)) == choice


@pytest.mark.slow
def test_measured_again_for_a_back_end_that_was_not(small_model: str) -> None:
    chosen(small_model, ("float32", "openvino"))
    assert recorded(small_model, ("openvino",)) is not None
    assert recorded(small_model, ("openvino", "bfloat16")) is None


def test_measured_again_when_a_library_changes(small_model: str, monkeypatch: pytest.MonkeyPatch) -> None:
    chosen(small_model, ("openvino",))
    with monkeypatch.context() as patch:
        patch.setattr(back_end_choice, "version", lambda library: "another")
        assert recorded(small_model, ("openvino",)) is None
    assert recorded(small_model, ("openvino",)) is not None


def test_a_damaged_record_is_none(small_model: str) -> None:
    chosen(small_model, ("openvino",))
    path = back_end_cache(encoder_folder(small_model)) / "measured.json"
    path.write_text(path.read_text()[:-20])
    assert recorded(small_model, ("openvino",)) is None


@pytest.mark.slow
def test_a_damaged_export_is_made_anew(small_model: str) -> None:
    before = open_encoder(small_model, "openvino").encode_passages(TEXTS)
    folder = exported_by_openvino(small_model)
    weights = bytearray((folder / "layers.bin").read_bytes())
    weights[len(weights) // 2] ^= 0xFF
    (folder / "layers.bin").unlink()
    (folder / "layers.bin").write_bytes(weights)
    assert not is_intact(folder)
    after = open_encoder(small_model, "openvino").encode_passages(TEXTS)
    assert is_intact(folder)
    assert [path.name for path in folder.parent.glob(".*")] == []
    np.testing.assert_allclose(after, before, atol=1e-3)


def test_a_model_that_is_changed_is_prepared_anew(small_model: str) -> None:
    folder = encoder_folder(small_model)
    before = back_end_cache(folder)
    os.utime(folder / "model.safetensors", (1, 1))
    assert back_end_cache(folder) != before


def test_a_back_end_that_ends_the_process_is_left_out(
    small_model: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))

    def run(arguments: Sequence[str]) -> tuple[list[dict[str, Any]], str]:
        if "openvino" in arguments:
            return [{"trying": "float32"}, {"trying": "openvino"}], "exit code -4"
        return [{"trying": "float32"}, {"rates": {"float32": RATES}, "left_out": {}}], ""

    monkeypatch.setattr(back_end_choice, "_run", run)
    choice = measured(small_model, ("float32", "openvino"))
    assert choice.back_end == "float32"
    assert choice.left_out == {"openvino": "ended the process that tried it: exit code -4"}


def test_a_back_end_that_is_asked_for_and_cannot_be_had_is_an_error(
    small_model: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    reply = {"rates": {}, "left_out": {"onnx": "the package onnx is not installed: pip install onnx"}}
    monkeypatch.setattr(back_end_choice, "_run", lambda arguments: ([reply], ""))
    with pytest.raises(EncoderUnavailableError, match="onnx is not installed"):
        measured(small_model, ("onnx",))


class _Askew(HashEncoder):
    """Another encoder than it says."""

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        return super().encode_passages([text[::-1] for text in texts])


def test_a_back_end_that_disagrees_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    class Workbench:
        reference = back_end_rates.sample_vectors(HashEncoder())

        def __init__(self, setting: str) -> None:
            pass

        def made(self, back_end: BackEnd) -> HashEncoder:
            if back_end == "bfloat16":
                raise BackEndUnavailableError("the processor has none")
            return _Askew() if back_end == "onnx" else HashEncoder()

    monkeypatch.setattr(back_end_rates, "_Workbench", Workbench)
    tried: list[BackEnd] = []
    found: Any = back_end_rates.measure("any", ("float32", "bfloat16", "openvino", "onnx"), tried.append)
    assert tried == ["float32", "bfloat16", "openvino", "onnx"]
    assert list(found["rates"]) == ["float32", "openvino"]
    assert found["left_out"]["bfloat16"] == "the processor has none"
    assert found["left_out"]["onnx"].startswith("its vectors differ from those of float32")
    assert json.dumps(found)


def test_what_is_not_a_number_agrees_with_nothing() -> None:
    ones = np.ones((1, 1), np.float32)
    assert back_end_rates.least_cosine(np.full((1, 1), np.nan, np.float32), ones) == -1


@pytest.mark.slow
def test_another_architecture_is_left_to_torch(small_model: str, tmp_path: Path) -> None:
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling

    transformer = SentenceTransformer(small_model, device="cpu")[0]
    SentenceTransformer(modules=[transformer, Pooling(64, "max")], device="cpu").save(str(tmp_path / "max"))
    encoder = open_encoder(str(tmp_path / "max"), "auto")
    assert isinstance(encoder, SentenceTransformerEncoder)
    assert encoder.encode_passages(TEXTS).shape == (len(TEXTS), 64)
    assert "pools by 'max'" in chosen(str(tmp_path / "max"), BACK_ENDS).left_out["openvino"]
