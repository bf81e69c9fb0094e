"""Hostile files: each lands or is rejected with a reason and a line that says what to do; memory and time stay bounded, and the run goes on."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
import threading
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from ct_pipeline import tables
from ct_pipeline.ingest import discover, read_file
from ct_pipeline.ingest.limits import Limits
from ct_pipeline.model import RawArticle, Reject
from ct_pipeline_tests.robustness import hostile_files
from ct_pipeline_tests.robustness.figures import note
from ct_pipeline_tests.robustness.hostile_files import make, prose
from ct_pipeline_tests.robustness.invariants import LONG

# A whole landing in a process of its own: its memory is measured, and nothing it does can hide in this one.
_RUN = """
import json, sys, time
from datetime import date
from pathlib import Path
from ct_pipeline.config import Settings, seeds_dir
from ct_pipeline import pipeline
from ct_pipeline.lexicon.knowledge import load_knowledge
from ct_pipeline.warehouse.store import Store
landing, warehouse, extract = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3] == "extract"
settings, day = Settings(seeds_dir(), warehouse, landing), date(2026, 11, 20)
if extract:
    pipeline._warm(load_knowledge(settings.seeds))
def peak():  # of this program; getrusage would count what the one that started it had taken
    return int(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0]) // 1024
out = {"before_mb": peak()}
begun = time.process_time()
report = pipeline.land([landing], settings, day)
out |= {"landed": report.landed, "new": report.new, "known": report.known, "rejected": report.rejected, "land_seconds": time.process_time() - begun}
out["land_mb"] = peak()
if extract:
    for stage in (pipeline.clean, pipeline.extract):
        done = stage(settings, day)
        out[done.stage] = [done.articles, done.failed, max((s for s, _ in done.slowest), default=0.0)]
out["peak_mb"] = peak()
store = Store(settings.store)
rows = [r for b in store.batches("raw") for r in store.read(b, "articles", ["source_uri", "raw_text"]).to_pylist()]
out["articles"] = [[r["source_uri"], len(r["raw_text"]), "سر لا يجوز" in r["raw_text"] or "root:" in r["raw_text"]] for r in rows]
out["rejects"] = [[r["source_uri"], r["record_no"], r["reason"], r["detail"]] for b in store.batches("raw") for r in store.read(b, "rejects").to_pylist()]
out["failures"] = [r for s in ("clean", "facts") for b in store.batches(s) for r in store.read(b, "failures").to_pylist()]
print(json.dumps(out))
"""


def landing(folder: Path, warehouse: Path, extract: bool = True) -> dict[str, Any]:
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", _RUN, str(folder), str(warehouse), "extract" if extract else ""], capture_output=True, text=True, timeout=3000, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def complain(reason: str, detail: str) -> str | None:
    """What is wrong with a reject's line, if anything."""
    if reason not in tables.REJECT_REASONS:
        return "unknown reason"
    if not 15 <= len(detail) <= 600 or "\n" in detail:
        return "no line that a person can use"
    return "control characters" if any(c < " " or "\x7f" <= c < "\xa0" for c in detail) else None


def test_hostile_files_land_or_are_rejected(tmp_path: Path) -> None:
    allowed = dict(make(tmp_path / "landing", rounds=6 if LONG else 1))
    assert len(allowed) >= 300 * (6 if LONG else 1)
    out = landing(tmp_path / "landing", tmp_path / "w", extract=LONG)
    assert out["landed"] == out["new"] + out["known"] + out["rejected"]
    became: dict[str, set[str]] = defaultdict(set)
    for uri, _, leaked in out["articles"]:
        assert not leaked, f"{uri}: a file from outside the landing folder was read"
        became[uri.partition("#")[0]].add("article")
    for uri, record, reason, detail in out["rejects"]:
        assert (wrong := complain(reason, detail)) is None, (wrong, uri, record, reason, detail)
        became[uri.partition("#")[0]].add(reason)
    silent = {uri for uri in allowed if uri not in became}
    assert len(silent) <= out["known"], sorted(silent)[:10]  # copies of what another file brought
    wrong_ends = {uri: sorted(ends) for uri, ends in became.items() if not ends <= allowed[uri]}
    assert wrong_ends == {}
    assert out["failures"] == []
    assert out["peak_mb"] < 1500
    assert not (tmp_path / "landing" / "owned").exists()
    reasons = Counter(reason for _, _, reason, _ in out["rejects"])
    assert len(reasons) >= 10, reasons  # every kind of reject was really met
    note("hostile files tried", len(allowed))
    note("of these, records landed", out["new"])
    note("of these, files and records rejected with a reason", out["rejected"])
    note("peak memory landing, cleaning and extracting them, MB", str(out["peak_mb"]))


