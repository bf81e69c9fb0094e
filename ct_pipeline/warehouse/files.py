"""The file operations that the store and the publication are made of.

Few and small on purpose: a test can kill the process before, in the middle of, or after each of them, and another file system can take their place.
What is written here is on the disk when the call returns: a file before the folder is renamed that holds it, a folder's entry before the next step relies on it.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import struct
from pathlib import Path

TEMPORARY = ".tmp-"  # how names begin that nothing reads and every run sweeps


def make_folder(path: Path) -> None:
    path.mkdir(parents=True, exist_ok=True)


def write_file(path: Path, data: bytes) -> None:
    """A new file, whole on the disk. Raises ``OSError`` (disk full, read-only folder) with the file's name."""
    with path.open("wb") as handle:
        handle.write(data)
        handle.flush()
        os.fsync(handle.fileno())


def replace_file(path: Path, data: bytes) -> None:
    """A file that readers see before or after, never between."""
    work = path.with_name(f"{TEMPORARY}{path.name}-{os.getpid()}")
    write_file(work, data)
    rename(work, path)


def rename(source: Path, target: Path) -> None:
    """One step: the target is the old one or the new one. Raises ``OSError`` where the target is a folder that is not empty."""
    source.rename(target)
    settle(target.parent)


def settle(folder: Path) -> None:
    """The folder's entries are on the disk."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def freeze(path: Path) -> None:
    """On the disk, and nobody's to change."""
    with path.open("rb+") as handle:
        os.fsync(handle.fileno())
    path.chmod(0o444)


def swap_link(link: Path, target: str) -> None:
    """Point the symbolic link at ``target`` in one step."""
    work = link.with_name(f"{TEMPORARY}{link.name}-{os.getpid()}")
    work.unlink(missing_ok=True)
    work.symlink_to(target)
    rename(work, link)


def discard(folder: Path) -> None:
    """Remove a folder: out of sight in one step, then its files. A half-removed one is never seen under its name."""
    gone = folder.with_name(f"{TEMPORARY}gone-{folder.name}-{os.getpid()}")
    remove(gone)
    try:
        folder.rename(gone)
    except FileNotFoundError:
        return
    remove(gone)


def remove(path: Path) -> None:
    """Remove a temporary file or folder, if it is there."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def checksum(path: Path) -> str:
    """SHA-256 of a file, read in pieces."""
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def is_read(path: Path) -> bool:
    """Whether a process holds the file open through DuckDB, which locks what it reads. Never waits; False where the file system knows no locks."""
    question = struct.pack("hhqqi4x", fcntl.F_WRLCK, os.SEEK_SET, 0, 0, 0)
    try:
        with path.open("rb") as handle:
            answer = fcntl.fcntl(handle, fcntl.F_OFD_GETLK, question)
    except OSError:
        return False
    return bool(struct.unpack("hhqqi4x", answer)[0] != fcntl.F_UNLCK)
