"""``ct-pipeline learn-outlets``: what the landed pages of each outlet repeat, written to the seed folder for somebody to read."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from ct_pipeline.config import ConfigError, Settings

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class LearnReport:
    """What was learnt, and where it was written. ``changed``: the files are not what they were."""

    articles: int
    outlets: int
    lines: int
    orders: int
    changed: bool
    files: tuple[Path, ...]


def learn_outlets(settings: Settings) -> LearnReport:
    """Read the landed store, learn, and write ``cues/outlet_lines.csv`` and ``cues/outlet_dates.csv``.

    Raises ConfigError where nothing is landed and cleaned, or the seed folder cannot be written.
    """
    from ct_pipeline.clean.outlet_learning import OutletLearner, load_thresholds
    from ct_pipeline.clean.outlets import DATES, LINES, DateRow, LineRow
    from ct_pipeline.lexicon.knowledge import load_knowledge
    from ct_pipeline.model import CleanArticle, RawArticle, Segment
    from ct_pipeline.warehouse.objects import open_store
    from ct_pipeline.warehouse.versions import stage_version

    store = open_store(settings)
    learner = OutletLearner(load_knowledge(settings.seeds).rules(load_thresholds))
    seen = 0
    for batch in store.current("clean", stage_version("clean", settings.seeds)):
        raws = {r.article_id: r for r in _records(RawArticle, store.read(store.find("raw", batch.landed_on, batch.batch_id), "articles"))}
        segments: dict[str, list[Segment]] = {}
        for s in _records(Segment, store.read(batch, "segments")):
            segments.setdefault(s.article_id, []).append(s)
        for article in _records(CleanArticle, store.read(batch, "articles")):
            learner.add(raws[article.article_id], article, segments.get(article.article_id, ()))
            seen += 1
    if not seen:
        raise ConfigError(f"{settings.warehouse}: nothing is landed and cleaned with today's rules; 'ct-pipeline run' first, then learn")
    lines, dates = learner.profiles()
    files = settings.seeds / LINES, settings.seeds / DATES
    changed = _write(files[0], lines, LineRow) | _write(files[1], dates, DateRow)
    return LearnReport(seen, len(learner.outlets), len(lines), len(dates), changed, files)


def _records(kind: type[T], table: Any) -> Iterator[T]:
    names = set(kind.__dataclass_fields__)  # type: ignore[attr-defined]
    for row in table.to_pylist():
        yield kind(**{k: v for k, v in row.items() if k in names})


def _write(path: Path, rows: Iterable[BaseModel], schema: type[BaseModel]) -> bool:
    """Write a seed file; True where its text changed."""
    out = io.StringIO()
    writer = csv.DictWriter(out, list(schema.model_fields), lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow(row.model_dump())
    text = out.getvalue()
    if path.exists() and path.read_text(encoding="utf-8") == text:
        return False
    fresh = path.with_suffix(".new")
    fresh.write_text(text, encoding="utf-8")
    fresh.replace(path)
    return True
