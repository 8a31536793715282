"""Who may ask on the page now, and who waits for an answer: by the same queue and rate as the API's."""

from dataclasses import dataclass

import gradio

from bot import audit
from bot.page.guarded_blocks import GuardedBlocks
from bot.turns import Turns
from bot.user import User


@dataclass(slots=True)
class Door:
    """What every question of the page goes through."""

    turns: Turns
    keeps_questions: bool
    """Whether their text is written down."""
    page: GuardedBlocks | None = None
    """None until it is made."""

    def admit(self, user: User, request: gradio.Request, question: str) -> None:
        """Raises LaterError for who may not ask now."""
        self.turns.admit(user, request.client.host if request.client else "")
        audit.tell_question(user, question, with_text=self.keeps_questions)

    async def is_left(self, request: gradio.Request) -> bool:
        """Whether nobody waits for the answer any more."""
        return self.page is not None and not self.page.is_waited_for(request.session_hash)
