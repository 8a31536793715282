"""The layers of an encoder, computed by OpenVINO: in its own choice of float32 or bfloat16, or in 8-bit integers."""

import sys
from pathlib import Path
from threading import Lock
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from index.encoder.bert_graph import bert_model
from index.encoder.encoder import Vectors

_FILE = "layers.xml"
_FILE_INT8 = "layers-int8.xml"
_ACTIVATIONS_AT_ONCE = 64
"""Activations that share one scale when they are multiplied in integers. With 64 / 128 / 384 the least cosine with
float32 over 500 texts is .9996 / .9991 / .9986, at 1.2 times the speed of bfloat16 and twice that of float32."""


def _openvino() -> Any:
    # OpenVINO reports its use to Intel through this package if it can import it, and does without if it cannot.
    sys.modules["openvino_telemetry"] = None  # type: ignore[assignment]
    import openvino

    return openvino


def write_graph(layers: Any, example: tuple[Any, Any], folder: Path) -> None:
    """Convert a torch module of (words, mask) and keep it in the folder, with all its weights and with 8-bit ones."""
    _keep(_openvino().convert_model(layers, example_input=example), folder)


def write_bert(source: Path, folder: Path) -> None:
    """Make the graph of a BERT from the weights in `source` and keep it as `write_graph` does."""
    _keep(bert_model(source, _openvino()), folder)


def _keep(model: Any, folder: Path) -> None:
    openvino = _openvino()
    openvino.save_model(model, folder / _FILE, compress_to_fp16=False)
    for node in model.get_ops():
        if node.get_type_name() == "MatMul" and node.input_value(1).get_node().get_type_name() == "Constant":
            _quantise(node)
    openvino.save_model(model, folder / _FILE_INT8, compress_to_fp16=False)


def _quantise(product: Any) -> None:
    """Put in place of a product with constant weights one with integers from -127 to 127 and a scale for each output."""
    from openvino import opset13 as ops

    weights = product.input_value(1).get_node().get_data()
    if not product.get_attributes()["transpose_b"]:
        weights = weights.T
    scales = np.maximum(np.abs(weights).max(axis=1, keepdims=True), np.finfo(np.float16).tiny) / 127
    integers = np.round(weights / scales).astype(np.int8)
    restored = ops.multiply(ops.convert(ops.constant(integers), "f16"), ops.constant(scales.astype(np.float16)))
    smaller = ops.matmul(product.input_value(0), ops.convert(restored, "f32"), transpose_a=False, transpose_b=True)
    product.output(0).replace(smaller.output(0))


class OpenvinoGraph:
    """A graph that `write_graph` kept, compiled for this processor."""

    def __init__(self, folder: Path, arithmetic: Literal["float32", "bfloat16", "int8"] | None = None) -> None:
        """`arithmetic`: bfloat16 where the processor has it, else float32, if not given."""
        hints: dict[str, str | bool] = {
            "PERFORMANCE_HINT": "LATENCY",
            "ENABLE_CPU_PINNING": False,  # it slows whatever else computes, by up to a half
        }
        if arithmetic == "int8":
            hints["DYNAMIC_QUANTIZATION_GROUP_SIZE"] = str(_ACTIVATIONS_AT_ONCE)
        elif arithmetic is not None:
            hints["INFERENCE_PRECISION_HINT"] = {"float32": "f32", "bfloat16": "bf16"}[arithmetic]
        file = folder / (_FILE_INT8 if arithmetic == "int8" else _FILE)
        self._request = _openvino().Core().compile_model(str(file), "CPU", hints).create_infer_request()
        self._free = Lock()

    def token_vectors(self, words: Vectors, mask: npt.NDArray[np.int64]) -> Vectors:
        with self._free:  # one request keeps every core busy
            return np.array(self._request.infer([words, mask], share_inputs=True, share_outputs=True)[0], np.float32)
