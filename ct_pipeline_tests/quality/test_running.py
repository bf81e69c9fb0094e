"""How checks run: one look at a table, one validation, nothing sent anywhere; on the days they are asked about; and what the terminal says of them."""

from __future__ import annotations

import os
import shutil
import socket
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest
from click.testing import CliRunner

from ct_pipeline.cli import main
from ct_pipeline.config import Settings
from ct_pipeline.pipeline import clean, extract, land
from ct_pipeline.quality import STAGES, run_checks, runner
from ct_pipeline.quality.catalog import check_catalog
from ct_pipeline.quality.results import stored_results
from ct_pipeline.warehouse.store import Store, reseal
from ct_pipeline_tests.conftest import LANDED_ON, samples_folder


@pytest.fixture
def copy(samples: Settings, tmp_path: Path) -> Settings:
    shutil.copytree(samples.warehouse, tmp_path / "w", symlinks=True)
    return Settings(samples.seeds, tmp_path / "w", samples.landing)


@pytest.mark.parametrize("stage", STAGES)
def test_a_table_is_looked_at_once_and_a_stage_validated_once(copy: Settings, monkeypatch: pytest.MonkeyPatch, stage: str) -> None:
    from great_expectations.core.batch_definition import BatchDefinition  # noqa: F401  the library is there before it is watched
    from great_expectations.datasource.fluent.interfaces import Batch

    looked: Counter[str] = Counter()
    validated: list[int] = []
    measure, validate = runner.measure, Batch.validate

    def watched_measure(con: Any, table: str, checks: Any) -> Any:
        looked[table] += 1
        return measure(con, table, checks)

    def watched_validate(self: Any, suite: Any, **how: Any) -> Any:
        validated.append(len(suite.expectations))
        return validate(self, suite, **how)

    monkeypatch.setattr(runner, "measure", watched_measure)
    monkeypatch.setattr(Batch, "validate", watched_validate)
    results = run_checks(stage, copy, [LANDED_ON] if stage != "marts" else None)
    assert looked == dict.fromkeys({c.table_name for c in check_catalog(stage)}, 1)
    assert len(validated) == 1
    assert validated[0] > len(results) * 0.4, "great expectations is who judges: all that has anything to be judged"


def test_great_expectations_and_dagster_tell_nobody(copy: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    from dagster import DagsterInstance

    from ct_pipeline.orchestration.instance import prepare_home

    called: list[Any] = []
    monkeypatch.setattr(socket.socket, "connect", lambda self, address: called.append(address))
    monkeypatch.setattr(socket, "getaddrinfo", lambda *where, **how: called.append(where) or [])
    run_checks("facts", copy, [LANDED_ON])
    assert called == []
    assert os.environ["GX_ANALYTICS_ENABLED"] == "false"
    monkeypatch.setenv("DAGSTER_HOME", "")
    prepare_home(copy)
    with DagsterInstance.get() as instance:
        assert instance.telemetry_enabled is False


def test_checks_look_at_the_landing_days_they_are_asked_about(samples: Settings, tmp_path: Path) -> None:
    settings = Settings(samples.seeds, tmp_path, samples_folder())
    first, second = LANDED_ON, LANDED_ON + timedelta(days=1)
    for day, names in ((first, ("a08-valletta-mou.txt",)), (second, ("a11-atar-joint-exercise.txt", "a12-police-chiefs-handover.txt"))):
        land([samples_folder() / name for name in names], settings, day)
    clean(settings)
    extract(settings)

    def judged(days: list[date] | None) -> str | None:
        return next(r.observed for r in run_checks("clean", settings, days) if r.check_name == "has_segments")

    assert [judged(days) for days in ([first], [second], [first, second], None)] == [f"0 of {n} rows fail" for n in (1, 2, 3, 3)]


def test_the_terminal_prints_what_was_found_and_exits_1_for_a_critical_failure_only(copy: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    green = CliRunner().invoke(main, ["check", "--warehouse", str(copy.warehouse), "--stage", "clean"])
    assert green.exit_code == 0, green.output
    batch = next(b for b in Store(copy.store).batches("clean") if b.rows("articles"))
    path, content = batch.table("articles"), batch.table("articles").read_bytes()

    def rewrite(what: str) -> None:
        with duckdb.connect() as con:
            con.execute(f"create table t as select * replace ({what}) from read_parquet('{path}')")
            con.execute(f"copy t to '{path}' (format parquet)")
        reseal(batch, "clean")

    rewrite("'' as body")
    warned = CliRunner().invoke(main, ["check", "--warehouse", str(copy.warehouse), "--stage", "clean"])
    assert warned.exit_code == 0, "a warning is shown and kept, and stops nothing"
    assert "share_with_body" in warned.output
    path.write_bytes(content)
    rewrite("'{' as published_evidence")
    broken = CliRunner().invoke(main, ["check", "--warehouse", str(copy.warehouse), "--stage", "clean"])
    assert broken.exit_code == 1
    assert "evidence_is_json" in broken.output
    kept = {(r.check_name, r.observed) for r in stored_results(copy) if not r.success and r.table_name.startswith("clean.")}
    assert ("evidence_is_json", "31 of 31 rows fail") in kept, "the same results, for the page and the next publication"
