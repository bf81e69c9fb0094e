-- marts.timeline: events in order, with the names an analyst reads. One row an event.
-- Answers: what happened between two days, who was there, and where?
create view marts.timeline as
select e.start_date, e.end_date, e.date_precision, e.event_type, e.status, case when e.name_ar like '% % %' then e.name_ar else coalesce(e.headline, e.name_ar) end as event_ar, e.name_en as event_en, e.edition,
       e.country_iso2, e.city, e.mode,
       (select string_agg(d.name_ar || ' (' || p.role || ')', '، ' order by p.role, d.name_ar) from marts.fct_event_participant p join marts.dim_entity d using (entity_id) where p.event_id = e.event_id) as participants_ar,
       (select string_agg(coalesce(d.name_en, d.name_ar) || ' (' || p.role || ')', ', ' order by p.role, d.name_ar) from marts.fct_event_participant p join marts.dim_entity d using (entity_id) where p.event_id = e.event_id) as participants_en,
       e.stories, e.articles, e.is_main, e.event_id
from marts.fct_event e order by e.start_date, e.event_id;
