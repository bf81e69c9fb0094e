-- marts.dim_organization: one row a body that any article mentions, or that stands above one that is. Key: organization_id.
-- Answers: to what does a body belong, of which kind and country is it, and how often is it in the news?
create table marts.dim_organization as
with recursive mentioned as (
  select entity_id, name_ar, name_en, country_iso2, entity_type, parent_id, is_registered, articles, stories, first_seen_on, last_seen_on from marts.dim_entity where kind = 'organization'
), above(entity_id) as (
  select distinct parent_id from mentioned where parent_id is not null
  union
  select r.parent_id from above a join ref.entities r using (entity_id) where r.parent_id is not null
), bodies as (
  select * from mentioned
  union all by name
  select r.entity_id, r.name_ar, r.name_en, r.country_iso2, r.type as entity_type, r.parent_id, true as is_registered, 0 as articles, 0 as stories
  from above join ref.entities r using (entity_id) where r.entity_id not in (select entity_id from mentioned)
), chain(entity_id, top_id, depth, path_ar, path_en) as (
  select entity_id, entity_id, 0, name_ar, coalesce(name_en, name_ar) from bodies where parent_id is null
  union all
  select b.entity_id, c.top_id, c.depth + 1, c.path_ar || ' › ' || b.name_ar, c.path_en || ' › ' || coalesce(b.name_en, b.name_ar) from chain c join bodies b on b.parent_id = c.entity_id where c.depth < 12
)
select b.entity_id as organization_id, b.name_ar, b.name_en, b.entity_type, b.country_iso2, n.name_ar as country_ar, n.name_en as country_en,
       b.parent_id, p.name_ar as parent_ar, p.name_en as parent_en, c.top_id, c.depth::integer as depth, c.path_ar, c.path_en,
       b.is_registered, b.articles, b.stories, b.first_seen_on, b.last_seen_on
from bodies b
left join chain c using (entity_id)
left join bodies p on p.entity_id = b.parent_id
left join ref.entities n on n.entity_id = 'country:' || b.country_iso2
order by organization_id;
