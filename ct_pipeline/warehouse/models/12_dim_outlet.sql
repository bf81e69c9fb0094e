-- marts.dim_outlet: one row an outlet. Key: outlet_id.
-- Answers: which outlets were read, of which kind and country, from when to when, and how many of their articles are dated?
create table marts.dim_outlet as
with registered as (
  select marts.fold(a.alias) as outlet_id, e.entity_id, e.name_en, e.type, e.country_iso2
  from ref.aliases a join ref.entities e using (entity_id) where e.type in ('agency', 'newspaper', 'site', 'television', 'radio')
  qualify row_number() over (partition by marts.fold(a.alias) order by e.entity_id) = 1
), read as (
  select marts.fold(outlet) as outlet_id, min(outlet) as name_ar, count(*)::integer as articles, count(distinct story_id)::integer as stories, count(published_on)::integer as dated,
         min(published_on) as first_article_on, max(published_on) as last_article_on
  from clean.articles where outlet is not null group by 1
)
select r.outlet_id, r.name_ar, g.name_en, g.entity_id, g.type as entity_type, g.country_iso2, r.articles, r.stories, r.dated, r.first_article_on, r.last_article_on
from read r left join registered g using (outlet_id) order by r.outlet_id;
