-- marts.fct_affiliation: one row a person, title, body and country, across articles. Key: person_id, title, organization_id, country_iso2.
-- Answers: who was what, of which body and country, and in which period do articles say so?
create table marts.fct_affiliation as
select f.person_id, p.name_ar as person_ar, p.name_en as person_en, f.title, f.organization_id, o.name_ar as organization_ar, f.country_iso2,
       bool_and(f.is_former) as is_former, min(a.published_on) as first_said_on, max(a.published_on) as last_said_on,
       count(distinct f.article_id)::integer as articles, count(distinct a.story_id)::integer as stories, max(f.confidence) as confidence
from facts.affiliations f join marts.dim_entity p on p.entity_id = f.person_id left join marts.dim_entity o on o.entity_id = f.organization_id
join clean.articles a using (article_id)
group by all order by 1, 4, 5, 7;
