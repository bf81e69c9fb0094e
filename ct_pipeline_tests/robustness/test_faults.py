"""Broken disks: full, read-only, files cut off or altered. What is broken is named, and the next run makes the undisturbed rows from what is whole."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from ct_pipeline_tests.robustness.conftest import World, counts
from ct_pipeline_tests.robustness.crash import Kill, leftovers
from ct_pipeline_tests.robustness.figures import note
from ct_pipeline_tests.robustness.invariants import LONG


def _cut(path: Path, rng: random.Random) -> None:
    path.write_bytes(path.read_bytes()[: rng.randrange(path.stat().st_size)])


def _flip(path: Path, rng: random.Random) -> None:
    data = bytearray(path.read_bytes())
    data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
    path.write_bytes(data)


def _empty(path: Path, rng: random.Random) -> None:
    path.write_bytes(b"")


def _remove(path: Path, rng: random.Random) -> None:
    path.unlink()


FAULTS: tuple[Callable[[Path, random.Random], None], ...] = (_cut, _flip, _empty, _remove)


@pytest.fixture(scope="module")
def done(world: World) -> Path:
    """An undisturbed warehouse, to be copied (not linked: its files are going to be broken)."""
    path = world.fresh("done")
    assert world.server.run(path, world.second)["digest"] == world.digest
    shutil.copytree(path, world.folder / "done" / "w", symlinks=True)
    return world.folder / "done" / "w"


def copy(world: World, done: Path, name: str) -> Path:
    shutil.rmtree(world.folder / "trial", ignore_errors=True)
    path = world.folder / "trial" / name
    shutil.copytree(done, path, symlinks=True)
    return path


def stored(warehouse: Path) -> list[Path]:
    return sorted(p for stage in ("raw", "clean", "facts") for p in (warehouse / "store" / stage).rglob("*") if p.is_file())


def cases(done: Path) -> list[tuple[Path, Callable[[Path, random.Random], None]]]:
    found = [p.relative_to(done) for p in stored(done)]
    if LONG:
        return [(p, fault) for p in found for fault in (FAULTS if p.name in ("articles.parquet", "manifest.json", "mentions.parquet") else FAULTS[:1])]
    first = {(p.parts[1], p.name): p for p in reversed(found)}
    return [(first["raw", "articles.parquet"], _cut), (first["facts", "manifest.json"], _flip)]


def test_a_broken_file_is_named_and_rebuilt(world: World, done: Path) -> None:
    """One after the other in the same warehouse: each is mended before the next breaks."""
    path, rng = copy(world, done, "broken"), random.Random(8)
    for relative, fault in cases(done):
        # the batches of raw keep their names; a rebuilt batch may not have this file under this version any more
        fault(path / relative, rng)
        answer = world.server.run(path, world.second)
        assert answer["end"] == "done", (relative, fault)
        assert answer["digest"] == world.digest, (relative, fault)
        assert any(relative.name in line and line.startswith("broken: ") for line in answer["said"]), (relative, fault, answer["said"])
        note("faults put into files of the store", 1)


@pytest.mark.parametrize("fault", FAULTS if LONG else [_cut])
def test_a_broken_raw_batch_that_was_never_published_lands_again(world: World, done: Path, fault: Callable[[Path, random.Random], None]) -> None:
    path = copy(world, done, "unpublished")
    for p in [*path.glob("ct*.duckdb"), path / "published.json"]:
        p.unlink()
    for p in stored(path):
        if "raw" in p.parts and p.name == "articles.parquet":
            fault(p, random.Random(8))
    answer = world.server.run(path, world.second)
    assert answer["digest"] == world.digest
    assert any("land again" in line for line in answer["said"])
    note("faults put into files of the store", 4)


@pytest.mark.skipif(not LONG, reason="another warehouse or two: CT_LONG=1")
def test_what_cannot_be_landed_again_is_named(world: World, done: Path, tmp_path: Path) -> None:
    path = copy(world, done, "lost")
    for p in [*path.glob("ct*.duckdb"), path / "published.json"]:
        p.unlink()
    broken = next(p for p in stored(path) if "raw" in p.parts and p.name == "articles.parquet" and p.stat().st_size > 5000)
    _cut(broken, random.Random(8))
    (tmp_path / "empty").mkdir()
    answer = world.server.run(path, tmp_path / "empty")
    assert answer["end"] == "done"
    assert any("land them again" in line for line in answer["said"])
    assert list((path / "store" / "broken" / "raw").rglob("articles.parquet"))
    assert world.server.run(path, world.second)["digest"] == world.digest  # their files are back


@pytest.mark.skipif(not LONG, reason="another warehouse or two: CT_LONG=1")
def test_a_broken_published_file_is_built_again(world: World, done: Path) -> None:
    path = copy(world, done, "published")
    version = (path / "ct.duckdb").resolve()
    version.chmod(0o644)
    for fault in (_cut, _flip, _remove) if LONG else (_flip,):
        fault(version, random.Random(8))
        answer = world.server.run(path, world.second)
        assert answer["digest"] == world.digest
        assert any(version.name in line for line in answer["said"])
        version.chmod(0o644)
        note("faults put into the published file", 1)


def test_a_full_disk_is_said_and_the_next_run_completes(world: World) -> None:
    """As the writing of any file sees it; what DuckDB sees is tried below, on a real small disk."""
    writes = [n for n, step in enumerate(world.steps) if step.startswith(("write_file", "make_folder"))]
    for n in writes[:: 4] if LONG else writes[len(writes) // 2 :][:1]:
        path = world.fresh(f"full-{n}")
        answer = world.server.run(path, world.second, Kill(n, "full"))
        assert "No space left" in answer["end"]
        assert counts(path / "ct.duckdb") in world.allowed
        assert world.server.run(path, world.second)["digest"] == world.digest
        assert leftovers(path) == []
        note("runs that met a full disk", 1)


@contextmanager
def small_disk(folder: Path, size: str) -> Iterator[Path]:
    folder.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)], capture_output=True, check=False).returncode:
        pytest.skip("no right to mount a small disk here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


@pytest.mark.skipif(not LONG, reason="another warehouse or two: CT_LONG=1")
@pytest.mark.parametrize("size", ["300k", "900k", "3m", "8m", "14m"])
def test_a_real_small_disk(world: World, tmp_path: Path, size: str) -> None:
    with small_disk(tmp_path / "disk", size) as disk:
        answer = world.server.run(disk / "w", world.second)
        assert "space" in answer["end"].lower(), answer["end"]
        assert not (disk / "w" / "ct.duckdb").exists()
        subprocess.run(["mount", "-o", "remount,size=100m", str(disk)], check=True)
        answer = world.server.run(disk / "w", world.first)
        answer = world.server.run(disk / "w", world.second)
        assert answer["digest"] == world.digest
        assert leftovers(disk / "w") == []
        note("runs that met a full disk", 1)


def test_a_read_only_folder_is_said_and_nothing_changes(world: World) -> None:
    path = world.fresh("read-only")
    before = sorted(p.relative_to(path).as_posix() for p in path.rglob("*"))
    for p in world.folder.parents:  # the run is somebody else's, who may look but not write
        p.chmod(p.stat().st_mode | 0o055) if p.stat().st_uid == os.getuid() and p != Path("/") else None
    world.folder.chmod(0o755)
    (world.folder / "trial").chmod(0o755)
    folders = [path, *(p for p in path.rglob("*") if p.is_dir())]
    for p in folders:
        p.chmod(0o555)
    answer = world.server.run(path, world.second, user=65534 if os.getuid() == 0 else None)
    for p in folders:
        p.chmod(0o755)
    assert "Permission denied" in answer["end"], answer["end"]
    assert sorted(p.relative_to(path).as_posix() for p in path.rglob("*")) == before
    assert world.server.run(path, world.second)["digest"] == world.digest
