-- marts.dim_entity: one row a person, body, country, city or place that any article mentions. Key: entity_id.
-- Answers: who is known, under which name, of which country, since when and how often in the news?
create table marts.dim_entity as
with named as (
  select entity_id, kind, name_ar, name_en, country_iso2, is_registered,
         row_number() over (partition by entity_id order by is_registered desc, count(*) desc, length(name_ar) desc, name_ar) as rank
  from facts.entities group by entity_id, kind, name_ar, name_en, country_iso2, is_registered
), chosen as (select * from named where rank = 1),
countries as (  -- a new entity's country: the one most articles give it
  select entity_id, country_iso2, row_number() over (partition by entity_id order by count(*) desc, country_iso2) as rank
  from facts.entities where country_iso2 is not null group by entity_id, country_iso2
), served as (  -- a new person's: the state whose offices most articles give him
  select person_id as entity_id, country_iso2, row_number() over (partition by person_id order by count(distinct article_id) desc, country_iso2) as rank
  from facts.affiliations where country_iso2 is not null group by person_id, country_iso2
), seen as (
  select e.entity_id, a.story_id, e.article_id, any_value(a.published_on) as day from facts.entities e join clean.articles a using (article_id) group by 1, 2, 3
), told as (  -- in two steps: to count distinct articles and stories in one takes several times the memory
  select entity_id, count(*) as articles, min(day) as first_day, max(day) as last_day from seen group by entity_id, story_id
), used as (
  select entity_id, min(first_day) as first_seen_on, max(last_day) as last_seen_on, sum(articles)::integer as articles, count(*)::integer as stories from told group by 1
)
select c.entity_id, c.kind, coalesce(r.name_ar, c.name_ar) as name_ar, coalesce(r.name_en, c.name_en) as name_en,
       coalesce(r.country_iso2, k.country_iso2, s.country_iso2) as country_iso2, r.wikidata_id, r.type as entity_type, r.parent_id, r.entity_id is not null as is_registered,
       u.first_seen_on, u.last_seen_on, u.articles, u.stories
from chosen c
left join ref.entities r using (entity_id)
left join countries k on k.entity_id = c.entity_id and k.rank = 1
left join served s on s.entity_id = c.entity_id and s.rank = 1
join used u on u.entity_id = c.entity_id
order by c.entity_id;
