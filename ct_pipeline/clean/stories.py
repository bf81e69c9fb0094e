"""Near-duplicates: the same wire story in several outlets, whatever its headline, trims and furniture.

An article's fingerprint is made when it is cleaned (MinHash over shingles of folded words, by datasketch, and the figures it states);
grouping needs nothing else, so it can run later over fingerprints alone. Candidates come from banded signatures, sorted band by band
(about 300 bytes an article in memory, so a million fit); a candidate pair is one story when the signatures agree for all of one text or the trimmed one,
*and* neither states figures that contradict the other: daily counts and follow-ups in the same words are different stories.
"""

from __future__ import annotations

import json
import re
import zlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import numpy as np
import numpy.typing as npt
from datasketch import MinHash

from ct_pipeline.clean.cues import load_cues
from ct_pipeline.language.fold import fold_text
from ct_pipeline.lexicon.knowledge import Knowledge

PERMUTATIONS = 64
SEED = 20010928  # any fixed number: signatures are compared across runs
SHINGLE = 3  # words
MIN_WORDS = 25  # shorter bodies are alike by chance
_MAX_CHARS = 20_000  # enough of a body to know it by
BANDS, ROWS = 32, 2  # a pair of Jaccard 0.3 becomes a candidate with probability 0.95, one of 0.1 with 0.27
MIN_JACCARD, MIN_CONTAINMENT = 0.55, 0.72
MAX_BUCKET = 200  # a band value shared by more is compared to its neighbours only (agency boilerplate)

_WORD = re.compile(r"\w+")
_FIGURE = re.compile(r"\d+(?:[.,:/]\d+)*")


@dataclass(frozen=True, slots=True)
class StoryInput:
    """What grouping needs of an article."""

    article_id: str
    fingerprint: str | None
    published_on: date | None = None


@lru_cache(maxsize=1)
def _permutations() -> npt.NDArray[np.uint32]:
    return MinHash(num_perm=PERMUTATIONS, seed=SEED, scheme="affine32").permutations  # type: ignore[no-any-return]


def _shingles(words: list[str]) -> npt.NDArray[np.uint64]:
    codes = np.array([zlib.crc32(w.encode("utf-8", "surrogatepass")) for w in words], dtype=np.uint64)
    total = np.zeros(len(codes) - SHINGLE + 1, dtype=np.uint64)
    for k in range(SHINGLE):
        total = total * np.uint64(0x9E3779B97F4A7C15) + codes[k : len(codes) - SHINGLE + 1 + k]
    total ^= total >> np.uint64(29)
    return np.unique(total & np.uint64(0xFFFFFFFF))


def fingerprint(body: str, knowledge: Knowledge) -> str | None:
    """The fingerprint of a body (raw or folded text, furniture left out): JSON ``{"m": signature in hex, "n": shingles, "f": figures}``.

    None where the body is too short to be told from others.
    """
    text = fold_text(body[:_MAX_CHARS]).text
    words = _WORD.findall(text)
    if len(words) < MIN_WORDS:
        return None
    hashes = _shingles([w for w in words if not w.isdigit()] if sum(w.isdigit() for w in words) < len(words) - MIN_WORDS else words)
    sketch = MinHash(num_perm=PERMUTATIONS, seed=SEED, hashfunc=int, permutations=_permutations(), scheme="affine32")
    sketch.update_batch(hashes.tolist())
    signature = sketch.hashvalues.astype(">u4").tobytes().hex()
    return json.dumps({"m": signature, "n": len(hashes), "f": _figures(text, knowledge)}, separators=(",", ":"), ensure_ascii=False)


def _figures(text: str, knowledge: Knowledge) -> list[str]:
    """The numbers and the named months that a text states, sorted, each once."""
    months = knowledge.rules(load_cues).months
    found = {m.group() for m in _FIGURE.finditer(text)}
    found |= {f"{m.group(1)} {m.group(2)}" for m in re.finditer(rf"(\d{{1,2}}) ({months.pattern})", text)}
    return sorted(found)


@dataclass(frozen=True, slots=True)
class _Print:
    article_id: str
    published_on: date | None
    size: int
    figures: frozenset[str]


