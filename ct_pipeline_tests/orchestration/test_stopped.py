"""A command that was killed holds up nobody: its run is closed and its place in the pool is free again."""

from __future__ import annotations

from pathlib import Path

import pytest
from dagster import DagsterInstance, DagsterRun, DagsterRunStatus

from ct_pipeline.orchestration.names import POOL
from ct_pipeline.orchestration.stopped import close_stopped_runs


def test_a_killed_run_is_closed_and_its_slot_freed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with DagsterInstance.local_temp(str(tmp_path)) as instance:
        tags = {"launched_by": "ct-pipeline run"}
        killed = DagsterRun("job", status=DagsterRunStatus.STARTED, tags=tags)
        done = DagsterRun("job", status=DagsterRunStatus.SUCCESS, tags=tags)
        daemons = DagsterRun("job", status=DagsterRunStatus.STARTED)  # the daemon looks after its own
        for run in (killed, done, daemons):
            instance.add_run(run)
        storage = instance.event_log_storage
        storage.set_concurrency_slots(POOL, 1)
        assert storage.claim_concurrency_slot(POOL, killed.run_id, "land").is_claimed
        assert storage.get_concurrency_info(POOL).active_slot_count == 1
        said: list[str] = []
        assert close_stopped_runs(instance, said.append) == 1
        assert storage.get_concurrency_info(POOL).active_slot_count == 0
        statuses = {run.run_id: run.status for run in instance.get_runs()}
        assert statuses == {killed.run_id: DagsterRunStatus.FAILURE, done.run_id: DagsterRunStatus.SUCCESS, daemons.run_id: DagsterRunStatus.STARTED}
        assert said == [f"run {killed.run_id[:8]} was stopped before it was done; this run completes it"]
        assert close_stopped_runs(instance, said.append) == 0
