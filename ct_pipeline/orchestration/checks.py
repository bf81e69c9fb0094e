"""Asset checks: one an expectation of :mod:`ct_pipeline.quality`. A stage is read and validated once, the results fan out.

Loading this imports the catalogue of checks only: Great Expectations is imported when a check runs, once a run.
A check looks at the landing days of its run; ``AssetCheckSpec(partitions_def=...)``, with which the UI would keep a status a day, is a preview API in
Dagster 1.13 and records nothing for runs of several days, so the days are in the metadata instead.
Checks have no automation condition of their own: then an automatic run of assets takes all of their checks along.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
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
    Failure,
    MetadataValue,
    multi_asset_check,
)

from ct_pipeline.orchestration.alerts import check_lines
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
        wanted = [r for r in results if _key(r) in context.selected_asset_check_keys]  # the UI can execute a single check
        yield from _as_dagster(wanted, days, page_link(page))
        if blocking := [r for r in wanted if not r.success and r.severity == "critical"]:
            raise _blocked(blocking, page_link(page))

    return stage_checks


def _key(r: CheckResult) -> AssetCheckKey:
    return AssetCheckKey(asset_key(asset_of(r.table_name)), asset_check_name(r.table_name, r.check_name))


def _blocked(failed: Sequence[CheckResult], page: Any) -> Failure:
    """What fails the step. Dagster would by itself, naming the check and no more; the run's page is where somebody looks first, and shows this."""
    more = f"; and {len(failed) - 3} more" if len(failed) > 3 else ""
    checks = MetadataValue.md("\n".join(f"- {line}" for line in check_lines(failed)))
    found = {"asset": MetadataValue.asset(_key(failed[0]).asset_key), "checks": checks, "quality_page": page}
    return Failure(f"{'; '.join(check_lines(failed)[:3])}{more}. Nothing after this is built or published", found, allow_retries=False)


def _as_dagster(results: Iterable[CheckResult], days: Sequence[date] | None, page: Any) -> Iterator[AssetCheckResult]:
    looked_at = "all landing days" if not days else str(days[0]) if len(days) == 1 else f"{days[0]} to {days[-1]}"
    for r in results:
        key = _key(r)
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
