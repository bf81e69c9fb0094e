"""The store's Parquet files become the tables of raw, clean, facts and ops.

From ``KEPT_FROM`` articles on they are loaded into a file of their own that is kept (``.loaded.duckdb``): the next build copies it and loads only the batches
that came since. It says itself which batches are in it, by their checksums; where one of them is no longer what the store has, it is made anew. It can be removed at any time.
"""

from __future__ import annotations

import gc
import json
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import duckdb

from ct_pipeline import tables
from ct_pipeline.config import Settings
from ct_pipeline.tables import Table
from ct_pipeline.warehouse import files
from ct_pipeline.warehouse.objects import open_store
from ct_pipeline.warehouse.schema import ROW_GROUP, comments, ddl, sql_literal
from ct_pipeline.warehouse.sqlmodels import BuildError
from ct_pipeline.warehouse.store import BatchFolder
from ct_pipeline.warehouse.versions import stage_version

STORAGE_VERSION = "v1.2.0"  # the DuckDB 1.2 to 1.5 that analysts have read this format; the 2.0 default they do not
MEMORY = "2GB"  # of DuckDB; what needs more spills to disk
LONG_TEXT = 600  # bytes: columns of texts that long are compressed by zstd, which halves the file; shorter ones stay quick to search
KEPT_FROM = 20_000  # articles; fewer are loaded in seconds, and need no second file
_NOTE = "main.loaded"
_AT_FIRST = {"story_id": "'story:' || article_id", "is_story_lead": "true"}  # of clean.articles: until near-duplicates are grouped
_LOADED = (*tables.RAW_TABLES, *tables.CLEAN_TABLES, *tables.FACTS_TABLES, tables.BATCHES, tables.SIGHTINGS, tables.FAILURES)


def load(con: duckdb.DuckDBPyConnection, settings: Settings, work: Path) -> None:
    """Leave ``work`` attached to ``con`` as ``wh`` and in use, with the schemas of a warehouse and raw, clean, facts and ops as the store has them. ``work`` must not be there yet.

    Raises :class:`BuildError` naming a table that cannot be loaded.
    """
    con.execute(f"set memory_limit = '{MEMORY}'")
    con.execute(f"set temp_directory = {sql_literal(str(settings.warehouse / '.building-spill'))}")
    con.execute(f"set zstd_min_string_length = {LONG_TEXT}")
    con.execute("set preserve_insertion_order = true")
    con.execute("set checkpoint_threshold = '1TB'")  # once, at the end
    wanted = _batches(settings)
    kept = settings.warehouse / ".loaded.duckdb"
    if sum(b.rows("articles") for stage, b in wanted if stage == "raw") < KEPT_FROM:
        files.remove(kept)
        _attach(con, work, private=True)
        _create(con)
        _append(con, wanted)
    else:
        _bring_up_to_date(con, kept, wanted, stage_version("marts", settings.seeds))
        shutil.copyfile(kept, work)
        _attach(con, work, private=True)
        con.execute(f"drop table {_NOTE}")
    _settle(con)


def _attach(con: duckdb.DuckDBPyConnection, path: Path, private: bool = False) -> None:
    """``private``: nothing is lost with it, so that nothing need be written twice."""
    con.execute(f"attach {sql_literal(str(path))} as wh (storage_version {sql_literal(STORAGE_VERSION)}, row_group_size {ROW_GROUP}{', recovery_mode no_wal_writes' if private else ''})")
    con.execute("use wh")


def _batches(settings: Settings) -> list[tuple[str, BatchFolder]]:
    """The current batches of every stage, without what was made of a raw batch that is no longer there."""
    store = open_store(settings)
    landed = store.current("raw", stage_version("raw", settings.seeds))
    there = {(b.landed_on, b.batch_id) for b in landed}
    made = [(stage, b) for stage in ("clean", "facts") for b in store.current(stage, stage_version(stage, settings.seeds)) if (b.landed_on, b.batch_id) in there]
    return [("raw", b) for b in landed] + made


