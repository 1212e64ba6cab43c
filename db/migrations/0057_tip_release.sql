-- Published figures of reports. A report stands in one block at most, and blocks never change: no sum or difference of
-- what is published says anything about a part of a block.
create table tip_block (
  id uuid primary key,
  from_day date not null,
  to_day date not null,
  area_id uuid not null references area (id),
  -- The communes of the province that are not named, together.
  is_rest boolean not null,
  received integer not null check (received >= 5),
  by_harm jsonb not null,
  by_channel jsonb not null,
  valuable integer check (valuable >= 5),
  on_time integer check (on_time >= 5),
  answered integer check (answered >= 5),
  released_on date not null
);
create table tip_release (
  to_day date primary key,
  from_day date not null,
  released_on date not null
);
alter table tip_work add foreign key (block_id) references tip_block (id);

do $$
declare t text;
begin
  foreach t in array array['tip_block', 'tip_release'] loop
    execute format('alter table %I enable row level security', t);
    execute format('grant select, insert on %I to tiengmo_app', t);
    execute format('create policy %I on %I for select using ((select caller_id()) <> '''')', t || '_read', t);
    execute format('create policy %I on %I for insert with check ((select is_system()))', t || '_write', t);
  end loop;
end $$;
