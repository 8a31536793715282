"""Settings: what an administrator may change, from `hoidap.toml` in the data folder and `HOIDAP_*` variables.

A variable wins over the file. docs/settings.md lists every one; a test holds it against this class.
"""

import os
import re
from contextlib import suppress
from ipaddress import ip_network
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, IPvAnyNetwork, SecretStr, ValidationError
from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings, EnvSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

from bot.errors import SettingsError
from bot.secret import SharedSecret, StoredAddress, StoredSecret
from bot.sources import Feed, FeedName, Folder, Site, check_sources, folder_of_feed
from bot.time_span import TimeSpan
from bot.wording.page_language import PageLanguage
from index.encoder.bundled import BUNDLED_NAME
from index.encoder.chosen import BackEndSetting

_PREFIX = "hoidap_"
_LOGS = "logs"
_FILE = "hoidap.toml"
_OTHER_VARIABLES = {"hoidap_data", "hoidap_bench_data", "hoidap_server_key"}
"""Variables that are not settings: where the data folder is, where the bench finds its data, the key of another server."""
_TABLES = ("groups", "folders", "feeds")
_NEXT_VALUE = re.compile(r",(?![tp]=\d+[,$])")
"""A comma of a variable with several values, and none of those within an argon2 hash."""


class Group(BaseModel):
    """Who sees which collections."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    users: tuple[str, ...] = ()
    """Names as they sign in; `*`: everyone who may come in. Those whom an identity provider puts in the group come to them."""
    collections: tuple[str, ...] = ()
    """`*`: all."""


class Sync(BaseModel):
    """What the server syncs by itself."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    every: TimeSpan = None


