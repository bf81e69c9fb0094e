-- marts.stem(word): the light stem of one folded word, by the rules of seeds/language/stem.yml, which fill in the expression.
-- Answers: under which key are the inflected forms of a word found in clean.sentences.stems?
create or replace macro marts.stem(word) as {{stem(word)}};
