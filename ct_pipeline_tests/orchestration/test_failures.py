"""What is tried again and what is not; limits that must be in force; files that are still being written; what a change of rules makes stale."""

from __future__ import annotations

import errno
import os
import shutil
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ct_pipeline.config import ConfigError, Settings, seeds_dir
from ct_pipeline.orchestration.failures import advice, is_transient, permanent_or_retried
from ct_pipeline.orchestration.instance import prepare_home, shipped_yaml, verify_instance
from ct_pipeline.orchestration.landing import folder_state, landing_day, settled_before
from ct_pipeline.orchestration.stale import stale_days
from ct_pipeline.orchestration.usage import Meter
from ct_pipeline.warehouse.store import StoreError
from ct_pipeline.warehouse.versions import stage_seeds, stage_version


def caused(error: Exception, cause: Exception) -> Exception:
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "passes"),
    [
        (OSError(errno.EIO, "input/output error"), True),
        (OSError(errno.ESTALE, "stale file handle"), True),
        (TimeoutError("the share did not answer"), True),
        (ConnectionResetError(), True),
        (caused(StoreError("batch cannot be read"), OSError(errno.EIO, "input/output error")), True),
        (OSError(errno.ENOSPC, "no space left"), False),
        (PermissionError(errno.EACCES, "permission denied"), False),
        (FileNotFoundError(errno.ENOENT, "no such file"), False),
        (StoreError("manifest does not match its seal"), False),
        (ValueError("a bug"), False),
        (KeyError("x"), False),
    ],
    ids=repr,
)
def test_only_reading_and_writing_that_passes_is_tried_again(error: Exception, passes: bool) -> None:
    from dagster import Failure, RetryRequested

    assert is_transient(error) is passes
    with pytest.raises(RetryRequested if passes else Failure) as caught, permanent_or_retried(2):
        raise error
    if isinstance(caught.value, RetryRequested):
        assert caught.value.seconds_to_wait == 20.0, "waits are doubled: 5, 10, 20 s"
    else:
        assert isinstance(caught.value, Failure)
        assert caught.value.allow_retries is False
        assert str(caught.value.description).startswith("Permanent failure, not retried: ")
        assert advice(error) in str(caught.value.metadata["what_to_do"].value)


def test_a_step_that_fails_for_good_runs_once_and_one_that_passes_runs_again() -> None:
    from dagster import DagsterInstance, Definitions, asset, define_asset_job

    tried: list[str] = []

    @asset
    def passing() -> None:
        tried.append("passing")
        with permanent_or_retried(-3):
            if tried.count("passing") < 2:
                raise OSError(errno.EIO, "input/output error")

    @asset
    def broken() -> None:
        tried.append("broken")
        with permanent_or_retried(0):
            raise ValueError("a rule with a bug")

    job = Definitions(assets=[passing, broken], jobs=[define_asset_job("work")]).resolve_job_def("work")
    with DagsterInstance.ephemeral() as instance:
        result = job.execute_in_process(instance=instance, raise_on_error=False)
    assert sorted(tried) == ["broken", "passing", "passing"]
    assert not result.success
    assert [e.step_key for e in result.all_events if e.event_type_value == "STEP_FAILURE"] == ["broken"]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.delenv("DAGSTER_HOME", raising=False)
    yield prepare_home(Settings(seeds_dir(), tmp_path, tmp_path))
    os.environ.pop("DAGSTER_HOME", None)


