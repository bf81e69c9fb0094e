"""A store of an older format is brought up to date and loses nothing; killed in between, the next attempt goes on; a newer one is refused."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ct_pipeline import tables
from ct_pipeline.config import Settings, seeds_dir
from ct_pipeline.tables import Table
from ct_pipeline.warehouse import files
from ct_pipeline.warehouse.migrate import RAW_BATCH, migrate
from ct_pipeline.warehouse.repair import prepare_store, verify
from ct_pipeline.warehouse.schema import arrow_schema
from ct_pipeline.warehouse.store import FORMAT, Store, StoreError
from ct_pipeline_tests.conftest import make_warehouse, samples_folder
from ct_pipeline_tests.robustness.crash import leftovers
from ct_pipeline_tests.robustness.figures import note
from ct_pipeline_tests.robustness.invariants import LONG

PROFILE = settings(max_examples=150 if LONG else 6, deadline=None, derandomize=not LONG, suppress_health_check=list(HealthCheck))
WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=12)
NOW = datetime(2026, 1, 2, 3, 4, 5)

ARTICLES = st.lists(st.tuples(st.integers(0, 10**6), WORDS, WORDS, st.none() | WORDS), max_size=4, unique_by=lambda a: a[0])
REJECTS = st.lists(st.tuples(WORDS, st.none() | st.integers(1, 9), st.sampled_from(tables.REJECT_REASONS), WORDS), max_size=3)
BATCH = st.tuples(st.dates(date(2024, 1, 1), date(2026, 12, 31)), ARTICLES, REJECTS)
# which columns an older program did not know yet, and one that it had and this one has not
OLD = st.tuples(st.sets(st.sampled_from([c.name for c in tables.RAW_ARTICLES.columns if c.nullable])), st.booleans())


def _rows(table: Table, rows: list[dict[str, object]], without: set[str] = frozenset(), extra: bool = False) -> pa.Table:  # type: ignore[assignment]
    made = pa.Table.from_pylist(rows, schema=arrow_schema(table)).drop_columns(sorted(without))
    return made.append_column("a_column_of_old", pa.nulls(made.num_rows, pa.string())) if extra else made


def old_store(folder: Path, batches: list[tuple[date, list[tuple[int, str, str, str | None]], list[tuple[str, int | None, str, str]]]], without: set[str], extra: bool) -> None:
    """A store as the first format had it: manifests without sizes and seals, no note of the format, no table of sightings."""
    for n, (day, articles, rejects) in enumerate(batches):
        path = folder / "raw" / f"landed_on={day}" / f"{n:016x}.0123456789ab"
        path.mkdir(parents=True)
        stamp = {"batch_id": f"{n:016x}", "ingested_at": NOW, "rejected_at": NOW}
        made = {
            "articles": _rows(
                tables.RAW_ARTICLES,
                [
                    {"article_id": f"{i:08x}{n:08x}", "source_uri": uri, "media_type": "text/plain", "encoding": "utf-8", "raw_text": text, "hint_title": title, **stamp}
                    for i, uri, text, title in articles
                ],
                without,
                extra,
            ),
            "rejects": _rows(tables.RAW_REJECTS, [{"source_uri": uri, "record_no": no, "reason": reason, "detail": detail, **stamp} for uri, no, reason, detail in rejects]),
            "batches": _rows(
                tables.BATCHES,
                [{"batch_id": f"{n:016x}", "landed_on": day, "landed_at": NOW, "landed": len(articles) + len(rejects), "cleaned": len(articles), "rejected": len(rejects), "known": 0}],
            ),
        }
        manifest = {}
        for name, table in made.items():
            pq.write_table(table, path / f"{name}.parquet")
            manifest[name] = {"rows": table.num_rows, "sha256": hashlib.sha256((path / f"{name}.parquet").read_bytes()).hexdigest()}
        (path / "manifest.json").write_text(json.dumps({"stage": "raw", "batch_id": f"{n:016x}", "version": "0123456789ab", "tables": manifest}), encoding="utf-8")


def content(folder: Path) -> dict[str, list[str]]:
    """Every row of the store that both formats can say."""
    out: dict[str, list[str]] = {}
    for table in (tables.RAW_ARTICLES, tables.RAW_REJECTS, tables.BATCHES):
        rows: list[str] = []
        for path in sorted(folder.rglob(f"{table.name}.parquet")):
            known = [c.name for c in table.columns]
            for row in pq.ParquetFile(path).read().to_pylist():
                rows.append(repr([row.get(c) for c in known]))
        out[table.name] = sorted(rows)
    return out


class _Stopped(BaseException):
    pass


@pytest.fixture
def stop_after(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """Stop the process (as far as anybody can see) after so many steps on the disk."""
    left = [10**9]

    def limited(step):  # type: ignore[no-untyped-def]
        def do(*arguments):  # type: ignore[no-untyped-def]
            if left[0] <= 0:
                raise _Stopped
            left[0] -= 1
            return step(*arguments)

        return do

    for name in ("make_folder", "write_file", "rename", "settle", "remove"):
        monkeypatch.setattr(files, name, limited(getattr(files, name)))
    return left  # type: ignore[return-value]


def _fresh(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


@PROFILE
@given(st.lists(BATCH, min_size=1, max_size=4), OLD)
def test_nothing_is_lost_and_twice_is_once(tmp_path_factory: pytest.TempPathFactory, batches: list[object], old: tuple[set[str], bool]) -> None:
    folder = _fresh(tmp_path_factory.getbasetemp() / f"old-{os.getpid()}")
    old_store(folder, batches, *old)  # type: ignore[arg-type]
    before, said = content(folder), list[str]()
    assert migrate(Store(folder), said.append) == len(batches)
    assert "brought to format" in said[0]
    assert content(folder) == before
    store = Store(folder)
    assert store.format() == FORMAT
    assert [b for *_, b in store.faults()] == []
    for batch in store.batches("raw"):
        assert sorted(batch.manifest()) == sorted(t.name for t in RAW_BATCH)
        for table in RAW_BATCH:
            assert store.read(batch, table.name).schema.equals(arrow_schema(table))
    once = store.digest()
    assert migrate(Store(folder), said.append) == 0
    assert store.digest() == once
    note("older stores migrated", 1)


@settings(PROFILE, suppress_health_check=list(HealthCheck))
@given(st.lists(BATCH, min_size=1, max_size=3), OLD, st.lists(st.integers(0, 40), min_size=1, max_size=4))
def test_a_migration_that_is_stopped_goes_on(stop_after: list[int], tmp_path_factory: pytest.TempPathFactory, batches: list[object], old: tuple[set[str], bool], stops: list[int]) -> None:
    folder = _fresh(tmp_path_factory.getbasetemp() / f"stopped-{os.getpid()}")
    stop_after[0] = 10**9
    old_store(folder, batches, *old)  # type: ignore[arg-type]
    before = content(folder)
    for steps in stops:
        stop_after[0] = steps
        try:
            store = Store(folder)
            store.sweep()
            migrate(store, lambda line: None)
        except _Stopped:
            note("migrations stopped in the middle", 1)
    stop_after[0] = 10**9
    store = Store(folder)
    store.sweep()
    migrate(store, lambda line: None)
    assert content(folder) == before
    assert [b for *_, b in Store(folder).faults()] == []
    assert leftovers(folder) == []


def _downgraded(warehouse: Path) -> None:
    """Make a warehouse look as the first format wrote it."""
    store = warehouse / "store"
    for name in ("format.json", "raw-columns.json", "verified.json"):
        (store / name).unlink(missing_ok=True)
    (warehouse / "published.json").unlink(missing_ok=True)
    for path in store.rglob("sightings.parquet"):
        path.unlink()
    for path in store.rglob("manifest.json"):
        data = json.loads(path.read_text())
        kept = {name: {"rows": t["rows"], "sha256": t["sha256"]} for name, t in data["tables"].items() if name != "sightings"}
        path.write_text(json.dumps({"stage": data["stage"], "batch_id": data["batch_id"], "version": data["version"], "tables": kept}))


def test_a_run_migrates_and_says_so_and_refuses_a_newer_one(tmp_path: Path) -> None:
    from ct_pipeline.pipeline import land
    from ct_pipeline.warehouse.build import input_digest

    path = sorted(samples_folder().glob("*.txt"))[0]
    made = make_warehouse(tmp_path / "w", path, publish=False)
    rows = content(made.store)
    _downgraded(tmp_path / "w")
    said: list[str] = []
    report = land([path], made, date(2026, 11, 21), say=said.append)
    assert (report.new, report.known) == (0, 1)
    assert len(said) == 1, said
    assert "3 batches of an older store (format 1) brought to format 2; nothing of them is lost" in said[0]
    assert content(made.store) == rows
    assert verify(made) == []
    digest = input_digest(made)
    Store(made.store).note_format(FORMAT + 1)
    before = sorted(p.relative_to(tmp_path) for p in tmp_path.rglob("*"))
    with pytest.raises(StoreError, match=rf"written by a newer ct-pipeline \(store format {FORMAT + 1}, this one knows {FORMAT}\): update ct-pipeline, or use another --warehouse"):
        land([path], made, date(2026, 11, 21))
    assert sorted(p.relative_to(tmp_path) for p in tmp_path.rglob("*")) == before
    Store(made.store).note_format()
    assert input_digest(made) == digest


def test_a_broken_note_of_the_format_says_what_to_do(tmp_path: Path) -> None:
    made = Settings(seeds_dir(), tmp_path, samples_folder())
    (made.store / "raw").mkdir(parents=True)
    (made.store / "format.json").write_text("{")
    with pytest.raises(StoreError, match="remove it"):
        prepare_store(made)
    (made.store / "format.json").unlink()
    prepare_store(made)
    assert Store(made.store).format() == FORMAT
