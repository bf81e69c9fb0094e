"""The stages as plain functions over the store: land, clean, extract. Dagster, the CLI and tests call these.

Each works through the batches of a landing day that it has not made yet with today's rules, so a killed or repeated run
goes on where it stopped and does nothing twice.
"""

from __future__ import annotations

import gc
import time
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from ct_pipeline import tables
from ct_pipeline.config import Settings, ner_switch
from ct_pipeline.deadline import TooSlow, allowance, limited
from ct_pipeline.language.stem import load_stemmer
from ct_pipeline.lexicon.knowledge import Knowledge
from ct_pipeline.model import CleanArticle, CleanResult, RawArticle, Reject, Segment, Sentence
from ct_pipeline.scale.backends import SERIAL, SMALL, Backend, run_all
from ct_pipeline.warehouse.objects import open_store
from ct_pipeline.warehouse.schema import arrow_table
from ct_pipeline.warehouse.store import BatchFolder, Store, reject_key
from ct_pipeline.warehouse.versions import stage_version

T = TypeVar("T")
I = TypeVar("I")  # what a stage takes beside the raw article
Progress = Callable[[str, int, int | None], None]  # stage, done, total (None: not known yet)

Say = Callable[[str], None]  # a line for whoever started the run

BATCH_SIZE = 1000  # articles in one Parquet batch: small enough to hold in memory, large enough to compress
REJECTS_SHOWN = 100
BATCH_CHARACTERS = 10_000_000  # characters in one batch: what bounds its memory where articles are long


@dataclass(slots=True)
class LandReport:
    """What a landing brought. ``landed == new + known + rejected`` (records)."""

    landed: int = 0
    new: int = 0
    known: int = 0
    rejected: int = 0
    new_rejects: list[Reject] = field(default_factory=list)
    batches: list[str] = field(default_factory=list)
    seconds: float = 0.0


@dataclass(slots=True)
class StageReport:
    """What a per-article stage did in one go."""

    stage: str
    batches: int = 0
    articles: int = 0
    failed: int = 0
    rows: dict[str, int] = field(default_factory=dict)
    slowest: list[tuple[float, str]] = field(default_factory=list)  # seconds, article_id
    seconds: float = 0.0


def _silent(stage: str, done: int, total: int | None) -> None:
    return None


def _mute(line: str) -> None:
    return None


