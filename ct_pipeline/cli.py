"""``ct-pipeline``: run the pipeline and ask the warehouse. Heavy imports happen inside the commands, so that ``--help`` is instant."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any, NoReturn

import click

from ct_pipeline import __version__

_WAREHOUSE = click.option("--warehouse", type=click.Path(file_okay=False, path_type=Path), help="Folder a run writes to and queries read (default: CT_WAREHOUSE, else warehouse/).")


def _fail(message: str) -> NoReturn:
    """One clear line, exit 2."""
    click.secho(f"ct-pipeline: {message}", fg="red", err=True)
    raise SystemExit(2)


class _Group(click.Group):
    """Turns the project's own errors into one line that says what to do; anything else is a bug and keeps its traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort, SystemExit):
            raise
        except BrokenPipeError:
            raise SystemExit(0) from None
        except Exception as error:
            if type(error).__name__ in {"ConfigError", "SeedError", "StoreError", "BuildError", "NoWarehouse", "MappingError", "RunBusy", "UnknownId", "ExportError", "ReportError", "ClusterError"}:
                _fail(str(error))
            if isinstance(error, OSError) and error.filename:
                _fail(f"{error.filename}: {error.strerror}; check that the path exists and may be read and written")
            raise


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="ct-pipeline")
def main() -> None:
    """Raw Arabic news on counter-terrorism cooperation, turned into dated, sourced facts you can query in SQL."""


@main.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@_WAREHOUSE
@click.option("--mapping", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="YAML file that names the fields of JSONL or CSV records.")
@click.option("--workers", type=click.IntRange(1), default=None, help="Worker processes for cleaning and extraction (default: one for small landings, else one a core).")
@click.option("--backend", default="", metavar="BACKEND", help="Where: serial, process (default), dask, or dask:tcp://HOST:PORT for a cluster's scheduler (default: CT_BACKEND).")
@click.option("--day", type=click.DateTime(["%Y-%m-%d"]), default=None, help="Landing day to file under (default: today).")
def run(paths: tuple[Path, ...], warehouse: Path | None, mapping: Path | None, workers: int | None, backend: str, day: Any) -> None:
    """Land PATHS (files or folders; default: the landing folder), extract, check and publish.

    Landing an article again is a no-op. Ends with what was found and how to look at it.
    """
    from ct_pipeline.config import Settings
    from ct_pipeline.console import progress_reporter, summary
    from ct_pipeline.orchestration.launch import run_pipeline

    settings = Settings.from_environment(warehouse)
    with progress_reporter() as progress:
        outcome = run_pipeline(settings, [p.resolve() for p in paths], mapping=mapping, workers=workers, day=day.date() if day else None, progress=progress, backend=backend)
    summary(settings, outcome)
    if not outcome.success:
        raise SystemExit(1)


@main.command()
@_WAREHOUSE
@click.option("--workers", type=click.IntRange(1), default=None, help="Worker processes (default: one for small amounts, else one a core).")
@click.option("--backend", default="", metavar="BACKEND", help="Where: serial, process (default), dask, or dask:tcp://HOST:PORT for a cluster's scheduler (default: CT_BACKEND).")
def reprocess(warehouse: Path | None, workers: int | None, backend: str) -> None:
    """Make the landing days again whose rules or seeds have changed since, check and publish. Lands nothing.

    'run' does so too, after landing; this is for when nothing should be landed.
    """
    from ct_pipeline.config import Settings
    from ct_pipeline.console import progress_reporter, summary
    from ct_pipeline.orchestration.launch import run_pipeline

    settings = Settings.from_environment(warehouse)
    with progress_reporter() as progress:
        outcome = run_pipeline(settings, [], workers=workers, progress=progress, reprocess=True, backend=backend)
    summary(settings, outcome)
    if not outcome.success:
        raise SystemExit(1)


@main.command()
@_WAREHOUSE
def status(warehouse: Path | None) -> None:
    """What is in the warehouse, the last run, and open rejects."""
    from ct_pipeline.config import Settings
    from ct_pipeline.console import show_status

    show_status(Settings.from_environment(warehouse))


