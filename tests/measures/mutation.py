"""Faults put into the evaluation's own code, one at a time: how many its known-answer tests notice.

Each mutant changes one operator, comparison, constant or condition; it takes the place of the code in the running
process, and the tests that need no fixture run against it until one fails. What survives is printed;
`python -m tests.measures.mutation` prints every mutant.
"""

import ast
import copy
import inspect
import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from types import CodeType, FunctionType, ModuleType
from typing import Any

import pytest

from bot.evaluation import asking, shown
from bot.evaluation.citations import check as citation_check
from bot.evaluation.citations import judges, verify
from bot.evaluation.datasets import gold_place, passage
from bot.evaluation.figures import compare, figures, gate, interval, metrics, reliability
from bot.evaluation.figures import statistics as figure_statistics
from tests.bot.evaluation import test_asking, test_asking_short, test_shown
from tests.bot.evaluation.citations import test_judges, test_verify
from tests.bot.evaluation.datasets import test_gold_place
from tests.bot.evaluation.figures import (
    test_compare,
    test_figures,
    test_gate_file,
    test_interval,
    test_metrics,
    test_reliability,
)
from tests.measures.measure import Measure

Check = Callable[[], object]
_COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
_OPERATORS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr,
}  # fmt: skip
_CALLS = {"any": "all", "all": "any", "min": "max", "max": "min"}
_TYPES = frozenset(
    ("Sequence", "Mapping", "Callable", "Literal", "dict", "list", "tuple", "Collection", "Iterable", "NDArray")
)
EQUIVALENT = {
    "statistics: 0.0 → 1.0 in without = np.array([each.confidence_without_gold or 0.0 for each in outcomes])": "what is put "
    "in the place of a figure that is not there is never drawn",
    "interval: 100 → 101 in _RESAMPLES, _AT_ONCE = 1_000, 100": "how many resamples are drawn at once changes none of them",
    "compare: 2000 → 2001 in _RESAMPLES = 2_000": "one permutation more",
    "compare: first + len(old) → first - len(old) in values = taken(first), taken(first + len(old))": "places counted from the end",
    'compare: first + len(old) → first - len(old) in (first, first + len(old)), difference, permutation_type="samples", '
    "n_resamples=_RESAMPLES, vectorized=False,": "places counted from the end",
    "compare: True → False in for one, other in zip(old, new, strict=True):": "both lists are of the questions that both have",
    "check: 100 → 101 in _MOST_MARKERS = 100": "one marker more that may be written",
    "verify: True → False in elif superfluous := [marker for marker, right in zip(each.markers, each.needed, strict=True) if not right]:": "each "
    "marker has its verdict",
}
"""Mutants that no test can notice, with the reason."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """A module with one fault."""

    module: str
    line: int
    what: str
    """The code before and after."""
    source: str
    """The line as it stands."""
    tree: ast.Module

    @property
    def name(self) -> str:
        return f"{self.module}: {self.what} in {self.source}"


def mutants_of(module: ModuleType) -> Iterator[Mutant]:
    """Every mutant of a module's functions and constants, docstrings and types left alone."""
    source = inspect.getsource(module)
    lines, tree = source.splitlines(), ast.parse(source)
    places = [node for node in _code(tree) if _changes(node)]
    for place in places:
        for number in range(len(_changes(place))):
            changed = copy.deepcopy(tree)
            node = next(each for each in ast.walk(changed) if _same(each, place))
            before = ast.unparse(node)
            _changes(node)[number]()
            after = ast.unparse(node)
            name, line = module.__name__.rpartition(".")[2], lines[place.lineno - 1].strip()
            yield Mutant(name, place.lineno, f"{before} → {after}", line, changed)


def caught(module: ModuleType, mutant: Mutant, checks: Iterable[Check]) -> bool:
    """Whether a check fails with the mutant in the module's place."""
    with _in_place(module, mutant):
        for check in checks:
            try:
                check()
            except (Exception, pytest.fail.Exception):
                return True
    return False


def checks_in(*modules: ModuleType) -> list[Check]:
    """The tests of modules that need no fixture but a folder and give no command, each with each set of its parameters."""
    tests = [test for module in modules for name, test in vars(module).items() if name.startswith("test_")]
    return [check for test in tests if "hoidap" not in test.__code__.co_names for check in _with_parameters(test)]


