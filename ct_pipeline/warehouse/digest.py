"""One digest a table of the published file: two warehouses with the same rows have the same digests.

The order of rows does not matter. What tells of a run and not of an article is left out: when and with which batch a row came (``VOLATILE``), and the tables
that are a log of runs (``LOGS``). The names and types of the columns are part of the digest.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb

from ct_pipeline.warehouse.reader import open_published

VOLATILE = frozenset({"batch_id", "ingested_at", "rejected_at"})
LOGS = frozenset({"ops.batches", "ops.sightings", "ops.checks", "ops.quality_history"})


@dataclass(frozen=True, slots=True)
class TableDigest:
    """``digest``: 32 hex digits over columns, number of rows and rows."""

    table: str
    rows: int
    digest: str


def digests(path: Path) -> Iterator[TableDigest]:
    """The digest of every table and view of a DuckDB file, by name. Raises ``NoWarehouse`` where there is none."""
    with open_published(path) as con:
        con_names = """select schema_name || '.' || table_name from duckdb_tables() where not internal
            union all select schema_name || '.' || view_name from duckdb_views() where not internal order by 1"""
        for (name,) in con.execute(con_names).fetchall():
            if name not in LOGS:
                yield _digest(con, name)


def _digest(con: duckdb.DuckDBPyConnection, name: str) -> TableDigest:
    columns = sorted((c[0], str(c[1])) for c in con.execute(f"select * from {name} limit 0").description or () if c[0] not in VOLATILE)
    row = "{" + ", ".join(f"'{c}': \"{c}\"" for c, _ in columns) + "}"
    # each row's SHA-256, summed up in four pieces: a sum does not ask for an order, and needs no memory for the rows
    pieces = ", ".join(f"coalesce(sum(('0x' || h[{at}:{at + 14}])::hugeint), 0)" for at in (1, 16, 31, 46))
    found = con.execute(f"select count(*), {pieces} from (select sha256(to_json({row})::varchar) as h from {name})").fetchone()
    rows, *sums = found or (0,)
    return TableDigest(name, int(rows), hashlib.sha256(repr((columns, rows, sums)).encode()).hexdigest()[:32])


def overall(found: list[TableDigest]) -> str:
    """One digest of all of them."""
    return hashlib.sha256("\n".join(f"{d.table} {d.digest}" for d in found).encode()).hexdigest()[:32]
