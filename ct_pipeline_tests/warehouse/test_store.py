"""The store: whole or not at all, again is a no-op, broken is named."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest

from ct_pipeline.warehouse.store import FORMAT, BatchFolder, Store, StoreError, reseal

DAY = date(2026, 1, 2)


def table(*ids: str, rejects: int = 0) -> dict[str, pa.Table]:
    n = len(ids)
    return {
        "articles": pa.table({"article_id": list(ids), "source_uri": [f"{i}.txt" for i in ids]}),
        "rejects": pa.table({"source_uri": ["r"] * rejects, "record_no": pa.array(range(rejects), pa.int32()), "reason": ["empty"] * rejects, "detail": ["x"] * rejects}),
        "sightings": pa.table({"article_id": list(ids)[: n // 2], "source_uri": ["0.txt"] * (n // 2)}),
    }


def broken(store: Store) -> list[str]:
    return [fault for _, _, faults in store.faults() for fault in faults]


def test_a_batch_is_there_with_its_rows_and_checksums(tmp_path: Path) -> None:
    store = Store(tmp_path)
    batch = store.write("raw", DAY, "b1", "v1", table("a", "b"))
    assert store.batches("raw") == [batch]
    assert batch.rows("articles") == 2
    assert store.known_articles() == {"a": "0.txt", "b": "b.txt"}  # the smallest address it was met under
    assert broken(store) == []


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


def test_of_two_versions_the_current_one_counts(tmp_path: Path) -> None:
    """A run that was killed after it had put the new version in place and before it had taken the old one away."""
    store = Store(tmp_path)
    for version in ("v1", "v2"):
        (tmp_path / version).mkdir()
        Store(tmp_path / version).write("clean", DAY, "b1", version, table("a"))
        target = tmp_path / "clean" / f"landed_on={DAY}"
        target.mkdir(parents=True, exist_ok=True)
        (tmp_path / version / "clean" / f"landed_on={DAY}" / f"b1.{version}").rename(target / f"b1.{version}")
    store.note_format()
    assert [b.version for b in store.batches("clean")] == ["v1", "v2"]
    assert [b.version for b in store.current("clean", "v1")] == ["v1"]
    assert [b.version for b in store.current("clean", "v2")] == ["v2"]
    assert store.pending("facts", "clean", "f1") == store.current("clean", "v2")


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


def test_a_batch_being_mended_when_the_run_was_killed_is_put_in_its_place(tmp_path: Path) -> None:
    store = Store(tmp_path)
    batch = store.write("raw", DAY, "b1", "v1", table("a"))
    good = tmp_path / "good"
    mended = Store(good).write("raw", DAY, "b1", "v1", table("a", "b"))
    mended.path.rename(batch.path.with_name(".mended-b1.v1"))
    store.sweep()
    assert set(store.known_articles()) == {"a", "b"}
    assert broken(store) == []


def test_a_truncated_file_is_named_with_what_to_do(tmp_path: Path) -> None:
    store = Store(tmp_path)
    batch = store.write("raw", DAY, "b1", "v1", table("a", "b"))
    path = batch.table("articles")
    path.write_bytes(path.read_bytes()[:-20])
    assert [m for m in broken(store) if str(path) in m and "bytes instead of" in m]
    with pytest.raises(StoreError, match=r"articles\.parquet.*'ct-pipeline run' rebuilds"):
        store.read(batch, "articles")


@pytest.mark.parametrize("change", [lambda s: s[:-1], lambda s: s.replace('"rows": 2', '"rows": 3'), lambda s: "[]", lambda s: ""])
def test_an_altered_manifest_is_no_manifest(tmp_path: Path, change) -> None:  # type: ignore[no-untyped-def]
    store = Store(tmp_path)
    batch = store.write("raw", DAY, "b1", "v1", table("a", "b"))
    path = batch.path / "manifest.json"
    path.write_text(change(path.read_text()))
    assert [m for m in broken(store) if "manifest.json" in m]
    with pytest.raises(StoreError, match=r"manifest\.json"):
        batch.manifest()
    reseal(batch, "raw")  # changed on purpose
    assert broken(store) == []


def test_a_newer_store_is_left_alone(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.write("raw", DAY, "b1", "v1", table("a"))
    store.note_format(FORMAT + 1)
    before = sorted(tmp_path.rglob("*"))
    for attempt in (lambda s: s.batches("raw"), lambda s: s.write("raw", DAY, "b2", "v1", table("b")), lambda s: s.known_articles()):
        with pytest.raises(StoreError, match=r"newer ct-pipeline.*update ct-pipeline"):
            attempt(Store(tmp_path))
    assert sorted(tmp_path.rglob("*")) == before


def test_a_missing_batch_is_said(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="batch b9 of 2026-01-02 is missing"):
        Store(tmp_path).find("raw", DAY, "b9")
    assert isinstance(Store(tmp_path).write("raw", DAY, "b9", "v1", table("a")), BatchFolder)
    assert Store(tmp_path).find("raw", DAY, "b9").version == "v1"
