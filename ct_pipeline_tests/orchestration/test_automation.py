"""When runs start by themselves: the sensor, the schedule, and marts that follow their facts."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise, takewhile
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from dagster import (
    AssetCheckResult,
    AssetCheckSeverity,
    AssetKey,
    AssetMaterialization,
    AssetSelection,
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
from dagster._utils.schedules import schedule_execution_time_iterator

from ct_pipeline.config import ConfigError, seeds_dir, sensor_seconds
from ct_pipeline.definitions import build_defs
from ct_pipeline.orchestration.assets import LANDING_DAYS
from ct_pipeline.orchestration.automation import daily, landing_folder, stale_rules
from ct_pipeline.orchestration.follow import WHOLE_WAY, rebuild_when
from ct_pipeline.orchestration.landing import TIMEZONE, landing_day

PASSES = {"facts": True}


@asset
def facts() -> None: ...


@asset_check(asset=facts, blocking=True)
def sound() -> AssetCheckResult:
    return AssetCheckResult(passed=PASSES["facts"])


@asset(deps=[facts], automation_condition=rebuild_when([AssetKey("facts")], [AssetKey("facts")]))
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


def test_the_real_marts_follow_days_that_were_made_again_without_them(instance: DagsterInstance) -> None:
    """With the project's own definitions: three landing days of hundreds, as a backfill records them."""
    from dagster._core.definitions.asset_checks.asset_check_evaluation import AssetCheckEvaluation

    defs = build_defs()
    graph = defs.get_repository_def().asset_graph
    marts_keys = {key for key in graph.get_all_asset_keys() if key.path[0] == "marts"}

    def made(*stages: str, passed: bool = True) -> None:
        for key in graph.get_all_asset_keys():
            if key.path[0] in stages:
                for day in ("2026-11-18", "2026-11-19", "2026-11-20"):
                    instance.report_runless_asset_event(AssetMaterialization(key, partition=day))
        for check in graph.asset_check_keys:
            if check.asset_key.path[0] in stages:
                found = passed or check.name != "surface_matches"
                instance.report_runless_asset_event(AssetCheckEvaluation(asset_key=check.asset_key, check_name=check.name, passed=found, metadata={}, severity=AssetCheckSeverity.ERROR))

    def requested() -> set[AssetKey]:
        nonlocal cursor
        tick = evaluate_automation_conditions(defs, instance, AssetSelection.groups("marts"), cursor=cursor)
        cursor = tick.cursor
        return {key for key in graph.get_all_asset_keys() if tick.get_requested_partitions(key)}

    cursor = None
    made("raw", "clean", "facts")
    requested()  # the first look takes what is there as given
    made("facts", passed=False)
    assert requested() == set(), "a blocking check failed"
    made("facts")
    assert requested() == marts_keys
    assert requested() == set()


def test_a_run_that_goes_the_whole_way_is_not_followed_by_another(instance: DagsterInstance) -> None:
    cursor = evaluate_automation_conditions(DEFS, instance).cursor
    for _ in range(2):
        DEFS.resolve_job_def("whole").execute_in_process(instance=instance)
        tick = evaluate_automation_conditions(DEFS, instance, cursor=cursor)
        assert tick.total_requested == 0
        cursor = tick.cursor


def test_the_sensor_asks_for_one_run_for_one_set_of_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, instance: DagsterInstance) -> None:
    monkeypatch.setenv("CT_LANDING", str(tmp_path))
    context = build_sensor_context(instance)
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


def clock_changes(year: int) -> list[date]:
    """The days of a year on which Casablanca's clocks change: back for Ramadan, forward after it."""
    here = ZoneInfo(TIMEZONE)
    noons = [datetime(year, 1, 1, 12, tzinfo=here) + timedelta(days=n) for n in range(365)]
    return [b.date() for a, b in pairwise(noons) if a.utcoffset() != b.utcoffset()]


@pytest.mark.parametrize("year", [2025, 2026])
def test_the_schedule_ticks_once_a_day_at_six_on_the_clock_whatever_the_clock_does(year: int) -> None:
    """Dagster's own ticks, and for each what it would run."""
    repository, changes = build_defs().get_repository_def(), clock_changes(year)
    assert len(changes) == 2, "Morocco sets its clocks back for Ramadan and forward after it"
    seen: dict[date, timedelta] = {}
    for day in changes:
        before = datetime(day.year, day.month, day.day, tzinfo=UTC) - timedelta(days=2)
        ticks = takewhile(lambda t, until=before + timedelta(days=5): t < until, daily_ticks(before))
        for at in ticks:
            local = at.astimezone(ZoneInfo(TIMEZONE))
            assert (local.hour, local.minute) == (6, 0)
            assert local.date() not in seen, "once a day"
            offset = local.utcoffset()
            assert offset is not None
            seen[local.date()] = offset
            with DagsterInstance.ephemeral() as instance:
                tick = daily.evaluate_tick(build_schedule_context(instance, at.astimezone(UTC), repository_def=repository))
            assert tick.run_requests is not None
            (asked,) = tick.run_requests
            assert asked.partition_key == local.date().isoformat()
            assert asked.run_key == f"daily-{local.date()}T06:00"
            assert asked.run_config["ops"]["land"]["config"]["settled_before"] == 0.0, "what lies there when the run begins"
            assert asked.tags["dagster/partition"] == asked.partition_key
            assert LANDING_DAYS.has_partition_key(asked.partition_key)
    assert len(seen) == 10, "five days around each change, none left out"
    assert set(seen.values()) == {timedelta(0), timedelta(hours=1)}


def daily_ticks(start: datetime) -> Iterator[datetime]:
    """The schedule's ticks as Dagster's daemon works them out, from ``start`` on."""
    return schedule_execution_time_iterator(start.timestamp(), daily.cron_schedule, daily.execution_timezone)


def test_another_time_of_day_is_another_tick(monkeypatch: pytest.MonkeyPatch) -> None:
    from ct_pipeline.config import daily_schedule

    assert daily.cron_schedule == "0 6 * * *"
    monkeypatch.setenv("CT_SCHEDULE", "30 4 * * 1-5")
    assert daily_schedule() == "30 4 * * 1-5"


def test_stale_rules_ask_once_for_each_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
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
