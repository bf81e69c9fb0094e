"""Starting Dagster: a run in this process for the CLI, and the UI with its daemon, both on the instance of the warehouse."""

from __future__ import annotations

import importlib.resources
import os
import re
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from ct_pipeline.config import ConfigError, Settings, ner_switch
from ct_pipeline.pipeline import Progress
from ct_pipeline.quality.results import CheckResult


@dataclass(slots=True)
class RunOutcome:
    """What a run came to: the counts of its landing, its check results, and what went wrong."""

    success: bool
    run_id: str
    day: str
    landed: dict[str, int] = field(default_factory=dict)
    checks: list[CheckResult] = field(default_factory=list)
    error: str | None = None
    published: bool = False


def prepare_home(settings: Settings) -> Path:
    """Create the Dagster home of this warehouse with the shipped ``dagster.yaml`` and point ``DAGSTER_HOME`` at it."""
    home = settings.dagster_home
    home.mkdir(parents=True, exist_ok=True)
    shipped = importlib.resources.files("ct_pipeline.orchestration").joinpath("dagster.yaml").read_text(encoding="utf-8")
    target = home / "dagster.yaml"
    if not target.is_file() or target.read_text(encoding="utf-8") != shipped:
        target.write_text(shipped, encoding="utf-8")
    os.environ["DAGSTER_HOME"] = str(home)
    return home


def run_pipeline(
    settings: Settings, paths: list[Path], mapping: Path | None = None, workers: int | None = None, day: date | None = None, progress: Progress | None = None, say: Any = None
) -> RunOutcome:
    """One run of the whole job in this process, recorded in the warehouse's Dagster instance."""
    from ct_pipeline.ingest.mapping import load_mapping
    from ct_pipeline.language.ner import model_folder
    from ct_pipeline.warehouse.lock import hold_writer_lock, release_writer_lock
    from ct_pipeline.warehouse.repair import prepare_store

    if mapping is not None:
        load_mapping(mapping)  # what cannot work is said before anything starts
    if ner_switch():
        model_folder()
    say = say or (lambda line: print(line, file=sys.stderr))
    prepare_home(settings)
    hold_writer_lock(settings, say=say)
    try:
        prepare_store(settings, say)
        return _execute(settings, paths, mapping, workers, day, progress)
    finally:
        release_writer_lock(settings)


def _execute(settings: Settings, paths: list[Path], mapping: Path | None, workers: int | None, day: date | None, progress: Progress | None) -> RunOutcome:
    from dagster import DagsterInstance, RunConfig

    from ct_pipeline.definitions import build_defs
    from ct_pipeline.orchestration.assets import LANDING_DAYS, LandConfig
    from ct_pipeline.orchestration.automation import JOB_NAME, landing_day
    from ct_pipeline.orchestration.resources import PROGRESS, PipelineResource

    partition = day.isoformat() if day else landing_day()
    if not LANDING_DAYS.has_partition_key(partition):
        raise ConfigError(f"{partition} is not a landing day: it must lie between {LANDING_DAYS.get_first_partition_key()} and today")
    resource = PipelineResource(warehouse=str(settings.warehouse), landing=str(settings.landing), workers=workers or 0)
    job = build_defs(resource).resolve_job_def(JOB_NAME)
    quiet = {"console": {"config": {"log_level": "CRITICAL"}}}  # the log of the run is in the UI; the terminal shows progress and a summary
    config = RunConfig(ops={"land": LandConfig(paths=[str(p) for p in paths], mapping=str(mapping or ""))}, loggers=quiet)
    PROGRESS[:] = [progress] if progress else []
    try:
        with DagsterInstance.get() as instance:
            result = job.execute_in_process(run_config=config, instance=instance, partition_key=partition, raise_on_error=False, tags={"launched_by": "ct-pipeline run"})
            return _outcome(settings, result, partition)
    finally:
        PROGRESS.clear()


def _outcome(settings: Settings, result: Any, partition: str) -> RunOutcome:
    from ct_pipeline.quality.results import stored_results

    out = RunOutcome(result.success, result.run_id, partition, checks=stored_results(settings))
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
    from dagster import DagsterInstance

    if not (settings.dagster_home / "dagster.yaml").is_file():
        return None
    prepare_home(settings)
    with DagsterInstance.get() as instance:
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
    """Replace this process by ``dagster dev`` on the warehouse's instance."""
    prepare_home(settings)
    os.environ["CT_WAREHOUSE"] = str(settings.warehouse)
    os.environ["CT_LANDING"] = str(settings.landing)
    os.environ["CT_SEEDS"] = str(settings.seeds)
    with suppress(KeyboardInterrupt):
        os.execv(sys.executable, [sys.executable, "-W", "ignore", "-m", "dagster", "dev", "-m", "ct_pipeline.definitions", "-h", host, "-p", str(port)])
