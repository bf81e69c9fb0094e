"""Dagster's event log in SQLite, with connections that stay open: the shipped ``dagster.yaml`` names it.

A run writes about nine hundred events, six in ten of them because each check is an asset check of its own. Dagster's storage opens and closes a
connection for every statement; the last one to close a file in WAL mode copies the log into it and waits for the disk, every time. That was half of
a run's time, and most of it where the disk was busy. The files, their place and what stands in them are Dagster's own: the class can be left out of
``dagster.yaml`` at any time.

``synchronous = normal`` is SQLite's recommendation for WAL: a killed process loses nothing; a machine that loses power may lose its last second of
events, never the file.
"""

from __future__ import annotations

import os
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from dagster import StringSource
from dagster._core.storage.event_log.sqlite.sqlite_event_log import SqliteEventLogStorage
from dagster._core.storage.sqlite import SQLITE_BUSY_TIMEOUT_SECONDS
from dagster._serdes import ConfigurableClassData
from sqlalchemy import create_engine, event
from sqlalchemy.engine import Connection, Engine

OPEN_FILES = 6  # the index, and the runs that were read or written last


class EventLog(SqliteEventLogStorage):
    """See above. ``home``: the Dagster home, in which events lie where Dagster itself puts them (``history/runs``)."""

    def __init__(self, base_dir: str, inst_data: ConfigurableClassData | None = None) -> None:
        self._open: OrderedDict[str, tuple[Engine, int]] = OrderedDict()  # shard: its engine, the inode of its file
        super().__init__(base_dir, inst_data)

    @classmethod
    def config_type(cls) -> Any:
        return {"home": StringSource}

    @classmethod
    def from_config_value(cls, inst_data: ConfigurableClassData | None, config_value: Any) -> EventLog:
        return cls(str(Path(config_value["home"]) / "history" / "runs"), inst_data)

    @contextmanager
    def _connect(self, shard: str) -> Iterator[Connection]:
        with self._db_lock:
            engine, path = self._engine(shard), self.path_for_shard(shard)
            with engine.begin() as connection:
                driver: Any = connection.connection.driver_connection
                before = driver.total_changes
                yield connection
                changed = driver.total_changes != before
            if changed:
                with suppress(OSError):
                    os.utime(path)  # what is new lies in the -wal file: whoever watches this one (the run page of the UI) is told

    def _engine(self, shard: str) -> Engine:
        """The open engine of a file; a new one where there is none or where the file is not the one it was (somebody removed the history)."""
        path = Path(self.path_for_shard(shard))
        if shard in self._open:
            engine, inode = self._open[shard]
            if _inode(path) == inode:
                self._open.move_to_end(shard)
                return engine
            self._close(shard)
            self._initialized_dbs.discard(shard)
        engine = create_engine(self.conn_string_for_shard(shard), pool_size=1, connect_args={"timeout": SQLITE_BUSY_TIMEOUT_SECONDS, "check_same_thread": False})
        event.listen(engine, "connect", _wait_for_no_disk)
        if shard not in self._initialized_dbs:
            self._initdb(engine)
            self._initialized_dbs.add(shard)
        self._open[shard] = (engine, _inode(path))
        while len(self._open) > OPEN_FILES:
            self._close(next(iter(self._open)))
        return engine

    def _close(self, shard: str) -> None:
        self._open.pop(shard)[0].dispose()

    def dispose(self) -> None:
        with self._db_lock:
            for shard in list(self._open):
                self._close(shard)
        super().dispose()


def _inode(path: Path) -> int:
    try:
        return path.stat().st_ino
    except FileNotFoundError:
        return -1


def _wait_for_no_disk(connection: Any, record: Any) -> None:
    connection.execute("PRAGMA synchronous = NORMAL")
