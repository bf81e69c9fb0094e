"""Run one function over many batches, here or in worker processes, results in the order of the batches.

Workers get the names of batches and write their own output: no article is pickled.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import Any, TypeVar

R = TypeVar("R")


def run_all(work: Callable[..., R], calls: Sequence[tuple[Any, ...]], workers: int = 1) -> Iterator[R]:
    """``work(*call)`` for each call. With one worker, or one call, nothing is started.

    Raises whatever ``work`` raises; a worker that dies raises ``BrokenProcessPool``.
    """
    if workers <= 1 or len(calls) <= 1:
        for call in calls:
            yield work(*call)
        return
    # spawn: Dagster and DuckDB hold threads, and a fork of a process with threads can hang
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(min(workers, len(calls)), mp_context=context) as pool:
        yield from pool.map(work, *zip(*calls, strict=True))
