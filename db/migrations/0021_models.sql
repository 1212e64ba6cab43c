-- The register of models: kinds (loại), sites (điểm) with their life, and the tasks that keep them alive.

-- A kind ships with the program (code, no owner) or is a province's own (owner, no code). Everybody may read all of them.
create table model_kind (
  id uuid primary key,
  code text unique,
  owner_id uuid references area (id),
  name text not null,
  -- The name by which two spellings are one, and what a search looks through (names, aim; without diacritics).
  folded text not null,
  search text not null,
  sort_key text not null,
  subjects text[] not null,
  definition jsonb not null,
  verified boolean not null,
  -- Made from a name in a book that no kind had; nobody has described it yet.
  from_entry boolean not null default false,
  revision integer not null,
  -- A province's own kind that was merged into another lives on there.
  merged_into uuid references model_kind (id),
  created_by text not null,
  created_at timestamptz not null default now(),
  changed_by text not null,
  changed_at timestamptz not null default now(),
  check ((code is null) <> (owner_id is null))
);
create unique index model_kind_owner_name on model_kind (owner_id, folded) nulls not distinct where merged_into is null;
create index model_kind_search on model_kind using gin (search gin_trgm_ops);
create index model_kind_order on model_kind (sort_key, id) where merged_into is null;

-- Every name by which a kind is found: its own, its aliases, and in a province the names that were merged into it.
create table model_kind_name (
  kind_id uuid not null references model_kind (id) on delete cascade,
  -- The province in which the name means this kind; null: everywhere.
  owner_id uuid references area (id),
  folded text not null,
  operation_id uuid
);
create unique index model_kind_name_key on model_kind_name (owner_id, folded) nulls not distinct;
create index model_kind_name_kind on model_kind_name (kind_id);

-- One place that applies a kind. Its stage is what was decided; whether it lives is seen from its records.
create table model_site (
  id uuid not null,
  province_id uuid not null,
  area_id uuid not null references area (id),
  organization_id uuid references organization (id),
  kind_id uuid not null references model_kind (id),
  name text not null default '',
  stage text not null check (stage in ('proposed', 'surveyed', 'approved', 'launched', 'merged', 'retired')),
  -- The day by which lists are ordered: when it was launched, or else proposed.
  since date not null,
  proposed_on date,
  launched_on date,
  ended_on date,
  end_reason text not null default '',
  merged_into uuid,
  -- When it was replicated elsewhere; and for a replica the site that it follows.
  replicated_on date,
  pilot_id uuid,
  core_force text not null default '',
  responsible text not null default '',
  -- Teams and members as they were told, until their lists are kept (module teams).
  declared_teams integer check (declared_teams >= 0),
  declared_members integer check (declared_members >= 0),
  counts text not null default 'declared' check (counts in ('declared', 'listed')),
  steps jsonb not null default '[]',
  survey jsonb,
  note text not null default '',
  -- Records of areas below count as well; copied from the kind, so that the trigger need not ask.
  looks_below boolean not null default true,
  -- From the records: the last one that counts, and the first day on which the kind's rule is no longer met.
  last_record_on date,
  last_record_form text,
  dormant_from date,
  -- What a book's entry of the same id says, where it came from one; then whether it was worked on here.
  entry jsonb,
  worked_on boolean not null default false,
  verified boolean not null default true,
  voided boolean not null default false,
  search text not null,
  revision integer not null,
  created_by text not null,
  created_at timestamptz not null default now(),
  changed_by text not null,
  changed_at timestamptz not null default now(),
  primary key (id, province_id),
  check ((stage in ('merged', 'retired')) = (ended_on is not null)),
  check (stage <> 'launched' or launched_on is not null)
);
create unique index model_site_id on model_site (id);
create index model_site_since on model_site (since desc, id desc) where not voided;
create index model_site_at on model_site (area_id);
create index model_site_kind on model_site (kind_id, since desc) include (area_id, stage) where not voided;
create index model_site_dormant on model_site (dormant_from) where stage = 'launched' and not voided;
create index model_site_pilot on model_site (pilot_id) where pilot_id is not null;
create index model_site_search on model_site using gin (search gin_trgm_ops);

-- Every change of a site as it stood afterwards, its tasks included.
create table model_site_revision (
  province_id uuid not null,
  site_id uuid not null,
  revision integer not null,
  area_id uuid not null,
  action text not null,
  at timestamptz not null default now(),
  by text not null,
  reason text not null default '',
  after jsonb not null,
  primary key (site_id, revision, province_id)
);

