-- marts.fct_event_participant: one row an entity in an event, with its highest capacity. Key: event_id, entity_id.
-- Answers: who took part in what, and in what capacity?
create table marts.fct_event_participant as
with part as (
  select l.event_id, p.entity_id, arg_min(p.role, list_position(['chair', 'host', 'organizer', 'head_of_delegation', 'speaker', 'attendee', 'signatory', 'subject', 'perpetrator'], p.role)) as role,
         count(distinct l.article_id)::integer as articles, count(distinct c.story_id)::integer as stories
  from facts.event_participants p join marts.event_link l using (event_mention_id) join clean.articles c on c.article_id = l.article_id group by 1, 2
)
select p.event_id, p.entity_id, e.kind, e.name_ar, e.name_en, e.country_iso2, p.role, r.ar as role_ar, r.en as role_en, p.stories, p.articles
from part p join marts.dim_entity e using (entity_id) left join ref.labels r on r.list = 'participant_role' and r.code = p.role
order by 1, 2;
