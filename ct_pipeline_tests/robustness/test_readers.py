"""Analysts and runs never block each other: readers in processes of their own through twenty publications, and two runs at once."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import duckdb
import pytest

from ct_pipeline import tables
from ct_pipeline.config import Settings, seeds_dir
from ct_pipeline.warehouse.lock import RunBusy, hold_writer_lock, release_writer_lock
from ct_pipeline.warehouse.publish import KEEP_VERSIONS, publish, retire
from ct_pipeline.warehouse.schema import ddl
from ct_pipeline_tests.conftest import samples_folder
from ct_pipeline_tests.robustness.figures import note
from ct_pipeline_tests.robustness.invariants import LONG

READERS = 8
PUBLICATIONS = 20
ROWS = 5000
TABLES = ("articles", "events", "statements")

# The clock leaves out the time in which the thread stood ready to run and had no processor: that is other work's doing, not a publication's.
# New connections through the project's reader, new ones as any tool opens the link, and one that is held for a while. Every table must be of one version.
_READER = f"""
import json, sys, time
from pathlib import Path
import duckdb
from ct_pipeline.warehouse.reader import open_published
path, stop = Path(sys.argv[1]), Path(sys.argv[2])
def clock():
    try:
        queued = int(Path("/proc/thread-self/schedstat").read_text().split()[1]) / 1e9
    except OSError:
        queued = 0.0
    return time.monotonic() - queued
query = "select min(v), max(v), count(*) from (" + " union all ".join("select v from marts." + t for t in {TABLES!r}) + ")"
reads, longest, versions, faults, held, since = 0, 0.0, set(), [], None, 0
print("ready", flush=True)
while not stop.exists():
    try:
        begun = clock()
        with (open_published(path) if reads % 2 else duckdb.connect(str(path), read_only=True)) as con:
            low, high, rows = con.execute(query).fetchone()
        longest = max(longest, clock() - begun)
        versions.add(low)
        if low != high or rows != {ROWS * len(TABLES)}:
            faults.append(f"mixed: {{low}} to {{high}}, {{rows}} rows")
        if held is None:
            held = open_published(path)
            mine, since = held.execute(query).fetchone(), reads
        begun = clock()
        if held.execute(query).fetchone() != mine:
            faults.append("a held connection saw its version change")
        longest = max(longest, clock() - begun)
        if reads - since > {40 if LONG else 4}:
            held.close()
            held = None
        reads += 1
    except Exception as error:
        faults.append(repr(error))
    time.sleep({0.02 if LONG else 0.2})
