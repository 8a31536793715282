"""The slim install: no torch and no sentence-transformers, so OpenVINO computes the bundled encoder and no model of one's own is read."""

from importlib.util import find_spec

from index.errors import BackEndUnavailableError

LEFT_OUT = ("torch", "sentence_transformers")
"""Of what is imported."""
REMEDY = "run `make install` without SLIM=1, or as docs/installing.md says"


def is_slim() -> bool:
    return any(find_spec(name) is None for name in LEFT_OUT)


def refuse_if_slim(what: str) -> None:
    """Raises BackEndUnavailableError in a slim install: `what` needs the full one."""
    if is_slim():
        raise BackEndUnavailableError(
            f"{what} needs torch and sentence-transformers, which a slim install leaves out: {REMEDY}"
        )
