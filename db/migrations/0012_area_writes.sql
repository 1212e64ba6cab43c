-- Writes to the areas ask for a permission that changes areas, whatever else the caller may do; reading stays open.
do $$
declare t text;
begin
  foreach t in array array['area', 'area_code', 'area_name', 'area_parent', 'area_succession', 'area_path_then',
                           'area_path_today', 'area_today', 'area_operation'] loop
    execute format('drop policy %I on %I', t || '_write', t);
    execute format('create policy %I on %I for all using ((select is_system()) or ((select caller_access()) in (''areas.manage'', ''hamlets.write'') and (select caller_id()) not in ('''', ''anonymous'')))', t || '_write', t);
  end loop;
end $$;

-- Organisations are known to everybody and changed within the caller's areas; the installation is set up by the system alone.
drop policy organization_write on organization;
create policy organization_write on organization for all
  using ((select caller_sees_all()) or area_id in (select area_id from scoped_area))
  with check ((select caller_sees_all()) or area_id in (select area_id from scoped_area));
drop policy installation_write on installation;
create policy installation_write on installation for all using ((select is_system()));
