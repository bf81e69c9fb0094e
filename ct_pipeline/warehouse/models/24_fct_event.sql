-- marts.fct_event: one row a real-world event, across articles. Key: event_id.
-- Answers: what happened, when, where, how surely, and how many stories tell it?
-- Each column holds the value chosen in marts.fct_event_value, where the other values stand beside it.
create table marts.fct_event as
with told as (
  select l.event_id, e.*, c.story_id, c.title as headline, c.published_on, s.text as sentence,
         row_number() over (partition by l.event_id order by e.is_main desc, e.start_date is null,
           list_position(['day', 'range', 'week', 'month', 'season', 'year'], e.date_precision), e.confidence desc, e.event_mention_id) as rank
  from facts.events e join marts.event_link l using (event_mention_id) join clean.articles c on c.article_id = e.article_id join clean.sentences s on s.sentence_id = e.sentence_id
), best as (
  select event_id,
    bool_or(is_main) as is_main, count(distinct article_id)::integer as articles, count(distinct story_id)::integer as stories,
    count(distinct story_id) filter (start_date is not null)::integer as dated_stories, count(distinct article_id) filter (start_date is null)::integer as undated_articles,
    count(distinct start_date)::integer as distinct_start_dates, min(published_on) as first_reported_on, max(published_on) as last_reported_on,
    max(confidence) as confidence, first(headline order by rank) filter (headline is not null) as headline, first(sentence order by rank) as sentence
  from told group by 1
), value as (
  select event_id,
    max(value) filter (column_name = 'event_type') as event_type, max(value) filter (column_name = 'name') as name_ar, max(value) filter (column_name = 'edition')::integer as edition,
    max(start_date) filter (column_name = 'date') as start_date, max(end_date) filter (column_name = 'date') as end_date, max(date_precision) filter (column_name = 'date') as date_precision,
    max(stories) filter (column_name = 'date') as date_stories,
    max(value) filter (column_name = 'country') as country_iso2, max(value) filter (column_name = 'city') as city, max(value) filter (column_name = 'mode') as mode, max(value) filter (column_name = 'status') as status
  from marts.fct_event_value where is_chosen group by 1
), contradicted as (
  select event_id, count(distinct column_name)::integer as contradictions from marts.fct_event_value where agreement = 'contradicts' group by 1
), plover as (  -- the codes of the type that was chosen
  select t.event_id, first(t.plover_type order by t.rank) as plover_type, first(t.plover_mode order by t.rank) filter (t.plover_mode is not null) as plover_mode
  from told t join value v using (event_id) where t.event_type = v.event_type group by 1
), city_name as (
  select marts.fold(a.alias) as city_key, e.country_iso2, min(e.entity_id) as city_id
  from ref.aliases a join ref.entities e using (entity_id) where e.kind = 'city' group by 1, 2
), city as (
  select n.city_key, n.country_iso2, e.entity_id, e.name_en, e.latitude, e.longitude from city_name n join ref.entities e on e.entity_id = n.city_id
)
select b.event_id, v.event_type, t.ar as event_type_ar, t.en as event_type_en, p.plover_type, p.plover_mode, v.name_ar,
       concat_ws(', ', t.en || coalesce(' no. ' || v.edition, ''), city.name_en, country.name_en, v.start_date::varchar) as name_en,
       case when v.name_ar like '% % %' then v.name_ar when b.is_main then coalesce(b.headline, v.name_ar, b.sentence)
            when length(b.sentence) > 140 then regexp_extract(left(b.sentence, 140), '^(.*)\s', 1) || ' …' else b.sentence end as event_ar,
       v.edition, v.start_date, v.end_date, v.date_precision, v.country_iso2, country.name_ar as country_ar, country.name_en as country_en,
       v.city, city.name_en as city_en, city.entity_id as city_id, city.latitude, city.longitude, v.mode, v.status, s.ar as status_ar, s.en as status_en, b.is_main,
       b.articles, b.stories, b.dated_stories, coalesce(v.date_stories, 0)::integer as date_stories, b.undated_articles, b.undated_articles > 0 and v.start_date is not null as date_from_merge,
       b.distinct_start_dates, coalesce(x.contradictions, 0)::integer as contradictions, b.first_reported_on, b.last_reported_on, b.headline, b.confidence
from best b
join value v using (event_id)
left join contradicted x using (event_id)
left join plover p using (event_id)
left join ref.labels t on t.list = 'event_type' and t.code = v.event_type
left join ref.labels s on s.list = 'event_status' and s.code = v.status
left join ref.entities country on country.entity_id = 'country:' || v.country_iso2
left join city on city.city_key = marts.fold(v.city) and city.country_iso2 = v.country_iso2
order by b.event_id;
