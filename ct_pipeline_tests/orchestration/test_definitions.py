"""What Dagster is told: a reviewed snapshot, cheap to load, and a job that runs end to end."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from ct_pipeline.definitions import build_defs
from ct_pipeline.model import Reject
from ct_pipeline.orchestration.metadata import bar_chart, rejects_table

SNAPSHOT = Path(__file__).parent / "snapshot.json"


def described() -> dict[str, list[str]]:
    repository = build_defs().get_repository_def()
    graph = repository.asset_graph
    return {
        "assets": sorted(k.to_user_string() for k in graph.get_all_asset_keys()),
        "checks": sorted(f"{c.asset_key.to_user_string()}:{c.name}" for c in graph.asset_check_keys),
        "blocking": sorted(f"{c.asset_key.to_user_string()}:{c.name}" for c in graph.asset_check_keys if graph.get(c).blocking),
        "jobs": sorted(j.name for j in repository.get_all_jobs() if not j.name.startswith("__")),
        "schedules": sorted(f"{s.name} {s.cron_schedule} {s.execution_timezone}" for s in repository.schedule_defs),
        "sensors": sorted(s.name for s in repository.sensor_defs),
    }


def test_keys_checks_jobs_schedules_and_sensors_are_as_reviewed() -> None:
    """Changed on purpose? `python -m ct_pipeline_tests.orchestration.test_definitions` writes the new snapshot: review its diff."""
    assert described() == json.loads(SNAPSHOT.read_text(encoding="utf-8"))


@pytest.mark.parametrize("command", [("dagster", "definitions", "validate", "-m", "ct_pipeline.definitions"), ("dg", "check", "defs")], ids=["dagster", "dg"])
@pytest.mark.skipif(not os.environ.get("CT_LONG"), reason="long profile: the snapshot loads the same definitions in a fraction of the time")
def test_dagster_validates_the_definitions(command: tuple[str, ...], root: Path, tmp_path: Path) -> None:
    program = Path(sys.executable).parent / command[0]
    environment = {**os.environ, "DAGSTER_HOME": str(tmp_path), "PYTHONPATH": str(root)}
    done = subprocess.run([str(program), *command[1:]], cwd=root, capture_output=True, text=True, env=environment, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_asset_is_described_grouped_and_versioned() -> None:
    graph = build_defs().get_repository_def().asset_graph
    for key in graph.get_all_asset_keys():
        node = graph.get(key)
        assert node.description, key
        assert node.group_name in {"raw", "clean", "facts", "marts"}, key
        assert node.code_version, key
        assert node.kinds, key
        policy = node.freshness_policy
        assert policy is not None, key
        assert (policy.deadline_cron, policy.timezone) == ("0 8 * * *", "Africa/Casablanca"), key


def test_loading_the_definitions_imports_nothing_heavy() -> None:
    code = "import sys, ct_pipeline.definitions; print(*[m for m in ('great_expectations', 'torch', 'transformers', 'camel_tools.ner', 'datasketch', 'trafilatura') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


def test_help_imports_nothing_but_click() -> None:
    code = "import sys; from ct_pipeline.cli import main\ntry: main(['--help'])\nexcept SystemExit: pass\n"
    code += "print(*[m for m in ('dagster', 'duckdb', 'pandas', 'pyarrow', 'rich', 'pydantic') if m in sys.modules], file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "Usage" in done.stdout
    assert done.stderr.strip() == ""


def test_what_the_ui_shows_escapes_what_articles_say() -> None:
    assert "<script>" not in rejects_table([Reject("<script>x</script>|a", None, "empty", "say <b>why</b>")])
    assert bar_chart("a <b>", [("<x>", 3)]).startswith("data:image/svg+xml;base64,")


if __name__ == "__main__":
    SNAPSHOT.write_text(json.dumps(described(), indent=1) + "\n", encoding="utf-8")
