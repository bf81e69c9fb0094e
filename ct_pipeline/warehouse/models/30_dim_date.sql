-- marts.dim_date: one row a day between the first and the last day any fact names (1 August 1924, where the Umm al-Qura table begins, to a year after the last landing at the widest). Key: day.
-- Answers: which weekday, month and year is a day, in both calendars, in Arabic and English?
create table marts.dim_date as
with named as (
  select unnest([start_date, end_date]) as day from facts.time_expressions
  union all select unnest([start_date, end_date]) from facts.events
  union all select unnest([published_on, published_earliest, published_latest]) from clean.articles
), bound as (
  select greatest(date '1924-08-01', min(day)) as first_day, least(date '2077-11-16', greatest(max(landed_on), least(max(day), max(landed_on) + 366))) as last_day
  from named, (select max(landed_on) as landed_on from ops.batches)
), days as (
  select d::date as day from bound, unnest(generate_series(first_day::timestamp, last_day::timestamp, interval 1 day)) as s(d)
), dated as (select d.day, h.hijri_year, h.hijri_month, (d.day - h.first_day + 1)::integer as hijri_day from days d asof join ref.hijri_months h on d.day >= h.first_day)
select d.day, year(d.day)::integer as year, quarter(d.day)::integer as quarter, month(d.day)::integer as month, day(d.day)::integer as day_of_month, strftime(d.day, '%Y-%m') as year_month,
       isodow(d.day)::integer as iso_weekday, w.ar as weekday_ar, w.en as weekday_en, m.ar as month_ar, m.en as month_en,
       d.hijri_year, d.hijri_month, d.hijri_day, h.ar as hijri_month_ar, h.en as hijri_month_en,
       d.hijri_day || ' ' || h.ar || ' ' || d.hijri_year as hijri_ar, d.hijri_day || ' ' || h.en || ' ' || d.hijri_year as hijri_en
from dated d
join ref.labels w on w.list = 'weekday' and w.code = isodow(d.day)::varchar
join ref.labels m on m.list = 'month' and m.code = month(d.day)::varchar
join ref.labels h on h.list = 'hijri_month' and h.code = d.hijri_month::varchar
order by d.day;
