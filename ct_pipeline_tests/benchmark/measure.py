"""One measurement, in a process of its own so that its memory is its own: ``python -m ct_pipeline_tests.benchmark.measure WHAT ...`` prints one JSON line."""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from ct_pipeline.config import Settings, seeds_dir
from ct_pipeline.orchestration.usage import Meter
from ct_pipeline_tests.benchmark import processes
from ct_pipeline_tests.benchmark.articles import articles, write_jsonl
from ct_pipeline_tests.benchmark.multiply import multiply

DAY = date(2026, 1, 1)
_TWICE = 500_000  # articles up to which 100 more are added twice
A_DAY = 100_000  # articles on a landing day, where many are told again
MAPPING = "id: id\ntitle: title\nbody: body\ndate: published_at\n"


def yardstick(count: int, dump: Path | None, rounds: int) -> dict[str, float]:
    """camel-tools' plain word tokenizer and clean plus extract on the same articles on one core, in turns. Articles a second of processor time, best of ``rounds``."""
    from camel_tools.tokenizers.word import simple_word_tokenize

    from ct_pipeline.clean import clean_article, clean_together
    from ct_pipeline.extract import extract_facts, extract_together
    from ct_pipeline.lexicon.knowledge import load_knowledge
    from ct_pipeline.model import RawArticle
    from ct_pipeline.pipeline import TOGETHER, _rare_collections

    knowledge = load_knowledge(seeds_dir())
    # from the middle of the dump: its first articles may be all of one day
    raws = [RawArticle(r["id"], r["id"], "text/plain", "utf-8", r["title"] + "\n" + r["body"]) for r in articles(count, dump, first=1000 if dump else 0)]
    extract_facts(raws[0], clean_article(raws[0], knowledge), knowledge)
    best = {"tokenizer": 0.0, "clean": 0.0, "extract": 0.0, "clean_and_extract": 0.0}
    with _rare_collections():  # as the stages do in a batch, which take so many articles side by side; the tokenizer has the same benefit
        for _ in range(rounds):
            spent = {}
            begun = time.process_time()
            for raw in raws:
                simple_word_tokenize(raw.raw_text)
            spent["tokenizer"] = time.process_time() - begun
            begun = time.process_time()
            cleaned = [clean for i in range(0, count, TOGETHER) for clean in clean_together(raws[i : i + TOGETHER], knowledge)]
            spent["clean"] = time.process_time() - begun
            begun = time.process_time()
            both = list(zip(raws, cleaned, strict=True))
            for i in range(0, count, TOGETHER):
                extract_together(both[i : i + TOGETHER], knowledge)
            spent["extract"] = time.process_time() - begun
            spent["clean_and_extract"] = spent["clean"] + spent["extract"]
            best = {name: max(value, count / spent[name]) for name, value in best.items()}
    return {name: round(value, 1) for name, value in best.items()} | {"ratio": round(best["clean_and_extract"] / best["tokenizer"], 3), "articles": count}


def stages(count: int, dump: Path | None, workers: int, folder: Path) -> list[dict[str, Any]]:
    """Every stage by itself, from landing to the published file."""
    from ct_pipeline import pipeline
    from ct_pipeline.ingest.mapping import load_mapping
    from ct_pipeline.quality import STAGES, run_checks
    from ct_pipeline.scale.backends import close_workers, parse_backend
    from ct_pipeline.warehouse.build import build_candidate
    from ct_pipeline.warehouse.publish import publish_candidate

    settings = Settings(seeds_dir(), folder / "warehouse", folder)
    mapping = folder / "mapping.yml"
    mapping.write_text(MAPPING)
    source = write_jsonl(folder / "articles.jsonl", count, dump)
    backend = parse_backend("process", workers)
    rows = _Rows(count, workers)
    rows.measure("land", lambda: pipeline.land([source], settings, DAY, load_mapping(mapping), many=backend.start))
    with Meter() as meter:
        rows.measure("clean", lambda: pipeline.clean(settings, None, backend))
        rows.measure("extract", lambda: pipeline.extract(settings, None, backend))
    rows.add("clean and extract", meter)
    close_workers()
    rows.measure("checks", lambda: [run_checks(stage, settings) for stage in STAGES if stage != "marts"])
    rows.measure("build", lambda: build_candidate(settings))
    rows.measure("checks of marts", lambda: run_checks("marts", settings))
    rows.measure("publish", lambda: publish_candidate(settings))
    return rows.rows


