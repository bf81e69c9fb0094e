-- marts.fct_event_evidence: one row a sentence that reports an event. Key: event_id, sentence_id.
-- Answers: which words does an event rest on, in which article of which outlet, and what does that article say of it?
create table marts.fct_event_evidence as
select l.event_id, v.event_mention_id, e.article_id, v.sentence_id, s.text as sentence, v.raw_start, v.raw_end,
       c.story_id, c.outlet, c.published_on, e.event_type, e.start_date, e.end_date, e.country_iso2, e.city, e.edition, e.start_date is null and w.start_date is not null as date_from_merge, e.rule
from facts.event_evidence v join marts.event_link l using (event_mention_id) join facts.events e using (event_mention_id)
join marts.fct_event w using (event_id)
join clean.sentences s on s.sentence_id = v.sentence_id join clean.articles c on c.article_id = e.article_id
order by 1, 4, 2;
