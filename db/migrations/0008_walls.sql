-- The second wall: row-level security. The application's role owns nothing and reads nothing without a caller.
-- The areas that the caller may touch; an empty scope is an empty set.
create view scoped_area with (security_invoker = true) as
  select p.area_id from area_path_today p where p.ancestor_id = any ((select caller_scope())::uuid[]);
grant select on scoped_area to tiengmo_app;

-- Reference data: open to every caller, closed to nobody-at-all.
do $$
declare t text;
begin
  foreach t in array array['area', 'area_code', 'area_name', 'area_parent', 'area_succession', 'area_path_then',
                           'area_path_today', 'area_today', 'area_operation', 'measure', 'installation', 'organization'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy %I on %I for select using ((select caller_id()) <> '''')', t || '_read', t);
    execute format('create policy %I on %I for all using ((select caller_id()) not in ('''', ''anonymous''))', t || '_write', t);
    execute format('grant select, insert, update, delete on %I to tiengmo_app', t);
  end loop;
end $$;

-- What belongs to an area: only within the caller's scope.
do $$
declare t text;
begin
  foreach t in array array['activity', 'fact', 'area_profile', 'figure_delta', 'figure_year', 'figure_half', 'reported_figure',
                           'import', 'import_row', 'report', 'document_template'] loop
    execute format('alter table %I enable row level security', t);
    if t <> 'import_row' then
      execute format('create policy %I on %I for all using ((select caller_sees_all()) or area_id in (select area_id from scoped_area)) with check ((select caller_sees_all()) or area_id in (select area_id from scoped_area))', t || '_scope', t);
    end if;
    execute format('grant select, insert, update, delete on %I to tiengmo_app', t);
  end loop;
end $$;

-- Parts of a whole that belongs to an area follow the whole.
do $$
declare r record;
begin
  for r in select * from (values
    ('import_row', 'import', 'id', 'import_id'),
    ('import_sheet', 'import', 'id', 'import_id'),
    ('import_place', 'import', 'id', 'import_id'),
    ('report_version', 'report', 'id', 'report_id')) as v(part, whole, whole_key, part_key) loop
    execute format('alter table %I enable row level security', r.part);
    execute format('create policy %I on %I for all using ((select caller_sees_all()) or exists (select 1 from %I w where w.%I = %I.%I)) with check ((select caller_sees_all()) or exists (select 1 from %I w where w.%I = %I.%I))',
      r.part || '_scope', r.part, r.whole, r.whole_key, r.part, r.part_key, r.whole, r.whole_key, r.part, r.part_key);
    execute format('grant select, insert on %I to tiengmo_app', r.part);
  end loop;
end $$;
grant update, delete on import_row, import_sheet, import_place to tiengmo_app;

-- The history of a record: read with the record, added within the caller's areas (in one statement with the record).
alter table activity_revision enable row level security;
create policy activity_revision_read on activity_revision for select
  using ((select caller_sees_all()) or exists (select 1 from activity w where w.id = activity_id));
create policy activity_revision_add on activity_revision for insert
  with check ((select caller_sees_all()) or area_id in (select area_id from scoped_area));
create policy activity_revision_remove on activity_revision for delete
  using ((select caller_sees_all()) or area_id in (select area_id from scoped_area));
grant select, insert, delete on activity_revision to tiengmo_app;
