"""What hoidap is run by on several machines: judged by the schemas of Compose and Kubernetes, and by what an office asks of each part."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.settings import Settings

_DEPLOY = Path(__file__).parents[2] / "deploy"
_KUBERNETES = sorted((_DEPLOY / "kubernetes").glob("*.yaml"))
_COMPOSE = [_DEPLOY / "compose.yaml", _DEPLOY / "compose.postgres.yaml"]
_OF_ONE_RUN = ("Job", "CronJob")


def judged(module: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([sys.executable, "-m", module, *arguments], capture_output=True, text=True, check=False)


def of_compose(*files: Path) -> "subprocess.CompletedProcess[str]":
    return judged("check_jsonschema", "--builtin-schema", "vendor.compose-spec", *map(str, files))


def of_kubernetes(*files: Path) -> "subprocess.CompletedProcess[str]":
    return judged("kubernetes_validate", "--strict", "--quiet", *map(str, files))


def test_compose_knows_every_line(tmp_path: Path) -> None:
    done = of_compose(*_COMPOSE)
    assert (done.returncode, done.stdout.strip()) == (0, "ok -- validation done")
    wrong = tmp_path / "compose.yaml"
    wrong.write_text(_COMPOSE[0].read_text(encoding="utf-8").replace("stop_grace_period", "stop_grase_period"))
    assert "stop_grase_period" in of_compose(wrong).stdout


def test_kubernetes_knows_every_line(tmp_path: Path) -> None:
    done = of_kubernetes(*_KUBERNETES)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    wrong = tmp_path / "hoidap.yaml"
    wrong.write_text(
        (_DEPLOY / "kubernetes" / "hoidap.yaml").read_text(encoding="utf-8").replace("readOnlyRoot", "readonlyRoot")
    )
    done = of_kubernetes(wrong)
    assert done.returncode != 0
    assert "readonlyRootFilesystem" in done.stdout + done.stderr


def test_kustomize_puts_all_together() -> None:
    if shutil.which("kubectl") is None:
        pytest.skip("kubectl is not installed")
    made = subprocess.run(["kubectl", "kustomize", _DEPLOY], capture_output=True, text=True, check=True).stdout
    kinds = [each["kind"] for each in yaml.safe_load_all(made)]
    assert {"ConfigMap", "CronJob", "Deployment", "NetworkPolicy", "StatefulSet"} <= set(kinds)


def services() -> Iterator[Any]:
    """Those of Compose, by the file's name and theirs."""
    for file in _COMPOSE:
        for name, service in yaml.safe_load(file.read_text(encoding="utf-8"))["services"].items():
            if "image" in service:
                yield pytest.param(service, id=f"{file.name}: {name}")


def pods() -> Iterator[Any]:
    """By file and name, the kind of each that runs something and the template of its pods."""
    for file in _KUBERNETES:
        for each in yaml.safe_load_all(file.read_text(encoding="utf-8")):
            spec = each.get("spec", {})
            template = spec.get("jobTemplate", {}).get("spec", spec).get("template")
            if template:
                yield pytest.param(each["kind"], template["spec"], id=f"{file.name}: {each['metadata']['name']}")


@pytest.mark.parametrize("service", list(services()))
def test_each_service_has_bounds_and_no_rights(service: Any) -> None:
    limits = service["deploy"]["resources"]["limits"]
    assert {"cpus", "memory", "pids"} <= limits.keys()
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert is_fixed(service["image"])
    assert not [port for port in service.get("ports", []) if not port.startswith("127.0.0.1:")]
    runs_once = service.get("profiles") == ["jobs"]
    assert runs_once == (service["restart"] == "no")


@pytest.mark.parametrize(("kind", "pod"), list(pods()))
def test_each_pod_has_bounds_probes_and_no_rights(kind: str, pod: Any) -> None:
    assert pod["automountServiceAccountToken"] is False
    assert pod["securityContext"]["runAsNonRoot"] is True
    assert pod["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
    for container in pod["containers"]:
        assert {"cpu", "memory"} <= container["resources"]["limits"].keys()
        assert container["securityContext"] == {
            "allowPrivilegeEscalation": False,
            "readOnlyRootFilesystem": True,
            "capabilities": {"drop": ["ALL"]},
        }
        assert container["image"] == "hoidap" or is_fixed(container["image"])
        assert (kind in _OF_ONE_RUN) == ("livenessProbe" not in container)
        mounted = {each["name"] for each in container["volumeMounts"]}
        assert mounted <= {each["name"] for each in pod["volumes"]} | {"record", "vectors"}  # by claim templates


def is_fixed(image: str) -> bool:
    """Of a release, and not of whatever is newest."""
    return image == "hoidap:local" or bool(re.fullmatch(r"docker\.io/library/[a-z]+:\d+(\.\d+)?-alpine", image))


def test_each_variable_is_a_setting_and_no_secret_is_written_down() -> None:
    others = {"HOIDAP_DATA", "HOIDAP_MOVE_TO", "HOIDAP_DATABASE_URL"}  # the last two with the record in PostgreSQL
    for file in (*_KUBERNETES, *_COMPOSE):
        text = file.read_text(encoding="utf-8")
        named = set(re.findall(r"HOIDAP_[A-Z_]+", text)) - others
        assert {each.removeprefix("HOIDAP_").lower() for each in named} <= Settings.model_fields.keys(), file
        assert not re.search(r"(TOKEN|PASSWORD|DATABASE_URL)(, value:|: +[^/\s])", text), file
        assert "kind: Secret\n" not in text
    ignored = (_DEPLOY.parent / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert "deploy/secrets/" in ignored


def test_the_page_names_every_secret_that_is_read() -> None:
    page = (_DEPLOY.parent / "docs" / "scale.md").read_text(encoding="utf-8")
    read = set(re.findall(r"\./secrets/([a-z_.]+)", "".join(file.read_text(encoding="utf-8") for file in _COMPOSE)))
    assert {name for name in read if name not in page} == set()
