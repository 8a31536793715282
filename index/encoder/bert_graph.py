"""The layers of a BERT as an OpenVINO graph, straight from its weights.

Devlin et al., "BERT", 2019. The operations are those that OpenVINO makes of torch's BertModel, so it fuses them alike.
"""

import json
from pathlib import Path
from typing import Any

import numpy as np

from index.encoder.mapped_tensor import mapped_tensor
from index.encoder.unpacked import WEIGHTS


def bert_model(folder: Path, openvino: Any) -> Any:
    """An openvino.Model of (words, mask), as TokenGraph has them, of the folder's config.json and weights."""
    bert = _Bert(folder, openvino.opset13)
    words = bert.ops.parameter([-1, -1, bert.hidden], np.float32, name="words")
    mask = bert.ops.parameter([-1, -1], np.int64, name="mask")
    return openvino.Model([bert.token_vectors(words, mask)], [words, mask])


class _Bert:
    """Nodes of the graph out of nodes; names of weights are those of transformers."""

    def __init__(self, folder: Path, ops: Any) -> None:
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        self.ops = ops
        self.hidden: int = config["hidden_size"]
        self._layers: int = config["num_hidden_layers"]
        self._heads: int = config["num_attention_heads"]
        self._epsilon: float = config["layer_norm_eps"]
        self._file = folder / WEIGHTS

    def token_vectors(self, words: Any, mask: Any) -> Any:
        # What it may look at is the same for every head and every token of a text.
        seen = self.ops.unsqueeze(self.ops.convert(mask, "boolean"), self.ops.constant([1, 2]))
        tokens = self._normed(self.ops.add(words, self._places(words)), "embeddings.LayerNorm")
        for number in range(self._layers):
            tokens = self._layer(tokens, seen, f"encoder.layer.{number}")
        return tokens

    def _places(self, words: Any) -> Any:
        """What the first places add to their words; every text is one segment, of the first type."""
        table = (
            self._weights("embeddings.position_embeddings.weight")
            + self._weights("embeddings.token_type_embeddings.weight")[:1]
        )
        how_many = self.ops.gather(self.ops.shape_of(words), self.ops.constant([1]), self.ops.constant(0))
        zero, one = self.ops.constant([0]), self.ops.constant([1])
        return self.ops.slice(self.ops.constant(table), zero, how_many, one, zero)

    def _layer(self, tokens: Any, seen: Any, name: str) -> Any:
        query, key, value = (
            self._by_head(self._dense(tokens, f"{name}.attention.self.{part}")) for part in ("query", "key", "value")
        )
        found = self.ops.transpose(
            self.ops.scaled_dot_product_attention(query, key, value, seen), self.ops.constant([0, 2, 1, 3])
        )
        attended = self._dense(self._shaped(found, [0, 0, self.hidden]), f"{name}.attention.output.dense")
        tokens = self._normed(self.ops.add(attended, tokens), f"{name}.attention.output.LayerNorm")
        wider = self.ops.gelu(self._dense(tokens, f"{name}.intermediate.dense"), "erf")
        return self._normed(
            self.ops.add(self._dense(wider, f"{name}.output.dense"), tokens), f"{name}.output.LayerNorm"
        )

    def _by_head(self, tokens: Any) -> Any:
        """[texts, heads, tokens, hidden / heads]."""
        divided = self._shaped(tokens, [0, 0, self._heads, self.hidden // self._heads])
        return self.ops.transpose(divided, self.ops.constant([0, 2, 1, 3]))

    def _shaped(self, tokens: Any, shape: list[int]) -> Any:
        """In another shape; 0 keeps what was in its place."""
        return self.ops.reshape(tokens, self.ops.constant(shape), special_zero=True)

    def _dense(self, tokens: Any, name: str) -> Any:
        weights, bias = (self.ops.constant(self._weights(f"{name}.{part}")) for part in ("weight", "bias"))
        return self.ops.add(self.ops.matmul(tokens, weights, transpose_a=False, transpose_b=True), bias)

    def _normed(self, tokens: Any, name: str) -> Any:
        scale, bias = (self.ops.constant(self._weights(f"{name}.{part}")) for part in ("weight", "bias"))
        normed = self.ops.mvn(tokens, self.ops.constant([-1]), True, self._epsilon, "inside_sqrt")
        return self.ops.add(self.ops.multiply(normed, scale), bias)

    def _weights(self, name: str) -> Any:
        return mapped_tensor(self._file, name)
