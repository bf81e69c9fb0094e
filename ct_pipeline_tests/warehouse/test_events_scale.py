"""Joining reports into events grows with the number of events, not with its square. ``CT_LONG=1`` runs it on 20,000 of them."""

from __future__ import annotations

import os
from time import process_time

import pytest

from ct_pipeline.config import Settings
from ct_pipeline_tests.warehouse.subsets import Stage

# Every article k times, each time on other days with other people: what a news archive of years looks like to the blocking keys.
COPIES = """
create temp table k as select range as k, (range * 37 % 4000)::integer as shift from range(1, {copies});
insert into raw.articles by name select a.* replace (md5(article_id || k) as article_id) from raw.articles a, k;
insert into clean.sentences by name select s.* replace (md5(article_id || k) as article_id, sentence_id || k as sentence_id) from clean.sentences s, k;
insert into facts.mentions by name select m.* replace (md5(article_id || k) as article_id, mention_id || k as mention_id, sentence_id || k as sentence_id) from facts.mentions m, k;
insert into facts.event_evidence by name select v.* replace (event_mention_id || k as event_mention_id, sentence_id || k as sentence_id) from facts.event_evidence v, k;
insert into facts.event_participants by name select p.* replace (event_mention_id || k as event_mention_id) from facts.event_participants p, k;
insert into facts.events by name select e.* replace (md5(article_id || k) as article_id, event_mention_id || k as event_mention_id, sentence_id || k as sentence_id,
  start_date + shift as start_date, end_date + shift as end_date) from facts.events e, k;
insert into clean.articles by name select a.* replace (md5(article_id || k) as article_id, null as fingerprint, published_on + shift as published_on, published_earliest + shift as published_earliest,
  published_latest + shift as published_latest) from clean.articles a, k;
"""


def measured(stage: Stage, copies: int) -> tuple[int, int, int, float]:
    """Events, pairs, largest event in articles, and CPU seconds of the models up to the link."""
    begun = process_time()
    con = stage.marts(change=COPIES.format(copies=copies), through="marts.event_link")
    seconds = process_time() - begun
    row = con.execute("select count(*), (select count(*) from marts.event_pair), (select max(n) from (select count(*) as n from marts.event_link group by event_id)) from marts.event_link").fetchone()
    assert row is not None
    return int(row[0]), int(row[1]), int(row[2]), seconds


@pytest.mark.skipif(not os.environ.get("CT_LONG"), reason="long: set CT_LONG=1")
def test_twenty_thousand_events(samples: Settings) -> None:
    stage = Stage(samples.database)
    small, large = measured(stage, 33), measured(stage, 132)
    print("events, pairs, largest, CPU seconds:", small, large)
    assert large[0] > 20_000
    assert large[1] < 8 * small[1]
    assert large[3] < 8 * small[3]  # four times the events: a comparison of all with all would take sixteen times as long
