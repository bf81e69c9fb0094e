"""From the Parquet store to a private DuckDB file: tables with comments, near-duplicate stories, registry, SQL models.

The file is disposable: everything in it comes from the store, the seeds and the models.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

import duckdb
import pyarrow as pa

from ct_pipeline import tables
from ct_pipeline.config import Settings
from ct_pipeline.lexicon.knowledge import Knowledge, load_knowledge
from ct_pipeline.tables import Table
from ct_pipeline.warehouse.reader import NoWarehouse
from ct_pipeline.warehouse.schema import arrow_schema, comments, ddl, sql_literal
from ct_pipeline.warehouse.sqlmodels import BuildError, models
from ct_pipeline.warehouse.store import BatchFolder, Store
from ct_pipeline.warehouse.versions import stage_version

STORAGE_VERSION = "v1.2.0"  # the DuckDB 1.2 to 1.5 that analysts have read this format; the 2.0 default they do not


@dataclass(slots=True)
class BuildReport:
    path: Path
    digest: str
    rows: dict[str, int] = field(default_factory=dict)
    seconds: float = 0.0
    reused: bool = False


def input_digest(settings: Settings) -> str:
    """What the DuckDB file is a function of: the store, the models and the registry."""
    return Store(settings.store).digest((stage_version("marts", settings.seeds), stage_version("facts", settings.seeds)))


def build_candidate(settings: Settings) -> BuildReport:
    """The candidate for the next version, beside the published one. With unchanged inputs the published file itself is the answer."""
    from ct_pipeline.warehouse.publish import published_version

    digest = input_digest(settings)
    if published_version(settings) == digest:
        return BuildReport(settings.database.resolve(), digest, reused=True)
    return build(settings, settings.candidate)


def candidate_or_published(settings: Settings) -> Path:
    """The file that marts checks look at: the candidate, or where nothing changed the published version."""
    if settings.candidate.is_file():
        return settings.candidate
    if settings.database.exists():
        return settings.database.resolve()
    raise NoWarehouse(f"no warehouse at {settings.database}; run 'ct-pipeline run' first")


def build(settings: Settings, path: Path) -> BuildReport:
    """Build a DuckDB file at ``path`` (replaced if there). Nothing else is touched."""
    started = perf_counter()
    path.parent.mkdir(parents=True, exist_ok=True)
    for leftover in (path, path.with_name(path.name + ".wal")):
        leftover.unlink(missing_ok=True)
    report = BuildReport(path, input_digest(settings))
    with duckdb.connect() as con:
        con.execute(f"attach {sql_literal(str(path))} as wh (storage_version {sql_literal(STORAGE_VERSION)})")
        con.execute("use wh")
        con.execute("set preserve_insertion_order = true")
        _load(con, settings)
        _stories(con)
        _reference(con, load_knowledge(settings.seeds))
        _models(con)
        for (schema, name), rows in _counts(con):
            report.rows[f"{schema}.{name}"] = rows
        con.execute("checkpoint wh")
        con.execute("use memory")
        con.execute("detach wh")
    report.seconds = perf_counter() - started
    return report


def _load(con: duckdb.DuckDBPyConnection, settings: Settings) -> None:
    """raw, clean, facts and ops from the store's Parquet files, in an order that does not depend on theirs."""
    store = Store(settings.store)
    versions = {stage: stage_version(stage, settings.seeds) for stage in ("raw", "clean", "facts")}
    for schema in ("raw", "clean", "facts", "ops", "ref", "marts"):
        con.execute(f"create schema {schema}")
    current: dict[str, list[BatchFolder]] = {}
    for stage in ("raw", "clean", "facts"):
        folders: dict[str, BatchFolder] = {}
        for b in store.batches(stage):  # of two versions of one batch the current one counts
            if b.batch_id not in folders or b.version == versions[stage]:
                folders[b.batch_id] = b
        current[stage] = sorted(folders.values())
    for table in (*tables.RAW_TABLES, *tables.CLEAN_TABLES, *tables.FACTS_TABLES):
        _load_table(con, table, [b.table(table.name) for b in current[table.schema]])
    _load_table(con, tables.BATCHES, [b.table("batches") for b in current["raw"]])
    _load_table(con, tables.FAILURES, [b.table("failures") for stage in ("clean", "facts") for b in current[stage]])
    con.execute(ddl(tables.CHECKS))
    for statement in comments(tables.CHECKS):
        con.execute(statement)


