-- marts.fct_event_count: one row an event, thing counted and number that some report prints. Key: event_id, unit_key, count.
-- Answers: how many took part, were arrested, were killed, and how many stories give that number?
create table marts.fct_event_count as
select l.event_id, marts.stem(split_part(marts.fold(c.unit_ar), ' ', 1)) as unit_key, min(c.unit_ar) as unit_ar, c.count, count(distinct a.story_id)::integer as stories, count(distinct l.article_id)::integer as articles
from facts.event_counts c join marts.event_link l using (event_mention_id) join clean.articles a on a.article_id = l.article_id
group by 1, 2, 4 order by 1, 2, 4;
