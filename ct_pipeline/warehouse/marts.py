"""The marts: registry tables, then the SQL models in order, each table and column described.

``make_marts`` needs a connection in which the schemas raw, clean, facts and ops are filled (``article_id`` grouped into stories);
it is a function of these rows and the seeds, so a test can run it on any subset of articles.
"""

from __future__ import annotations

import duckdb

from ct_pipeline import tables
from ct_pipeline.language.stem import load_stemmer, stem_sql
from ct_pipeline.lexicon.knowledge import Knowledge
from ct_pipeline.warehouse.entities import resolve_entities
from ct_pipeline.warehouse.events import group_events
from ct_pipeline.warehouse.reference import reference_tables
from ct_pipeline.warehouse.schema import comments, ddl, sql_literal
from ct_pipeline.warehouse.sqlmodels import BuildError, Model, models


def make_marts(con: duckdb.DuckDBPyConnection, knowledge: Knowledge) -> None:
    """Give the entities of ``facts`` their ids across articles, then fill ``ref`` and ``marts``.

    Raises :class:`BuildError` naming the model that fails, or every column that is not described or described in vain.
    """
    resolve_entities(con, knowledge)
    _reference(con, knowledge)
    run_models(con, knowledge)
    con.execute("begin")  # hundreds of comments in one transaction: one by one they cost seconds
    _describe(con)
    con.execute("commit")


def run_models(con: duckdb.DuckDBPyConnection, knowledge: Knowledge, through: str | None = None) -> None:
    """Every model in order, up to ``through`` (a name: ``marts.fct_event``) where that is given. Raises :class:`BuildError` naming the one that fails."""
    stemmer = knowledge.rules(load_stemmer)
    rules = {"{{stem(word)}}": stem_sql(stemmer, "word"), "{{stop_words}}": "(" + ", ".join(map(sql_literal, sorted(stemmer.stop_words))) + ")"}
    for model in models():
        if model.name == "marts.event_link":
            group_events(con)
        try:
            _run(con, _filled(model.sql, rules))
        except duckdb.Error as error:
            raise BuildError(f"model {model.path.name} failed: {error}") from error
        if model.name == through:
            return


def _run(con: duckdb.DuckDBPyConnection, sql: str) -> None:
    """Run statements one by one; what does not fit into the usual memory, spilling included, once more with as much as DuckDB takes of the machine by itself."""
    for statement in con.extract_statements(sql):
        try:
            con.execute(statement)
        except duckdb.OutOfMemoryException:  # the statements of a million articles
            (usual,) = con.execute("select current_setting('memory_limit')").fetchall()[0]
            con.execute("reset memory_limit")
            try:
                con.execute(statement)
            finally:
                con.execute(f"set memory_limit = {sql_literal(usual)}")


def _filled(sql: str, values: dict[str, str]) -> str:
    """A model with the rules of the seeds in place of ``{{...}}``."""
    for name, value in values.items():
        sql = sql.replace(name, value)
    return sql


def _reference(con: duckdb.DuckDBPyConnection, knowledge: Knowledge) -> None:
    """The registry, labels and calendar as tables, so that models and analysts can join them."""
    for table, data in reference_tables(knowledge):
        con.execute(ddl(table))
        con.register("incoming", data)
        con.execute(f"insert into {table.full_name} select * from incoming")
        con.unregister("incoming")
        for statement in comments(table):
            con.execute(statement)


def _describe(con: duckdb.DuckDBPyConnection) -> None:
    """Comments on every model and column; what is not described, and what is described but not there, fails the build."""
    kinds = dict(con.execute("select table_name, table_type from information_schema.tables where table_schema = 'marts'").fetchall())
    columns: dict[str, list[str]] = {}
    for name, column in con.execute("select table_name, column_name from information_schema.columns where table_schema = 'marts' order by table_name, ordinal_position").fetchall():
        columns.setdefault(name, []).append(column)
    used: set[str] = set()
    missing: list[str] = []
    for model in models():
        name = model.name.partition(".")[2]
        if name not in kinds:
            continue  # a macro
        kind = "view" if kinds[name] == "VIEW" else "table"
        con.execute(f"comment on {kind} {model.name} is {sql_literal(_comment(model))}")
        for column in columns[name]:
            key = next((k for k in (f"{name}.{column}", column) if k in tables.MARTS_GLOSSARY), None)
            if key is None:
                missing.append(f"{name}.{column}")
                continue
            used.add(key)
            con.execute(f'comment on column {model.name}."{column}" is {sql_literal(tables.MARTS_GLOSSARY[key])}')
    if missing:
        raise BuildError(f"not described: {', '.join(missing)}; add them to MARTS_GLOSSARY in tables.py")
    if idle := sorted(set(tables.MARTS_GLOSSARY) - used):
        raise BuildError(f"described, but no model has such a column: {', '.join(idle)}; take them out of MARTS_GLOSSARY in tables.py")


def _comment(model: Model) -> str:
    return f"{model.grain} Answers: {model.question}"
