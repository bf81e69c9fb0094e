-- marts.search(query, hits := 20): sentences in which the words of a query stand, in any of their inflected forms, the best first (BM25; the words together and as written weigh more).
-- Answers: where does a word or a phrase stand, however it is inflected?
-- Columns: rank, score, marked (the sentence with the words between ⟦ ⟧), title, outlet, published_on, article_id, sentence_id, story_id, words_found (of those asked for).
-- Only core functions of DuckDB 1.2 and later; nothing to install. Use it where the warehouse is the current database: after ATTACH, say USE.
create or replace macro marts.search(query, hits := 20) as table
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
), likely as materialized (  -- the words as they were asked for are looked up among the likeliest only: folding every hit would take longer than all else
  select sentence_id, article_id, words_found, weight * words_found / (select count(*) from term) as weight from scored order by weight * words_found desc, sentence_id limit 10 * hits
), best as materialized (
  select l.sentence_id, l.article_id, l.words_found, s.text,
         round(l.weight * case when contains(' ' || marts.fold(s.text) || ' ', ' ' || marts.fold(query) || ' ') then 1.5 else 1 end, 3) as score
  from likely l join clean.sentences s using (sentence_id) order by score desc, l.sentence_id limit hits
), piece as materialized (
  select b.sentence_id, unnest(p.pieces) as piece, generate_subscripts(p.pieces, 1) as n
  from best b, lateral (select regexp_extract_all(b.text, '[\w\x{0610}-\x{061a}\x{0620}-\x{0669}\x{066e}-\x{06d3}\x{06ee}-\x{06ff}]+|[^\w\x{0610}-\x{061a}\x{0620}-\x{0669}\x{066e}-\x{06d3}\x{06ee}-\x{06ff}]+') as pieces) p
), word as materialized (
  select distinct piece, marts.fold(piece) as folded from piece
), found as (
  select w.piece from word w join term t on t.stem = ' ' || marts.stem(w.folded) || ' ' where w.folded <> ''
), marked as (
  select p.sentence_id, string_agg(case when f.piece is null then p.piece else '⟦' || p.piece || '⟧' end, '' order by p.n) as marked
  from piece p left join found f using (piece) group by 1
)
select row_number() over (order by b.score desc, b.sentence_id)::integer as rank, b.score, m.marked, a.title, a.outlet, a.published_on, b.article_id, b.sentence_id, a.story_id, b.words_found::integer as words_found
from best b join marked m using (sentence_id) join clean.articles a on a.article_id = b.article_id
order by rank;
