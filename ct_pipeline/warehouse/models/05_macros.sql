-- marts.fold(text): the matching key of Arabic text (hamza carriers, ya, ta marbuta unified; diacritics and tatweel dropped; digits ASCII).
-- Answers: how do I compare or search names however they are spelled?
create or replace macro marts.fold(s) as
  trim(regexp_replace(translate(regexp_replace(replace(regexp_replace(lower(s), 'ة([\x{0621}-\x{064a}])', 'ة \1', 'g'), 'ىال', 'ى ال'), '[\x{064b}-\x{065f}\x{0670}\x{0640}\x{200b}-\x{200f}\x{202a}-\x{202e}\x{2066}-\x{2069}]', '', 'g'),
    'أإآٱىیةؤئکگپڤچ٠١٢٣٤٥٦٧٨٩', 'ااااييهويككبفج0123456789'), '[^\w\x{0621}-\x{064a}]+', ' ', 'g'));
