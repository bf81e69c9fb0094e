"""What the UI shows of a materialization: counts, column schema, a preview, a chart."""

from __future__ import annotations

import base64
import os
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from html import escape
from pathlib import Path
from typing import Any

import duckdb
from dagster import AssetExecutionContext, AssetMaterialization, MaterializeResult, MetadataValue, TableColumn, TableColumnConstraints, TableRecord, TableSchema

from ct_pipeline.config import Settings
from ct_pipeline.model import Reject
from ct_pipeline.orchestration.names import asset_key
from ct_pipeline.pipeline import StageReport
from ct_pipeline.quality.results import stored_results
from ct_pipeline.tables import Table
from ct_pipeline.warehouse.build import BuildReport
from ct_pipeline.warehouse.objects import open_store
from ct_pipeline.warehouse.reader import scratch
from ct_pipeline.warehouse.schema import sql_literal
from ct_pipeline.warehouse.sqlmodels import Model
from ct_pipeline.warehouse.versions import stage_version

PREVIEW_ROWS = 8
_UNREADABLE = {"mention_id", "sentence_id", "event_mention_id", "statement_id", "affiliation_id", "role_id", "raw_start", "raw_end", "markup", "fingerprint", "published_evidence", "batch_id", "body"}

# What to count in the chart of a table: a column with few values.
_CHARTED = {
    "articles": "published_method", "segments": "kind", "mentions": "kind", "time_expressions": "anchor", "affiliations": "country_iso2", "events": "event_type",
    "event_participants": "role", "statements": "is_direct", "roles": "role", "entities": "kind", "rejects": "reason", "event_counts": "unit_ar",
    "dim_entity": "kind", "fct_event": "event_type", "fct_event_participant": "role", "fct_role": "role", "dim_article": "published_method", "fct_statement": "speaker_kind",
}  # fmt: skip


def column_schema(table: Table) -> TableSchema:
    """Dagster's column schema of one of our tables, so that the UI shows types and meanings."""
    columns = []
    for c in table.columns:
        constraints = TableColumnConstraints(nullable=c.nullable, unique=table.key == (c.name,), other=[f"one of {', '.join(c.allowed)}"] if c.allowed else None)
        columns.append(TableColumn(c.name, c.type, c.description, constraints))
    return TableSchema(columns)


def stage_counts(report: StageReport) -> dict[str, Any]:
    speed = report.articles / report.seconds if report.seconds and report.articles else 0.0
    return {"articles_processed": report.articles, "articles_failed": report.failed, "batches": report.batches, "articles_per_second": round(speed, 1)}


def slowest_table(report: StageReport) -> str:
    if not report.slowest:
        return "_nothing to do_"
    return "| ms | article: `ct-pipeline explain` shows it |\n|---:|---|\n" + "\n".join(f"| {s * 1000:.0f} | `{i}` |" for s, i in report.slowest)


def rejects_table(rejects: Sequence[Reject]) -> str:
    if not rejects:
        return "_none_"
    rows = "\n".join(f"| {_cell(r.source_uri)} | {r.record_no or ''} | {r.reason} | {_cell(r.detail)} |" for r in rejects[:20])
    return f"| file | record | reason | detail |\n|---|---|---|---|\n{rows}"


def _cell(value: object) -> str:
    text = "" if value is None else str(value).replace("\n", " ").replace("|", "\\|")
    return escape(text if len(text) <= 120 else text[:119] + "…", quote=False)


def results(context: AssetExecutionContext, settings: Settings, days: Sequence[date], stage: Sequence[Table], counts: dict[str, Any], **notes: str) -> Iterator[MaterializeResult]:
    """One materialization a table of a stage: the stage's counts and cost, rows of each day, a preview and a chart of the last day with any."""
    store = open_store(settings)
    batches = {day: store.batches(stage[0].schema, day) for day in days}
    with scratch(store.filesystem) as con:
        for table in stage:
            key = asset_key(table)
            for day in days:  # of a run over several days, each day keeps its own number of rows
                rows = sum(b.rows(table.name) for b in batches[day])
                context.add_asset_metadata({"dagster/partition_row_count": rows, "rows": rows}, asset_key=key, partition_key=day.isoformat())
            metadata: dict[str, Any] = dict(counts)
            files = next(([str(b.table(table.name)) for b in batches[day]] for day in reversed(days) if batches[day]), [])
            if files:
                listing = ", ".join(map(sql_literal, files))
                metadata |= _look(con, f"read_parquet([{listing}], union_by_name = true)", table.name)
            else:
                metadata["dagster/row_count"] = 0
            if len(days) > 1:
                metadata["landing_days"] = f"{days[0]} to {days[-1]}"
            if table.name == "rejects" and files:
                metadata["rejects_by_reason"] = MetadataValue.md(_reasons(con, f"read_parquet([{listing}])"))
            metadata |= {name: MetadataValue.md(text) for name, text in notes.items()}
            yield MaterializeResult(asset_key=key, metadata=metadata)


def log_other_days(context: AssetExecutionContext, settings: Settings, days: Collection[date], stage: Sequence[Table]) -> None:
    """Record that the run has made a stage of other landing days too: their partitions are no longer stale."""
    store = open_store(settings)
    for day in sorted(days):
        batches = store.batches(stage[0].schema, day)
        for table in stage:
            rows = sum(b.rows(table.name) for b in batches)
            version = stage_version(table.schema, settings.seeds)
            context.log_event(AssetMaterialization(asset_key(table), metadata={"rows": rows, "dagster/partition_row_count": rows}, partition=day.isoformat(), tags={"dagster/code_version": version}))


