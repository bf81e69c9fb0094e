-- marts.search_weights(query): one row a sentence in which a word of the query stands, with its BM25 weight, more of it where more of the words stand.
-- Answers: how well does each sentence fit a query?
create or replace macro marts.search_weights(query) as table
with term as materialized (
  select stem from marts.search_terms(query)
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
)
select sentence_id, article_id, words_found, weight * words_found / (select count(*) from term) as weight from scored;
