"""Read-only access to the published file, locked down: no writing, no attaching, no other files."""

from __future__ import annotations

from pathlib import Path

import duckdb


class NoWarehouse(RuntimeError):
    """Nothing is published yet: the message says what to run."""


def open_published(path: Path, lock: bool = True) -> duckdb.DuckDBPyConnection:
    """The published DuckDB file, read-only. ``lock``: external access off and configuration frozen, for SQL that a person typed."""
    if not path.exists():
        raise NoWarehouse(f"no warehouse at {path}; run 'ct-pipeline run' first, or name its folder with --warehouse")
    con = duckdb.connect(str(path.resolve()), read_only=True)
    if lock:
        con.execute("set enable_external_access = false")
        con.execute("set lock_configuration = true")
    return con
