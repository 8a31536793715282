"""The models that a client may choose: all that it may see, or one collection of it."""

from typing import Literal

from pydantic import BaseModel

from bot.api.openai_door.error_shape import WrongRequestError
from bot.user import User
from index.library import Library
from index.question.filters import Filters

WHOLE = "hoidap"
_OF_COLLECTION = f"{WHOLE}:"


class ModelJson(BaseModel):
    """One model as OpenAI describes it."""

    id: str
    object: Literal["model"] = "model"
    created: int = 0
    """Seconds since 1970. The library grows; no day is the one on which it was made."""
    owned_by: str = WHOLE


class ModelsJson(BaseModel):
    """All of them."""

    object: Literal["list"] = "list"
    data: list[ModelJson]


def models_for(user: User, library: Library) -> ModelsJson:
    """`hoidap`, and one for each collection that the user may see where these are several."""
    seen = sorted(library.reports.register().seen_by(user.collections).collections)
    named = [f"{_OF_COLLECTION}{each}" for each in seen] if len(seen) > 1 else []
    return ModelsJson(data=[ModelJson(id=each) for each in (WHOLE, *named)])


def limits_of(model: str, user: User, library: Library, filters: Filters) -> Filters:
    """The filters, limited to what the user may see of the model. 404 for a model that is not there for them."""
    seen = filters.seen_by(user.collections)
    if model == WHOLE:
        return seen
    collection = model.removeprefix(_OF_COLLECTION)
    visible = library.reports.register().seen_by(user.collections).collections
    if collection == model or collection not in visible:
        raise WrongRequestError(
            f"there is no model {model!r}: GET /v1/models lists those there are", "model", "model_not_found", 404
        )
    return seen.seen_by((collection,))
