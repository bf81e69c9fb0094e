-- marts.search(query, hits := 20): sentences in which the words of a query stand, in any of their inflected forms, the best first (BM25; the words together and as written weigh more).
-- Answers: where does a word or a phrase stand, however it is inflected?
-- Columns: rank, score, marked (the sentence with the words between ⟦ ⟧), title, outlet, published_on, article_id, sentence_id, story_id, words_found (of those asked for).
-- Only core functions of DuckDB 1.2 and later; nothing to install. Use it where the warehouse is the current database: after ATTACH, say USE.
create or replace macro marts.search(query, hits := 20) as table
with likely as materialized (  -- the words as they were asked for are looked up among the likeliest only: folding every hit would take longer than all else
  select sentence_id, article_id, words_found, weight from marts.search_weights(query) order by weight desc, sentence_id limit 10 * hits
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
  select w.piece from word w join marts.search_terms(query) t on t.stem = ' ' || marts.stem(w.folded) || ' ' where w.folded <> ''
), marked as (
  select p.sentence_id, string_agg(case when f.piece is null then p.piece else '⟦' || p.piece || '⟧' end, '' order by p.n) as marked
  from piece p left join found f using (piece) group by 1
)
select row_number() over (order by b.score desc, b.sentence_id)::integer as rank, b.score, m.marked, a.title, a.outlet, a.published_on, b.article_id, b.sentence_id, a.story_id, b.words_found::integer as words_found
from best b join marked m using (sentence_id) join clean.articles a on a.article_id = b.article_id
order by rank;
