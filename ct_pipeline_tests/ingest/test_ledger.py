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
    batch = sort_out([article("1"), article("2"), article("1", "b.txt"), Reject("c.txt", None, "empty", "0 bytes")], known={"2"})
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


@given(RECORDS, st.randoms(use_true_random=False), st.frozensets(st.sampled_from("123456")))
def test_order_does_not_matter_and_nothing_is_lost(records: list[RawArticle | Reject], random: object, known: frozenset[str]) -> None:
    first = sort_out(records, known)
    shuffled = list(records)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert sort_out(shuffled, known) == first
    assert first.landed == len(records) == len(first.articles) + first.known + len(first.rejects)
    again = sort_out(records, known | {a.article_id for a in first.articles})
    assert not again.articles and isinstance(again, Batch)