print(json.dumps([reads, longest, sorted(versions), faults[:5]]), flush=True)
"""


def candidate(settings: Settings, version: int) -> Path:
    settings.candidate.unlink(missing_ok=True)
    with duckdb.connect(str(settings.candidate)) as con:
        con.execute("create schema marts")
        con.execute("create schema ops")
        for ops in tables.OPS_TABLES:
            con.execute(ddl(ops))
        for table in TABLES:
            con.execute(f"create table marts.{table} as select {version}::integer as v, range as n from range({ROWS})")
    return settings.candidate


def test_readers_through_publications(tmp_path: Path) -> None:
    settings = Settings(seeds_dir(), tmp_path / "w", samples_folder())
    settings.warehouse.mkdir()
    publish(settings, candidate(settings, 0), f"{0:016x}", [])
    stop = tmp_path / "stop"
    command = [sys.executable, "-W", "ignore", "-c", _READER, str(settings.database), str(stop)]
    readers = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(READERS)]
    for r in readers:
        assert r.stdout is not None
        assert r.stdout.readline() == "ready\n"
    try:
        for version in range(1, PUBLICATIONS + 1):
            publish(settings, candidate(settings, version), f"{version:016x}", [])
            time.sleep(0.5 if LONG else 0.1)
    finally:
        stop.touch()
        answers = [json.loads(r.communicate(timeout=60)[0]) for r in readers]
    assert [faults for *_, faults in answers if faults] == []
    seen = Counter(v for _, _, versions, _ in answers for v in versions)
    assert len(seen) > PUBLICATIONS / 2  # they really read while it changed
    assert min(reads for reads, *_ in answers) > 3
    longest = sorted(seconds for _, seconds, *_ in answers)
    assert longest[-1] < 1.0, longest
    note("reader processes", READERS)
    note("publications under readers", PUBLICATIONS)
    note("queries of the readers", sum(reads for reads, *_ in answers))
    note("longest query or opening of a reader, the queue for a processor left out, ms", f"{longest[-1] * 1000:.0f}")
    retire(settings)
    assert len(list(settings.warehouse.glob("ct-*.duckdb"))) == KEEP_VERSIONS  # nobody reads the others any more


def test_a_version_stays_as_long_as_it_is_read(tmp_path: Path) -> None:
    settings = Settings(seeds_dir(), tmp_path, samples_folder())
    publish(settings, candidate(settings, 0), f"{0:016x}", [])
    first = settings.database.resolve()
    code = f"import duckdb, sys; con = duckdb.connect({str(first)!r}, read_only=True); print('open', flush=True); sys.stdin.read(); print(con.execute('select max(v) from marts.events').fetchone())"
    reader = subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert reader.stdout is not None
    assert reader.stdout.readline() == "open\n"
    for version in range(1, 5):
        publish(settings, candidate(settings, version), f"{version:016x}", [])
    assert first.exists()
    assert len(list(tmp_path.glob("ct-*.duckdb"))) == KEEP_VERSIONS + 1
    assert reader.communicate(timeout=60)[0] == "(0,)\n"
    retire(settings)
    assert not first.exists()


_WRITER = """
import sys, time
from pathlib import Path
from ct_pipeline.config import Settings
from ct_pipeline.warehouse.lock import hold_writer_lock
settings = Settings(Path(sys.argv[1]), Path(sys.argv[1]), Path(sys.argv[1]))
hold_writer_lock(settings, say=lambda line: print(line, flush=True))
print("mine", flush=True)
sys.stdin.read()
"""


def _writer(folder: Path) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-c", _WRITER, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def test_a_second_writer_waits_and_says_for_whom(tmp_path: Path) -> None:
    first = _writer(tmp_path)
    assert first.stdout is not None
    assert first.stdout.readline() == "mine\n"
    second = _writer(tmp_path)
    assert second.stdout is not None
    line = second.stdout.readline()
    assert line.startswith(f"waiting for process {first.pid} since 20"), line
    settings = Settings(seeds_dir(), tmp_path, samples_folder())
    with pytest.raises(RunBusy, match=rf"process {first.pid} since .*; wait for it, or stop that process"):
        hold_writer_lock(settings, patience=0.1)
    first.kill()  # a killed writer leaves nothing that has to be cleaned up
    assert second.stdout.readline() == "mine\n"
    second.communicate(timeout=30)
    first.communicate()
    hold_writer_lock(settings, patience=5)
    release_writer_lock(settings)


@pytest.mark.skipif(not LONG, reason="two whole runs: CT_LONG=1")
def test_two_runs_at_once(tmp_path: Path) -> None:
    from ct_pipeline.warehouse.digest import digests, overall

    files = [p for p in sorted(samples_folder().iterdir()) if p.suffix == ".txt"][:4]
    landings = [tmp_path / "a", tmp_path / "b"]
    for n, folder in enumerate(landings):
        folder.mkdir()
        for p in files[2 * n : 2 * n + 2]:
            shutil.copy(p, folder)

    def run(warehouse: Path, *folders: Path) -> subprocess.Popen[str]:
        env = {**os.environ, "CT_WAREHOUSE": str(warehouse)}
        return subprocess.Popen([sys.executable, "-W", "ignore", "-m", "ct_pipeline.cli", "run", *map(str, folders)], env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)

    both = [run(tmp_path / "w", folder) for folder in landings]
    said = [r.communicate(timeout=1800)[0] for r in both]
    assert [r.returncode for r in both] == [0, 0], said
    assert sum("waiting for process" in s for s in said) == 1, said
    one = run(tmp_path / "one", *landings)
    assert one.wait(600) == 0
    assert overall(list(digests(tmp_path / "w" / "ct.duckdb"))) == overall(list(digests(tmp_path / "one" / "ct.duckdb")))
    note("pairs of runs started at once", 1)
