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

-- Names of areas that answer a search: those that contain the text (a short one: that have a word so beginning), or those
-- that are written much like it. Names are open to everybody, but an index on text can't be used behind row-level
-- security (its operators are not leakproof), and the hamlets of a whole nation are many.
create function search_area_names(sought text, kinds text[], most integer) returns table (
  area_id uuid, full_name text, valid daterange, code text, by_code boolean)
language plpgsql stable security definer set search_path = public as $$
begin
  if caller_id() = '' then return; end if;
  return query
    select n.area_id, n.full_name, n.valid, a.code, false from area_name n join area a on a.id = n.area_id
    where (n.folded like case when length(sought) > 2 then '%' || sought || '%' else '% ' || sought || '%' end
           or n.folded like sought || '%')
      and a.kind = any (kinds)
    order by n.folded like '% ' || sought or n.folded = sought desc, n.folded like '% ' || sought || '%' desc,
      a.closed_on is null desc, length(n.folded), n.area_id limit most;
end $$;
revoke all on function search_area_names from public;
grant execute on function search_area_names to tiengmo_app;

-- The planner takes comparing words for cheap, which it is not: the index is always the faster way.
create function search_alike_names(sought text, kinds text[], most integer) returns table (
  area_id uuid, full_name text, valid daterange, code text, by_code boolean)
language plpgsql stable security definer set search_path = public set enable_seqscan = off as $$
begin
  if caller_id() = '' then return; end if;
  return query
    select n.area_id, n.full_name, n.valid, a.code, false from area_name n join area a on a.id = n.area_id
    where sought <% n.folded and a.kind = any (kinds)
    order by word_similarity(sought, n.folded) desc, a.closed_on is null desc, length(n.folded), n.area_id limit most;
end $$;
revoke all on function search_alike_names from public;
grant execute on function search_alike_names to tiengmo_app;
