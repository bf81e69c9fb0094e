"""Starting Dagster: a run in this process for the CLI, and the UI with its daemon, both on the instance of the warehouse."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from ct_pipeline.config import ConfigError, Settings, ner_switch
from ct_pipeline.orchestration.instance import open_instance, prepare_home
from ct_pipeline.pipeline import Progress
from ct_pipeline.quality.results import CheckResult
from ct_pipeline.scale.backends import parse_backend


@dataclass(slots=True)
class RunOutcome:
    """What a run came to: the counts of its landing, its check results, and what went wrong."""

    success: bool
    run_id: str
    day: str
    job: str = "land_extract_publish"
    landed: dict[str, int] = field(default_factory=dict)
    checks: list[CheckResult] = field(default_factory=list)
    error: str | None = None
    published: bool = False


def run_pipeline(
    settings: Settings, paths: list[Path], mapping: Path | None = None, workers: int | None = None, day: date | None = None, progress: Progress | None = None, say: Any = None,
    reprocess: bool = False, backend: str = "",
) -> RunOutcome:  # fmt: skip
    """One run of the whole job in this process, recorded in the warehouse's Dagster instance; with ``reprocess``, nothing is landed.

    Where there is nothing to do no run is started: the outcome has no ``run_id``.
    """
    from ct_pipeline.ingest.mapping import load_mapping
    from ct_pipeline.language.ner import model_folder
    from ct_pipeline.quality.judging import beside
    from ct_pipeline.quality.results import stored_results
    from ct_pipeline.unchanged import nothing_to_do
    from ct_pipeline.warehouse.lock import hold_writer_lock, release_writer_lock
    from ct_pipeline.warehouse.repair import prepare_store

    if mapping is not None:
        load_mapping(mapping)  # what cannot work is said before anything starts
    if ner_switch():
        model_folder()
    say = say or (lambda line: print(line, file=sys.stderr))
    parse_backend(backend or os.environ.get("CT_BACKEND", ""), workers)
    prepare_home(settings)
    hold_writer_lock(settings, say=say)
    try:
        prepare_store(settings, say)
        known = None if reprocess else nothing_to_do(settings, paths or [settings.landing], load_mapping(mapping) if mapping else None)
        if known is not None:
            landed = {"landed": known.landed, "new": 0, "already_known": known.known, "rejected": known.rejected}
            return RunOutcome(True, "", (day or datetime.now(UTC).date()).isoformat(), landed=landed, checks=stored_results(settings))
        with beside():
            outcome = _execute(settings, paths, mapping, workers, day, progress, reprocess, backend)
    finally:
        release_writer_lock(settings)
    _alert(settings, outcome)
    return outcome


def _alert(settings: Settings, outcome: RunOutcome) -> None:
    """Tell the sinks that somebody configured: the sensors see the daemon's runs only, and a run from cron has nobody at its terminal."""
    from ct_pipeline.orchestration.alerts import Alert, check_lines, configured_sinks, send

    failed = [c for c in outcome.checks if not c.success]
    sinks = configured_sinks(settings)[2:]
    if not sinks or (outcome.success and not failed):
        return
    if outcome.success:
        critical = any(c.severity == "critical" for c in failed)
        alert = Alert("critical" if critical else "warning", f"{len(failed)} check{'s' if len(failed) > 1 else ''} did not pass", check_lines(failed), outcome.run_id, outcome.job, outcome.day)
    else:
        alert = Alert("critical", f"{outcome.job} failed; nothing was published", (outcome.error or "", *check_lines(failed)), outcome.run_id, outcome.job, outcome.day)
    for problem in send(alert, sinks):
        print(f"an alert was not delivered: {problem}", file=sys.stderr)


