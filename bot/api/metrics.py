"""`/metrics`, for Prometheus: figures of the whole library, for those alone who may see all of it or are named as watching."""

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response

from bot.api.asker import asker_of
from bot.api.contract import answer, refusals
from bot.metrics.metrics import Metrics
from bot.settings import Settings
from bot.user import User


def metrics_api(metrics: Metrics, settings: Settings) -> APIRouter:
    router = APIRouter()
    figures = answer("text/plain", "The figures.")
    figures[200]["content"] |= answer("application/openmetrics-text", "The same.")[200]["content"]

    @router.get("/metrics", response_class=Response, responses=figures | refusals(503))
    def show_metrics(http: Request) -> Response:
        """How many questions, how they ended and how long they took; the queue, the library, syncs, model, disk and memory."""
        if not _may_watch(asker_of(http), settings):
            raise HTTPException(
                403,
                "the metrics are for administrators who see every collection, and those of the setting `monitors`",
            )
        text, media_type = metrics.told(http.headers.get("Accept", ""))
        return Response(text, media_type=media_type)

    return router


def _may_watch(user: User, settings: Settings) -> bool:
    return user.name in settings.monitors or (user.may_administer and user.collections is None)
