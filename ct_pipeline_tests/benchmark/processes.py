"""What a command used with all of its processes: those that its workers' server started too, which nobody waits for (Linux)."""

from __future__ import annotations

import ctypes
import os
import subprocess
import tempfile
import threading
import time
from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_PR_SET_CHILD_SUBREAPER = 36
_LOOK = 0.25  # seconds between two looks at memory


@dataclass(frozen=True, slots=True)
class Used:
    """``peak_mb``: of all processes together, pages that they share counted once."""

    wall_seconds: float
    cpu_seconds: float
    peak_mb: float
    returncode: int
    output: str


def run(command: Sequence[str]) -> Used:
    """Run a command to its end and that of every process it leaves behind: these become ours, so that the kernel tells what they used."""
    ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    peak = [0.0]
    done = threading.Event()
    with tempfile.TemporaryFile() as out:
        before = set(children(os.getpid()))  # a pool's server that other work of this process left running is none of the command's
        begun = time.perf_counter()
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT)
        watch = threading.Thread(target=_watch, args=(os.getpid(), before, done, peak))
        watch.start()
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        cpu, largest = used.ru_utime + used.ru_stime, used.ru_maxrss / 1024
        while left := set(children(os.getpid())) - before:
            for pid in left:
                with suppress(ChildProcessError):
                    _, _, used = os.wait4(pid, 0)
                    cpu += used.ru_utime + used.ru_stime
        done.set()
        watch.join()
        out.seek(0)
        return Used(round(wall, 2), round(cpu, 2), round(max(peak[0], largest)), process.returncode, out.read().decode(errors="replace"))


def _watch(parent: int, before: set[int], done: threading.Event, peak: list[float]) -> None:
    while not done.wait(_LOOK):
        peak[0] = max(peak[0], sum(_memory_mb(pid) for pid in descendants(parent, before)))


def children(pid: int) -> list[int]:
    """The processes that ``pid`` started or took over."""
    found: list[int] = []
    with suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            found += map(int, (task / "children").read_text().split())
    return found


def descendants(pid: int, without: Collection[int] = ()) -> list[int]:
    """The processes that ``pid`` started, ``without`` some, and those that they started."""
    return [p for child in children(pid) if child not in without for p in (child, *descendants(child))]


def _memory_mb(pid: int) -> float:
    with suppress(OSError, ValueError, StopIteration):
        line = next(x for x in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines() if x.startswith("Pss:"))
        return int(line.split()[1]) / 1024
    return 0.0
