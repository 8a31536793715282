"""Whom a portal vouches for by a signed token: who is let in as whom, and what is refused."""

import base64
import hashlib
import hmac
import json
import time
from pathlib import Path
from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, Key, KeySet, OctKey, OKPKey, RSAKey

from bot.errors import SettingsError
from bot.settings import Settings, load_settings
from bot.signin.portal_tokens import PortalTokens
from tests.bot.command_line import hoidap
from tests.bot.signin.guarded import client

SECRET, OLD_SECRET = "bí-mật-chung-của-cổng-và-máy-chủ-hỏi-đáp", "bí-mật-cũ-đang-được-thay-của-cổng-thông-tin"
RSA, EC, ED = RSAKey.generate_key(2048), ECKey.generate_key("P-256"), OKPKey.generate_key("Ed25519")
PEMS = tuple(each.as_pem(private=False).decode() for each in (RSA, EC, ED))
GROUPS = {"noi-vu": {"collections": ["noi-vu"]}, "chung": {"users": ["*"], "collections": ["chung"]}}
pytestmark = pytest.mark.filterwarnings("ignore:EdDSA is deprecated")


def claims(**more: Any) -> dict[str, Any]:
    now = int(time.time())
    return {"sub": "lan", "aud": "hoidap", "iat": now, "exp": now + 300} | more


def signed(key: Key | str = SECRET, algorithm: str = "HS256", header: dict[str, Any] | None = None, **more: Any) -> str:
    held = {name: value for name, value in claims(**more).items() if value is not None}
    made = OctKey.import_key(key) if isinstance(key, str) else key
    return jwt.encode({"alg": algorithm} | (header or {}), held, made, algorithms=[algorithm])


def part(record: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(record).encode()).rstrip(b"=").decode()


def by_hand(algorithm: str, secret: bytes | None) -> str:
    """As somebody forges it: of an algorithm of their choice."""
    text = f"{part({'alg': algorithm, 'typ': 'JWT'})}.{part(claims())}"
    digest = hmac.new(secret, text.encode(), hashlib.sha256).digest() if secret else b""
    return f"{text}.{base64.urlsafe_b64encode(digest).rstrip(b'=').decode()}"


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("key", "algorithm"),
    [(SECRET, "HS256"), (OLD_SECRET, "HS256"), (RSA, "RS256"), (EC, "ES256"), (ED, "EdDSA"), (ED, "Ed25519")],
)
async def test_who_is_signed_in_at_the_portal_is_known_here_with_their_groups(key: Key | str, algorithm: str) -> None:
    given = {"portal_secrets": (SECRET, OLD_SECRET), "portal_public_keys": PEMS, "groups": GROUPS}
    async with client(**given) as http:
        answer = await http.get("/", headers=bearer(signed(key, algorithm, groups=["noi-vu", "khác"])))
        assert answer.status_code == 200, answer.text
        told = answer.json()
        assert (told["name"], told["role"], told["collections"]) == ("lan", "reader", ["chung", "noi-vu"])
        assert "set-cookie" not in answer.headers
        alone = (await http.get("/", headers=bearer(signed(key, algorithm)))).json()
        assert alone["collections"] == ["chung"]
        assert (await http.get("/")).status_code == 401, "a token opens the server to nobody else"


NOW = int(time.time())
WRONG = {
    "no algorithm": by_hand("none", None),
    "no signature": by_hand("HS256", None),
    "a public key as a secret": by_hand("HS256", PEMS[0].encode()),
    "another secret": signed("một-bí-mật-khác-hẳn-cũng-đủ-ba-mươi-hai-byte"),
    "another key": signed(RSAKey.generate_key(2048), "RS256"),
    "another algorithm": signed(RSA, "PS256"),
    "a longer hash": signed(SECRET, "HS512"),
    "an address of keys": signed("x" * 40, header={"jku": "https://evil.example/keys", "kid": "1"}),
    "a key of its own": signed(ECKey.generate_key("P-256"), "ES256", header={"jwk": EC.as_dict(private=False)}),
    "expired": signed(iat=NOW - 900, exp=NOW - 600),
    "no end": signed(exp=None),
    "no beginning": signed(iat=None),
    "far future": signed(exp=NOW + 10 * 365 * 86_400),
    "too long": signed(exp=NOW + 901),
    "issued later": signed(iat=NOW + 600, exp=NOW + 700),
    "not yet": signed(nbf=NOW + 600),
    "an end that is no number": signed(exp="never"),
    "changed": by_hand("HS256", SECRET.encode()).replace(".", ".e30", 1),
    "for somebody else": signed(aud="another"),
    "for nobody": signed(aud=None),
    "of another portal": signed(iss="https://other.example"),
    "of no portal": signed(iss=None),
    "no name": signed(iss="https://cong.example", sub=None),
    "an empty name": signed(iss="https://cong.example", sub=""),
    "a key's name": signed(iss="https://cong.example", sub="key:cong-van"),
    "a browser's name": signed(iss="https://cong.example", sub="browser:" + "0" * 32),
    "a name of two lines": signed(iss="https://cong.example", sub="lan\nminh"),
    "groups that are none": signed(iss="https://cong.example", groups=7),
    "no token": "eyJ.eyJ.x",
    "a list of what is critical that is none": "eyJhbGciOiJIUzI1NiIsImNyaXQiOjV9.e30.eHg",
    "no letters": "eyJ\u00e9.eyJ.x",
}


