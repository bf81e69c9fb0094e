"""A run that failed: what is asked for again, when, and what is not."""

from __future__ import annotations

import errno
import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from dagster import DagsterInstance, DagsterRun, DagsterRunStatus, Definitions, RunRequest, SensorEvaluationContext, SkipReason, asset, build_sensor_context, define_asset_job
from hypothesis import given
from hypothesis import strategies as st

from ct_pipeline.config import seeds_dir
from ct_pipeline.orchestration import automation, failures
from ct_pipeline.orchestration.again import FIRST_WAIT, LONGEST_WAIT, FailedRun, Memory, ask_again, newest_run, wait_of
from ct_pipeline.orchestration.automation import JOB_NAME, landing_folder
from ct_pipeline.orchestration.failures import permanent_or_retried

RAISES: list[BaseException] = []


@asset
def facts() -> None:
    with permanent_or_retried(failures.MAX_RETRIES):
        if RAISES:
            raise RAISES[0]


JOB = Definitions(assets=[facts], jobs=[define_asset_job(JOB_NAME)]).resolve_job_def(JOB_NAME)


@pytest.fixture
def instance() -> Iterator[DagsterInstance]:
    RAISES.clear()
    with DagsterInstance.ephemeral() as found:
        yield found


@pytest.fixture
def context(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, instance: DagsterInstance) -> SensorEvaluationContext:
    """The sensor of a landing folder with one file, which it has asked for."""
    (tmp_path / "inbox").mkdir()
    (tmp_path / "inbox" / "a.txt").write_text("x")
    os.utime(tmp_path / "inbox" / "a.txt", (1000, 1000))
    (tmp_path / "seeds").mkdir()
    for name in ("quality.yml", "registry"):
        source = seeds_dir() / name
        (shutil.copytree if source.is_dir() else shutil.copyfile)(source, tmp_path / "seeds" / name)
    monkeypatch.setenv("CT_LANDING", str(tmp_path / "inbox"))
    monkeypatch.setenv("CT_SEEDS", str(tmp_path / "seeds"))
    found = build_sensor_context(instance)
    assert isinstance(landing_folder(found), RunRequest)
    return found


def run(instance: DagsterInstance, error: BaseException | None = None, **tags: str) -> None:
    RAISES[:] = [error] if error else []
    assert JOB.execute_in_process(instance=instance, raise_on_error=False, tags=tags).success is (error is None)


@pytest.mark.parametrize(
    "error",
    [OSError(errno.EIO, "input/output error"), TimeoutError("the share did not answer"), OSError(errno.ENOSPC, "no space left on device"), PermissionError(errno.EACCES, "permission denied")],
    ids=["io", "timeout", "disk full", "permission"],
)
def test_what_failed_for_want_of_the_machine_is_asked_for_again_at_growing_intervals(
    context: SensorEvaluationContext, instance: DagsterInstance, monkeypatch: pytest.MonkeyPatch, error: OSError
) -> None:  # fmt: skip
    clock = [0.0]
    monkeypatch.setattr(automation, "time", SimpleNamespace(time=lambda: time.time() + clock[0]))  # the sensor's, not that of the runs
    keys = set()
    for wait in (300.0, 600.0, 1200.0):
        run(instance, error)
        clock[0] = wait - 20
        early = landing_folder(context)
        assert isinstance(early, SkipReason)
        assert "failed for want of the machine" in str(early.skip_message)
        assert "asked for again at" in str(early.skip_message)
        clock[0] = wait + 20
        asked = landing_folder(context)
        assert isinstance(asked, RunRequest)
        keys.add(asked.run_key)
        assert asked.run_config["ops"]["land"]["config"]["past_day"] is True
        assert len(context.cursor or "") < 64
    assert len(keys) == 3, "else Dagster would take them for one"
    clock[0] = 0
    run(instance)
    assert str(getattr(landing_folder(context), "skip_message", "")) == "nothing new among 1 files"
    assert " " not in (context.cursor or " "), "the failures are forgotten"


