"""Where the code says the words of a screen, and what it fills their fields with, read from the source."""

import ast
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from string import Formatter

OBJECTS = ("words", "_words", "controls")
"""What a variable is called that holds the words of a language."""


@dataclass
class Said:
    """By key: whether the code says it, and each set of fields that it fills in."""

    used: set[str] = field(default_factory=set)
    filled: dict[str, list[set[str]]] = field(default_factory=lambda: defaultdict(list))


def fields_of(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def texts_of(value: object) -> list[str]:
    """The texts of one key: one, several, or a table of them."""
    if isinstance(value, str):
        return [value]
    return list(value.values()) if isinstance(value, dict) else list(value)  # type: ignore[call-overload]


def said_in(paths: Iterable[Path], makers: Collection[str], objects: Collection[str] = OBJECTS) -> Said:
    """What is said of the words that the functions `makers` give and variables called `objects` hold."""
    said = Said()
    for path in paths:
        if path.suffix == ".jinja":
            _read_template(path.read_text(encoding="utf-8"), said)
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        reader = _Reader(tree, makers, objects)
        for scope in _functions(tree):
            for node in ast.walk(scope):
                said.used |= reader.own_keys(node)
                if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "format":
                    for key in reader.keys(node.func.value, scope):  # type: ignore[attr-defined]
                        said.filled[key].append({each.arg or "" for each in node.keywords})
    return said


def _read_template(text: str, said: Said) -> None:
    """A template of HTML calls the words of a language `words`."""
    said.used |= set(re.findall(r"\bwords\.(\w+)", text))
    for key, arguments in re.findall(r"\bwords\.(\w+)(?:\[[^]]*\])?\.format\((.*?)\)\s*[|}]", text, re.DOTALL):
        said.filled[key].append(set(re.findall(r"(\w+)=", arguments)))


def _functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


class _Reader:
    def __init__(self, tree: ast.AST, makers: Collection[str], objects: Collection[str]) -> None:
        self._makers, self._objects = makers, objects
        self._functions = {each.name: each for each in _functions(tree)}

    def own_keys(self, node: ast.AST) -> set[str]:
        """`words.nearest`, `wording(language).nearest` and `self._words.nearest` are the key "nearest"."""
        if not isinstance(node, ast.Attribute):
            return set()
        base = node.value
        if isinstance(base, ast.Call):
            return {node.attr} if getattr(base.func, "id", "") in self._makers else set()
        return {node.attr} if getattr(base, "id", getattr(base, "attr", "")) in self._objects else set()

    def keys(self, expression: ast.AST, scope: ast.AST, depth: int = 2) -> set[str]:
        """The keys that an expression can be, through the variables of its function and the functions of its module."""
        found: set[str] = set()
        for node in ast.walk(expression):
            found |= self.own_keys(node)
            if isinstance(node, ast.Name) and depth:
                for value in _values(node.id, scope):
                    found |= self.keys(value, scope, depth - 1)
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in self._functions:
                body = self._functions[node.func.id]  # type: ignore[attr-defined]
                found |= {key for inner in ast.walk(body) for key in self.own_keys(inner)}
        return found


def _values(name: str, scope: ast.AST) -> Iterator[ast.AST]:
    """What a variable of the function is set to, or goes through."""
    for node in ast.walk(scope):
        if isinstance(node, ast.Assign):
            targets, values = node.targets[0], node.value
            if isinstance(targets, ast.Tuple) and isinstance(values, ast.Tuple):
                yield from (each for target, each in zip(targets.elts, values.elts, strict=True) if _is(target, name))
            elif any(_is(target, name) for target in ast.walk(targets)):
                yield values
        elif isinstance(node, ast.AnnAssign) and _is(node.target, name) and node.value:
            yield node.value
        elif isinstance(node, ast.For | ast.comprehension) and any(_is(each, name) for each in ast.walk(node.target)):
            yield node.iter


def _is(node: ast.AST, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name
