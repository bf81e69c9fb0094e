"""Killed anywhere, a run leaves nothing half-done: the next one completes, the rows are those of an undisturbed run, and no reader ever saw anything between."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import duckdb
import pytest

from ct_pipeline.warehouse.reader import open_published
from ct_pipeline_tests.robustness.conftest import COUNTS, World, counts
from ct_pipeline_tests.robustness.crash import Kill, leftovers, points
from ct_pipeline_tests.robustness.figures import note
from ct_pipeline_tests.robustness.invariants import LONG

SEED = 8


class Reader(threading.Thread):
    """Opens the published file again and again; whatever is not one of the allowed versions is a fault."""

    def __init__(self, database: Path, allowed: set[tuple[int, ...]]) -> None:
        super().__init__(daemon=True)
        self.database, self.allowed = database, allowed
        self.reads, self.faults = 0, list[str]()
        self._stop_it = threading.Event()

    def run(self) -> None:
        while not self._stop_it.wait(0.2):
            try:
                seen = counts(self.database)
                self.reads += 1
                if seen not in self.allowed:
                    self.faults.append(f"mixed: {seen}")
            except Exception as error:  # noqa: BLE001  whatever a reader meets is a fault
                self.faults.append(repr(error))

    def __enter__(self) -> Reader:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop_it.set()
        self.join()


def recovered(world: World, path: Path, killed: Any, reader: Reader) -> None:
    """The next run completes, with the undisturbed rows and nothing left lying about."""
    again = world.server.run(path, world.second)
    note("runs after a kill whose rows were not those of an undisturbed one", int(again.get("digest") != world.digest))
    note("reads that met a missing, partial or mixed file", len(reader.faults))
    assert again["end"] == "done", (killed, again["end"])
    assert again["digest"] == world.digest, killed
    assert leftovers(path) == [], killed
    assert reader.faults == [], (killed, reader.faults[:3])


def die_and_recover(world: World, kills: list[Kill]) -> None:
    reads = 0
    for n, kill in enumerate(kills):
        path = world.fresh(str(n))
        with Reader(path / "ct.duckdb", world.allowed) as reader:
            end = world.server.run(path, world.second, kill)["end"]
            assert end == "killed" or kill.stage, (kill, end)
            recovered(world, path, kill, reader)
        reads += reader.reads
        note("points at which a run was killed", int(end == "killed"))
    note("reads while runs were killed and recovered", reads)


def test_killed_at_any_step_of_the_disk(world: World) -> None:
    assert len(points(world.steps, SEED, 10_000)) >= 100
    die_and_recover(world, points(world.steps, SEED, 72 if LONG else 2))


def test_killed_at_any_time(world: World) -> None:
    rng = random.Random(SEED)
    stages = ["land", "clean", "facts", "publish", *["build"] * 4] * 2 if LONG else ["build"]
    spans = {"land": 0.3, "clean": 0.1, "facts": 0.3, "publish": 0.05, "build": 0.8 * world.build_seconds}
    die_and_recover(world, [Kill(stage=stage, after=rng.uniform(0, spans[stage])) for stage in stages])


@pytest.mark.parametrize("seed", range(8 if LONG else 1))
def test_killed_again_and_again(world: World, seed: int) -> None:
    """One run after the other dies a few steps further on, until one gets through."""
    rng = random.Random(seed)
    path, killed = world.fresh(f"chain-{seed}"), 0
    with Reader(path / "ct.duckdb", world.allowed) as reader:
        while killed < 60:
            kill = Kill(rng.randint(3, 16) if LONG else rng.randint(6, 60), rng.choice(["before", "half", "after"]))
            if (end := world.server.run(path, world.second, kill)["end"]) != "killed":
                assert end == "done", (kill, end)
                break
            killed += 1
        recovered(world, path, f"chain {seed}", reader)
    assert killed > 2
    note("points at which a run was killed", killed)
    note("reads while runs were killed and recovered", reader.reads)


@pytest.mark.skipif(not LONG, reason="whole runs of the CLI: CT_LONG=1")
def test_the_command_killed_at_any_time(world: World, tmp_path: Path) -> None:
    """With Dagster around it, checks included; two workers, so that worker processes are orphaned too."""
    from ct_pipeline.warehouse.digest import digests, overall

    def start(warehouse: Path) -> subprocess.Popen[str]:
        env = {**os.environ, "CT_WAREHOUSE": str(warehouse), "CT_SEEDS": str(world.folder / "seeds")}
        command = [sys.executable, "-W", "ignore", "-m", "ct_pipeline.cli", "run", str(world.second), "--workers", "2", "--day", "2026-11-20"]
        return subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)

    begun = time.monotonic()
    undisturbed = start(tmp_path / "whole")
    said = undisturbed.communicate(timeout=1800)[0]
    whole = time.monotonic() - begun
    assert undisturbed.returncode == 0, said
    expected = overall(list(digests(tmp_path / "whole" / "ct.duckdb")))
    rng = random.Random(SEED)
    for n in range(4):
        path = tmp_path / f"w{n}"
        run = start(path)
        time.sleep(rng.uniform(0.1, 0.95) * whole)
        run.send_signal(signal.SIGKILL)
        run.wait()
        again = start(path)
        said = again.communicate(timeout=1800)[0]
        assert again.returncode == 0, said
        assert overall(list(digests(path / "ct.duckdb"))) == expected
        assert leftovers(path) == []
        note("points at which a run was killed", 1)
        shutil.rmtree(path)


@pytest.mark.skipif(not LONG, reason="with a real warehouse: CT_LONG=1; test_readers has a small one")
def test_a_held_version_outlives_publications(world: World) -> None:
    """A reader that stays on an old version through a publication keeps it, and its file, until it lets go."""
    path = world.fresh("held")
    held = open_published(path / "ct.duckdb")
    before = held.execute(COUNTS).fetchone()
    assert world.server.run(path, world.second)["end"] == "done"
    assert held.execute(COUNTS).fetchone() == before
    assert counts(path / "ct.duckdb") != before
    held.close()
    with pytest.raises(duckdb.Error):
        held.execute(COUNTS)
