"""The assets: the whole pipeline on one page. Each calls one function of the core and reports what an operator wants to see.

What belongs here: dependencies, partitions, one call, metadata. What does not: anything that reads or writes an article.

Beta APIs of Dagster 1.13 in use: freshness policies (``FreshnessPolicy.cron``). Multi-partition runs (``BackfillPolicy.single_run``) and ``pool`` are stable.
"""

import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from dagster import (
    AssetExecutionContext,
    AssetKey,
    AssetSpec,
    BackfillPolicy,
    Config,
    DailyPartitionsDefinition,
    FreshnessPolicy,
    MaterializeResult,
    MetadataValue,
    multi_asset,
)
from pydantic import Field

from ct_pipeline import pipeline, tables
from ct_pipeline.config import seeds_dir
from ct_pipeline.orchestration import metadata
from ct_pipeline.orchestration.failures import permanent_or_retried
from ct_pipeline.orchestration.follow import rebuild_when, together_with
from ct_pipeline.orchestration.landing import SETTLE_SECONDS, TIMEZONE, landing_day, settled_before
from ct_pipeline.orchestration.names import POOL, asset_key
from ct_pipeline.orchestration.resources import PipelineResource, report_progress
from ct_pipeline.orchestration.stale import pending_days
from ct_pipeline.orchestration.usage import Meter
from ct_pipeline.scale.backends import SMALL
from ct_pipeline.tables import Table
from ct_pipeline.warehouse.sqlmodels import marts_models
from ct_pipeline.warehouse.versions import stage_version

LANDING_DAYS = DailyPartitionsDefinition(start_date="2024-01-01", timezone=TIMEZONE, end_offset=1)
# The schedule runs at six; who has not been made by eight is late.
FRESH = FreshnessPolicy.cron(deadline_cron="0 8 * * *", lower_bound_delta=timedelta(hours=24), timezone=TIMEZONE)


class LandConfig(Config):
    """What to land: files or folders (none: the landing folder), and a YAML field mapping for JSONL and CSV."""

    paths: list[str] = Field(default_factory=list)
    mapping: str = ""
    settled_before: float = Field(default=0.0, description="Leave files written after this (seconds since 1970; 0: a few seconds ago; -1: take all)")
    past_day: bool = Field(default=False, description="Land new files although the day is past: what a person, the schedule or the sensor asked for")


key = asset_key


def _specs(stage: tuple[Table, ...], deps: tuple[AssetKey, ...]) -> list[AssetSpec]:
    return [
        AssetSpec(
            key(t), deps=list(deps), description=f"{t.grain[0].upper()}{t.grain[1:]}.", group_name=t.schema, kinds={"python", "parquet"}, skippable=False, freshness_policy=FRESH,
            code_version=stage_version(t.schema, seeds_dir()), partitions_def=LANDING_DAYS, metadata={"dagster/column_schema": metadata.column_schema(t)},
        )
        for t in stage
    ]  # fmt: skip


def _days(context: AssetExecutionContext) -> list[date]:
    return [date.fromisoformat(k) for k in context.partition_keys]


@multi_asset(name="land", specs=_specs(tables.RAW_TABLES, ()), backfill_policy=BackfillPolicy.single_run(), pool=POOL)
def raw(context: AssetExecutionContext, config: LandConfig, pipeline_folders: PipelineResource) -> Iterator[MaterializeResult]:
    """Read what lies in the landing folder into the raw stage of the landing day; what is known already is counted, not written.

    Days that are past keep what landed on them: a backfill lands nothing into them, and a late article belongs to the day it came.
    """
    from ct_pipeline.ingest.mapping import load_mapping

    settings, days = pipeline_folders.settings(), _days(context)
    report = pipeline.LandReport()
    with Meter() as meter, permanent_or_retried(context.retry_number):
        if config.past_day or days[-1].isoformat() == landing_day():
            mapping = load_mapping(Path(config.mapping)) if config.mapping else None
            ready = None if config.settled_before < 0 else settled_before(config.settled_before or time.time() - SETTLE_SECONDS)
            paths = [Path(p) for p in config.paths] or [settings.landing]
            many = pipeline_folders.backend_for(SMALL).start  # the workers start while the landing is recorded and checked
            report = pipeline.land(paths, settings, days[-1], mapping, progress=report_progress, say=context.log.info, ready=ready, many=many)
        else:
            context.log.info(f"{days[-1]} is past: nothing new is landed into it; new files belong to {landing_day()}")
    counts = {"landed": report.landed, "new": report.new, "already_known": report.known, "rejected": report.rejected}
    yield from metadata.results(context, settings, days, tables.RAW_TABLES, counts | meter.metadata(), new_rejects=metadata.rejects_table(report.new_rejects))


@multi_asset(name="clean", specs=_specs(tables.CLEAN_TABLES, (key(tables.RAW_ARTICLES),)), backfill_policy=BackfillPolicy.single_run(), pool=POOL)
def clean(context: AssetExecutionContext, pipeline_folders: PipelineResource) -> Iterator[MaterializeResult]:
    """Find the article within the page, its title, source, sentences and day of publication.

    Of other landing days as well, what a stopped run or a change of rules left: nothing is published that two versions of the rules made.
    """
    settings, days = pipeline_folders.settings(), _days(context)
    left = pending_days(settings, "clean")
    with Meter() as meter, permanent_or_retried(context.retry_number):
        report = pipeline.clean(settings, None, pipeline_folders.backend_for(pipeline.pending_articles(settings, "clean")), report_progress)
    metadata.log_other_days(context, settings, left - set(days), tables.CLEAN_TABLES)
    yield from metadata.results(context, settings, days, tables.CLEAN_TABLES, metadata.stage_counts(report) | meter.metadata(), slowest=metadata.slowest_table(report))


