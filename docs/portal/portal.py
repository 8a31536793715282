"""A sample of a portal with <hoi-dap> in its page, by Python's own library alone; not for real use.

`HOIDAP=https://hoidap.tinh.example PORTAL_SECRET=… python docs/portal/portal.py` serves it at http://127.0.0.1:8080 (`PORT`). Of
the server it wants `allowed_origins = ["http://127.0.0.1:8080"]`, and the same secret among `portal_secrets`.
"""

import base64
import hashlib
import hmac
import json
import os
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

HERE = Path(__file__).parent
HOIDAP = os.environ["HOIDAP"].rstrip("/")
SECRET = os.environ["PORTAL_SECRET"]
TYPES = {"index.html": "text/html", "portal.css": "text/css", "portal.js": "text/javascript"}
SITE = "{0.scheme}://{0.netloc}".format(urlsplit(HOIDAP))
"""Without the path: in a policy a path stands for one file."""
POLICY = f"default-src 'self'; script-src 'self' {SITE}; connect-src 'self' {SITE}; img-src 'self' blob: data:"
"""All that the element needs of the portal's own Content-Security-Policy."""


def token(name: str, groups: list[str]) -> str:
    """For who is signed in here: a JSON Web Token for five minutes, signed with what only this server and hoidap know."""
    now = int(time.time())
    claims = {"sub": name, "groups": groups, "aud": "hoidap", "iat": now, "exp": now + 300}
    signed = f"{_part({'alg': 'HS256', 'typ': 'JWT'})}.{_part(claims)}"
    return f"{signed}.{_encoded(hmac.digest(SECRET.encode(), signed.encode(), hashlib.sha256))}"


def _part(record: dict[str, object]) -> str:
    return _encoded(json.dumps(record).encode())


def _encoded(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


class Portal(BaseHTTPRequestHandler):
    """Its page, and the token of who is signed in; at a real portal they are looked up by the session."""

    def do_GET(self) -> None:
        name = self.path.partition("?")[0].lstrip("/") or "index.html"
        if name == "hoidap-token":
            self._answer("text/plain", token("lan", ["noi-vu"]))
        elif name in TYPES:
            self._answer(TYPES[name], (HERE / name).read_text(encoding="utf-8").replace("HOIDAP", HOIDAP))
        else:
            self.send_error(404)

    def _answer(self, media_type: str, text: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", f"{media_type}; charset=utf-8")
        self.send_header("Content-Security-Policy", POLICY)
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *_: object) -> None:
        """Nothing: it is a sample."""


if __name__ == "__main__":
    ThreadingHTTPServer(("127.0.0.1", int(os.environ.get("PORT", "8080"))), Portal).serve_forever()
