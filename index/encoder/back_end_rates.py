"""Measures back-ends side by side, in a process of its own: `python -m index.encoder.back_end_rates SETTING BACK_END …`.

Of its own, because torch and a copy of the weights for each back-end are then gone with it, and because a library that
does not suit the processor may end the process. Each line of the output is a JSON object: `{"trying": …}` before each
back-end, in the end `{"rates": {…}, "left_out": {…}}`.
"""

import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property, partial
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np

from index.encoder.back_end import AGREEMENT, GRAPHS, BackEnd, back_end_cache
from index.encoder.bundled import BUNDLED_NAME
from index.encoder.bundled_export import write_bundled_export
from index.encoder.encoder import Encoder, Vectors
from index.encoder.export import GraphFormat, export_folder, is_intact, open_export
from index.encoder.folder import encoder_folder, recorded_name
from index.encoder.openvino_graph import OpenvinoGraph
from index.encoder.sentence_transformer import SentenceTransformerEncoder, load_model
from index.encoder.slim import is_slim
from index.encoder.torch_export import write_export
from index.errors import BackEndUnavailableError

MEASURED_SENTENCES = (
    "Thực hiện Nghị quyết của Hội đồng nhân dân tỉnh về nhiệm vụ phát triển kinh tế - xã hội năm 2025.",
    "Tổng thu ngân sách nhà nước trên địa bàn ước đạt 12.345 tỷ đồng, bằng 104,2% dự toán giao.",
    "Sở Nội vụ chủ trì, phối hợp với các sở, ban, ngành và Ủy ban nhân dân các huyện rà soát vị trí việc làm.",
    "Tỷ lệ hộ nghèo giảm còn 3,1%.",
    "Công tác chuyển đổi số tiếp tục được quan tâm, 100% hồ sơ thủ tục hành chính được tiếp nhận trực tuyến.",
    "Việc giải ngân vốn đầu tư công còn chậm so với kế hoạch, nhất là các dự án vướng về đơn giá bồi thường.",
    "Diện tích rừng trồng mới đạt 4.560 ha; tỷ lệ che phủ rừng 58,7%.",
    "Chủ tịch Ủy ban nhân dân tỉnh yêu cầu Giám đốc các sở chịu trách nhiệm về tiến độ thực hiện.",
    "Kế hoạch hợp nhất Sở Thông tin và Truyền thông với Sở Khoa học và Công nghệ hoàn thành trước ngày 01/3/2025.",
    "Mạng lưới y tế cơ sở được củng cố, có 98 trạm y tế xã đạt tiêu chí quốc gia.",
    "Đề nghị các đơn vị báo cáo trước ngày 15 hằng tháng.",
    "An ninh chính trị, trật tự an toàn xã hội được giữ vững; tai nạn giao thông giảm cả ba tiêu chí.",
)
MEASURED_PASSAGES = tuple(
    " ".join((MEASURED_SENTENCES * 2)[first : first + 6]) for first in range(0, len(MEASURED_SENTENCES), 2)
)
QUESTIONS = ("Năm 2025 hợp nhất những sở nào?", "Tỷ lệ hộ nghèo giảm còn bao nhiêu phần trăm?")
_ROUNDS = 2
_ASKED = 10


@dataclass(frozen=True, slots=True)
class Rates:
    """How fast a back-end was."""

    characters_per_second: float
    """Passages, then sentences; the best of the rounds."""
    question_ms: float
    """One question, the median."""


def rates(encoders: dict[BackEnd, Encoder]) -> dict[BackEnd, Rates]:
    """Measured in rounds that take turns, so that what else the machine does hits all alike."""
    seconds: dict[BackEnd, list[float]] = {name: [] for name in encoders}
    for _ in range(_ROUNDS):
        for name, encoder in encoders.items():
            seconds[name].append(
                sum(_seconds(encoder.encode_passages, texts) for texts in (MEASURED_PASSAGES, MEASURED_SENTENCES))
            )
    return {
        name: Rates(
            characters_per_second=sum(map(len, MEASURED_PASSAGES + MEASURED_SENTENCES)) / min(seconds[name]),
            question_ms=1000
            * float(np.median([_seconds(encoder.encode_questions, QUESTIONS[:1]) for _ in range(_ASKED)])),
        )
        for name, encoder in encoders.items()
    }


