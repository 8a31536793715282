"""The endpoints below `/v1`, the address that OpenAI's clients are given as `base_url`."""

from fastapi import APIRouter, Request

from bot.api.asker import asker_of
from bot.api.contract import EVERYWHERE
from bot.api.openai_door.asking import Asking
from bot.api.openai_door.chat_completions import chat_completion_api
from bot.api.openai_door.error_shape import openai_refusals
from bot.api.openai_door.models import ModelJson, ModelsJson, limits_of, models_for
from bot.api.openai_door.responses import response_api
from bot.conversation.converse import Converser
from bot.settings import Settings
from bot.turns import Turns
from index.library import Library
from index.question.filters import Filters


def openai_api(converser: Converser, library: Library, turns: Turns, settings: Settings) -> APIRouter:
    router = APIRouter(responses=openai_refusals(*(int(each) for each in EVERYWHERE if int(each) != 422)))
    asking = Asking(converser, library, turns, settings.public_url)
    router.include_router(chat_completion_api(asking))
    router.include_router(response_api(asking))

    @router.get("/v1/models")
    def list_models(http: Request) -> ModelsJson:
        """What a client may choose from."""
        return models_for(asker_of(http), library)

    @router.get("/v1/models/{model:path}", responses=openai_refusals(404))
    def get_model(model: str, http: Request) -> ModelJson:
        """One of them."""
        limits_of(model, asker_of(http), library, Filters())
        return ModelJson(id=model)

    return router
