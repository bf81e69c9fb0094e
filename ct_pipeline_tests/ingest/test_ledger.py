from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ct_pipeline.ingest import Batch, sort_out
from ct_pipeline.model import RawArticle, Reject


def article(key: str, uri: str = "a.txt") -> RawArticle:
    return RawArticle(key, uri, "text/plain", "utf-8", "نص")


def test_new_known_and_rejected() -> None:
    batch = sort_out([article("1"), article("2"), article("1", "b.txt"), Reject("c.txt", None, "empty", "0 bytes")], known={"2": "a.txt"})
    assert ([a.article_id for a in batch.articles], batch.known, len(batch.rejects), batch.landed) == (["1"], 2, 1, 4)


def test_a_batch_that_does_not_add_up_is_refused() -> None:
    batch = sort_out([article("1")])
    with pytest.raises(ValueError, match="landed"):
        dataclasses.replace(batch, landed=2)


RECORDS = st.lists(
    st.builds(article, st.sampled_from("123456"), st.sampled_from(["a", "b", "c"]))
    | st.builds(Reject, st.sampled_from("xyz"), st.none() | st.integers(1, 3), st.just("empty"), st.just("nothing")),
    max_size=12,
)


@given(RECORDS, st.randoms(use_true_random=False), st.dictionaries(st.sampled_from("123456"), st.sampled_from(["a", "b", "c"])))
def test_order_does_not_matter_and_nothing_is_lost(records: list[RawArticle | Reject], random: object, known: dict[str, str]) -> None:
    first = sort_out(records, known)
    shuffled = list(records)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert sort_out(shuffled, known) == first
    assert first.landed == len(records) == len(first.articles) + first.known + len(first.rejects)
    known = known | {a.article_id: a.source_uri for a in first.articles} | dict(first.moved)
    again = sort_out(records, known)
    assert not again.articles
    assert not again.moved
    assert isinstance(again, Batch)


@given(RECORDS, st.integers(0, 12))
def test_the_smallest_address_stays_however_a_landing_is_cut(records: list[RawArticle | Reject], cut: int) -> None:
    def addresses(*batches: Batch) -> dict[str, str]:
        return {a.article_id: a.source_uri for b in batches for a in b.articles} | dict(m for b in batches for m in b.moved)

    first = sort_out(records[:cut])
    assert addresses(first, sort_out(records[cut:], addresses(first))) == addresses(sort_out(records))
