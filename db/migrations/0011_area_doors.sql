-- How many roles are held in these areas: whoever reorganises them is told the number, and nothing about who holds them.
create function count_roles_in(areas uuid[]) returns integer
language sql stable security definer set search_path = public as $$
  select count(*)::int from role_assignment
  where revoked_at is null and area_id = any (areas) and caller_id() not in ('', 'anonymous')
$$;
revoke all on function count_roles_in from public;
grant execute on function count_roles_in to tiengmo_app;

-- Whether anything of an account ever pointed at these areas: then they can't be taken away again.
create function has_roles_in(areas uuid[]) returns boolean
language sql stable security definer set search_path = public as $$
  select exists (select 1 from role_assignment where area_id = any (areas)) and caller_id() not in ('', 'anonymous')
$$;
revoke all on function has_roles_in from public;
grant execute on function has_roles_in to tiengmo_app;
