"""One writer at a time: a lock file on the warehouse folder, held by the process for as long as it writes.

The kernel drops the lock when the process ends, however it ends: a killed run leaves nothing to clean up.
"""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from ct_pipeline.config import Settings

_HELD: dict[Path, IO[str]] = {}


class RunBusy(RuntimeError):
    """Another process has been writing for too long: the message says which."""


def hold_writer_lock(settings: Settings, patience: float = 3600.0, say: Callable[[str], None] = lambda line: None) -> None:
    """Become the only writer of this warehouse until the process ends or :func:`release_writer_lock`; a second call is a no-op.

    Waits up to ``patience`` seconds for another writer, saying who it is, then raises :class:`RunBusy`.
    """
    settings.warehouse.mkdir(parents=True, exist_ok=True)
    path = settings.warehouse / ".writer.lock"
    if path in _HELD:
        return
    handle = path.open("a+", encoding="utf-8")
    deadline, told = time.monotonic() + patience, False
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            break
        except BlockingIOError:
            handle.seek(0)
            owner = handle.read().strip() or "another process"
            if time.monotonic() > deadline:
                handle.close()
                raise RunBusy(f"{settings.warehouse} is being written by {owner}; wait for it, or stop that process") from None
            if not told:
                say(f"waiting for {owner}, which is writing to {settings.warehouse}")
                told = True
            time.sleep(0.2)
    handle.seek(0)
    handle.truncate()
    handle.write(f"process {os.getpid()} since {datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC")
    handle.flush()
    _HELD[path] = handle


def release_writer_lock(settings: Settings) -> None:
    """Let the next writer in."""
    handle = _HELD.pop(settings.warehouse / ".writer.lock", None)
    if handle is not None:
        handle.truncate(0)
        handle.close()


def writer_lock_is_held(settings: Settings) -> bool:
    """Whether this process is the writer."""
    return settings.warehouse / ".writer.lock" in _HELD
