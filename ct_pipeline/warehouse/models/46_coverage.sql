-- marts.coverage: one row an outlet and month.
-- Answers: how much of what was read is dated, has entities, has events?
create view marts.coverage as
select coalesce(outlet, '(unknown)') as outlet, coalesce(strftime(published_on, '%Y-%m'), '(undated)') as year_month, count(*)::integer as articles,
       count(distinct story_id)::integer as stories, count(published_on)::integer as dated, count(*) filter (published_on is null and (published_earliest is not null or published_latest is not null))::integer as bounded,
       count(*) filter (mentions > 0)::integer as with_entities, count(*) filter (events > 0)::integer as with_events, count(*) filter (statements > 0)::integer as with_statements,
       count(*) filter (is_relevant)::integer as relevant
from marts.dim_article group by 1, 2 order by 1, 2;
