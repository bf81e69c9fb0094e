"""Each export is read back by the library that its users have."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import duckdb
import networkx
import pandas as pd
import pytest
from click.testing import CliRunner
from followthemoney import model

from ct_pipeline.cli import main
from ct_pipeline.config import Settings
from ct_pipeline.export import FORMATS, ExportError, export
from ct_pipeline.export.files import whole
from ct_pipeline.export.polecat import COLUMNS, QUAD
from ct_pipeline.export.tables import write_csv


@pytest.fixture(scope="module")
def folder(samples: Settings, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("export")
    export(samples.database, out)
    return out


@pytest.fixture(scope="module")
def marts(samples: Settings) -> dict[str, int]:
    """Rows of every table and view of marts."""
    with duckdb.connect(str(samples.database.resolve()), read_only=True) as con:
        names = [n for (n,) in con.execute("select distinct table_name from duckdb_columns() where schema_name = 'marts' order by 1").fetchall()]
        return {n: con.execute(f'select count(*) from marts."{n}"').fetchone()[0] for n in names}


def test_parquet_holds_every_table_and_view_with_its_types(folder: Path, marts: dict[str, int]) -> None:
    assert {p.stem: len(pd.read_parquet(p)) for p in (folder / "parquet").glob("*.parquet")} == marts
    events = pd.read_parquet(folder / "parquet" / "fct_event.parquet")
    assert events["edition"].max() > 1
    assert pd.to_datetime(events["start_date"]).notna().sum() > 50


def test_csv_is_read_by_pandas_and_opens_as_arabic_in_a_spreadsheet(folder: Path, marts: dict[str, int]) -> None:
    for name, rows in marts.items():
        path = folder / "csv" / f"{name}.csv"
        assert path.read_bytes().startswith(b"\xef\xbb\xbf")
        assert len(pd.read_csv(path, low_memory=False)) == rows
    assert "المغرب" in set(pd.read_csv(folder / "csv" / "dim_entity.csv")["name_ar"])


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =cmd|'/c calc'!A0", "＝1+1", '=HYPERLINK("x")'])
def test_a_cell_that_a_spreadsheet_would_run_is_plain_text(tmp_path: Path, cell: str) -> None:
    with duckdb.connect() as con:
        con.execute("create schema marts")
        con.execute("create table marts.t (name varchar, n integer)")
        con.execute("insert into marts.t values (?, -1), ('وزارة - الداخلية', 2)", [cell])
        list(write_csv(con, tmp_path))
    read = pd.read_csv(tmp_path / "t.csv")
    assert set(read["name"]) == {"'" + cell, "وزارة - الداخلية"}  # a dash within is nobody's formula
    assert sorted(read["n"]) == [-1, 2]  # nor is a number


def test_gephi_gets_a_network_of_cooperation_without_the_arrested(folder: Path, samples: Settings) -> None:
    graph = networkx.read_graphml(folder / "graphml" / "cooperation.graphml")
    assert graph.nodes["country:MA"]["label"] == "المغرب"
    assert graph.edges["country:MA", "org:gctf"]["weight"] >= 2
    assert all(data["weight"] == data["events"] for *_, data in graph.edges(data=True))
    with duckdb.connect(str(samples.database.resolve()), read_only=True) as con:
        only_subject = {i for (i,) in con.execute("select entity_id from marts.fct_event_participant group by 1 having bool_and(role in ('subject', 'perpetrator'))").fetchall()}
    assert only_subject and not only_subject & set(graph)


def test_gephi_gets_roles_and_affiliations(folder: Path) -> None:
    graph = networkx.read_graphml(folder / "graphml" / "roles.graphml")
    assert any(data["label"] == "co_chair" for data in graph.get_edge_data("country:MA", "org:gctf").values())
    assert {data["tie"] for *_, data in graph.edges(data=True)} == {"role", "affiliation", "part_of"}


def test_followthemoney_reads_the_entities_and_every_reference_is_there(folder: Path) -> None:
    proxies = [model.get_proxy(json.loads(line)) for line in (folder / "ftm" / "entities.ftm.json").read_text(encoding="utf-8").splitlines()]
    by_id = {p.id: p for p in proxies}
    assert len(by_id) == len(proxies)
    assert {p.schema.name for p in proxies} == {"Person", "Organization", "PublicBody", "Article", "Event", "Employment", "Membership"}
    for proxy in proxies:
        proxy.schema.validate(proxy.to_dict())
        for prop, value in proxy.itervalues():
            if prop.type.name == "entity":
                assert by_id[value].schema.is_a(prop.range), (proxy, prop.name, value)
    bourita = next(p for p in proxies if "ناصر بوريطة" in p.get("name"))
    assert bourita.schema.name == "Person" and bourita.get("country") == ["ma"]
    assert any("وزير" in title for title in bourita.get("position"))
    assert sum(p.schema.name == "Employment" for p in proxies) > 20
    assert all(p.get("proof") for p in proxies if p.schema.name == "Event" and "meeting" in p.get("keywords"))


def test_without_followthemoney_the_message_says_what_to_install(samples: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "followthemoney", None)
    with pytest.raises(ExportError, match=r"pip install 'ct-pipeline\[export\]'"):
        export(samples.database, tmp_path, ["ftm"])
    assert not list((tmp_path / "ftm").iterdir())


def test_scripts_for_polecat_read_the_event_table(folder: Path, marts: dict[str, int]) -> None:
    table = pd.read_csv(folder / "polecat" / "ct_polecat.txt", sep="\t", keep_default_na=False)
    assert tuple(table.columns) == COLUMNS and len(COLUMNS) == 40
    assert 100 < len(table) <= marts["fct_event"]
    assert table["Event ID"].is_unique
    assert set(table["Quad Code"]) <= {*QUAD.values()}
    assert pd.to_datetime(table["Event Date"]).is_monotonic_increasing
    countries = {c for cell in table["Actor Country"] for c in cell.split("; ")}
    assert {"MAR", "SAU"} <= countries and all(len(c) == 3 for c in countries - {"None"})
    meetings = table[(table["Event Type"] == "CONSULT") & (table["Recipient Name"] != "None")]
    assert len(meetings) > 10 and (meetings["Actor Name"] != "None").all()
    assert (table[table["Event Type"] == "COERCE"]["Actor Name"] != table[table["Event Type"] == "COERCE"]["Recipient Name"]).any()


def test_the_same_warehouse_exports_the_same_bytes(folder: Path, samples: Settings, tmp_path: Path) -> None:
    export(samples.database, tmp_path, ["csv", "graphml", "ftm", "polecat"])
    for path in tmp_path.rglob("*.*"):
        assert path.read_bytes() == (folder / path.relative_to(tmp_path)).read_bytes(), path.name


def test_a_file_appears_whole_or_not_at_all(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), whole(tmp_path / "x.csv") as part:
        part.write_text("half")
        raise RuntimeError
    assert not list(tmp_path.iterdir())


def test_the_command_names_what_it_wrote_and_refuses_what_it_does_not_know(samples: Settings, tmp_path: Path) -> None:
    runner = CliRunner()
    done = runner.invoke(main, ["export", "polecat", "--warehouse", str(samples.warehouse), "--output", str(tmp_path)])
    assert done.exit_code == 0 and "ct_polecat.txt" in done.output
    wrong = runner.invoke(main, ["export", "excel", "--warehouse", str(samples.warehouse), "--output", str(tmp_path)])
    assert wrong.exit_code == 2 and all(name in wrong.output for name in FORMATS)
    (tmp_path / "file").write_text("x")
    blocked = runner.invoke(main, ["export", "csv", "--warehouse", str(samples.warehouse), "--output", str(tmp_path / "file")])
    assert blocked.exit_code == 2 and "--output" in blocked.output
