"""Serial, a pool of processes, a Dask cluster of separate processes, and one that loses a worker in the middle: the same rows, byte for byte."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from pathlib import Path

import pytest

from ct_pipeline import pipeline
from ct_pipeline.config import ConfigError, Settings, seeds_dir
from ct_pipeline.scale import backends
from ct_pipeline.scale.backends import SERIAL, Backend, parse_backend, run_all
from ct_pipeline.scale.cluster import ClusterError
from ct_pipeline.warehouse.store import BatchFolder, Store
from ct_pipeline_tests.conftest import LANDED_ON, samples_folder

Contents = dict[tuple[str, str], dict[str, str]]


@pytest.fixture(scope="module")
def landed(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Eight samples in four batches, not cleaned yet."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pipeline, "BATCH_SIZE", 2)
        settings = Settings(seeds_dir(), tmp_path_factory.mktemp("landed"), samples_folder())
        pipeline.land(sorted(samples_folder().glob("*.txt"))[:8], settings, LANDED_ON)
    return settings


def run(landed: Settings, folder: Path, backend: Backend) -> Contents:
    """Clean and extract a copy of the landed store; the checksum of every file made."""
    settings = Settings(landed.seeds, folder, landed.landing)
    subprocess.run(["cp", "-r", str(landed.store), str(settings.store)], check=True)
    assert pipeline.clean(settings, None, backend).articles == 8
    assert pipeline.extract(settings, None, backend).articles == 8
    return contents(settings)


def contents(settings: Settings) -> Contents:
    store = Store(settings.store)
    return {(stage, b.batch_id): {name: facts["sha256"] for name, facts in b.manifest().items()} for stage in ("clean", "facts") for b in store.batches(stage)}


@pytest.fixture(scope="module")
def serial(landed: Settings, tmp_path_factory: pytest.TempPathFactory) -> Contents:
    made = run(landed, tmp_path_factory.mktemp("serial"), SERIAL)
    assert len(made) == 8
    return made


def test_a_pool_of_processes_makes_the_same_files(landed: Settings, serial: Contents, tmp_path: Path) -> None:
    try:
        assert run(landed, tmp_path, Backend("process", 2)) == serial
    finally:
        backends.close_workers()


@contextmanager
def scheduler(folder: Path) -> Iterator[str]:
    """A Dask scheduler in a process of its own; its address."""
    log = folder / "scheduler.log"
    with log.open("wb") as out:
        process = subprocess.Popen([sys.executable, "-m", "dask", "scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--no-show"], stdout=out, stderr=out)
    try:
        yield found(log, r"Scheduler at:\s+(tcp://127\.0\.0\.1:\d+)")
    finally:
        process.kill()
        process.wait()


@contextmanager
def worker(address: str, folder: Path, name: str) -> Iterator[subprocess.Popen[bytes]]:
    log = folder / f"{name}.log"
    with log.open("wb") as out:
        command = [sys.executable, "-m", "dask", "worker", address, "--host", "127.0.0.1", "--nthreads", "1", "--no-nanny", "--no-dashboard", "--name", name, "--local-directory", str(folder)]
        process = subprocess.Popen(command, stdout=out, stderr=out, env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])})
    try:
        found(log, r"Registered to:\s+(tcp://\S+)")
        yield process
    finally:
        process.kill()
        process.wait()


def found(log: Path, pattern: str) -> str:
    for _ in range(400):
        if match := re.search(pattern, log.read_text(errors="replace")):
            return match[1]
        time.sleep(0.1)
    raise AssertionError(log.read_text(errors="replace"))


def test_a_cluster_makes_the_same_files_although_a_worker_is_killed(landed: Settings, serial: Contents, tmp_path: Path) -> None:
    from distributed import Client

    settings = Settings(landed.seeds, tmp_path / "w", landed.landing)
    settings.warehouse.mkdir()
    subprocess.run(["cp", "-r", str(landed.store), str(settings.store)], check=True)
    with scheduler(tmp_path) as address, worker(address, tmp_path, "one") as doomed, worker(address, tmp_path, "two"):
        backend = parse_backend(f"dask:{address}")
        killed: list[int] = []

        def kill_one(stage: str, done: int, total: int | None) -> None:
            if not killed:
                doomed.send_signal(signal.SIGKILL)
                killed.append(done)

        assert pipeline.clean(settings, None, backend, kill_one).articles == 8
        assert killed and killed[0] < 8  # in the middle
        assert pipeline.extract(settings, None, backend).articles == 8
        with Client(address, set_as_default=False) as client:
            assert client.run(lambda: "duckdb" in sys.modules) == dict.fromkeys(client.scheduler_info()["workers"], False)
            assert len(client.scheduler_info()["workers"]) == 1
    assert contents(settings) == serial


def _die(settings: Settings, version: str, batch: BatchFolder) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def test_a_batch_that_kills_every_worker_ends_the_run_with_a_message(landed: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ct_pipeline.scale.cluster.TRIES", 1)
    batch = Store(landed.store).batches("raw")[0]
    with pytest.raises(ClusterError, match="too little memory"):
        list(run_all(_die, [(landed, "v", batch)], Backend("dask", 1)))


def test_nobody_at_the_address_is_said(landed: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ct_pipeline.scale.cluster.CONNECT_SECONDS", 1)
    batch = Store(landed.store).batches("raw")[0]
    with pytest.raises(ConfigError, match="dask scheduler --host"):
        list(run_all(_die, [(landed, "v", batch)], parse_backend("dask:tcp://127.0.0.1:9")))


@pytest.mark.parametrize("text", ["spark", "serial:4", "process:tcp://x", "Dask"])
def test_an_unknown_backend_is_refused(text: str) -> None:
    with pytest.raises(ConfigError, match="use serial, process, dask"):
        parse_backend(text)


def test_without_distributed_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(ConfigError, match=r"pip install 'ct-pipeline\[dask\]'"):
        parse_backend("dask")


def test_small_landings_start_no_process() -> None:
    assert parse_backend("").for_articles(31) == SERIAL
    assert parse_backend("").for_articles(backends.SMALL) == Backend("process")
    assert parse_backend("", workers=2).for_articles(31) == Backend("process", 2)  # asked for
    assert parse_backend("dask").for_articles(31).name == "dask"


def _busy(settings: Settings, version: str, batch: BatchFolder) -> str:
    until = time.process_time() + 0.2
    while time.process_time() < until:
        pass
    return batch.batch_id


def test_a_pool_that_lost_a_worker_is_replaced_and_what_workers_use_is_counted(landed: Settings) -> None:
    from ct_pipeline.orchestration.usage import Meter

    calls = [(landed, "v", b) for b in Store(landed.store).batches("raw")]
    assert len(calls) == 4
    try:
        with pytest.raises(BrokenProcessPool):
            list(run_all(_die, calls, Backend("process", 2)))
        with Meter() as meter:
            assert list(run_all(_busy, calls, Backend("process", 2))) == [call[2].batch_id for call in calls]
    finally:
        backends.close_workers()
    assert meter.cpu >= 4 * 0.2
    assert meter.worker_peak_mb > 20


def test_workers_start_while_something_else_goes_on(landed: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[str] = []
    monkeypatch.setattr(pipeline, "SMALL", 5)
    monkeypatch.setattr(pipeline, "BATCH_SIZE", 2)
    settings = Settings(landed.seeds, tmp_path, landed.landing)
    pipeline.land(sorted(samples_folder().glob("*.txt"))[:4], settings, LANDED_ON, many=lambda: begun.append("few"))
    assert begun == []
    pipeline.land(sorted(samples_folder().glob("*.txt"))[4:14], settings, LANDED_ON, many=lambda: begun.append("many"))
    assert begun == ["many"]
    calls = [(landed, "v", b) for b in Store(landed.store).batches("raw")]
    try:
        backend = Backend("process", 2)
        backend.start()
        backend.start()
        assert list(run_all(_busy, calls, backend)) == [call[2].batch_id for call in calls]
        assert len(backends._pools) == 1
    finally:
        backends.close_workers()


def test_workers_share_the_rules_that_their_server_has_read() -> None:
    found = subprocess.run([sys.executable, "-c", "import ct_pipeline.scale.warm as w, ct_pipeline.pipeline as p; print(p._warm.cache_info().currsize)"], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "1"
