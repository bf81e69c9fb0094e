"""The Parquet store: the truth that the DuckDB file is built from.

``store/<stage>/landed_on=<day>/<batch_id>.<version>/<table>.parquet`` with a ``manifest.json`` beside (rows and SHA-256 of each file).
A batch folder is written under a temporary name and renamed into place, so it is there whole or not at all.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

STAGES = ("raw", "clean", "facts")


class StoreError(RuntimeError):
    """The store holds something broken: the message names the file and what to do."""


@dataclass(frozen=True, slots=True, order=True)
class BatchFolder:
    """One batch of one stage as it lies in the store."""

    landed_on: date
    batch_id: str
    version: str
    path: Path

    def table(self, name: str) -> Path:
        return self.path / f"{name}.parquet"

    def manifest(self) -> dict[str, dict[str, object]]:
        """``{table: {"rows": n, "sha256": hex}}``."""
        try:
            data = json.loads((self.path / "manifest.json").read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise StoreError(f"{self.path}: no readable manifest.json ({error}); delete this folder and run again to rebuild it") from error
        tables: dict[str, dict[str, object]] = data["tables"]
        return tables

    def rows(self, table: str) -> int:
        return int(str(self.manifest()[table]["rows"]))


class Store:
    """The folder of the Parquet store."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def write(self, stage: str, landed_on: date, batch_id: str, version: str, tables: Mapping[str, pa.Table]) -> BatchFolder:
        """Write one batch of a stage, whole; older versions of the same batch go. Writing the same batch again is a no-op."""
        day = self.folder / stage / f"landed_on={landed_on.isoformat()}"
        final = day / f"{batch_id}.{version}"
        folder = BatchFolder(landed_on, batch_id, version, final)
        if not final.exists():
            day.mkdir(parents=True, exist_ok=True)
            work = day / f".tmp-{batch_id}.{version}-{os.getpid()}"
            shutil.rmtree(work, ignore_errors=True)
            work.mkdir()
            manifest = {}
            for name, table in sorted(tables.items()):
                path = work / f"{name}.parquet"
                pq.write_table(table, path, compression="zstd", version="2.6")
                manifest[name] = {"rows": table.num_rows, "sha256": hashlib.sha256(path.read_bytes()).hexdigest()}
            text = json.dumps({"stage": stage, "batch_id": batch_id, "version": version, "tables": manifest}, indent=1)
            (work / "manifest.json").write_text(text, encoding="utf-8")
            try:
                work.rename(final)
            except OSError:
                if not final.exists():  # another process of the same run may have been first; anything else is an error
                    raise
                shutil.rmtree(work, ignore_errors=True)
        for other in self.batches(stage, landed_on):
            if other.batch_id == batch_id and other.version != version:
                shutil.rmtree(other.path, ignore_errors=True)
        return folder

    def batches(self, stage: str, landed_on: date | None = None) -> list[BatchFolder]:
        """The batches of a stage (of one day), in order."""
        root = self.folder / stage
        days = sorted(root.glob("landed_on=*")) if landed_on is None else [root / f"landed_on={landed_on.isoformat()}"]
        out = []
        for day in days:
            if not day.is_dir():
                continue
            for path in day.iterdir():
                if path.is_dir() and not path.name.startswith("."):
                    batch_id, _, version = path.name.partition(".")
                    out.append(BatchFolder(date.fromisoformat(day.name.partition("=")[2]), batch_id, version, path))
        return sorted(out)

    def days(self) -> list[date]:
        """The landing days there is anything for."""
        return sorted({b.landed_on for b in self.batches("raw")})

    def pending(self, stage: str, after: str, version: str, landed_on: date | None = None) -> list[BatchFolder]:
        """Batches of stage ``after`` that ``stage`` has not yet made, or made with another version."""
        done = {b.batch_id for b in self.batches(stage, landed_on) if b.version == version}
        return [b for b in self.batches(after, landed_on) if b.batch_id not in done]

    def read(self, batch: BatchFolder, table: str) -> pa.Table:
        """One table of a batch."""
        try:
            return pq.read_table(batch.table(table))
        except (OSError, pa.ArrowException) as error:
            raise StoreError(f"{batch.table(table)}: cannot be read ({error}); delete {batch.path} and run again to rebuild it") from error

    def known_articles(self) -> set[str]:
        """The ledger: ids of every article that ever landed."""
        known: set[str] = set()
        for batch in self.batches("raw"):
            try:
                known.update(pq.read_table(batch.table("articles"), columns=["article_id"]).column(0).to_pylist())
            except (OSError, pa.ArrowException) as error:
                raise StoreError(f"{batch.table('articles')}: cannot be read ({error}); delete {batch.path} and land its articles again") from error
        return known

    def known_rejects(self) -> set[tuple[str, int | None, str, str]]:
        """What was rejected before, so that the same broken file is not reported as new at every landing."""
        known = set()
        for batch in self.batches("raw"):
            for r in self.read(batch, "rejects").select(["source_uri", "record_no", "reason", "detail"]).to_pylist():
                known.add((r["source_uri"], r["record_no"], r["reason"], r["detail"]))
        return known

    def verify(self) -> Iterator[str]:
        """Every file whose bytes are not those of its manifest, as a message that names it."""
        for stage in STAGES:
            for batch in self.batches(stage):
                for name, facts in batch.manifest().items():
                    path = batch.table(name)
                    if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != facts["sha256"]:
                        yield f"{path}: content differs from its manifest; delete {batch.path} and run again to rebuild it"

    def digest(self, versions: Sequence[str] = ()) -> str:
        """A digest of what the store holds: batch names and file checksums, with ``versions`` of whatever reads it."""
        h = hashlib.sha256("\n".join(versions).encode())
        for stage in STAGES:
            for batch in self.batches(stage):
                h.update(f"{stage}/{batch.landed_on}/{batch.batch_id}.{batch.version}".encode())
                h.update(json.dumps({k: v["sha256"] for k, v in batch.manifest().items()}, sort_keys=True).encode())
        return h.hexdigest()[:16]

    def sweep(self) -> int:
        """Remove temporary folders that a killed run left; returns how many."""
        stale = [p for stage in STAGES for p in (self.folder / stage).glob("landed_on=*/.tmp-*")]
        for path in stale:
            shutil.rmtree(path, ignore_errors=True)
        return len(stale)