@pytest.mark.parametrize(
    ("written", "instead", "says"),
    [
        ("default_limit: 1", "default_limit: 4", "pool 'warehouse' has limit 4, it needs 1"),
        ("    default_limit: 1\n", "", "pool 'warehouse' has no limit"),
        ("granularity: run", "granularity: op", "granularity is not 'run'"),
        ("class: QueuedRunCoordinator", "class: DefaultRunCoordinator", "not queued"),
    ],
)
def test_an_instance_without_the_limits_is_refused_with_what_to_do(home: Path, written: str, instead: str, says: str) -> None:
    from dagster import DagsterInstance

    with DagsterInstance.from_config(str(home)) as instance:
        verify_instance(instance)
    assert written in shipped_yaml()
    text = shipped_yaml().replace(written, instead)
    if "Default" in instead:
        coordinator = "run_coordinator: {module: dagster.core.run_coordinator, class: DefaultRunCoordinator}\n"
        text = shipped_yaml().partition("run_coordinator:")[0] + coordinator + "concurrency:\n  pools: {granularity: run, default_limit: 1}\n"
    (home / "dagster.yaml").write_text(text, encoding="utf-8")
    with DagsterInstance.from_config(str(home)) as instance, pytest.raises(ConfigError, match=says) as caught:
        verify_instance(instance)
    assert "copy ct_pipeline/orchestration/dagster.yaml there" in str(caught.value)


def test_a_limit_that_somebody_set_in_the_ui_counts(home: Path) -> None:
    from dagster import DagsterInstance

    with DagsterInstance.from_config(str(home)) as instance:
        instance.event_log_storage.set_concurrency_slots("warehouse", 3)
        with pytest.raises(ConfigError, match="limit 3"):
            verify_instance(instance)


def test_every_step_and_every_check_is_in_the_pool() -> None:
    from ct_pipeline.definitions import build_defs
    from ct_pipeline.orchestration.names import POOL

    repository = build_defs().get_repository_def()
    for name in ("land_extract_publish", "reprocess"):
        nodes = repository.get_job(name).nodes
        assert {n.name: n.definition.pool for n in nodes} == {n.name: POOL for n in nodes}
        assert {"check_clean", "check_facts", "check_marts"} <= {n.name for n in nodes}


