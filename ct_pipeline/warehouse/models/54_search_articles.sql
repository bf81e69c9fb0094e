-- marts.search_articles(query, hits := 20): articles in which the words of a query stand, in any of their inflected forms, the best first.
-- Answers: which articles speak of a thing, and which sentence of each does it best?
-- Scored like marts.search; an article is as good as its best sentence, and a little better for every further one.
create or replace macro marts.search_articles(query, hits := 20) as table
with summed as (
  select article_id, max(weight) + 0.2 * ln(1 + sum(weight)) as score, count(*)::integer as sentences, arg_max(sentence_id, weight) as sentence_id
  from marts.search_weights(query) group by 1
), best as materialized (
  select s.article_id, round(s.score, 3) as score, s.sentences, t.text from summed s join clean.sentences t using (sentence_id) order by score desc, s.article_id limit hits
)
select row_number() over (order by b.score desc, b.article_id)::integer as rank, b.score, a.title, b.text as sentence, b.sentences, a.outlet, a.published_on, b.article_id, a.story_id
from best b join clean.articles a using (article_id)
order by rank;
