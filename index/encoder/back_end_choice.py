"""Which back-end an encoder is computed by on this machine: the fastest that was measured, recorded until something changes."""

import hashlib
import json
import os
import platform
import re
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from index.encoder.back_end import BackEnd, back_end_cache
from index.encoder.back_end_rates import Rates
from index.encoder.folder import encoder_folder
from index.errors import EncoderUnavailableError

_LIBRARIES = (
    "numpy",
    "onnx",
    "onnxruntime",
    "openvino",
    "sentence-transformers",
    "tokenizers",
    "torch",
    "transformers",
)
_SECONDS = 600
"""After which a measurement is given up; it takes about half a minute."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What was measured here, and what follows from it."""

    back_end: BackEnd
    """The fastest."""
    rates: dict[BackEnd, Rates]
    left_out: dict[BackEnd, str]
    """Why a back-end was not measured."""


def chosen(setting: str, back_ends: Sequence[BackEnd]) -> Choice:
    """The recorded choice among these back-ends; measured first, in half a minute, where none is recorded.

    Raises EncoderUnavailableError when none of them can be used.
    """
    return recorded(setting, back_ends) or measured(setting, back_ends)


def recorded(setting: str, back_ends: Sequence[BackEnd]) -> Choice | None:
    """What was measured with this encoder, processor and these versions of the libraries.

    None when one of these back-ends was not, or none of them can be used.
    """
    try:
        record = json.loads(_record(setting).read_text(encoding="utf-8"))
        if record["measured_with"] != _measured_with():
            return None
        rates = {name: Rates(**record["rates"][name]) for name in back_ends if name in record["rates"]}
        left_out = {name: str(record["left_out"][name]) for name in back_ends if name not in rates}
        return _choice(rates, left_out) if rates else None
    except (OSError, ValueError, KeyError, TypeError):  # no record, one of other back-ends, or a damaged one
        return None


def measured(setting: str, back_ends: Sequence[BackEnd]) -> Choice:
    """Measure now, and record it.

    Raises EncoderUnavailableError when no back-end can be used.
    """
    rates, left_out = _in_a_process(setting, back_ends)
    if not rates:
        reasons = "; ".join(f"{name}: {reason}" for name, reason in left_out.items())
        raise EncoderUnavailableError(f"the encoder {setting!r} cannot be computed here: {reasons}")
    record = {
        "measured_with": _measured_with(),
        "rates": {name: asdict(found) for name, found in rates.items()},
        "left_out": left_out,
    }
    path = _record(setting)
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(f".{os.getpid()}")
    draft.write_text(json.dumps(record, ensure_ascii=False, indent=1), encoding="utf-8")
    draft.replace(path)
    return _choice(rates, left_out)


def _choice(rates: dict[BackEnd, Rates], left_out: dict[BackEnd, str]) -> Choice:
    fastest = max(rates, key=lambda name: rates[name].characters_per_second)
    return Choice(fastest, rates, left_out)


def _record(setting: str) -> Path:
    return back_end_cache(encoder_folder(setting)) / "measured.json"


def _in_a_process(setting: str, back_ends: Sequence[BackEnd]) -> tuple[dict[BackEnd, Rates], dict[BackEnd, str]]:
    """Rates and reasons; a back-end that ends the process is left out, and the others are measured again."""
    left_out: dict[BackEnd, str] = {}
    while remaining := [name for name in back_ends if name not in left_out]:
        lines, how_ended = _run([setting, *remaining])
        if lines and "rates" in lines[-1]:
            found = lines[-1]
            return {name: Rates(**each) for name, each in found["rates"].items()}, left_out | found["left_out"]
        if not lines:
            raise EncoderUnavailableError(f"the encoder {setting!r} cannot be loaded: {how_ended}")
        left_out[lines[-1]["trying"]] = f"ended the process that tried it: {how_ended}"
    return {}, left_out


def _run(arguments: Sequence[str]) -> tuple[list[dict[str, Any]], str]:
    # -P: what lies in the folder the user stands in must not be imported.
    command = [sys.executable, "-P", "-W", "ignore", "-m", "index.encoder.back_end_rates", *arguments]
    path = os.pathsep.join([str(Path(__file__).parents[2]), *filter(None, sys.path)])
    environment = {**os.environ, "PYTHONPATH": path}
    try:
        ended = subprocess.run(command, capture_output=True, check=False, env=environment, timeout=_SECONDS)
        output, said = ended.stdout, ended.stderr.decode(errors="replace").strip().splitlines()
        how_ended = said[-1] if said else f"exit code {ended.returncode}"
    except subprocess.TimeoutExpired as error:
        output, how_ended = error.stdout or b"", f"not done after {_SECONDS} seconds"
    lines = [line for line in output.decode().splitlines() if re.match(r'\{"(trying|rates)"', line)]
    return [json.loads(line) for line in lines], how_ended


def _measured_with() -> dict[str, str]:
    """What a measurement holds for: the processor and the libraries."""
    return {
        "processor": _processor(),
        "processors": str(os.cpu_count()),
        **{name: _version(name) for name in _LIBRARIES},
    }


def _processor() -> str:
    """The model and a hash of what it can do, as far as the operating system tells."""
    try:
        described = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        return f"{platform.machine()} {platform.processor()}"
    named = re.search(r"^model name\s*:\s*(.+)$", described, re.MULTILINE)
    can = re.search(r"^(?:flags|Features)\s*:\s*(.+)$", described, re.MULTILINE)
    abilities = hashlib.sha256((can[1] if can else "").encode()).hexdigest()[:8]
    return f"{named[1] if named else platform.machine()} {abilities}"


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return ""