def _reasons(con: duckdb.DuckDBPyConnection, relation: str) -> str:
    rows = con.execute(f"select reason, count(*), any_value(source_uri), any_value(detail) from {relation} group by 1 order by 2 desc, 1").fetchall()
    return "| reason | files | for example | what to do |\n|---|---:|---|---|\n" + "\n".join(f"| {_cell(r)} | {n} | {_cell(u)} | {_cell(d)} |" for r, n, u, d in rows) if rows else "_none_"


def page_link(page: Path) -> Any:
    """The way to a page of the pages folder. A browser opens no file from a page of the UI: 'ct-pipeline ui' serves the folder and says where."""
    return MetadataValue.url(f"{base}/{page.name}") if (base := os.environ.get("CT_PAGES_URL")) else MetadataValue.path(str(page))


def quality_metadata(settings: Settings, page: Path) -> dict[str, Any]:
    """How many checks passed, as numbers over time, and the way to the quality page."""
    checks = stored_results(settings)
    failed = [c for c in checks if not c.success]
    found: dict[str, Any] = {
        "checks_passed": len(checks) - len(failed), "checks_warned": sum(c.severity == "warning" for c in failed), "checks_failed": sum(c.severity == "critical" for c in failed),
        "quality_page": page_link(page),
    }  # fmt: skip
    if failed:
        rows = "\n".join(f"| {c.severity} | {c.table_name} | {c.check_name} | {_cell(c.observed)} | {_cell(c.bound)} |" for c in failed)
        found["failed_checks"] = MetadataValue.md(f"| | table | check | observed | expected |\n|---|---|---|---|---|\n{rows}")
    return found


def marts_results(report: BuildReport, models: Sequence[Model], usage: dict[str, float]) -> Iterator[MaterializeResult]:
    """One materialization a model, looked at in the built file."""
    with duckdb.connect(str(report.path), read_only=True) as con:
        for m in models:
            metadata = {**usage, "build_seconds": report.seconds, "input_digest": report.digest, **_look(con, m.name, m.name.split(".")[1])}
            columns = con.execute("select column_name, data_type, comment from duckdb_columns() where schema_name || '.' || table_name = ? order by column_index", [m.name]).fetchall()
            metadata["dagster/column_schema"] = TableSchema([TableColumn(n, t.lower(), c) for n, t, c in columns])
            yield MaterializeResult(asset_key=asset_key(m.name), metadata=metadata)


def _look(con: duckdb.DuckDBPyConnection, relation: str, name: str) -> dict[str, Any]:
    total = con.execute(f"select count(*) from {relation}").fetchone()
    rows = int(total[0]) if total else 0
    everything = [d[0] for d in con.execute(f"select * from {relation} limit 0").description or ()]
    columns = [c for c in everything if c not in _UNREADABLE][:9] or everything[:9]
    cursor = con.execute(f"select {', '.join(chr(34) + c + chr(34) for c in columns)} from {relation} limit {PREVIEW_ROWS}")
    lines = ["| " + " | ".join(columns) + " |", "|" + "---|" * len(columns)]
    lines += ["| " + " | ".join(_cell(v) for v in row[: len(columns)]) + " |" for row in cursor.fetchall()]
    out: dict[str, Any] = {"dagster/row_count": rows, "preview": MetadataValue.md("\n".join(lines)) if rows else MetadataValue.md("_no rows_")}
    if rows and name in _CHARTED and _CHARTED[name] in [d[0] for d in con.execute(f"select * from {relation} limit 0").description or ()]:
        column = _CHARTED[name]
        counts = con.execute(f'select coalesce("{column}"::varchar, \'(none)\'), count(*) from {relation} group by 1 order by 2 desc, 1 limit 12').fetchall()
        out["chart"] = MetadataValue.md(f"![{column}]({bar_chart(f'{name} by {column}', counts)})")
        out["counts"] = MetadataValue.table([TableRecord({column: k, "rows": v}) for k, v in counts])
    return out


def bar_chart(title: str, counts: Sequence[tuple[str, int]]) -> str:
    """A horizontal bar chart as a data URI: SVG needs no library and no network."""
    bar, width, label = 22, 560, 170
    top = max((v for _, v in counts), default=1) or 1
    rows = []
    for i, (name, value) in enumerate(counts):
        y, length = 34 + i * bar, max(2, round((width - label - 70) * value / top))
        rows.append(
            f'<text x="{label - 8}" y="{y + 15}" text-anchor="end">{escape(str(name)[:24])}</text><rect x="{label}" y="{y + 3}" width="{length}" height="{bar - 7}" rx="3" fill="#4c6ef5"/>'
            f'<text x="{label + length + 6}" y="{y + 15}">{value:,}</text>'
        )
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{44 + bar * len(counts)}" font-family="sans-serif" font-size="12">'
        f'<rect width="100%" height="100%" fill="#ffffff"/><text x="8" y="20" font-weight="bold">{escape(title)}</text>{"".join(rows)}</svg>'
    )
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()
