-- marts.first_reports: one row an event that a dated article reports.
-- Answers: who reported first, how long after the event, and who followed when?
-- The hour of publication decides between reports of one day where the page tells it; where it does not, all of that day are first together (same_day_articles).
create view marts.first_reports as
with report as (
  select distinct v.event_id, v.article_id, a.published_on, a.published_at, a.outlet, a.agency, a.title, a.story_id
  from marts.fct_event_evidence v join marts.dim_article a using (article_id) where a.published_on is not null
), placed as (
  select *, row_number() over (partition by event_id order by published_on, published_at nulls last, article_id) as place from report
), other as (  -- the first outlet after the first one
  select p.event_id, min(p.place) as place from placed p join placed f on f.event_id = p.event_id and f.place = 1 where p.outlet is distinct from f.outlet group by 1
), counted as (
  select r.event_id, count(*)::integer as articles, count(distinct r.outlet)::integer as outlets, count(distinct r.story_id)::integer as stories,
         count(*) filter (r.published_on = f.published_on)::integer as same_day_articles
  from report r join placed f on f.event_id = r.event_id and f.place = 1 group by 1
)
select e.start_date, e.event_type, e.event_type_ar, e.event_type_en, e.event_ar, e.name_en as event_en, e.country_iso2,
       f.published_on as first_published_on, f.outlet as first_outlet, f.agency as first_agency, f.title as first_title, f.article_id as first_article_id,
       case when e.date_precision in ('day', 'range') then (f.published_on - e.start_date)::integer end as days_after_event, c.same_day_articles,
       n.published_on as next_published_on, n.outlet as next_outlet, c.outlets, c.stories, c.articles, e.event_id
from placed f
join counted c using (event_id)
join marts.fct_event e using (event_id)
left join other o using (event_id)
left join placed n on n.event_id = o.event_id and n.place = o.place
where f.place = 1
order by f.published_on, e.event_id;
