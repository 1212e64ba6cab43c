-- The communes that a published block is about, whether it names them or not: their quarters up to its end are covered.
alter table tip_block add column members uuid[] not null default '{}';

-- A report that goes to another office leaves its old number in the history and gets the other office's next one.
-- Gives the files that nobody can name any more. What the office wrote to the reporter stays as it was sealed for him.
create function accept_tip(tip uuid, accepting uuid) returns setof uuid
language plpgsql volatile security definer set search_path = public as $$
begin
  if accepting not in (select my_tip_offices())
    or not exists (select 1 from tip_work w where w.tip_id = tip and w.state = 'offered' and w.offered_to = accepting) then
    raise exception 'not offered' using errcode = 'insufficient_privilege';
  end if;
  return query delete from tip_file f using tip_message m
    where f.tip_id = tip and f.office_id <> accepting and m.id = f.message_id and m.sender = 'reporter' returning f.id;
  delete from tip_contact c where c.tip_id = tip and c.office_id <> accepting;
  delete from tip_reporter r where r.tip_id = tip and r.office_id <> accepting;
  delete from tip_redaction r where r.tip_id = tip;
  update tip_event set note = null where tip_id = tip and office_id <> accepting and what <> 'offered';
  update tip_file f set is_original = true from tip_message m where f.tip_id = tip and m.id = f.message_id and m.sender = 'reporter';
  update tip t set office_id = accepting, handovers = t.handovers || jsonb_build_array(w.handover)
    from tip_work w where t.id = tip and w.tip_id = tip;
  update tip_work set offered_to = null, handover = null, forwarded_at = offered_at, offered_at = null, state = 'received', assignee = null,
    number = null, number_year = null, number_office = null, version = version + 1, dues_known = false, facts_known = false where tip_id = tip;
  return;
end $$;
revoke all on function accept_tip from public;
grant execute on function accept_tip to tiengmo_app;
-- How the offering office speaks for the key of the other one, until that one accepts.
alter table tip_work add column handover jsonb;

-- What a report was about is gone for good: its sealed copies, contact, notes, versions and reporter.
create function empty_tip(tip uuid) returns setof uuid language plpgsql volatile security definer set search_path = public as $$
begin
  if not exists (select 1 from tip t where t.id = tip and t.office_id in (select my_tip_offices())) then
    raise exception 'not ours' using errcode = 'insufficient_privilege';
  end if;
  return query delete from tip_file f where f.tip_id = tip returning f.id;
  delete from tip_contact c where c.tip_id = tip;
  delete from tip_reporter r where r.tip_id = tip;
  delete from tip_redaction r where r.tip_id = tip;
  update tip_event set note = null where tip_id = tip;
  update tip set is_emptied = true where id = tip;
end $$;
revoke all on function empty_tip from public;
grant execute on function empty_tip to tiengmo_app;

-- What a report counts for in the figures is written by the program itself once its half month is over; false after a change.
alter table tip_work add column facts_known boolean not null default false;
create index tip_work_facts_due on tip_work (tip_id) where not facts_known;
