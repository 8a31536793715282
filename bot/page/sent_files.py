"""What an event of the page may name: no file, neither of this machine nor of another."""

from typing import Any

import gradio


class GuardedBlocks(gradio.Blocks):
    """A page that is mounted in another application, and to which no files are sent: `POST /api/reports` takes those.

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
        if _names_a_file(inputs):
            raise gradio.Error("the page takes no files", print_exception=False)
        prepared: list[Any] = await super().preprocess_data(block_fn, inputs, state, explicit_call)
        return prepared


def _names_a_file(value: Any) -> bool:
    """Whether a file is named anywhere in a value, however deep."""
    within = [value]
    while within:
        each = within.pop()
        if isinstance(each, dict):
            if "path" in each or "url" in each:
                return True
            within.extend(each.values())
        elif isinstance(each, list):
            within.extend(each)
    return False
