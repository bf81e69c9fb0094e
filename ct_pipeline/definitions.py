"""The one place where assets, checks, jobs, schedules, sensors and resources are put together."""

from __future__ import annotations

from dagster import Definitions, in_process_executor

from ct_pipeline.orchestration.alerting import ALERT_SENSORS
from ct_pipeline.orchestration.assets import ASSETS
from ct_pipeline.orchestration.automation import JOBS, SENSORS, daily
from ct_pipeline.orchestration.checks import CHECKS
from ct_pipeline.orchestration.resources import PipelineResource


def build_defs(resource: PipelineResource | None = None) -> Definitions:
    """Everything Dagster needs to know; ``resource`` names other folders than the environment's (tests, the CLI)."""
    return Definitions(
        assets=ASSETS,
        asset_checks=CHECKS,
        jobs=JOBS,
        schedules=[daily],
        sensors=[*SENSORS, *ALERT_SENSORS],
        resources={"pipeline_folders": resource or PipelineResource()},
        # One process a run: the stages start their own workers, and a process a step would cost two seconds each.
        executor=in_process_executor,
    )


defs = build_defs()
