"""A limit on the processor time that one article may take: one that some rule cannot cope with must not hold up all the others.

The limit is far above what any article takes (a thousandth of it is normal), so that it is never a question of how busy the machine is; and it counts
processor time, not the clock. In the main thread a timer signal ends the work, in the middle of a regular expression too; in other threads (a worker of a
cluster) a watchman raises the same error at the next step of the interpreter.
"""

from __future__ import annotations

import ctypes
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

SECONDS = 10.0
SECONDS_A_CHARACTER = 10.0 / 100_000


class TooSlow(BaseException):
    """The time limit of an article is used up. No ``Exception``: nothing on the way may take it for an ordinary error and go on."""


def allowance(characters: int) -> float:
    """Seconds of processor time that a stage may spend on an article of this length."""
    return SECONDS + SECONDS_A_CHARACTER * characters


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Raise :class:`TooSlow` in the block once it has used ``seconds`` of processor time."""
    if threading.current_thread() is threading.main_thread():
        with _by_signal(seconds):
            yield
    else:
        with _by_watchman(seconds):
            yield


@contextmanager
def _by_signal(seconds: float) -> Iterator[None]:
    armed = True

    def ring(number: int, frame: FrameType | None) -> None:
        if armed:
            raise TooSlow

    before = signal.signal(signal.SIGPROF, ring)
    signal.setitimer(signal.ITIMER_PROF, seconds, 1.0)  # again every second, should one be swallowed
    try:
        yield
    finally:
        armed = False
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


@contextmanager
def _by_watchman(seconds: float) -> Iterator[None]:
    worker = threading.get_ident()
    clock = time.pthread_getcpuclockid(worker)
    end = time.clock_gettime(clock) + seconds
    done = threading.Event()
    guard = threading.Lock()  # the work does not end between the watchman's look and his call

    def watch() -> None:
        while not done.wait(min(1.0, max(0.01, end - time.clock_gettime(clock)))):
            with guard:
                if not done.is_set() and time.clock_gettime(clock) >= end:
                    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(worker), ctypes.py_object(TooSlow))
                    return

    watchman = threading.Thread(target=watch, name="time limit", daemon=True)
    watchman.start()
    try:
        yield
    finally:
        with guard:
            done.set()
        watchman.join()
