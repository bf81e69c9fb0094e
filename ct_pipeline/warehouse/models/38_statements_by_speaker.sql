-- marts.statements_by_speaker: one row a statement, near-duplicate stories once, by speaker and day.
-- Answers: what did somebody say, in which office, when, where, in which words, and which outlets carried it?
create view marts.statements_by_speaker as
with carried as (
  select story_id, string_agg(distinct outlet, '، ' order by outlet) as outlets, count(*)::integer as articles from clean.articles group by 1
)
select s.speaker_id, s.speaker_ar, s.speaker_en, s.speaker_kind, s.office_ar, s.published_on, s.verb, s.is_direct, s.quote, s.sentence,
       s.event_id, e.event_ar, e.name_en as event_en, s.outlet, c.outlets, c.articles, s.article_id, s.statement_id
from marts.fct_statement s
join marts.dim_article a using (article_id)
join carried c on c.story_id = a.story_id
left join marts.fct_event e on e.event_id = s.event_id
where a.is_story_lead
order by s.speaker_id, s.published_on nulls last, s.sentence_id;
