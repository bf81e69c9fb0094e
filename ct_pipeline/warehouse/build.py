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
from ct_pipeline.lexicon.knowledge import load_knowledge
from ct_pipeline.tables import Table
from ct_pipeline.warehouse import files
from ct_pipeline.warehouse.marts import make_marts
from ct_pipeline.warehouse.objects import open_store
from ct_pipeline.warehouse.reader import NoWarehouse, scratch
from ct_pipeline.warehouse.schema import comments, ddl, sql_literal
from ct_pipeline.warehouse.sqlmodels import BuildError
from ct_pipeline.warehouse.store import BatchFolder
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
    return open_store(settings).digest((stage_version("marts", settings.seeds), stage_version("facts", settings.seeds)))


def build_candidate(settings: Settings) -> BuildReport:
    """The candidate for the next version, beside the published one. With unchanged inputs the published file itself is the answer."""
    from ct_pipeline.warehouse.publish import published_version

    digest = input_digest(settings)
    if published_version(settings) == digest:
        files.remove(settings.candidate)  # of a run that was stopped: it is not what the checks should look at
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
    """Build a DuckDB file at ``path`` (replaced if there, in one step). Nothing else is touched."""
    started = perf_counter()
    work = path.with_name(f".building-{path.name}")
    files.make_folder(path.parent)
    for leftover in (work, work.with_name(work.name + ".wal")):
        files.remove(leftover)
    report = BuildReport(path, input_digest(settings))
    with scratch(open_store(settings).filesystem) as con:
        con.execute(f"attach {sql_literal(str(work))} as wh (storage_version {sql_literal(STORAGE_VERSION)})")
        con.execute("use wh")
        con.execute("set preserve_insertion_order = true")
        _load(con, settings)
        _stories(con)
        make_marts(con, load_knowledge(settings.seeds))
        for (schema, name), rows in _counts(con):
            report.rows[f"{schema}.{name}"] = rows
        con.execute("checkpoint wh")
        con.execute("use memory")
        con.execute("detach wh")
    files.rename(work, path)
    report.seconds = perf_counter() - started
    return report


def _load(con: duckdb.DuckDBPyConnection, settings: Settings) -> None:
    """raw, clean, facts and ops from the store's Parquet files, in an order that does not depend on theirs."""
    store = open_store(settings)
    versions = {stage: stage_version(stage, settings.seeds) for stage in ("raw", "clean", "facts")}
    for schema in ("raw", "clean", "facts", "ops", "ref", "marts"):
        con.execute(f"create schema {schema}")
    landed = store.current("raw", versions["raw"])
    current = {stage: _of_landed(store.current(stage, versions[stage]), landed) for stage in ("clean", "facts")} | {"raw": landed}
    for table in (*tables.RAW_TABLES, *tables.CLEAN_TABLES, *tables.FACTS_TABLES):
        _load_table(con, table, [b.table(table.name) for b in current[table.schema]])
    _load_table(con, tables.BATCHES, [b.table("batches") for b in landed])
    _load_table(con, tables.SIGHTINGS, [b.table("sightings") for b in landed])
    _load_table(con, tables.FAILURES, [b.table("failures") for stage in ("clean", "facts") for b in current[stage]])
    # whichever copy of an article came first: the warehouse says the smallest address
    con.execute("""update raw.articles set source_uri = s.uri from (select article_id, min(source_uri) as uri from ops.sightings group by 1) s
        where s.article_id = articles.article_id and s.uri < articles.source_uri""")
    con.execute("""insert into raw.rejects (source_uri, reason, detail, batch_id, rejected_at)
        select a.source_uri, f.error, f.detail, a.batch_id, a.ingested_at from ops.failures f join raw.articles a using (article_id) where f.error = 'too_slow' order by all""")
    for log in (tables.CHECKS, tables.QUALITY_HISTORY):  # filled when the file is published
        con.execute(ddl(log))
        for statement in comments(log):
            con.execute(statement)


def _of_landed(batches: list[BatchFolder], landed: list[BatchFolder]) -> list[BatchFolder]:
    """Without what was made of a raw batch that is no longer there."""
    there = {(b.landed_on, b.batch_id) for b in landed}
    return [b for b in batches if (b.landed_on, b.batch_id) in there]


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


def _counts(con: duckdb.DuckDBPyConnection) -> Iterator[tuple[tuple[str, str], int]]:
    names = con.execute("select schema_name, table_name from duckdb_tables() where database_name = 'wh' order by 1, 2").fetchall()
    for schema, name in names:
        row = con.execute(f'select count(*) from {schema}."{name}"').fetchone()
        yield (schema, name), int(row[0]) if row else 0