class _Rows:
    """What each piece of work used."""

    def __init__(self, articles: int, workers: int) -> None:
        self.articles, self.workers = articles, workers
        self.rows: list[dict[str, Any]] = []

    def add(self, name: str, meter: Meter) -> None:
        self.rows.append({"stage": name, "articles": self.articles, "workers": self.workers, **meter.metadata(), "load": round(os.getloadavg()[0], 1)})
        print(f"  {self.rows[-1]}", file=sys.stderr, flush=True)

    def measure(self, name: str, work: Any) -> None:
        with Meter() as meter:
            work()
        self.add(name, meter)


def grown(count: int, source: Path, folder: Path, more: int, dump: Path | None, workers: int) -> dict[str, Any]:
    """What comes after extraction, at ``count`` articles: those of the warehouse ``source``, told again (:mod:`multiply`). Then ``ct-pipeline run`` with ``more`` new articles."""
    from ct_pipeline.quality import STAGES, run_checks
    from ct_pipeline.warehouse.build import build_candidate
    from ct_pipeline.warehouse.publish import publish_candidate
    from ct_pipeline.warehouse.store import Store

    origin, settings = Settings(seeds_dir(), source, folder), Settings(seeds_dir(), folder / "warehouse", folder)
    extracted = sum(b.rows("articles") for b in Store(origin.store).batches("raw"))
    copies, a_day = -(-count // extracted), -(-A_DAY // extracted)
    multiply(origin, settings, copies, a_day)
    rows = _Rows(copies * extracted, 1)
    day = Store(settings.store).days()[-1]  # a landing's run checks its own day
    rows.measure(f"checks of a day with {min(copies, a_day) * extracted:,}", lambda: [run_checks(stage, settings, [day]) for stage in STAGES if stage != "marts"])
    rows.measure("build", lambda: build_candidate(settings))
    rows.measure("checks of marts", lambda: run_checks("marts", settings))
    rows.measure("publish", lambda: publish_candidate(settings))
    out: dict[str, Any] = {"articles": copies * extracted, "extracted": extracted, "stages": rows.rows, "published_mb": round(settings.database.stat().st_size / 1e6)}
    if more:
        again = [("added again", more, count + more)] if count <= _TWICE else []  # each keeps another version of the file
        out |= _commands(folder, dump, workers, [("added", more, count), *again], DAY + timedelta(days=1))
    return out


def whole(count: int, dump: Path | None, workers: int, folder: Path, more: int = 0) -> dict[str, Any]:
    """``ct-pipeline run`` from the first to the last second; then with ``more`` articles added; then with nothing new."""
    work = [("first", count, 0), *([("added", more, count)] if more else []), ("nothing_new", 0, 0)]
    return {"articles": count, "workers": workers} | _commands(folder, dump, workers, work, DAY)


def _commands(folder: Path, dump: Path | None, workers: int, work: list[tuple[str, int, int]], day: date) -> dict[str, Any]:
    """``ct-pipeline run`` after each of some landings (name, articles, number of the first), each on a day of its own; without articles, with nothing new."""
    mapping, inbox = folder / "mapping.yml", folder / "inbox"
    mapping.write_text(MAPPING)
    inbox.mkdir()
    out: dict[str, Any] = {}
    for number, (name, count, first) in enumerate(work):
        if count:
            write_jsonl(inbox / f"{number}.jsonl", count, dump, first=first)
        command = [sys.executable, "-W", "ignore", "-m", "ct_pipeline.cli", "run", str(inbox), "--warehouse", str(folder / "warehouse"), "--mapping", str(mapping)]
        used = processes.run([*command, "--workers", str(workers), "--day", (day + timedelta(days=number)).isoformat()])
        if used.returncode:
            raise SystemExit(f"{name} failed:\n{used.output[-4000:]}")
        out[name] = {"wall_seconds": used.wall_seconds, "cpu_seconds": used.cpu_seconds, "peak_memory_mb": used.peak_mb, "load": round(os.getloadavg()[0], 1)} | ({"articles": count} if count else {})
        print(f"  {name}: {out[name]}", file=sys.stderr, flush=True)
    return out


def main() -> None:
    what, count, dump, workers, extra = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]) if sys.argv[3] else None, int(sys.argv[4]), int(sys.argv[5])
    folder = Path(tempfile.mkdtemp(prefix="ct-bench-"))
    try:
        made: Any
        if what == "yardstick":
            made = yardstick(count, dump, extra)
        elif what == "stages":
            made = stages(count, dump, workers, folder)
        elif what == "grown":
            made = grown(count, Path(sys.argv[6]), folder, extra, dump, workers)
        else:
            made = whole(count, dump, workers, folder, extra)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print(json.dumps(made))


if __name__ == "__main__":
    main()
