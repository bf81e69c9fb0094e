"""The Parquet store: the truth that the DuckDB file is built from.

``store/<stage>/landed_on=<day>/<batch_id>.<version>/<table>.parquet`` with a ``manifest.json`` beside (rows, bytes and SHA-256 of each file, sealed by a
checksum of its own). A batch folder is written under a temporary name and renamed into place, so it is there whole or not at all; nothing in it is ever
changed. ``store/format.json`` says which format all this has. Mending what broke is :mod:`ct_pipeline.warehouse.repair`, bringing an older store up to date
:mod:`ct_pipeline.warehouse.migrate`.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from ct_pipeline.warehouse import files

STAGES = ("raw", "clean", "facts")
FORMAT = 2  # 1: manifests without sizes and seal, no format.json
_THREADS = 8
_MENDED = ".mended-"  # a whole batch on its way into the place of another


class StoreError(RuntimeError):
    """The store holds something broken: the message names the file and what to do."""


def _seal(manifest: Mapping[str, object]) -> str:
    return hashlib.sha256(json.dumps({k: v for k, v in manifest.items() if k != "seal"}, sort_keys=True).encode()).hexdigest()


def sealed(stage: str, batch_id: str, version: str, tables: Mapping[str, Mapping[str, object]]) -> bytes:
    """The manifest of a batch, as it is stored."""
    manifest: dict[str, object] = {"format": FORMAT, "stage": stage, "batch_id": batch_id, "version": version, "tables": dict(tables)}
    return json.dumps({**manifest, "seal": _seal(manifest)}, indent=1).encode()


@dataclass(frozen=True, slots=True, order=True)
class BatchFolder:
    """One batch of one stage as it lies in the store."""

    landed_on: date
    batch_id: str
    version: str
    path: Path

    def table(self, name: str) -> Path:
        return self.path / f"{name}.parquet"

    def manifest(self) -> dict[str, dict[str, Any]]:
        """``{table: {"rows": n, "bytes": n, "sha256": hex}}``. Raises ``StoreError`` where it is missing, cut off or altered."""
        path = self.path / "manifest.json"
        try:
            data = json.loads(path.read_text(encoding="utf-8"))
            tables: dict[str, dict[str, Any]] = data["tables"]
            if data.get("format", 1) > 1 and data["seal"] != _seal(data):
                raise ValueError("its content does not match its seal")
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise StoreError(f"{path}: cannot be relied on ({error}); 'ct-pipeline run' rebuilds this batch") from error
        return tables

    def rows(self, table: str) -> int:
        return int(self.manifest()[table]["rows"])

    def signature(self) -> str:
        """Names, sizes, times and inodes of its files: the same as before means that nobody touched them."""
        try:
            with os.scandir(self.path) as entries:
                seen = sorted((e.name, (i := e.stat(follow_symlinks=False)).st_size, i.st_mtime_ns, i.st_ctime_ns, i.st_ino) for e in entries)
        except OSError:
            return ""
        return hashlib.sha256(repr(seen).encode("utf-8", "surrogateescape")).hexdigest()[:16]

    def faults(self) -> Iterator[str]:
        """What is broken in this batch, a message each that names the file."""
        try:
            manifest = self.manifest()
        except StoreError:
            yield f"{self.path / 'manifest.json'}: missing, cut off or altered"
            return
        for name, facts in sorted(manifest.items()):
            path = self.table(name)
            try:
                if "bytes" in facts and path.stat().st_size != facts["bytes"]:
                    yield f"{path}: {path.stat().st_size:,} bytes instead of {facts['bytes']:,}"
                elif files.checksum(path) != facts["sha256"]:
                    yield f"{path}: its content is not what was written (checksum)"
            except OSError as error:
                yield f"{path}: {error.strerror or error}"


class Store:
    """The folder of the Parquet store."""

    filesystem: Any = None  # of object storage, for DuckDB to read from; a folder needs none

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._is_understood = False

    # ------------------------------------------------------------------ format

    def format(self) -> int:
        """The format of what lies here; of an empty store today's. Raises ``StoreError`` where the note of it cannot be read."""
        path = self.folder / "format.json"
        try:
            return int(json.loads(path.read_text(encoding="utf-8"))["format"])
        except FileNotFoundError:
            return 1 if any((self.folder / stage).is_dir() for stage in STAGES) else FORMAT
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise StoreError(f"{path}: cannot be read ({error}); remove it, and 'ct-pipeline run' works the format out again") from error

    def note(self, name: str, data: bytes) -> None:
        """A file of the store's own, beside the stages; replaced whole."""
        files.make_folder(self.folder)
        files.replace_file(self.folder / name, data)

    def note_format(self, number: int = FORMAT) -> None:
        self.note("format.json", json.dumps({"format": number}).encode())

    def demand_understood(self) -> None:
        """A newer program's store is left alone: what this one would write into it could be wrong."""
        if self._is_understood:
            return
        found = self.format()
        if found > FORMAT:
            raise StoreError(f"{self.folder} was written by a newer ct-pipeline (store format {found}, this one knows {FORMAT}): update ct-pipeline, or use another --warehouse")
        self._is_understood = True

    # ------------------------------------------------------------------ writing

    def _prepare(self, stage: str, final: Path, tables: Mapping[str, pa.Table]) -> Path:
        """A whole batch folder under a temporary name."""
        batch_id, _, version = final.name.partition(".")
        work = final.with_name(f"{files.TEMPORARY}{final.name}-{os.getpid()}")
        files.remove(work)
        files.make_folder(work)
        manifest = {}
        for name, table in sorted(tables.items()):
            data = parquet(table)
            files.write_file(work / f"{name}.parquet", data)
            manifest[name] = {"rows": table.num_rows, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
        files.write_file(work / "manifest.json", sealed(stage, batch_id, version, manifest))
        files.settle(work)
        return work

    def mend(self, stage: str, batch: BatchFolder, tables: Mapping[str, pa.Table], keep: Path | None = None) -> None:
        """Put other tables in the place of a batch: killed at any step, :meth:`sweep` goes on. ``keep``: where the old folder goes; without it it is removed."""
        ready = batch.path.with_name(f"{_MENDED}{batch.path.name}")
        files.remove(ready)
        files.rename(self._prepare(stage, batch.path, tables), ready)
        self._put_in_place(ready, keep)

    def _put_in_place(self, ready: Path, keep: Path | None = None) -> None:
        final = ready.with_name(ready.name.removeprefix(_MENDED))
        if final.exists():
            self._set_aside(final, keep) if keep else files.discard(final)
        files.rename(ready, final)

    def quarantine(self, stage: str, batch: BatchFolder) -> Path:
        """Take a broken batch out of the store but keep its files; returns where they lie."""
        keep = self.folder / "broken" / stage / batch.path.name
        self._set_aside(batch.path, keep)
        return keep

    def _set_aside(self, path: Path, keep: Path) -> None:
        files.make_folder(keep.parent)
        files.remove(keep)
        files.rename(path, keep)

    def write(self, stage: str, landed_on: date, batch_id: str, version: str, tables: Mapping[str, pa.Table]) -> BatchFolder:
        """Write one batch of a stage, whole; older versions of the same batch go. Writing the same batch again is a no-op."""
        self.demand_understood()
        if not (self.folder / "format.json").exists():
            self.note_format(self.format())
        day = self.folder / stage / f"landed_on={landed_on.isoformat()}"
        final = day / f"{batch_id}.{version}"
        if not final.exists():
            files.make_folder(day)
            work = self._prepare(stage, final, tables)
            try:
                files.rename(work, final)
            except OSError:
                if not final.exists():  # another process of the same run may have been first; anything else is an error
                    raise
                files.remove(work)
        for other in self._versions(stage, landed_on, batch_id):
            if other.version != version:
                files.discard(other.path)
        return BatchFolder(landed_on, batch_id, version, final)

    def discard(self, batch: BatchFolder) -> None:
        """Take a batch out of the store."""
        files.discard(batch.path)

    def sweep(self) -> int:
        """Remove what a killed run left half-written; returns how many things that were. For the holder of the writer's lock only."""
        stale = [p for stage in STAGES for p in (self.folder / stage).glob(f"landed_on=*/{files.TEMPORARY}*")]
        for ready in [p for stage in STAGES for p in (self.folder / stage).glob(f"landed_on=*/{_MENDED}*")]:
            self._put_in_place(ready)
        stale += self.folder.glob(f"{files.TEMPORARY}*")
        for path in stale:
            files.remove(path)
        return len(stale)

    # ------------------------------------------------------------------ reading

    def batches(self, stage: str, landed_on: date | None = None) -> list[BatchFolder]:
        """The batches of a stage (of one day), in order; of a batch being replaced both versions."""
        self.demand_understood()
        root = self.folder / stage
        days = sorted(root.glob("landed_on=*")) if landed_on is None else [root / f"landed_on={landed_on.isoformat()}"]
        out = []
        for day in days:
            if not day.is_dir():
                continue
            landed = date.fromisoformat(day.name.partition("=")[2])
            with os.scandir(day) as entries:
                names = [e.name for e in entries if not e.name.startswith(".") and e.is_dir(follow_symlinks=False)]
            for name in names:
                batch_id, _, version = name.partition(".")
                out.append(BatchFolder(landed, batch_id, version, day / name))
        return sorted(out)

    def current(self, stage: str, version: str, landed_on: date | None = None) -> list[BatchFolder]:
        """The batches of a stage, each once: the one of ``version`` where it is there already, else what was made before."""
        chosen: dict[tuple[date, str], BatchFolder] = {}
        for b in self.batches(stage, landed_on):
            if (b.landed_on, b.batch_id) not in chosen or b.version == version:
                chosen[b.landed_on, b.batch_id] = b
        return list(chosen.values())

    def find(self, stage: str, landed_on: date, batch_id: str) -> BatchFolder:
        """One batch by its name. Raises ``StoreError`` where it is not there."""
        found = self._versions(stage, landed_on, batch_id)
        if not found:
            raise StoreError(f"{self.folder / stage}: batch {batch_id} of {landed_on} is missing; 'ct-pipeline run' lands or makes it again")
        return found[-1]

    def _versions(self, stage: str, landed_on: date, batch_id: str) -> list[BatchFolder]:
        day = self.folder / stage / f"landed_on={landed_on.isoformat()}"
        if not day.is_dir():
            return []
        with os.scandir(day) as entries:
            names = sorted(e.name for e in entries if e.name.startswith(f"{batch_id}."))
        return [BatchFolder(landed_on, batch_id, name.partition(".")[2], day / name) for name in names]

    def days(self) -> list[date]:
        """The landing days there is anything for."""
        return sorted({b.landed_on for b in self.batches("raw")})

    def pending(self, stage: str, after: str, version: str, landed_on: date | None = None) -> list[BatchFolder]:
        """Batches of stage ``after`` that ``stage`` has not yet made, or made with another version; each once."""
        done = {(b.landed_on, b.batch_id) for b in self.batches(stage, landed_on) if b.version == version}
        newest = {(b.landed_on, b.batch_id): b for b in self.batches(after, landed_on)}
        return [b for key, b in newest.items() if key not in done]

    def read(self, batch: BatchFolder, table: str, columns: Sequence[str] | None = None) -> pa.Table:
        """One table of a batch, its bytes checked against the manifest. Raises ``StoreError`` that names a broken file."""
        path = batch.table(table)
        facts = batch.manifest().get(table)
        if facts is None:
            raise StoreError(f"{path}: not in the manifest; 'ct-pipeline run' rebuilds this batch")
        try:
            data = path.read_bytes()
            if hashlib.sha256(data).hexdigest() != facts["sha256"]:
                raise StoreError(f"{path}: its content is not what was written (checksum); 'ct-pipeline run' rebuilds this batch")
            return read_parquet(pa.BufferReader(data), columns)
        except (OSError, pa.ArrowException) as error:
            raise StoreError(f"{path}: cannot be read ({error}); 'ct-pipeline run' rebuilds this batch") from error

    def each(self, batches: Iterable[BatchFolder], table: str, columns: Sequence[str]) -> Iterator[pa.Table]:
        """Columns of one table of many batches, read side by side, in the order of the batches. Only these columns are read, so checksums are not looked at."""

        def read(batch: BatchFolder) -> pa.Table:
            try:
                return read_parquet(batch.table(table), columns)
            except (OSError, pa.ArrowException) as error:
                raise StoreError(f"{batch.table(table)}: cannot be read ({error}); 'ct-pipeline run' rebuilds this batch") from error

        with ThreadPoolExecutor(_THREADS) as pool:
            yield from pool.map(read, batches)

    def known_articles(self) -> dict[str, str]:
        """The ledger: every article that ever landed, with the smallest address it was landed under."""
        batches = [(b, b.manifest()) for b in self.batches("raw")]
        known: dict[str, str] = {}
        for table in ("articles", "sightings"):
            for rows in self.each([b for b, held in batches if table in held and held[table]["rows"]], table, ["article_id", "source_uri"]):
                for article_id, uri in zip(rows.column(0).to_pylist(), rows.column(1).to_pylist(), strict=True):
                    if uri < known.setdefault(article_id, uri):
                        known[article_id] = uri
        return known

    def known_rejects(self) -> set[bytes]:
        """What was rejected before, so that the same broken file is not reported as new at every landing: keys of :func:`reject_key`."""
        columns = ["source_uri", "record_no", "reason", "detail"]
        known: set[bytes] = set()
        for rows in self.each([b for b in self.batches("raw") if b.rows("rejects")], "rejects", columns):
            known.update(reject_key(*row) for row in zip(*(rows.column(c).to_pylist() for c in columns), strict=True))
        return known

    def faults(self, skip: Callable[[str, BatchFolder], bool] = lambda stage, batch: False) -> Iterator[tuple[str, BatchFolder, list[str]]]:
        """Every broken batch with what is broken in it, files read side by side; ``skip``: batches that need no look."""
        listed = [(stage, batch) for stage in STAGES for batch in self.batches(stage) if not skip(stage, batch)]
        with ThreadPoolExecutor(_THREADS) as pool:
            for (stage, batch), found in zip(listed, pool.map(lambda pair: list(pair[1].faults()), listed), strict=True):
                if found:
                    yield stage, batch, found

    def digest(self, versions: Sequence[str] = ()) -> str:
        """A digest of what the store holds: batch names and file checksums, with ``versions`` of whatever reads it."""
        h = hashlib.sha256("\n".join(versions).encode())
        for stage in STAGES:
            for batch in self.batches(stage):
                h.update(f"{stage}/{batch.landed_on}/{batch.batch_id}.{batch.version}".encode())
                h.update(json.dumps({k: v["sha256"] for k, v in batch.manifest().items()}, sort_keys=True).encode())
        return h.hexdigest()[:16]


def reject_key(source_uri: str, record_no: int | None, reason: str, detail: str) -> bytes:
    """What makes a reject the same as one before, in 12 bytes."""
    return hashlib.sha256("\0".join((source_uri, str(record_no), reason, detail)).encode("utf-8", "surrogatepass")).digest()[:12]


def reseal(batch: BatchFolder, stage: str) -> None:
    """Make the manifest say what now lies in the folder: for whoever changes a batch on purpose."""
    tables = {}
    for path in sorted(batch.path.glob("*.parquet")):
        tables[path.stem] = {"rows": pq.read_metadata(path).num_rows, "bytes": path.stat().st_size, "sha256": files.checksum(path)}
    files.replace_file(batch.path / "manifest.json", sealed(stage, batch.batch_id, batch.version, tables))


def read_parquet(source: Any, columns: Sequence[str] | None = None) -> pa.Table:
    """A file's rows, read in the calling thread: Arrow's own threads, still at it when a short command ends, abort the process."""
    with pq.ParquetFile(source) as file:
        found = file.read(columns=list(columns) if columns else None, use_threads=False)
    return found.select(list(columns)) if columns else found


def parquet(table: pa.Table) -> bytes:
    """A table as the bytes of a Parquet file: the same table gives the same bytes."""
    out = io.BytesIO()
    pq.write_table(table, out, compression="zstd", version="2.6")
    return out.getvalue()