-- The other areas of a cluster (cụm liên hoàn, giáp ranh), also of other communes and provinces.
create table model_site_area (
  site_id uuid not null,
  province_id uuid not null,
  area_id uuid not null references area (id),
  lead_area_id uuid not null,
  -- When the area itself said that it takes part.
  confirmed_on date,
  confirmed_by text,
  primary key (site_id, area_id)
);
create index model_site_area_area on model_site_area (area_id);

-- What has to be done for a site by when: a step of its life, a check, a half-year review.
create table model_task (
  id uuid not null,
  province_id uuid not null,
  site_id uuid not null,
  area_id uuid not null references area (id),
  kind text not null check (kind in ('step', 'check', 'review')),
  step smallint check (step between 1 and 8),
  due_on date not null,
  assignee_id uuid,
  note text not null default '',
  done_on date,
  done_by text,
  -- What was found: answers of the checklist, or the review.
  result jsonb,
  -- The task whose end made this one.
  after_id uuid,
  created_by text not null,
  created_at timestamptz not null default now(),
  primary key (id, province_id),
  check ((kind = 'step') = (step is not null))
);
create unique index model_task_id on model_task (id);
create unique index model_task_step on model_task (site_id, step) where kind = 'step';
create unique index model_task_open on model_task (site_id, kind) where kind <> 'step' and done_on is null;
create index model_task_due on model_task (due_on, id) where done_on is null;
create index model_task_assignee on model_task (assignee_id, due_on) where done_on is null;

-- One act on many: a merger of kinds, a replication; with what takes it back.
create table model_operation (
  id uuid primary key,
  area_id uuid not null references area (id),
  kind text not null check (kind in ('kindMerger', 'replication')),
  subject_id uuid not null,
  summary jsonb not null,
  undo jsonb not null,
  made_by text not null,
  made_at timestamptz not null default now(),
  undone_by text,
  undone_at timestamptz
);
create index model_operation_subject on model_operation (subject_id);

-- Sites of whose place a record was written, changed or voided: whoever reads them next looks at their life anew.
create table model_pulse (
  id bigint generated always as identity primary key,
  site_id uuid not null
);

-- The ground of each site at work: its own area, and those of its cluster.
create view model_ground with (security_invoker = true) as
  select s.id as site_id, s.area_id, s.organization_id, s.looks_below from model_site s
    where s.stage = 'launched' and not s.voided
  union all
  select s.id, m.area_id, null::uuid, s.looks_below from model_site_area m join model_site s on s.id = m.site_id
    where s.stage = 'launched' and not s.voided;
grant select on model_ground to tiengmo_app;

create function note_model_pulse() returns trigger language plpgsql security definer
  set search_path = public set enable_hashjoin = off set enable_mergejoin = off set enable_seqscan = off as $$
begin
  if tg_op <> 'DELETE' then
    insert into model_pulse (site_id)
    select distinct g.site_id from come n join area_path_today p on p.area_id = n.area_id
      join model_ground g on g.area_id = p.ancestor_id
      where (p.depth = 0 or g.looks_below) and (g.organization_id is null or g.organization_id = n.organization_id);
  end if;
  if tg_op <> 'INSERT' then
    insert into model_pulse (site_id)
    select distinct g.site_id from gone n join area_path_today p on p.area_id = n.area_id
      join model_ground g on g.area_id = p.ancestor_id
      where (p.depth = 0 or g.looks_below) and (g.organization_id is null or g.organization_id = n.organization_id);
  end if;
  return null;
end $$;
create trigger activity_pulse_added after insert on activity referencing new table as come
  for each statement execute function note_model_pulse();
create trigger activity_pulse_changed after update on activity referencing old table as gone new table as come
  for each statement execute function note_model_pulse();
create trigger activity_pulse_removed after delete on activity referencing old table as gone
  for each statement execute function note_model_pulse();

-- The walls.
alter table model_kind enable row level security;
alter table model_kind_name enable row level security;
create function caller_below(area uuid) returns boolean language sql stable parallel safe
  return caller_sees_all() or exists (
    select 1 from area_path_today p where p.area_id = any (caller_scope()) and p.ancestor_id = area);
create policy model_kind_read on model_kind for select using ((select caller_id()) <> '');
create policy model_kind_write on model_kind for all
  using ((select is_system()) or (owner_id is not null and caller_below(owner_id)))
  with check ((select is_system()) or (owner_id is not null and caller_below(owner_id)));
