"""The Parquet store on object storage (S3 and what speaks its protocol, Google Cloud Storage, Azure), through fsspec and universal_pathlib.

Object storage has no rename: a batch is written file by file at its place, and its manifest last. Without a manifest a batch is not there, so that a batch appears
whole or not at all here too. A batch is taken out the other way round: its manifest first.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any, cast

import pyarrow as pa

from ct_pipeline.config import ConfigError, Settings
from ct_pipeline.warehouse.store import FORMAT, STAGES, BatchFolder, Store, StoreError, parquet, read_parquet, sealed

_THREADS = 16  # requests wait for the network, not for this process


def open_store(settings: Settings) -> Store:
    """The store of ``settings``: a folder, or object storage where ``CT_STORE`` names a URL. Raises :class:`ConfigError` where its library is not installed."""
    if settings.store_url is None:
        return Store(settings.store)
    try:
        from upath import UPath

        folder = UPath(settings.store_url)
        _ = folder.fs
    except (ImportError, ValueError) as error:
        raise ConfigError(f"CT_STORE={settings.store_url} cannot be used ({error}); for s3:// install: pip install 'ct-pipeline[s3]'") from error
    return ObjectStore(cast(Path, folder))


class ObjectBatch(BatchFolder):
    """A batch on object storage."""

    def signature(self) -> str:
        """Objects do not change under their name without a new modification: names, sizes and tags."""
        folder = cast(Any, self.path)
        seen = sorted((e["name"], e.get("size"), str(e.get("ETag") or e.get("etag") or e.get("LastModified") or e.get("mtime"))) for e in folder.fs.ls(folder.path, detail=True, refresh=True))
        return hashlib.sha256(repr(seen).encode()).hexdigest()[:16]


class ObjectStore(Store):
    """A store whose ``folder`` is a :class:`upath.UPath` of object storage."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.filesystem = self._fs = cast(Any, folder).fs

    def format(self) -> int:
        path = self.folder / "format.json"
        try:
            return int(json.loads(path.read_text(encoding="utf-8"))["format"])
        except FileNotFoundError:
            return FORMAT
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise StoreError(f"{path}: cannot be read ({error}); check that the bucket is there and may be read") from error

    def note(self, name: str, data: bytes) -> None:
        (self.folder / name).write_bytes(data)

    def write(self, stage: str, landed_on: date, batch_id: str, version: str, tables: Mapping[str, pa.Table]) -> BatchFolder:
        self.demand_understood()
        if not (self.folder / "format.json").exists():
            self.note_format()
        final = self.folder / stage / f"landed_on={landed_on.isoformat()}" / f"{batch_id}.{version}"
        if not (final / "manifest.json").exists():
            self._put(stage, final, tables)
        for other in self._versions(stage, landed_on, batch_id):
            if other.version != version:
                self.discard(other)
        return ObjectBatch(landed_on, batch_id, version, final)

    def _put(self, stage: str, final: Path, tables: Mapping[str, pa.Table]) -> None:
        batch_id, _, version = final.name.partition(".")
        manifest = {}
        for name, table in sorted(tables.items()):
            data = parquet(table)
            (final / f"{name}.parquet").write_bytes(data)
            manifest[name] = {"rows": table.num_rows, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
        (final / "manifest.json").write_bytes(sealed(stage, batch_id, version, manifest))
        self._fs.invalidate_cache()

    def mend(self, stage: str, batch: BatchFolder, tables: Mapping[str, pa.Table], keep: Path | None = None) -> None:
        if keep is not None:
            self._copy(batch.path, self._broken(stage, batch))
        self.discard(batch)
        self._put(stage, batch.path, tables)

    def quarantine(self, stage: str, batch: BatchFolder) -> Path:
        keep = self._broken(stage, batch)
        self._copy(batch.path, keep)
        self.discard(batch)
        return keep

    def _broken(self, stage: str, batch: BatchFolder) -> Path:
        return self.folder / "broken" / stage / batch.path.name

    def _copy(self, source: Path, target: Path) -> None:
        for path in source.iterdir():
            (target / path.name).write_bytes(path.read_bytes())

    def discard(self, batch: BatchFolder) -> None:
        folder = cast(Any, batch.path)
        if (folder / "manifest.json").exists():
            (folder / "manifest.json").unlink()
        self._fs.invalidate_cache()
        for path in list(folder.iterdir()):
            path.unlink()
        self._fs.invalidate_cache()

    def sweep(self) -> int:
        """Batches whose manifest was never written. For the holder of the writer's lock only."""
        whole = {b.path.name for stage in STAGES for b in self.batches(stage)}
        stale: set[str] = set()
        for stage in STAGES:
            for name in self._find(stage):
                batch = name.rsplit("/", 2)[-2]
                if batch not in whole:
                    self._fs.rm(name)
                    stale.add(batch)
        self._fs.invalidate_cache()
        return len(stale)

    def _find(self, stage: str, landed_on: date | None = None) -> list[str]:
        root = cast(Any, self.folder / stage if landed_on is None else self.folder / stage / f"landed_on={landed_on.isoformat()}")
        self._fs.invalidate_cache()
        try:
            return sorted(self._fs.find(root.path))
        except FileNotFoundError:
            return []

    def batches(self, stage: str, landed_on: date | None = None) -> list[BatchFolder]:
        self.demand_understood()
        out: list[BatchFolder] = []
        for name in self._find(stage, landed_on):
            *_, day, folder, file = name.split("/")
            if file == "manifest.json" and day.startswith("landed_on="):
                batch_id, _, version = folder.partition(".")
                out.append(ObjectBatch(date.fromisoformat(day.partition("=")[2]), batch_id, version, self.folder / stage / day / folder))
        return sorted(out)

    def _versions(self, stage: str, landed_on: date, batch_id: str) -> list[BatchFolder]:
        return [b for b in self.batches(stage, landed_on) if b.batch_id == batch_id]

    def each(self, batches: Iterable[BatchFolder], table: str, columns: Sequence[str]) -> Iterator[pa.Table]:
        def read(batch: BatchFolder) -> pa.Table:
            try:
                return read_parquet(io.BytesIO(batch.table(table).read_bytes()), columns)
            except (OSError, pa.ArrowException) as error:
                raise StoreError(f"{batch.table(table)}: cannot be read ({error}); 'ct-pipeline run' rebuilds this batch") from error

        with ThreadPoolExecutor(_THREADS) as pool:
            yield from pool.map(read, batches)
