-- marts.search_articles(query, hits := 20): articles in which the words of a query stand, in any of their inflected forms, the best first.
-- Answers: which articles speak of a thing, and which sentence of each does it best?
-- Scored like marts.search; an article is as good as its best sentence, and a little better for every further one.
create or replace macro marts.search_articles(query, hits := 20) as table
with asked as (
  select distinct marts.stem(w) as stem, w not in {{stop_words}} as telling from (select unnest(string_split(marts.fold(query), ' ')) as w) where w <> ''
), term as materialized (
  select ' ' || stem || ' ' as stem from asked where telling or not exists (select 1 from asked where telling)
), sized as (
  select count(*) as sentences, avg(length(stems)) as mean_length from clean.sentences
), hit as materialized (
  select s.sentence_id, s.article_id, t.stem, (length(s.stems) - length(replace(s.stems, t.stem, ' '))) / (length(t.stem) - 1) as times, length(s.stems) as size
  from clean.sentences s join term t on contains(s.stems, t.stem)
), known as (
  select stem, count(*) as found from hit group by 1
), scored as (
  select h.sentence_id, h.article_id, count(*) as words_found,
         sum(ln(1 + (z.sentences - k.found + 0.5) / (k.found + 0.5)) * h.times * 2.2 / (h.times + 1.2 * (0.25 + 0.75 * h.size / z.mean_length))) as weight
  from hit h join known k using (stem) cross join sized z group by 1, 2
), weighed as (
  select sentence_id, article_id, weight * words_found / (select count(*) from term) as weight from scored
), summed as (
  select article_id, max(weight) + 0.2 * ln(1 + sum(weight)) as score, count(*)::integer as sentences, arg_max(sentence_id, weight) as sentence_id from weighed group by 1
), best as materialized (
  select s.article_id, round(s.score, 3) as score, s.sentences, t.text from summed s join clean.sentences t using (sentence_id) order by score desc, s.article_id limit hits
)
select row_number() over (order by b.score desc, b.article_id)::integer as rank, b.score, a.title, b.text as sentence, b.sentences, a.outlet, a.published_on, b.article_id, a.story_id
from best b join clean.articles a using (article_id)
order by rank;
