"""When runs start by themselves: the sensor, the schedule, and marts that follow their facts."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from dagster import (
    AssetCheckResult,
    DagsterInstance,
    Definitions,
    RunRequest,
    SkipReason,
    asset,
    asset_check,
    build_schedule_context,
    build_sensor_context,
    define_asset_job,
    evaluate_automation_conditions,
    materialize,
)

from ct_pipeline.config import ConfigError, seeds_dir, sensor_seconds
from ct_pipeline.orchestration.assets import REBUILD, WHOLE_WAY
from ct_pipeline.orchestration.automation import daily, landing_folder, stale_rules
from ct_pipeline.orchestration.landing import landing_day

PASSES = {"facts": True}


@asset
def facts() -> None: ...


@asset_check(asset=facts, blocking=True)
def sound() -> AssetCheckResult:
    return AssetCheckResult(passed=PASSES["facts"])


@asset(deps=[facts], automation_condition=REBUILD)
def marts() -> None: ...


@pytest.fixture
def instance() -> Iterator[DagsterInstance]:
    PASSES["facts"] = True
    with DagsterInstance.ephemeral() as found:
        yield found


DEFS = Definitions(assets=[facts, marts], asset_checks=[sound], jobs=[define_asset_job("whole", tags=WHOLE_WAY)])


def test_marts_follow_facts_made_without_them_once_their_blocking_checks_passed(instance: DagsterInstance) -> None:
    DEFS.resolve_job_def("whole").execute_in_process(instance=instance)
    tick = evaluate_automation_conditions(DEFS, instance)
    assert tick.total_requested == 0
    PASSES["facts"] = False
    materialize([facts, sound], instance=instance, raise_on_error=False)
    tick = evaluate_automation_conditions(DEFS, instance, cursor=tick.cursor)
    assert tick.total_requested == 0, "a critical check failed: what was published stays"
    PASSES["facts"] = True
    materialize([facts, sound], instance=instance)
    tick = evaluate_automation_conditions(DEFS, instance, cursor=tick.cursor)
    assert tick.total_requested == 1
    assert evaluate_automation_conditions(DEFS, instance, cursor=tick.cursor).total_requested == 0


def test_a_run_that_goes_the_whole_way_is_not_followed_by_another(instance: DagsterInstance) -> None:
    cursor = evaluate_automation_conditions(DEFS, instance).cursor
    for _ in range(2):
        DEFS.resolve_job_def("whole").execute_in_process(instance=instance)
        tick = evaluate_automation_conditions(DEFS, instance, cursor=cursor)
        assert tick.total_requested == 0
        cursor = tick.cursor


def test_the_sensor_asks_for_one_run_for_one_set_of_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CT_LANDING", str(tmp_path))
    context = build_sensor_context()
    assert isinstance(landing_folder(context), SkipReason)
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("x")
        os.utime(tmp_path / name, (1000, 1000))
    (tmp_path / "being-written.txt").write_text("x")
    first = landing_folder(context)
    assert isinstance(first, RunRequest)
    assert first.partition_key == landing_day()
    assert first.run_config["ops"]["land"]["config"]["settled_before"] < (tmp_path / "being-written.txt").stat().st_mtime, "the run leaves it to the next tick"
    again = landing_folder(context)
    assert isinstance(again, SkipReason)
    assert "1 still being written" in str(again.skip_message)
    assert len(context.cursor or "") < 64
    os.utime(tmp_path / "being-written.txt", (1000, 1000))
    second = landing_folder(context)
    assert isinstance(second, RunRequest)
    assert second.run_key != first.run_key


def test_the_sensor_says_so_where_there_is_no_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CT_LANDING", str(tmp_path / "nowhere"))
    skipped = landing_folder(build_sensor_context())
    assert isinstance(skipped, SkipReason)
    assert "set CT_LANDING" in str(skipped.skip_message)


def test_the_schedule_lands_the_day_of_its_tick_in_casablanca() -> None:
    asked = daily(build_schedule_context(scheduled_execution_time=datetime(2026, 11, 20, 23, 30, tzinfo=UTC)))
    assert isinstance(asked, RunRequest)
    assert asked.partition_key == "2026-11-21", "half past midnight there"
    assert asked.run_config["ops"]["land"]["config"]["past_day"] is True, "although the run may begin after midnight"


def test_stale_rules_ask_once_for_each_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from datetime import date

    from ct_pipeline.config import Settings
    from ct_pipeline.pipeline import land

    monkeypatch.setenv("CT_WAREHOUSE", str(tmp_path / "w"))
    context = build_sensor_context()
    assert isinstance(stale_rules(context), SkipReason)
    (tmp_path / "a.txt").write_bytes((seeds_dir() / "articles" / "a08-valletta-mou.txt").read_bytes())
    land([tmp_path / "a.txt"], Settings(seeds_dir(), tmp_path / "w", tmp_path), date(2026, 11, 20))
    asked = stale_rules(context)
    assert not isinstance(asked, SkipReason)
    assert [r.partition_key for r in asked.run_requests or []] == ["2026-11-20"]
    assert isinstance(stale_rules(build_sensor_context(cursor=json.loads(json.dumps(asked.cursor)))), SkipReason)


def test_a_wrong_interval_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CT_SENSOR_SECONDS", "often")
    with pytest.raises(ConfigError, match="whole number"):
        sensor_seconds()
