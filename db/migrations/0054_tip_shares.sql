-- Who keeps a share is known to those whom the office concerns; the sealed share itself to its keeper and the members.
create function tip_custodians(recovery uuid) returns setof uuid language sql stable security definer set search_path = public as $$
  select s.custodian_id from tip_recovery_share s where s.recovery_id = recovery and caller_id() not in ('', 'anonymous')
$$;
revoke all on function tip_custodians from public;
grant execute on function tip_custodians to tiengmo_app;
drop policy tip_recovery_share_read on tip_recovery_share;
create policy tip_recovery_share_read on tip_recovery_share for select
  using (custodian_id::text = (select caller_id()) or exists (select 1 from tip_recovery r
    where r.id = recovery_id and r.office_id in (select tip_offices_naming_me())));
