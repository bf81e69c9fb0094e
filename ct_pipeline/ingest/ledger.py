"""New or known: what a landing brings, told by the ids of what was landed before. Where the ledger is kept is the warehouse's business."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from ct_pipeline.model import RawArticle, Reject


@dataclass(frozen=True, slots=True)
class Batch:
    """A landing sorted out. ``landed == len(articles) + known + len(rejects)``, always.

    ``batch_id`` is derived from the new articles and the rejects: landing the same things again, in any order, gives the same id.
    """

    batch_id: str
    landed: int
    articles: tuple[RawArticle, ...]
    known: int
    rejects: tuple[Reject, ...]
    moved: tuple[tuple[str, str], ...] = ()  # known articles met under a smaller address: (article_id, source_uri)

    def __post_init__(self) -> None:
        if self.landed != len(self.articles) + self.known + len(self.rejects):
            raise ValueError(f"batch {self.batch_id}: {self.landed} landed, but {len(self.articles)} new + {self.known} known + {len(self.rejects)} rejected")


def batch_id(articles: Iterable[RawArticle], rejects: Iterable[Reject], moved: Iterable[tuple[str, str]] = ()) -> str:
    """First 16 hex digits of a SHA-256 over what a batch brings, whatever its order."""
    lines = sorted(f"article {article.article_id}" for article in articles)
    lines += sorted(f"reject {reject.source_uri} {reject.record_no} {reject.reason}" for reject in rejects)
    lines += sorted(f"moved {article_id} {uri}" for article_id, uri in moved)
    return hashlib.sha256("\n".join(lines).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def sort_out(records: Iterable[RawArticle | Reject], known: Mapping[str, str] = MappingProxyType({})) -> Batch:
    """Split what was read into new articles, known ones (landed before, or twice in this batch) and rejects.

    ``known``: the smallest address of every article that landed before. Of copies within the batch the one with the smallest ``source_uri`` stays, whatever
    order they are read in; of a known article a smaller address is noted. Articles come sorted by id.
    """
    new: dict[str, RawArticle] = {}
    moved: dict[str, str] = {}
    rejects: list[Reject] = []
    landed = seen = 0
    for record in records:
        landed += 1
        if isinstance(record, Reject):
            rejects.append(record)
        elif (before := known.get(record.article_id)) is not None:
            seen += 1
            if record.source_uri < moved.get(record.article_id, before):
                moved[record.article_id] = record.source_uri
        elif (other := new.get(record.article_id)) is not None:
            seen += 1
            if record.source_uri < other.source_uri:
                new[record.article_id] = record
        else:
            new[record.article_id] = record
    articles = tuple(new[key] for key in sorted(new))
    ordered = tuple(sorted(rejects, key=lambda r: (r.source_uri, r.record_no or 0, r.reason, r.detail)))
    addresses = tuple(sorted(moved.items()))
    return Batch(batch_id(articles, ordered, addresses), landed, articles, seen, ordered, addresses)