def _load_table(con: duckdb.DuckDBPyConnection, table: Table, files: list[Path]) -> None:
    con.execute(ddl(table))
    if files:
        names = ", ".join(f'"{c.name}"' for c in table.columns)
        order = ", ".join(table.key) or "all"
        listing = ", ".join(sql_literal(str(f)) for f in files)
        try:
            con.execute(f"insert into {table.full_name} select {names} from read_parquet([{listing}]) order by {order}")
        except duckdb.Error as error:
            raise BuildError(f"{table.full_name} cannot be loaded from the store: {error}") from error
    for statement in comments(table):
        con.execute(statement)


def _stories(con: duckdb.DuckDBPyConnection) -> None:
    """Group near-duplicates: the one step of the build that is an algorithm, not SQL."""
    from ct_pipeline.clean.stories import StoryInput, group_stories

    rows = con.execute("select article_id, fingerprint, coalesce(published_on, published_earliest) from clean.articles order by article_id").fetchall()
    groups = group_stories(StoryInput(*row) for row in rows)
    table = pa.table({"article_id": list(groups), "story_id": [g[0] for g in groups.values()], "is_story_lead": [g[1] for g in groups.values()]},
                     schema=pa.schema([("article_id", pa.string()), ("story_id", pa.string()), ("is_story_lead", pa.bool_())]))  # fmt: skip
    con.register("story_groups", table)
    con.execute("update clean.articles set story_id = g.story_id, is_story_lead = g.is_story_lead from story_groups g where g.article_id = articles.article_id")
    con.unregister("story_groups")


def _reference(con: duckdb.DuckDBPyConnection, knowledge: Knowledge) -> None:
    """The registry as tables, so that models and analysts can join it."""
    registry = knowledge.registry
    entities = sorted(registry.entities.values(), key=lambda e: e.entity_id)
    rows: dict[str, tuple[Table, list[tuple[object, ...]]]] = {
        "entities": (tables.REF_ENTITIES, [(e.entity_id, e.kind, e.name_ar, e.name_en, e.country_iso2, e.type, e.parent_id, e.wikidata_id) for e in entities]),
        "aliases": (tables.REF_ALIASES, sorted({(e.entity_id, a) for e in entities for a in (e.name_ar, *e.aliases)})),
        "offices": (
            tables.REF_OFFICES,
            [(o.person_id, o.title_ar, o.title_en, o.organization_id, o.country_iso2, o.start, o.end, o.source) for _, held in sorted(registry.offices.items()) for o in held],
        ),
    }
    for table, values in rows.values():
        schema = arrow_schema(table)
        columns = list(zip(*values, strict=True)) if values else [()] * len(schema)
        data = pa.table([pa.array(c, t) for c, t in zip(columns, schema.types, strict=True)], schema=schema)
        con.execute(ddl(table))
        con.register("incoming", data)
        con.execute(f"insert into {table.full_name} select * from incoming")
        con.unregister("incoming")
        for statement in comments(table):
            con.execute(statement)


def _models(con: duckdb.DuckDBPyConnection) -> None:
    for model in models():
        try:
            con.execute(model.sql)
        except duckdb.Error as error:
            raise BuildError(f"model {model.path.name} failed: {error}") from error
        schema, name = model.name.split(".")
        found = con.execute("select table_type from information_schema.tables where table_schema = ? and table_name = ?", [schema, name]).fetchone()
        if found is None:
            continue  # a macro
        kind = "view" if found[0] == "VIEW" else "table"
        con.execute(f"comment on {kind} {model.name} is {sql_literal(model.grain + ' Answers: ' + model.question)}")
        for (column,) in con.execute("select column_name from duckdb_columns() where schema_name = ? and table_name = ? and database_name = 'wh'", [schema, name]).fetchall():
            text = tables.MARTS_GLOSSARY.get(column)
            if text is None:
                raise BuildError(f"{model.name}.{column} is not described: add it to MARTS_GLOSSARY in tables.py")
            con.execute(f'comment on column {model.name}."{column}" is {sql_literal(text)}')


def _counts(con: duckdb.DuckDBPyConnection) -> Iterator[tuple[tuple[str, str], int]]:
    names = con.execute("select schema_name, table_name from duckdb_tables() where database_name = 'wh' order by 1, 2").fetchall()
    for schema, name in names:
        row = con.execute(f'select count(*) from {schema}."{name}"').fetchone()
        yield (schema, name), int(row[0]) if row else 0
