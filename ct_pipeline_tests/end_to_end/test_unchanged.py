"""A run that has nothing to do starts nothing; one that has, however little, is not mistaken for it."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from ct_pipeline.config import Settings
from ct_pipeline.quality.results import CheckResult, store_results
from ct_pipeline.unchanged import nothing_to_do
from ct_pipeline.warehouse.objects import open_store

PASSED = CheckResult("raw.articles", "rows", "critical", True, "31", ">= 1", None)


@pytest.fixture
def settled(samples: Settings, tmp_path: Path) -> Settings:
    """A copy of the samples' warehouse whose checks have passed."""
    folder = tmp_path / "w"
    shutil.copytree(samples.warehouse, folder, symlinks=True)
    settings = replace(samples, warehouse=folder)
    for stage in ("raw", "clean", "facts", "marts"):
        store_results(settings, stage, [PASSED])
    settings.candidate.unlink(missing_ok=True)
    return settings


def test_a_landing_of_what_is_known_has_nothing_to_do(settled: Settings) -> None:
    found = nothing_to_do(settled, [settled.landing])
    assert found is not None and (found.landed, found.known, found.new) == (31, 31, 0)


def test_one_new_article_is_work(settled: Settings, tmp_path: Path) -> None:
    (tmp_path / "new.txt").write_text("الرباط - قال وزير الداخلية اليوم الاثنين إن اجتماعا جديدا لمكافحة الإرهاب سيعقد غدا.", encoding="utf-8")
    assert nothing_to_do(settled, [settled.landing, tmp_path / "new.txt"]) is None


def test_a_new_reject_is_work(settled: Settings, tmp_path: Path) -> None:
    (tmp_path / "broken.gz").write_bytes(b"\x1f\x8b\x08broken")
    assert nothing_to_do(settled, [tmp_path / "broken.gz"]) is None


def test_what_is_not_processed_with_todays_rules_is_work(settled: Settings) -> None:
    store = open_store(settled)
    store.discard(store.batches("facts")[0])
    assert nothing_to_do(settled, [settled.landing]) is None


def test_a_critical_check_that_failed_is_looked_at_again(settled: Settings) -> None:
    store_results(settled, "facts", [replace(PASSED, success=False)])
    assert nothing_to_do(settled, [settled.landing]) is None


def test_checks_older_than_their_bounds_are_made_again(settled: Settings) -> None:
    for path in settled.checks.glob("*.json"):
        os.utime(path, (1, 1))
    assert nothing_to_do(settled, [settled.landing]) is None


def test_nothing_published_is_work(settled: Settings) -> None:
    settled.database.unlink()
    assert nothing_to_do(settled, [settled.landing]) is None
