-- marts.person_activity: one row a person.
-- Answers: who is active, in which offices, at how many events, how often quoted?
create view marts.person_activity as
with office as (
  select person_id, string_agg(distinct title_ar, '، ' order by title_ar) as titles_ar, string_agg(distinct title_en, ', ' order by title_en) as titles_en from marts.dim_person_office where articles > 0 group by 1
), part as (
  select entity_id, count(*) as events, count(*) filter (role = 'chair') as chaired from marts.fct_event_participant group by 1
), said as (
  select speaker_id, count(*) as statements, count(*) filter (is_direct) as quoted from marts.statements_by_speaker group by 1
)
select d.entity_id as person_id, d.name_ar, d.name_en, d.country_iso2, c.name_ar as country_ar, c.name_en as country_en, o.titles_ar, o.titles_en,
       coalesce(p.events, 0)::integer as events, coalesce(p.chaired, 0)::integer as chaired, coalesce(s.statements, 0)::integer as statements, coalesce(s.quoted, 0)::integer as quoted,
       d.first_seen_on, d.last_seen_on, d.articles, d.stories, d.is_registered
from marts.dim_entity d
left join office o on o.person_id = d.entity_id left join part p on p.entity_id = d.entity_id left join said s on s.speaker_id = d.entity_id
left join ref.entities c on c.entity_id = 'country:' || d.country_iso2
where d.kind = 'person' order by events desc, statements desc, d.entity_id;