def count_of(module: ModuleType) -> int:
    """How many mutants a module has."""
    return sum(len(_changes(node)) for node in _code(ast.parse(inspect.getsource(module))))


def survivors_of(module: ModuleType, checks: Iterable[Check]) -> list[Mutant]:
    """The mutants of a module that no check notices; each mutant is printed, with why one that survives changes nothing."""
    survivors = []
    for mutant in mutants_of(module):
        is_caught = caught(module, mutant, checks)
        survivors += [] if is_caught else [mutant]
        said = "caught" if is_caught else f"SURVIVES ({EQUIVALENT.get(mutant.name, 'nothing notices it')})"
        print(f"{said} {mutant.module}:{mutant.line}: {mutant.what}")
    return survivors


def measure() -> list[Measure]:
    """How many mutants there are, and how many nobody notices."""
    survivors = [each for module, checks in TARGETS for each in survivors_of(module, checks)]
    return [
        Measure("mutants of the evaluation's code", sum(count_of(module) for module, _ in TARGETS), at_least=200),
        Measure("mutants that no test notices", sum(each.name not in EQUIVALENT for each in survivors), at_most=0),
        Measure("mutants that change nothing that can be told", len(survivors), at_least=len(EQUIVALENT)),
    ]


def _code(tree: ast.Module) -> Iterator[ast.expr]:
    """Expressions that are executed: no docstrings, types, decorators, or what an error says."""
    skipped: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.AnnAssign | ast.arg) and node.annotation:
            skipped |= {id(each) for each in ast.walk(node.annotation)}
        if isinstance(node, ast.FunctionDef):
            outside = [*node.decorator_list, *([node.returns] if node.returns else [])]
            skipped |= {id(each) for one in outside for each in ast.walk(one)}
        if isinstance(node, ast.ClassDef):
            skipped |= {id(each) for one in (*node.decorator_list, *node.bases) for each in ast.walk(one)}
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            skipped.add(id(node.value))
        if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name) and node.value.id in _TYPES:
            skipped |= {id(each) for each in ast.walk(node)}
        if isinstance(node, ast.Assign) and node in tree.body and isinstance(node.value, ast.BinOp | ast.Subscript):
            skipped |= {id(each) for each in ast.walk(node)}
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "ConfigDict":
            skipped |= {id(each) for each in ast.walk(node)}
        if isinstance(node, ast.Raise):
            skipped |= {id(each) for each in ast.walk(node)}
    yield from (node for node in ast.walk(tree) if isinstance(node, ast.expr) and id(node) not in skipped)


_TYPES = frozenset(
    ("Sequence", "Mapping", "Callable", "Literal", "dict", "list", "tuple", "Collection", "Iterable", "NDArray")
)


def _changes(node: ast.AST) -> list[Callable[[], None]]:
    """What can be put wrong in an expression, each as a function that does it."""
    match node:
        case ast.Compare(ops=[op]) if type(op) in _COMPARISONS:
            return [partial(setattr, node, "ops", [_COMPARISONS[type(op)]()])]
        case ast.BinOp(op=op) if type(op) in _OPERATORS and not isinstance(node.left, ast.Constant | ast.JoinedStr):
            return [partial(setattr, node, "op", _OPERATORS[type(op)]())]
        case ast.BoolOp(op=op):
            return [partial(setattr, node, "op", ast.Or() if isinstance(op, ast.And) else ast.And())]
        case ast.UnaryOp(op=ast.Not()):
            return [partial(setattr, node, "operand", ast.UnaryOp(ast.Not(), node.operand))]
        case ast.Constant(value=bool() | int() | float() as value):
            return [partial(setattr, node, "value", (not value) if isinstance(value, bool) else value + 1)]
        case ast.IfExp():
            return [partial(setattr, node, "test", ast.UnaryOp(ast.Not(), node.test))]
        case ast.Call(func=ast.Name(id=name)) if name in _CALLS:
            return [partial(setattr, node.func, "id", _CALLS[name])]
        case ast.GeneratorExp() | ast.ListComp() | ast.SetComp() | ast.DictComp():
            parts = [(part, number) for part in node.generators for number in range(len(part.ifs))]
            return [partial(_deny, part, number) for part, number in parts]
        case _:
            return []


def _deny(part: ast.comprehension, number: int) -> None:
    part.ifs[number] = ast.UnaryOp(ast.Not(), part.ifs[number])


