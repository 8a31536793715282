"""A small OpenID Connect provider on loopback, a process of its own: signs everybody in at once, and lies when it is told to.

`python oidc_provider.py` prints its address. `POST /behave` takes claims and a fault as JSON.
"""

import base64
import hashlib
import hmac
import json
import secrets
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT, SECRET = "hoidap", "bi-mat-cua-may-chu"
KEY, OTHER_KEY = RSAKey.generate_key(2048, {"kid": "1"}), RSAKey.generate_key(2048, {"kid": "1"})
STATE: dict[str, Any] = {"claims": {}, "userinfo": {}, "fault": "", "codes": {}, "asked": {}}


class Provider(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        address = urlsplit(self.path)
        sent = {name: values[0] for name, values in parse_qs(address.query).items()}
        if address.path == "/.well-known/openid-configuration":
            self.answer(metadata())
        elif address.path == "/jwks":
            self.answer({"keys": [KEY.as_dict(private=False)]})
        elif address.path == "/authorize":
            code = secrets.token_urlsafe(16)
            STATE["codes"][code] = STATE["asked"] = sent
            back = urlencode({"code": code, "state": sent["state"]})
            self.send_response(302)
            self.send_header("Location", f"{sent['redirect_uri']}?{back}")
            self.end_headers()
        elif address.path == "/userinfo":
            self.answer({"sub": "1"} | STATE["userinfo"])
        elif address.path == "/asked":
            self.answer(STATE["asked"])
        else:
            self.answer({}, 404)

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        if self.path == "/behave":
            STATE.update({"claims": {}, "userinfo": {}, "fault": ""} | json.loads(body))
            self.answer({})
            return
        sent = {name: values[0] for name, values in parse_qs(body).items()}
        asked = STATE["codes"].pop(sent["code"], None)
        challenge = encoded(hashlib.sha256(sent.get("code_verifier", "").encode()).digest())
        known = "Basic " + base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        if not asked or self.headers["Authorization"] != known or challenge != asked.get("code_challenge"):
            self.answer({"error": "invalid_grant"}, 400)
            return
        if sent.get("redirect_uri") != asked["redirect_uri"]:
            self.answer({"error": "invalid_grant"}, 400)
            return
        token = {"access_token": secrets.token_urlsafe(16), "token_type": "Bearer", "expires_in": 300}
        self.answer(token if STATE["fault"] == "no_token" else token | {"id_token": id_token(asked)})

    def answer(self, record: dict[str, Any], status: int = 200) -> None:
        body = json.dumps(record).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None: ...


def metadata() -> dict[str, Any]:
    return {
        "issuer": "http://127.0.0.1:1" if STATE["fault"] == "other_issuer" else ISSUER, "authorization_endpoint": f"{ISSUER}/authorize",
        "token_endpoint": f"{ISSUER}/token", "jwks_uri": f"{ISSUER}/jwks", "userinfo_endpoint": f"{ISSUER}/userinfo",
        "id_token_signing_alg_values_supported": ["RS256", "HS256", "none"],
    }  # fmt: skip


def id_token(asked: dict[str, str]) -> str:
    fault, now = STATE["fault"], int(time.time())
    claims = {"iss": ISSUER, "sub": "1", "aud": CLIENT, "iat": now, "exp": now + 60, "nonce": asked["nonce"]} | STATE[
        "claims"
    ]
    changed = {
        "expired": {"iat": now - 7200, "exp": now - 3600}, "audience": {"aud": "another"}, "issuer": {"iss": "http://127.0.0.1:1"},
        "nonce": {"nonce": "another"},
    }  # fmt: skip
    claims |= changed.get(fault, {})
    if fault == "no_nonce":
        del claims["nonce"]
    if fault == "none":
        return f"{part({'alg': 'none'})}.{part(claims)}."
    if fault == "hs256":
        signed = f"{part({'alg': 'HS256', 'kid': '1'})}.{part(claims)}"
        public = KEY.as_pem(private=False)
        return f"{signed}.{encoded(hmac.new(public, signed.encode(), 'sha256').digest())}"
    return jwt.encode({"alg": "RS256", "kid": "1"}, claims, OTHER_KEY if fault == "other_key" else KEY)


def part(record: dict[str, Any]) -> str:
    return encoded(json.dumps(record).encode())


def encoded(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


if __name__ == "__main__":
    server = ThreadingHTTPServer(("127.0.0.1", 0), Provider)
    ISSUER = f"http://127.0.0.1:{server.server_port}"
    print(ISSUER, flush=True)
    server.serve_forever()
