"""The world in which runs are killed and disks fail: a warehouse with one article, a landing of several more, and what comes of it undisturbed."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from ct_pipeline.warehouse.reader import open_published
from ct_pipeline_tests.robustness.crash import Server, copy_warehouse, landing, small_seeds

COUNTS = "select " + ", ".join(
    f"(select count(*) from {table})" for table in ("raw.articles", "raw.rejects", "clean.articles", "clean.sentences", "facts.mentions", "marts.dim_article", "marts.fct_event")
)


def counts(database: Path) -> tuple[int, ...]:
    with open_published(database) as con:
        return con.execute(COUNTS).fetchone() or ()


@dataclass
class World:
    """A warehouse with one article, a landing of several more, and what comes out of it undisturbed."""

    folder: Path
    server: Server
    first: Path
    second: Path
    steps: list[str] = field(default_factory=list)
    digest: str = ""
    allowed: set[tuple[int, ...]] = field(default_factory=set)
    build_seconds: float = 0.0

    def fresh(self, name: str) -> Path:
        shutil.rmtree(self.folder / "trial", ignore_errors=True)
        return copy_warehouse(self.folder / "base", self.folder / "trial" / name)


@pytest.fixture(scope="package")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    folder = tmp_path_factory.mktemp("killed")
    server = Server(small_seeds(folder / "seeds"))
    first, second = landing(folder / "landing")
    world = World(folder, server, first, second)
    assert server.run(folder / "base", first)["end"] == "done"
    world.allowed.add(counts(folder / "base" / "ct.duckdb"))
    path = world.fresh("undisturbed")
    begun = time.monotonic()
    whole = server.run(path, second)
    world.build_seconds = time.monotonic() - begun
    assert whole["end"] == "done"
    world.steps, world.digest = whole["steps"], whole["digest"]
    world.allowed.add(counts(path / "ct.duckdb"))
    assert len(world.allowed) == 2
    yield world
    server.close()


