"""Publishing: a finished file under a name of its own, and a link swapped to it in one step.

Readers open ``ct.duckdb`` read-only and are never waited for: whoever holds an older version keeps it. A version that nobody reads any more is removed,
but for the one before the current: somebody may just have followed the link to it.

The name holds the digest of what the file was made from. Checks that ran again on unchanged data are published too, as a copy with their results and a
longer history: the operator's question "was it looked at this morning?" is answered by the file, and the digest stays what it was.
"""

from __future__ import annotations

import contextlib
import json
import shutil
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from ct_pipeline import tables
from ct_pipeline.config import Settings
from ct_pipeline.quality.history import read_history
from ct_pipeline.quality.results import CheckResult, stored_results
from ct_pipeline.warehouse import files
from ct_pipeline.warehouse.schema import ROW_GROUP, arrow_schema, sql_literal

KEEP_VERSIONS = 2  # the current one and the one before, read or not


@dataclass(frozen=True, slots=True)
class PublishReport:
    path: Path
    version: str
    changed: bool  # the data; not so where only the results of checks are newer
    rechecked: bool = False


def published_version(settings: Settings) -> str | None:
    """The digest in the name of the published file, or None where there is none that is whole."""
    note = _note(settings)
    with contextlib.suppress(OSError):
        name = settings.database.readlink().name
        if note.get("file") == name and (settings.warehouse / name).stat().st_size == note["bytes"]:
            return name.removeprefix("ct-").removesuffix(".duckdb").partition("-")[0]
    return None


def _note(settings: Settings) -> dict[str, Any]:
    """What was written down at the last publication: file, bytes, sha256."""
    try:
        note: dict[str, Any] = json.loads((settings.warehouse / "published.json").read_text(encoding="utf-8"))
        return note if {"file", "bytes", "sha256"} <= note.keys() else {}
    except (OSError, ValueError, AttributeError):
        return {}


def forget_published(settings: Settings) -> None:
    """The published file does not count as up to date any more: the next run builds and publishes anew. Readers keep it until then."""
    files.remove(settings.warehouse / "published.json")


def published_faults(settings: Settings, deep: bool = False) -> str | None:
    """What is broken about the published file: gone, or not what was published. ``deep`` reads all of it, else only what was touched since."""
    note = _note(settings)
    if not note:
        return None
    path = settings.warehouse / note["file"]
    try:
        info = path.stat()
        if info.st_size != note["bytes"]:
            return f"broken: {path}: {info.st_size:,} bytes instead of {note['bytes']:,}"
        if (deep or [info.st_mtime_ns, info.st_ino] != note.get("seen")) and files.checksum(path) != note["sha256"]:
            return f"broken: {path}: its content is not what was published (checksum)"
        if settings.database.readlink().name != note["file"]:
            return f"broken: {settings.database} does not lead to {note['file']}"
    except OSError as error:
        return f"broken: {error.filename}: {error.strerror}"
    return None


def sweep_publication(settings: Settings) -> int:
    """Remove half-built files and links that a killed run left, and versions that nobody can reach; returns how many."""
    stale = [p for pattern in (".building*", f"{files.TEMPORARY}*", ".candidate*.wal", ".ct-link-*") for p in settings.warehouse.glob(pattern)]
    for path in stale:
        files.remove(path)
    return len(stale)


def publish_candidate(settings: Settings) -> PublishReport:
    """Publish what :func:`ct_pipeline.warehouse.build.build_candidate` made, with the results of the checks of every stage."""
    from ct_pipeline.warehouse.build import input_digest

    return publish(settings, settings.candidate, input_digest(settings), stored_results(settings))


def publish(settings: Settings, candidate: Path, digest: str, checks: Sequence[CheckResult]) -> PublishReport:
    """Write the check results into the candidate, freeze it and swap the link. The same digest twice is a no-op, but for checks that have run since."""
    if published_version(settings) == digest:
        files.remove(candidate)
        return PublishReport(settings.database, digest, False, _publish_checks(settings, digest, checks))
    _write_checks(candidate, checks, read_history(settings))
    _put_in_place(settings, candidate, f"ct-{digest}.duckdb")
    return PublishReport(settings.database, digest, True)


def _publish_checks(settings: Settings, digest: str, checks: Sequence[CheckResult]) -> bool:
    """Publish a copy of the published file with the results of checks that have run since, where any have."""
    history = read_history(settings)
    if not history:
        return False
    current = settings.database.resolve()
    with duckdb.connect(str(current), read_only=True) as con:
        known = con.execute("select max(checked_at) from ops.quality_history").fetchone()
    newest = max(line["checked_at"] for line in history)
    if known and known[0] and newest <= known[0]:
        return False
    work = settings.warehouse / f".building-{settings.candidate.name}"
    files.remove(work)
    shutil.copyfile(current, work)
    _write_checks(work, checks, history)
    _put_in_place(settings, work, f"ct-{digest}-{newest:%Y%m%dT%H%M%S}{newest.microsecond // 1000:03d}.duckdb")
    return True


def _put_in_place(settings: Settings, work: Path, name: str) -> None:
    """Freeze a finished file under its name, note what it is, and lead readers to it."""
    final = settings.warehouse / name
    files.freeze(work)
    checksum = files.checksum(work)
    files.rename(work, final)
    files.swap_link(settings.database, final.name)
    info = final.stat()
    note = {"file": final.name, "bytes": info.st_size, "sha256": checksum, "seen": [info.st_mtime_ns, info.st_ino]}
    files.replace_file(settings.warehouse / "published.json", json.dumps(note).encode())
    retire(settings)


def _write_checks(candidate: Path, checks: Sequence[CheckResult], history: Sequence[dict[str, Any]]) -> None:
    now = datetime.now(UTC).replace(tzinfo=None)
    schema = arrow_schema(tables.CHECKS)
    rows = [{**asdict(c), "checked_at": now} for c in checks]
    for row in rows:
        row.pop("description")
    with duckdb.connect() as con:
        con.execute(f"attach {sql_literal(str(candidate))} as wh (row_group_size {ROW_GROUP})")  # with another size, DuckDB would write the whole file again to join row groups
        con.execute("delete from wh.ops.checks")
        con.register("incoming", pa.Table.from_pylist(rows, schema=schema))
        con.execute("insert into wh.ops.checks select * from incoming")
        con.register("history", pa.Table.from_pylist(list(history), schema=arrow_schema(tables.QUALITY_HISTORY)))
        con.execute("delete from wh.ops.quality_history")
        con.execute("insert into wh.ops.quality_history select * from history")
        con.execute("checkpoint wh")


def retire(settings: Settings) -> int:
    """Remove the versions that nobody reads any more; returns how many. An open file stays readable even after its name is gone."""
    current = settings.database.resolve()
    older = sorted((p for p in settings.warehouse.glob("ct-*.duckdb") if p.resolve() != current and not p.is_symlink()), key=lambda p: (p.stat().st_mtime_ns, p.name), reverse=True)
    gone = [p for p in older[KEEP_VERSIONS - 1 :] if not files.is_read(p)]
    for path in gone:
        files.remove(path)
    return len(gone)
