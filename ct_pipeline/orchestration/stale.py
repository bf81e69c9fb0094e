"""Which landing days were cleaned or extracted with rules or seeds that have changed since: pure, from the names of the store's folders."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from datetime import date

from ct_pipeline.config import Settings
from ct_pipeline.warehouse.objects import open_store
from ct_pipeline.warehouse.versions import stage_version

_AFTER = {"clean": "raw", "facts": "clean"}


def pending_days(settings: Settings, stage: str) -> set[date]:
    """The landing days with batches that ``stage`` (clean or facts) has not made with today's rules, new or stale."""
    return {b.landed_on for b in open_store(settings).pending(stage, _AFTER[stage], stage_version(stage, settings.seeds))}


def stale_days(settings: Settings) -> dict[str, list[date]]:
    """The days that a reprocessing would make again. What is cleaned again is extracted again."""
    clean = pending_days(settings, "clean")
    return {"clean": sorted(clean), "facts": sorted(pending_days(settings, "facts") | clean)}


def rules_now(settings: Settings) -> str:
    """Eight hex digits over rules, seeds and bounds as they are on the disk now: the daemon's process, which keeps what it has read, lives for weeks."""
    stage_version.cache_clear()
    h = hashlib.sha256(" ".join(stage_version(stage, settings.seeds) for stage in ("raw", "clean", "facts", "marts", "report")).encode())
    with suppress(FileNotFoundError):
        h.update((settings.seeds / "quality.yml").read_bytes())
    return h.hexdigest()[:8]
