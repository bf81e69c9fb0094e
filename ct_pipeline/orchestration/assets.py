"""The assets: the whole pipeline on one page. Each calls one function of the core and reports what an operator wants to see.

What belongs here: dependencies, partitions, one call, metadata. What does not: anything that reads or writes an article.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from dagster import (
    AssetExecutionContext,
    AssetKey,
    AssetSpec,
    Config,
    DailyPartitionsDefinition,
    MaterializeResult,
    MetadataValue,
    RetryPolicy,
    multi_asset,
)
from pydantic import Field

from ct_pipeline import pipeline, tables
from ct_pipeline.config import seeds_dir
from ct_pipeline.orchestration import metadata
from ct_pipeline.orchestration.names import asset_key
from ct_pipeline.orchestration.resources import PipelineResource, report_progress
from ct_pipeline.tables import Table
from ct_pipeline.warehouse.sqlmodels import marts_models
from ct_pipeline.warehouse.versions import stage_version

TIMEZONE = "Africa/Casablanca"
LANDING_DAYS = DailyPartitionsDefinition(start_date="2024-01-01", timezone=TIMEZONE, end_offset=1)


class LandConfig(Config):
    """What to land: files or folders (none: the landing folder), and a YAML field mapping for JSONL and CSV."""

    paths: list[str] = Field(default_factory=list)
    mapping: str = ""


key = asset_key


def _specs(stage: tuple[Table, ...], deps: tuple[AssetKey, ...]) -> list[AssetSpec]:
    return [
        AssetSpec(
            key(t), deps=list(deps), description=f"{t.grain[0].upper()}{t.grain[1:]}.", group_name=t.schema, kinds={"python", "parquet"}, skippable=False,
            code_version=stage_version(t.schema, seeds_dir()), partitions_def=LANDING_DAYS, metadata={"dagster/column_schema": metadata.column_schema(t)},
        )
        for t in stage
    ]  # fmt: skip


def _day(context: AssetExecutionContext) -> date:
    return date.fromisoformat(context.partition_key)


@multi_asset(name="land", specs=_specs(tables.RAW_TABLES, ()), retry_policy=RetryPolicy(max_retries=0))
def raw(context: AssetExecutionContext, config: LandConfig, pipeline_folders: PipelineResource) -> Iterator[MaterializeResult]:
    """Read what lies in the landing folder into the raw stage of the landing day; what is known already is counted, not written."""
    from ct_pipeline.ingest.mapping import load_mapping

    settings = pipeline_folders.settings()
    mapping = load_mapping(Path(config.mapping)) if config.mapping else None
    report = pipeline.land([Path(p) for p in config.paths] or [settings.landing], settings, _day(context), mapping, progress=report_progress, say=context.log.warning)
    counts = {"landed": report.landed, "new": report.new, "already_known": report.known, "rejected": report.rejected, "seconds": report.seconds}
    yield from metadata.results(settings, _day(context), tables.RAW_TABLES, counts, rejects=metadata.rejects_table(report.new_rejects))


@multi_asset(name="clean", specs=_specs(tables.CLEAN_TABLES, (key(tables.RAW_ARTICLES),)))
def clean(context: AssetExecutionContext, pipeline_folders: PipelineResource) -> Iterator[MaterializeResult]:
    """Find the article within the page, its title, source, sentences and day of publication."""
    settings = pipeline_folders.settings()
    # of other days too: what a stopped run or a change of rules left
    report = pipeline.clean(settings, None, pipeline_folders.worker_count(pipeline.pending_articles(settings, "clean")), report_progress)
    yield from metadata.results(settings, _day(context), tables.CLEAN_TABLES, metadata.stage_counts(report), slowest=metadata.slowest_table(report))


@multi_asset(name="extract", specs=_specs(tables.FACTS_TABLES, tuple(key(t) for t in tables.CLEAN_TABLES)))
def facts(context: AssetExecutionContext, pipeline_folders: PipelineResource) -> Iterator[MaterializeResult]:
    """Find mentions, time expressions, affiliations, events, statements and roles, each with its characters and its rule."""
    settings = pipeline_folders.settings()
    report = pipeline.extract(settings, None, pipeline_folders.worker_count(pipeline.pending_articles(settings, "facts")), report_progress)
    yield from metadata.results(settings, _day(context), tables.FACTS_TABLES, metadata.stage_counts(report), slowest=metadata.slowest_table(report))


MARTS_MODELS = marts_models()
WAREHOUSE = AssetKey(["marts", "warehouse"])


@multi_asset(
    name="build",
    specs=[
        AssetSpec(
            AssetKey(m.name.split(".")),
            deps=[asset_key(name) for name in m.reads if name.split(".")[0] in {"raw", "clean", "facts", "marts"}],
            description=f"{m.grain[0].upper()}{m.grain[1:]}\n\n*{m.question[0].upper()}{m.question[1:]}*", group_name="marts",
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
    report = build_candidate(settings)
    report_progress("build", 1, 1)
    context.log.info(f"{report.path.name}: {'unchanged inputs, taken as it is' if report.reused else f'built in {report.seconds:.1f} s'}")
    yield from metadata.marts_results(report, MARTS_MODELS)


@multi_asset(
    name="publish",
    specs=[
        AssetSpec(
            WAREHOUSE, deps=[AssetKey(m.name.split(".")) for m in MARTS_MODELS], group_name="marts", kinds={"duckdb"}, code_version=stage_version("marts", seeds_dir()),
            description="The published DuckDB file: a version of its own, frozen, and a link swapped to it. Readers are never interrupted.",
        )
    ],
)  # fmt: skip
def warehouse(context: AssetExecutionContext, pipeline_folders: PipelineResource) -> MaterializeResult:
    """Freeze the checked candidate and swap the link."""
    from ct_pipeline.warehouse.publish import publish_candidate

    settings = pipeline_folders.settings()
    report = publish_candidate(settings)
    size = report.path.resolve().stat().st_size
    return MaterializeResult(metadata={"path": MetadataValue.path(str(report.path)), "version": report.version, "changed": report.changed, "bytes": size})


ASSETS = [raw, clean, facts, marts, warehouse]
