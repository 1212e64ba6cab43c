-- What goes on between offices and people: heirs, candidates, a key given up.
alter table tip_office add column handover jsonb;
-- The copy that came with the message; others were made for an office that the report went to.
alter table tip_file add column is_original boolean not null default false;

-- A new key of one's own: what was sealed for the old one is of no use any more. The offices have to admit anew, and to
-- make a next key, because nobody knows who has the old one.
create function give_up_tip_key() returns void language plpgsql volatile security definer set search_path = public as $$
declare me uuid := caller_id()::uuid;
begin
  update tip_office set is_renewal_due = true where id in (select office_id from tip_office_member where user_id = me and state = 'active');
  update tip_office_member set state = 'named', admitted_by = null, admitted_at = null where user_id = me and state = 'active';
  update tip_recovery_request set state = 'withdrawn', closed_at = now() where asked_by = me and state = 'open';
  delete from tip_office_wrap where user_id = me;
  delete from tip_recovery_share s using tip_recovery r where r.id = s.recovery_id and r.retired_at is null and s.custodian_id = me;
  delete from tip_member_key where user_id = me;
end $$;

-- Who could be a member of an office (a role that opens reports there), and who could keep a share (a key of his own, and
-- a role in the office's province or above). For its members and for whoever names them.
create function tip_people(office uuid) returns table (user_id uuid, display_name text, recipient text, may_be_member boolean)
language sql stable security definer set search_path = public as $$
  with o as (
    select f.id, f.area_id, a.province_id from tip_office f join area a on a.id = f.area_id
    where f.id = office and (f.id in (select tip_offices_naming_me()) or (caller_access() = 'tips.offices'
      and (caller_sees_all() or f.area_id in (select p.area_id from area_path_today p where p.ancestor_id = any (caller_scope())))))
  ), held as (
    select r.user_id, bool_or(r.role in ('officer', 'leader')
      and r.area_id in (select p.ancestor_id from area_path_today p where p.area_id = o.area_id)) as may_be_member
    from o, role_assignment r join area a on a.id = r.area_id
    where r.revoked_at is null and r.role in ('officer', 'leader', 'staff', 'administrator')
      and (a.province_id = o.province_id or a.kind = 'country')
    group by r.user_id
  )
  select u.id, u.display_name, k.recipient, h.may_be_member
  from held h join user_account u on u.id = h.user_id and u.state = 'active'
  left join tip_member_key k on k.user_id = u.id
  where h.may_be_member or k.recipient is not null
  order by u.display_name, u.id
$$;

-- Closes an office into its heir: its reports are the heir's from now on, what was offered to it is offered to the heir.
create function hand_over_tip_office(office uuid, heir uuid) returns void
language plpgsql volatile security definer set search_path = public as $$
begin
  if not exists (select 1 from tip_office o where o.id = office and o.heir_id = heir and o.closed_at is null
      and o.id in (select my_tip_offices())) then
    raise exception 'not to be handed over' using errcode = 'insufficient_privilege';
  end if;
  update tip_office set closed_at = now() where id = office;
  update tip set office_id = heir where office_id = office;
  update tip_work set offered_to = heir where offered_to = office and number_office is distinct from heir;
  update tip_recovery set retired_at = now() where office_id = office and retired_at is null;
end $$;

-- The offices whose sealed copies the caller can open: his own, and those that went into them.
create function tip_offices_i_open() returns setof uuid language sql stable security definer set search_path = public as $$
  select my_tip_offices() union
  select i.office_id from tip_inheritance i where i.heir_id in (select my_tip_offices())
$$;

do $$
declare f text;
begin
  foreach f in array array['give_up_tip_key', 'tip_people', 'hand_over_tip_office', 'tip_offices_i_open'] loop
    execute format('revoke all on function %I from public', f);
    execute format('grant execute on function %I to tiengmo_app', f);
  end loop;
end $$;

-- An heir's heir gets what the heir has inherited.
drop policy tip_inheritance_give on tip_inheritance;
create policy tip_inheritance_give on tip_inheritance for insert
  with check ((select works_on_tips()) and office_id in (select tip_offices_i_open()));
