"""Runs that are killed: a warm process that forks a run for every order it gets and kills it where the order says.

The run is the pipeline's own functions from the lock to the publication, in a process of its own; only Dagster's start-up is left out. It dies by SIGKILL
before, in the middle of, or after any step of :mod:`ct_pipeline.warehouse.files`, or some time after a stage has begun.
"""

from __future__ import annotations

import csv
import errno
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from ct_pipeline.config import Settings, seeds_dir
from ct_pipeline_tests.conftest import samples_folder

DAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 6, 0)
STEPS = ("make_folder", "write_file", "rename", "settle", "freeze", "remove")  # what files.py does to the disk; the others are made of these
STAGES = ("land", "clean", "facts", "build", "publish")
LEFTOVERS = (".tmp-*", ".mended-*", ".building*", ".candidate*")


@dataclass(frozen=True, slots=True)
class Kill:
    """Where a run is to die: at the n-th file step (``when``: before, half or after), or ``after`` seconds into ``stage``. ``when`` full: it finds the disk full there."""

    step: int | None = None
    when: str = "before"
    stage: str | None = None
    after: float = 0.0


def small_seeds(target: Path) -> Path:
    """The seeds with a small registry: a warehouse is built in a fraction of the time."""
    shutil.copytree(seeds_dir(), target, ignore=shutil.ignore_patterns("articles"))
    for name, every in (("offices.csv", 0), ("people.csv", 0), ("cities.csv", 20)):
        path = target / "registry" / name
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        assert len(list(csv.reader(lines))) == len(lines), f"{name} has cells of several lines"
        path.write_text("".join(line for n, line in enumerate(lines) if n == 0 or (every and n % every == 0)), encoding="utf-8")
    return target


def landing(folder: Path) -> tuple[Path, Path]:
    """A first landing folder, and a second with more in it: texts, records, a bad line, a file that is none, a copy under a smaller name."""
    first, second = folder / "first", folder / "second"
    samples = [p for p in sorted(samples_folder().iterdir(), key=lambda p: p.stat().st_size) if p.suffix == ".txt"]
    first.mkdir(parents=True)
    second.mkdir()
    shutil.copyfile(samples[0], first / "one.txt")
    for n, path in enumerate(samples[1:4]):
        shutil.copyfile(path, second / f"more-{n}.txt")
    shutil.copyfile(samples[0], second / "a-copy-of-one.txt")
    text = samples[4].read_text(encoding="utf-8")
    (second / "records.jsonl").write_text(json.dumps({"id": 1, "text": text}, ensure_ascii=False) + "\n{bad\n", encoding="utf-8")
    (second / "picture.txt").write_bytes(bytes(range(256)) * 4)
    return first, second


def copy_warehouse(source: Path, target: Path) -> Path:
    """The same files by hard links: nothing in a warehouse is changed in place."""
    shutil.copytree(source, target, symlinks=True, copy_function=lambda a, b: os.link(a, b, follow_symlinks=False))
    return target


def leftovers(warehouse: Path) -> list[str]:
    return sorted(p.relative_to(warehouse).as_posix() for pattern in LEFTOVERS for p in warehouse.rglob(pattern))


