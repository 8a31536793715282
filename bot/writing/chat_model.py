"""A chat model: what writes. The only door to LangChain's chat models, and one of fixed words for tests.

No request goes anywhere but to the configured address: no proxy of the environment, no redirect, no tracing.
"""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from bot.errors import ModelFailedError, ModelFault, SettingsError
from bot.settings import Settings
from bot.watch import ModelCalled, TokensTold, Watch
from bot.writing.deadline import within

_log = logging.getLogger(__name__)
_OPENAI = "openai"
LONGEST_REPLY = 10
"""How many times its allowed silence a model may take for a whole answer."""
_REACH_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class ModelMessage:
    """One message to a model."""

    role: Literal["system", "user"]
    content: str


class ChatModel(Protocol):
    """Continues a conversation."""

    def stream(self, messages: Sequence[ModelMessage]) -> Iterator[str]:
        """The reply in pieces as they come.

        Raises ModelFailedError, before or after the first piece, when the reply is not complete.
        """


class ScriptedModel:
    """Says what it was told to say, piece by piece, and fails where an error stands among the pieces."""

    def __init__(self, *script: str | ModelFailedError) -> None:
        self._script = script
        self.asked: list[Sequence[ModelMessage]] = []

    def stream(self, messages: Sequence[ModelMessage]) -> Iterator[str]:
        self.asked.append(messages)
        for piece in self._script:
            if isinstance(piece, ModelFailedError):
                raise piece
            yield piece


def chat_model_of(settings: Settings, watch: Watch | None = None) -> ChatModel | None:
    """The model that the settings name; None where they name none. Nothing is sent yet; `watch` is told of every call.

    Raises SettingsError where the address is missing or the provider's package is not installed.
    """
    if not settings.model:
        return None
    if not settings.model_url:
        raise SettingsError(
            f"the setting 'model' is {settings.model!r} but 'model_url' is empty: set the address of the server that "
            "serves it, e.g. http://127.0.0.1:8080/v1"
        )
    return _LangChainModel(settings, watch or Watch())


class _LangChainModel:
    """Any chat model of LangChain; its failures become ours."""

    def __init__(self, settings: Settings, watch: Watch) -> None:
        self._settings = settings
        self._watch = watch
        self._model = _init(settings)

    def stream(self, messages: Sequence[ModelMessage]) -> Iterator[str]:
        silence = self._settings.model_timeout
        fault: ModelFault | None = None
        try:
            yield from within(lambda: self._pieces(messages), silence=silence, whole=LONGEST_REPLY * silence)
        except ModelFailedError as error:
            fault = error.fault
            raise
        finally:
            self._watch.tell(ModelCalled(fault))

    def _pieces(self, messages: Sequence[ModelMessage]) -> Iterator[str]:
        from langsmith import tracing_context

        ending: str | None = None
        try:
            with tracing_context(enabled=False):
                for chunk in self._model.stream([(each.role, each.content) for each in messages]):
                    ending = chunk.response_metadata.get("finish_reason") or ending
                    if usage := chunk.usage_metadata:
                        self._watch.tell(TokensTold(usage["input_tokens"], usage["output_tokens"]))
                    if chunk.text:
                        yield str(chunk.text)
        except Exception as error:
            raise self._failure(error) from error
        if ending == "length":
            raise ModelFailedError("cut", "the answer reached `model_answer` tokens")
        if ending is None and self._settings.model_provider == _OPENAI:
            raise ModelFailedError("broken", "the reply ended without a finish_reason")

    def _failure(self, error: Exception) -> ModelFailedError:
        text = f"{type(error).__name__}: {str(error)[:300]}"
        if key := self._settings.model_key.get_secret_value():
            text = text.replace(key, "…")
        _log.warning("the model at %s failed: %s", self._settings.model_url, text)
        return ModelFailedError(_fault_of(error), text)


def _init(settings: Settings) -> Any:
    from langchain.chat_models import init_chat_model

    arguments: dict[str, Any] = {
        "base_url": settings.model_url,
        "api_key": settings.model_key.get_secret_value()
        or "none",  # servers without keys ignore it; the client insists on one
        "timeout": settings.model_timeout,
        "max_retries": settings.model_retries,
        "max_tokens": settings.model_answer,
        "temperature": 0,
    }
    if settings.model_provider == _OPENAI:
        arguments |= {"http_client": _http_client(settings.model_timeout), "stream_usage": False}
    try:
        return init_chat_model(settings.model, model_provider=settings.model_provider, **arguments)
    except (ImportError, ValueError, TypeError) as error:
        raise SettingsError(
            f"the model {settings.model!r} of {settings.model_provider!r} cannot be used: {error}"
        ) from error


def _http_client(timeout: float) -> Any:
    from openai import DefaultHttpxClient

    from bot.certificates import trusted

    return DefaultHttpxClient(trust_env=False, verify=trusted(), follow_redirects=False, timeout=timeout)


def _fault_of(error: Exception) -> Literal["unreachable", "failed", "stalled", "too_long", "broken"]:
    from langchain_core.exceptions import ContextOverflowError, ModelConnectionError, ModelTimeoutError
    from openai import APIConnectionError, APIStatusError, APITimeoutError

    if isinstance(error, ContextOverflowError) or _says_too_long(error):
        return "too_long"
    if isinstance(error, (APITimeoutError, ModelTimeoutError)) or "timeout" in type(error).__name__.lower():
        return "stalled"
    if isinstance(error, (APIConnectionError, ModelConnectionError)):
        return "unreachable"
    return "failed" if isinstance(error, APIStatusError) else "broken"


def _says_too_long(error: Exception) -> bool:
    """LangChain knows the hosted servers' words for it, not llama.cpp's."""
    return "exceed" in str(error) and "context" in str(error)


def reach(settings: Settings) -> str:
    """What is wrong with the configured model's server; empty where it answers and knows the model."""
    from openai import OpenAI, OpenAIError

    key = settings.model_key.get_secret_value() or "none"
    client = OpenAI(base_url=settings.model_url, api_key=key, max_retries=0, http_client=_http_client(_REACH_SECONDS))
    try:
        names = [model.id for model in client.models.list()]
    except (OpenAIError, ValueError) as error:
        return f"{type(error).__name__} ({str(error)[:100].replace(key, '…')})"
    except AttributeError:
        return "it does not answer as an OpenAI-compatible server does"
    return "" if not names or settings.model in names else f"it serves {', '.join(names[:5])}"
