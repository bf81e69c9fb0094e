"""The per-article stages on a Dask cluster (https://distributed.dask.org): a batch a task, tried again on another worker when one is lost.

Scheduler, workers and this process see one store: a shared folder, or object storage. This project must be installed on all three.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from ct_pipeline.config import ConfigError
from ct_pipeline.scale.backends import Backend

if TYPE_CHECKING:
    from distributed import Client

R = TypeVar("R")

CONNECT_SECONDS = 30
TRIES = 4  # of a batch, when its worker dies: bad luck three times over is a batch that kills workers


class ClusterError(RuntimeError):
    """The cluster cannot do the work; the message says what to look at."""


def run_on_cluster(work: Callable[..., R], calls: Sequence[tuple[Any, ...]], backend: Backend) -> Iterator[R]:
    """``work(*call)`` for each call on the cluster of ``backend``, results in the order of ``calls``.

    Raises what ``work`` raises; :class:`ClusterError` where workers died at one batch ``TRIES`` times or do not see the store.
    """
    from distributed import KilledWorker

    with _client(backend) as client:
        client.register_plugin(_warm_worker(calls[0]), name="ct-pipeline")
        _verify_store(client, calls[0])
        futures = [client.submit(work, *call, pure=False, retries=1, key=f"{work.__name__.strip('_')}-{n}-{call[-1].batch_id}") for n, call in enumerate(calls)]
        try:
            for n, future in enumerate(futures):
                yield future.result()
                futures[n] = None  # its memory on the cluster goes now, not at the end
        except KilledWorker as error:
            raise ClusterError(f"workers died {TRIES} times at one batch ({error}): look at the worker's log; most likely it has too little memory") from error


@contextmanager
def _client(backend: Backend) -> Iterator[Client]:
    import dask
    from distributed import Client, LocalCluster

    with dask.config.set({"distributed.scheduler.allowed-failures": TRIES - 1, "distributed.worker.daemon": True, "distributed.comm.timeouts.connect": CONNECT_SECONDS}):
        if backend.address:
            try:
                client = Client(backend.address, timeout=CONNECT_SECONDS, set_as_default=False)
            except (OSError, ValueError) as error:
                raise ConfigError(f"no Dask scheduler answers at {backend.address} ({error}); start one with: dask scheduler --host HOST") from error
            with client:
                yield client
            return
        # One thread a worker: the work is pure Python, and the interpreter lock would make threads wait for each other.
        with LocalCluster(n_workers=backend.workers or None, threads_per_worker=1, processes=True, dashboard_address=None) as cluster, Client(cluster, set_as_default=False) as client:
            yield client


def _warm_worker(call: tuple[Any, ...]) -> Any:
    """A plugin that reads the seeds when a worker starts, one that joins later too, so that no batch waits for it."""
    from distributed import WorkerPlugin

    class Warm(WorkerPlugin):  # type: ignore[misc]
        idempotent = True

        def __init__(self, seeds: Path) -> None:
            self.seeds = seeds

        def setup(self, worker: Any) -> None:
            from ct_pipeline.lexicon.knowledge import load_knowledge

            load_knowledge(self.seeds).registry  # noqa: B018  read now

    return Warm(call[0].seeds)


def _verify_store(client: Client, call: tuple[Any, ...]) -> None:
    """Every worker must see the batch that it is about to be asked for."""
    blind = [address for address, seen in client.run(_sees, call[-1]).items() if not seen]
    if blind:
        raise ClusterError(f"{', '.join(sorted(blind))} cannot read {call[-1].path}: the store must be a folder that all workers share under the same path, or object storage (CT_STORE)")


def _sees(batch: Any) -> bool:
    return bool((batch.path / "manifest.json").exists())
