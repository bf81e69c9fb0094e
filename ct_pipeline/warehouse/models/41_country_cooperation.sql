-- marts.country_cooperation: one row a pair of countries, month and event type. A country counts where it or somebody or something of it took part.
-- Answers: which countries work together, on what, and when?
create view marts.country_cooperation as
with present as (
  select distinct event_id, country_iso2 from marts.fct_event_participant where country_iso2 is not null and role not in ('subject', 'perpetrator')
)
select a.country_iso2 as country_a, b.country_iso2 as country_b, ca.name_ar as country_a_ar, cb.name_ar as country_b_ar, ca.name_en as country_a_en, cb.name_en as country_b_en,
       strftime(e.start_date, '%Y-%m') as year_month, e.event_type, e.event_type_ar, e.event_type_en, count(*)::integer as events, sum(e.stories)::integer as stories
from present a join present b on a.event_id = b.event_id and a.country_iso2 < b.country_iso2 join marts.fct_event e on e.event_id = a.event_id
left join ref.entities ca on ca.entity_id = 'country:' || a.country_iso2 left join ref.entities cb on cb.entity_id = 'country:' || b.country_iso2
where e.event_type in ('meeting', 'conference', 'visit', 'agreement', 'launch', 'operation', 'trial') and e.status <> 'cancelled'
group by all order by events desc, country_a, country_b, year_month, event_type;
