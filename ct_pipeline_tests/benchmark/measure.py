"""One measurement, in a process of its own so that its memory is its own: ``python -m ct_pipeline_tests.benchmark.measure WHAT ...`` prints one JSON line."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import Any

from ct_pipeline.config import Settings, seeds_dir
from ct_pipeline.orchestration.usage import Meter
from ct_pipeline_tests.benchmark.articles import articles, write_jsonl

DAY = date(2026, 1, 1)
MAPPING = "id: id\ntitle: title\nbody: body\ndate: published_at\n"


def yardstick(count: int, dump: Path | None, rounds: int) -> dict[str, float]:
    """camel-tools' plain word tokenizer and clean plus extract on the same articles on one core, in turns. Articles a second of processor time, best of ``rounds``."""
    from camel_tools.tokenizers.word import simple_word_tokenize

    from ct_pipeline.clean import clean_article
    from ct_pipeline.extract import extract_facts
    from ct_pipeline.lexicon.knowledge import load_knowledge
    from ct_pipeline.model import RawArticle

    knowledge = load_knowledge(seeds_dir())
    # from the middle of the dump: its first articles may be all of one day
    raws = [RawArticle(r["id"], r["id"], "text/plain", "utf-8", r["title"] + "\n" + r["body"]) for r in articles(count, dump, first=1000 if dump else 0)]
    extract_facts(raws[0], clean_article(raws[0], knowledge), knowledge)
    best = {"tokenizer": 0.0, "clean": 0.0, "extract": 0.0, "clean_and_extract": 0.0}
    for _ in range(rounds):
        spent = {}
        begun = time.process_time()
        for raw in raws:
            simple_word_tokenize(raw.raw_text)
        spent["tokenizer"] = time.process_time() - begun
        begun = time.process_time()
        cleaned = [clean_article(raw, knowledge) for raw in raws]
        spent["clean"] = time.process_time() - begun
        begun = time.process_time()
        for raw, clean in zip(raws, cleaned, strict=True):
            extract_facts(raw, clean, knowledge)
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
    rows = []

    def measured(name: str, work: Any) -> None:
        with Meter() as meter:
            work()
        rows.append({"stage": name, "articles": count, "workers": workers, **meter.metadata()})

    measured("land", lambda: pipeline.land([source], settings, DAY, load_mapping(mapping)))
    measured("clean", lambda: pipeline.clean(settings, None, backend))
    measured("extract", lambda: (pipeline.extract(settings, None, backend), close_workers()))
    measured("checks", lambda: [run_checks(stage, settings) for stage in STAGES if stage != "marts"])
    measured("build", lambda: build_candidate(settings))
    measured("checks of marts", lambda: run_checks("marts", settings))
    measured("publish", lambda: publish_candidate(settings))
    return rows


def whole(count: int, dump: Path | None, workers: int, folder: Path, more: int = 0) -> dict[str, Any]:
    """``ct-pipeline run`` from the first to the last second; then with ``more`` articles added; then with nothing new."""
    mapping = folder / "mapping.yml"
    mapping.write_text(MAPPING)
    inbox = folder / "inbox"
    inbox.mkdir()
    write_jsonl(inbox / "first.jsonl", count, dump)
    out: dict[str, Any] = {"articles": count, "workers": workers}
    command = [sys.executable, "-m", "ct_pipeline.cli", "run", str(inbox), "--warehouse", str(folder / "warehouse"), "--mapping", str(mapping), "--workers", str(workers), "--day", DAY.isoformat()]

    def timed(name: str) -> None:
        with Meter() as meter:
            done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise SystemExit(f"{name} failed:\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}")
        out[name] = {"wall_seconds": round(meter.wall, 2), "cpu_seconds": round(meter.cpu, 2), "peak_memory_mb": round(meter.worker_peak_mb)}

    timed("first")
    if more:
        write_jsonl(inbox / "second.jsonl", more, dump, first=count)
        timed("added")
        out["added"]["articles"] = more
    timed("nothing_new")
    return out


def main() -> None:
    what, count, dump, workers, extra = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]) if sys.argv[3] else None, int(sys.argv[4]), int(sys.argv[5])
    folder = Path(tempfile.mkdtemp(prefix="ct-bench-"))
    try:
        made: Any = yardstick(count, dump, extra) if what == "yardstick" else stages(count, dump, workers, folder) if what == "stages" else whole(count, dump, workers, folder, extra)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print(json.dumps(made))


if __name__ == "__main__":
    main()
