"""What a check's table comes to, worked out by DuckDB: how many rows were judged, how many fail, what a group's share is.

Great Expectations judges these numbers against the bounds (:mod:`ct_pipeline.quality.runner`). Its pandas engine would hold every row of a table several
times over, 10 GB at a million articles; here a table of any size is one pass, and only the keys of failing rows are ever fetched.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb

from ct_pipeline import tables
from ct_pipeline.quality.catalog import Check
from ct_pipeline.quality.frames import MEASURE, PER, WHOLE, groups_sql, rows_sql, wrong_types
from ct_pipeline.tables import Table
from ct_pipeline.warehouse.schema import sql_literal

_BY_ROW = ("rows", "in_set", "regex", "dates")


@dataclass(frozen=True, slots=True)
class Measured:
    """The measure of one check.

    ``rows``: of the table. ``judged``: rows with a value (of a key: all of them). ``number``: what is bounded, a share or a number of the whole; None: nothing was judged.
    ``failing``: rows that do not comply. ``groups``: how many there are; ``outside``: those out of bounds. ``broken``: why it could not be worked out.
    """

    rows: int
    judged: int = 0
    number: float | None = None
    failing: int = 0
    groups: int = 0
    outside: tuple[str, ...] = ()
    said: str | None = None  # of the whole table: what is wrong, in words
    broken: str | None = None


def described(table_name: str) -> Table | None:
    """The table as :mod:`ct_pipeline.tables` describes it; None for a model."""
    return next((t for t in (*tables.STAGE_TABLES, tables.EXTRACTED, *tables.REF_TABLES) if t.full_name == table_name), None)


def measure(con: duckdb.DuckDBPyConnection, table_name: str, checks: Sequence[Check]) -> dict[str, Measured]:
    """What each check of a table comes to, by its name. A table that cannot be read makes every check of it ``broken`` but that of its types."""
    table = described(table_name)
    found: dict[str, Measured] = {}
    try:
        if table is not None and any(c.check_name == "types_as_described" for c in checks):
            wrong = wrong_types(con, table)
            found["types_as_described"] = Measured(0, 1, float(not wrong), said="; ".join(wrong) or None)
        found |= _wholes(con, table_name, checks) | _by_row(con, table_name, table, checks)
        rows = _count(con, table_name)
        for c in checks:
            if c.kind == "unique":
                found[c.check_name] = _key(con, table_name, c, rows)
            elif c.kind in ("groups", "drift"):
                found[c.check_name] = _groups(con, table_name, c, rows)
    except duckdb.Error as error:
        why = str(error).splitlines()[0]
        return {c.check_name: found.get(c.check_name, Measured(0, broken=why)) for c in checks}
    return {c.check_name: found.get(c.check_name, Measured(rows)) for c in checks}


def _count(con: duckdb.DuckDBPyConnection, table_name: str) -> int:
    found = con.execute(f"select count(*) from {table_name}").fetchone()
    return int(found[0]) if found else 0


def _wholes(con: duckdb.DuckDBPyConnection, table_name: str, checks: Sequence[Check]) -> dict[str, Measured]:
    wanted = [c for c in checks if c.kind == "whole" and c.columns[0] in WHOLE.get(table_name, {})]
    if not wanted:
        return {}
    row = con.execute("select " + ", ".join(WHOLE[table_name][c.columns[0]] for c in wanted)).fetchone() or ()
    return {c.check_name: Measured(0, 1, float(value)) for c, value in zip(wanted, row, strict=True) if value is not None}


def fails(c: Check) -> str:
    """When a row of :func:`rows_sql` does not comply, as SQL; null or false where it does or is not judged."""
    column = f'"{c.columns[0]}"'
    match c.kind:
        case "rows":
            return f"not {column}"
        case "in_set":
            return f"{column} not in ({', '.join(sql_literal(str(v)) for v in c.values)})"
        case "regex":
            return f"not regexp_matches({column}, {sql_literal(str(c.values[0]))})"
        case "dates":
            return f"({column} < {sql_literal(str(c.earliest))}::date or {column} > getvariable('landed_on')::date + {c.after_landing or 0})"
        case _:
            raise AssertionError(c.kind)


def _by_row(con: duckdb.DuckDBPyConnection, table_name: str, table: Table | None, checks: Sequence[Check]) -> dict[str, Measured]:
    """Checks of each row by itself: one pass over the table for all of them."""
    wanted = [c for c in checks if c.kind in _BY_ROW]
    if not wanted:
        return {}
    counts = ", ".join(f'count("{c.columns[0]}"), count(*) filter ({fails(c)})' for c in wanted)
    total, *numbers = con.execute(f"select count(*), {counts} from ({rows_sql(table_name, wanted, table)})").fetchone() or (0,)
    out = {}
    for c, judged, failing in zip(wanted, numbers[::2], numbers[1::2], strict=True):
        least = c.min_rows if c.kind in ("rows", "dates") else 1
        out[c.check_name] = Measured(total, judged, (judged - failing) / judged, failing) if judged >= max(least, 1) else Measured(total)
    return out


def _key(con: duckdb.DuckDBPyConnection, table_name: str, c: Check, rows: int) -> Measured:
    keys = ", ".join(f'"{k}"' for k in c.columns)
    given = f'{table_name} where "{c.columns[0]}" is not null' if len(c.columns) == 1 else table_name
    # numbers first: to group twenty million texts takes gigabytes, and hardly ever do two of their hashes meet
    meet = con.execute(f"select count(*) from (select hash({keys}) as h from {given} group by 1 having count(*) > 1)").fetchone()
    failing = 0
    if meet and meet[0]:
        found = con.execute(f"select coalesce(sum(n), 0)::bigint from (select count(*) as n from {given} group by {keys} having count(*) > 1)").fetchone()
        failing = int(found[0]) if found else 0
    return Measured(rows, rows, (rows - failing) / rows, failing) if rows else Measured(rows)


def _groups(con: duckdb.DuckDBPyConnection, table_name: str, c: Check, rows: int) -> Measured:
    if c.kind == "drift" and _landings_before(con) < c.min_batches:
        return Measured(rows)  # nothing to compare with: the days that there are need not be read
    found = con.execute(groups_sql(table_name, c)).fetchall()
    shares = [(group, share) for group, share in found if share is not None]
    if not shares:
        return Measured(rows)
    low, high = c.warning or c.critical or (None, None)
    outside = tuple(g for g, v in shares if g is not None and ((low is not None and v < low) or (high is not None and v > high)))
    return Measured(rows, len(shares), _worst([v for _, v in shares], low, high), groups=sum(g is not None for g, _ in found), outside=outside)


def _landings_before(con: duckdb.DuckDBPyConnection) -> int:
    found = con.execute("select count(distinct landed_on) from before_ops.batches").fetchone()
    return int(found[0]) if found else 0


def _worst(values: Sequence[float], low: float | None, high: float | None) -> float:
    """The value that lies furthest outside of (or nearest to) the bounds."""
    if high is None:
        return min(values)
    if low is None:
        return max(values)
    return max(values, key=lambda v: abs(v - (low + high) / 2))


def failing_rows(con: duckdb.DuckDBPyConnection, c: Check, m: Measured, limit: int) -> tuple[list[str], list[str]]:
    """The first ``limit`` keys of the rows that do not comply (what ``ct-pipeline explain`` takes), and up to four names of what is wrong with them."""
    if c.kind == "whole":
        return [], [m.said] if m.said else []
    rows, condition = rows_sql(c.table_name, [c], described(c.table_name)), ""
    if c.kind == "unique":
        keys = ", ".join(f'"{k}"' for k in c.columns)
        rows, condition = f"select * from ({rows}) qualify count(*) over (partition by {keys}) > 1", "true"
    elif c.kind in ("groups", "drift"):
        condition = f'"{PER}" in ({", ".join(map(sql_literal, m.outside))})' if c.per else "true"
        # where the measure is a truth, the rows that pull the share down: those of which it does not hold
        truths = con.execute(f'select bool_and("{MEASURE}" in (0, 1)) and bool_or("{MEASURE}" = 0) from ({rows}) where {condition}').fetchone()
        if truths and truths[0]:
            condition += f' and "{MEASURE}" = 0'
    else:
        condition = fails(c)
    ids: list[str] = []
    if c.key:
        ids = [i for (i,) in con.execute(f'select distinct "{c.key[0]}"::varchar as id from ({rows}) where {condition} and "{c.key[0]}" is not null order by 1 limit {limit}').fetchall()]
    names = list(m.outside[:4]) if c.kind in ("groups", "drift") and c.per else []
    if c.per and c.kind not in ("groups", "drift"):
        names = [n for (n,) in con.execute(f'select "{PER}" as name from ({rows}) where {condition} and "{PER}" is not null group by 1 order by count(*) desc, 1 limit 4').fetchall()]
    return ids, names
