"""Every pattern of the rooms: those made on import, by cues, and by literals where a function makes them."""

import ast
import gc
import importlib
import pkgutil
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

ROOMS = ("corpus", "index", "bot")
_ROOT = Path(__file__).parents[3]
_FUNCTIONS = {"compile", "search", "match", "fullmatch", "split", "findall", "finditer", "sub", "subn"}


def patterns() -> dict[tuple[str, int], str]:
    """By its text and flags, the file that makes each pattern, relative to the project."""
    found: dict[tuple[str, int], str] = {}
    compiled: Callable[..., Any] = re._compile

    def recorded(pattern: Any, flags: int) -> Any:
        made = compiled(pattern, flags)
        frame = sys._getframe(1)
        while frame is not None and frame.f_code.co_filename == re.__file__:
            frame = frame.f_back
        _take(found, made, Path(frame.f_code.co_filename) if frame is not None else Path())
        return made

    re._compile = recorded
    try:
        for room in ROOMS:
            for module in pkgutil.walk_packages([str(_ROOT / room)], f"{room}."):
                if not module.name.endswith("__main__"):
                    importlib.import_module(module.name)
        _make_typed()
    finally:
        re._compile = compiled
    for file, pattern, flags in _literals():
        _take(found, re.compile(pattern, flags), file)
    return found


def _take(found: dict[tuple[str, int], str], made: Any, file: Path) -> None:
    if isinstance(made.pattern, str) and file.is_relative_to(_ROOT) and file.relative_to(_ROOT).parts[0] in ROOMS:
        found.setdefault((made.pattern, made.flags), str(file.relative_to(_ROOT)))


def _make_typed() -> None:
    """Has patterns made that wait for a text with marks, or without."""
    from corpus.language.typed_pattern import Typed

    for typed in [each for each in gc.get_objects() if isinstance(each, Typed)]:
        for text in ("có dấu", "khong dau"):
            typed.search(text)


def _literals() -> Iterator[tuple[Path, str, int]]:
    """What functions hand to `re` as it is written."""
    for room in ROOMS:
        for file in sorted((_ROOT / room).rglob("*.py")):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                match node:
                    case ast.Call(ast.Attribute(ast.Name("re"), name), [ast.Constant(str(pattern)), *_]) if (
                        name in _FUNCTIONS
                    ):
                        flags = re.IGNORECASE if "IGNORECASE" in ast.unparse(node) else re.NOFLAG
                        yield file, pattern, flags
