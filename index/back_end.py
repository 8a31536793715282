"""The ways in which one encoder can be computed: by torch in float32 or bfloat16, by OpenVINO, by ONNX Runtime.

All give the same vectors, to a cosine of AGREEMENT, so what is indexed with one may be searched with another.
"""

from pathlib import Path
from typing import Literal, get_args

from platformdirs import user_cache_path

from index.encoder_folder import encoder_folder, fingerprint, recorded_name
from index.export import export_folder, is_intact, open_export
from index.exported_encoder import ExportedEncoder
from index.sentence_transformer_encoder import SentenceTransformerEncoder, load_model

BackEnd = Literal["float32", "bfloat16", "openvino", "onnx"]
BACK_ENDS: tuple[BackEnd, ...] = get_args(BackEnd)
OpenEncoder = SentenceTransformerEncoder | ExportedEncoder
AGREEMENT = 0.999
"""The least cosine between the vectors of two back-ends for one text."""


def back_end_cache(folder: Path) -> Path:
    """Where exports and measurements of the encoder in this folder are kept; another place when the folder changes."""
    return user_cache_path("hoidap") / "back-ends" / f"{folder.name}-{fingerprint(folder)}"


def is_ready(back_end: BackEnd, folder: Path) -> bool:
    """Whether `open_back_end` has what it needs.

    Raises BackEndUnavailableError when the library is not installed.
    """
    match back_end:
        case "float32" | "bfloat16":
            return True
        case "openvino" | "onnx":
            return is_intact(export_folder(back_end_cache(folder), back_end))


def open_back_end(back_end: BackEnd, setting: str) -> OpenEncoder:
    """The encoder of a setting, computed in this way.

    Raises BackEndUnavailableError where this machine cannot, EncoderUnavailableError where it has no such encoder.
    """
    folder, name = encoder_folder(setting), recorded_name(setting)
    match back_end:
        case "float32" | "bfloat16":
            return SentenceTransformerEncoder(name, load_model(folder), bfloat16=back_end == "bfloat16")
        case "openvino" | "onnx":
            return open_export(name, export_folder(back_end_cache(folder), back_end), back_end)