def _bring_up_to_date(con: duckdb.DuckDBPyConnection, kept: Path, wanted: Sequence[tuple[str, BatchFolder]], version: str) -> None:
    """Load into the kept file what it lacks, in one transaction: a run that is killed leaves it as it was."""
    names = {_name(stage, b): (stage, b) for stage, b in wanted}
    there = _noted(kept, version)
    if there is None or not there <= names.keys():
        for path in (kept, kept.with_name(kept.name + ".wal")):
            files.remove(path)
        there = None
    if there == names.keys():
        return
    _attach(con, kept)
    con.execute("begin")
    if there is None:
        con.execute(f"create table {_NOTE} as select {sql_literal(version)} as name")
        _create(con)
    missing = sorted(names.keys() - (there or set()))
    _append(con, [names[name] for name in missing])
    con.executemany(f"insert into {_NOTE} values (?)", [[name] for name in missing])
    con.execute("commit")
    con.execute("checkpoint wh")
    con.execute("use memory")
    con.execute("detach wh")


def _name(stage: str, batch: BatchFolder) -> str:
    checksums = json.dumps({table: held["sha256"] for table, held in batch.manifest().items()}, sort_keys=True)
    return f"{stage}/{batch.landed_on}/{batch.batch_id}.{batch.version} {checksums}"


def _noted(kept: Path, version: str) -> set[str] | None:
    """The batches in the kept file; None where there is none, or one that cannot be read or was made for other tables."""
    if not kept.is_file():
        return None
    try:
        with duckdb.connect() as con:
            _attach(con, kept)  # not read-only: what a killed run left beside it is put right
            found = {name for (name,) in con.execute(f"select name from {_NOTE}").fetchall()}
    except duckdb.Error:
        return None
    return found - {version} if version in found else None


def _create(con: duckdb.DuckDBPyConnection) -> None:
    for schema in ("raw", "clean", "facts", "ops", "ref", "marts"):
        con.execute(f"create schema {schema}")
    for table in _LOADED:
        con.execute(ddl(table))
        for statement in comments(table):
            con.execute(statement)


def _append(con: duckdb.DuckDBPyConnection, batches: Sequence[tuple[str, BatchFolder]]) -> None:
    """The rows of batches, one batch after the other: to sort texts by their ids took half of the time and most of the memory."""
    held: Mapping[str, tuple[str, ...]] = {"ops.batches": ("raw",), "ops.sightings": ("raw",), "ops.failures": ("clean", "facts")}
    for table in _LOADED:
        _load_table(con, table, [b.table(table.name) for stage, b in batches if stage in held.get(table.full_name, (table.schema,))])


def _load_table(con: duckdb.DuckDBPyConnection, table: Table, paths: Sequence[Path]) -> None:
    if not paths:
        return
    columns = ", ".join(f'{_AT_FIRST[c.name]} as "{c.name}"' if table is tables.CLEAN_ARTICLES and c.name in _AT_FIRST else f'"{c.name}"' for c in table.columns)
    listing = ", ".join(sql_literal(str(p)) for p in paths)
    try:
        con.execute(f"insert into {table.full_name} select {columns} from read_parquet([{listing}])")
    except duckdb.Error as error:
        raise BuildError(f"{table.full_name} cannot be loaded from the store: {error}") from error


def _settle(con: duckdb.DuckDBPyConnection) -> None:
    """What depends on all batches together."""
    # whichever copy of an article came first: the warehouse says the smallest address
    con.execute("""update raw.articles set source_uri = s.uri from (select article_id, min(source_uri) as uri from ops.sightings group by 1) s
        where s.article_id = articles.article_id and s.uri < articles.source_uri""")
    con.execute("""insert into raw.rejects (source_uri, reason, detail, batch_id, rejected_at)
        select a.source_uri, f.error, f.detail, a.batch_id, a.ingested_at from ops.failures f join raw.articles a using (article_id) where f.error = 'too_slow' order by all""")
    for log in (tables.CHECKS, tables.QUALITY_HISTORY):  # filled when the file is published
        con.execute(ddl(log))
        for statement in comments(log):
            con.execute(statement)


@contextmanager
def no_collections() -> Iterator[None]:
    """Python does not look for reference cycles: a build makes millions of records and next to no cycles, and looking takes longer the more there are."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
