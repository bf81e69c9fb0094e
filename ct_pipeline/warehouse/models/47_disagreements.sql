-- marts.disagreements: one row an event, column and value that is not the one chosen (names aside, which everybody words anew).
-- Answers: where do reports of one event contradict each other or say it less exactly, on what, and who says what?
create view marts.disagreements as
select e.event_id, e.event_type, e.event_type_ar, e.event_type_en, e.event_ar, e.name_en as event_en, v.column_name, l.ar as column_ar, l.en as column_en,
       c.value as chosen_value, c.stories as chosen_stories, c.outlets as chosen_outlets, v.value as other_value, v.stories as other_stories, v.outlets as other_outlets, v.agreement
from marts.fct_event_value v
join marts.fct_event_value c on c.event_id = v.event_id and c.column_name = v.column_name and c.is_chosen
join marts.fct_event e on e.event_id = v.event_id
left join ref.labels l on l.list = 'event_column' and l.code = v.column_name
where not v.is_chosen and v.column_name <> 'name'
order by e.event_id, v.column_name, v.value;
