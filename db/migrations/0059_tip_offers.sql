-- What was sealed for an office that does not take the report: gone, whoever of the two ends the offer.
create function drop_offered(tip uuid, office uuid) returns setof uuid
language plpgsql volatile security definer set search_path = public as $$
begin
  if not exists (select 1 from tip_work w join tip t on t.id = w.tip_id where w.tip_id = tip and w.offered_to = office
      and (office in (select my_tip_offices()) or t.office_id in (select my_tip_offices()))) then
    raise exception 'not offered' using errcode = 'insufficient_privilege';
  end if;
  delete from tip_contact c where c.tip_id = tip and c.office_id = office;
  delete from tip_reporter r where r.tip_id = tip and r.office_id = office;
  return query delete from tip_file f where f.tip_id = tip and f.office_id = office and not f.is_original returning f.id;
end $$;
revoke all on function drop_offered from public;
grant execute on function drop_offered to tiengmo_app;

-- As before; the table has another name in it than the report.
create or replace function empty_tip(tip uuid) returns setof uuid language plpgsql volatile security definer set search_path = public as $$
begin
  if not exists (select 1 from tip t where t.id = tip and t.office_id in (select my_tip_offices())) then
    raise exception 'not ours' using errcode = 'insufficient_privilege';
  end if;
  return query delete from tip_file f where f.tip_id = tip returning f.id;
  delete from tip_contact c where c.tip_id = tip;
  delete from tip_reporter r where r.tip_id = tip;
  delete from tip_redaction r where r.tip_id = tip;
  update tip_event e set note = null where e.tip_id = tip;
  update tip t set is_emptied = true where t.id = tip;
end $$;

create index tip_message_tip on tip_message (tip_id, sequence desc);
