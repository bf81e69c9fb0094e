"""Near-duplicates: the same wire story in several outlets, whatever its headline, trims and furniture.

An article's fingerprint is made when it is cleaned (MinHash over shingles of folded words, by datasketch, and the figures it states);
grouping needs nothing else, so it can run later over fingerprints alone. Candidates come from banded signatures, sorted band by band
(about 1.5 KB an article in memory, so a million fit); a candidate pair is one story when the signatures agree for all of one text or the trimmed one,
*and* neither states figures that contradict the other: daily counts and follow-ups in the same words are different stories.
"""

from __future__ import annotations

import copy
import json
import re
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import islice

import numpy as np
import numpy.typing as npt
from datasketch import MinHash

from ct_pipeline.clean.cues import load_cues
from ct_pipeline.lexicon.knowledge import Knowledge

PERMUTATIONS = 128
SEED = 20010928  # any fixed number: signatures are compared across runs
SHINGLE = 3  # words
MIN_WORDS = 25  # shorter bodies are alike by chance
_MAX_CHARS = 20_000  # enough of a body to know it by
BANDS, ROWS = 42, 3  # a pair of Jaccard 0.44 becomes a candidate with probability 0.97, 0.3 with 0.68, one of 0.01 with 0.00004
MIN_JACCARD, MIN_CONTAINMENT = 0.7, 0.75
TRIMMED = 0.8  # a text at most this long, against another, is a trimmed copy rather than a copy
MAX_DAYS = 3  # between the publication of copies of one story, where both are known
LEAD_WORDS, MIN_LEAD = 30, 0.55  # a trimmed copy keeps the first paragraph; a follow-up shares the background below it
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
def _sketch() -> MinHash:
    """An empty sketch, made once: drawing the permutations costs more than using them."""
    return MinHash(num_perm=PERMUTATIONS, seed=SEED, hashfunc=int, scheme="affine32")


class _Codes(dict[str, int]):
    """Word -> its hash, remembered: a text repeats its words and the next one repeats them again."""

    def __missing__(self, word: str) -> int:
        if len(self) >= _REMEMBERED:
            self.clear()
        code = self[word] = zlib.crc32(word.encode("utf-8", "surrogatepass"))
        return code


_REMEMBERED = 1 << 16
_codes = _Codes()


def _shingles(words: list[str]) -> list[int]:
    """Hashes of every three words in a row, each once, in no order."""
    codes = np.fromiter(map(_codes.__getitem__, words), dtype=np.uint64, count=len(words))
    total = np.zeros(len(codes) - SHINGLE + 1, dtype=np.uint64)
    for k in range(SHINGLE):
        total = total * np.uint64(0x9E3779B97F4A7C15) + codes[k : len(codes) - SHINGLE + 1 + k]
    total ^= total >> np.uint64(29)
    return list(set((total & np.uint64(0xFFFFFFFF)).tolist()))


def fingerprint(folded: str, knowledge: Knowledge) -> str | None:
    """The fingerprint of a body (folded, furniture left out): JSON ``{"m": signature in hex, "n": shingles, "l": hashes of the first words, "f": figures}``.

    None where the body is too short to be told from others.
    """
    text = folded[:_MAX_CHARS]
    words = _WORD.findall(text)
    if len(words) < MIN_WORDS:
        return None
    plain = [w for w in words if not w.isdigit()]
    hashes = _shingles(plain if len(plain) > MIN_WORDS else words)
    sketch = copy.copy(_sketch())  # the permutations are shared; an update puts new values in the place of the old
    sketch.update_batch(hashes)
    signature = (sketch.hashvalues & np.uint32(0xFFFF)).astype(">u2").tobytes().hex()  # 16 bits tell two minima apart: b-bit MinHash
    lead = sorted({_codes[w] & 0xFFFF for w in islice((w for w in words if len(w) > 2), LEAD_WORDS)})
    return json.dumps({"m": signature, "n": len(hashes), "l": lead, "f": _figures(text, knowledge)}, separators=(",", ":"), ensure_ascii=False)


def _figures(text: str, knowledge: Knowledge) -> list[str]:
    """The numbers and the days of named months ("14 ماي") that a text states, sorted, each once."""
    months = knowledge.rules(load_cues).months
    found: set[str] = set()
    for m in _FIGURE.finditer(text):
        end = m.end()
        found.add(m.group())
        if text[end : end + 1] == " " and (month := months.match(text, end + 1)):
            found.add(f"{text[max(0, end - 2) : end] if text[max(0, end - 2) : end].isdigit() else text[end - 1]} {month.group()}")
    return sorted(found)


@dataclass(frozen=True, slots=True)
class _Print:
    """A fingerprint read, kept small: a million of them are held at once."""

    article_id: str
    published_on: date | None
    size: int
    lead_bytes: bytes
    figure_text: str

    @property
    def lead(self) -> frozenset[int]:
        return frozenset(np.frombuffer(self.lead_bytes, dtype=np.uint16).tolist())

    @property
    def figures(self) -> frozenset[str]:
        return frozenset(self.figure_text.split("|")) - {""}


def _compatible(a: _Print, b: _Print) -> bool:
    """Whether two texts can be one story: within days of each other, and neither states a figure that the other contradicts.

    A trimmed copy states some of the longer one's figures; copies of one length state the same.
    """
    if a.published_on and b.published_on and abs((a.published_on - b.published_on).days) > MAX_DAYS:
        return False
    small, large = (a, b) if (a.size, a.article_id) <= (b.size, b.article_id) else (b, a)
    return small.figures == large.figures if small.size > TRIMMED * large.size else small.figures <= large.figures