def _compatible(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether one text's figures are among the other's (a trimmed copy states fewer, a different count states others)."""
    return a <= b or b <= a


def group_stories(rows: Iterable[StoryInput]) -> dict[str, tuple[str, bool]]:
    """``{article_id: (story_id, is_lead)}`` for all rows; the same for any order of them.

    An article alone is a story of its own. ``story_id`` is ``story:`` and the smallest article id of the group; the lead is the earliest published,
    then the longest, then the one with the smallest id.
    """
    prints: list[_Print] = []
    signatures: list[bytes] = []
    result: dict[str, tuple[str, bool]] = {}
    for row in sorted(rows, key=lambda r: r.article_id):
        result[row.article_id] = (f"story:{row.article_id}", True)
        if row.fingerprint:
            data = json.loads(row.fingerprint)
            prints.append(_Print(row.article_id, row.published_on, int(data["n"]), frozenset(data["f"])))
            signatures.append(bytes.fromhex(data["m"]))
    if len(prints) < 2:
        return result
    matrix = np.frombuffer(b"".join(signatures), dtype=">u4").astype(np.uint32).reshape(len(prints), PERMUTATIONS)
    del signatures
    parent = list(range(len(prints)))
    members: dict[int, list[int]] = {}
    for _, i, j in _verified(matrix, prints):
        a, b = _find(parent, i), _find(parent, j)
        if a == b:
            continue
        group_a, group_b = members.get(a, [a]), members.get(b, [b])
        if len(group_a) * len(group_b) > 1 and not all(_compatible(prints[x].figures, prints[y].figures) for x in group_a for y in group_b):
            continue
        low, high = min(a, b), max(a, b)
        parent[high] = low
        members[low] = group_a + group_b
        members.pop(high, None)
    for group in members.values():
        story = f"story:{min(prints[i].article_id for i in group)}"
        lead = min(group, key=lambda i: (prints[i].published_on or date.max, -prints[i].size, prints[i].article_id))
        for i in group:
            result[prints[i].article_id] = (story, i == lead)
    return result


def _find(parent: list[int], i: int) -> int:
    while parent[i] != i:
        parent[i] = parent[parent[i]]
        i = parent[i]
    return i


def _candidates(matrix: npt.NDArray[np.uint32]) -> set[tuple[int, int]]:
    pairs: set[tuple[int, int]] = set()
    weights = np.array([np.uint64(1), np.uint64(0x100000001)], dtype=np.uint64)
    for band in range(BANDS):
        part = matrix[:, band * ROWS : (band + 1) * ROWS].astype(np.uint64)
        keys = (part[:, 0] << np.uint64(32)) | part[:, 1] if ROWS == 2 else (part * weights).sum(axis=1)
        order = np.argsort(keys, kind="stable")
        ordered = keys[order]
        edges = np.flatnonzero(np.diff(ordered)) + 1
        for run in np.split(order, edges) if len(edges) < len(order) - 1 else ():
            if len(run) < 2:
                continue
            span = len(run) if len(run) <= MAX_BUCKET else 8
            ids = run.tolist()
            for x, i in enumerate(ids):
                for j in ids[x + 1 : x + span]:
                    pairs.add((i, j))
    return pairs


def _verified(matrix: npt.NDArray[np.uint32], prints: list[_Print]) -> list[tuple[float, int, int]]:
    """Candidate pairs that are one story, the most alike first."""
    out = []
    for i, j in _candidates(matrix):
        if not _compatible(prints[i].figures, prints[j].figures):
            continue
        jaccard = float(np.count_nonzero(matrix[i] == matrix[j])) / PERMUTATIONS
        small, large = sorted((prints[i].size, prints[j].size))
        containment = min(1.0, jaccard * (small + large) / ((1 + jaccard) * small))
        if jaccard >= MIN_JACCARD or (containment >= MIN_CONTAINMENT and jaccard >= 0.15):
            out.append((-jaccard, i, j))
    return sorted(out)


def groups(rows: Iterable[StoryInput]) -> dict[str, list[str]]:
    """Stories with more than one article: ``{story_id: [article_id, ...]}``."""
    found: dict[str, list[str]] = defaultdict(list)
    for article_id, (story, _) in group_stories(rows).items():
        found[story].append(article_id)
    return {story: sorted(ids) for story, ids in sorted(found.items()) if len(ids) > 1}
