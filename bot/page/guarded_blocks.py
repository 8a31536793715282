"""What the components of the page may be sent: values of the kinds that its functions take, and no files."""

from functools import cache
from typing import Any, get_type_hints

import gradio
from pydantic import TypeAdapter


class GuardedBlocks(gradio.Blocks):
    """A page that is mounted in another application, and to which no files are sent: `POST /api/reports` takes those.

    Any event takes a file's path as the value of any component, and Gradio copies the file to where its sender may read
    it. Gradio checks the path only once `has_launched` is set, which mounting never does; it follows addresses, and waits
    for the other end of a pipe.
    """

    def __init__(self, **more: Any) -> None:
        super().__init__(**more)
        self.has_launched = True

    def make_room(self, events: int) -> None:
        """Lets so many more events begin than Gradio has threads: questions wait for their turn without one."""
        self._queue.max_thread_count += events

    def does(self, event: int) -> bool:
        """Whether there is an event of this number that does something on this side."""
        return event in self.fns and self.fns[event].fn is not None

    def has_news(self, session: str) -> bool:
        """Whether anything is or will be said in a session; to whoever listens to another, Gradio fails."""
        return session in self._queue.pending_messages_per_session

    def is_waited_for(self, session: str | None) -> bool:
        """Whether anybody still listens to what is said in a session; Gradio finds out within ten seconds."""
        jobs = (job for jobs in self._queue.active_jobs for job in jobs or ())
        return any(job.alive for job in jobs if job.session_hash == session)

    async def preprocess_data(
        self, block_fn: Any, inputs: list[Any], state: Any, explicit_call: bool = False
    ) -> list[Any]:
        """Raises gradio.Error, of which the log says nothing, for what no page sends."""
        if _names_a_file(inputs):
            raise gradio.Error("the page takes no files", print_exception=False)
        try:
            prepared: list[Any] = await super().preprocess_data(block_fn, inputs, state, explicit_call)
            for block, hint, value in zip(block_fn.inputs, _hints_of(block_fn.fn), prepared, strict=False):
                if not block.stateful:  # a state is kept on this side
                    _adapter(hint).validate_python(value)
        except Exception as error:  # whatever a component makes of what it never sends
            raise gradio.Error("no page sends this", print_exception=False) from error
        return prepared


def _hints_of(function: Any) -> list[Any]:
    """What each input of an event must be; what Gradio hands over itself stands behind them."""
    hints = get_type_hints(function)
    return [hint for name, hint in hints.items() if name != "return"]


@cache
def _adapter(hint: Any) -> TypeAdapter[Any]:
    return TypeAdapter(hint)


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
