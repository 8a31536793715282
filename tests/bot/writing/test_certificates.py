"""A model behind https is asked where the machine, or `SSL_CERT_FILE`, trusts who signed its certificate."""

import ssl
from pathlib import Path

import pytest

from bot.errors import ModelFailedError
from bot.settings import Settings
from bot.writing.chat_model import ModelMessage, chat_model_of, reach
from tests.bot.feeds.site import Page, certificate, site

LISTED = b'{"object": "list", "data": [{"id": "office", "object": "model", "created": 0, "owned_by": "office"}]}'
SAID = (
    b'data: {"id": "1", "object": "chat.completion.chunk", "created": 0, "model": "office", "choices": '
    b'[{"index": 0, "delta": {"role": "assistant", "content": "Ch\xc3\xa0o"}, "finish_reason": "stop"}]}\n\ndata: [DONE]\n\n'
)


@pytest.mark.parametrize("is_trusted", [True, False])
def test_an_offices_own_authority_counts(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, is_trusted: bool) -> None:
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(certificate(tmp_path / "office.pem", "localhost"))
    if is_trusted:
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "office.pem"))
    with site(tls) as web:
        web.pages["/v1/models"] = Page(LISTED, "application/json")
        web.pages["/v1/chat/completions"] = Page(SAID, "text/event-stream")
        port = web.address.rpartition(":")[2]
        settings = Settings(model="office", model_url=f"https://localhost:{port}/v1", model_retries=0)
        wrong = reach(settings)
        assert (wrong == "") == is_trusted, wrong
        model = chat_model_of(settings)
        assert model
        if is_trusted:
            assert "".join(model.stream([ModelMessage("user", "chào")])) == "Chào"
        else:
            with pytest.raises(ModelFailedError):
                list(model.stream([ModelMessage("user", "chào")]))
