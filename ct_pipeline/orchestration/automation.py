"""When the pipeline runs by itself: the job, the daily schedule, the landing-folder sensor."""

import hashlib
import os
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from dagster import AssetSelection, RunRequest, ScheduleEvaluationContext, SensorEvaluationContext, SkipReason, define_asset_job, schedule, sensor

from ct_pipeline.config import Settings
from ct_pipeline.orchestration.assets import LANDING_DAYS, TIMEZONE

JOB_NAME = "land_extract_publish"
SETTLE_SECONDS = 5.0  # a file younger than this may still be being written: it waits for the next tick

job = define_asset_job(
    JOB_NAME, selection=AssetSelection.all(), partitions_def=LANDING_DAYS, description="The whole way: land what is in the landing folder, clean, extract, check, build, publish."
)


def landing_day(now: datetime | None = None) -> str:
    """The partition that something landed now belongs to."""
    return (now or datetime.now(ZoneInfo(TIMEZONE))).strftime("%Y-%m-%d")


@schedule(cron_schedule="0 6 * * *", execution_timezone=TIMEZONE, job=job, description="Every morning at six: land and publish what lies in the landing folder.")
def daily(context: ScheduleEvaluationContext) -> RunRequest:
    """One run for the day of the tick."""
    day = context.scheduled_execution_time.astimezone(ZoneInfo(TIMEZONE)).strftime("%Y-%m-%d")
    return RunRequest(run_key=f"daily-{day}", partition_key=day)


def _entries(folder: Path) -> Iterator[tuple[str, int, int]]:
    stack = [folder]
    while stack:
        with os.scandir(stack.pop()) as listing:
            for entry in listing:
                if entry.name.startswith("."):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    stack.append(Path(entry.path))
                elif entry.is_file(follow_symlinks=False):
                    info = entry.stat(follow_symlinks=False)
                    yield entry.path, info.st_size, info.st_mtime_ns


def folder_state(folder: Path, settled_before_ns: int) -> tuple[str, int, int]:
    """A digest of the settled files of ``folder`` (path, size, time), how many they are, and how many are still being written."""
    total, settled, fresh = 0, 0, 0
    for path, size, mtime in _entries(folder):
        if mtime > settled_before_ns:
            fresh += 1
            continue
        settled += 1
        # a sum of hashes does not depend on the order of the listing and needs no memory for 50,000 names
        total = (total + int.from_bytes(hashlib.blake2b(f"{path}\0{size}\0{mtime}".encode("utf-8", "surrogateescape"), digest_size=8).digest(), "big")) % 2**64
    return f"{settled}:{total:016x}", settled, fresh


@sensor(job=job, minimum_interval_seconds=30, description="Watches the landing folder: one run for each set of new or changed files.")
def landing_folder(context: SensorEvaluationContext) -> RunRequest | SkipReason:
    """The cursor is a digest of the settled files: small however many they are."""
    folder = Settings.from_environment().landing
    if not folder.is_dir():
        return SkipReason(f"{folder} does not exist; create it or set CT_LANDING")
    state, settled, fresh = folder_state(folder, time.time_ns() - int(SETTLE_SECONDS * 1e9))
    if state == context.cursor:
        return SkipReason(f"nothing new among {settled} files" + (f"; {fresh} still being written" if fresh else ""))
    context.update_cursor(state)
    if not settled:
        return SkipReason("the landing folder is empty")
    return RunRequest(run_key=f"landing-{state}", partition_key=landing_day(), tags={"landing_files": str(settled)})
