-- marts.dim_person_office: one row a person, office and period (a type-2 history). Key: person_office_id.
-- Answers: who was what, of which body and country, from when to when, according to the registry and to which articles?
-- valid_from and valid_to are days that the registry is sure of. Articles only say that somebody was something on the day they were published: said_from and said_to hold
-- the first and last such day, said_former_on the first day on which the office is called a former one. A title in an article belongs to the registry's term when body or country agree,
-- one title is part of the other, and the day lies within the term (the term of the nearest end where none holds the day).
create table marts.dim_person_office as
with said as (
  select f.person_id, marts.fold(f.title) as title_key, f.title, f.organization_id, f.country_iso2, f.is_former, f.article_id, a.story_id, coalesce(a.published_on, a.published_latest, a.published_earliest) as day, a.published_on
  from facts.affiliations f join clean.articles a using (article_id)
), terms as (
  select o.person_id, marts.fold(o.title_ar) as title_key, o.title_ar, o.title_en, o.organization_id, o.country_iso2, o.start_date, o.end_date, o.source,
         row_number() over (order by o.person_id, o.start_date nulls last, o.title_ar, o.organization_id, o.country_iso2, o.end_date) as term_no
  from ref.offices o where o.person_id in (select person_id from said union select entity_id from marts.dim_entity where kind = 'person')
), candidate as (
  select s.*, t.term_no,
         row_number() over (
           partition by s.article_id, s.person_id, s.title_key, s.organization_id, s.country_iso2, s.is_former
           order by not (coalesce(t.start_date <= s.day, true) and coalesce(t.end_date >= s.day, true)) <> s.is_former,
                    case when s.is_former then s.day - t.end_date else greatest(coalesce(t.start_date - s.day, 0), coalesce(s.day - t.end_date, 0)) end nulls last,
                    t.organization_id is distinct from s.organization_id, t.term_no
         ) as rank
  from said s join terms t on t.person_id = s.person_id
    and (t.organization_id = s.organization_id or t.country_iso2 = s.country_iso2 or (t.country_iso2 is null and s.organization_id is null))
    and (contains(t.title_key, s.title_key) or contains(s.title_key, t.title_key))
), matched as (select * from candidate where rank = 1),
registry as (
  select t.term_no, count(distinct m.article_id)::integer as articles, count(distinct m.story_id)::integer as stories, min(m.published_on) filter (not m.is_former) as said_from,
         max(m.published_on) filter (not m.is_former) as said_to, min(m.published_on) filter (m.is_former) as said_former_on
  from terms t left join matched m using (term_no) group by 1
), text as (
  select s.person_id, s.title_key, arg_max(s.title, (length(s.title), s.title)) as title_ar, s.organization_id, s.country_iso2, count(distinct s.article_id)::integer as articles, count(distinct s.story_id)::integer as stories,
         min(s.published_on) filter (not s.is_former) as said_from, max(s.published_on) filter (not s.is_former) as said_to, min(s.published_on) filter (s.is_former) as said_former_on
  from said s anti join matched m on m.article_id = s.article_id and m.person_id = s.person_id and m.title_key = s.title_key and m.organization_id is not distinct from s.organization_id
    and m.country_iso2 is not distinct from s.country_iso2 and m.is_former = s.is_former
  group by s.person_id, s.title_key, s.organization_id, s.country_iso2
), periods as (
  select t.person_id, t.title_key, t.title_ar, t.title_en, t.organization_id, t.country_iso2, t.start_date as valid_from, t.end_date as valid_to,
         case when r.articles > 0 then 'both' else 'registry' end as source_kind, t.source, r.said_from, r.said_to, r.said_former_on, r.articles, r.stories
  from terms t join registry r using (term_no)
  union all by name
  select *, 'text' as source_kind from text
)
select 'office:' || substr(md5(concat_ws('|', p.person_id, p.title_key, coalesce(p.organization_id, ''), coalesce(p.country_iso2, ''), coalesce(p.valid_from::varchar, ''), p.source_kind = 'text')), 1, 16) as person_office_id,
       p.person_id, d.name_ar as person_ar, d.name_en as person_en, p.title_ar, p.title_en, p.organization_id, o.name_ar as organization_ar, o.name_en as organization_en,
       p.country_iso2, c.name_ar as country_ar, c.name_en as country_en, p.valid_from, p.valid_to, p.said_from, p.said_to, p.said_former_on,
       p.source_kind, k.ar as source_kind_ar, k.en as source_kind_en, p.source, p.articles, p.stories
from periods p
join marts.dim_entity d on d.entity_id = p.person_id
left join ref.entities ro on ro.entity_id = p.organization_id
left join marts.dim_entity eo on eo.entity_id = p.organization_id
left join lateral (select coalesce(eo.name_ar, ro.name_ar) as name_ar, coalesce(eo.name_en, ro.name_en) as name_en) o on true
left join ref.entities c on c.entity_id = 'country:' || p.country_iso2
left join ref.labels k on k.list = 'source_kind' and k.code = p.source_kind
order by p.person_id, coalesce(p.valid_from, p.said_from) nulls last, p.title_ar, person_office_id;
