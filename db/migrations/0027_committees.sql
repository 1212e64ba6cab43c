-- Steering committees (Ban Chỉ đạo 138) and boards of models: one committee can govern many models.
create table committee (
  id uuid not null,
  province_id uuid not null,
  area_id uuid not null references area (id),
  kind text not null check (kind in ('steeringCommittee', 'modelBoard')),
  name text not null,
  folded text not null,
  standing_body text not null default '',
  decision text not null default '',
  founded_on date not null,
  note text not null default '',
  -- From this day on it is no longer at work.
  ended_on date,
  end_reason text not null default '',
  -- The committee that took over its models, members and tasks.
  merged_into uuid,
  voided boolean not null default false,
  void_reason text not null default '',
  revision integer not null default 1,
  created_by text not null,
  created_at timestamptz not null default now(),
  changed_by text not null,
  changed_at timestamptz not null default now(),
  primary key (id, province_id),
  check (ended_on is null or ended_on >= founded_on)
);
create unique index committee_id on committee (id);
create index committee_area on committee (area_id);

create table committee_seat (
  id uuid not null,
  province_id uuid not null,
  committee_id uuid not null references committee (id) on delete cascade,
  person_id uuid not null references person (id),
  area_id uuid not null references area (id),
  role text not null check (role in ('head', 'standingDeputy', 'deputy', 'secretary', 'member')),
  -- The office by which somebody sits in it, e.g. 'Trưởng Công an xã'.
  office text not null default '',
  from_day date not null,
  to_day date,
  position smallint not null default 0,
  primary key (id, province_id),
  check (to_day is null or to_day >= from_day)
);
create unique index committee_seat_id on committee_seat (id);
create index committee_seat_committee on committee_seat (committee_id);
create index committee_seat_person on committee_seat (person_id);

-- The sites of models that a committee governs, and since when.
create table committee_model (
  province_id uuid not null,
  committee_id uuid not null references committee (id) on delete cascade,
  site_id uuid not null,
  area_id uuid not null references area (id),
  from_day date not null,
  to_day date,
  primary key (committee_id, site_id, from_day, province_id)
);
create index committee_model_site on committee_model (site_id);

create table committee_task (
  id uuid not null,
  province_id uuid not null,
  committee_id uuid not null references committee (id) on delete cascade,
  area_id uuid not null references area (id),
  title text not null,
  due_on date,
  done_on date,
  -- The member who answers for it.
  person_id uuid references person (id),
  note text not null default '',
  position smallint not null default 0,
  primary key (id, province_id)
);
create unique index committee_task_id on committee_task (id);
create index committee_task_committee on committee_task (committee_id);

-- Several committees made one: what it did, so that it can be taken back exactly.
create table committee_merger (
  id uuid not null,
  province_id uuid not null,
  area_id uuid not null references area (id),
  into_id uuid not null,
  from_ids uuid[] not null,
  effective_on date not null,
  decision text not null default '',
  undo jsonb not null,
  made_by text not null,
  made_at timestamptz not null default now(),
  undone_by text,
  undone_at timestamptz,
  primary key (id, province_id)
);
create unique index committee_merger_id on committee_merger (id);
create index committee_merger_area on committee_merger (area_id, made_at desc);

do $$
declare t text;
begin
  foreach t in array array['committee', 'committee_seat', 'committee_model', 'committee_task', 'committee_merger'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy %I on %I for all using ((select caller_sees_all()) or area_id in (select area_id from scoped_area)) with check ((select caller_sees_all()) or area_id in (select area_id from scoped_area))', t || '_scope', t);
    execute format('grant select, insert, update, delete on %I to tiengmo_app', t);
  end loop;
end $$;
create policy person_sits on person for select using (id in (select person_id from committee_seat));
