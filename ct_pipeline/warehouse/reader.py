"""Read-only access to the published file, locked down: no writing, no attaching, no other files."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import duckdb

_TRIES = 5


class NoWarehouse(RuntimeError):
    """Nothing is published yet: the message says what to run."""


def open_published(path: Path, lock: bool = True) -> duckdb.DuckDBPyConnection:
    """The published DuckDB file, read-only. ``lock``: external access off and configuration frozen, for SQL that a person typed."""
    con = _connect(path)
    if lock and not _is_locked(con):
        con.execute("set python_enable_replacements = false")  # a name in a query is a table, never a variable of this program
        con.execute("set autoinstall_known_extensions = false")
        con.execute("set autoload_known_extensions = false")
        con.execute("set enable_external_access = false")
        con.execute("set lock_configuration = true")
    return con


def rows(con: duckdb.DuckDBPyConnection, query: str, parameters: Sequence[object] = ()) -> list[dict[str, Any]]:
    """What ``query`` finds, a dict of column name to value each row."""
    found = con.execute(query, list(parameters))
    names = [c[0] for c in found.description or ()]
    return [dict(zip(names, values, strict=True)) for values in found.fetchall()]


def _is_locked(con: duckdb.DuckDBPyConnection) -> bool:
    """Connections of one process to one file share their settings: an earlier one may have locked them."""
    found = con.execute("select current_setting('lock_configuration')").fetchone()
    return bool(found and found[0])


def scratch(filesystem: Any = None) -> duckdb.DuckDBPyConnection:
    """A database in memory that reads the store's Parquet files, through ``filesystem`` (:attr:`Store.filesystem`) where they lie on object storage; it downloads no extension."""
    con = duckdb.connect(config={"autoinstall_known_extensions": False})
    if filesystem is not None:
        con.register_filesystem(filesystem)
    return con


def _connect(path: Path) -> duckdb.DuckDBPyConnection:
    for left in reversed(range(_TRIES)):
        if not path.exists():
            raise NoWarehouse(f"no warehouse at {path}; run 'ct-pipeline run' first, or name its folder with --warehouse")
        version = path.resolve()
        try:
            return duckdb.connect(str(version), read_only=True)
        except duckdb.Error:
            if left == 0 or version.exists():  # else it was retired between following the link and opening: follow it again
                raise
            time.sleep(0.01)
    raise AssertionError
