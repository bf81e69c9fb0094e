-- marts.fct_statement: one row a reported statement. Key: statement_id.
-- Answers: who said what, when, where, in whose report?
create table marts.fct_statement as
with office as (  -- the fullest title that the article gives the speaker
  select article_id, person_id, arg_max(title, (not is_former, length(title), title)) as office_ar from facts.affiliations group by 1, 2
)
select s.statement_id, s.speaker_id, e.name_ar as speaker_ar, e.name_en as speaker_en, e.kind as speaker_kind, o.office_ar, s.verb, s.is_direct, s.quote,
       l.event_id, s.article_id, s.sentence_id, t.text as sentence, a.outlet, a.published_on, a.story_id, s.confidence, s.rule
from facts.statements s join marts.dim_entity e on e.entity_id = s.speaker_id join clean.articles a using (article_id) join clean.sentences t on t.sentence_id = s.sentence_id
left join marts.event_link l using (event_mention_id)
left join office o on o.article_id = s.article_id and o.person_id = s.speaker_id;
