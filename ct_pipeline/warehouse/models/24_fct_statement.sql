-- marts.fct_statement: one row a reported statement. Key: statement_id.
-- Answers: who said what, when, where, in whose report?
create table marts.fct_statement as
select s.statement_id, s.speaker_id, e.name_ar as speaker_ar, e.name_en as speaker_en, e.kind as speaker_kind, s.verb, s.is_direct, s.quote,
       l.event_id, s.article_id, s.sentence_id, t.text as sentence, a.outlet, a.published_on, a.story_id, s.confidence, s.rule
from facts.statements s join marts.dim_entity e on e.entity_id = s.speaker_id join clean.articles a using (article_id) join clean.sentences t on t.sentence_id = s.sentence_id
left join marts.event_link l using (event_mention_id)
order by 1;
