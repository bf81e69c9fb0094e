"""The landing folder: which files there are, and how one is opened without harm."""

from __future__ import annotations

import gzip
import os
import stat
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from ct_pipeline.ingest.identity import printable_path
from ct_pipeline.ingest.limits import ReadError

_TEMPORARY_ENDS = ("~", ".swp", ".swo", ".tmp", ".part", ".partial", ".crdownload", ".bak")
_TEMPORARY_NAMES = frozenset(("thumbs.db", "desktop.ini", "__macosx", "__pycache__", "lost+found"))


def is_temporary(name: str) -> bool:
    """Hidden files, and what editors, browsers and desktops leave behind."""
    lower = name.lower()
    return name.startswith((".", "#", "~$")) or lower.endswith(_TEMPORARY_ENDS) or lower in _TEMPORARY_NAMES


def discover(paths: Sequence[Path], root: Path | None = None) -> Iterator[tuple[Path, str]]:
    """Files to read with their ``source_uri``, folders recursively, in an order that depends on names only.

    ``root`` is the landing folder that addresses are relative to; without it, or for paths outside it, the folder given (or the file's own folder) is.
    Nothing is opened. What must not be opened (links that lead out, pipes, devices, unreadable folders) is yielded like a file: ``read_file`` rejects it.
    """
    bases = (root.absolute(), root.resolve()) if root is not None else ()
    seen: set[str] = set()
    for path in sorted(paths, key=os.fsencode):
        top = path.absolute()
        if top.is_symlink():  # named by the user: that is where they point
            top = top.resolve()
        own = top if top.is_dir() else top.parent
        anchor = next((base for base in bases if top.is_relative_to(base)), own)
        for found in _walk(top):
            if len(paths) > 1:  # one may lie within another
                if (key := os.fspath(found)) in seen:
                    continue
                seen.add(key)
            yield found, printable_path(found.relative_to(anchor))


def _walk(top: Path) -> Iterator[Path]:
    """Names of a folder are held while it is read, and no more: a folder may have a million files."""
    open_folders = [iter((top,))]
    while open_folders:
        if (path := next(open_folders[-1], None)) is None:
            open_folders.pop()
        elif _is_folder(path) and (names := _names(path)) is not None:
            open_folders.append(map(path.joinpath, names))
        else:
            yield path


def _names(folder: Path) -> list[str] | None:
    """What lies in a folder, in the order of its bytes; None where it cannot be listed."""
    try:
        with os.scandir(folder) as entries:
            return sorted((entry.name for entry in entries if not is_temporary(entry.name)), key=os.fsencode)
    except OSError:
        return None


def _is_folder(path: Path) -> bool:
    """A folder to walk into. Links to folders are never followed: what they lead to inside the landing folder is found there."""
    try:
        return stat.S_ISDIR(os.lstat(path).st_mode)
    except OSError:
        return False


def landing_root(path: Path, source_uri: str) -> Path:
    """The folder that ``source_uri`` is relative to; the file's own folder where the two do not match."""
    absolute = path.absolute()
    depth = source_uri.count("/") + 1
    if len(absolute.parts) > depth and printable_path(Path(*absolute.parts[-depth:])) == source_uri:
        return absolute.parents[depth - 1]
    return absolute.parent


@contextmanager
def open_landed(path: Path, source_uri: str) -> Iterator[IO[bytes]]:
    """Open a landed file for reading. Raises ``ReadError``: ``unsupported`` for links out, folders, pipes and devices, ``unreadable`` otherwise."""
    try:
        info = os.lstat(path)
        if stat.S_ISLNK(info.st_mode):
            target = path.resolve(strict=True)
            if not target.is_relative_to(landing_root(path, source_uri).resolve()):
                raise ReadError("unsupported", "a symbolic link that leads out of the landing folder: land the file itself")
            if target.is_dir():
                raise ReadError("unsupported", "a symbolic link to a folder: its files are read where they lie")
        # Without blocking: a pipe put in the file's place after the check must not hang the run.
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOCTTY)
    except FileNotFoundError as error:
        raise ReadError("unreadable", "it vanished before it was read: land it again") from error
    except (OSError, RuntimeError, ValueError) as error:
        raise ReadError("unreadable", f"{getattr(error, 'strerror', None) or error}: make it readable for the user who runs the pipeline") from error
    try:
        handle = os.fdopen(descriptor, "rb", buffering=1 << 16)
    except OSError as error:
        os.close(descriptor)
        raise ReadError("unsupported", f"{error.strerror}: land files, or name the folder") from error
    with handle:
        before = os.fstat(handle.fileno())
        if not stat.S_ISREG(before.st_mode):
            raise ReadError("unsupported", "not a regular file (a folder, pipe, socket or device): land files only")
        try:
            yield handle
        except OSError as error:
            raise ReadError("unreadable", f"reading failed ({error.strerror}): land it again") from error
        after = os.fstat(handle.fileno())
        if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
            raise ReadError("unreadable", "it changed while it was read: write files elsewhere and move them in, then run again")


class Bounded:
    """A binary stream that gives at most ``limit`` bytes, unpacked from gzip where it is packed; damage is a ``ReadError``."""

    def __init__(self, handle: IO[bytes], limit: int) -> None:
        self.packed = handle.read(2) == b"\x1f\x8b"
        handle.seek(0)
        self._stream: IO[bytes] = gzip.GzipFile(fileobj=handle) if self.packed else handle  # type: ignore[assignment]
        self._limit = limit
        self._given = 0
        self._failure: ReadError | None = None

    def read(self) -> bytes:
        """All of it."""
        return self._count(lambda: self._stream.read(self._limit + 1))

    def read1(self, size: int, /) -> bytes:
        """The next bytes, as many as come at once: what stands before damage is given before the damage is told."""
        return self._count(lambda: self._stream.read1(min(size, self._limit - self._given + 1)))  # type: ignore[attr-defined]

    def _count(self, read: Callable[[], bytes]) -> bytes:
        if self._failure is not None:
            raise self._failure
        try:
            data = read()
            self._given += len(data)
            if self._given > self._limit:
                packed = " once unpacked" if self.packed else ""
                raise ReadError("too_large", f"more than {self._limit:,} bytes{packed}: split it, or raise the limit if it is what it should be")
        except EOFError:
            self._failure = ReadError("truncated", "the gzip file ends too early: copy it again")
        except (gzip.BadGzipFile, zlib.error) as error:
            self._failure = ReadError("truncated", f"the gzip file is damaged ({error}): copy it again")
        except ReadError as error:
            self._failure = error
        if self._failure is not None:
            raise self._failure
        return data
