-- Reading a catalogue asks one thing of the caller, not for each kind whether its province is his: the rule for writing
-- stood for reading too, and was asked first.
do $$
declare t text;
declare mine text := '((select is_system()) or (owner_id is not null and caller_below(owner_id)))';
begin
  foreach t in array array['model_kind', 'model_kind_name'] loop
    execute format('drop policy %I on %I', t || '_write', t);
    execute format('create policy %I on %I for insert with check %s', t || '_add', t, mine);
    execute format('create policy %I on %I for update using %s with check %s', t || '_change', t, mine, mine);
    execute format('create policy %I on %I for delete using %s', t || '_remove', t, mine);
  end loop;
end $$;
