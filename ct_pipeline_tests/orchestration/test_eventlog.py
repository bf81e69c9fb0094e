"""Dagster's event log with connections that stay open: the same events in the same files, told to whoever watches, kept when the process is killed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from dagster import AssetCheckKey, AssetCheckResult, AssetKey, DagsterInstance, Definitions, asset, asset_check, define_asset_job
from dagster._core.events import EngineEventData
from dagster._core.storage.event_log.sqlite.sqlite_event_log import SqliteEventLogStorage

from ct_pipeline.config import Settings, seeds_dir
from ct_pipeline.orchestration.eventlog import OPEN_FILES, EventLog
from ct_pipeline.orchestration.instance import prepare_home


@asset
def articles() -> None: ...


@asset_check(asset=articles)
def sound() -> AssetCheckResult:
    return AssetCheckResult(passed=False, metadata={"value": 0.5})


JOB = Definitions(assets=[articles], asset_checks=[sound], jobs=[define_asset_job("work")]).resolve_job_def("work")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DAGSTER_HOME", "")  # put back afterwards
    return prepare_home(Settings(seeds_dir(), tmp_path, tmp_path))


def log_of(instance: DagsterInstance) -> type:
    found: Any = instance.event_log_storage
    return type(getattr(getattr(found, "_storage", found), "event_log_storage", found))


def test_the_shipped_instance_writes_what_dagsters_own_reads(home: Path) -> None:
    with DagsterInstance.get() as instance:
        assert log_of(instance) is EventLog
        done = JOB.execute_in_process(instance=instance)
        mine = [e.to_json() for e in instance.all_logs(done.run_id)]
    text = (home / "dagster.yaml").read_text(encoding="utf-8")
    start = text.index("event_log_storage:")
    (home / "dagster.yaml").write_text(text[:start] + text[text.index("run_coordinator:") :], encoding="utf-8")
    with DagsterInstance.get() as plain:
        assert log_of(plain) is SqliteEventLogStorage
        assert [e.to_json() for e in plain.all_logs(done.run_id)] == mine
        assert len(mine) > 10
        assert plain.get_latest_materialization_event(AssetKey("articles")) is not None
        latest = plain.event_log_storage.get_latest_asset_check_execution_by_key([AssetCheckKey(AssetKey("articles"), "sound")])
        assert [r.status.value for r in latest.values()] == ["FAILED"]


def test_who_watches_a_run_is_told_while_it_goes_on(tmp_path: Path) -> None:
    """As the UI's run page does: from another connection, by a look at the file's changes."""
    with DagsterInstance.local_temp(str(tmp_path)) as instance:
        run = instance.create_run_for_job(JOB)
        writer, reader = EventLog(str(tmp_path / "events")), SqliteEventLogStorage(str(tmp_path / "events"))
        seen: list[str] = []
        told = threading.Event()

        def hear(entry: Any, cursor: str) -> None:
            seen.append(entry.user_message)
            told.set()

        def say(text: str) -> None:
            from dagster._core.events import DagsterEvent, DagsterEventType
            from dagster._core.events.log import EventLogEntry

            happened = DagsterEvent(DagsterEventType.ENGINE_EVENT.value, "work", event_specific_data=EngineEventData())
            writer.store_event(EventLogEntry(None, 20, text, run.run_id, time.time(), job_name="work", dagster_event=happened))

        say("first")
        reader.watch(run.run_id, None, hear)
        try:
            for text in ("second", "third"):
                told.clear()
                say(text)
                assert told.wait(10), "nobody told the page"
        finally:
            reader.end_watch(run.run_id, hear)
            reader.dispose()
            writer.dispose()
        assert seen == ["first", "second", "third"]


def test_a_history_that_somebody_removed_begins_anew(tmp_path: Path) -> None:
    log = EventLog(str(tmp_path / "events"))
    with log.index_connection() as con:
        before = con.exec_driver_sql("select count(*) from event_logs").scalar()
    shutil.rmtree(tmp_path / "events")
    (tmp_path / "events").mkdir()
    with log.index_connection() as con:
        assert con.exec_driver_sql("select count(*) from event_logs").scalar() == before == 0
    log.dispose()


def test_it_keeps_few_files_open(tmp_path: Path) -> None:
    log = EventLog(str(tmp_path / "events"))
    for run in range(OPEN_FILES + 3):
        with log.run_connection(f"run-{run}") as con:
            con.exec_driver_sql("select 1")
    opened = {str(fd.readlink()) for fd in Path("/proc/self/fd").iterdir() if fd.exists()}
    assert 1 < len({name for name in opened if name.startswith(str(tmp_path)) and name.endswith(".db")}) <= OPEN_FILES
    log.dispose()


def test_a_killed_process_has_lost_no_event(home: Path) -> None:
    code = """
import os, signal
from dagster import DagsterInstance
from ct_pipeline_tests.orchestration.test_eventlog import JOB
instance = DagsterInstance.get()
done = JOB.execute_in_process(instance=instance)
print(done.run_id, len(instance.all_logs(done.run_id)), flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""
    environment = {**os.environ, "DAGSTER_HOME": str(home)}
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", code], capture_output=True, text=True, env=environment)
    assert done.returncode == -9, done.stderr
    run_id, events = done.stdout.split()
    with DagsterInstance.get() as instance:
        assert len(instance.all_logs(run_id)) == int(events) > 10
        assert instance.get_run_by_id(run_id).is_success  # type: ignore[union-attr]


def test_processes_that_open_a_new_instance_at_once_do_not_break_it(tmp_path: Path) -> None:
    """Dagster's schedule storage, made by two at once, is broken for good ("more than one head present")."""
    code = """
import sys
from pathlib import Path
from ct_pipeline.config import Settings, seeds_dir
from ct_pipeline.orchestration.instance import open_instance
import dagster, dagster._core.storage.schedules
print("ready", flush=True)
sys.stdin.readline()
with open_instance(Settings(seeds_dir(), Path(sys.argv[1]), Path(sys.argv[1]))) as instance:
    print(len(instance.all_instigator_state()))
"""
    command = [sys.executable, "-W", "ignore", "-c", code, str(tmp_path)]
    both = [subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    for p in both:
        assert p.stdout is not None
        assert p.stdout.readline() == "ready\n"
    for p in both:
        assert p.stdin is not None
        p.stdin.write("\n")
        p.stdin.flush()
    said = [p.communicate(timeout=120) for p in both]
    assert [out for out, _ in said] == ["0\n", "0\n"], said
