"""The layers of an encoder, computed by ONNX Runtime in float32."""

from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from index.encoder.encoder import Vectors

_FILE = "layers.onnx"
_INPUTS = ("words", "mask")


def write_graph(layers: Any, example: tuple[Any, Any], folder: Path) -> None:
    """Convert a torch module of (words, mask) and keep it in the folder."""
    import onnx  # noqa: F401  # torch imports it late; its absence is to be known at once
    import torch

    free = {0: torch.export.Dim.DYNAMIC, 1: torch.export.Dim.DYNAMIC}
    with torch.no_grad():
        program = torch.onnx.export(
            layers, example, dynamo=True, input_names=_INPUTS, dynamic_shapes=(free, free), verbose=False
        )
    if program is None:
        raise RuntimeError("torch exported nothing")
    program.save(folder / _FILE)


class OnnxGraph:
    """A graph that `write_graph` kept."""

    def __init__(self, folder: Path) -> None:
        import onnxruntime

        onnxruntime.disable_telemetry_events()
        self._session = onnxruntime.InferenceSession(str(folder / _FILE), providers=["CPUExecutionProvider"])

    def token_vectors(self, words: Vectors, mask: npt.NDArray[np.int64]) -> Vectors:
        return np.asarray(self._session.run(None, dict(zip(_INPUTS, (words, mask), strict=True)))[0], np.float32)
