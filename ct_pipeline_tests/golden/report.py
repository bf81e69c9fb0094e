"""Score the samples and, where they are at hand, further gold sets; print both tables; fail below the committed floor.

    python -m ct_pipeline_tests.golden.report [NAME ARTICLES GOLD ...] [--raise]

``--raise`` writes what was reached into floor.json where it is higher. Needs no network and no Dagster.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

from ct_pipeline_tests.conftest import make_warehouse, samples_folder
from ct_pipeline_tests.golden.test_scores import HERE, measured

FLOOR = HERE / "floor.json"


def main(arguments: list[str]) -> int:
    lift = "--raise" in arguments
    rest = [a for a in arguments if a != "--raise"]
    sets = [("samples", samples_folder(), HERE / "gold")]
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
        if lift:
            floor[name] = {f: max(floor.get(name, {}).get(f, 0.0), int(v * 1000) / 1000) for f, v in reached.items()}
    if lift:
        FLOOR.write_text(json.dumps(floor, indent=1) + "\n", encoding="utf-8")
    for line in low:
        print(f"below the floor: {line}")
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