def _chunks(records: Iterable[RawArticle | Reject]) -> Iterator[list[RawArticle | Reject]]:
    """What is read, in pieces that depend on what is read only: a landing that was stopped cuts them the same way again."""
    chunk: list[RawArticle | Reject] = []
    size = 0
    for record in records:
        chunk.append(record)
        size += len(record.raw_text) + len(record.markup or "") if isinstance(record, RawArticle) else 0
        if len(chunk) >= BATCH_SIZE or size >= BATCH_CHARACTERS:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def land(
    paths: Sequence[Path], settings: Settings, landed_on: date, mapping: Any = None, now: datetime | None = None, progress: Progress = _silent, say: Say = _mute,
    ready: Callable[[Path], bool] | None = None, many: Callable[[], None] | None = None,
) -> LandReport:  # fmt: skip
    """Read every file under ``paths`` into the raw stage of ``landed_on``; what is in the ledger already is counted, not written.

    A file that is not ``ready`` (still being written) is left for the next time. ``many`` is called once, when so much is new that workers will be wanted.

    Files are read one after the other, and a batch is written before the next is read: a million files need no more memory than a thousand, but for the ledger.
    """
    from ct_pipeline.ingest import discover, read_file
    from ct_pipeline.ingest.ledger import batch_id, sort_out
    from ct_pipeline.warehouse.repair import drop_orphans, prepare_store

    started = time.perf_counter()
    now = (now or datetime.now(UTC)).replace(tzinfo=None)
    store = prepare_store(settings, say)
    known, known_rejects = store.known_articles(), store.known_rejects()
    version = stage_version("raw", settings.seeds)
    report = LandReport()

    def files() -> Iterator[tuple[Path, str]]:
        return ((path, uri) for path, uri in discover(paths) if ready is None or ready(path))

    total = sum(1 for _ in files())

    def records() -> Iterator[RawArticle | Reject]:
        for done, (path, uri) in enumerate(files()):
            progress("land", min(done, total - 1), total)
            yield from read_file(path, uri, mapping)
        progress("land", total, total)

    for chunk in _chunks(records()):
        batch = sort_out(chunk, known)
        known.update((a.article_id, a.source_uri) for a in batch.articles)
        known.update(batch.moved)
        # a file that was rejected before and still is broken is counted, but makes no new batch
        rejects = [r for r in batch.rejects if reject_key(r.source_uri, r.record_no, r.reason, r.detail) not in known_rejects]
        known_rejects.update(reject_key(r.source_uri, r.record_no, r.reason, r.detail) for r in rejects)
        report.landed += batch.landed
        report.new += len(batch.articles)
        report.known += batch.known
        report.rejected += len(batch.rejects)
        report.new_rejects += rejects[: max(0, REJECTS_SHOWN - len(report.new_rejects))]
        if not batch.articles and not rejects and not batch.moved:
            continue
        name = batch_id(batch.articles, rejects, batch.moved)
        stamp = {"batch_id": name, "ingested_at": now, "rejected_at": now}
        row = _Row(name, landed_on, now, batch.landed, len(batch.articles), len(batch.rejects), batch.known)
        store.write(
            "raw", landed_on, name, version,
            {
                "articles": arrow_table(tables.RAW_ARTICLES, batch.articles, **stamp),
                "rejects": arrow_table(tables.RAW_REJECTS, rejects, **stamp),
                "batches": arrow_table(tables.BATCHES, [row]),
                "sightings": arrow_table(tables.SIGHTINGS, [_Sighting(i, uri) for i, uri in batch.moved], **stamp),
            },
        )  # fmt: skip
        report.batches.append(name)
        if many is not None and report.new >= SMALL:
            many()
            many = None
    drop_orphans(settings, store, known, say)
    report.seconds = time.perf_counter() - started
    return report


def pending_articles(settings: Settings, stage: str, landed_on: date | None = None) -> int:
    """How many articles ``clean`` or ``facts`` has to make, new or again."""
    after = {"clean": "raw", "facts": "clean"}[stage]
    return sum(b.rows("articles") for b in open_store(settings).pending(stage, after, stage_version(stage, settings.seeds), landed_on))


@dataclass(frozen=True, slots=True)
class _Sighting:
    """A row of ``ops.sightings``."""

    article_id: str
    source_uri: str


@dataclass(frozen=True, slots=True)
class _Row:
    """The row of ``ops.batches`` as landing counts it."""

    batch_id: str
    landed_on: date
    landed_at: datetime
    landed: int
    cleaned: int
    rejected: int
    known: int


@dataclass(frozen=True, slots=True)
class Failure:
    """An article that a stage could not digest: kept, named, and a failed check."""

    article_id: str
    stage: str
    error: str
    detail: str


def clean(settings: Settings, landed_on: date | None = None, backend: Backend = SERIAL, progress: Progress = _silent) -> StageReport:
    """Clean the raw batches (of one landing day) that have not been cleaned with today's rules."""
    version = stage_version("clean", settings.seeds)
    pending = open_store(settings).pending("clean", "raw", version, landed_on)
    return _run_stage("clean", _clean_batch, settings, version, pending, backend, progress)


def extract(settings: Settings, landed_on: date | None = None, backend: Backend = SERIAL, progress: Progress = _silent) -> StageReport:
    """Extract the facts of the cleaned batches (of one landing day) that have not been extracted with today's rules."""
    version = stage_version("facts", settings.seeds)
    pending = open_store(settings).pending("facts", "clean", version, landed_on)
    return _run_stage("facts", _extract_batch, settings, version, pending, backend, progress)