def group_stories(rows: Iterable[StoryInput]) -> dict[str, tuple[str, bool]]:
    """``{article_id: (story_id, is_lead)}`` for all rows; the same for any order of them. An article alone is a story of its own."""
    given = {row.article_id: row for row in rows}
    printed = sorted(i for i, row in given.items() if row.fingerprint)
    result = {article_id: (f"story:{article_id}", True) for article_id in sorted(given)}
    matrix = signatures([signature(given[i].fingerprint or "") for i in printed])
    return result | grouped(printed, matrix, lambda ids: (given[i] for i in ids))


def signature(fingerprint: str) -> bytes:
    """The MinHash signature within a fingerprint."""
    return bytes.fromhex(json.loads(fingerprint)["m"])


def signatures(parts: Iterable[bytes]) -> npt.NDArray[np.uint16]:
    """Signatures as the rows of a matrix."""
    return np.frombuffer(b"".join(parts), dtype=">u2").astype(np.uint16).reshape(-1, PERMUTATIONS)


def grouped(ids: Sequence[str], matrix: npt.NDArray[np.uint16], look_up: Callable[[Sequence[str]], Iterable[StoryInput]]) -> dict[str, tuple[str, bool]]:
    """``{article_id: (story_id, is_lead)}`` of the articles that share a story with another: ``matrix`` has the signature of each of ``ids``, which are sorted.

    ``look_up`` gives the fingerprints of those that it is asked for: only of articles that are alike is more than the signature read.

    ``story_id`` is ``story:`` and the smallest article id of the group; the lead is the earliest published, then the longest, then the one with the smallest id.
    """
    pairs = _candidates(matrix)
    number = {article_id: n for n, article_id in enumerate(ids)} if pairs else {}
    prints = {number[row.article_id]: _read(row) for row in look_up(sorted({ids[n] for pair in pairs for n in pair}))} if pairs else {}
    parent: dict[int, int] = {n: n for n in prints}
    members: dict[int, list[int]] = {}
    for _, i, j in _verified(matrix, pairs, prints):
        a, b = _find(parent, i), _find(parent, j)
        if a == b:
            continue
        group_a, group_b = members.get(a, [a]), members.get(b, [b])
        if len(group_a) * len(group_b) > 1 and not all(_compatible(prints[x], prints[y]) for x in group_a for y in group_b):
            continue
        first, second = min(a, b), max(a, b)
        parent[second] = first
        members[first] = group_a + group_b
        members.pop(second, None)
    result: dict[str, tuple[str, bool]] = {}
    for group in members.values():
        story = f"story:{min(prints[i].article_id for i in group)}"
        leader = min(group, key=lambda i: (prints[i].published_on or date.max, -prints[i].size, prints[i].article_id))
        for i in group:
            result[prints[i].article_id] = (story, i == leader)
    return result


def _read(row: StoryInput) -> _Print:
    data = json.loads(row.fingerprint or "")
    return _Print(row.article_id, row.published_on, int(data["n"]), np.array(data["l"], dtype=np.uint16).tobytes(), "|".join(data["f"]))


def _find(parent: dict[int, int], i: int) -> int:
    while parent[i] != i:
        parent[i] = parent[parent[i]]
        i = parent[i]
    return i


def _candidates(matrix: npt.NDArray[np.uint16]) -> set[tuple[int, int]]:
    """Pairs of rows that agree in all values of at least one band, ``(smaller, larger)`` row number."""
    pairs: set[tuple[int, int]] = set()
    for band in range(BANDS):
        part = matrix[:, band * ROWS : (band + 1) * ROWS].astype(np.uint64)
        keys = (part[:, 0] << np.uint64(32)) | (part[:, 1] << np.uint64(16)) | part[:, 2]
        order = np.argsort(keys, kind="stable")
        ordered = keys[order]
        same = np.concatenate(([False], ordered[1:] == ordered[:-1], [False]))
        starts, stops = np.flatnonzero(~same[:-1] & same[1:]), np.flatnonzero(same[:-1] & ~same[1:]) + 1
        for start, stop in zip(starts.tolist(), stops.tolist(), strict=True):
            ids = order[start:stop].tolist()
            span = len(ids) if len(ids) <= MAX_BUCKET else 8
            for x, i in enumerate(ids):
                for j in ids[x + 1 : x + span]:
                    pairs.add((i, j))
    return pairs


def _verified(matrix: npt.NDArray[np.uint16], pairs: Iterable[tuple[int, int]], prints: Mapping[int, _Print]) -> list[tuple[float, int, int]]:
    """Candidate pairs that are one story, the most alike first."""
    out = []
    for i, j in pairs:
        if not _compatible(prints[i], prints[j]):
            continue
        lead_i, lead_j = prints[i].lead, prints[j].lead
        if len(lead_i & lead_j) < MIN_LEAD * min(len(lead_i), len(lead_j)):
            continue
        jaccard = float(np.count_nonzero(matrix[i] == matrix[j])) / PERMUTATIONS
        small, large = sorted((prints[i].size, prints[j].size))
        containment = min(1.0, jaccard * (small + large) / ((1 + jaccard) * small))
        if jaccard >= MIN_JACCARD if small > TRIMMED * large else containment >= MIN_CONTAINMENT:
            out.append((-jaccard, i, j))
    return sorted(out)


def groups(rows: Iterable[StoryInput]) -> dict[str, list[str]]:
    """Stories with more than one article: ``{story_id: [article_id, ...]}``."""
    found: dict[str, list[str]] = defaultdict(list)
    for article_id, (story, _) in group_stories(rows).items():
        found[story].append(article_id)
    return {story: sorted(ids) for story, ids in sorted(found.items()) if len(ids) > 1}
