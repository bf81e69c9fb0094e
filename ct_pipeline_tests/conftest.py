"""One warehouse of the sample articles for the whole test session, made by the core functions, shared by the xdist workers."""

from __future__ import annotations

import fcntl
from datetime import date
from pathlib import Path

import pytest

from ct_pipeline.config import Settings, project_root, seeds_dir
from ct_pipeline.pipeline import clean, extract, land

LANDED_ON = date(2026, 11, 20)


def samples_folder() -> Path:
    return seeds_dir() / "articles"


def make_warehouse(folder: Path, *paths: Path, day: date = LANDED_ON, publish: bool = True) -> Settings:
    """Run the whole way without Dagster: land, clean, extract, check, build, publish."""
    from ct_pipeline.warehouse.build import build_candidate
    from ct_pipeline.warehouse.publish import publish_candidate

    settings = Settings(seeds_dir(), folder, samples_folder())
    land(list(paths) or [samples_folder()], settings, day)
    clean(settings, day)
    extract(settings, day)
    if publish:
        build_candidate(settings)
        publish_candidate(settings)
    return settings


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The published warehouse of seeds/articles. Read it, do not write to it."""
    base = tmp_path_factory.getbasetemp()
    root = base.parent if base.name.startswith("popen-") else base
    folder = root / "samples-warehouse"
    with (root / "samples.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "ct.duckdb").exists():
            make_warehouse(folder)
    return Settings(seeds_dir(), folder, samples_folder())


@pytest.fixture
def root() -> Path:
    return project_root()
