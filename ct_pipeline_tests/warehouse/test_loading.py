"""The loaded tables are kept from build to build: the same rows as without, whatever was there before."""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb
import pytest

from ct_pipeline import tables
from ct_pipeline.config import Settings
from ct_pipeline.warehouse import loading
from ct_pipeline.warehouse.build import build
from ct_pipeline.warehouse.digest import TableDigest, digests
from ct_pipeline.warehouse.objects import open_store
from ct_pipeline.warehouse.sqlmodels import BuildError
from ct_pipeline.warehouse.store import reseal


@pytest.fixture
def work(samples: Settings, tmp_path: Path) -> Settings:
    shutil.copytree(samples.store, tmp_path / "store")
    return Settings(samples.seeds, tmp_path, samples.landing)


def built(settings: Settings) -> list[TableDigest]:
    path = settings.warehouse / "built.duckdb"
    build(settings, path)
    return list(digests(path))


def appended(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many batches each load takes in."""
    seen: list[int] = []
    append = loading._append

    def count(con: duckdb.DuckDBPyConnection, batches: list[object]) -> None:
        seen.append(len(batches))
        append(con, batches)  # type: ignore[arg-type]

    monkeypatch.setattr(loading, "_append", count)
    return seen


def test_few_articles_leave_no_second_file(work: Settings) -> None:
    (work.warehouse / ".loaded.duckdb").write_bytes(b"of a time when there were more")
    build(work, work.warehouse / "built.duckdb")
    assert not (work.warehouse / ".loaded.duckdb").exists()


def test_what_came_since_is_loaded_and_the_rows_are_the_same(work: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = built(work)
    monkeypatch.setattr(loading, "KEPT_FROM", 0)
    every = loading._batches(work)
    seen = appended(monkeypatch)
    with monkeypatch.context() as fewer:
        fewer.setattr(loading, "_batches", lambda settings: [b for b in every if b[0] != "facts"])
        assert built(work) != plain
    assert built(work) == plain
    assert built(work) == plain
    without_facts = len([b for b in every if b[0] != "facts"])
    assert seen == [without_facts, len(every) - without_facts]  # the third time nothing


def test_what_changed_or_broke_is_loaded_anew(work: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "KEPT_FROM", 0)
    seen = appended(monkeypatch)
    first = built(work)
    kept = work.warehouse / ".loaded.duckdb"
    kept.write_bytes(b"not a database")
    assert built(work) == first
    batch = open_store(work).batches("facts")[0]
    with duckdb.connect() as con:
        con.execute(f"create table t as select * replace ('changed' as surface) from read_parquet('{batch.table('mentions')}')")
        con.execute(f"copy t to '{batch.table('mentions')}' (format parquet)")
    reseal(batch, "facts")
    changed = built(work)
    assert {a.table for a, b in zip(first, changed, strict=True) if a != b} >= {"facts.mentions"}
    monkeypatch.setattr(loading, "stage_version", lambda stage, seeds: "0123456789ab")
    built(work)
    assert len(seen) == 4


def test_a_load_that_is_killed_leaves_what_was_kept(work: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = built(work)
    monkeypatch.setattr(loading, "KEPT_FROM", 0)
    every = loading._batches(work)
    with monkeypatch.context() as fewer:
        fewer.setattr(loading, "_batches", lambda settings: [b for b in every if b[0] != "facts"])
        built(work)
    load_table = loading._load_table

    def fail(con: duckdb.DuckDBPyConnection, table: object, paths: list[Path]) -> None:
        if table is tables.MENTIONS:
            raise BuildError("stopped here")
        load_table(con, table, paths)  # type: ignore[arg-type]

    with monkeypatch.context() as broken:
        broken.setattr(loading, "_load_table", fail)
        with pytest.raises(BuildError, match="stopped here"):
            built(work)
    assert built(work) == plain
