"""Score the samples and, where they are at hand, further gold sets; print both tables; fail below the committed floor.

    python -m ct_pipeline_tests.golden.report [NAME ARTICLES GOLD ...] [--raise] [--without-registry-people]

``--raise`` writes what was reached into floor.json where it is higher. Needs no network and no Dagster.
``--without-registry-people`` measures every set a second time with ``CT_WITHOUT_REGISTRY_PEOPLE=1``, which leaves the registry's people and
their offices out, and prints what people and affiliations reach then: people at least 0.85, affiliations at least 0.80, or it fails.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import sys
import tempfile
from pathlib import Path

from ct_pipeline.lexicon.knowledge import load_knowledge
from ct_pipeline_tests.conftest import make_warehouse, samples_folder
from ct_pipeline_tests.golden.test_scores import HERE, measured

FLOOR = HERE / "floor.json"
WITHOUT_REGISTRY_PEOPLE = {"people": 0.85, "affiliations": 0.80}  # what the grammar must reach by itself


def grammar_alone(articles: Path, gold: Path) -> dict[str, float]:
    """The scores with the registry's people and their offices left out."""
    os.environ["CT_WITHOUT_REGISTRY_PEOPLE"] = "1"
    load_knowledge.cache_clear()
    try:
        with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(io.StringIO()):
            settings = make_warehouse(Path(folder), articles)
            return measured(settings.database, gold, Path(folder) / "score.json")
    finally:
        del os.environ["CT_WITHOUT_REGISTRY_PEOPLE"]
        load_knowledge.cache_clear()


def main(arguments: list[str]) -> int:
    lift = "--raise" in arguments
    alone = "--without-registry-people" in arguments
    rest = [a for a in arguments if not a.startswith("--")]
    sets = [("samples", samples_folder(), HERE / "gold")]
    sets += [(name, HERE / name / "articles", HERE / name / "gold") for name in ("further", "blind")]
    sets += [(rest[i], Path(rest[i + 1]), Path(rest[i + 2])) for i in range(0, len(rest), 3) if Path(rest[i + 1]).is_dir()]
    floor: dict[str, dict[str, float]] = json.loads(FLOOR.read_text(encoding="utf-8"))
    low = []
    for name, articles, gold in sets:
        with tempfile.TemporaryDirectory() as folder:
            settings = make_warehouse(Path(folder), articles)
            print(f"\n== {name}", flush=True)
            reached = measured(settings.database, gold, Path(folder) / "score.json")
        for field, least in floor.get(name, {}).items():
            if reached[field] < least - 1e-9:
                low.append(f"{name} {field}: {reached[field]:.3f}, the floor is {least:.3f}")
        if alone:
            grammar = grammar_alone(articles, gold)
            for field, least in WITHOUT_REGISTRY_PEOPLE.items():
                print(f"without the registry's people: {field} {grammar[field]:.3f}", flush=True)
                if grammar[field] < least:
                    low.append(f"{name} {field} without the registry's people: {grammar[field]:.3f}, wanted {least:.3f}")
        if lift:
            floor[name] = {f: max(floor.get(name, {}).get(f, 0.0), int(v * 1000) / 1000) for f, v in reached.items()}
    if lift:
        FLOOR.write_text(json.dumps(floor, indent=1) + "\n", encoding="utf-8")
    for line in low:
        print(f"below the floor: {line}")
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
