"""The store: whole or not at all, again is a no-op, broken is named."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest

from ct_pipeline.warehouse.store import Store, StoreError

DAY = date(2026, 1, 2)


def table(*ids: str) -> dict[str, pa.Table]:
    return {"articles": pa.table({"article_id": list(ids)})}


def test_a_batch_is_there_with_its_rows_and_checksums(tmp_path: Path) -> None:
    store = Store(tmp_path)
    batch = store.write("raw", DAY, "b1", "v1", table("a", "b"))
    assert store.batches("raw") == [batch]
    assert batch.rows("articles") == 2
    assert store.known_articles() == {"a", "b"}
    assert list(store.verify()) == []


def test_writing_again_changes_nothing(tmp_path: Path) -> None:
    store = Store(tmp_path)
    first = store.write("raw", DAY, "b1", "v1", table("a"))
    stamp = first.table("articles").stat().st_mtime_ns
    digest = store.digest()
    store.write("raw", DAY, "b1", "v1", table("a"))
    assert first.table("articles").stat().st_mtime_ns == stamp
    assert store.digest() == digest


def test_a_new_version_replaces_the_old_one(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.write("clean", DAY, "b1", "v1", table("a"))
    new = store.write("clean", DAY, "b1", "v2", table("a"))
    assert store.batches("clean") == [new]


def test_pending_is_what_the_stage_has_not_made_with_this_version(tmp_path: Path) -> None:
    store = Store(tmp_path)
    raw = [store.write("raw", DAY, name, "v1", table(name)) for name in ("b1", "b2")]
    assert store.pending("clean", "raw", "c1") == raw
    store.write("clean", DAY, "b1", "c1", table("b1"))
    assert store.pending("clean", "raw", "c1") == [raw[1]]
    assert store.pending("clean", "raw", "c2") == raw


def test_what_a_killed_run_left_is_swept_and_never_read(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.write("raw", DAY, "b1", "v1", table("a"))
    stale = tmp_path / "raw" / f"landed_on={DAY}" / ".tmp-b2.v1-99"
    stale.mkdir()
    (stale / "articles.parquet").write_bytes(b"half")
    assert [b.batch_id for b in store.batches("raw")] == ["b1"]
    assert store.sweep() == 1
    assert not stale.exists()


def test_a_truncated_file_is_named_with_what_to_do(tmp_path: Path) -> None:
    store = Store(tmp_path)
    batch = store.write("raw", DAY, "b1", "v1", table("a", "b"))
    path = batch.table("articles")
    path.write_bytes(path.read_bytes()[:-20])
    assert [m for m in store.verify() if str(path) in m and "delete" in m]
    with pytest.raises(StoreError, match="delete"):
        store.read(batch, "articles")
