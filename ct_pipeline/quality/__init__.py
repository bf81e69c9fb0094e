"""Data-quality checks at every stage: a catalogue, one frame a table, Great Expectations as the judge."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ct_pipeline.config import Settings
from ct_pipeline.quality.catalog import STAGES
from ct_pipeline.quality.results import CheckResult

__all__ = ["STAGES", "CheckResult", "run_checks"]


def run_checks(stage: str, settings: Settings, days: Sequence[date] | None = None, run_id: str | None = None) -> list[CheckResult]:
    """Run the checks of a stage; see :func:`ct_pipeline.quality.runner.run_checks`. Great Expectations is imported here, not before."""
    from ct_pipeline.quality.runner import run_checks as run

    return run(stage, settings, days, run_id=run_id)
