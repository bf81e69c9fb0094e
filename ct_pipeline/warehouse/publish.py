"""Publishing: a finished file under a name of its own, and a link swapped to it in one step.

Readers open ``ct.duckdb`` read-only and are never waited for: whoever holds an older version keeps it, and the last few stay on disk.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pyarrow as pa

from ct_pipeline import tables
from ct_pipeline.config import Settings
from ct_pipeline.quality.results import CheckResult, stored_results
from ct_pipeline.warehouse.schema import arrow_schema, sql_literal

KEEP_VERSIONS = 3


@dataclass(frozen=True, slots=True)
class PublishReport:
    path: Path
    version: str
    changed: bool


def published_version(settings: Settings) -> str | None:
    """The digest in the name of the published file, or None."""
    with contextlib.suppress(OSError):
        name = settings.database.readlink().name
        if (settings.warehouse / name).is_file():
            return name.removeprefix("ct-").removesuffix(".duckdb")
    return None


def publish_candidate(settings: Settings) -> PublishReport:
    """Publish what :func:`ct_pipeline.warehouse.build.build_candidate` made, with the results of the checks of every stage."""
    from ct_pipeline.warehouse.build import input_digest

    return publish(settings, settings.candidate, input_digest(settings), stored_results(settings))


def publish(settings: Settings, candidate: Path, digest: str, checks: Sequence[CheckResult]) -> PublishReport:
    """Write the check results into the candidate, freeze it and swap the link. The same digest twice is a no-op."""
    if published_version(settings) == digest:
        candidate.unlink(missing_ok=True)
        return PublishReport(settings.database, digest, False)
    _write_checks(candidate, checks)
    final = settings.warehouse / f"ct-{digest}.duckdb"
    candidate.chmod(0o444)
    candidate.replace(final)
    link = settings.warehouse / f".ct-link-{os.getpid()}"
    link.unlink(missing_ok=True)
    link.symlink_to(final.name)
    link.replace(settings.database)
    _retire(settings, final)
    return PublishReport(settings.database, digest, True)


def _write_checks(candidate: Path, checks: Sequence[CheckResult]) -> None:
    now = datetime.now(UTC).replace(tzinfo=None)
    schema = arrow_schema(tables.CHECKS)
    rows = [{**asdict(c), "checked_at": now} for c in checks]
    for row in rows:
        row.pop("description")
    with duckdb.connect() as con:
        con.execute(f"attach {sql_literal(str(candidate))} as wh")
        con.execute("delete from wh.ops.checks")
        con.register("incoming", pa.Table.from_pylist(rows, schema=schema))
        con.execute("insert into wh.ops.checks select * from incoming")
        con.execute("checkpoint wh")


def _retire(settings: Settings, current: Path) -> None:
    """Keep the last few versions for readers that hold them; an open file stays readable even after its name is gone."""
    versions = sorted((p for p in settings.warehouse.glob("ct-*.duckdb") if p != current), key=lambda p: p.stat().st_mtime_ns, reverse=True)
    for old in versions[KEEP_VERSIONS - 1 :]:
        old.unlink(missing_ok=True)
