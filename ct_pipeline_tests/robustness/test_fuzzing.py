"""Every fuzz target on seeded bytes (``make fuzz`` follows coverage for as long as one likes), and what fuzzing found."""

from __future__ import annotations

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ct_pipeline_tests.robustness.figures import note
from ct_pipeline_tests.robustness.fuzz_targets import KINDS, TARGETS
from ct_pipeline_tests.robustness.hostile_files import _pages, _records
from ct_pipeline_tests.robustness.invariants import LONG

EXAMPLES = {"readers": 25, "page": 40, "times": 40, "solver": 60, "cleaner": 6, "extractor": 6}

# Inputs that broke a target once, with what was mended.
FOUND: list[tuple[str, bytes]] = []


@pytest.mark.parametrize("target", TARGETS)
def test_any_bytes(target: str) -> None:
    examples = EXAMPLES[target] * (40 if LONG else 1)

    @settings(max_examples=examples, deadline=None, derandomize=not LONG, suppress_health_check=list(HealthCheck))
    @given(st.binary(min_size=1, max_size=400))
    def run(data: bytes) -> None:
        TARGETS[target](data)

    run()
    note("inputs of the fuzz targets (hypothesis)", examples)


@pytest.mark.parametrize("target", ["readers", "page"])
def test_spoilt_files(target: str) -> None:
    """Pages and records with bytes changed, cut out and doubled."""
    rng = random.Random(8)
    whole = [data for _, data, _ in (*_pages(rng), *_records(rng)) if len(data) < 5000]
    for _ in range(4000 if LONG else 50):
        data = bytearray(rng.choice(whole))
        for _ in range(rng.randint(1, 8)):
            at = rng.randrange(len(data) + 1)
            data[at : at + rng.randint(0, 20)] = rng.choice((b"", rng.randbytes(rng.randint(1, 9)), bytes(data[at : at + 30]) * 3, b'"', b"<", b"\xff", b"{"))
        TARGETS[target]((bytes([rng.randrange(len(KINDS))]) if target == "readers" else b"") + bytes(data))


@pytest.mark.parametrize("target, data", FOUND)
def test_what_fuzzing_found(target: str, data: bytes) -> None:
    TARGETS[target](data)
