-- What was sealed for somebody is seen by him alone; taking it away is for members and for whoever names them, too.
create function drop_tip_wraps(office uuid, member uuid, of_epoch integer) returns integer
language plpgsql volatile security definer set search_path = public as $$
declare dropped integer;
begin
  delete from tip_office_wrap w
  where w.office_id = office and w.user_id = member and (of_epoch is null or w.epoch = of_epoch)
    and (member::text = caller_id() or (works_on_tips() and office in (select tip_offices_naming_me()))
      or (caller_access() = 'tips.offices' and exists (select 1 from tip_office o where o.id = office
        and (caller_sees_all() or o.area_id in (select p.area_id from area_path_today p where p.ancestor_id = any (caller_scope()))))));
  get diagnostics dropped = row_count;
  return dropped;
end $$;
revoke all on function drop_tip_wraps from public;
grant execute on function drop_tip_wraps to tiengmo_app;
drop policy tip_office_wrap_drop on tip_office_wrap;
revoke delete on tip_office_wrap from tiengmo_app;
