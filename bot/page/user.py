"""Who uses the page."""

import gradio

from bot.user import NOBODY, User


def user_of(request: gradio.Request) -> User:
    """Who asks, as the guard found."""
    asked = request.request
    return asked.scope["user"] if asked else NOBODY
