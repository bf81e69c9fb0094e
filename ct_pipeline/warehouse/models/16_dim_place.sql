-- marts.dim_place: one row a country, city or other place that any article mentions, or that lies above one that is. Key: place_id.
-- Answers: where is a place, in which country, and how often is it in the news?
-- A country stands on the map where its capital does; a place that the registry does not know has no coordinates.
create table marts.dim_place as
with mentioned as (select entity_id, kind, name_ar, name_en, country_iso2, articles, stories, first_seen_on, last_seen_on from marts.dim_entity where kind in ('country', 'city', 'place')),
known as (
  select * from mentioned
  union all by name
  select r.entity_id, r.kind, r.name_ar, r.name_en, r.country_iso2, 0 as articles, 0 as stories from ref.entities r
  where r.kind = 'country' and r.entity_id not in (select entity_id from mentioned)
    and r.country_iso2 in (select country_iso2 from mentioned union select country_iso2 from facts.events)
)
select p.entity_id as place_id, p.kind, l.ar as kind_ar, l.en as kind_en, p.name_ar, p.name_en, p.country_iso2, c.name_ar as country_ar, c.name_en as country_en,
       coalesce(r.latitude, capital.latitude) as latitude, coalesce(r.longitude, capital.longitude) as longitude,
       p.articles, p.stories, p.first_seen_on, p.last_seen_on
from known p
left join ref.entities r on r.entity_id = p.entity_id
left join ref.entities c on c.entity_id = 'country:' || p.country_iso2
left join ref.entities capital on capital.entity_id = r.capital_id
left join ref.labels l on l.list = 'kind' and l.code = p.kind
order by place_id;
