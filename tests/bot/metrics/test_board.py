"""The Grafana board and the alert rules ask for what `/metrics` tells, in PromQL that parses."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import promql_parser
import pytest
import yaml
from fastapi.testclient import TestClient

from bot.answerer import Answerer
from bot.api.app import api_of
from bot.settings import Settings
from index.library import Library
from tests.bot.metrics.scraped import Scraped

GRAFANA = Path(__file__).parents[3] / "docs" / "grafana"
BOARD = json.loads((GRAFANA / "hoidap.json").read_text(encoding="utf-8"))
ALERTS = yaml.safe_load((GRAFANA / "alerts.yml").read_text(encoding="utf-8"))
VARIABLES = {"$__rate_interval": "5m", "$instance": ".*"}
OF_PROMETHEUS = {"instance", "job"}
"""Labels that Prometheus itself sets."""
PANELS = [(panel["title"], target["expr"]) for panel in BOARD["panels"] for target in panel["targets"]]
RULES = [(rule["alert"], rule["expr"]) for group in ALERTS["groups"] for rule in group["rules"]]


@pytest.fixture(scope="module")
def told(sample_library: Library) -> Scraped:
    app = api_of(Answerer(sample_library), sample_library, Settings())
    with TestClient(app, base_url="http://127.0.0.1", client=("127.0.0.1", 5)) as client:
        return Scraped.of(client.get("/metrics").text)


def selectors(expression: Any) -> Iterator[Any]:
    """Every selector of a series within a parsed expression."""
    if isinstance(expression, promql_parser.VectorSelector):
        yield expression
    for name in ("lhs", "rhs", "expr", "args", "vector_selector"):
        part = getattr(expression, name, None)
        for each in part if isinstance(part, list) else [part] if part is not None else []:
            yield from selectors(each)


def test_every_expression_parses_and_finds_a_series(told: Scraped) -> None:
    for title, expr in (*PANELS, *RULES):
        _check(told, title, expr)


def _check(told: Scraped, title: str, expr: str) -> None:
    for variable, value in VARIABLES.items():
        expr = expr.replace(variable, value)
    assert "$" not in expr
    found = list(selectors(promql_parser.parse(expr)))
    assert found, title
    for each in found:
        if each.name == "up":  # of Prometheus
            continue
        assert each.name in told.names, each.name
        for matcher in each.matchers.matchers:
            assert matcher.name in told.labels_of(each.name) | OF_PROMETHEUS, matcher.name
            if str(matcher.op) == "MatchOp.Equal" and matcher.name not in OF_PROMETHEUS:
                assert any(
                    name == each.name and (matcher.name, matcher.value) in labels for name, labels in told.series
                ), matcher.value


def test_the_board_is_one_that_grafana_11_opens() -> None:
    assert BOARD["schemaVersion"] >= 39
    assert len({panel["id"] for panel in BOARD["panels"]}) == len(BOARD["panels"]) > 12
    assert {each["name"] for each in BOARD["templating"]["list"]} == {"datasource", "instance"}
    for panel in BOARD["panels"]:
        place = panel["gridPos"]
        assert place["x"] + place["w"] <= 24
        assert {target["datasource"]["uid"] for target in panel["targets"]} == {"${datasource}"}
    taken = [
        (x, y)
        for place in (panel["gridPos"] for panel in BOARD["panels"])
        for x in range(place["x"], place["x"] + place["w"])
        for y in range(place["y"], place["y"] + place["h"])
    ]
    assert len(taken) == len(set(taken))


def test_every_rule_says_what_to_do() -> None:
    for rule in (rule for group in ALERTS["groups"] for rule in group["rules"]):
        assert rule["labels"]["severity"] in ("info", "warning", "critical")
        assert rule["annotations"].keys() == {"summary", "description"}


def test_the_page_of_metrics_names_each_of_them_and_no_other(told: Scraped) -> None:
    page = (GRAFANA.parent / "metrics.md").read_text(encoding="utf-8")
    parts = ("_bucket", "_count", "_sum", "_created")
    ours = {name for name in told.names if name.startswith("hoidap_") and not name.endswith(parts)} | {
        "hoidap_stage_seconds"
    }
    assert set(re.findall(r"\bhoidap_\w+", page)) == ours