@multi_asset(name="extract", specs=_specs(tables.FACTS_TABLES, tuple(key(t) for t in tables.CLEAN_TABLES)), backfill_policy=BackfillPolicy.single_run(), pool=POOL)
def facts(context: AssetExecutionContext, pipeline_folders: PipelineResource) -> Iterator[MaterializeResult]:
    """Find mentions, time expressions, affiliations, events, statements and roles, each with its characters and its rule; of other days, what was left."""
    settings, days = pipeline_folders.settings(), _days(context)
    left = pending_days(settings, "facts")
    with Meter() as meter, permanent_or_retried(context.retry_number):
        report = pipeline.extract(settings, None, pipeline_folders.backend_for(pipeline.pending_articles(settings, "facts")), report_progress)
    metadata.log_other_days(context, settings, left - set(days), tables.FACTS_TABLES)
    yield from metadata.results(context, settings, days, tables.FACTS_TABLES, metadata.stage_counts(report) | meter.metadata(), slowest=metadata.slowest_table(report))


MARTS_MODELS = marts_models()
LEAD = asset_key("marts.dim_article")  # the model whose automation stands for that of all
REBUILD = rebuild_when(
    changed=[asset_key(tables.CLEAN_ARTICLES), asset_key(tables.MENTIONS)],  # a stage's tables are made together
    sound=[asset_key(t) for t in tables.STAGE_TABLES],
)
WAREHOUSE = AssetKey(["marts", "warehouse"])
REPORT = AssetKey(["marts", "report"])


@multi_asset(
    name="build", pool=POOL,
    specs=[
        AssetSpec(
            AssetKey(m.name.split(".")),
            deps=[asset_key(name) for name in m.reads if name.split(".")[0] in {"raw", "clean", "facts", "marts"} and name != "facts.articles"],
            description=f"{m.grain[0].upper()}{m.grain[1:]}\n\n*{m.question[0].upper()}{m.question[1:]}*", group_name="marts", freshness_policy=FRESH,
            automation_condition=REBUILD if m.name == "marts.dim_article" else None,
            kinds={"duckdb", "sql"}, code_version=stage_version("marts", seeds_dir()), metadata={"dagster/table_name": m.name, "model": MetadataValue.md(f"```sql\n{m.sql}\n```")},
        )
        for m in MARTS_MODELS
    ],
)  # fmt: skip
def marts(context: AssetExecutionContext, pipeline_folders: PipelineResource) -> Iterator[MaterializeResult]:
    """Build a private DuckDB file from the store with the SQL models. It is published only when its checks have passed."""
    from ct_pipeline.warehouse.build import build_candidate

    settings = pipeline_folders.settings()
    report_progress("build", 0, 1)
    with Meter() as meter, permanent_or_retried(context.retry_number):
        report = build_candidate(settings)
    report_progress("build", 1, 1)
    context.log.info(f"{report.path.name}: {'unchanged inputs, taken as it is' if report.reused else f'built in {report.seconds:.1f} s'}")
    yield from metadata.marts_results(report, MARTS_MODELS, meter.metadata())


@multi_asset(
    name="publish", pool=POOL,
    specs=[
        AssetSpec(
            WAREHOUSE, deps=[AssetKey(m.name.split(".")) for m in MARTS_MODELS], group_name="marts", kinds={"duckdb"}, code_version=stage_version("marts", seeds_dir()),
            freshness_policy=FRESH, automation_condition=together_with(LEAD),
            description="The published DuckDB file: a version of its own, frozen, and a link swapped to it. Readers are never interrupted.",
        )
    ],
)  # fmt: skip
def warehouse(context: AssetExecutionContext, pipeline_folders: PipelineResource) -> MaterializeResult:
    """Freeze the checked candidate and swap the link; draw the quality page."""
    from ct_pipeline.quality.page import write_page
    from ct_pipeline.warehouse.publish import publish_candidate

    settings = pipeline_folders.settings()
    with Meter() as meter, permanent_or_retried(context.retry_number):
        report = publish_candidate(settings)
        page = write_page(settings)
    found: dict[str, Any] = {
        "path": MetadataValue.path(str(report.path)), "version": report.version, "changed": report.changed, "rechecked": report.rechecked, "bytes": report.path.resolve().stat().st_size
    }  # fmt: skip
    return MaterializeResult(metadata=found | metadata.quality_metadata(settings, page) | meter.metadata())


@multi_asset(
    name="report", pool=POOL,
    specs=[
        AssetSpec(
            REPORT, deps=[WAREHOUSE], group_name="marts", kinds={"html"}, code_version=stage_version("report", seeds_dir()), freshness_policy=FRESH, automation_condition=together_with(WAREHOUSE),
            description="The report, one HTML file in English and one in Arabic: what is new, timeline, cooperation, network, people, every event with its sources, data quality.",
        )
    ],
)  # fmt: skip
def report_pages(context: AssetExecutionContext, pipeline_folders: PipelineResource) -> MaterializeResult:
    """Draw the report of the published file beside the quality page; files that are newer than it stay."""
    from ct_pipeline.report import write_pages

    settings = pipeline_folders.settings()
    with Meter() as meter, permanent_or_retried(context.retry_number):
        pages = write_pages(settings)
    return MaterializeResult(metadata={f"report_{language}": metadata.page_link(path) for language, path in pages.items()} | meter.metadata())


ASSETS = [raw, clean, facts, marts, warehouse, report_pages]
