-- marts.dim_date: one row a day between the first and the last day any fact names (1990 to a year after the last landing at the widest). Key: day.
-- Answers: which weekday, month and year is a day, in Arabic and English?
create table marts.dim_date as
with bound as (
  select greatest(date '1990-01-01', min(day)) as first_day, least(max(day), (select max(landed_on) from ops.batches) + 366) as last_day
  from (select start_date as day from facts.time_expressions where start_date is not null union all select published_on from clean.articles where published_on is not null)
)
select d::date as day, year(d)::integer as year, quarter(d)::integer as quarter, month(d)::integer as month, strftime(d, '%Y-%m') as year_month, isodow(d)::integer as iso_weekday,
       strftime(d, '%A') as weekday_en, (['الاثنين', 'الثلاثاء', 'الأربعاء', 'الخميس', 'الجمعة', 'السبت', 'الأحد'])[isodow(d)] as weekday_ar,
       strftime(d, '%B') as month_en,
       (['يناير', 'فبراير', 'مارس', 'أبريل', 'مايو', 'يونيو', 'يوليو', 'أغسطس', 'سبتمبر', 'أكتوبر', 'نوفمبر', 'ديسمبر'])[month(d)] as month_ar
from bound, unnest(generate_series(first_day::timestamp, last_day::timestamp, interval 1 day)) as s(d)
order by 1;
