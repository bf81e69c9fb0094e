-- marts.organization_activity: one row a body.
-- Answers: which bodies act, at how many events, in which capacities, with which roles held in them?
create view marts.organization_activity as
with part as (
  select entity_id, count(*) as events, count(*) filter (role in ('organizer', 'host', 'chair')) as organized from marts.fct_event_participant group by 1
), said as (
  select speaker_id, count(*) as statements from marts.statements_by_speaker group by 1
), roles as (
  select organization_id, count(*) as roles_in_it from marts.fct_role group by 1
)
select d.organization_id, d.name_ar, d.name_en, d.entity_type, d.country_iso2, d.country_ar, d.country_en, d.parent_id, d.parent_ar, d.parent_en,
       coalesce(p.events, 0)::integer as events, coalesce(p.organized, 0)::integer as organized, coalesce(s.statements, 0)::integer as statements, coalesce(r.roles_in_it, 0)::integer as roles_in_it,
       d.first_seen_on, d.last_seen_on, d.articles, d.stories, d.is_registered
from marts.dim_organization d
left join part p on p.entity_id = d.organization_id left join said s on s.speaker_id = d.organization_id left join roles r using (organization_id)
where d.articles > 0 order by d.articles desc, events desc, d.organization_id;
