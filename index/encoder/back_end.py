"""The ways in which one encoder can be computed: by torch in float32 or bfloat16, by OpenVINO, by ONNX Runtime.

All give the same vectors, to a cosine of AGREEMENT, so what is indexed with one may be searched with another.
"""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Literal, get_args

from platformdirs import user_cache_path

from index.encoder.export import GraphFormat, export_folder, is_intact, open_export
from index.encoder.exported import ExportedEncoder, TokenGraph
from index.encoder.folder import encoder_folder, fingerprint, recorded_name
from index.encoder.onnx_graph import OnnxGraph
from index.encoder.openvino_graph import OpenvinoGraph
from index.encoder.sentence_transformer import SentenceTransformerEncoder, load_model

BackEnd = Literal["float32", "bfloat16", "openvino", "openvino-int8", "onnx"]
BACK_ENDS: tuple[BackEnd, ...] = get_args(BackEnd)
GRAPHS: Mapping[BackEnd, tuple[GraphFormat, Callable[[Path], TokenGraph]]] = {
    "openvino": ("openvino", OpenvinoGraph),
    "openvino-int8": ("openvino", partial(OpenvinoGraph, arithmetic="int8")),
    "onnx": ("onnx", OnnxGraph),
}
"""Back-ends that need an export: by which library, and how its graph is opened. The others are torch's."""
WITHOUT_TORCH: tuple[BackEnd, ...] = ("openvino", "openvino-int8")
"""What the bundled encoder needs no torch for, to export or to compute."""
OpenEncoder = SentenceTransformerEncoder | ExportedEncoder
AGREEMENT = 0.999
"""The least cosine between the vectors of a back-end and of float32 for one text."""


def back_end_cache(folder: Path) -> Path:
    """Where exports and measurements of the encoder in this folder are kept; another place when the folder changes."""
    return user_cache_path("hoidap") / "back-ends" / f"{folder.name}-{fingerprint(folder)}"


def is_ready(back_end: BackEnd, folder: Path) -> bool:
    """Whether `open_back_end` has the export that it needs, if any.

    Raises BackEndUnavailableError when the library is not installed.
    """
    if back_end not in GRAPHS:
        return True
    library, _ = GRAPHS[back_end]
    return is_intact(export_folder(back_end_cache(folder), library))


def open_back_end(back_end: BackEnd, setting: str) -> OpenEncoder:
    """The encoder of a setting, computed in this way; its export must be ready.

    Raises BackEndUnavailableError where this machine cannot, EncoderUnavailableError where it has no such encoder.
    """
    folder, name = encoder_folder(setting), recorded_name(setting)
    encoder: OpenEncoder
    if back_end in GRAPHS:
        library, open_graph = GRAPHS[back_end]
        encoder = open_export(name, export_folder(back_end_cache(folder), library), open_graph)
    else:
        encoder = SentenceTransformerEncoder(name, load_model(folder), bfloat16=back_end == "bfloat16")
    encoder.back_end = back_end
    return encoder
