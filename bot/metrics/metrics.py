"""The figures of one application in the form that Prometheus reads. What they are made with is known in this room alone."""

from prometheus_client import CollectorRegistry, ProcessCollector
from prometheus_client.exposition import choose_encoder

from bot.metrics.counted import Counted
from bot.metrics.state import State
from bot.turns import Turns
from bot.watch import Watch
from index.library import Library


class Metrics:
    """Counts from now on what `watch` tells."""

    def __init__(self, library: Library, turns: Turns, watch: Watch) -> None:
        self._registry = CollectorRegistry()
        watch.listen(Counted(self._registry).take)
        self._registry.register(State(library, turns))
        ProcessCollector(registry=self._registry)

    def told(self, accept: str) -> tuple[bytes, str]:
        """(text, media type) in the best of the forms that a header `Accept` names."""
        try:
            encode, media_type = choose_encoder(accept)
        except (TypeError, ValueError):  # a version that is none
            encode, media_type = choose_encoder("")
        return encode(self._registry), media_type
