"""Where the per-article stages run: in this process, in a pool of processes, or on a Dask cluster. Results come in the order of the batches, and are the same.

A task is a batch's name: workers read the batch from the store and write their output there, whole. No article passes through a queue, and no worker opens DuckDB.
"""

from __future__ import annotations

import atexit
import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar

from ct_pipeline.config import ConfigError

R = TypeVar("R")

SMALL = 2000  # articles; starting processes costs about a second, and fewer than these are done here
_PRELOADED = ["ct_pipeline.pipeline", "ct_pipeline.clean", "ct_pipeline.extract"]


@dataclass(frozen=True, slots=True)
class Backend:
    """Where work is done. ``address`` of a Dask scheduler; without one a cluster of ``workers`` processes is started for the run."""

    name: str = "process"
    workers: int = 0  # 0: one a core
    address: str | None = None

    def for_articles(self, articles: int) -> Backend:
        """This backend, or the process itself where there is too little to share out and nobody asked for a number of workers."""
        return SERIAL if self.name == "process" and not self.workers and articles < SMALL else self


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
        yield from _pool(_cores(backend)).map(work, *zip(*calls, strict=True))
    else:
        for call in calls:
            yield work(*call)


def _cores(backend: Backend) -> int:
    return backend.workers or len(os.sched_getaffinity(0))


_pools: dict[int, ProcessPoolExecutor] = {}


def _pool(workers: int) -> ProcessPoolExecutor:
    """Workers that stay for the next stage: each has read the seeds once."""
    pool = _pools.get(workers)
    if pool is None or getattr(pool, "_broken", False):
        # forkserver: Dagster and DuckDB hold threads, and a fork of a process with threads can hang; its server has none, and has imported what workers need
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(_PRELOADED)
        pool = _pools[workers] = ProcessPoolExecutor(workers, mp_context=context)
    return pool


@atexit.register
def close_workers() -> None:
    """Let the processes of a pool go. The next stage starts new ones."""
    while _pools:
        _pools.popitem()[1].shutdown()