class Settings(BaseModel):
    """Every setting with its default."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    encoder: str = Field(
        BUNDLED_NAME,
        description="The encoder: `bundled`, a sentence-transformers folder, or the name of a model in the local hub cache.",
    )
    backend: BackEndSetting = Field(
        "auto",
        description="How the encoder is computed: `auto` (the fastest on this machine, measured once), `float32`, `bfloat16`, "
        "`openvino`, `openvino-int8` or `onnx`.",
    )
    reranker: str = Field(
        "",
        description="A cross-encoder that reads the best passages of each question once more: a sentence-transformers "
        "folder, or the name of a model in the local hub cache. Empty: none.",
    )
    entailment: str = Field(
        "",
        description="A cross-encoder trained on natural language inference, with which what a model writes is checked "
        "once more: a sentence-transformers folder, or the name of a model in the local hub cache. Empty: none.",
    )
    model: str = Field("", description="Name of the language model that writes answers. Empty: answers are quotes.")
    model_url: str = Field(
        "",
        description="Address of the server of the model, e.g. `http://127.0.0.1:8080/v1`. Nothing is sent anywhere else.",
    )
    judge_model: str = Field(
        "",
        description="Name of a language model at `model_url` with which `hoidap evaluate` and `hoidap verify` judge citations "
        "as well. Empty: none.",
    )
    model_key: SecretStr = Field(
        SecretStr(""), repr=False, description="Key that this server wants; empty where it wants none."
    )
    model_provider: str = Field(
        "openai",
        description="How the server is spoken to: `openai` (vLLM, llama.cpp, Ollama and most others), or another provider "
        "of LangChain's `init_chat_model` whose package is installed.",
    )
    writing: Literal["condense", "compose"] = Field(
        "condense",
        description="How the model writes: `condense` (one sentence out of the best quote, which stands below it: also for small "
        "models) or `compose` (an answer of several passages: for large ones).",
    )
    model_context: int = Field(8192, ge=512, description="Tokens that the model reads and writes at most.")
    model_answer: int = Field(512, ge=16, description="Tokens of an answer at most; part of `model_context`.")
    model_timeout: float = Field(
        60, gt=0, le=3600, description="Seconds that the model may be silent; a whole answer may take ten times that."
    )
    model_retries: int = Field(
        1, ge=0, le=10, description="How often a request that failed before it began is sent again."
    )
    answer_from: float | None = Field(
        None,
        ge=0,
        le=1,
        description="Estimated probability that what would be said answers, from which it is said as an answer and not as what may "
        "be one. Unset: from where it was learned to be.",
    )
    chroma_url: str = Field(
        "",
        pattern=r"^(https?://[^/?#\s@]+(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*)?/?$",
        description="Address of a Chroma server that keeps the vectors of passages, e.g. `http://127.0.0.1:8000`. Empty: files in the "
        "data folder do.",
    )
    chroma_token: SecretStr = Field(
        SecretStr(""), repr=False, description="Token that whoever guards this server wants; empty where nobody does."
    )
    chroma_token_header: str = Field(
        "Authorization",
        pattern=r"^[A-Za-z0-9-]+$",
        description="Header that the token is sent in; in `Authorization` as `Bearer TOKEN`.",
    )
    host: str = Field("127.0.0.1", description="Address that `hoidap serve` binds to.")
    port: int = Field(7860, ge=1, le=65535, description="Port that `hoidap serve` binds to.")
    language: PageLanguage = Field(
        "vi", description="Language of the page before the user chooses: one that `bot/wording` has a file of."
    )
    office_name: str = Field(
        "", max_length=80, description="Name of the page, in its head and in the browser's tab. Empty: the page's own."
    )
    emblem: Path | None = Field(None, description="Picture before the name, a file of at most 200 kB. Unset: none.")
    favicon: Path | None = Field(
        None,
        description="Picture in the browser's tab, a file. Unset: the emblem, and without one a picture of our own.",
    )
    api_keys: tuple[StoredSecret, ...] = Field(
        (),
        repr=False,
        description="Keys that the API accepts as `Authorization: Bearer KEY`, or their argon2id hashes; several are separated by "
        "commas in the variable. `hoidap key new` makes better ones.",
    )
    users: dict[Annotated[str, Field(pattern="^[^:]+$")], StoredSecret] = Field(
        {},
        repr=False,
        description="Who may sign in, each name with a password or its argon2id hash. `hoidap user new` keeps hashes by itself.",
    )
    session_hours: float = Field(
        12, gt=0, le=720, description="Hours after which who signed in on the page must sign in again."
    )
    user_header: str = Field(
        "",
        description="Header in which a trusted proxy names the person who asks, e.g. `X-Remote-User`. Empty: none.",
    )
    groups_header: str = Field(
        "",
        description="Header in which the same proxy names the groups of that person, separated by commas. Empty: none.",
    )
    trusted_proxies: tuple[IPvAnyNetwork, ...] = Field(
        (ip_network("127.0.0.0/8"), ip_network("::1/128")),
        description="Addresses and networks of the proxies whose headers count. Without the setting this machine.",
    )
    public_url: str = Field(
        "",
        pattern=r"^(https?://[^/?#\s@]+(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*)?/?$",
        description="Address under which readers reach the page, e.g. `https://hoidap.tinh.example` or `https://portal.tinh.example/hoidap`.",
    )
    oidc_issuer: str = Field(
        "",
        pattern=r"^(https://\S+|http://(localhost|127\.0\.0\.1|\[::1\])(:\d+)?(/\S*)?)?$",
        description="Address of an OpenID Connect provider with which people sign in. Empty: none.",
    )
    oidc_client_id: str = Field("", description="Name that this provider knows the server by.")
    oidc_client_secret: SecretStr = Field(
        SecretStr(""), repr=False, description="Secret that the provider gave the server; empty where it gave none."
    )
    oidc_name_claim: str = Field("preferred_username", description="Claim that holds the name of who signed in.")
    oidc_groups_claim: str = Field("groups", description="Claim that holds the groups they are in.")
    portal_secrets: tuple[SharedSecret, ...] = Field(
        (),
        repr=False,
        description="Secrets with which a portal signs who asks (HS256), each of at least 32 bytes: the new and the old one while they "
        "are exchanged.",
    )
    portal_public_keys: tuple[str, ...] = Field(
        (),
        repr=False,
        description="Public keys of a portal that signs with a private one (RS256, ES256, EdDSA): PEM, or the text of a JWK or a JWK set.",
    )
    portal_issuer: str = Field("", description="What the portal's tokens must say in `iss`. Empty: anything.")
    portal_audience: str = Field("hoidap", min_length=1, description="What the portal's tokens must say in `aud`.")
    portal_name_claim: str = Field("sub", description="Claim that holds the name of who is signed in at the portal.")
    portal_groups_claim: str = Field("groups", description="Claim that holds the groups they are in.")
    portal_minutes: float = Field(
        15, gt=0, le=1_440, description="Minutes from `iat` to `exp` of a token of the portal, at most."
    )
    editors: tuple[str, ...] = Field(
        (),
        description="Names of those who may add reports and correct their identity; `*` for everyone who may come in.",
    )
    administrators: tuple[str, ...] = Field(
        (), description="Names of those who may also see who did what, and do all that editors may."
    )
    monitors: tuple[Annotated[str, Field(min_length=1)], ...] = Field(
        (),
        description="Names of those who may read `/metrics`, e.g. `key:prometheus`, beside administrators who see every collection.",
    )
    groups: dict[str, Group] = Field(
        {},
        description="Who sees which collections: `[groups.NAME]` with `users` and `collections`. Without a group everyone sees all; with "
        "one, nobody sees what no group of theirs lists.",
    )
    allowed_hosts: tuple[str, ...] = Field(
        (),
        description="Names, without a port, under which the server may be asked, beside those of this machine and `host`.",
    )
    allowed_origins: tuple[Annotated[str, Field(pattern="^https?://[^/]+$")], ...] = Field(
        (),
        description="Other sites whose pages may ask the server and read its answers, e.g. `https://intranet.example`.",
    )
    upload_megabytes: int = Field(200, ge=1, le=4_096, description="Size of the files that are sent at once, at most.")
    access_log: str = Field(
        "logs/access.log",
        pattern=r"^[^\x00]*$",
        description="File of one JSON object a request: who, what, how it ended, never what was asked. Relative to the data folder, "
        "where it must lie in `logs/`; or a path outside; empty: none.",
    )
    audit_log: str = Field(
        "logs/audit.log",
        pattern=r"^[^\x00]*$",
        description="File of one JSON object for each sign-in, refusal, upload, correction, deletion, export and key that was used. "
        "Relative to the data folder, where it must lie in `logs/`; or a path outside; empty: none.",
    )
    log_questions: bool = Field(False, description="Whether the text of questions is kept in the audit log.")
    frame_ancestors: tuple[Annotated[str, Field(pattern=r"^https?://[^/\s;,'\"]+$")], ...] = Field(
        (), description="Other sites whose pages may show the page in a frame, e.g. `https://intranet.example`."
    )
    folders: dict[str, Folder] = Field(
        {},
        description="Folders that are synced, each with the collection of what lies in it: `[folders.NAME]` with `path` and "
        "`collection`. The innermost around a file says.",
    )
    feeds: dict[FeedName, Feed] = Field(
        {},
        description="RSS or Atom feeds and sitemaps whose documents are fetched: `[feeds.NAME]` with `url`, `collection`, `every`, "
        "`within`, `megabytes` and `paths`.",
    )
    feed_sites: tuple[Site, ...] = Field(
        (),
        description="Sites that feeds and their documents are fetched from, e.g. `https://vanban.tinh.example`. No other is asked.",
    )
    feed_networks: tuple[IPvAnyNetwork, ...] = Field(
        (), description="Networks that are not public in which those sites may be, e.g. `10.0.0.0/8`."
    )
    sync: Sync = Field(
        Sync(),
        description='`[sync]` with `every`, such as `"15 min"`: how often the server syncs, by itself, `folders` and those that were '
        "ever synced (`s`, `min`, `h`, `d`; the variable is `HOIDAP_SYNC_EVERY`). Empty: never.",
    )
    database_url: StoredAddress = Field(
        SecretStr(""),
        repr=False,
        description="Address of a PostgreSQL database that has the record of the library, e.g. "
        "`postgresql://hoidap@db.tinh.example/hoidap`. Empty: a file in the data folder.",
    )
    history_days: int = Field(
        365, ge=1, le=36_500, description="Days after its last question that a conversation of a person is kept."
    )
    stopping_seconds: float = Field(
        0,
        ge=0,
        le=600,
        description="Seconds that a server which is told to stop goes on answering while `/readyz` says 503.",
    )
    concurrency: int = Field(8, ge=1, le=64, description="Questions answered at the same time.")
    waiting: int = Field(
        200, ge=0, le=10_000, description="Questions that wait for their turn at most; the next is refused with 503."
    )
    questions_per_minute: int = Field(
        60,
        ge=0,
        le=100_000,
        description="Questions and searches of one person or key in a minute at most; 0: as many as they like.",
    )

    @property
    def database_address(self) -> str:
        """`database_url` with its password."""
        return self.database_url.get_secret_value()

    @property
    def root_path(self) -> str:
        """The path of `public_url`, below which readers reach the server, without a slash at its end."""
        return urlsplit(self.public_url).path.rstrip("/")

    @property
    def public_origin(self) -> str:
        """`public_url` without its path, as browsers name the site of a page."""
        return self.public_url.rstrip("/").removesuffix(self.root_path)

    def roots(self, data: Path) -> tuple[tuple[Path, str], ...]:
        """Every folder that the settings name, those of feeds that were pulled among them, with its collection."""
        feeds = ((folder_of_feed(data.absolute(), name), feed.collection) for name, feed in self.feeds.items())
        pulled = (each for each in feeds if each[0].is_dir())
        return (*((each.path, each.collection) for each in self.folders.values()), *pulled)


def load_settings(data: Path) -> Settings:
    """The settings of the library in `data`.

    Raises SettingsError naming the setting that is unknown or wrong.
    """
    file = data / _FILE
    try:
        settings = Settings(**(_written(file) | _Variables(_Stored)()))
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(map(str, first["loc"]))
        if first["type"] == "extra_forbidden":
            known = ", ".join(Settings.model_fields)
            raise SettingsError(f"there is no setting {name!r}: the settings are {known}") from error
        is_secret = not Settings.model_fields[str(first["loc"][0])].repr
        if is_secret or isinstance(first["input"], dict | list):  # in which a key may stand in the wrong place
            raise SettingsError(f"the setting {first['loc'][0]!r} cannot be as it is given: {first['msg']}") from error
        raise SettingsError(f"the setting {name!r} cannot be {first['input']!r}: {first['msg']}") from error
    for needed in ("oidc_client_id", "public_url"):
        if settings.oidc_issuer and not getattr(settings, needed):
            raise SettingsError(f"the setting 'oidc_issuer' needs {needed!r} beside it: docs/signin.md says how")
    check_sources(data, settings.folders, settings.feeds, settings.feed_sites)
    for name, log in (("access_log", settings.access_log), ("audit_log", settings.audit_log)):
        if log and not _may_be_log(data, log):
            raise SettingsError(
                f"the setting {name!r} cannot be {log!r}: in the data folder logs are files in {_LOGS!r}; choose one there, or outside"
            )
    return settings


def database_address(data: Path) -> str:
    """Where the record of the library in `data` is, as `database_url` says, also while another setting is wrong: a library is backed up then too."""
    try:
        return load_settings(data).database_address
    except SettingsError:
        named: object = os.environ.get("HOIDAP_DATABASE_URL")
        if named is None:
            with suppress(SettingsError):
                named = _written(data / _FILE).get("database_url")
        with suppress(ValidationError):
            return Settings(database_url=named or "").database_address
        raise


def _may_be_log(data: Path, log: str) -> bool:
    """Whether nothing that the library keeps in its folder can be there, wherever links lead."""
    folder, file = Path(os.path.realpath(data)), Path(os.path.realpath(data / log))
    return not file.is_relative_to(folder) or folder / _LOGS in file.parents


def _written(file: Path) -> dict[str, Any]:
    """What stands in the file, if there is one. Who may do what is in it: a name that leads to no file is not as good as none."""
    try:
        if os.path.lexists(file) and not file.is_file():
            raise SettingsError(f"{str(file)!r} leads to no file: put the settings there, or remove it")
        return TomlConfigSettingsSource(_Stored, file)()
    except (
        ValueError,
        RecursionError,
    ) as error:  # also no UTF-8, a number of thousands of digits, brackets in thousands
        raise SettingsError(f"{str(file)!r} is not a TOML file: {error}") from error
    except OSError as error:
        raise SettingsError(f"{str(file)!r} cannot be read ({error.strerror}): let this account read it") from error


class _Stored(Settings, BaseSettings):
    """The settings for pydantic's sources to look for; `Settings` itself has only what it is given."""

    model_config = SettingsConfigDict(env_prefix=_PREFIX)


class _Variables(EnvSettingsSource):
    """The variables of the environment, also those that name no setting."""

    def __call__(self) -> dict[str, Any]:
        named: dict[str, Any] = {
            variable.removeprefix(_PREFIX): text
            for variable, text in self.env_vars.items()
            if variable.startswith(_PREFIX) and variable not in _OTHER_VARIABLES
        }
        if (every := named.pop("sync_every", None)) is not None:
            named["sync"] = {"every": every}
        return named | super().__call__()

    def decode_complex_value(self, field_name: str, field: FieldInfo, value: str) -> Any:
        """Several values are separated by commas, a name from its key by a colon; tables are JSON."""
        variable = f"HOIDAP_{field_name.upper()}"
        if field_name in _TABLES:
            try:
                return super().decode_complex_value(field_name, field, value)
            except (ValueError, RecursionError) as error:
                raise SettingsError(f"the variable {variable} is not JSON: {error}") from error
        if value[:1] in ("[", "{"):
            raise SettingsError(f"the variable {variable} is a list: separate its values by commas, without brackets")
        parts = [part for part in _NEXT_VALUE.split(value) if part]
        return dict(part.partition(":")[::2] for part in parts) if field_name == "users" else parts