@main.command()
@_WAREHOUSE
@click.option("--stage", type=click.Choice(["raw", "clean", "facts", "marts"]), default=None, help="Only this stage's checks.")
@click.option("--day", type=click.DateTime(["%Y-%m-%d"]), default=None, help="Only what landed on this day (default: everything; drift is judged of a day only).")
def check(warehouse: Path | None, stage: str | None, day: Any) -> None:
    """Run the quality checks on what is there; exits 1 when a critical one fails."""
    from ct_pipeline.config import Settings
    from ct_pipeline.console import show_checks
    from ct_pipeline.quality import STAGES, run_checks
    from ct_pipeline.quality.page import write_page

    settings = Settings.from_environment(warehouse)
    results = [r for s in ([stage] if stage else STAGES) for r in run_checks(s, settings, [day.date()] if day and s != "marts" else None)]
    show_checks(results)
    click.echo(f"As a page: {write_page(settings)}")
    if any(not r.success and r.severity == "critical" for r in results):
        raise SystemExit(1)


@main.command()
@_WAREHOUSE
@click.option("--verify", is_flag=True, help="Also read every file of the store and the published file and compare checksums; exits 1 where one is broken.")
def digest(warehouse: Path | None, verify: bool) -> None:
    """One digest a table: equal where two warehouses hold the same rows, in whatever order and batches they came."""
    from ct_pipeline.config import Settings
    from ct_pipeline.warehouse.digest import digests, overall

    settings = Settings.from_environment(warehouse)
    found = list(digests(settings.database))
    for d in found:
        click.echo(f"{d.digest}  {d.rows:>10}  {d.table}")
    click.echo(f"{overall(found)}  {'':>10}  all")
    if verify:
        from ct_pipeline.warehouse.repair import verify as verify_files

        broken = verify_files(settings)
        for line in broken:
            click.secho(f"{line}; 'ct-pipeline run' mends it", fg="red", err=True)
        if broken:
            raise SystemExit(1)


@main.command("learn-outlets")
@_WAREHOUSE
def learn_outlets(warehouse: Path | None) -> None:
    """Learn what each outlet's landed pages repeat, and how it prints dates; writes two seed files for you to read.

    Furniture lines go to cues/outlet_lines.csv, orders of day and month to cues/outlet_dates.csv in the seed folder (CT_SEEDS).
    Delete a line you do not agree with; the next 'ct-pipeline run' cleans all articles with what is left.
    """
    from ct_pipeline.config import Settings
    from ct_pipeline.learning import learn_outlets as learn

    report = learn(Settings.from_environment(warehouse))
    click.echo(f"{report.articles} articles of {report.outlets} outlets: {report.lines} lines and {report.orders} orders of day and month learnt")
    click.echo("nothing new: the files are as they were" if not report.changed else f"written: {', '.join(map(str, report.files))}\nread them, delete what is wrong, then 'ct-pipeline run'")


@main.command()
@click.argument("query")
@_WAREHOUSE
@click.option("--format", "format_", type=click.Choice(["table", "csv", "json", "parquet"]), default=None, help="Default: a table on a terminal, CSV elsewhere.")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file (needed for parquet).")
def sql(query: str, warehouse: Path | None, format_: str | None, output: Path | None) -> None:
    """Run a read-only QUERY on the published warehouse ('-' reads it from standard input)."""
    import duckdb

    from ct_pipeline.config import Settings
    from ct_pipeline.console import write_result
    from ct_pipeline.warehouse.reader import open_published

    if format_ == "parquet" and output is None:
        _fail("--format parquet needs --output FILE")
    text = sys.stdin.read() if query == "-" else query
    with open_published(Settings.from_environment(warehouse).database) as con:
        try:
            result = con.sql(text)
            if result is None:
                _fail("that statement returns no rows; the warehouse is read-only, so only queries make sense here")
            write_result(result, format_ or ("table" if sys.stdout.isatty() else "csv"), output)
        except duckdb.Error as error:
            _fail(f"the query failed: {str(error).strip().splitlines()[0]} (tables: ct-pipeline sql \"select schema_name, table_name, comment from duckdb_tables()\")")


