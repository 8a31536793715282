"""What an event of the page may name: files that were sent to it, never another file of this machine."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import gradio


class GuardedBlocks(gradio.Blocks):
    """A page that is mounted in another application.

    Any event takes a file's path as the value of any component, and Gradio copies the file to where its sender may read
    it. Gradio checks the path only once `has_launched` is set, which mounting never does; it follows addresses, and waits
    for the other end of a pipe.
    """

    def __init__(self, **more: Any) -> None:
        super().__init__(**more)
        self.has_launched = True

    async def preprocess_data(
        self, block_fn: Any, inputs: list[Any], state: Any, explicit_call: bool = False
    ) -> list[Any]:
        for path in _paths(inputs):
            if not was_sent(path):
                raise gradio.Error("this is not a file that was sent to the page", print_exception=False)
        prepared: list[Any] = await super().preprocess_data(block_fn, inputs, state, explicit_call)
        return prepared


def was_sent(path: str) -> bool:
    """Whether a regular file is in the folder of what was sent, and not merely linked from there."""
    try:
        found = Path(path).resolve()
        return found.is_file() and found.is_relative_to(Path(gradio.utils.get_upload_folder()).resolve())
    except (OSError, ValueError):  # too long, or with a null character
        return False


def _paths(value: Any) -> Iterator[str]:
    """Of every file that a value names, however deep."""
    within = [value]
    while within:
        each = within.pop()
        if isinstance(each, dict):
            if isinstance(path := each.get("path"), str):
                yield path
            within.extend(each.values())
        elif isinstance(each, list):
            within.extend(each)
