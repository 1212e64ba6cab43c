-- The same question as area_in_scope, written into the policies of what is written in bulk: a function with a query in
-- it is called for every row, which an import of 100,000 rows feels; in line, what no row changes is asked once.
do $$
declare t text;
begin
  foreach t in array array['activity', 'fact', 'figure_delta', 'activity_revision'] loop
    execute format('alter policy %I on %I with check ((select caller_sees_all()) or exists (
        select 1 from area_path_today p where p.area_id = %I.area_id and p.ancestor_id = any ((select caller_scope())::uuid[])))',
      t || case t when 'activity_revision' then '_add' else '_scope' end, t, t);
  end loop;
end $$;
