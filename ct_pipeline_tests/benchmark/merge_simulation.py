"""How the join of reports into events grows: ``python -m ct_pipeline_tests.benchmark.merge_simulation 100000000``.

``marts.event_pair`` compares what shares a block (town and day, participant and day, a neighbour's name and month, two words of a name and month ...). Which blocks there would be is drawn
from the shapes that news has (few towns and people are in most of it), a hundredth of the blocks is kept, chosen by a hash so that a kept block is kept whole, and counted:
block sizes, candidate pairs under the model's own limits, bytes that a cluster would have to shuffle. Nothing is compared; that work is the number of pairs times its measured cost.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

SMALL_BLOCK, NEIGHBOURS = 40, 6  # as in models/20_event_pair.sql
DAYS, FAMILIES, TOWNS, ENTITIES, WORDS = 3650, 9, 3200, 5_000_000, 60_000
DRAWS = 20  # bits: a million draws a property, shared out among the events
KEPT = 100  # one block in that many
KEY_BYTES = 16  # hash of the block, id of the report

Array = npt.NDArray[np.uint64]


def _zipf(chance: np.random.Generator, count: int, size: int, exponent: float = 1.05) -> Array:
    """Ranks with probability falling as ``rank ** -exponent``, by inverting its integral."""
    u = chance.random(count)
    top = size ** (1 - exponent)
    return np.minimum(((1 + u * (top - 1)) ** (1 / (1 - exponent))).astype(np.uint64), np.uint64(size - 1))


def _block(kind: int, *parts: Array) -> Array:
    h = np.full(parts[0].shape, kind + 1, np.uint64)
    for part in parts:
        h = (h ^ part) * np.uint64(0x9E3779B97F4A7C15)
        h ^= h >> np.uint64(29)
    return h * np.uint64(0xBF58476D1CE4E5B9)


@lru_cache(maxsize=16)
def _draws(n: int, size: int, zipf: bool) -> Array:
    own = np.random.default_rng(n)
    return _zipf(own, 1 << DRAWS, size) if zipf else own.integers(0, size, 1 << DRAWS).astype(np.uint64)


def blocks(first: int, reports: int, chance: np.random.Generator) -> Iterator[Array]:
    """The blocks of ``reports`` reports from number ``first`` on, a kind at a time. An event has two reports on average."""
    events = (first // 2 + chance.integers(0, max(1, reports // 2), reports)).astype(np.uint64)
    seed = events * np.uint64(0x9E3779B97F4A7C15)

    def of(n: int, size: int, zipf: bool = True) -> Array:
        # the same draw for all reports of one event: a table of draws looked up by the event's number
        return _draws(n, size, zipf)[((seed >> np.uint64(20 + 2 * n)) & np.uint64((1 << DRAWS) - 1)).astype(np.int64)]

    day, family, month = of(0, DAYS, False), of(1, FAMILIES, False), of(0, DAYS, False) // np.uint64(30)
    yield _block(0, family, of(2, TOWNS), day)
    for n in range(3):
        yield _block(1, family, of(3 + n, ENTITIES), day)
    for n in range(2):
        yield _block(2, family, of(6 + n, ENTITIES), month)
        yield _block(3, family, of(8 + n, WORDS), of(9 + n, WORDS), month)


def simulate(reports: int, chunk: int = 5_000_000) -> dict[str, Any]:
    """Figures for that many reports, from a hundredth of their blocks."""
    started = time.perf_counter()
    chance = np.random.default_rng(2026)
    kept: list[Array] = []
    keys = 0
    for first in range(0, reports, chunk):
        for block in blocks(first, min(chunk, reports - first), chance):
            keys += len(block)
            kept.append(block[block % np.uint64(KEPT) == 0])
    sizes = np.unique(np.concatenate(kept), return_counts=True)[1].astype(np.int64)
    pairs = int(np.where(sizes <= SMALL_BLOCK, sizes * (sizes - 1) // 2, sizes * NEIGHBOURS).sum()) * KEPT
    return {
        "reports": reports, "keys": keys, "keys_a_report": round(keys / reports, 1), "blocks": len(sizes) * KEPT, "largest_block": int(sizes.max()),
        "block_99th_percentile": int(np.percentile(sizes, 99)), "candidate_pairs": pairs, "pairs_a_report": round(pairs / reports, 1),
        "shuffle_gb_of_keys": round(keys * KEY_BYTES / 1e9, 1), "shuffle_gb_of_pairs": round(pairs * KEY_BYTES / 1e9, 1), "seconds": round(time.perf_counter() - started, 1),
    }  # fmt: skip


if __name__ == "__main__":
    for argument in sys.argv[1:] or ["1000000"]:
        print(json.dumps(simulate(int(argument))), flush=True)
