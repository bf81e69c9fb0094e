-- marts.role_history: roles in order of what articles say of them. Answers: who chaired what, and when was it said?
create view marts.role_history as
select organization_ar, organization_en, role, holder_ar, holder_en, holder_kind, status, start_date, end_date, terms, first_said_on, last_said_on, articles, stories, organization_id, holder_id
from marts.fct_role order by organization_id, role, first_said_on, holder_id;
