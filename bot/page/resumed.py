"""What a page shows of which this server knows nothing: another one answered, or this one before it was started anew."""

from bot.conversation.history import History
from bot.page.chat_messages import Turns
from bot.page.conversation_view import ConversationView
from bot.user import User


class Resumed:
    """Conversations out of the history."""

    def __init__(self, history: History, view: ConversationView) -> None:
        self._history = history
        self._view = view

    def turns(self, shown: Turns, conversation: str | None, user: User) -> Turns:
        """What is shown of a conversation; where its latest answer is not among that, all of it."""
        latest = self._history.latest(conversation) if conversation else None
        is_known = latest is None or any(each.answer_id == latest for each in shown)
        return shown if is_known else self.kept(conversation, user)

    def kept(self, conversation: str | None, user: User) -> Turns:
        """A conversation of this user; nothing of another's."""
        is_theirs = bool(user.name and conversation and self._history.owner(conversation) == user.name)
        kept = self._history.answers(conversation, user.collections) if conversation and is_theirs else []
        return tuple(map(self._view.kept, kept))
