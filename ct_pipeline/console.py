"""What the CLI prints: progress, the summary of a run, status, checks, query results, explanations."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.panel import Panel
from rich.table import Table as RichTable
from rich.text import Text

from ct_pipeline.config import Settings
from ct_pipeline.pipeline import Progress
from ct_pipeline.quality.results import CheckResult, stored_results
from ct_pipeline.warehouse.reader import NoWarehouse, open_published

if TYPE_CHECKING:
    import duckdb

    from ct_pipeline.orchestration.launch import RunOutcome
    from ct_pipeline.warehouse.explain import Explanation

_STAGES = {"land": "landing files", "clean": "cleaning", "facts": "extracting facts", "build": "building the warehouse"}
QUERIES = (
    ("what happened, in order", "select start_date, event_type, city, country_iso2, event_ar from marts.timeline where is_main order by start_date"),
    ("who chaired or chairs what", "select organization_ar, role, holder_ar, status, first_said_on from marts.role_history where role in ('chair', 'co_chair')"),
    ("which countries work together", "select country_a_en, country_b_en, sum(events) as events from marts.country_cooperation group by all order by events desc limit 10"),
)


# Words of a page are shown, never obeyed: ESC and its kin would move the cursor, set the title, or worse. Their pictures take their place, one for one.
_CONTROLS = {c: 0x2400 + c if c < 0x20 else 0x2421 if c == 0x7F else 0xFFFD for c in (*range(0x20), *range(0x7F, 0xA0)) if c not in (0x09, 0x0A)}


def _words(value: str, style: str = "") -> Text:
    """Text of articles, files and people, as it may stand on a terminal."""
    return Text(value.translate(_CONTROLS), style=style)


def _console() -> Console:
    return Console(highlight=False, soft_wrap=not sys.stdout.isatty())


@contextmanager
def progress_reporter() -> Iterator[Progress]:
    """A progress bar on a terminal, a plain line a stage elsewhere."""
    if sys.stderr.isatty():
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
        from rich.progress import Progress as Bars

        with Bars(TextColumn("{task.description:24}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), console=Console(stderr=True), transient=True) as bars:
            tasks = {stage: bars.add_task(text, total=None, start=False) for stage, text in _STAGES.items()}

            def draw(stage: str, done: int, total: int | None) -> None:
                if stage in tasks:
                    bars.start_task(tasks[stage])
                    bars.update(tasks[stage], completed=done, total=total)

            yield draw
    else:
        finished: set[str] = set()

        def write(stage: str, done: int, total: int | None) -> None:
            if total is not None and done >= total and stage not in finished:
                finished.add(stage)
                print(f"{_STAGES.get(stage, stage)}: {done}", file=sys.stderr, flush=True)

        yield write


def _count(con: duckdb.DuckDBPyConnection, sql: str) -> int:
    row = con.execute(sql).fetchone()
    return int(row[0]) if row else 0


def _found(con: duckdb.DuckDBPyConnection) -> RichTable:
    table = RichTable(box=None, show_header=False, padding=(0, 2, 0, 0))
    kinds = dict(con.execute("select kind, count(*) from marts.dim_entity group by 1").fetchall())
    events = con.execute("select event_type, count(*) from marts.fct_event group by 1 order by 2 desc, 1").fetchall()
    stories, articles = con.execute("select count(distinct story_id), count(*) from clean.articles").fetchone() or (0, 0)
    dated = _count(con, "select count(*) from clean.articles where published_on is not null")
    bounded = _count(con, "select count(*) from clean.articles where published_on is null and (published_earliest is not null or published_latest is not null)")
    table.add_row("articles", f"{articles:,} ({stories:,} stories; {dated:,} dated, {bounded:,} bounded)")
    for kind, name in (("person", "people"), ("organization", "bodies"), ("country", "countries"), ("city", "cities")):
        table.add_row(name, f"{kinds.get(kind, 0):,}")
    table.add_row("events", f"{sum(n for _, n in events):,}  " + ", ".join(f"{t} {n}" for t, n in events))
    table.add_row("statements", f"{_count(con, 'select count(*) from marts.fct_statement'):,}")
    table.add_row("roles", f"{_count(con, 'select count(*) from marts.fct_role'):,}")
    return table


def _tally(checks: Sequence[CheckResult]) -> str:
    passed = sum(c.success for c in checks)
    warned = sum(not c.success and c.severity == "warning" for c in checks)
    failed = sum(not c.success and c.severity == "critical" for c in checks)
    return f"{passed} passed, {warned} warned, {failed} failed"


def summary(settings: Settings, outcome: RunOutcome) -> None:
    """What a run found and how to look at it."""
    console = _console()
    landed = outcome.landed
    if landed:
        console.print(f"\n[bold]Landed[/] {landed['landed']} articles: {landed['new']} new, {landed['already_known']} already known, {landed['rejected']} rejected")
    if outcome.error:
        console.print(f"[bold red]The run failed[/] in {outcome.error}")
    if settings.database.exists():
        with open_published(settings.database) as con:
            console.print(Panel(_found(con), title="In the warehouse", title_align="left", expand=False))
    console.print(f"[bold]Checks[/] {_tally(outcome.checks)}")
    _failed_checks(console, outcome.checks)
    if not outcome.success:
        console.print("Nothing was published: the warehouse is as it was before this run. Look at the run in the UI (make ui), or at 'ct-pipeline check'.")
        return
    console.print(f"[bold]Warehouse[/] {settings.database} ({'new version published' if outcome.published else 'unchanged'})")
    console.print("\nTry:")
    for text, query in QUERIES:
        console.print(f"  [dim]# {text}[/]")
        console.print(Text(f'  ct-pipeline sql "{query}"'), soft_wrap=True)  # a query is there to be copied
    console.print(Text("  ct-pipeline explain ID      # the words any row rests on\n  make ui                     # the same in Dagster"), soft_wrap=True)


def _failed_checks(console: Console, checks: Sequence[CheckResult]) -> None:
    for c in checks:
        if not c.success:
            colour = "red" if c.severity == "critical" else "yellow"
            console.print(Text("  ").append(c.severity, colour).append(_words(f" {c.table_name} {c.check_name}: observed {c.observed}, expected {c.bound}")))


def show_checks(results: Sequence[CheckResult]) -> None:
    """Every check with what was seen; failing ones with their first ids."""
    console = _console()
    table = RichTable("", "table", "check", "severity", "observed", "expected", "failing")
    for r in results:
        mark = "[green]pass[/]" if r.success else "[red]FAIL[/]" if r.severity == "critical" else "[yellow]warn[/]"
        ids = ", ".join(map(str, json.loads(r.failing_ids)[:3])) if r.failing_ids else ""
        table.add_row(mark, r.table_name, r.check_name, r.severity, _words(r.observed or ""), _words(r.bound or ""), _words(ids))
    console.print(table)
    console.print(_tally(results))


def show_status(settings: Settings) -> None:
    """What is in the warehouse, the last landings, the last checks, open rejects."""
    console = _console()
    if not settings.database.exists():
        raise NoWarehouse(f"no warehouse at {settings.database}; run 'ct-pipeline run' first, or name its folder with --warehouse")
    with open_published(settings.database) as con:
        console.print(f"[bold]Warehouse[/] {settings.database} → {settings.database.resolve().name}")
        console.print(_found(con))
        _last_run(console, settings)
        console.print("\n[bold]Last landings[/]")
        table = RichTable("landed at (UTC)", "day", "records", "new", "known", "rejected")
        for row in con.execute("select strftime(landed_at, '%Y-%m-%d %H:%M:%S'), landed_on, landed, cleaned, known, rejected from ops.batches order by landed_at desc limit 5").fetchall():
            table.add_row(*map(str, row))
        console.print(table)
        rejects = con.execute("select source_uri, record_no, reason, detail from raw.rejects order by rejected_at desc, source_uri limit 20").fetchall()
        total = _count(con, "select count(*) from raw.rejects")
        console.print(f"\n[bold]Rejects[/] {total}")
        for uri, record, reason, detail in rejects:
            console.print(_words(f"  {uri}{f' record {record}' if record else ''}: {reason}: {detail}"))
    checks = stored_results(settings)
    console.print(f"\n[bold]Last checks[/] {_tally(checks)}")
    _failed_checks(console, checks)


def _last_run(console: Console, settings: Settings) -> None:
    """The newest run of the warehouse's Dagster instance, whoever started it."""
    from ct_pipeline.orchestration.launch import last_run

    run = last_run(settings)
    if run is not None:
        console.print(f"\n[bold]Last run[/] {run.run_id[:8]}: {run.status}, started {run.started} UTC, {run.seconds:.0f} s, for {run.partition or 'no partition'}, by {run.launched_by}")


