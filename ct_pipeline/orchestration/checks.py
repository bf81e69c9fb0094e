"""Asset checks: one an expectation of :mod:`ct_pipeline.quality`. A stage is read and validated once, the results fan out.

Loading this imports the catalogue of checks only: Great Expectations is imported when a check runs, once a run.
A check looks at the landing days of its run; ``AssetCheckSpec(partitions_def=...)``, with which the UI would keep a status a day, is a preview API in
Dagster 1.13 and records nothing for runs of several days, so the days are in the metadata instead.
Checks have no automation condition of their own: then an automatic run of assets takes all of their checks along.
"""

import json
from collections.abc import Iterable, Iterator, Sequence, Set
from datetime import date
from typing import Any

from dagster import (
    AssetCheckExecutionContext,
    AssetCheckKey,
    AssetCheckResult,
    AssetChecksDefinition,
    AssetCheckSeverity,
    AssetCheckSpec,
    DagsterEventType,
    DagsterInstance,
    MetadataValue,
    multi_asset_check,
)

from ct_pipeline.orchestration.failures import permanent_or_retried
from ct_pipeline.orchestration.metadata import page_link
from ct_pipeline.orchestration.names import POOL, asset_key
from ct_pipeline.orchestration.resources import PipelineResource
from ct_pipeline.quality.catalog import STAGES, asset_check_name, asset_of, check_catalog
from ct_pipeline.quality.results import CheckResult


def _stage_checks(stage: str) -> AssetChecksDefinition:
    specs = [
        AssetCheckSpec(
            asset_check_name(c.table_name, c.check_name), asset=asset_key(asset_of(c.table_name)), description=c.description,
            blocking=c.severity == "critical", metadata={"severity": c.severity},
        )
        for c in check_catalog(stage)
    ]  # fmt: skip

    @multi_asset_check(name=f"check_{stage}", specs=specs, can_subset=True, pool=POOL)
    def stage_checks(context: AssetCheckExecutionContext, pipeline_folders: PipelineResource) -> Iterable[AssetCheckResult]:
        from ct_pipeline.quality import run_checks
        from ct_pipeline.quality.page import write_page

        of_days = stage != "marts" and (context.has_partition_key or context.has_partition_key_range)
        days = sorted({*map(date.fromisoformat, context.partition_keys), *days_made(context.instance, context.run.run_id, stage)}) if of_days else None
        with permanent_or_retried(context.retry_number):
            results = run_checks(stage, pipeline_folders.settings(), days, context.run.run_id)
            page = write_page(pipeline_folders.settings())  # here, not at publication: a check that blocks is what somebody comes to look at
        yield from _as_dagster(results, context.selected_asset_check_keys, days, page_link(page))

    return stage_checks


def _as_dagster(results: Iterable[CheckResult], wanted: Set[AssetCheckKey], days: Sequence[date] | None, page: Any) -> Iterator[AssetCheckResult]:
    looked_at = "all landing days" if not days else str(days[0]) if len(days) == 1 else f"{days[0]} to {days[-1]}"
    for r in results:
        key = AssetCheckKey(asset_key(asset_of(r.table_name)), asset_check_name(r.table_name, r.check_name))
        if key not in wanted:  # the UI can execute a single check
            continue
        metadata: dict[str, Any] = {"observed": r.observed or "", "bound": r.bound or "", "landing_days": looked_at, "why": r.description}
        if r.value is not None:
            metadata["value"] = r.value  # a number: the UI plots it over time
        if r.failing_ids and (ids := json.loads(r.failing_ids)):
            metadata["failing_ids"] = MetadataValue.json(ids)
            metadata["explain"] = MetadataValue.md("\n".join(f"- `ct-pipeline explain {i}`" for i in ids[:5]))
        if not r.success:
            metadata["quality_page"] = page
        severity = AssetCheckSeverity.ERROR if r.severity == "critical" else AssetCheckSeverity.WARN
        yield AssetCheckResult(
            passed=r.success, check_name=key.name, asset_key=key.asset_key, severity=severity,
            description=None if r.success else f"observed {r.observed}; expected {r.bound}", metadata=metadata,
        )  # fmt: skip


def days_made(instance: DagsterInstance, run_id: str, stage: str) -> set[date]:
    """The landing days of a stage that a run has made: its own, and what it made again of others."""
    logs = instance.all_logs(run_id, of_type=DagsterEventType.ASSET_MATERIALIZATION)
    events = [entry.get_dagster_event() for entry in logs]
    return {date.fromisoformat(e.partition) for e in events if e.partition and e.asset_key and e.asset_key.path[0] == stage}


CHECKS = [_stage_checks(stage) for stage in STAGES]
