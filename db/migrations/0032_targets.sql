-- Targets that a province or commune gives its units, by indicator and year, and what the units say about them.
create table target (
  province_id uuid not null,
  id uuid not null,
  -- Who has to reach it, and the area whose office gave it.
  area_id uuid not null references area (id),
  given_by_area_id uuid not null references area (id),
  indicator text not null,
  scheme text not null,
  year smallint not null,
  from_day date not null,
  to_day date not null,
  -- sum: what happens within the year; growth: what comes on top of a stock; level: what a stock or a rate is in the end.
  measure text not null check (measure in ('sum', 'growth', 'level')),
  direction text not null check (direction in ('atLeast', 'atMost')),
  amount numeric not null check (amount >= 0),
  -- The day on which it was seen to be met; kept by the watch over targets.
  met_on date,
  version integer not null default 1,
  given_by text not null,
  given_at timestamptz not null default now(),
  primary key (province_id, id),
  check (from_day <= to_day)
);
create unique index target_id on target (id);
create unique index target_once on target (area_id, given_by_area_id, indicator, scheme, year);
create index target_given on target (given_by_area_id, year);

create table target_answer (
  province_id uuid not null,
  id uuid not null,
  target_id uuid not null,
  area_id uuid not null references area (id),
  reason text not null,
  made_by text not null,
  made_on date not null,
  made_at timestamptz not null default now(),
  primary key (province_id, id),
  foreign key (province_id, target_id) references target (province_id, id) on delete cascade
);
create index target_answer_target on target_answer (target_id, made_at desc);

do $$
declare t text;
begin
  foreach t in array array['target', 'target_answer'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy %I on %I for all using ((select caller_sees_all()) or area_id in (select area_id from scoped_area)) with check ((select caller_sees_all()) or area_id in (select area_id from scoped_area))', t || '_scope', t);
    execute format('grant select, insert, update, delete on %I to tiengmo_app', t);
  end loop;
end $$;
