-- marts.person_activity: one row a person. Answers: who is active, in which offices, at how many events, how often quoted?
create view marts.person_activity as
select d.entity_id as person_id, d.name_ar, d.name_en, d.country_iso2,
       (select string_agg(distinct f.title, '، ' order by f.title) from marts.fct_affiliation f where f.person_id = d.entity_id) as titles_ar,
       (select count(*) from marts.fct_event_participant p where p.entity_id = d.entity_id)::integer as events,
       (select count(*) from marts.fct_event_participant p where p.entity_id = d.entity_id and p.role = 'chair')::integer as chaired,
       (select count(*) from marts.fct_statement s where s.speaker_id = d.entity_id)::integer as statements,
       d.first_seen_on, d.last_seen_on, d.articles, d.stories, d.is_registered
from marts.dim_entity d where d.kind = 'person' order by events desc, statements desc, d.entity_id;
