"""What a check came to, and the results of each stage kept as JSON in ``warehouse/checks`` until the next publication takes them in."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from ct_pipeline.config import Settings


@dataclass(frozen=True, slots=True)
class CheckResult:
    """One expectation, evaluated. ``observed`` and ``bound`` are printed text; ``failing_ids`` a JSON list of the first failing keys."""

    table_name: str  # schema.table
    check_name: str
    severity: str  # critical | warning
    success: bool
    observed: str | None
    bound: str | None
    failing_ids: str | None
    value: float | None = None  # the observed number: failing rows, or the share
    description: str = ""


def store_results(settings: Settings, stage: str, results: Sequence[CheckResult]) -> None:
    """Keep the results of one stage, replacing its last ones."""
    settings.checks.mkdir(parents=True, exist_ok=True)
    path = settings.checks / f"{stage}.json"
    work = path.with_suffix(".tmp")
    work.write_text(json.dumps([asdict(r) for r in results], ensure_ascii=False, indent=1), encoding="utf-8")
    work.replace(path)


def stored_results(settings: Settings) -> list[CheckResult]:
    """The last results of every stage, ordered by table and check."""
    found = []
    for path in sorted(settings.checks.glob("*.json")):
        found += [CheckResult(**row) for row in json.loads(path.read_text(encoding="utf-8"))]
    return sorted(found, key=lambda r: (r.table_name, r.check_name))