@pytest.mark.anyio
@pytest.mark.parametrize("why", WRONG)
async def test_a_token_that_is_not_right_lets_nobody_in(why: str) -> None:
    given = {"portal_secrets": (SECRET,), "portal_public_keys": PEMS, "portal_issuer": "https://cong.example"}
    async with client(**given) as http:
        assert (await http.get("/", headers=bearer(signed(iss="https://cong.example")))).status_code == 200
        refused = await http.get("/", headers={"Authorization": f"Bearer {WRONG[why]}".encode()})
        assert refused.status_code == 401
        assert "\n" not in refused.json()["detail"]
        assert SECRET not in refused.text


@pytest.mark.anyio
async def test_a_portal_makes_nobody_an_editor() -> None:
    """Who can write a token, or steal one out of a page, asks; nothing is added, corrected or withdrawn."""
    given = {"portal_secrets": (SECRET,), "editors": ("*",), "administrators": ("lan",)}
    async with client(**given) as http:
        assert (await http.get("/", headers=bearer(signed()))).json()["role"] == "reader"


@pytest.mark.anyio
async def test_a_token_never_counts_as_a_key_and_wrong_ones_slow_nobody() -> None:
    """Not even where somebody made it one: and an office behind one address is not locked out by tokens that ran out."""
    old = signed(exp=NOW - 600, iat=NOW - 900)
    async with client(portal_secrets=(SECRET,), api_keys=(old, "khoa-chung-cua-may-chu")) as http:
        for _ in range(40):
            assert (await http.get("/", headers=bearer(old))).status_code == 401
        assert (await http.get("/", headers=bearer(signed()))).status_code == 200
        assert (await http.get("/", headers=bearer("khoa-chung-cua-may-chu"))).status_code == 200
    async with client(api_keys=(old,)) as http:
        assert (await http.get("/", headers=bearer(old))).status_code == 200, "without a portal it is one of the keys"
        assert (await http.get("/", headers=bearer(signed()))).status_code == 401


@pytest.mark.anyio
async def test_claims_are_those_of_the_settings() -> None:
    given = {
        "portal_secrets": (SECRET,), "portal_audience": "kho", "portal_name_claim": "upn", "portal_groups_claim": "roles",
        "portal_minutes": 60, "groups": GROUPS,
    }  # fmt: skip
    async with client(**given) as http:
        token = signed(aud=["khác", "kho"], upn="lan@tinh.example", roles="noi-vu", exp=NOW + 3_000)
        told = (await http.get("/", headers=bearer(token))).json()
        assert (told["name"], told["collections"]) == ("lan@tinh.example", ["chung", "noi-vu"])


@pytest.mark.anyio
async def test_a_set_of_keys_is_taken_as_the_portal_publishes_it() -> None:
    published = json.dumps(KeySet([RSA, EC]).as_dict(private=False))
    async with client(portal_public_keys=(published, json.dumps(ED.as_dict(private=False)))) as http:
        for key, algorithm in ((RSA, "RS256"), (EC, "ES256"), (ED, "EdDSA")):
            assert (await http.get("/", headers=bearer(signed(key, algorithm)))).status_code == 200


SECRETLY = [
    RSA.as_pem(private=True).decode(),
    json.dumps(EC.as_dict(private=True)),
    json.dumps(KeySet([ED]).as_dict(private=True)),
]


NO_PUBLIC_KEYS = [
    *SECRETLY, "", "ssh-rsa AAAA", "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----", "{}", '{"keys": []}', '{"keys": 1}', "{",
    json.dumps(OctKey.generate_key(256).as_dict(private=True)), ECKey.generate_key("P-521").as_pem(private=False).decode(),
    OKPKey.generate_key("X25519").as_pem(private=False).decode(),
]  # fmt: skip


# Named by number: the keys are others in every process.
@pytest.mark.parametrize("text", NO_PUBLIC_KEYS, ids=range(len(NO_PUBLIC_KEYS)))
def test_what_is_no_public_key_is_one_line_that_names_the_setting(text: str) -> None:
    with pytest.raises(SettingsError, match="'portal_public_keys'") as refused:
        PortalTokens(Settings(portal_public_keys=(text,)))
    assert "\n" not in str(refused.value)
    assert not text or text not in str(refused.value)


@pytest.mark.parametrize(
    "secret",
    ["ngắn-quá-mười-sáu-chữ", PEMS[0].replace("\n", "\\n"), "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI"],
    ids=["short", "pem", "ssh"],
)
def test_what_is_no_secret_is_one_line_that_tells_it_not(tmp_path: Path, secret: str) -> None:
    (tmp_path / "hoidap.toml").write_text(f'portal_secrets = ["{secret}"]', encoding="utf-8")
    with pytest.raises(SettingsError, match="'portal_secrets'") as refused:
        load_settings(tmp_path)
    assert secret[:12] not in str(refused.value)


def test_a_private_key_in_the_wrong_place_is_not_told(tmp_path: Path) -> None:
    (tmp_path / "hoidap.toml").write_text(f"portal_public_keys = '{SECRETLY[1]}'", encoding="utf-8")
    with pytest.raises(SettingsError, match="'portal_public_keys'") as refused:
        load_settings(tmp_path)
    assert "kty" not in str(refused.value)


def test_a_server_with_a_wrong_key_does_not_start(tmp_path: Path) -> None:
    (tmp_path / "hoidap.toml").write_text('portal_public_keys = ["x"]', encoding="utf-8")
    done = hoidap("--data", str(tmp_path), "serve")
    assert done.returncode == 2
    assert "'portal_public_keys'" in done.stderr


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"
