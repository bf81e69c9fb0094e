"""What the checks of a table look at, as SQL: a projection of its rows with only the columns that its checks need, and its groups."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date

import duckdb

from ct_pipeline import tables
from ct_pipeline.config import Settings
from ct_pipeline.language.calendars import CalendarSeeds
from ct_pipeline.lexicon.seeds import Seeds
from ct_pipeline.quality import measures, measures_marts
from ct_pipeline.quality.catalog import Check, check_catalog
from ct_pipeline.quality.thresholds import load_parameters
from ct_pipeline.tables import Table
from ct_pipeline.warehouse.objects import open_store
from ct_pipeline.warehouse.reader import scratch
from ct_pipeline.warehouse.schema import ddl, sql_literal
from ct_pipeline.warehouse.sqlmodels import models
from ct_pipeline.warehouse.store import BatchFolder
from ct_pipeline.warehouse.versions import stage_version

ROWS: Mapping[str, Mapping[str, str]] = {**measures.ROWS, **measures_marts.ROWS}
WHOLE: Mapping[str, Mapping[str, str]] = {**measures.WHOLE, **measures_marts.WHOLE}
PRELUDES: Mapping[str, str] = {**measures.PRELUDES, **measures_marts.PRELUDES}

MEASURE, PER = "the measure", "the group"  # columns of rows_sql: of a check of groups or drift, of a check that names what is wrong
MEMORY = "2GB"  # what DuckDB may hold while it measures; the rest spills to disk

_REFERENCED_BEFORE_MARTS = {"marts.dim_entity.entity_id": "facts.entities.entity_id", "ref.entities.entity_id": "facts.entities.entity_id"}
_DUCKDB_TYPES = {"VARCHAR": "varchar", "INTEGER": "integer", "BIGINT": "bigint", "DOUBLE": "double", "BOOLEAN": "boolean", "DATE": "date", "TIMESTAMP": "timestamp"}


@contextmanager
def stage_connection(stage: str, settings: Settings, days: Sequence[date] | None = None, only: str | None = None) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection that sees what a stage's checks need: the store's current Parquet of ``days`` (None: all of it), or for marts the built file.

    ``only`` names the one table that will be looked at.

    Beside ``raw``, ``clean``, ``facts`` and ``ops`` there are ``before_raw`` ... with the landing days before, for drift (empty where ``days`` is None).
    """
    if stage == "marts":
        from ct_pipeline.warehouse.build import candidate_or_published

        with duckdb.connect(str(candidate_or_published(settings)), read_only=True) as con:
            _set_parameters(con, settings)
            yield con
        return
    store = open_store(settings)
    with scratch(store.filesystem) as con:
        _set_parameters(con, settings)
        everything = {s: store.batches(s) for s in ("raw", "clean", "facts")}
        _views(con, "", settings, everything, None if days is None else set(days))
        if only is None or only in PRELUDES or any(c.kind == "drift" and c.table_name == only for c in check_catalog(stage)):
            _views(con, "before_", settings, everything, _days_before(stage, everything["raw"], days))
        con.execute("create schema marts")
        for model in models():
            if model.name == "marts.fold":
                con.execute(model.sql)
        con.execute("create table checked_weekdays (word varchar, iso integer)")
        words = [(w, iso) for iso, names in Seeds(settings.seeds).yaml("language/months.yml", CalendarSeeds).weekdays.items() for w in names]
        con.executemany("insert into checked_weekdays select distinct marts.fold(?), ?", words)
        yield con


def _set_parameters(con: duckdb.DuckDBPyConnection, settings: Settings) -> None:
    con.execute(f"set memory_limit = '{MEMORY}'")
    con.execute(f"set temp_directory = {sql_literal(str(settings.warehouse / '.building-spill'))}")
    for name, value in load_parameters(settings.seeds).items():
        con.execute(f"set variable {name} = {float(value)}")


def _days_before(stage: str, raw: Sequence[BatchFolder], days: Sequence[date] | None) -> set[date]:
    """The landing days that drift looks back at: the last few with anything before the first of ``days``."""
    if not days:
        return set()
    back = max((c.trailing for c in check_catalog(stage)), default=0)
    earlier = sorted({b.landed_on for b in raw if b.landed_on < min(days)})
    return set(earlier[-back:]) if back else set()


def _views(con: duckdb.DuckDBPyConnection, prefix: str, settings: Settings, everything: Mapping[str, Sequence[BatchFolder]], days: set[date] | None) -> None:
    for schema in ("raw", "clean", "facts", "ops"):
        con.execute(f"create schema {prefix}{schema}")
    for table in (*tables.STAGE_TABLES, tables.EXTRACTED, tables.BATCHES, tables.FAILURES):
        files = []
        for source in {"batches": ("raw",), "failures": ("clean", "facts")}.get(table.name, (table.schema,)):
            version = stage_version(source, settings.seeds)
            batches = [b for b in everything[source] if days is None or b.landed_on in days]
            current = {b.batch_id for b in batches if b.version == version}
            files += [str(b.table(table.name)) for b in batches if b.version == version or b.batch_id not in current]
        if files:
            con.execute(f"create view {prefix}{table.full_name} as select * from read_parquet([{', '.join(map(sql_literal, files))}], union_by_name = true)")
        else:
            con.execute(ddl(table).replace(f"create table {table.full_name}", f"create table {prefix}{table.full_name}", 1))