class Server:
    """The warm process, and what it is asked to do."""

    def __init__(self, seeds: Path) -> None:
        self._process = subprocess.Popen([sys.executable, "-W", "ignore", "-m", __name__, str(seeds)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def run(self, warehouse: Path, landing: Path, kill: Kill | None = None, user: int | None = None) -> dict[str, Any]:
        """One run; the answer holds ``end`` (done, killed or an error), ``steps`` (what was done to the disk), ``said``, and after a whole run ``digest``."""
        order: dict[str, Any] = {"warehouse": str(warehouse), "landing": str(landing), "user": user}
        if kill:
            order["kill"] = {"step": kill.step, "when": kill.when, "stage": kill.stage, "after": kill.after}
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        assert line, "the server of runs died"
        answer: dict[str, Any] = json.loads(line)
        return answer

    def close(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(30)


def points(steps: list[str], seed: int, wanted: int) -> list[Kill]:
    """Kill points over all steps of a run, three to a step where it can be cut in the middle; a seeded choice of ``wanted`` where there are more."""
    every = [Kill(n, when) for n, step in enumerate(steps) for when in (("before", "half", "after") if step.startswith("write_file") else ("before", "after"))]
    if wanted >= len(every):
        return every
    rng = random.Random(seed)
    # a share of each stage, and all of those around the swap of the link
    last = [k for k in every if "ct.duckdb" in steps[k.step or 0] or "published" in steps[k.step or 0]]
    rest = [k for k in every if k not in last]
    rng.shuffle(last)
    rng.shuffle(rest)
    return sorted((*last[: wanted // 4], *rest[: wanted - wanted // 4]), key=lambda k: (k.step or 0, k.when))


# ------------------------------------------------------------------------------------------------ the server


def _wrapped(name: str, step: Callable[..., Any], kill: dict[str, Any] | None, trace: int) -> Callable[..., Any]:
    def die() -> None:
        os.kill(os.getpid(), signal.SIGKILL)
        time.sleep(60)

    def do(*arguments: Any) -> Any:
        here = _COUNT["steps"]
        _COUNT["steps"] += 1
        os.write(trace, f"{name} {'/'.join(Path(arguments[0]).parts[-4:])}\n".encode())
        mine = kill is not None and kill["step"] == here
        if kill is not None and kill["when"] == "full" and here >= kill["step"] and name in ("write_file", "make_folder"):
            if name == "write_file":
                Path(arguments[0]).write_bytes(arguments[1][: len(arguments[1]) // 2])
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(arguments[0]))
        if mine and kill is not None and kill["when"] == "before":
            die()
        if mine and kill is not None and kill["when"] == "half":
            if name == "write_file":  # the others are one step of the system
                Path(arguments[0]).write_bytes(arguments[1][: len(arguments[1]) // 2])
            die()
        out = step(*arguments)
        if mine and kill is not None and kill["when"] != "full":
            die()
        return out

    return do


_COUNT = {"steps": 0}


def _child(order: dict[str, Any], seeds: Path, trace: int, stages: int) -> None:
    """One run, in a process of its own."""
    from ct_pipeline import pipeline
    from ct_pipeline.warehouse import files
    from ct_pipeline.warehouse.build import build_candidate
    from ct_pipeline.warehouse.digest import digests, overall
    from ct_pipeline.warehouse.lock import hold_writer_lock
    from ct_pipeline.warehouse.publish import publish_candidate

    settings = Settings(seeds, Path(order["warehouse"]), Path(order["landing"]))
    if order["user"] is not None:
        os.setuid(order["user"])
    for name in STEPS:
        setattr(files, name, _wrapped(name, getattr(files, name), order.get("kill"), trace))
    pipeline.BATCH_SIZE = 2

    def say(line: str) -> None:
        os.write(trace, f"~ {line}\n".encode())

    work: dict[str, Callable[[], Any]] = {
        "land": lambda: pipeline.land([settings.landing], settings, DAY, now=NOW, say=say),
        "clean": lambda: pipeline.clean(settings),
        "facts": lambda: pipeline.extract(settings),
        "build": lambda: build_candidate(settings),
        "publish": lambda: publish_candidate(settings),
    }
    hold_writer_lock(settings)
    for stage in STAGES:
        os.write(stages, b"%d\n" % STAGES.index(stage))
        work[stage]()
    os.write(trace, f"= {overall(list(digests(settings.database)))}\n".encode())


def _serve(order: dict[str, Any], seeds: Path) -> dict[str, Any]:
    trace_path = Path(order["warehouse"]).parent / "trace.txt"
    trace = os.open(trace_path, os.O_CREAT | os.O_TRUNC | os.O_WRONLY | os.O_APPEND)
    ear, mouth = os.pipe()
    begun = time.monotonic()
    if (child := os.fork()) == 0:
        os.close(ear)
        try:
            _child(order, seeds, trace, mouth)
        except BaseException as error:  # noqa: BLE001  told to whoever gave the order
            os.write(trace, f"! {type(error).__name__}: {error}\n".encode())
            os._exit(1)
        os._exit(0)
    os.close(mouth)
    kill = order.get("kill") or {}
    if kill.get("stage"):
        wanted = STAGES.index(kill["stage"])
        with os.fdopen(os.dup(ear), "rb") as heard:
            if any(int(line) == wanted for line in heard):
                time.sleep(kill["after"])
                os.kill(child, signal.SIGKILL)  # not reaped yet: the number is still its own
    _, status = os.waitpid(child, 0)
    os.close(ear)
    os.close(trace)
    lines = trace_path.read_text(encoding="utf-8").splitlines()
    digest = next((line[2:] for line in lines if line.startswith("= ")), None)
    error = next((line[2:] for line in lines if line.startswith("! ")), None)
    end = "killed" if os.WIFSIGNALED(status) else error or "done"
    return {
        "end": end, "steps": [line for line in lines if line[:2] not in ("= ", "! ", "~ ")], "said": [line[2:] for line in lines if line.startswith("~ ")],
        "digest": digest, "seconds": time.monotonic() - begun,
    }  # fmt: skip


def _main() -> None:
    import datasketch  # noqa: F401  imported now, not in every child
    import duckdb  # noqa: F401
    import pyarrow.parquet  # noqa: F401

    from ct_pipeline import pipeline
    from ct_pipeline.lexicon.knowledge import load_knowledge
    from ct_pipeline.warehouse import build, digest, publish, repair  # noqa: F401

    seeds = Path(sys.argv[1])
    pipeline._warm(load_knowledge(seeds))
    for line in sys.stdin:
        print(json.dumps(_serve(json.loads(line), seeds)), flush=True)


if __name__ == "__main__":
    _main()
