-- marts.search_terms(query): the stems that a query asks for, each between spaces as clean.sentences.stems has them; stop words only where there is nothing else.
-- Answers: what is looked for?
create or replace macro marts.search_terms(query) as table
with asked as (
  select distinct marts.stem(w) as stem, w not in {{stop_words}} as telling from (select unnest(string_split(marts.fold(query), ' ')) as w) where w <> ''
)
select ' ' || stem || ' ' as stem from asked where telling or not exists (select 1 from asked where telling);
