"""What a step cost: CPU seconds, wall seconds, peak memory, of this process and the workers it started. Numbers, so that the UI plots them."""

from __future__ import annotations

import resource
import time
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from ct_pipeline.scale.backends import WORKERS

_KB = 1024.0


def _cpu() -> float:
    own, workers = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + workers.ru_utime + workers.ru_stime + WORKERS.cpu_seconds


def _reset_peak() -> bool:
    """Linux: forget the peak so far, so that a step is not charged with its predecessors'. False where that cannot be done."""
    with suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5")
        return True
    return False


def _peak_mb() -> float:
    with suppress(OSError, ValueError, StopIteration):
        line = next(x for x in Path("/proc/self/status").read_text().splitlines() if x.startswith("VmHWM"))
        return int(line.split()[1]) / _KB
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _KB


class Meter:
    """``with Meter() as meter: work()``; then :meth:`metadata`. Peak memory is that of the step (where the kernel tells), else of the process."""

    def __enter__(self) -> Meter:
        _reset_peak()
        self._wall, self._cpu = time.perf_counter(), _cpu()
        WORKERS.peak_mb = 0.0
        self._workers_before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
        self.wall = self.cpu = self.peak_mb = self.worker_peak_mb = 0.0
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.wall, self.cpu, self.peak_mb = time.perf_counter() - self._wall, _cpu() - self._cpu, _peak_mb()
        largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
        self.worker_peak_mb = max(WORKERS.peak_mb, largest / _KB if largest != self._workers_before else 0.0)

    def metadata(self) -> dict[str, float]:
        out = {"wall_seconds": round(self.wall, 3), "cpu_seconds": round(self.cpu, 3), "peak_memory_mb": round(self.peak_mb, 1)}
        return out | ({"worker_peak_memory_mb": round(self.worker_peak_mb, 1)} if self.worker_peak_mb else {})