def test_good_records_around_a_bad_one_land(tmp_path: Path) -> None:
    """Whatever stands between them."""
    from random import Random

    lines = [(name, data) for name, data, _ in hostile_files._records(Random(1)) if name.startswith("records-") and data.count(b"\n") == 3]
    assert len(lines) > 15
    for name, data in lines:
        (tmp_path / name).write_bytes(data)
        found = [r for r in read_file(tmp_path / name, name) if isinstance(r, RawArticle)]
        assert len(found) >= 2, name


def _lands(read: Callable[[], Iterator[RawArticle | Reject]]) -> list[str]:
    return [r.reason if isinstance(r, Reject) else "article" for r in read()]


def test_a_file_that_changes_or_vanishes_while_it_is_read(tmp_path: Path) -> None:
    from random import Random

    path = tmp_path / "changing.jsonl"
    line = json.dumps({"text": prose(Random(1))}, ensure_ascii=False) + "\n"
    path.write_text(line * 3, encoding="utf-8")
    reading = read_file(path, path.name)
    next(reading)
    with path.open("a", encoding="utf-8") as more:
        more.write(line)
    assert [r.reason for r in reading if isinstance(r, Reject)] == ["unreadable"]
    found = list(discover([tmp_path]))
    path.unlink()
    assert _lands(lambda: read_file(*found[0])) == ["unreadable"]


def test_a_folder_that_changes_while_it_is_landed(tmp_path: Path) -> None:
    """Files come and go all the time: each that is met lands, or is rejected as gone."""
    from random import Random

    rng, stop = Random(2), threading.Event()
    for n in range(300):
        (tmp_path / f"{n}.txt").write_text(prose(rng), encoding="utf-8")

    def disturb() -> None:
        while not stop.is_set():
            victim = tmp_path / f"{rng.randrange(300)}.txt"
            victim.unlink(missing_ok=True)
            (tmp_path / f"new-{rng.randrange(300)}.txt").write_text(prose(rng), encoding="utf-8")

    thread = threading.Thread(target=disturb)
    thread.start()
    try:
        ends = Counter(r.reason if isinstance(r, Reject) else "article" for path, uri in discover([tmp_path]) for r in read_file(path, uri))
    finally:
        stop.set()
        thread.join()
    assert ends["article"] > 100
    assert set(ends) <= {"article", "unreadable", "empty"}


def test_limits_of_size(tmp_path: Path) -> None:
    """The same limits as with 200 MB, tried on small ones."""
    limits = Limits(article_bytes=10_000, article_characters=4_000, file_bytes=50_000)
    text = "كلمة " * 1000
    cases: dict[str, tuple[bytes, list[str]]] = {
        "line.txt": (b"a" * 10_001, ["too_large"]),
        "text.txt": (text.encode(), ["too_large"]),
        "page.html": (f"<p>{text}</p>".encode(), ["too_large"]),
        "records.jsonl": (b'{"text": "' + b"x" * 20_000 + b'"}\n{"text": "abc"}\n', ["too_large", "article"]),
        "body.jsonl": (json.dumps({"text": text}, ensure_ascii=False).encode() + b"\n", ["too_large"]),
        "rows.csv": (b'id,text\n1,"' + b"x" * 20_000 + b"\n2,abc\n", ["too_large", "article"]),
        "bomb.txt.gz": (gzip.compress(b" " * 10_000_000), ["too_large"]),
        "long.jsonl": (b'{"text": "abc"}\n' * 5_000, ["article"] * 3_124 + ["too_large"]),
    }
    for name, (data, expected) in cases.items():
        (tmp_path / name).write_bytes(data)
        ends = _lands(lambda name=name: read_file(tmp_path / name, name, None, limits))  # type: ignore[misc]
        assert ends[-1] == expected[-1], (name, ends[-3:])
        if name != "long.jsonl":
            assert ends == expected, name


