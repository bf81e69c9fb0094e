"""Runs of the command that were killed: Dagster would take them for running for ever, and hold their place in the pool against everybody else."""

from __future__ import annotations

from collections.abc import Callable

from dagster import DagsterInstance, DagsterRunStatus, RunsFilter

_UNFINISHED = [DagsterRunStatus.NOT_STARTED, DagsterRunStatus.QUEUED, DagsterRunStatus.STARTING, DagsterRunStatus.STARTED, DagsterRunStatus.CANCELING]


def close_stopped_runs(instance: DagsterInstance, say: Callable[[str], None]) -> int:
    """Mark what ``ct-pipeline`` started and never finished as failed, and free its place in the pool. Returns how many.

    For the holder of the writer's lock only: while it is held, no other command runs, so that an unfinished one is one whose process is gone.
    """
    closed = 0
    for run in instance.get_runs(RunsFilter(statuses=_UNFINISHED)):
        if run.tags.get("launched_by", "").startswith("ct-pipeline"):
            instance.report_run_failed(run, "its process was stopped before it was done; the next run completes what it had begun")
            instance.event_log_storage.free_concurrency_slots_for_run(run.run_id)
            say(f"run {run.run_id[:8]} was stopped before it was done; this run completes it")
            closed += 1
    return closed
