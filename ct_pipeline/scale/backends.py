"""Where the per-article stages run: in this process, in a pool of processes, or on a Dask cluster. Results come in the order of the batches, and are the same.

A task is a batch's name: workers read the batch from the store and write their output there, whole. No article passes through a queue, and no worker opens DuckDB.
"""

from __future__ import annotations

import atexit
import multiprocessing
import os
import resource
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, TypeVar

from ct_pipeline.config import ConfigError

R = TypeVar("R")

SMALL = 2000  # articles; starting processes costs about a second, and fewer than these are done here
_PRELOADED = ["ct_pipeline.scale.warm"]


@dataclass(frozen=True, slots=True)
class Backend:
    """Where work is done. ``address`` of a Dask scheduler; without one a cluster of ``workers`` processes is started for the run."""

    name: str = "process"
    workers: int = 0  # 0: one a core
    address: str | None = None

    def for_articles(self, articles: int) -> Backend:
        """This backend, or the process itself where there is too little to share out and nobody asked for a number of workers."""
        return SERIAL if self.name == "process" and not self.workers and articles < SMALL else self

    def start(self) -> None:
        """Begin to start the workers, which read the rules for two seconds, while this process does something else."""
        if self.name == "process" and _cores(self) > 1:
            threading.Thread(target=_begin, args=(_cores(self),), name="start-workers", daemon=True).start()


SERIAL = Backend("serial", 1)


def parse_backend(text: str, workers: int | None = None) -> Backend:
    """``serial``, ``process``, ``dask`` or ``dask:tcp://host:8786``. Raises :class:`ConfigError` for anything else, or where Dask is not installed."""
    name, _, address = text.partition(":")
    name = name or "process"
    if name not in ("serial", "process", "dask") or (address and name != "dask"):
        raise ConfigError(f"unknown backend {text!r}: use serial, process, dask, or dask:tcp://HOST:PORT for the scheduler of a cluster")
    if name == "dask":
        from importlib.util import find_spec

        if find_spec("distributed") is None:
            raise ConfigError("the backend dask needs the library distributed; install it with: pip install 'ct-pipeline[dask]'")
    if workers == 1 and name == "process":
        return SERIAL
    return Backend(name, workers or 0, address or None)


def run_all(work: Callable[..., R], calls: Sequence[tuple[Any, ...]], backend: Backend = SERIAL) -> Iterator[R]:
    """``work(*call)`` for each call. With one call, or the serial backend, nothing is started.

    Raises whatever ``work`` raises. A worker that dies raises ``BrokenProcessPool`` in a pool; on Dask its batch is given to another worker.
    """
    if backend.name == "dask" and calls:
        from ct_pipeline.scale.cluster import run_on_cluster

        yield from run_on_cluster(work, calls, backend)
    elif backend.name == "process" and len(calls) > 1 and _cores(backend) > 1:
        yield from _in_pool(work, calls, _cores(backend))
    else:
        for call in calls:
            yield work(*call)


def _cores(backend: Backend) -> int:
    return backend.workers or len(os.sched_getaffinity(0))


@dataclass(slots=True)
class WorkerUsage:
    """What the workers of this process's pools have used so far. Their forkserver is never waited for, so that the kernel does not tell."""

    cpu_seconds: float = 0.0
    peak_mb: float = 0.0  # of the largest; set it to 0 to begin anew
    _seen: dict[int, float] = field(default_factory=dict)

    def add(self, pid: int, cpu_seconds: float, peak_mb: float) -> None:
        """``cpu_seconds`` of a worker since it was started."""
        self.cpu_seconds += cpu_seconds - self._seen.get(pid, 0.0)
        self._seen[pid] = cpu_seconds
        self.peak_mb = max(self.peak_mb, peak_mb)


WORKERS = WorkerUsage()


def _counted(work: Callable[..., R], *call: Any) -> tuple[R, int, float, float]:
    """In a worker: the result, and what the worker has used since it was started."""
    result = work(*call)
    return result, os.getpid(), time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _in_pool(work: Callable[..., R], calls: Sequence[tuple[Any, ...]], workers: int) -> Iterator[R]:
    try:
        for result, pid, seconds, peak in _pool(workers).map(_counted, [work] * len(calls), *zip(*calls, strict=True)):
            WORKERS.add(pid, seconds, peak)
            yield result
    except BrokenProcessPool:
        _pools.pop(workers).shutdown(wait=False)  # what is asked for next gets a new one
        raise


_pools: dict[int, ProcessPoolExecutor] = {}
_making = threading.Lock()


def _begin(workers: int) -> None:
    with suppress(RuntimeError, OSError):  # a pool that closes or cannot start: who needs it is told
        pool = _pool(workers)
        for _ in range(workers):
            pool.submit(os.getpid)


def _pool(workers: int) -> ProcessPoolExecutor:
    """Workers that stay for the next stage."""
    with _making:
        if workers in _pools:
            return _pools[workers]
        # forkserver: Dagster and DuckDB hold threads, and a fork of a process with threads can hang; its server has none, and has read the rules that all workers share
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(_PRELOADED)
        _pools[workers] = ProcessPoolExecutor(workers, mp_context=context)
        return _pools[workers]


@atexit.register
def close_workers() -> None:
    """Let the processes of a pool go. The next stage starts new ones."""
    while _pools:
        _pools.popitem()[1].shutdown()