@main.command()
@click.argument("identifier", metavar="ID")
@_WAREHOUSE
def explain(identifier: str, warehouse: Path | None) -> None:
    """Where a fact comes from: the sentence, the words marked, the rule, the article's date and outlet.

    ID is that of an event, statement, role, affiliation, mention, entity or article.
    """
    from ct_pipeline.config import Settings
    from ct_pipeline.console import show_explanation
    from ct_pipeline.warehouse.explain import explain_id

    show_explanation(explain_id(Settings.from_environment(warehouse).database, identifier.strip()))


@main.command()
@_WAREHOUSE
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), default=Path("report.html"), show_default=True, help="File to write.")
@click.option("--language", type=click.Choice(["en", "ar"]), default="en", show_default=True, help="Language of the labels; names and quotations stay Arabic.")
@click.option("--events", type=click.IntRange(1), default=2000, show_default=True, help="Pages for that many events, the latest first.")
def report(warehouse: Path | None, output: Path, language: Any, events: int) -> None:
    """Write one HTML file to look at: what is new, timeline, cooperation, network, people, every event with its sources, data quality.

    It opens offline in any browser, on a phone too, and can be sent as it is.
    """
    from ct_pipeline.config import Settings
    from ct_pipeline.report import write_report

    made = write_report(Settings.from_environment(warehouse).database, output, language, events)
    left_out = f", {made.left_out} older ones left out (--events)" if made.left_out else ""
    click.echo(f"{made.path}  {made.events} events{left_out}, {made.size / 1e6:.1f} MB")


@main.command()
@click.argument("formats", nargs=-1, metavar="[FORMAT]...")
@_WAREHOUSE
@click.option("--output", type=click.Path(file_okay=False, path_type=Path), default=Path("export"), show_default=True, help="Folder to write to, one folder a format.")
def export(formats: tuple[str, ...], warehouse: Path | None, output: Path) -> None:
    """Write the warehouse in the formats of other tools: parquet, csv, graphml, ftm, polecat (default: all).

    \b
    parquet  every table and view of marts
    csv      the same for spreadsheets, safe against formula injection
    graphml  networks of cooperation and of roles, for Gephi
    ftm      FollowTheMoney entities, for Aleph and OpenSanctions tools (extra 'export')
    polecat  an event table with POLECAT's columns
    """
    from ct_pipeline.config import Settings
    from ct_pipeline.export import export as write

    for file in write(Settings.from_environment(warehouse).database, output, formats):
        click.echo(f"{file.path}  {file.records}")


@main.command()
@_WAREHOUSE
@click.option("--port", type=int, default=3000, show_default=True)
@click.option("--host", default="127.0.0.1", show_default=True, help="The UI has no login: leave it on localhost, or put it behind a proxy that has one.")
def ui(warehouse: Path | None, port: int, host: str) -> None:
    """Open the Dagster UI and its daemon on this warehouse, with the runs that the CLI started."""
    from ct_pipeline.config import Settings
    from ct_pipeline.orchestration.launch import serve_ui

    serve_ui(Settings.from_environment(warehouse), host, port)


@main.command()
@_WAREHOUSE
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), default=None, help="Default: standard output.")
def dictionary(warehouse: Path | None, output: Path | None) -> None:
    """Write the data dictionary of the published warehouse as Markdown."""
    from ct_pipeline.config import Settings
    from ct_pipeline.warehouse.dictionary import data_dictionary
    from ct_pipeline.warehouse.reader import NoWarehouse

    path = Settings.from_environment(warehouse).database
    if not path.exists():
        raise NoWarehouse(f"no warehouse at {path}; run 'ct-pipeline run' first")
    text = data_dictionary(path.resolve())
    if output:
        output.write_text(text, encoding="utf-8")
    else:
        click.echo(text)


if __name__ == "__main__":
    main()
