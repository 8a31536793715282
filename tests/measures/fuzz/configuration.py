"""Settings, as a file and as variables: whatever stands there, they are settings or one line that says what is wrong."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from bot.errors import SettingsError
from bot.settings import Settings, load_settings
from tests.measures.fuzz.finding import Finding, shrunk
from tests.measures.fuzz.mutate import mutated

_VALUES = (
    '""', '"x"', "0", "-1", "3.5", "1e400", "nan", "inf", "true", "[]", '[""]', "[1]", "[[]]", "{}", '{ a = "b" }', "{ a = {} }",
    "1979-05-27", "07:32:00", "9" * 5000, '"\\u0000"', '"\\u202e"', '"khoa-dai-hon-muoi-sau-ky-tu"', '["khoa-dai-hon-muoi-sau-ky-tu"]',
    '{ lan = "khoa-dai-hon-muoi-sau-ky-tu" }', '{ "a:b" = "khoa-dai-hon-muoi-sau-ky-tu" }', "[" * 500, '"http://[::1"', '"*"',
    '{ a = { users = ["*"], collections = ["*"] } }', '{ a = { users = "lan" } }', '{ "" = {} }',
)  # fmt: skip
_TEXTS = (
    "", ",", ":", "a:b", "a:b:c", "[", "{", "{}", "[]", "null", "NaN", "1e999", "9" * 5000, "\udcff", "x" * 20, "\n", '{"a": 1}', "true",
    "khoa-dai-hon-muoi-sau-ky-tu", "lan:khoa-dai-hon-muoi-sau-ky-tu", ",,", "[" * 50_000, '{"a": {"users": ["x"]}}', '"\\ud800"',
)  # fmt: skip


class Configuration:
    """Loads random settings out of a file and the environment."""

    def __init__(self) -> None:
        self._folder = TemporaryDirectory()

    def findings(self, seed: str) -> Iterator[Finding]:
        random = Random(seed)
        file, variables = self._file(random), self._variables(random)
        what = self._wrong(file, variables)
        if what:
            file = shrunk(file, lambda each: self._wrong(each, variables) == what)
            told = file + b"\n# " + json.dumps(variables).encode()
            yield Finding(what, told, ".toml", seed)

    def close(self) -> None:
        self._folder.cleanup()

    def _wrong(self, file: bytes, variables: dict[str, str]) -> str:
        (Path(self._folder.name) / "hoidap.toml").write_bytes(file)
        try:
            with _environment(variables):
                load_settings(Path(self._folder.name))
        except SettingsError as error:
            return "more than one line" if "\n" in str(error) else ""
        except Exception as error:
            return type(error).__name__
        return ""

    def _file(self, random: Random) -> bytes:
        names = [
            *Settings.model_fields,
            "unknown",
            "a.b",
            "[users]\na",
            "[groups.a]\nusers",
            "[groups.a]\nx",
            "[[users]]\na",
        ]
        lines = [f"{random.choice(names)} = {random.choice(_VALUES)}" for _ in range(random.choice((0, 1, 1, 2, 5)))]
        content = "\n".join(lines).encode()
        return mutated(content, random) if random.random() < 0.4 else content

    def _variables(self, random: Random) -> dict[str, str]:
        names = [*Settings.model_fields, "unknown"]
        count = random.choice((0, 1, 1, 2))
        return {f"HOIDAP_{random.choice(names).upper()}": random.choice(_TEXTS) for _ in range(count)}


@contextmanager
def _environment(variables: dict[str, str]) -> Iterator[None]:
    """The variables of the environment with these, and as they were afterwards."""
    before = dict(os.environ)
    os.environ.update(variables)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)
