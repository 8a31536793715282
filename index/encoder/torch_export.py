"""An encoder that sentence-transformers has loaded, exported by torch."""

from pathlib import Path
from typing import Any

from index.encoder import onnx_graph, openvino_graph
from index.encoder.export import TOKENIZER, GraphFormat, keep_export
from index.encoder.exported import EncoderParts
from index.encoder.mapped_tensor import tensor_name
from index.errors import BackEndUnavailableError

_WRITERS = {"openvino": openvino_graph.write_graph, "onnx": onnx_graph.write_graph}


def write_export(model: Any, source: Path, folder: Path, library: GraphFormat) -> None:
    """Export a SentenceTransformer that was loaded from `source`. What stood in the folder is replaced, at the end.

    Raises BackEndUnavailableError for a model that is more than a transformer with mean or CLS pooling.
    """

    def write(workshop: Path) -> None:
        _WRITERS[library](*_layers(model), workshop)
        model.tokenizer.backend_tokenizer.save(str(workshop / TOKENIZER))

    keep_export(_parts(model, source), folder, write)


def _parts(model: Any, source: Path) -> EncoderParts:
    kinds = [type(module).__name__ for module in model]
    if kinds not in (["Transformer", "Pooling"], ["Transformer", "Pooling", "Normalize"]):
        raise BackEndUnavailableError(f"the model is {' → '.join(kinds)}, not Transformer → Pooling → Normalize")
    transformer, pooling = model[0], model[1]
    if pooling.pooling_mode not in ("mean", "cls") or not pooling.include_prompt or transformer.do_lower_case:
        raise BackEndUnavailableError(
            f"the model pools by {pooling.pooling_mode!r}, or without its prompt, or in lower case"
        )
    if not getattr(model.tokenizer, "is_fast", False):
        raise BackEndUnavailableError("the model has no tokenizer.json")
    file = source / "model.safetensors"
    try:
        tensor = tensor_name(file, _word_table_name(transformer.auto_model))
    except (OSError, ValueError) as error:
        raise BackEndUnavailableError(f"the word vectors cannot be read: {error}") from error
    return EncoderParts(
        word_file=str(file.resolve()),
        word_tensor=tensor,
        dimension=int(model.get_embedding_dimension()),
        max_tokens=int(model.max_seq_length),
        pooling=pooling.pooling_mode,
        question_prompt=_prompt(model, "query"),
        passage_prompt=_prompt(model, "document", "passage", "corpus"),
    )


def _prompt(model: Any, *names: str) -> str:
    """The prompt that encode_query and encode_document take: the first of these, or the default one."""
    return next((str(model.prompts[name]) for name in (*names, model.default_prompt_name) if name in model.prompts), "")


def _word_table_name(transformer: Any) -> str:
    table = transformer.get_input_embeddings().weight
    return next(str(name) for name, parameter in transformer.named_parameters() if parameter is table)


def _layers(model: Any) -> tuple[Any, tuple[Any, Any]]:
    """The transformer behind its word vectors as a torch module of (words, mask), and an example of both."""
    import torch

    class Layers(torch.nn.Module):
        def __init__(self, transformer: Any) -> None:
            super().__init__()
            self.transformer = transformer

        def forward(self, words: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
            vectors: torch.Tensor = self.transformer(inputs_embeds=words, attention_mask=mask)[0]
            return vectors

    transformer = model[0].auto_model
    words = transformer.get_input_embeddings().weight.detach()[:14].reshape(2, 7, -1)
    mask = torch.ones(2, 7, dtype=torch.int64)
    mask[1, 5:] = 0
    return Layers(transformer).eval(), (words, mask)
