"""The same articles, the same rows: whatever the order of files, the number of workers, the batches, the machine's zone, locale and hash seed."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from ct_pipeline.warehouse.digest import LOGS, VOLATILE, digests
from ct_pipeline_tests.conftest import samples_folder
from ct_pipeline_tests.robustness.crash import small_seeds
from ct_pipeline_tests.robustness.figures import note
from ct_pipeline_tests.robustness.invariants import LONG

# Lands lists of files one after the other (each an own landing), then makes the rest once; prints a digest a table.
_RUN = """
import json, sys
from datetime import date
from pathlib import Path
if __name__ == "__main__":
    from ct_pipeline import pipeline
    from ct_pipeline.config import Settings
    from ct_pipeline.scale.backends import parse_backend
    from ct_pipeline.warehouse.build import build_candidate
    from ct_pipeline.warehouse.digest import digests
    from ct_pipeline.warehouse.publish import publish_candidate
    order = json.loads(sys.stdin.read())
    settings = Settings(Path(order["seeds"]), Path(order["warehouse"]), Path(order["landings"][0][0]).parent)
    pipeline.BATCH_SIZE = order["batch_size"]
    for n, landing in enumerate(order["landings"]):
        day = date(2026, 11, 20 - (n % order["days"]))
        pipeline.land([Path(p) for p in landing], settings, day)
        if order["each"]:
            pipeline.clean(settings, day)
            pipeline.extract(settings, day)
            build_candidate(settings)
            publish_candidate(settings)
    backend = parse_backend("process", order["workers"])
    pipeline.clean(settings, None, backend)
    pipeline.extract(settings, None, backend)
    build_candidate(settings)
    publish_candidate(settings)
    print(json.dumps({d.table: [d.rows, d.digest] for d in digests(settings.database)}))
"""


def _digests(seeds: Path, warehouse: Path, landings: list[list[Path]], **more: Any) -> dict[str, list[object]]:
    environment = {**os.environ, **more.pop("environment", {}), "CT_SEEDS": str(seeds)}
    order = {"seeds": str(seeds), "warehouse": str(warehouse), "landings": [[str(p) for p in one] for one in landings], "batch_size": 1000, "workers": 1, "days": 1, "each": False, **more}
    script = warehouse.parent / "run.py"
    script.write_text(_RUN, encoding="utf-8")
    command = [sys.executable, "-W", "ignore", str(script)]
    environment["PYTHONPATH"] = os.pathsep.join(p for p in sys.path if p)
    done = subprocess.run(command, input=json.dumps(order), env=environment, capture_output=True, text=True, timeout=600, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    answer: dict[str, list[object]] = json.loads(done.stdout)
    return answer


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Path]]:
    """Texts, pages, a page twice under two names, an article in two files of records, a file that is broken."""
    folder = tmp_path_factory.mktemp("corpus")
    landing = folder / "landing"
    landing.mkdir()
    samples = sorted(samples_folder().iterdir())
    for p in samples if LONG else samples[:5]:
        shutil.copy(p, landing)
    shutil.copyfile(samples[0], landing / "0-the-same.txt")
    shutil.copyfile(samples[0], landing / "z-the-same.txt")
    line = json.dumps({"id": 1, "text": samples[7].read_text(encoding="utf-8")}, ensure_ascii=False)
    (landing / "one.jsonl").write_text(f"{line}\n{{bad\n", encoding="utf-8")
    (landing / "another.jsonl").write_text(f"{line}\n", encoding="utf-8")
    (landing / "nothing.txt").write_bytes(b"")
    return small_seeds(folder / "seeds"), sorted(landing.iterdir())


def _ways(files: list[Path]) -> dict[str, tuple[list[list[Path]], dict[str, Any]]]:
    rng = random.Random(8)
    mixed = list(files)
    rng.shuffle(mixed)
    thirds = [mixed[n::3] for n in range(3)]
    other = {"PYTHONHASHSEED": "4242", "TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    ways: dict[str, tuple[list[list[Path]], dict[str, Any]]] = {
        "other order, small batches, three landings of two days, landed again, other zone and hash seed": ([*thirds, mixed, thirds[0]], {"batch_size": 2, "days": 2, "environment": other})
    }
    if LONG:
        ways |= {
            "reversed order": ([files[::-1]], {}),
            "another hash seed, zone and locale": ([files], {"environment": other}),
            "every article a batch": ([files], {"batch_size": 1}),
            "every file a landing": ([[p] for p in mixed], {"batch_size": 1}),
            "fifty landings, every one published": ([[p] for p in (mixed * 2)[:50]], {"each": True, "days": 5}),
            "two workers": ([files], {"batch_size": 4, "workers": 2}),
            "landed four times": ([files, files, mixed, files], {}),
        }
    return ways


def test_one_digest_a_table_whatever_the_way(corpus: tuple[Path, list[Path]], tmp_path: Path) -> None:
    seeds, files = corpus
    expected = _digests(seeds, tmp_path / "expected", [files])
    assert len(expected) > 30
    assert expected["raw.articles"][0] == len(files) - 4  # two copies, a record twice, an empty file
    for n, (way, (landings, more)) in enumerate(_ways(files).items()):
        found = _digests(seeds, tmp_path / f"w{n}", landings, **more)
        assert {t: (d, expected.get(t)) for t, d in found.items() if d != expected.get(t)} == {}, way
        note("other ways to the same rows, one digest a table", 1)


def test_a_digest_sees_every_change_of_a_row(samples: Any, tmp_path: Path) -> None:
    import duckdb

    before = {d.table: d for d in digests(samples.database)}
    changes = {
        "facts.events": "update facts.events set confidence = confidence + 1e-12 where event_mention_id = (select min(event_mention_id) from facts.events)",
        "facts.mentions": "delete from facts.mentions where mention_id = (select max(mention_id) from facts.mentions)",
        "clean.articles": "update clean.articles set title = null where article_id = (select min(article_id) from clean.articles)",
        "raw.rejects": "insert into raw.rejects (source_uri, reason, detail, batch_id, rejected_at) values ('x', 'empty', 'y', 'b', '2026-01-01')",
    }
    same = {
        "raw.articles": "update raw.articles set ingested_at = '2001-01-01', batch_id = 'other'",
        "facts.statements": "create or replace table facts.statements as select * from facts.statements order by hash(statement_id)",
    }
    path = tmp_path / "copy.duckdb"
    shutil.copyfile(samples.database.resolve(), path)
    path.chmod(0o644)
    with duckdb.connect(str(path)) as con:
        for sql in (*changes.values(), *same.values()):
            con.execute(sql)
    after = {d.table: d for d in digests(path)}
    assert {t for t in changes if before[t].digest != after[t].digest} == set(changes)
    assert {t for t in same if before[t].digest == after[t].digest} == set(same)


def test_what_the_digest_leaves_out_is_documented(root: Path) -> None:
    page = (root / "docs" / "reliability.md").read_text(encoding="utf-8")
    for name in (*VOLATILE, *LOGS):
        assert f"`{name}`" in page, name


def test_the_command_prints_them(samples: Any) -> None:
    from click.testing import CliRunner

    from ct_pipeline.cli import main

    done = CliRunner().invoke(main, ["digest", "--verify", "--warehouse", str(samples.warehouse)])
    assert done.exit_code == 0, done.output
    lines = done.output.splitlines()
    assert lines[-1].endswith("all")
    assert [line.split()[2] for line in lines[:-1]] == sorted(line.split()[2] for line in lines[:-1])
