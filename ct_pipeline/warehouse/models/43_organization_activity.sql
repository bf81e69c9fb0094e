-- marts.organization_activity: one row a body. Answers: which bodies act, at how many events, in which capacities, with which roles held in them?
create view marts.organization_activity as
select d.entity_id as organization_id, d.name_ar, d.name_en, d.entity_type, d.country_iso2,
       (select count(*) from marts.fct_event_participant p where p.entity_id = d.entity_id)::integer as events,
       (select count(*) from marts.fct_event_participant p where p.entity_id = d.entity_id and p.role in ('organizer', 'host', 'chair'))::integer as organized,
       (select count(*) from marts.fct_statement s where s.speaker_id = d.entity_id)::integer as statements,
       (select count(*) from marts.fct_role r where r.organization_id = d.entity_id)::integer as roles_in_it,
       d.first_seen_on, d.last_seen_on, d.articles, d.stories, d.is_registered
from marts.dim_entity d where d.kind = 'organization' order by d.articles desc, events desc, d.entity_id;