def test_files_still_being_written_wait_and_the_run_lands_what_the_tick_saw(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt"):
        (tmp_path / name).write_text(name)
        os.utime(tmp_path / name, (1000, 1000))
    (tmp_path / ".hidden").write_text("x")
    (tmp_path / "being-written.txt").write_text("x")
    before = time.time() - 5
    state, settled, fresh = folder_state(tmp_path, int(before * 1e9))
    assert (settled, fresh) == (2, 1)
    assert folder_state(tmp_path, int(before * 1e9))[0] == state
    ready = settled_before(before)
    assert [p.name for p in sorted(tmp_path.iterdir()) if ready(p)] == ["a.txt", "b.txt"]
    (tmp_path / "a.txt").write_text("longer than before")
    os.utime(tmp_path / "a.txt", (1000, 1000))
    assert folder_state(tmp_path, int(before * 1e9))[0] != state


def test_fifty_thousand_files_do_not_stall_the_sensor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The sensor's whole tick, by the processor's clock: half a second to a second of the minute that Dagster allows it, and a cursor as small as ever."""
    from dagster import DagsterInstance, RunRequest, SkipReason, build_sensor_context

    from ct_pipeline.orchestration.automation import landing_folder

    for folder in range(25):
        (tmp_path / str(folder)).mkdir()
    source = tmp_path / "0" / "source.txt"
    source.write_text("x")
    os.utime(source, (1000, 1000))
    number = 50_000
    for n in range(number - 1):
        os.link(source, tmp_path / str(n % 25) / f"{n}.txt")
    monkeypatch.setenv("CT_LANDING", str(tmp_path))
    with DagsterInstance.ephemeral() as instance:
        context = build_sensor_context(instance)
        begun = time.process_time()
        asked = landing_folder(context)
        took = time.process_time() - begun
        assert isinstance(asked, RunRequest)
        assert asked.tags["landing_files"] == str(number)
        assert took < 5.0
        assert len(context.cursor or "") < 32
        assert isinstance(landing_folder(context), SkipReason)


def test_the_landing_day_is_the_one_of_casablanca() -> None:
    assert landing_day(datetime(2026, 3, 1, 12, tzinfo=UTC)) == "2026-03-01"


def test_a_meter_tells_what_a_step_cost() -> None:
    with Meter() as meter:
        block = bytearray(60 * 1024 * 1024)
        block[::4096] = b"x" * len(block[::4096])
        until = time.process_time() + 0.05
        while time.process_time() < until:
            pass
        del block
    found = meter.metadata()
    assert 0.04 <= found["cpu_seconds"] < 10
    assert found["wall_seconds"] >= 0.04
    assert found["peak_memory_mb"] > 60


@pytest.fixture(scope="module")
def own_seeds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("seeds") / "seeds"
    shutil.copytree(seeds_dir(), folder)
    return folder


def versions(folder: Path) -> dict[str, str]:
    stage_version.cache_clear()
    return {stage: stage_version(stage, folder) for stage in ("raw", "clean", "facts", "marts")}


@pytest.mark.parametrize(
    ("file", "stale"),
    [
        ("registry/bodies.csv", {"clean", "facts", "marts"}),
        ("frames/visit.yml", {"facts"}),
        ("cues/reporting.yml", {"facts", "marts"}),
        ("cues/boilerplate.yml", {"clean", "facts", "marts"}),
        ("language/labels.csv", {"marts"}),
        ("quality.yml", set()),
        ("README.md", set()),
    ],
)
def test_a_changed_seed_makes_stale_what_reads_it(own_seeds: Path, file: str, stale: set[str]) -> None:
    before = versions(own_seeds)
    content = (own_seeds / file).read_bytes()
    (own_seeds / file).write_bytes(content + b"\n")
    after = versions(own_seeds)
    (own_seeds / file).write_bytes(content)
    assert {stage for stage in before if before[stage] != after[stage]} - {"marts"} == stale - {"marts"}
    if "marts" in stale:
        assert before["marts"] != after["marts"]


def test_no_stage_opens_a_seed_that_its_version_leaves_out(tmp_path: Path) -> None:
    """In a process of its own, so that nothing was loaded before."""
    import json
    import subprocess
    import sys

    code = f"""
import json, sys
from datetime import date
from pathlib import Path
from ct_pipeline.lexicon import seeds
opened = []
for name in ("yaml", "csv"):
    def watched(self, file, schema, _real=getattr(seeds.Seeds, name)):
        opened.append(file)
        return _real(self, file, schema)
    setattr(seeds.Seeds, name, watched)
from ct_pipeline.config import Settings, seeds_dir
from ct_pipeline import pipeline
from ct_pipeline.pipeline import clean, extract, land
pipeline._warm = lambda knowledge: None  # it opens everything at once, whichever stage needs it
settings = Settings(seeds_dir(), Path({str(tmp_path)!r}), seeds_dir() / "articles")
articles = [seeds_dir() / "articles" / name for name in ("a08-valletta-mou.txt", "a06-spanish-police-visit.html")]
found = {{}}
for stage, work in (("raw", lambda: land(articles, settings, date(2026, 11, 20))), ("clean", lambda: clean(settings)), ("facts", lambda: extract(settings))):
    opened.clear()
    work()
    found[stage] = sorted(set(opened))
print(json.dumps(found))
"""
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", code], capture_output=True, text=True, check=True)
    for stage, names in json.loads(done.stdout.splitlines()[-1]).items():
        assert names, stage
        counted = {p.relative_to(seeds_dir()).as_posix() for p in stage_seeds(stage, seeds_dir())}
        assert set(names) <= counted, f"{stage} reads seeds that do not make it stale: {sorted(set(names) - counted)}; see _UNREAD in warehouse/versions.py"


def test_no_day_is_stale_where_nothing_changed(samples: Settings) -> None:
    stage_version.cache_clear()
    assert stale_days(samples) == {"clean": [], "facts": []}
