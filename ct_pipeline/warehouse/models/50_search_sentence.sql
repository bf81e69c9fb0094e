-- marts.search_sentence: one row a sentence, as printed, folded and stemmed. Key: sentence_id.
-- Answers: in which form are sentences searched, with "like" on the folded text or with marts.stem on the stems?
create view marts.search_sentence as
select s.sentence_id, s.article_id, a.story_id, a.published_on, a.outlet, a.title, s.text as sentence, marts.fold(s.text) as folded, s.stems
from clean.sentences s join clean.articles a using (article_id);
