"""The bundled encoder exported for OpenVINO, straight from its weights: what torch would export of it, without torch."""

import json
import shutil
from pathlib import Path

from index.encoder.bundled import WORD_TENSOR
from index.encoder.export import TOKENIZER, keep_export
from index.encoder.exported import EncoderParts
from index.encoder.openvino_graph import write_bert
from index.encoder.unpacked import WEIGHTS


def write_bundled_export(source: Path, folder: Path) -> None:
    """Export the encoder that was unpacked into `source`. What stood in the folder is replaced, at the end."""

    def write(workshop: Path) -> None:
        write_bert(source, workshop)
        shutil.copyfile(source / TOKENIZER, workshop / TOKENIZER)

    keep_export(_parts(source), folder, write)


def _parts(source: Path) -> EncoderParts:
    config = json.loads((source / "config.json").read_text(encoding="utf-8"))
    prompts = json.loads((source / "config_sentence_transformers.json").read_text(encoding="utf-8"))["prompts"]
    return EncoderParts(
        word_file=str((source / WEIGHTS).resolve()),
        word_tensor=WORD_TENSOR,
        dimension=config["hidden_size"],
        max_tokens=config["max_position_embeddings"],
        pooling="mean",
        question_prompt=prompts["query"],
        passage_prompt=prompts["document"],
    )
