"""The deployment example: what its image copies and installs exists, its commands exist, its limits are the shipped ones, its settings are read by somebody."""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

import yaml

from ct_pipeline.config import project_root
from ct_pipeline.orchestration.instance import shipped_yaml

ROOT = project_root()
FOLDER = ROOT / "docs" / "deployment"
DOCKERFILE = (FOLDER / "Dockerfile").read_text(encoding="utf-8")
SERVICES = yaml.safe_load((FOLDER / "compose.yaml").read_text(encoding="utf-8"))["services"]


def copied() -> list[str]:
    return [name for line in re.findall(r"^COPY (.+)$", DOCKERFILE, re.M) for name in line.split()[:-1]]


def test_the_image_copies_what_is_there_and_its_ignore_file_lets_it_through() -> None:
    allowed = [line[1:] for line in (FOLDER / "Dockerfile.dockerignore").read_text(encoding="utf-8").splitlines() if line.startswith("!")]
    for name in copied():
        assert (ROOT / name).exists(), name
        assert any(Path(name).match(pattern) for pattern in allowed), f"{name} is left out by Dockerfile.dockerignore"


def test_what_is_copied_is_what_the_package_is_built_of() -> None:
    build = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wheel = build["tool"]["hatch"]["build"]["targets"]["wheel"]
    needed = {*wheel["force-include"], *wheel["packages"], build["project"]["readme"], "pyproject.toml", "constraints.txt"}
    assert needed <= set(copied()), needed - set(copied())


def test_extras_and_commands_exist() -> None:
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    asked = re.search(r"'\.\[([\w,]+)\]'", DOCKERFILE)
    assert asked and set(asked[1].split(",")) <= extras.keys()
    guide = (FOLDER / "README.md").read_text(encoding="utf-8")
    for name, service in SERVICES.items():
        if command := service.get("command"):
            assert Path(sys.executable).with_name(command.split()[0]).exists(), f"{name}: {command}"
            assert " ".join(command.split()[:2]) in guide, f"{name}: the guide tells of another command"


def test_the_limits_are_those_of_the_shipped_instance() -> None:
    here, shipped = yaml.safe_load((FOLDER / "dagster.yaml").read_text(encoding="utf-8")), yaml.safe_load(shipped_yaml())
    for name in ("concurrency", "run_monitoring", "freshness", "retention", "telemetry"):
        assert here[name] == shipped[name], name


def test_every_setting_is_read_by_somebody() -> None:
    code = "\n".join(p.read_text(encoding="utf-8") for p in (ROOT / "ct_pipeline").rglob("*.py")) + (FOLDER / "dagster.yaml").read_text(encoding="utf-8")
    for name in SERVICES["ct-code"]["environment"]:
        assert name.startswith("AWS_") or name in code, name  # AWS_: the S3 client's own
