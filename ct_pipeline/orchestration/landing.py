"""What lies in the landing folder, said in a few characters: pure, without Dagster."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

TIMEZONE = "Africa/Casablanca"
SETTLE_SECONDS = 5.0  # a file younger than this may still be being written: it waits for the next tick


def landing_day(now: datetime | None = None) -> str:
    """The partition that something landed now belongs to."""
    return (now or datetime.now(ZoneInfo(TIMEZONE))).strftime("%Y-%m-%d")


def _entries(folder: Path) -> Iterator[tuple[str, int, int]]:
    stack = [folder]
    while stack:
        try:
            listing = os.scandir(stack.pop())
        except FileNotFoundError:
            continue  # taken away since its parent was listed
        with listing:
            for entry in listing:
                if entry.name.startswith("."):
                    continue
                try:
                    if entry.is_dir(follow_symlinks=False):
                        stack.append(Path(entry.path))
                    elif entry.is_file(follow_symlinks=False):
                        info = entry.stat(follow_symlinks=False)
                        yield entry.path, info.st_size, info.st_mtime_ns
                except FileNotFoundError:
                    continue


def folder_state(folder: Path, settled_before_ns: int) -> tuple[str, int, int]:
    """A digest of the settled files of ``folder`` (path, size, time), how many they are, and how many are still being written."""
    total, settled, fresh = 0, 0, 0
    for path, size, mtime in _entries(folder):
        if mtime > settled_before_ns:
            fresh += 1
            continue
        settled += 1
        # a sum of hashes does not depend on the order of the listing and needs no memory for 50,000 names
        total = (total + int.from_bytes(hashlib.blake2b(f"{path}\0{size}\0{mtime}".encode("utf-8", "surrogateescape"), digest_size=8).digest(), "big")) % 2**64
    return f"{settled}:{total:016x}", settled, fresh


def settled_before(seconds: float) -> Callable[[Path], bool]:
    """Whether a file was last written before that time (seconds since 1970): the same set for the run as for the tick that asked for it."""

    def ready(path: Path) -> bool:
        try:
            return path.stat().st_mtime <= seconds
        except OSError:
            return True  # reading it says what is wrong

    return ready
