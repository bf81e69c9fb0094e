"""What is fuzzed, and what must hold: readers, pages, the time grammar, the solver of publication days, the cleaner, the extractor.

A target takes bytes. Those that read language turn them into words: a byte or two picks one from the samples and from the cues the rules wait for, so that
a fuzzer that follows coverage finds its way into the grammar.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

from ct_pipeline.clean import clean_article, dating_solver
from ct_pipeline.clean.dating_solver import Evidence, allows, solve
from ct_pipeline.ingest import Limits, read_file
from ct_pipeline.ingest.html import read_page
from ct_pipeline.ingest.limits import ReadError
from ct_pipeline.language.fold import fold
from ct_pipeline.language.timevalues import Setting, resolve
from ct_pipeline.language.timex import load_timex, read_timexes
from ct_pipeline.lexicon.knowledge import load_knowledge
from ct_pipeline.model import RawArticle, Reject
from ct_pipeline_tests.robustness.invariants import article, check_clean, digest_once, sample_articles

KINDS = ("a.txt", "a.html", "a.jsonl", "a.json", "a.csv", "a.tsv", "a.txt.gz", "a.jsonl.gz", "a.html.gz")
LIMITS = Limits(article_bytes=200_000, article_characters=100_000, file_bytes=400_000)
GLUE = ("، ", ". ", ".\n", "\n\n", " ", '"', "«", "»", "(", ")", " و", "ال", ": ", " - ", "/", "ـ", "\u200f", "٣", "20", "'")
TIMES = (
    "يوم أمس اليوم غدا الخميس الماضي المقبل يناير كانون الثاني شتنبر رمضان محرم عام سنة قبل بعد منذ خلال من إلى بين أسبوع شهر شهرين أيام ساعة ثلاث عشرين مطلع نهاية منتصف الربع الأول صيف هـ م "
    "الموافق 1 2 15 30 31 99 1445 2024 "
    "٢٠٢٣ 12/5/2024 2024-02-30 31.12.99 1/1 3-5 القرن العقد أول الجاري نفسه التالي"
).split()


@lru_cache(maxsize=1)
def _words() -> tuple[str, ...]:
    seen = dict.fromkeys(w for a in sample_articles() for w in re.findall(r"\S+", a.raw_text))
    return (*TIMES, *sorted(seen))


def text_of(data: bytes) -> str:
    """Bytes as words: a byte below 200 is one of the cues or something between words, any other with its neighbour one of the samples' words."""
    words, out, i = _words(), [], 0
    while i < len(data):
        byte = data[i]
        if byte < 40:
            out.append(GLUE[byte % len(GLUE)])
        elif byte < 200:
            out.append(words[(byte - 40) % len(TIMES)] + " ")
        else:
            i += 1
            out.append(words[((byte - 200) << 8 | (data[i] if i < len(data) else 0)) % len(words)] + " ")
        i += 1
    return "".join(out)


def fuzz_readers(data: bytes) -> None:
    """Any bytes under any name give articles and rejects, never an error; what is stored can be stored."""
    if not data:
        return
    with tempfile.TemporaryDirectory(prefix="fuzz-", dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as folder:
        name = KINDS[data[0] % len(KINDS)]
        path = Path(folder) / name
        path.write_bytes(data[1:])
        for record in read_file(path, name, None, LIMITS):
            if isinstance(record, Reject):
                assert record.detail.strip()
                assert record.detail.isprintable()
            else:
                assert isinstance(record, RawArticle)
                assert "\x00" not in record.raw_text
                record.raw_text.encode("utf-8")


def fuzz_page(data: bytes) -> None:
    """Any markup is a page or a reason; spans lie within the text."""
    try:
        page = read_page(data.decode("utf-8", "replace"))
    except ReadError as error:
        assert error.detail
        return
    for start, end, tag in page.spans:
        assert 0 <= start < end <= len(page.text), (start, end, tag)


def fuzz_times(data: bytes) -> None:
    """Any words are read to expressions in order, which resolve to days in order or to nothing."""
    if len(data) < 2:
        return
    written = date(2024, 1, 1) + timedelta(data[0] * 7) if data[0] else None
    text = fold(text_of(data[1:]))
    previous, last = None, 0
    for node in read_timexes(load_knowledge().rules(load_timex), text):
        assert last <= node.start < node.end <= len(text), node
        last = node.end
        value = resolve(node, Setting(written=written, previous=previous))
        if value is not None:
            assert value.start <= value.end, (node, value)
            assert 0 <= value.confidence <= 1, value
            previous = value


def fuzz_solver(data: bytes) -> None:
    """Whatever the evidence, bounds are in order, and what is not marked as a conflict allows them."""
    pieces = []
    for at in range(0, len(data) - 4, 5):
        kind, a, b, c, rank = data[at : at + 5]
        day = date(2000, 1, 1) + timedelta(a * 37)
        test: Callable[[date], bool] | None = None
        low: date | None = None
        high: date | None = None
        if kind % 4 == 0:
            low, high = day, day + timedelta(b)
        elif kind % 4 == 1:
            low, high = (day, None) if b % 2 else (None, day)
        elif kind % 4 == 2:
            test = dating_solver.weekday_test(b % 7 + 1)
        else:
            test = dating_solver.day_month_test(b % 31 + 1, c % 12 + 1, c % 5 - 2)
        pieces.append(Evidence(None, None, "", "x", low, high, "x", "x", rank % 10, test))
    low, high = solve(pieces)
    assert low is None or high is None or low <= high, (low, high, pieces)
    if low is not None and low == high:
        for e in pieces:
            assert e.conflict or e.rank == dating_solver.NARROWING or e.test is not None or allows(e, low), (low, e)


def fuzz_cleaner(data: bytes) -> None:
    raw = article(text_of(data))
    check_clean(raw, clean_article(raw, load_knowledge()))


def fuzz_extractor(data: bytes) -> None:
    digest_once(article(text_of(data)), load_knowledge())


TARGETS: dict[str, Callable[[bytes], None]] = {
    "readers": fuzz_readers,
    "page": fuzz_page,
    "times": fuzz_times,
    "solver": fuzz_solver,
    "cleaner": fuzz_cleaner,
    "extractor": fuzz_extractor,
}
