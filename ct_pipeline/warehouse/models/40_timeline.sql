-- marts.timeline: events in order, with the names an analyst reads. One row an event.
-- Answers: what happened between two days, who was there, and where?
create view marts.timeline as
with present as (
  select p.event_id,
         string_agg(p.name_ar || ' (' || p.role_ar || ')', '، ' order by list_position(['chair', 'host', 'organizer', 'head_of_delegation', 'speaker', 'attendee', 'signatory', 'subject', 'perpetrator'], p.role), p.name_ar) as participants_ar,
         string_agg(coalesce(p.name_en, p.name_ar) || ' (' || lower(p.role_en) || ')', ', ' order by list_position(['chair', 'host', 'organizer', 'head_of_delegation', 'speaker', 'attendee', 'signatory', 'subject', 'perpetrator'], p.role), p.name_ar) as participants_en
  from marts.fct_event_participant p group by 1
)
select e.start_date, e.end_date, e.date_precision, e.event_type, e.event_type_ar, e.event_type_en, e.status, e.status_ar, e.status_en, e.event_ar, e.name_en as event_en, e.edition,
       e.country_iso2, e.country_ar, e.country_en, e.city, e.city_en, e.mode, p.participants_ar, p.participants_en,
       e.stories, e.articles, e.date_from_merge, e.contradictions, e.is_main, e.event_id
from marts.fct_event e left join present p using (event_id) order by e.start_date, e.event_id;
