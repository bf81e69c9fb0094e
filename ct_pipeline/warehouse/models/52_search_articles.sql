-- marts.search_articles(query, hits := 20): articles in which the words of a query stand, in any of their inflected forms, the best first.
-- Answers: which articles speak of a thing, and which sentence of each does it best?
create or replace macro marts.search_articles(query, hits := 20) as table
with sentence as (
  select * from marts.search(query, hits := 5000)
), summed as (
  select article_id, max(score) + 0.2 * ln(1 + sum(score)) as score, count(*)::integer as sentences, arg_min(marked, rank) as marked from sentence group by 1
)
select row_number() over (order by s.score desc, s.article_id)::integer as rank, round(s.score, 3) as score, a.title, s.marked, s.sentences, a.outlet, a.published_on, s.article_id, a.story_id
from summed s join clean.articles a using (article_id)
order by rank limit hits;
