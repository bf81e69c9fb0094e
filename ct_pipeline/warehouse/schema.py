"""What :mod:`ct_pipeline.tables` means to Parquet and to DuckDB."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pyarrow as pa

from ct_pipeline.tables import Table

_ARROW = {
    "varchar": pa.string(), "integer": pa.int32(), "bigint": pa.int64(), "double": pa.float64(), "boolean": pa.bool_(), "date": pa.date32(), "timestamp": pa.timestamp("us"),
}  # fmt: skip


ROW_GROUP = 16_384  # rows: what is added is written together with its row group again, and the default of 122,880 articles takes seconds


def arrow_schema(table: Table) -> pa.Schema:
    """The Parquet schema of a table, descriptions as field metadata."""
    return pa.schema([pa.field(c.name, _ARROW[c.type], c.nullable, {"description": c.description}) for c in table.columns])


def arrow_table(table: Table, rows: Iterable[Any], **constant: object) -> pa.Table:
    """Record objects (fields named like the columns) as an Arrow table; ``constant`` fills columns that records lack.

    A column that neither the records nor ``constant`` have is null.
    """
    rows = list(rows)
    fields = set(rows[0].__dataclass_fields__) if rows else set()
    columns: dict[str, list[object]] = {}
    for c in table.columns:
        if c.name in fields:
            columns[c.name] = [getattr(r, c.name) for r in rows]
        else:
            columns[c.name] = [constant.get(c.name)] * len(rows)
    schema = arrow_schema(table)
    return pa.table({name: pa.array(values, schema.field(name).type) for name, values in columns.items()}, schema=schema)


def sql_literal(text: str) -> str:
    """A SQL string literal."""
    return "'" + text.replace("'", "''") + "'"


# Of tables with many rows an article the key is held by a check alone: DuckDB's index on it would be a fifth of the file, and must fit into memory whole.
_NO_INDEX = {"clean.sentences", "clean.segments", "facts.mentions", "facts.time_expressions", "facts.entities", "facts.affiliations", "facts.statements"}


def ddl(table: Table) -> str:
    """``create table`` with types, nullability and key. References are held by checks, not by DuckDB: a bulk load is faster so."""
    lines = [f'  "{c.name}" {c.type}' + ("" if c.nullable else " not null") for c in table.columns]
    if table.key and table.full_name not in _NO_INDEX and not any(table.column(k).nullable for k in table.key):
        lines.append(f"  primary key ({', '.join(table.key)})")
    return f"create table {table.full_name} (\n" + ",\n".join(lines) + "\n)"


def comments(table: Table, kind: str = "table") -> list[str]:
    """The statements that put a table's descriptions into the database."""
    out = [f"comment on {kind} {table.full_name} is {sql_literal(table.grain)}"]
    for c in table.columns:
        text = c.description + (f" [{' | '.join(c.allowed)}]" if c.allowed else "")
        out.append(f'comment on column {table.full_name}."{c.name}" is {sql_literal(text)}')
    return out
