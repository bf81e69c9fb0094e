-- marts.fct_event_participant: one row an entity in an event, with its highest capacity. Key: event_id, entity_id.
-- Answers: who took part in what, and in what capacity?
create table marts.fct_event_participant as
select l.event_id, p.entity_id, e.kind,
       arg_min(p.role, list_position(['chair', 'host', 'organizer', 'head_of_delegation', 'speaker', 'attendee', 'signatory', 'subject', 'perpetrator'], p.role)) as role,
       count(distinct f.article_id)::integer as articles
from facts.event_participants p join marts.event_link l using (event_mention_id) join facts.events f using (event_mention_id) join marts.dim_entity e using (entity_id)
group by all order by 1, 2;
