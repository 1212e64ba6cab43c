-- A person counts once, at home, by all teams in which he serves. Whoever changes the person, or one of these teams, need
-- not see the others: the days alone come from all of them.
create function served_days(ids uuid[]) returns table (
  person_id uuid, joined_on date, left_on date, founded_on date, disbanded_on date, voided boolean)
language sql stable security definer set search_path = public as $$
  select m.person_id, m.joined_on, m.left_on, t.founded_on, t.disbanded_on, t.voided
  from membership m join team t on t.id = m.team_id
  where m.person_id = any(ids) and caller_id() not in ('', 'anonymous')
$$;
create function trained_days(ids uuid[]) returns table (person_id uuid, day date)
language sql stable security definer set search_path = public as $$
  select p.person_id, p.day from team_training_person p
  where p.person_id = any(ids) and caller_id() not in ('', 'anonymous')
$$;
revoke all on function served_days, trained_days from public;
grant execute on function served_days, trained_days to tiengmo_app;