BatchWork = Callable[[Settings, str, BatchFolder], StageReport]


def _run_stage(stage: str, work: BatchWork, settings: Settings, version: str, pending: list[BatchFolder], backend: Backend, progress: Progress) -> StageReport:
    started = time.perf_counter()
    report = StageReport(stage)
    total = sum(b.rows("articles") for b in pending)
    for one in run_all(work, [(settings, version, b) for b in pending], backend):
        report.batches += one.batches
        report.articles += one.articles
        report.failed += one.failed
        report.slowest = sorted([*report.slowest, *one.slowest], reverse=True)[:5]
        for name, rows in one.rows.items():
            report.rows[name] = report.rows.get(name, 0) + rows
        progress(stage, report.articles, total)
    report.seconds = time.perf_counter() - started
    return report


def _records(kind: type[T], table: Any) -> list[T]:
    names = set(kind.__dataclass_fields__)  # type: ignore[attr-defined]
    return [kind(**{k: v for k, v in row.items() if k in names}) for row in table.to_pylist()]


_ALLOCATIONS = 50_000  # objects made before Python looks for cycles among the young ones


@contextmanager
def _rare_collections() -> Iterator[None]:
    """Python's search for reference cycles passes over the rules and seldom runs: reading articles makes next to no cycles, and looking for them took a fifth of the time."""
    before = gc.get_threshold()
    shared = gc.get_freeze_count() > 0  # a worker of a pool: its rules are frozen for good, and their pages stay those of the server it was forked from
    if not shared:
        gc.freeze()
    gc.set_threshold(_ALLOCATIONS, 20, 20)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        if not shared:
            gc.unfreeze()


TOGETHER = 64  # articles that go through a stage side by side (see ct_pipeline.together)
_TOGETHER_CHARACTERS = 500_000  # and how long they may be together, which bounds the memory


def _digest(
    stage: str, articles: Sequence[tuple[RawArticle, I]], work: Callable[[Sequence[tuple[RawArticle, I]], list[float]], list[T]], report: StageReport
) -> tuple[list[T], list[Failure]]:
    """What ``work`` makes of the articles, some at a time (it fills in the seconds that each took), and the articles that it cannot digest.

    One article must not take the batch with it: where some fail together each is read by itself, and the one that fails is kept as a failure that a critical check names.
    """
    made: list[T] = []
    failures: list[Failure] = []

    def read(some: Sequence[tuple[RawArticle, I]]) -> None:
        seconds: list[float] = []
        try:
            with limited(max(_allowance(raw) for raw, _ in some)):
                results = work(some, seconds)
        except (TooSlow, Exception) as error:  # noqa: BLE001
            for one in some if len(some) > 1 else ():
                read([one])
            if len(some) == 1:
                raw = some[0][0]
                slow = isinstance(error, TooSlow)
                failures.append(_too_slow(stage, raw) if slow else Failure(raw.article_id, stage, type(error).__name__, traceback.format_exc(limit=-3)))
            return
        made.extend(results)
        report.slowest += zip(seconds, (raw.article_id for raw, _ in some), strict=True)

    some: list[tuple[RawArticle, I]] = []
    size = 0
    for article in articles:
        length = len(article[0].raw_text)
        if some and (len(some) >= TOGETHER or size + length > _TOGETHER_CHARACTERS):
            read(some)
            some, size = [], 0
        some.append(article)
        size += length
    if some:
        read(some)
    return made, failures


@_rare_collections()
def _clean_batch(settings: Settings, version: str, batch: BatchFolder) -> StageReport:
    from ct_pipeline.clean import clean_together
    from ct_pipeline.lexicon.knowledge import load_knowledge

    knowledge, store, report = load_knowledge(settings.seeds), open_store(settings), StageReport("clean", 1)
    _warm(knowledge)
    raws = [(raw, raw) for raw in _records(RawArticle, store.read(batch, "articles"))]
    results, failures = _digest("clean", raws, lambda some, seconds: clean_together([raw for raw, _ in some], knowledge, seconds), report)
    made = {
        "articles": arrow_table(tables.CLEAN_ARTICLES, [result.article for result in results]),
        "segments": arrow_table(tables.CLEAN_SEGMENTS, [s for result in results for s in result.segments]),
        "sentences": _with_stems(arrow_table(tables.CLEAN_SENTENCES, [s for result in results for s in result.sentences]), knowledge),
        "failures": arrow_table(tables.FAILURES, failures),
    }
    return _finish(report, store, "clean", version, batch, made, failures)