def _same(one: ast.AST, other: ast.expr) -> bool:
    return type(one) is type(other) and (
        (getattr(one, "lineno", 0), getattr(one, "col_offset", 0), getattr(one, "end_lineno", 0), getattr(one, "end_col_offset", 0))
        == (other.lineno, other.col_offset, other.end_lineno, other.end_col_offset)
    )  # fmt: skip


@contextmanager
def _in_place(module: ModuleType, mutant: Mutant) -> Iterator[None]:
    """The code of the mutant's functions in the module's own, so that whoever has imported them runs it; constants too."""
    namespace: dict[str, Any] = {"__name__": module.__name__}
    exec(compile(ast.fix_missing_locations(mutant.tree), f"<mutant of {module.__name__}>", "exec"), namespace)
    own, other = _functions(vars(module), module.__name__), _functions(namespace, module.__name__)
    constants = {
        name: value
        for name, value in vars(module).items()
        if isinstance(value, int | float | tuple | dict) and name in namespace
    }
    codes: dict[str, CodeType] = {name: function.__code__ for name, function in own.items()}
    defaults = {name: function.__defaults__ for name, function in own.items()}
    try:
        for name, function in own.items():
            function.__code__, function.__defaults__ = other[name].__code__, other[name].__defaults__
        for name in constants:
            setattr(module, name, namespace[name])
        yield
    finally:
        for name, function in own.items():
            function.__code__, function.__defaults__ = codes[name], defaults[name]
        for name, value in constants.items():
            setattr(module, name, value)


def _functions(names: dict[str, Any], module: str) -> dict[str, FunctionType]:
    """Those that a module defines, its methods and properties among them."""
    found: dict[str, FunctionType] = {}
    for name, value in names.items():
        value = inspect.unwrap(value) if callable(value) else value
        if isinstance(value, FunctionType) and value.__module__ == module:
            found[name] = value
        elif inspect.isclass(value) and value.__module__ == module:
            for inner, member in vars(value).items():
                function = member.fget if isinstance(member, property) else member
                if isinstance(function, FunctionType) and function.__module__ == module:
                    found[f"{name}.{inner}"] = function
    return found


def _with_parameters(test: Callable[..., object]) -> list[Check]:
    """None for a test that needs another fixture."""
    marks = [each for each in getattr(test, "pytestmark", []) if each.name == "parametrize"]
    rows = [
        [dict(zip(_names(mark.args[0]), _values(row, mark.args[0]), strict=True)) for row in mark.args[1]]
        for mark in marks
    ]
    found = []
    wanted = set() if hasattr(test, "hypothesis") else set(inspect.signature(test).parameters)
    for chosen in itertools.product(*rows):
        given = {name: value for each in chosen for name, value in each.items()}
        if wanted - set(given) <= {"tmp_path"}:
            found.append(partial(_run, test, given, in_folder="tmp_path" in wanted))
    return found


def _run(test: Callable[..., object], given: dict[str, Any], *, in_folder: bool) -> None:
    if in_folder:
        with TemporaryDirectory() as folder:
            test(**given, tmp_path=Path(folder))
    else:
        test(**given)


def _names(names: str | Sequence[str]) -> list[str]:
    return [each.strip() for each in names.split(",")] if isinstance(names, str) else list(names)


def _values(row: Any, names: str | Sequence[str]) -> Sequence[Any]:
    values = getattr(row, "values", row) if not isinstance(row, dict) else row
    return [values] if len(_names(names)) == 1 and not hasattr(row, "values") else values


TARGETS: tuple[tuple[ModuleType, list[Check]], ...] = (
    (metrics, checks_in(test_metrics)),
    (interval, checks_in(test_interval)),
    (figure_statistics, checks_in(test_figures)),
    (figures, checks_in(test_figures)),
    (compare, checks_in(test_compare)),
    (passage, checks_in(test_verify)),
    (citation_check, checks_in(test_verify, test_judges)),
    (judges, checks_in(test_judges)),
    (asking, checks_in(test_asking, test_asking_short)),
    (shown, checks_in(test_shown)),
    (reliability, checks_in(test_reliability)),
    (gate, checks_in(test_gate_file)),
    (gold_place, checks_in(test_gold_place)),
    (verify, checks_in(test_verify)),
)
"""What is mutated, and the tests that are to notice it."""


if __name__ == "__main__":
    for each in measure():
        print(each)
