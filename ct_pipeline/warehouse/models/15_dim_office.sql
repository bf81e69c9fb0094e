-- marts.dim_office: one row a term of office that the registry knows. Key: person_id, title_ar, start_date.
-- Answers: who held which office from when to when, according to the registry?
create table marts.dim_office as
select o.person_id, p.name_ar as person_ar, p.name_en as person_en, o.title_ar, o.title_en, o.organization_id, b.name_ar as organization_ar, o.country_iso2, o.start_date, o.end_date, o.source
from ref.offices o join ref.entities p on p.entity_id = o.person_id left join ref.entities b on b.entity_id = o.organization_id
order by o.person_id, o.start_date, o.title_ar;
