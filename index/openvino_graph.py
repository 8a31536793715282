"""The layers of an encoder, computed by OpenVINO, which takes bfloat16 by itself where the processor has it."""

import sys
from pathlib import Path
from threading import Lock
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from index.encoder import Vectors

_FILE = "layers.xml"


def _openvino() -> Any:
    # OpenVINO reports its use to Intel through this package if it can import it, and does without if it cannot.
    sys.modules["openvino_telemetry"] = None  # type: ignore[assignment]
    import openvino

    return openvino


def write_graph(layers: Any, example: tuple[Any, Any], folder: Path) -> None:
    """Convert a torch module of (words, mask) and keep it in the folder."""
    openvino = _openvino()
    model = openvino.convert_model(layers, example_input=example)
    openvino.save_model(model, folder / _FILE, compress_to_fp16=False)


class OpenvinoGraph:
    """A graph that `write_graph` kept, compiled for this processor."""

    def __init__(self, folder: Path, precision: Literal["f32", "bf16"] | None = None) -> None:
        """`precision`: what to compute in; OpenVINO's own choice if not given."""
        hints = {"PERFORMANCE_HINT": "LATENCY"}
        if precision is not None:
            hints["INFERENCE_PRECISION_HINT"] = precision
        compiled = _openvino().Core().compile_model(str(folder / _FILE), "CPU", hints)
        self._request = compiled.create_infer_request()
        self._free = Lock()

    def token_vectors(self, words: Vectors, mask: npt.NDArray[np.int64]) -> Vectors:
        with self._free:  # one request keeps every core busy
            return np.array(self._request.infer([words, mask], share_inputs=True, share_outputs=True)[0], np.float32)