def wrong_types(con: duckdb.DuckDBPyConnection, table: Table) -> list[str]:
    """Columns that are missing or of another type than :mod:`ct_pipeline.tables` says."""
    found = {name: str(type_) for name, type_, *_ in con.execute(f"describe {table.full_name}").fetchall()}
    skipped = {"story_id", "is_story_lead"}  # filled when the warehouse is built
    out = []
    for c in table.columns:
        type_ = found.get(c.name)
        if type_ is None:
            out.append(f"{c.name} is missing")
        elif _DUCKDB_TYPES.get(type_, type_.lower()) != c.type and c.name not in skipped:
            out.append(f"{c.name} is {type_.lower()}, not {c.type}")
    return out


def rows_sql(table_name: str, checks: Sequence[Check], table: Table | None) -> str:
    """The query for a table's rows: key, columns that are looked at, and measures. Groups are :func:`groups_sql`'s."""
    measured = ROWS.get(table_name, {})
    columns: dict[str, str] = {}
    for c in checks:
        wanted = [*c.key, *(c.columns if c.kind in ("unique", "in_set", "regex", "dates") else ())]
        columns |= {name: f't."{name}"' for name in wanted}
    columns |= dict(_from_table(table, checks)) if table is not None else {}
    for c in checks:
        if c.kind == "rows" and c.columns[0] in measured:
            columns[c.columns[0]] = f"({measured[c.columns[0]]})::boolean"
        if c.kind in ("groups", "drift"):
            columns[MEASURE] = f"({measured[c.columns[1]]})::double"
        if c.per in measured:
            columns[PER] = f"({measured[str(c.per)]})::varchar"
    selected = ", ".join(f'{sql} as "{name}"' for name, sql in columns.items()) or "1 as one"
    return f"{_with(PRELUDES.get(table_name))}select {selected} from {_source(table_name)} t"


def groups_sql(table_name: str, c: Check) -> str:
    """The query for a check of groups or drift, one row a group: its name, and its share (of drift: less the median share of the landing days before); null where too few are judged."""
    measured = ROWS[table_name]
    value, group = f"({measured[c.columns[1]]})::double", measured[c.per] if c.per else "''"
    grouped = f"grouped as (select {group} as grp, case when count({value}) >= {c.min_rows} then avg({value}) end as share from {_source(table_name)} t group by 1)"
    if c.kind == "groups":
        return f"{_with(PRELUDES.get(table_name), grouped)}select grp::varchar, share from grouped order by 1"
    trail = f"""trail as (select grp, median(v) as usual from (
        select {group} as grp, bb.landed_on, avg({value}) as v from {_source(table_name)} t join raw.articles ra on ra.article_id = t.article_id join ops.batches bb on bb.batch_id = ra.batch_id
        group by 1, 2 having count({value}) >= {c.min_rows}) group by 1 having count(*) >= {c.min_batches})"""
    trail = re.sub(r"\b(raw|clean|facts|ops)\.(?=[a-z])", r"before_\1.", trail)
    return f"{_with(PRELUDES.get(table_name), grouped, trail)}select g.grp::varchar, g.share - trail.usual from grouped g left join trail on trail.grp = g.grp order by 1"


def _with(*expressions: str | None) -> str:
    given = [e for e in expressions if e]
    return f"with {', '.join(given)} " if given else ""


def _source(table_name: str) -> str:
    return measures.SOURCES.get(table_name, table_name)


def _from_table(table: Table, checks: Sequence[Check]) -> Iterator[tuple[str, str]]:
    wanted = {c.check_name for c in checks}
    if "required_values" in wanted:
        skipped = {"story_id", "is_story_lead"}  # filled when the warehouse is built
        yield "required_values", " and ".join(f't."{c.name}" is not null' for c in table.columns if not c.nullable and c.name not in skipped)
    if "confidence_in_range" in wanted:
        yield "confidence_in_range", "coalesce(t.confidence between 0 and 1, false)"
    for c in table.columns:
        if c.references and f"{c.name}_known" in wanted:
            reference = c.references if table.schema == "ref" else _REFERENCED_BEFORE_MARTS.get(c.references, c.references)
            target, _, column = reference.rpartition(".")
            yield f"{c.name}_known", f't."{c.name}" is null or t."{c.name}" in (select x."{column}" from {target} x)'