def _execute(
    settings: Settings, paths: list[Path], mapping: Path | None, workers: int | None, day: date | None, progress: Progress | None, reprocess: bool, backend: str
) -> RunOutcome:  # fmt: skip
    from dagster import RunConfig

    from ct_pipeline.definitions import build_defs
    from ct_pipeline.orchestration.assets import LANDING_DAYS, LandConfig
    from ct_pipeline.orchestration.automation import JOB_NAME, REPROCESS_NAME
    from ct_pipeline.orchestration.landing import landing_day
    from ct_pipeline.orchestration.resources import PROGRESS, PipelineResource
    from ct_pipeline.orchestration.stale import stale_days
    from ct_pipeline.orchestration.stopped import close_stopped_runs

    if reprocess and day is None:
        day = next(reversed(stale_days(settings)["facts"]), None)
    partition = day.isoformat() if day else landing_day()
    if not LANDING_DAYS.has_partition_key(partition):
        raise ConfigError(f"{partition} is not a landing day: it must lie between {LANDING_DAYS.get_first_partition_key()} and today")
    resource = PipelineResource(warehouse=str(settings.warehouse), landing=str(settings.landing), workers=workers or 0, backend=backend)
    name = REPROCESS_NAME if reprocess else JOB_NAME
    job = build_defs(resource).resolve_job_def(name)
    quiet = {"console": {"config": {"log_level": "CRITICAL"}}}  # the log of the run is in the UI; the terminal shows progress and a summary
    land = LandConfig(paths=[str(p) for p in paths], mapping=str(mapping or ""), settled_before=-1.0, past_day=True)
    config = RunConfig(ops={} if reprocess else {"land": land}, loggers=quiet)
    PROGRESS[:] = [progress] if progress else []
    try:
        with open_instance(settings) as instance:
            close_stopped_runs(instance, lambda line: print(line, file=sys.stderr))
            tags = {"launched_by": f"ct-pipeline {'reprocess' if reprocess else 'run'}"}
            result = job.execute_in_process(run_config=config, instance=instance, partition_key=partition, raise_on_error=False, tags=tags)
            return _outcome(settings, result, partition, name)
    finally:
        PROGRESS.clear()


def _outcome(settings: Settings, result: Any, partition: str, job: str) -> RunOutcome:
    from ct_pipeline.quality.results import stored_results

    out = RunOutcome(result.success, result.run_id, partition, job, checks=stored_results(settings))
    for event in result.all_events:
        kind = event.event_type_value
        if kind == "ASSET_MATERIALIZATION" and event.asset_key.path == ["raw", "articles"]:
            metadata = event.step_materialization_data.materialization.metadata
            out.landed = {k: int(metadata[k].value) for k in ("landed", "new", "already_known", "rejected")}
        elif kind == "ASSET_MATERIALIZATION" and event.asset_key.path == ["marts", "warehouse"]:
            out.published = bool(event.step_materialization_data.materialization.metadata["changed"].value)
        elif kind == "STEP_FAILURE" and out.error is None:
            out.error = f"{event.step_key}: {_root_cause(event.step_failure_data.error)}"
    return out


def _root_cause(error: Any) -> str:
    """The innermost error in one line, without its class: what a person can act on."""
    while error is not None and error.cause is not None:
        error = error.cause
    text = " ".join(error.message.split()) if error is not None else ""
    text = re.sub(r"^[\w.]+: ", "", text)
    return text if len(text) <= 400 else f"{text[:399]}…"


@dataclass(frozen=True, slots=True)
class LastRun:
    """The newest run on record."""

    run_id: str
    status: str
    started: str
    seconds: float
    partition: str | None
    launched_by: str


def last_run(settings: Settings) -> LastRun | None:
    """The newest run of this warehouse's Dagster instance, or None where there is none yet."""
    if not (settings.dagster_home / "dagster.yaml").is_file():
        return None
    with open_instance(settings) as instance:
        records = instance.get_run_records(limit=1)
    if not records:
        return None
    record = records[0]
    run, begun, ended = record.dagster_run, record.start_time, record.end_time
    started = datetime.fromtimestamp(begun, UTC).strftime("%Y-%m-%d %H:%M:%S") if begun else "not yet"
    seconds = (ended or time.time()) - begun if begun else 0.0
    by = run.tags.get("launched_by") or run.tags.get("dagster/sensor_name") or run.tags.get("dagster/schedule_name") or "the UI"
    return LastRun(run.run_id, run.status.value.lower(), started, seconds, run.tags.get("dagster/partition"), by)


def serve_ui(settings: Settings, host: str, port: int) -> None:
    """Replace this process by ``dagster dev`` on the warehouse's instance, its pages served one port further. Refuses an instance without the limits."""
    from ct_pipeline.orchestration.instance import verify_instance
    from ct_pipeline.quality.page import pages_folder, write_page

    with open_instance(settings) as instance:  # before the UI and the daemon open it, both at once
        verify_instance(instance)
    os.environ["CT_WAREHOUSE"] = str(settings.warehouse)
    os.environ["CT_LANDING"] = str(settings.landing)
    os.environ["CT_SEEDS"] = str(settings.seeds)
    os.environ.setdefault("CT_UI_URL", f"http://{host}:{port}")
    os.environ["CT_PAGES_URL"] = f"http://{host}:{port + 1}"
    write_page(settings)
    subprocess.Popen([sys.executable, "-m", "ct_pipeline.quality.serve", str(pages_folder(settings)), host, str(port + 1)])
    print(f"Dagster: http://{host}:{port}   quality page: http://{host}:{port + 1}/quality.html", file=sys.stderr)
    with suppress(KeyboardInterrupt):
        os.execv(sys.executable, [sys.executable, "-W", "ignore", "-m", "dagster", "dev", "-m", "ct_pipeline.definitions", "-h", host, "-p", str(port)])
