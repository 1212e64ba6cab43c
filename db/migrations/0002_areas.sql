-- Areas in time. An area keeps its identity through changes of name, type and parent; a closed area hangs under its successor.
create table area_operation (
  id uuid primary key,
  kind text not null check (kind in ('load', 'reorganisation', 'local')),
  title text not null,
  instrument text not null default '',
  effective_on date,
  made_by text not null,
  made_at timestamptz not null default now(),
  undone_by text,
  undone_at timestamptz,
  -- What the operation did, so that it can be taken back exactly.
  undo jsonb not null default '[]'
);

create table area (
  id uuid primary key,
  code text,
  -- Old and new codes share one number space: a code is a key only together with its system.
  system text check (system in ('before', '2025')),
  kind text not null check (kind in ('country', 'province', 'district', 'commune', 'hamlet', 'cluster')),
  unit_type text not null,
  full_name text not null,
  folded text not null,
  -- Half-open: the unit exists from opened_on (null: since ever) up to, not including, closed_on.
  opened_on date,
  closed_on date,
  province_id uuid not null,
  today_parent_id uuid references area (id) deferrable initially deferred,
  -- Where a closed unit was split, its own facts stay its own ("chưa phân bổ") under the nearest common ancestor.
  unattributed boolean not null default false,
  operation_id uuid references area_operation (id),
  created_at timestamptz not null default now(),
  check (closed_on is null or opened_on is null or opened_on < closed_on)
);
create index area_today_parent on area (today_parent_id);
create index area_folded on area using gin (folded gin_trgm_ops);

-- A unit that the reform of 2025 kept has both a code of before and one of today.
create table area_code (
  area_id uuid not null references area (id) on delete cascade,
  system text not null check (system in ('before', '2025')),
  kind text not null,
  code text not null,
  primary key (system, kind, code)
);
create index area_code_area on area_code (area_id);

create table area_name (
  area_id uuid not null references area (id) on delete cascade,
  full_name text not null,
  unit_type text not null,
  folded text not null,
  valid daterange not null,
  instrument text not null default '',
  operation_id uuid references area_operation (id),
  exclude using gist (area_id with =, valid with &&)
);
create index area_name_folded on area_name using gin (folded gin_trgm_ops);

create table area_parent (
  area_id uuid not null references area (id) on delete cascade,
  parent_id uuid not null references area (id),
  valid daterange not null,
  instrument text not null default '',
  operation_id uuid references area_operation (id),
  exclude using gist (area_id with =, valid with &&)
);
create index area_parent_parent on area_parent (parent_id);

create table area_succession (
  predecessor_id uuid not null references area (id),
  successor_id uuid not null references area (id),
  effective_on date not null,
  kind text not null check (kind in ('merge', 'split', 'transfer', 'rename')),
  extent text not null default 'whole',
  instrument text not null default '',
  operation_id uuid references area_operation (id),
  primary key (predecessor_id, successor_id, effective_on)
);
create index area_succession_successor on area_succession (successor_id);

-- Derived, kept by the areas module: every ancestor of every area, the area itself included (depth 0).
-- Their ancestors carry no foreign key: the rows are made from area and area_parent, whose keys hold, by the 100,000.
-- Lens "then": valid on which days. Lens "today": the tree of this day, closed areas under their successors.
create table area_path_then (
  area_id uuid not null references area (id) on delete cascade,
  ancestor_id uuid not null,
  depth smallint not null,
  valid daterange not null
);
create index area_path_then_area on area_path_then (area_id, ancestor_id);
create index area_path_then_ancestor on area_path_then (ancestor_id, depth);

create table area_path_today (
  area_id uuid not null references area (id) on delete cascade,
  ancestor_id uuid not null,
  depth smallint not null,
  primary key (area_id, ancestor_id)
);
create index area_path_today_ancestor on area_path_today (ancestor_id, depth);

-- The day for which area_path_today was made.
create table area_today (only_one boolean primary key default true check (only_one), as_of date not null);

create table organization (
  id uuid primary key,
  area_id uuid not null references area (id),
  kind text not null check (kind in ('school', 'agency', 'enterprise', 'hospital', 'parish', 'lodgingHouse', 'other')),
  name text not null,
  name_key text not null,
  folded text not null,
  closed_on date,
  created_by text not null,
  created_at timestamptz not null default now()
);
create unique index organization_name on organization (area_id, name_key) where closed_on is null;

-- Households and people of an area as counted on a day; the latest one counts.
create table area_profile (
  province_id uuid not null,
  area_id uuid not null references area (id),
  as_of date not null,
  households integer check (households >= 0),
  people integer check (people >= 0),
  head_name text not null default '',
  note text not null default '',
  entered_by text not null,
  entered_at timestamptz not null default now(),
  primary key (province_id, area_id, as_of)
);
