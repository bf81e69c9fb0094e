"""Checks that ran again on unchanged data reach the published file: a new copy of the same version, readers undisturbed."""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from ct_pipeline.config import Settings
from ct_pipeline.quality.history import append_history
from ct_pipeline.quality.results import CheckResult, store_results
from ct_pipeline.report.data import _history
from ct_pipeline.warehouse.publish import publish_candidate, published_faults, published_version
from ct_pipeline.warehouse.reader import open_published

BEGUN = datetime(2026, 11, 20, 6, tzinfo=UTC)


def result(success: bool) -> CheckResult:
    return CheckResult("clean.articles", "share_dated", "warning", success, "0.500 of 31 rows", "at least 0.6", None, 0.5, "why it is there")


@pytest.fixture
def published(samples: Settings, tmp_path: Path) -> Settings:
    """A private copy of the samples' warehouse."""
    shutil.copytree(samples.warehouse, tmp_path / "w", symlinks=True)
    return Settings(samples.seeds, tmp_path / "w", samples.landing)


def checked(settings: Settings, run: str, after: timedelta, success: bool = True) -> None:
    store_results(settings, "clean", [result(success)])
    append_history(settings, [result(success)], date(2026, 11, 20), run, BEGUN + after)


def seen(settings: Settings) -> list[tuple[str, bool]]:
    with open_published(settings.database) as con:
        return con.execute("select run_id, success from ops.quality_history order by checked_at").fetchall()


def test_the_published_file_tells_of_checks_that_ran_again_on_unchanged_data(published: Settings) -> None:
    version, first = published_version(published), published.database.resolve()
    held = open_published(published.database)
    checked(published, "run-1", timedelta(0))
    report = publish_candidate(published)
    assert (report.changed, report.rechecked) == (False, True)
    checked(published, "run-2", timedelta(days=1), success=False)
    publish_candidate(published)
    assert seen(published) == [("run-1", True), ("run-2", False)]
    with open_published(published.database) as con:
        assert con.execute("select success from ops.checks where check_name = 'share_dated'").fetchall() == [(False,)], "the last look, not the first"
        assert con.execute("select count(*) from raw.articles").fetchone() == held.execute("select count(*) from raw.articles").fetchone()
    assert published_version(published) == version, "made from the same rows"
    assert published.database.resolve() != first
    assert published_faults(published, deep=True) is None
    assert published.database.resolve().stat().st_mode & 0o222 == 0, "frozen like any other"
    assert held.execute("select count(*) from ops.quality_history").fetchone() == (0,), "who reads keeps what is open"
    held.close()


def test_without_a_new_look_nothing_is_written(published: Settings) -> None:
    checked(published, "run-1", timedelta(0))
    publish_candidate(published)
    before = published.database.resolve()
    again = publish_candidate(published)
    assert (again.changed, again.rechecked) == (False, False)
    assert published.database.resolve() == before


def test_a_month_of_looks_does_not_make_the_file_grow_nor_leave_copies(published: Settings) -> None:
    sizes = []
    for day in range(8):
        checked(published, f"run-{day}", timedelta(days=day))
        publish_candidate(published)
        sizes.append(published.database.resolve().stat().st_size)
    assert sizes[-1] <= sizes[1] * 1.05
    assert len(list(published.warehouse.glob("ct-*.duckdb"))) <= 2
    assert list(published.warehouse.glob(".building*")) == []


def test_the_report_shows_one_point_a_run(published: Settings) -> None:
    """The stages of a run are checked minutes apart."""
    for minutes in (0, 3, 9):
        checked(published, "run-1", timedelta(minutes=minutes), success=minutes != 9)
    checked(published, "run-2", timedelta(days=1))
    publish_candidate(published)
    with duckdb.connect(str(published.database.resolve()), read_only=True) as con:
        assert [(r["at"], r["passed"], r["warned"]) for r in _history(con)] == [("2026-11-20 06:00", 2, 1), ("2026-11-21 06:00", 1, 0)]
