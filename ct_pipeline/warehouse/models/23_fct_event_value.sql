-- marts.fct_event_value: one row an event, column and value that some report gives. Key: event_id, column_name, value.
-- Answers: which value was chosen for each column of an event, how many stories say so, and what do others say instead?
-- Chosen is, of a date, the finest, then what most stories say; of a status, cancelled over held over planned; of a name, a full one; of all else, what most stories say. Ties go to the report that is
-- mainly about the event, then to the surer rule, the earlier report and the smaller value. Near-duplicate stories have one voice.
create table marts.fct_event_value as
with place_names as (
  select marts.fold(a.alias) as city_key, e.country_iso2, min(e.entity_id) as city_id
  from ref.aliases a join ref.entities e using (entity_id) where e.kind = 'city' group by 1, 2
), only_name as (select city_key, min(city_id) as city_id from place_names group by 1 having count(*) = 1),
told as (
  select l.event_id, e.* , c.story_id, c.outlet, c.published_on, coalesce(p.city_id, o.city_id) as city_id
  from facts.events e join marts.event_link l using (event_mention_id) join clean.articles c on c.article_id = e.article_id
  left join place_names p on p.city_key = marts.fold(e.city) and p.country_iso2 = e.country_iso2
  left join only_name o on o.city_key = marts.fold(e.city) and e.country_iso2 is null
), long as (
  select event_id, story_id, article_id, outlet, published_on, is_main, confidence, v.column_name, v.key, v.value, v.start_date, v.end_date, v.date_precision, v.preference
  from told t, lateral (
    select unnest([
      {'column_name': 'date', 'key': start_date::varchar || coalesce('/' || nullif(end_date, start_date)::varchar, ''), 'value': start_date::varchar || coalesce('/' || nullif(end_date, start_date)::varchar, ''),
       'start_date': start_date, 'end_date': end_date, 'date_precision': date_precision, 'preference': coalesce(list_position(['week', 'month', 'season', 'year'], date_precision), 0)},
      {'column_name': 'event_type', 'key': event_type, 'value': event_type, 'start_date': null, 'end_date': null, 'date_precision': null, 'preference': 0},
      {'column_name': 'name', 'key': marts.fold(name_ar), 'value': name_ar, 'start_date': null, 'end_date': null, 'date_precision': null,
       'preference': (case when regexp_matches(name_ar, '(^| )[\x{0621}-\x{064a}]{0,2}هذ[اه]( |$)') then 2 else 0 end) + (case when name_ar like '% % %' then 0 else 1 end)},
      {'column_name': 'edition', 'key': edition::varchar, 'value': edition::varchar, 'start_date': null, 'end_date': null, 'date_precision': null, 'preference': 0},
      {'column_name': 'country', 'key': country_iso2, 'value': country_iso2, 'start_date': null, 'end_date': null, 'date_precision': null, 'preference': 0},
      {'column_name': 'city', 'key': coalesce(city_id, marts.fold(city)), 'value': city, 'start_date': null, 'end_date': null, 'date_precision': null, 'preference': 0},
      {'column_name': 'mode', 'key': mode, 'value': mode, 'start_date': null, 'end_date': null, 'date_precision': null, 'preference': 0},
      {'column_name': 'status', 'key': status, 'value': status, 'start_date': null, 'end_date': null, 'date_precision': null, 'preference': list_position(['cancelled', 'held', 'planned'], status)}
    ]) as v
  ) as x
  where v.key is not null and v.key <> ''
), counted as (
  select event_id, column_name, key, arg_max(value, (confidence, length(value), value)) as value, min(start_date) as start_date, min(end_date) as end_date,
         arg_min(date_precision, preference) as date_precision, min(preference) as preference,
         count(distinct story_id)::integer as stories, count(distinct article_id)::integer as articles, string_agg(distinct outlet, '، ' order by outlet) as outlets, min(published_on) as first_published_on,
         bool_or(is_main) as is_main, max(confidence) as confidence
  from long group by event_id, column_name, key
), ranked as (
  select *, row_number() over (partition by event_id, column_name order by preference, stories desc, is_main desc, case when column_name = 'name' then -length(value) end, confidence desc, first_published_on nulls last, key) as rank
  from counted
), chosen as (select * from ranked where rank = 1)
select r.event_id, r.column_name, r.value, r.start_date, r.end_date, r.date_precision, r.stories, r.articles, r.outlets, r.first_published_on, r.rank = 1 as is_chosen,
       case when r.rank = 1 then 'chosen'
            when r.column_name = 'date' and r.start_date <= c.start_date and r.end_date >= c.end_date then 'coarser'
            when r.column_name = 'date' and r.start_date >= c.start_date and r.end_date <= c.end_date then 'within'
            when r.column_name in ('name', 'event_type') or (r.column_name = 'status' and 'planned' in (r.value, c.value)) then 'differs'
            else 'contradicts' end as agreement
from ranked r join chosen c using (event_id, column_name)
order by r.event_id, r.column_name, r.rank;
