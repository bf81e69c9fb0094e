-- marts.fct_event: one row a real-world event, across articles. Key: event_id.
-- Answers: what happened, when, where, how surely, and how many stories tell it?
create table marts.fct_event as
with told as (
  select l.event_id, e.*, c.story_id, c.title as headline,
         row_number() over (partition by l.event_id order by e.is_main desc, e.start_date is null,
           list_position(['day', 'range', 'week', 'month', 'season', 'year'], e.date_precision), e.confidence desc, e.event_mention_id) as rank
  from facts.events e join marts.event_link l using (event_mention_id) join clean.articles c using (article_id)
), best as (
  select event_id,
    first(event_type order by rank) as event_type, first(plover_type order by rank) as plover_type, first(plover_mode order by rank) filter (plover_mode is not null) as plover_mode,
    first(name_ar order by regexp_matches(name_ar, '(^| )\w{0,2}هذ[اه]( |$)'), rank) filter (name_ar is not null) as name_ar, first(edition order by rank) filter (edition is not null) as edition,
    first(start_date order by rank) as start_date, first(end_date order by rank) as end_date, first(date_precision order by rank) as date_precision,
    first(country_iso2 order by rank) filter (country_iso2 is not null) as country_iso2, first(city order by rank) filter (city is not null) as city,
    first(mode order by rank) filter (mode is not null) as mode,
    case when bool_or(status = 'cancelled') then 'cancelled' when bool_or(status = 'held') then 'held' else 'planned' end as status,
    bool_or(is_main) as is_main, count(distinct article_id)::integer as articles, count(distinct story_id)::integer as stories,
    count(distinct story_id) filter (start_date is not null)::integer as dated_stories, count(distinct start_date)::integer as distinct_start_dates,
    max(confidence) as confidence, first(headline order by rank) filter (headline is not null) as headline
  from told group by 1
)
select b.event_id, b.event_type, b.plover_type, b.plover_mode, b.name_ar,
       concat_ws(', ', upper(b.event_type[1]) || b.event_type[2:] || coalesce(' no. ' || b.edition, ''), city.name_en, country.name_en, b.start_date::varchar) as name_en,
       b.edition, b.start_date, b.end_date, b.date_precision, b.country_iso2, b.city, b.mode, b.status, b.is_main, b.articles, b.stories, b.dated_stories, b.distinct_start_dates,
       b.headline, b.confidence
from best b
left join ref.entities country on country.entity_id = 'country:' || b.country_iso2
left join (select a.alias_key, min(e.name_en) as name_en, e.country_iso2 from (select entity_id, marts.fold(alias) as alias_key from ref.aliases) a
           join ref.entities e using (entity_id) where e.kind = 'city' group by 1, 3) city
  on city.alias_key = marts.fold(b.city) and city.country_iso2 = b.country_iso2
order by b.event_id;
