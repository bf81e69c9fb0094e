"""Whether a run would find anything to do: a landing without news then costs a second, not the start of Dagster, of Great Expectations and of 240 checks."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from ct_pipeline.config import Settings
from ct_pipeline.pipeline import BATCH_SIZE, LandReport, pending_articles

LOOKED_AT = 50_000_000  # bytes; more is not read twice for the chance that there is nothing new in it


def nothing_to_do(settings: Settings, paths: Sequence[Path], mapping: Any = None) -> LandReport | None:
    """The landing of ``paths`` where all of it is known, all that landed is processed with today's rules, checked and published; None where a run has work to do.

    For the holder of the writer's lock, with a store that is in order.
    """
    from ct_pipeline.ingest import discover, read_file
    from ct_pipeline.ingest.ledger import sort_out
    from ct_pipeline.quality.results import stored_results
    from ct_pipeline.warehouse.build import input_digest
    from ct_pipeline.warehouse.objects import open_store
    from ct_pipeline.warehouse.publish import published_version
    from ct_pipeline.warehouse.store import reject_key

    if not settings.database.exists() or settings.candidate.exists() or published_version(settings) != input_digest(settings):
        return None
    if any(pending_articles(settings, stage) for stage in ("clean", "facts")):
        return None
    checks = stored_results(settings)
    if not checks or any(not c.success and c.severity == "critical" for c in checks) or _checked_before(settings, settings.seeds / "quality.yml"):
        return None
    files = list(discover(paths))
    if sum(path.stat().st_size for path, _ in files if path.is_file()) > LOOKED_AT:
        return None
    store = open_store(settings)
    known, rejects = store.known_articles(), store.known_rejects()
    report = LandReport()
    records = (record for path, uri in files for record in read_file(path, uri, mapping))
    while chunk := list(islice(records, BATCH_SIZE)):
        batch = sort_out(chunk, known)
        if batch.articles or batch.moved or any(reject_key(r.source_uri, r.record_no, r.reason, r.detail) not in rejects for r in batch.rejects):
            return None
        report.landed += batch.landed
        report.known += batch.known
        report.rejected += len(batch.rejects)
    return report


def _checked_before(settings: Settings, path: Path) -> bool:
    """The last checks are older than their bounds."""
    done = [p.stat().st_mtime for p in settings.checks.glob("*.json")]
    return not done or not path.exists() or min(done) < path.stat().st_mtime
