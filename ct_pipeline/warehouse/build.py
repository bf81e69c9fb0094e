"""From the Parquet store to a private DuckDB file: tables with comments, near-duplicate stories, registry, SQL models.

The file is disposable: everything in it comes from the store, the seeds and the models.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

import duckdb
import pyarrow as pa

from ct_pipeline.config import Settings
from ct_pipeline.lexicon.knowledge import load_knowledge
from ct_pipeline.warehouse import files
from ct_pipeline.warehouse.loading import load, no_collections
from ct_pipeline.warehouse.marts import make_marts
from ct_pipeline.warehouse.objects import open_store
from ct_pipeline.warehouse.reader import NoWarehouse, scratch
from ct_pipeline.warehouse.versions import stage_version

_FETCHED = 20_000  # fingerprints held as Python's objects at once


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
    with scratch(open_store(settings).filesystem) as con, no_collections():
        load(con, settings, work)
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


def _stories(con: duckdb.DuckDBPyConnection) -> None:
    """Group near-duplicates: the one step of the build that is an algorithm, not SQL."""
    from ct_pipeline.clean.stories import StoryInput, grouped, signatures

    con.execute("update clean.articles set story_id = 'story:' || article_id, is_story_lead = true where story_id is distinct from 'story:' || article_id or not is_story_lead")

    printed = "fingerprint like '{\"m\":\"%'"
    ids: list[str] = []
    parts: list[bytes] = []
    found = con.execute(f"select article_id, unhex(fingerprint[7:518]) from clean.articles where {printed} order by article_id")
    while rows := found.fetchmany(_FETCHED):
        ids += [i for i, _ in rows]
        parts.append(b"".join(signature for _, signature in rows))
    matrix = signatures(parts)
    parts.clear()

    def look_up(wanted: Sequence[str]) -> Iterator[StoryInput]:
        for at in range(0, len(wanted), _FETCHED):
            part = list(wanted[at : at + _FETCHED])
            rows = con.execute("select article_id, fingerprint, coalesce(published_on, published_earliest) from clean.articles where article_id in (select unnest(?))", [part]).fetchall()
            yield from (StoryInput(*row) for row in rows)

    groups = grouped(ids, matrix, look_up)
    if not groups:
        return
    table = pa.table({"article_id": list(groups), "story_id": [g[0] for g in groups.values()], "is_story_lead": [g[1] for g in groups.values()]})
    con.register("story_groups", table)
    con.execute("update clean.articles set story_id = g.story_id, is_story_lead = g.is_story_lead from story_groups g where g.article_id = articles.article_id")
    con.unregister("story_groups")


def _counts(con: duckdb.DuckDBPyConnection) -> Iterator[tuple[tuple[str, str], int]]:
    names = con.execute("select schema_name, table_name from duckdb_tables() where database_name = 'wh' order by 1, 2").fetchall()
    for schema, name in names:
        row = con.execute(f'select count(*) from {schema}."{name}"').fetchone()
        yield (schema, name), int(row[0]) if row else 0
