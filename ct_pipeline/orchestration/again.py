"""Whether a run that failed is asked for again, and when.

What failed for want of the machine (a disk, a share, memory, a process that was killed) may work later: it is asked for again after five minutes, then
ten, then twenty, at most once an hour, until it works. What failed for good (a critical check, a bug, a broken seed) would fail again: it waits until
rules or seeds have changed. New files are asked for in any case. A run that somebody cancelled is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from dagster import DagsterEventType, DagsterInstance, DagsterRunStatus, RunsFilter

FIRST_WAIT, LONGEST_WAIT = 300.0, 3600.0  # seconds

# Besides OSError and its kin: DuckDB's own for a file it cannot read or write, S3 clients', and what a worker that was killed leaves behind.
_OF_THE_MACHINE = {"IOException", "EndpointConnectionError", "ConnectTimeoutError", "ReadTimeoutError", "ConnectionClosedError", "BrokenProcessPool", "MemoryError"}
_GOING_ON = {DagsterRunStatus.QUEUED, DagsterRunStatus.NOT_STARTED, DagsterRunStatus.STARTING, DagsterRunStatus.STARTED, DagsterRunStatus.CANCELING}


def _names_of(kind: type[BaseException]) -> Iterator[str]:
    yield kind.__name__
    for below in kind.__subclasses__():
        if below.__module__ == "builtins":
            yield from _names_of(below)


_OF_THE_MACHINE |= set(_names_of(OSError))


@dataclass(frozen=True, slots=True)
class FailedRun:
    """A run that failed: when (seconds since 1970), why in one line, and whether the machine was to blame."""

    run_id: str
    at: float
    message: str
    machine: bool


@dataclass(frozen=True, slots=True)
class Memory:
    """What the sensor keeps from tick to tick, as a cursor of some forty characters: the files it asked for, the failure it has noticed, its how manieth in a row, and the rules then."""

    files: str = ""
    failed: str = ""
    tries: int = 0
    rules: str = ""

    @classmethod
    def of_cursor(cls, cursor: str | None) -> Memory:
        parts = (cursor or "").split(" ")
        if len(parts) == 4 and parts[2].isdigit():
            return cls(parts[0], parts[1], int(parts[2]), parts[3])
        return cls(parts[0])

    def cursor(self) -> str:
        return f"{self.files} {self.failed} {self.tries} {self.rules}" if self.failed else self.files


def newest_run(instance: DagsterInstance, job: str) -> FailedRun | str:
    """How the newest run of a job came out: the failure, or "done" or "going on". One that somebody started at a terminal is that person's: "done"."""
    records = instance.get_run_records(RunsFilter(job_name=job), limit=1)
    if not records:
        return "done"
    run = records[0].dagster_run
    if run.status in _GOING_ON:
        return "going on"
    if run.status != DagsterRunStatus.FAILURE or run.tags.get("launched_by", "").startswith("ct-pipeline"):
        return "done"
    of_steps = instance.all_logs(run.run_id, of_type={DagsterEventType.STEP_FAILURE, DagsterEventType.RUN_FAILURE, DagsterEventType.RESOURCE_INIT_FAILURE})
    errors = [e for entry in of_steps if (e := _error(entry.get_dagster_event().event_specific_data)) is not None]
    at = records[0].end_time or records[0].update_timestamp.timestamp()
    if not errors:
        return FailedRun(run.run_id, at, "its process was stopped", True)
    message = re.sub(r"^[\w.]+: ", "", " ".join(errors[0].message.split()))[:200]
    return FailedRun(run.run_id, at, message, any(one.cls_name in _OF_THE_MACHINE for error in errors for one in _chain(error)))


def _error(data: Any) -> Any:
    return getattr(data, "error", None)


def _chain(error: Any) -> Iterator[Any]:
    while error is not None:
        yield error
        error = error.cause or error.context


def wait_of(tries: int) -> float:
    """Seconds after the so manieth failure in a row."""
    return min(LONGEST_WAIT, FIRST_WAIT * 2.0 ** (min(tries, 10) - 1))


def ask_again(memory: Memory, newest: FailedRun | str, rules: str, now: float) -> tuple[Memory, bool, str]:
    """What to remember, whether to ask for the failed run again, and why (or why not)."""
    if newest == "going on":
        return memory, False, "a run is going on"
    if isinstance(newest, str):
        return replace(memory, failed="", tries=0, rules=""), False, ""
    run = newest.run_id[:8]
    if memory.failed != run:
        memory = replace(memory, failed=run, tries=memory.tries + 1, rules=rules)
    if memory.rules != rules:
        return memory, True, f"run {run} failed, and rules or seeds have changed since"
    if not newest.machine:
        return memory, False, f"run {run} failed for good ({newest.message}): it is asked for again when rules, seeds or files change, or re-execute it in the UI"
    due = newest.at + wait_of(memory.tries)
    if now >= due:
        return memory, True, f"run {run} failed for want of the machine ({newest.message}): once more"
    return memory, False, f"run {run} failed for want of the machine ({newest.message}): asked for again at {datetime.fromtimestamp(due, UTC):%H:%M} UTC"
