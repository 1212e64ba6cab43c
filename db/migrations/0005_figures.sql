-- A measure is an indicator, whole (slice '') or for one value of one dimension (slice 'topic=drugs').
create table measure (
  id integer generated always as identity primary key,
  indicator text not null,
  slice text not null default '',
  unique (indicator, slice)
);

-- What a record contributes, written in the record's transaction and replaced exactly when it changes.
create table fact (
  record_id uuid not null,
  province_id uuid not null,
  part smallint not null default 0,
  source text not null check (source in ('activity', 'profile')),
  area_id uuid not null references area (id),
  organization_id uuid,
  day date not null,
  verified boolean not null,
  measures integer[] not null,
  amounts numeric[] not null,
  primary key (record_id, province_id, part)
);
create index fact_area_day on fact (area_id, day);
create index fact_province_day on fact (province_id, day desc, record_id);

-- Appended by writers, taken by the fold; readers add what is still here. Writers never wait for each other.
create table figure_delta (
  id bigint generated always as identity primary key,
  province_id uuid not null,
  area_id uuid not null,
  day date not null,
  verified boolean not null,
  measures integer[] not null,
  amounts numeric[] not null
);

-- Running totals by half month of a year (figure_year) and by day of a half month (figure_half), all and verified only.
-- Lens 0: below the area as it was; lens 1: below it as it is today; lens 2 (figure_year only): the area's own facts.
-- An area's own days within a half month are read from its facts.
create table figure_year (
  province_id uuid not null,
  area_id uuid not null,
  lens smallint not null,
  measure_id integer not null,
  year smallint not null,
  running numeric[] not null,
  running_verified numeric[] not null,
  primary key (province_id, area_id, lens, year, measure_id)
) with (fillfactor = 80);

create table figure_half (
  province_id uuid not null,
  area_id uuid not null,
  lens smallint not null,
  measure_id integer not null,
  year smallint not null,
  half smallint not null,
  running numeric[] not null,
  running_verified numeric[] not null,
  primary key (province_id, area_id, lens, year, half, measure_id)
) with (fillfactor = 80);

-- Figures that somebody reported for places and years without records; never mixed into a sum of facts.
create table reported_figure (
  id uuid primary key,
  province_id uuid not null,
  area_id uuid not null references area (id),
  indicator text not null,
  value numeric not null,
  denominator numeric,
  from_day date,
  to_day date,
  as_of date,
  source text not null,
  note text not null default '',
  entered_by text not null,
  entered_at timestamptz not null default now(),
  import_id uuid,
  unique nulls not distinct (area_id, indicator, from_day, to_day, as_of, source)
);
create index reported_figure_area on reported_figure (area_id, indicator);