def write_result(result: duckdb.DuckDBPyRelation, format_: str, output: Path | None) -> None:
    """A query's rows as a table, CSV, JSON (one array of objects) or Parquet."""
    if format_ == "parquet" and output is not None:
        import pyarrow.parquet as pq

        pq.write_table(result.to_arrow_table(), output)
        return
    columns, rows = result.columns, result.fetchall()
    stream = output.open("w", encoding="utf-8", newline="") if output else sys.stdout
    try:
        if format_ == "csv":
            writer = csv.writer(stream)
            writer.writerow(columns)
            writer.writerows(rows)
        elif format_ == "json":
            json.dump([dict(zip(columns, row, strict=True)) for row in rows], stream, ensure_ascii=False, default=str, indent=1)
            stream.write("\n")
        else:
            table = RichTable(*columns)
            for row in rows[:500]:
                table.add_row(*("" if v is None else _words(str(v)) for v in row))
            Console(file=stream, highlight=False).print(table)
            if len(rows) > 500:
                print(f"{len(rows) - 500} more rows; use --format csv, or a limit", file=sys.stderr)
    finally:
        if output:
            stream.close()


def show_explanation(explanation: Explanation) -> None:
    """The facts of an id, then each sentence with its words marked."""
    console = _console()
    console.print(_words(explanation.headline, style="bold"))
    console.print(f"{explanation.kind} {explanation.identifier}")
    table = RichTable(box=None, show_header=False, padding=(0, 2, 0, 0))
    for name, value in explanation.facts:
        table.add_row(name, _words(value))
    console.print(table)
    for q in explanation.quotations:
        start, end = q.marked
        where = f"{q.outlet or 'outlet unknown'}, {q.published}, article {q.article_id}"
        rule = f"rule {q.rule}" if q.rule else ""
        if console.is_terminal:
            text = _words(q.sentence)
            text.stylize("black on yellow", start, end)
            console.print(Panel(text, title=_words(q.title or "(no title)"), subtitle=_words(where), title_align="right"))
            console.print(_words(rule, style="dim"))
        else:
            marked = f"{q.sentence[:start]}⟦{q.sentence[start:end]}⟧{q.sentence[end:]}"
            console.print(_words(f"\n{q.title or '(no title)'} | {where}{' | ' if rule else ''}{rule}\n  {marked}"))
