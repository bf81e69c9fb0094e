"""Every table and view of ``marts`` as Parquet, or as CSV that a spreadsheet may open."""

from __future__ import annotations

import codecs
import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb

from ct_pipeline.export import Written
from ct_pipeline.export.files import whole
from ct_pipeline.warehouse.schema import sql_literal

# A spreadsheet runs a cell that begins with one of these as a formula, wide forms included, blanks before it skipped (OWASP, "CSV Injection").
_FORMULA = r"^[\s\x00]*[=+\-@\t\r＝＋－＠]"


def write_parquet(con: duckdb.DuckDBPyConnection, folder: Path) -> Iterator[Written]:
    """``<table>.parquet`` for every table and view of marts, rows in a fixed order, the table's own column types."""
    for name, columns in _marts(con):
        select = ", ".join(f'"{c}"' for c, _ in columns)
        with whole(folder / f"{name}.parquet") as part:
            rows = _copy(con, f'select {select} from marts."{name}" order by all', part, "format parquet, compression zstd")
        yield Written(folder / f"{name}.parquet", rows)


def write_csv(con: duckdb.DuckDBPyConnection, folder: Path) -> Iterator[Written]:
    """``<table>.csv`` for every table and view of marts. A text cell that a spreadsheet would run gets an apostrophe before it; all else is as in the warehouse."""
    for name, columns in _marts(con):
        select = ", ".join(_plain(column, kind) for column, kind in columns)
        with whole(folder / f"{name}.csv") as part:
            body = part.with_name(part.name + ".body")
            try:
                rows = _copy(con, f'select {select} from marts."{name}" order by all', body, "format csv, header")
                with part.open("wb") as out, body.open("rb") as source:
                    out.write(codecs.BOM_UTF8)  # without it Excel reads Arabic as Latin letters
                    shutil.copyfileobj(source, out)
            finally:
                body.unlink(missing_ok=True)
        yield Written(folder / f"{name}.csv", rows)


def _plain(column: str, kind: str) -> str:
    quoted = f'"{column}"'
    if kind != "VARCHAR":
        return quoted
    return f"case when regexp_matches({quoted}, {sql_literal(_FORMULA)}) then '''' || {quoted} else {quoted} end as {quoted}"


def _copy(con: duckdb.DuckDBPyConnection, query: str, path: Path, options: str) -> int:
    row = con.execute(f"copy ({query}) to {sql_literal(str(path))} ({options})").fetchone()
    return int(row[0]) if row else 0


def _marts(con: duckdb.DuckDBPyConnection) -> list[tuple[str, list[tuple[str, str]]]]:
    """Tables and views of marts with their columns and types, by name."""
    found: dict[str, list[tuple[str, str]]] = {}
    for table, column, kind in con.execute(
        "select table_name, column_name, data_type from duckdb_columns() where schema_name = 'marts' order by table_name, column_index"
    ).fetchall():
        found.setdefault(table, []).append((column, kind))
    return list(found.items())
