"""Golden scores are a floor that only rises: `floor.json` holds what was reached; below it the test fails."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ct_pipeline.config import Settings
from ct_pipeline_tests.golden import score

HERE = Path(__file__).parent
FLOOR: dict[str, dict[str, float]] = json.loads((HERE / "floor.json").read_text(encoding="utf-8"))


def measured(database: Path, gold: Path, out: Path) -> dict[str, float]:
    """Field F1 (or accuracy) by name."""
    score.main([str(database.resolve()), str(gold), "--json", str(out)])
    found = json.loads(out.read_text(encoding="utf-8"))
    return {name: v if isinstance(v, float) else v.get("f1", v.get("accuracy")) for name, v in found.items()}


@pytest.fixture(scope="module")
def reached(samples: Settings, tmp_path_factory: pytest.TempPathFactory) -> dict[str, float]:
    return measured(samples.database, HERE / "gold", tmp_path_factory.mktemp("score") / "score.json")


@pytest.mark.parametrize("field", sorted(FLOOR["samples"]))
def test_no_field_falls_below_its_floor(reached: dict[str, float], field: str) -> None:
    assert reached[field] >= FLOOR["samples"][field] - 1e-9, f"{field}: {reached[field]:.3f}; the floor is {FLOOR['samples'][field]:.3f}"


def test_every_mention_stands_at_its_offsets(reached: dict[str, float]) -> None:
    assert reached["mention offsets"] == 1.0
