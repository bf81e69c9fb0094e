-- marts.dim_article: one row an article. Key: article_id.
-- Answers: what was published where and when, how surely is it dated, and what was found in it?
create table marts.dim_article as
select a.article_id, r.source_uri, r.url, a.title, marts.fold(a.outlet) as outlet_id, a.outlet, a.agency, a.author, a.dateline_place, a.language,
       a.published_on, case when r.hint_published_at::date = a.published_on and r.hint_published_at::time <> time '00:00' then r.hint_published_at end as published_at, a.published_earliest, a.published_latest, a.published_method, a.is_relevant, a.relevance, a.story_id, a.is_story_lead,
       (select count(*) from facts.mentions m where m.article_id = a.article_id)::integer as mentions,
       (select count(*) from facts.events e where e.article_id = a.article_id)::integer as events,
       (select count(*) from facts.statements s where s.article_id = a.article_id)::integer as statements,
       r.batch_id, r.ingested_at
from clean.articles a join raw.articles r using (article_id)
order by a.article_id;