create policy model_kind_name_read on model_kind_name for select using ((select caller_id()) <> '');
create policy model_kind_name_write on model_kind_name for all
  using ((select is_system()) or (owner_id is not null and caller_below(owner_id)))
  with check ((select is_system()) or (owner_id is not null and caller_below(owner_id)));
grant select, insert, update, delete on model_kind, model_kind_name to tiengmo_app;

do $$
declare t text;
begin
  foreach t in array array['model_site', 'model_task', 'model_operation', 'model_site_revision'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy %I on %I for all using ((select caller_sees_all()) or area_id in (select area_id from scoped_area)) with check ((select caller_sees_all()) or area_id in (select area_id from scoped_area))', t || '_scope', t);
    execute format('grant select, insert, update, delete on %I to tiengmo_app', t);
  end loop;
end $$;

-- A cluster is read by all who take part in it; its lead changes it, a part confirms itself.
alter table model_site_area enable row level security;
create policy model_site_area_read on model_site_area for select
  using ((select caller_sees_all()) or area_id in (select area_id from scoped_area)
    or lead_area_id in (select area_id from scoped_area));
create policy model_site_area_lead on model_site_area for all
  using ((select caller_sees_all()) or lead_area_id in (select area_id from scoped_area))
  with check ((select caller_sees_all()) or lead_area_id in (select area_id from scoped_area));
create policy model_site_area_part on model_site_area for update
  using (area_id in (select area_id from scoped_area))
  with check (area_id in (select area_id from scoped_area));
grant select, insert, update, delete on model_site_area to tiengmo_app;
create policy model_site_part on model_site for select
  using (id in (select m.site_id from model_site_area m where m.area_id in (select area_id from scoped_area)));

alter table model_pulse enable row level security;
create policy model_pulse_scope on model_pulse for all
  using ((select caller_sees_all()) or exists (select 1 from model_site s where s.id = site_id))
  with check ((select caller_sees_all()) or exists (select 1 from model_site s where s.id = site_id));
grant select, insert, update, delete on model_pulse to tiengmo_app;

-- The records that count for sites, by day and form: also those of a cluster's other areas, of which the caller may see
-- no more than that they count. Asked only for sites that the caller was found to see.
create function model_site_records(sites uuid[]) returns table (site_id uuid, day date, form text, count integer)
  language sql stable security definer set search_path = public as $$
  select s.id, a.day, a.form, count(distinct a.id)::int
  from model_site s join model_kind k on k.id = s.kind_id
  cross join lateral (
    select s.area_id as area_id, s.organization_id as organization_id
    union all select m.area_id, null from model_site_area m where m.site_id = s.id) g
  join area_path_today p on p.ancestor_id = g.area_id and (p.depth = 0 or s.looks_below)
  join activity a on a.area_id = p.area_id
  where s.id = any (sites) and s.launched_on is not null and not s.voided
    and a.state in ('submitted', 'verified') and a.day >= s.launched_on
    and (g.organization_id is null or a.organization_id = g.organization_id)
    and a.form in (
      select f from jsonb_array_elements(k.definition -> 'rule' -> 'needs') n, jsonb_array_elements_text(n -> 'forms') f)
  group by 1, 2, 3
  union all
  select t.site_id, t.done_on, 'check', count(*)::int from model_task t
  where t.site_id = any (sites) and t.kind = 'check' and t.done_on is not null
  group by 1, 2
$$;
revoke all on function model_site_records(uuid[]) from public;
grant execute on function model_site_records(uuid[]) to tiengmo_app;

-- The people to whom a task at a place can be given: who works there or above it. Their names and nothing else.
create function model_people(place uuid) returns table (id uuid, display_name text)
  language sql stable security definer set search_path = public as $$
  select distinct u.id, u.display_name from role_assignment r join user_account u on u.id = r.user_id
  where r.revoked_at is null and r.role in ('recorder', 'officer', 'leader', 'staff') and u.state <> 'disabled'
    and r.area_id in (select p.ancestor_id from area_path_today p where p.area_id = place)
    and (caller_sees_all() or exists (
      select 1 from area_path_today p where p.area_id = place and p.ancestor_id = any (caller_scope())))
  order by 2, 1 limit 200
$$;
revoke all on function model_people(uuid) from public;
grant execute on function model_people(uuid) to tiengmo_app;
