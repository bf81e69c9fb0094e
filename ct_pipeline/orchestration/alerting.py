"""The sensors that alert: one when a run failed, one when a run came through with checks that did not pass.

A failed warning leaves a Dagster run green: without the second sensor nobody would hear of it. Both read the run's own events, so that
one run is one message, however many checks failed.
"""

from __future__ import annotations

import json
import os

from dagster import (
    DagsterEventType,
    DagsterInstance,
    DagsterRun,
    DagsterRunStatus,
    DefaultSensorStatus,
    RunFailureSensorContext,
    RunStatusSensorContext,
    SkipReason,
    run_failure_sensor,
    run_status_sensor,
)

from ct_pipeline.config import Settings, sensor_seconds
from ct_pipeline.orchestration.alerts import Alert, check_lines, configured_sinks, send
from ct_pipeline.quality.results import CheckResult


def failed_checks(instance: DagsterInstance, run_id: str) -> list[CheckResult]:
    """The checks of a run that did not pass, from its event log."""
    out = []
    for entry in instance.all_logs(run_id, of_type=DagsterEventType.ASSET_CHECK_EVALUATION):
        e = entry.get_dagster_event().asset_check_evaluation_data
        if e.passed:
            continue
        values = {name: value.value for name, value in e.metadata.items()}
        ids = values.get("failing_ids")
        severity = "critical" if e.severity.value == "ERROR" else "warning"
        observed, bound = values.get("observed"), values.get("bound")
        out.append(
            CheckResult(".".join(e.asset_key.path), e.check_name, severity, False, str(observed or ""), str(bound or ""), json.dumps(ids) if ids else None, None, e.description or "")
        )
    return out


def _landed_on(run: DagsterRun) -> str | None:
    first, last = run.tags.get("dagster/asset_partition_range_start"), run.tags.get("dagster/asset_partition_range_end")
    return f"{first} to {last}" if first and first != last else run.tags.get("dagster/partition", first)


def _link(run: DagsterRun) -> str | None:
    base = os.environ.get("CT_UI_URL", "").rstrip("/")
    return f"{base}/runs/{run.run_id}" if base else None


def run_failed(instance: DagsterInstance, run: DagsterRun, message: str) -> Alert:
    """The alert of a failed run: why, then the checks that did not pass. One that blocked is its own reason."""
    first_line = " ".join(message.split())[:600]
    lines = check_lines(failed_checks(instance, run.run_id))
    reason = () if lines and lines[0] in first_line else (first_line,)
    return Alert("critical", f"{run.job_name} failed; nothing was published", (*reason, *lines), run.run_id, run.job_name, _landed_on(run), _link(run))


def checks_failed(run: DagsterRun, failed: list[CheckResult]) -> Alert:
    """The alert of a run that came through, with checks that did not pass."""
    worst = "critical" if any(r.severity == "critical" for r in failed) else "warning"
    number = f"{len(failed)} check{'s' if len(failed) > 1 else ''}"
    return Alert("critical" if worst == "critical" else "warning", f"{number} did not pass", check_lines(failed), run.run_id, run.job_name, _landed_on(run), _link(run))


@run_failure_sensor(
    name="alert_run_failed", default_status=DefaultSensorStatus.RUNNING, minimum_interval_seconds=sensor_seconds(),
    description="Alerts when a run failed, with the reason and the checks behind it.",
)  # fmt: skip
def alert_run_failed(context: RunFailureSensorContext) -> None:
    step = next(iter(context.get_step_failure_events()), None)
    error = step.step_failure_data.error if step is not None else None
    message = error.message if error is not None else context.failure_event.message or ""
    send(run_failed(context.instance, context.dagster_run, message), configured_sinks(Settings.from_environment()))


@run_status_sensor(
    run_status=DagsterRunStatus.SUCCESS, name="alert_checks_failed", default_status=DefaultSensorStatus.RUNNING, minimum_interval_seconds=sensor_seconds(),
    description="Alerts when a run came through but checks did not pass: a warning leaves the run green.",
)  # fmt: skip
def alert_checks_failed(context: RunStatusSensorContext) -> SkipReason | None:
    failed = failed_checks(context.instance, context.dagster_run.run_id)
    if not failed:
        return SkipReason("every check passed")
    send(checks_failed(context.dagster_run, failed), configured_sinks(Settings.from_environment()))
    return None


ALERT_SENSORS = [alert_run_failed, alert_checks_failed]
