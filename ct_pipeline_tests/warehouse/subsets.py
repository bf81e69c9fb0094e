"""The marts of any subset of articles, in any order of rows, from a warehouse that is already there: the models alone, without the way to them."""

from __future__ import annotations

from collections.abc import Collection
from itertools import count
from pathlib import Path

import duckdb
import pyarrow as pa

from ct_pipeline import tables
from ct_pipeline.config import seeds_dir
from ct_pipeline.lexicon.knowledge import load_knowledge
from ct_pipeline.warehouse.build import _stories
from ct_pipeline.warehouse.marts import run_models

_OF_EVENT = {"event_evidence", "event_participants", "event_counts"}
_LINKS = ("article_id", "found_id", "entity_id", "kind", "reason")
_REDIRECTS = ("entity_id", "resolved_id", "reason")


class Stage:
    """The rows of raw, clean, facts and ref of a published warehouse, in memory; entities are those of the whole."""

    def __init__(self, database: Path) -> None:
        self.con = duckdb.connect()
        self._number = count()
        self.con.execute(f"attach '{database.resolve()}' as whole (read_only)")
        self.con.execute("create schema kept")
        for table in (*tables.STAGE_TABLES, *tables.REF_TABLES, tables.BATCHES):
            self.con.execute(f"create table kept.{table.schema}_{table.name} as from whole.{table.full_name}")
        self.con.execute("detach whole")

    def articles(self) -> dict[str, str]:
        """Article id by the first part of the file name: ``a01``."""
        return {uri.split("-")[0]: article for uri, article in self.con.execute("select source_uri, article_id from kept.raw_articles").fetchall()}

    def marts(self, articles: Collection[str] | None = None, seed: int = 0, through: str | None = None, change: str | None = None) -> duckdb.DuckDBPyConnection:
        """A connection with the marts of ``articles`` (default: all) up to the model ``through``; ``seed`` shuffles the rows that the models find.

        ``change``: SQL that alters the facts before the models run.
        """
        con = self.con.cursor()
        name = f"m{next(self._number)}"
        con.execute(f"attach ':memory:' as {name}")
        con.execute(f"use {name}")
        for schema in ("raw", "clean", "facts", "ops", "ref", "marts"):
            con.execute(f"create schema {schema}")
        chosen = "true" if articles is None else "article_id in (" + ", ".join(f"'{a}'" for a in articles) + ")"
        for table in (*tables.STAGE_TABLES, *tables.REF_TABLES, tables.BATCHES):
            if table.name in _OF_EVENT:
                where = f"event_mention_id in (select event_mention_id from memory.kept.facts_events where {chosen})"
            else:
                where = chosen if any(c.name == "article_id" for c in table.columns) else "true"
            order = "" if table.schema == "ref" else f"order by md5(t::varchar || '{seed}')"
            con.execute(f"create table {table.full_name} as select * from memory.kept.{table.schema}_{table.name} t where {where} {order}")
        if change:
            con.execute(change)
        _stories(con)
        con.register("entity_links", pa.table({c: pa.array([], pa.string()) for c in _LINKS}))
        con.register("entity_redirects", pa.table({c: pa.array([], pa.string()) for c in _REDIRECTS}))
        run_models(con, load_knowledge(seeds_dir()), through)
        return con
