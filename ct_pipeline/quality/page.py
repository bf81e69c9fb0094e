"""The quality page: every check with what was seen, expected and why, its history, and how to look at a failing row. One HTML file, readable without a network.

Great Expectations' own Data Docs load styles and scripts from CDNs and are blank without them, so the results are rendered here.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ct_pipeline.config import Settings
from ct_pipeline.quality.catalog import STAGES
from ct_pipeline.quality.history import read_history
from ct_pipeline.quality.results import CheckResult, stored_results

PAGE = "quality.html"
TREND = 30  # runs that a sparkline shows


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the page."""

    result: CheckResult
    state: str  # pass | warning | critical
    ids: tuple[str, ...]
    trend: str  # SVG, or empty
    since: str | None  # first of the failing runs in a row


def pages_folder(settings: Settings) -> Path:
    """Where pages are written, and what 'ct-pipeline ui' serves."""
    return settings.warehouse / "pages"


def write_page(settings: Settings) -> Path:
    """Write the page of the last results and their history; returns its path."""
    text = render(stored_results(settings), read_history(settings))
    path = pages_folder(settings) / PAGE
    path.parent.mkdir(parents=True, exist_ok=True)
    work = path.with_suffix(".tmp")
    work.write_text(text, encoding="utf-8")
    work.replace(path)
    return path


def render(results: Sequence[CheckResult], history: Sequence[dict[str, Any]]) -> str:
    """The page as HTML."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    past: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for line in history:
        past.setdefault((line["table_name"], line["check_name"]), []).append(line)
    rows = [_row(r, past.get((r.table_name, r.check_name), [])) for r in results]
    stages = [(stage, [r for r in rows if _stage(r.result.table_name) == stage]) for stage in STAGES]
    environment = Environment(loader=PackageLoader("ct_pipeline.quality", "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return environment.get_template("quality.html.j2").render(
        stages=stages, failing=sorted((r for r in rows if r.state != "pass"), key=lambda r: (r.state != "critical", r.result.table_name, r.result.check_name)),
        passed=sum(r.state == "pass" for r in rows), warned=sum(r.state == "warning" for r in rows), failed=sum(r.state == "critical" for r in rows),
        made_at=max((line["checked_at"] for line in history), default=datetime.now(UTC).replace(tzinfo=None)).strftime("%Y-%m-%d %H:%M UTC"),
        runs=_runs(history),
    )  # fmt: skip


def _stage(table_name: str) -> str:
    schema = table_name.partition(".")[0]
    return "marts" if schema == "ref" else schema


def _row(r: CheckResult, past: Sequence[dict[str, Any]]) -> Row:
    ids = tuple(map(str, json.loads(r.failing_ids))) if r.failing_ids else ()
    since = None
    for line in reversed(past):
        if line["success"]:
            break
        since = line["checked_at"].strftime("%Y-%m-%d %H:%M")
    return Row(r, "pass" if r.success else r.severity, ids, sparkline([line["value"] for line in past[-TREND:]], [line["success"] for line in past[-TREND:]]), None if r.success else since)


def sparkline(values: Sequence[float | None], good: Sequence[bool]) -> str:
    """An inline SVG of a number over runs; runs in which the check failed are dots. Empty for fewer than two numbers."""
    points = [(i, v, ok) for i, (v, ok) in enumerate(zip(values, good, strict=True)) if v is not None]
    if len(points) < 2:
        return ""
    low, high = min(v for _, v, _ in points), max(v for _, v, _ in points)
    width, height = 90, 20

    def at(i: int, v: float) -> tuple[float, float]:
        return 3 + i * (width - 6) / (len(values) - 1), height - 3 - (v - low) * (height - 6) / ((high - low) or 1)

    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in (at(i, v) for i, v, _ in points))
    dots = "".join(f'<circle cx="{at(i, v)[0]:.1f}" cy="{at(i, v)[1]:.1f}" r="2.2"/>' for i, v, ok in points if not ok)
    return f'<svg width="{width}" height="{height}" role="img" aria-label="{len(points)} runs, {low:g} to {high:g}"><polyline points="{line}"/>{dots}</svg>'


def _runs(history: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The last runs, newest first: when, which day, how many checks did not pass."""
    runs: dict[Any, dict[str, Any]] = {}
    for line in history:
        key = line["run_id"] or line["checked_at"]
        run = runs.setdefault(key, {"at": line["checked_at"], "day": None, "warned": 0, "failed": 0, "checks": 0, "run_id": line["run_id"]})
        run["checks"] += 1
        run["day"] = run["day"] or line["landed_on"]
        if not line["success"]:
            run["failed" if line["severity"] == "critical" else "warned"] += 1
    return sorted(runs.values(), key=lambda r: r["at"], reverse=True)[:20]