def sample_vectors(encoder: Encoder) -> Vectors:
    """Of the passages, the sentences and the questions, in this order."""
    return np.concatenate(
        [
            encoder.encode_passages(MEASURED_PASSAGES),
            encoder.encode_passages(MEASURED_SENTENCES),
            encoder.encode_questions(QUESTIONS),
        ]
    )


def least_cosine(vectors: Vectors, others: Vectors) -> float:
    """Between the rows of two arrays of unit vectors; -1 where a number is missing."""
    return float(np.nan_to_num(np.sum(vectors * others, axis=1), nan=-1.0).min())


def _seconds(encode: Callable[[Sequence[str]], Vectors], texts: Sequence[str]) -> float:
    began = perf_counter()
    encode(texts)
    return perf_counter() - began


class _Workbench:
    """One model, loaded at most once, and the back-ends that are made of it."""

    def __init__(self, setting: str) -> None:
        self._source, self._name = encoder_folder(setting), recorded_name(setting)
        self._is_bundled = setting == BUNDLED_NAME
        self.reference = sample_vectors(self._in_float32() if is_slim() else self.made("float32"))

    @cached_property
    def _model(self) -> Any:
        return load_model(self._source)

    def _in_float32(self) -> Encoder:
        """What says which vectors are right where torch cannot: the same graph, in the same arithmetic as torch's."""
        graph = partial(OpenvinoGraph, arithmetic="float32")
        return open_export(self._name, self._exported("openvino"), graph)

    def made(self, back_end: BackEnd) -> Encoder:
        if back_end in GRAPHS:
            library, open_graph = GRAPHS[back_end]
            return open_export(self._name, self._exported(library), open_graph)
        return SentenceTransformerEncoder(self._name, self._model, bfloat16=back_end == "bfloat16")

    def _exported(self, library: GraphFormat) -> Path:
        folder = export_folder(back_end_cache(self._source), library)
        if not is_intact(folder):
            if self._is_bundled and library == "openvino":
                write_bundled_export(self._source, folder)
            else:
                write_export(self._model, self._source, folder, library)
        return folder


def measure(setting: str, back_ends: Sequence[BackEnd], on_trying: Callable[[BackEnd], None]) -> dict[str, object]:
    """`rates` of the back-ends that agree with float32 and why the others are `left_out`; makes exports that are missing."""
    workbench = _Workbench(setting)
    fit: dict[BackEnd, Encoder] = {}
    left_out = {}
    for back_end in back_ends:
        on_trying(back_end)
        try:
            encoder = workbench.made(back_end)
            cosine = least_cosine(sample_vectors(encoder), workbench.reference)
        except BackEndUnavailableError as error:
            left_out[back_end] = str(error)
        except Exception as error:  # noqa: BLE001  # whatever a library raises on a model or processor it does not know
            left_out[back_end] = f"{type(error).__name__}: {error}".splitlines()[0]
        else:
            if cosine >= AGREEMENT:
                fit[back_end] = encoder
            else:
                left_out[back_end] = f"its vectors differ from those of float32: a cosine is {cosine:.4f}"
    return {"rates": {name: asdict(found) for name, found in rates(fit).items()}, "left_out": left_out}


if __name__ == "__main__":

    def _say(message: dict[str, object]) -> None:
        print(json.dumps(message, ensure_ascii=True), flush=True)

    _say(measure(sys.argv[1], sys.argv[2:], lambda back_end: _say({"trying": back_end})))  # type: ignore[arg-type]
