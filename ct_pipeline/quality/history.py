"""How each check came out, run after run: one JSON line a check and run in ``warehouse/checks/history.jsonl``; ``ops.quality_history`` in the published file.

The Parquet store is a function of what was landed; this is a log of when somebody looked, and is kept apart from it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from ct_pipeline.config import Settings
from ct_pipeline.quality.results import CheckResult

KEEP_LINES = 200_000  # two years of a run a day


def history_file(settings: Settings) -> Path:
    return settings.checks / "history.jsonl"


def append_history(settings: Settings, results: Sequence[CheckResult], landed_on: date | None, run_id: str | None, now: datetime | None = None) -> None:
    """Add one line a result. ``landed_on``: the (last) landing day looked at, None for the whole warehouse."""
    stamp = (now or datetime.now(UTC)).replace(tzinfo=None).isoformat(timespec="milliseconds")
    day = landed_on.isoformat() if landed_on else None
    rows = [
        {"checked_at": stamp, "landed_on": day, "run_id": run_id, "table_name": r.table_name, "check_name": r.check_name, "severity": r.severity,
         "success": r.success, "value": r.value, "observed": r.observed, "bound": r.bound}
        for r in results
    ]  # fmt: skip
    path = history_file(settings)
    path.parent.mkdir(parents=True, exist_ok=True)
    data = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
    try:
        os.write(handle, data)  # one write: two processes that check at once do not mix their lines
    finally:
        os.close(handle)
    if path.stat().st_size > KEEP_LINES * 400:
        _shorten(path)


def _shorten(path: Path) -> None:
    lines = path.read_bytes().splitlines(keepends=True)[-KEEP_LINES:]
    work = path.with_suffix(".tmp")
    work.write_bytes(b"".join(lines))
    work.replace(path)


def read_history(settings: Settings) -> list[dict[str, Any]]:
    """Every line kept, oldest first; a line that a killed process left half is skipped."""
    try:
        lines = history_file(settings).read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return []
    rows = []
    for line in lines:
        try:
            row = json.loads(line)
        except ValueError:
            continue
        row["checked_at"] = datetime.fromisoformat(row["checked_at"])
        row["landed_on"] = date.fromisoformat(row["landed_on"]) if row["landed_on"] else None
        rows.append(row)
    return rows