def _with_stems(table: Any, knowledge: Knowledge) -> Any:
    """``clean.sentences`` with its words as stems: made once with the article, so that a publication has nothing to stem."""
    import pyarrow as pa

    stemmer = knowledge.rules(load_stemmer)
    at = table.schema.get_field_index("stems")
    return table.set_column(at, table.schema.field(at), pa.array([stemmer.stems(t) for t in table.column("text").to_pylist()], pa.string()))


@_rare_collections()
def _extract_batch(settings: Settings, version: str, batch: BatchFolder) -> StageReport:
    from ct_pipeline.extract import extract_together
    from ct_pipeline.lexicon.knowledge import load_knowledge

    knowledge, store, report = load_knowledge(settings.seeds), open_store(settings), StageReport("facts", 1)
    _warm(knowledge)
    raw_batch = store.find("raw", batch.landed_on, batch.batch_id)
    raws = {r.article_id: r for r in _records(RawArticle, store.read(raw_batch, "articles"))}
    segments: dict[str, list[Segment]] = {}
    for s in _records(Segment, store.read(batch, "segments")):
        segments.setdefault(s.article_id, []).append(s)
    sentences: dict[str, list[Sentence]] = {}
    for t in _records(Sentence, store.read(batch, "sentences")):
        sentences.setdefault(t.article_id, []).append(t)
    articles: list[tuple[RawArticle, CleanResult]] = []
    for article in _records(CleanArticle, store.read(batch, "articles")):
        i = article.article_id
        articles.append((raws[i], CleanResult(article, tuple(segments.get(i, ())), tuple(sentences.get(i, ())))))
    found, failures = _digest("facts", articles, lambda some, seconds: extract_together(some, knowledge, seconds), report)
    made = {t.name: arrow_table(t, [row for facts in found for row in getattr(facts, t.name)]) for t in tables.FACTS_TABLES}
    made["articles"] = arrow_table(tables.EXTRACTED, found)
    made["failures"] = arrow_table(tables.FAILURES, failures)
    return _finish(report, store, "facts", version, batch, made, failures)


@lru_cache(maxsize=4)
def _warm(knowledge: Knowledge) -> None:
    """Read every rule now: the first article's time is not charged with it."""
    from ct_pipeline.clean import clean_article
    from ct_pipeline.extract import extract_facts

    raw = RawArticle("0" * 16, "", "text/plain", "utf-8", "قال الوزير إن اجتماعا عقد في الرباط يوم 3 يناير 2020.")
    extract_facts(raw, clean_article(raw, knowledge), knowledge)


def _allowance(raw: RawArticle) -> float:
    # a pretrained recognizer reads some thirty words a second
    return allowance(len(raw.raw_text)) * (100 if ner_switch() else 1)


def _too_slow(stage: str, raw: RawArticle) -> Failure:
    text = f"given up after {_allowance(raw):.0f} s of processor time for {len(raw.raw_text):,} characters: if it is one article, report it; if it is many, split them"
    return Failure(raw.article_id, stage, "too_slow", text)


def _finish(report: StageReport, store: Store, stage: str, version: str, batch: BatchFolder, made: dict[str, Any], failures: list[Failure]) -> StageReport:
    store.write(stage, batch.landed_on, batch.batch_id, version, made)
    report.articles = made["articles"].num_rows
    report.failed = len(failures)
    report.rows = {name: table.num_rows for name, table in made.items()}
    report.slowest = sorted(report.slowest, reverse=True)[:5]
    return report
