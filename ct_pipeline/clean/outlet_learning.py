"""Learning what an outlet's pages repeat, from articles that are landed and cleaned. Pure: the same articles give the same profiles, in any order.

A line is learnt only where enough articles, of different stories, print the very same one; never a headline, a byline, a dateline or a source line. Text that
changes (counters, dates) is not the same line twice.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from pydantic import BaseModel, ConfigDict

from ct_pipeline.clean.outlets import DateRow, LineRow, outlet_key
from ct_pipeline.clean.stories import StoryInput, group_stories
from ct_pipeline.language.fold import fold, fold_text
from ct_pipeline.language.timex_words import NUMERIC, numeric_options, printed_order
from ct_pipeline.lexicon.seeds import Seeds
from ct_pipeline.model import CleanArticle, RawArticle, Segment

# Kinds of segments whose lines may turn out to be furniture; what was learnt before is learnt again, so that learning twice changes nothing.
_DOUBTFUL = frozenset({"body", "crosshead", "caption"})
_LEARNT = "outlet_line"


class LineThresholds(BaseModel):
    model_config = ConfigDict(extra="forbid")
    min_articles: int
    min_repeats: int
    min_share: float
    max_words: int


class DateThresholds(BaseModel):
    model_config = ConfigDict(extra="forbid")
    min_dates: int
    min_share: float


class LearningFile(BaseModel):
    """Schema of ``cues/outlet_learning.yml``."""

    model_config = ConfigDict(extra="forbid")
    lines: LineThresholds
    dates: DateThresholds


def load_thresholds(seeds: Seeds) -> LearningFile:
    return seeds.yaml("cues/outlet_learning.yml", LearningFile)


@dataclass(slots=True)
class _Outlet:
    """What was seen of one outlet."""

    articles: dict[str, StoryInput] = field(default_factory=dict)
    lines: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))  # folded line -> article -> as printed
    dates: dict[str, tuple[int, int]] = field(default_factory=dict)  # article -> day first, month first


@dataclass(slots=True)
class OutletLearner:
    """Collects articles one by one (:meth:`add`), then says what they have in common (:meth:`profiles`)."""

    thresholds: LearningFile
    outlets: dict[str, _Outlet] = field(default_factory=lambda: defaultdict(_Outlet))

    def add(self, raw: RawArticle, article: CleanArticle, segments: Iterable[Segment]) -> None:
        """Take one article into account."""
        key = outlet_key(raw, article.outlet)
        if key is None:
            return
        seen = self.outlets[key]
        seen.articles[raw.article_id] = StoryInput(raw.article_id, article.fingerprint, article.published_on)
        for s in segments:
            if s.kind not in _DOUBTFUL and s.rule != _LEARNT:
                continue
            for line in raw.raw_text[s.raw_start : s.raw_end].split("\n"):
                folded = fold(line)
                if any(c.isalpha() for c in folded) and folded.count(" ") < self.thresholds.lines.max_words:
                    seen.lines[folded].setdefault(raw.article_id, line.strip())
        text = fold_text(raw.raw_text).text
        orders = [printed_order(m[1], m[3], m[5], "", "") for m in NUMERIC.finditer(text) if numeric_options(m[1], m[3], m[5])]
        seen.dates[raw.article_id] = orders.count("day_first"), orders.count("month_first")

    def profiles(self) -> tuple[list[LineRow], list[DateRow]]:
        """The lines and the orders of day and month that were learnt, sorted."""
        lines: list[LineRow] = []
        dates: list[DateRow] = []
        for key in sorted(self.outlets):
            seen = self.outlets[key]
            stories = {article: story for article, (story, _) in group_stories(seen.articles.values()).items()}
            of, t = len(set(stories.values())), self.thresholds.lines
            for _, printed in sorted(seen.lines.items()):
                articles = len({stories[a] for a in printed})
                if of >= t.min_articles and articles >= t.min_repeats and articles >= t.min_share * of:
                    commonest = min(Counter(printed.values()).items(), key=lambda kv: (-kv[1], kv[0]))[0]
                    lines.append(LineRow(outlet=key, line=commonest, articles=articles, of=of))
            day, month = (sum(n[i] for n in seen.dates.values()) for i in (0, 1))
            if day + month >= self.thresholds.dates.min_dates:
                share = self.thresholds.dates.min_share * (day + month)
                dates.append(DateRow(outlet=key, order="day_first" if day >= share else "month_first" if month >= share else "mixed", day_first=day, month_first=month))
        return lines, dates