@pytest.mark.skipif(not LONG, reason="minutes, and gigabytes on disk: CT_LONG=1")
def test_monsters_in_bounded_memory_and_time(tmp_path: Path) -> None:
    """Each of the worst alone: 200 MB of one line, a bomb of 2 GB, 100,000 nested elements, a word a million times, 100,000 records of which one is bad."""
    from random import Random

    word = "إرهاب "
    monsters: dict[str, Callable[[Path], Any]] = {
        "line.txt": lambda p: p.write_bytes(b"x" * 200_000_000),
        "line.jsonl": lambda p: p.write_bytes(b'{"text": "' + b"x" * 200_000_000),
        "line.csv": lambda p: p.write_bytes(b'id,text\n1,"' + b"x," * 100_000_000),
        "line.html": lambda p: p.write_bytes(b"<p>" + b"x" * 200_000_000),
        "line.json": lambda p: p.write_bytes(b'[{"text": "' + b"x" * 190_000_000 + b'"}]'),
        "bomb.txt.gz": lambda p: _bomb(p, 2000),
        "bomb.jsonl.gz": lambda p: _bomb(p, 2000),
        "deep.html": lambda p: p.write_bytes(b"<div>" * 100_000 + prose(Random(1)).encode()),
        "deep2.html": lambda p: p.write_bytes(b"<b><i>" * 1_000_000 + prose(Random(2)).encode()),
        "million.txt": lambda p: p.write_text(word * 330_000, encoding="utf-8"),
        "million-words.txt": lambda p: p.write_text(word * 1_000_000, encoding="utf-8"),
        "page.html": lambda p: p.write_text(f"<p>{word * 330_000}</p>", encoding="utf-8"),
        "records.jsonl": lambda p: _many(p, 100_000),
    }
    for name, write in monsters.items():
        folder = tmp_path / name.replace(".", "-")
        folder.mkdir()
        write(folder / name)
        out = landing(folder, tmp_path / f"w-{folder.name}", extract=name != "records.jsonl")
        assert out["landed"] >= 1, name
        for _, _, reason, detail in out["rejects"]:
            assert complain(reason, detail) is None
        assert out["peak_mb"] < 2000, (name, out["peak_mb"])
        assert out["failures"] == [], name
        slowest = max((out.get(stage) or [0, 0, 0.0])[2] for stage in ("clean", "facts")) if out["new"] else 0.0
        assert slowest < 210, name
        note(f"monster {name}: peak MB, seconds of landing and of the slowest stage", f"{out['peak_mb']} MB, {out['land_seconds']:.1f} s, {slowest:.1f} s")
        for p in folder.rglob(name):
            p.unlink()


def _bomb(path: Path, megabytes: int) -> None:
    with gzip.open(path, "wb", compresslevel=9) as out:
        for _ in range(megabytes):
            out.write(b"\x00" * 1_000_000)


def _many(path: Path, count: int) -> None:
    with path.open("w", encoding="utf-8") as out:
        for n in range(count):
            out.write("{bad\n" if n == count // 2 else json.dumps({"id": n, "text": f"خبر رقم {n} من كلمات"}, ensure_ascii=False) + "\n")


def test_landing_streams(tmp_path: Path) -> None:
    """A landing holds one batch and the ledger, however many files there are."""
    count = 20_000 if LONG else 3_000
    for n in range(count):
        (tmp_path / f"{n}.txt").write_bytes(f"خبر {n}".encode())
    walked = 0
    for path, uri in discover([tmp_path]):
        walked += 1
        assert os.fspath(path).endswith(uri)
        if walked == 5:
            (tmp_path / f"{count}.txt").write_bytes(b"x")  # discovery is lazy, but a folder's names are taken at once: no file is met twice, none skipped
    assert walked == count
