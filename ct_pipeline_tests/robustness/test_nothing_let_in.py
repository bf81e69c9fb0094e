"""Nothing let in: no code is run that came as data, no file is read that was not landed, and SQL that a person types stays within the published file."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import duckdb
import pytest

import ct_pipeline
from ct_pipeline.config import Settings
from ct_pipeline.warehouse.reader import open_published
from ct_pipeline_tests.robustness.figures import note
from ct_pipeline_tests.robustness.invariants import LONG

PACKAGE = Path(ct_pipeline.__file__).parent
RUNS_DATA = {"pickle", "cPickle", "marshal", "shelve", "dill", "cloudpickle", "joblib", "code", "codeop", "runpy", "pty"}
NETWORK = {"socket", "ssl", "urllib.request", "http.client", "http.server", "ftplib", "smtplib", "requests", "httpx", "aiohttp", "urllib3", "socketserver", "xmlrpc"}
# alerts to an address that the operator names, a cluster, and the pages beside the UI in a process of their own: never a run by itself
MAY_CALL_OUT = ("orchestration/", "scale/", "quality/serve.py")


def _modules() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        yield path.relative_to(PACKAGE).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def _imports(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _names(node: ast.expr | None) -> set[str]:
    """Every name and string of an expression."""
    if node is None:
        return {"missing"}
    found = {n.id for n in ast.walk(node) if isinstance(n, ast.Name)} | {n.attr for n in ast.walk(node) if isinstance(n, ast.Attribute)}
    return found | {n.value for n in ast.walk(node) if isinstance(n, ast.Constant) and isinstance(n.value, str)}


def _faults(name: str, tree: ast.Module) -> Iterator[str]:
    for module in _imports(tree):
        roots = {module, module.partition(".")[0]}
        if roots & RUNS_DATA:
            yield f"{name} imports {module}"
        if roots & NETWORK and not name.startswith(MAY_CALL_OUT):
            yield f"{name} imports {module}"
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        call = ast.unparse(node.func)
        words = {k.arg: k.value for k in node.keywords}
        if call in {"eval", "exec", "compile", "__import__", "os.system", "os.popen", "yaml.unsafe_load", "yaml.full_load", "commands.getoutput", "subprocess.getoutput"}:
            yield f"{name}:{node.lineno} calls {call}"
        if call == "yaml.load" and not all(n in {"yaml", "getattr", "CSafeLoader", "SafeLoader"} for n in _names(words.get("Loader"))):
            yield f"{name}:{node.lineno} loads YAML that may hold objects"
        if "shell" in words and not (isinstance(words["shell"], ast.Constant) and words["shell"].value is False):
            yield f"{name}:{node.lineno} starts a shell"
        if call.endswith("HTMLParser") and not ("no_network" in words and ast.unparse(words["no_network"]) == "True"):
            yield f"{name}:{node.lineno} parses HTML with the network on"
        if call.endswith(("XMLParser", "iterparse")) and not ("resolve_entities" in words and ast.unparse(words["resolve_entities"]) == "False"):
            yield f"{name}:{node.lineno} parses XML with entities"


def test_no_code_from_data_no_shell_no_network_no_entities() -> None:
    found = [fault for name, tree in _modules() for fault in _faults(name, tree)]
    assert found == []


@pytest.mark.parametrize(
    "code",
    [
        "import pickle",
        "from pickle import loads",
        "import urllib.request",
        "eval('1')",
        "import os\nos.system('x')",
        "import subprocess\nsubprocess.run('x', shell=True)",
        "yaml.load(x)",
        "yaml.load(x, Loader=yaml.Loader)",
        "etree.HTMLParser()",
        "etree.XMLParser(no_network=True)",
    ],
)
def test_the_walk_sees_what_it_is_for(code: str) -> None:
    assert list(_faults("x.py", ast.parse(code)))


ATTACKS = (
    # writing
    "create table marts.x (a int)",
    "drop table facts.events",
    "delete from facts.events",
    "update marts.fct_event set city = 'x'",
    "insert into ops.checks select * from ops.checks",
    "alter table marts.fct_event add column x int",
    "create or replace view marts.timeline as select 1",
    "comment on table marts.fct_event is 'x'",
    "create schema evil",
    "drop view marts.timeline",
    # other files
    "copy marts.fct_event to '{out}'",
    "copy (select 1) to '{out}' (format parquet)",
    "copy marts.fct_event from '{secret}'",
    "export database '{out}'",
    "import database '{out}'",
    "select * from read_csv('{secret}')",
    "select * from read_csv_auto('{secret}')",
    "select * from read_text('{secret}')",
    "select * from read_blob('{secret}')",
    "select * from read_json('{secret}')",
    "select * from read_json_auto('{secret}')",
    "select * from read_parquet('{secret}')",
    "select * from '{secret}'",
    "select * from parquet_metadata('{secret}')",
    "select * from parquet_schema('{secret}')",
    "select * from sniff_csv('{secret}')",
    "select * from glob('/etc/*')",
    "select content from read_text('/proc/self/environ')",
    "select * from read_text('http://127.0.0.1:9/x')",
    "select * from read_csv('s3://bucket/x')",
    "select 1; copy (select 1) to '{out}'",
    "with x as (select * from read_text('{secret}')) select * from x",
    "select (select content from read_text('{secret}'))",
    "attach '{out}' as evil",
    "attach '{out}' as evil (read_only)",
    "attach ':memory:' as evil; copy (select 1) to '{out}'",
    "attach 'postgres:dbname=x' as evil (type postgres)",
    "create secret s (type s3, key_id 'a', secret 'b')",
    "pragma database_list('{out}')",
    "create temp table t as select * from read_text('{secret}')",
    "prepare p as copy (select 1) to '{out}'; execute p",
    # more power
    "install httpfs",
    "load httpfs",
    "load '{out}'",
    "force install httpfs from 'http://127.0.0.1:9'",
    "set enable_external_access = true",
    "set lock_configuration = false",
    "reset enable_external_access",
    "set allow_unsigned_extensions = true",
    "set global enable_external_access = true",
    "pragma enable_external_access = true",
    "set temp_directory = '/etc'",
    "set extension_directory = '/tmp'",
    "set home_directory = '/root'",
    "set allowed_directories = ['/']",
    "set allowed_paths = ['{secret}']",
    "set log_query_path = '{out}'",
    "pragma enable_profiling = 'json'; pragma profiling_output = '{out}'",
    "set profiling_output = '{out}'",
    "set python_enable_replacements = true",
    "set autoinstall_known_extensions = true",
    "set custom_extension_repository = 'http://127.0.0.1:9'",
    "select * from a_variable_of_this_test",
    "select getenv('HOME')",
    "call enable_logging()",
    "pragma import_database('{out}')",
)


@pytest.mark.parametrize("attack", ATTACKS)
def test_typed_sql_cannot_write_nor_reach_out(samples: Settings, tmp_path: Path, attack: str) -> None:
    import pandas as pd

    a_variable_of_this_test = pd.DataFrame({"a": [1]})
    assert len(a_variable_of_this_test) == 1
    (tmp_path / "secret.csv").write_text("the,secret\n1,2\n")
    before = samples.database.resolve().stat()
    with open_published(samples.database) as con:
        with pytest.raises((duckdb.Error, RuntimeError)):
            con.execute(attack.format(out=tmp_path / "out", secret=tmp_path / "secret.csv")).fetchall()
        assert con.execute("select count(*) from clean.articles").fetchone() == (31,)
    assert [p.name for p in tmp_path.iterdir()] == ["secret.csv"]
    after = samples.database.resolve().stat()
    assert (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns)
    note("attacks by typed SQL, all refused", 1)


@pytest.mark.parametrize(
    "attack",
    ["copy (select 1) to '{out}'", "attach '{out}' as x", "select * from read_text('/etc/passwd')", "select 1; set lock_configuration = false"] if LONG else ["select 1; copy (select 1) to '{out}'"],
)
def test_the_command_refuses_them_with_a_line(samples: Settings, tmp_path: Path, attack: str) -> None:
    command = [sys.executable, "-W", "ignore", "-m", "ct_pipeline.cli", "sql", attack.format(out=tmp_path / "out"), "--warehouse", str(samples.warehouse)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=240, check=False, env={**os.environ, "COLUMNS": "200"})
    assert done.returncode == 2
    assert done.stderr.startswith("ct-pipeline: the query failed")
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "out").exists()


def test_the_ui_listens_on_this_machine_only() -> None:
    from ct_pipeline.cli import ui

    assert isinstance(ui, click.Command)
    host = next(p for p in ui.params if p.name == "host")
    assert host.default == "127.0.0.1"