def test_a_permanent_failure_is_asked_for_once_more_when_the_rules_have_changed(
    context: SensorEvaluationContext, instance: DagsterInstance, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:  # fmt: skip
    clock = [0.0]
    monkeypatch.setattr(automation, "time", SimpleNamespace(time=lambda: time.time() + clock[0]))  # the sensor's, not that of the runs
    run(instance, ValueError("a rule with a bug"))
    for days in (0, 1, 30):
        clock[0] = days * 86400.0
        skipped = landing_folder(context)
        assert isinstance(skipped, SkipReason)
        assert "failed for good (Permanent failure, not retried: a rule with a bug)" in str(skipped.skip_message)
    with (tmp_path / "seeds" / "quality.yml").open("a") as handle:
        handle.write("# a bound was mended\n")
    asked = landing_folder(context)
    assert isinstance(asked, RunRequest)
    assert "rules or seeds have changed" in asked.tags["asked_again"]
    run(instance, ValueError("and another bug"))
    assert isinstance(landing_folder(context), SkipReason), "not again and again"


def test_new_files_are_asked_for_whatever_has_failed(context: SensorEvaluationContext, instance: DagsterInstance, tmp_path: Path) -> None:
    run(instance, ValueError("a bug"))
    assert isinstance(landing_folder(context), SkipReason)
    (tmp_path / "inbox" / "b.txt").write_text("x")
    os.utime(tmp_path / "inbox" / "b.txt", (1000, 1000))
    assert isinstance(landing_folder(context), RunRequest)


def test_a_run_whose_process_was_killed_is_asked_for_again_one_that_was_cancelled_is_not(
    context: SensorEvaluationContext, instance: DagsterInstance, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    killed = DagsterRun(JOB_NAME, status=DagsterRunStatus.STARTED)
    instance.add_run(killed)
    assert "a run is going on" in str(getattr(landing_folder(context), "skip_message", ""))
    instance.report_run_failed(killed, "Run worker has died")
    found = newest_run(instance, JOB_NAME)
    assert isinstance(found, FailedRun)
    assert (found.machine, found.message) == (True, "its process was stopped")
    monkeypatch.setattr(automation, "time", SimpleNamespace(time=lambda: time.time() + FIRST_WAIT + 5))
    assert isinstance(landing_folder(context), RunRequest)
    instance.add_run(DagsterRun(JOB_NAME, status=DagsterRunStatus.CANCELED))
    assert isinstance(landing_folder(context), SkipReason)


def test_a_failure_at_somebodys_terminal_is_that_persons(context: SensorEvaluationContext, instance: DagsterInstance) -> None:
    run(instance, OSError(errno.EIO, "input/output error"), launched_by="ct-pipeline run")
    assert str(getattr(landing_folder(context), "skip_message", "")) == "nothing new among 1 files"


def test_after_the_last_retry_the_failure_says_that_it_was_retried() -> None:
    from dagster import Failure

    with pytest.raises(Failure, match=r"Still failing after 3 retries: .*input/output error"), permanent_or_retried(failures.MAX_RETRIES):
        raise OSError(errno.EIO, "input/output error")


@given(st.integers(1, 10_000))
def test_waits_grow_to_an_hour_and_no_further(tries: int) -> None:
    assert FIRST_WAIT <= wait_of(tries) <= wait_of(tries + 1) <= LONGEST_WAIT


@given(st.builds(Memory, st.from_regex(r"\d{1,5}:[0-9a-f]{16}", fullmatch=True), st.from_regex(r"[0-9a-f]{8}", fullmatch=True), st.integers(0, 99_999), st.from_regex(r"[0-9a-f]{8}", fullmatch=True)))
def test_the_cursor_says_all_that_is_remembered(memory: Memory) -> None:
    assert Memory.of_cursor(memory.cursor()) == memory
    assert len(memory.cursor()) < 64


@given(st.booleans(), st.floats(0, 1e6))
def test_a_failure_is_never_asked_for_before_its_time(machine: bool, later: float) -> None:
    failed = FailedRun("0123456789", 0.0, "why", machine)
    memory, again, why = ask_again(Memory("1:0"), failed, "rules", later)
    assert again is (machine and later >= FIRST_WAIT)
    assert memory.tries == 1
    assert "01234567" in why
