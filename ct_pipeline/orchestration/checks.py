"""Asset checks: one an expectation of :mod:`ct_pipeline.quality`. A stage is read and validated once, the results fan out.

Loading this imports the catalogue of checks only: Great Expectations is imported when a check runs.
"""

import json
from collections.abc import Iterable, Iterator, Set
from datetime import date
from typing import Any

from dagster import AssetCheckExecutionContext, AssetCheckKey, AssetCheckResult, AssetChecksDefinition, AssetCheckSeverity, AssetCheckSpec, MetadataValue, multi_asset_check

from ct_pipeline.orchestration.names import asset_key
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
    ]

    @multi_asset_check(name=f"check_{stage}", specs=specs, can_subset=True)
    def stage_checks(context: AssetCheckExecutionContext, pipeline_folders: PipelineResource) -> Iterable[AssetCheckResult]:
        from ct_pipeline.quality import run_checks

        day = date.fromisoformat(context.run.tags["dagster/partition"]) if "dagster/partition" in context.run.tags and stage != "marts" else None
        yield from _as_dagster(run_checks(stage, pipeline_folders.settings(), day), context.selected_asset_check_keys)

    return stage_checks


def _as_dagster(results: Iterable[CheckResult], wanted: Set[AssetCheckKey]) -> Iterator[AssetCheckResult]:
    for r in results:
        key = AssetCheckKey(asset_key(asset_of(r.table_name)), asset_check_name(r.table_name, r.check_name))
        if key not in wanted:  # the UI can execute a single check
            continue
        metadata: dict[str, Any] = {"observed": r.observed or "", "bound": r.bound or ""}
        if r.value is not None:
            metadata["value"] = r.value  # a number: the UI plots it over time
        if r.failing_ids and (ids := json.loads(r.failing_ids)):
            metadata["failing_ids"] = MetadataValue.json(ids)
            metadata["explain"] = MetadataValue.md("\n".join(f"- `ct-pipeline explain {i}`" for i in ids[:5]))
        severity = AssetCheckSeverity.ERROR if r.severity == "critical" else AssetCheckSeverity.WARN
        yield AssetCheckResult(
            passed=r.success, check_name=key.name, asset_key=key.asset_key, severity=severity,
            description=None if r.success else f"observed {r.observed}; expected {r.bound}", metadata=metadata,
        )


CHECKS = [_stage_checks(stage) for stage in STAGES]
