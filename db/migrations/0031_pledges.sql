-- Households, the pledges they sign and the yearly registrations of hamlets and units.
-- A household is a number, a size and one contact; nothing else of anybody is kept.
create table household (
  province_id uuid not null,
  id uuid not null,
  area_id uuid not null references area (id),
  -- Place in the list of the hamlet.
  position integer not null,
  house_number text not null default '',
  contact_name text not null default '',
  contact_phone text not null default '',
  -- By which the same household entered twice is found: folded number and contact.
  same_key text not null,
  people smallint check (people between 0 and 200),
  -- Lives here regularly: recognition asks for the pledges of these.
  regular boolean not null,
  listed_on date not null,
  -- The first day on which it no longer lives here.
  left_on date,
  -- What it was since when, so that figures of the past stay: [{from, regular, people}].
  states jsonb not null,
  version integer not null default 1,
  created_by text not null,
  created_at timestamptz not null default now(),
  primary key (province_id, id),
  check (left_on is null or listed_on <= left_on)
);
create unique index household_id on household (id);
create unique index household_same on household (area_id, same_key) where left_on is null;
create index household_list on household (area_id, position);

create table pledge_campaign (
  id uuid primary key,
  province_id uuid not null,
  area_id uuid not null references area (id),
  title text not null,
  audience text[] not null check (audience <@ array['households', 'organizations', 'parishes'] and cardinality(audience) > 0),
  starts_on date not null,
  -- The last day for signing, and the last day on which a pledge holds.
  ends_on date not null,
  valid_to date not null,
  state text not null check (state in ('draft', 'open', 'closed')),
  text_version integer not null default 1,
  version integer not null default 1,
  created_by text not null,
  created_at timestamptz not null default now(),
  check (starts_on <= ends_on and ends_on <= valid_to)
);
create index pledge_campaign_area on pledge_campaign (area_id, starts_on desc);

create table pledge_text (
  campaign_id uuid not null references pledge_campaign (id) on delete cascade,
  version integer not null,
  commitments text[] not null check (cardinality(commitments) > 0),
  made_by text not null,
  made_at timestamptz not null default now(),
  primary key (campaign_id, version)
);

create table pledge (
  province_id uuid not null,
  id uuid not null,
  campaign_id uuid not null references pledge_campaign (id),
  area_id uuid not null references area (id),
  household_id uuid,
  organization_id uuid references organization (id),
  text_version integer not null,
  signed_on date not null,
  method text not null check (method in ('list', 'qr', 'phone', 'photo')),
  mark text not null check (mark in ('signature', 'thumb', 'tap')),
  -- The photo of the signed sheet.
  file_id uuid,
  withdrawn_on date,
  withdrawn_by text,
  recorded_by text not null,
  recorded_at timestamptz not null default now(),
  primary key (province_id, id),
  foreign key (province_id, household_id) references household (province_id, id),
  check (num_nonnulls(household_id, organization_id) = 1),
  check (withdrawn_on is null or signed_on <= withdrawn_on)
);
create unique index pledge_id on pledge (id);
-- One pledge in force for each household or organisation and campaign.
create unique index pledge_of_household on pledge (campaign_id, household_id) where withdrawn_on is null and household_id is not null;
create unique index pledge_of_organization on pledge (campaign_id, organization_id) where withdrawn_on is null and organization_id is not null;
create index pledge_campaign_area_day on pledge (campaign_id, area_id);
create index pledge_household on pledge (household_id);

-- A printed sheet of codes of one hamlet; a code opens the pledge of one household in one campaign.
create table pledge_sheet (
  id uuid primary key,
  province_id uuid not null,
  campaign_id uuid not null references pledge_campaign (id),
  area_id uuid not null references area (id),
  household_count integer not null,
  made_by text not null,
  made_at timestamptz not null default now(),
  revoked_at timestamptz
);
create index pledge_sheet_campaign on pledge_sheet (campaign_id, area_id);

-- Only the hash is kept: who reads the database can sign for nobody.
create table pledge_code (
  token_hash bytea primary key,
  province_id uuid not null,
  sheet_id uuid not null references pledge_sheet (id),
  campaign_id uuid not null references pledge_campaign (id),
  area_id uuid not null references area (id),
  household_id uuid not null,
  revoked_at timestamptz,
  foreign key (province_id, household_id) references household (province_id, id)
);
create index pledge_code_household on pledge_code (household_id, campaign_id);
create index pledge_code_sheet on pledge_code (sheet_id);

-- Hamlets, communes, schools and offices that registered for a title of the year.
create table registration (
  province_id uuid not null,
  id uuid not null,
  area_id uuid not null references area (id),
  organization_id uuid references organization (id),
  kind text not null,
  year smallint not null,
  registered_on date not null,
  recorded_by text not null,
  recorded_at timestamptz not null default now(),
  primary key (province_id, id)
);
create unique index registration_once on registration (kind, year, area_id, organization_id) nulls not distinct;
create unique index registration_id on registration (id);

-- Walls.
do $$
declare t text;
begin
  foreach t in array array['household', 'pledge', 'pledge_sheet', 'pledge_code', 'registration'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy %I on %I for all using ((select caller_sees_all()) or area_id in (select area_id from scoped_area)) with check ((select caller_sees_all()) or area_id in (select area_id from scoped_area))', t || '_scope', t);
    execute format('grant select, insert, update, delete on %I to tiengmo_app', t);
  end loop;
end $$;

-- A campaign is kept where it was set up, and read there, below and by those who carry it out: a commune reads the campaign of its province.
alter table pledge_campaign enable row level security;
create policy pledge_campaign_read on pledge_campaign for select
  using ((select caller_sees_all()) or area_id in (select area_id from scoped_area)
    or area_id in (select p.ancestor_id from area_path_today p where p.area_id = any ((select caller_scope())::uuid[])));
create policy pledge_campaign_add on pledge_campaign for insert
  with check ((select caller_sees_all()) or area_id in (select area_id from scoped_area));
create policy pledge_campaign_change on pledge_campaign for update
  using ((select caller_sees_all()) or area_id in (select area_id from scoped_area))
  with check ((select caller_sees_all()) or area_id in (select area_id from scoped_area));
create policy pledge_campaign_remove on pledge_campaign for delete
  using ((select caller_sees_all()) or area_id in (select area_id from scoped_area));
grant select, insert, update, delete on pledge_campaign to tiengmo_app;

alter table pledge_text enable row level security;
create policy pledge_text_read on pledge_text for select
  using ((select caller_sees_all()) or exists (select 1 from pledge_campaign c where c.id = campaign_id));
create policy pledge_text_add on pledge_text for insert
  with check ((select caller_sees_all()) or exists (
    select 1 from pledge_campaign c where c.id = campaign_id and c.area_id in (select area_id from scoped_area)));
grant select, insert on pledge_text to tiengmo_app;

-- The door for whoever holds a printed code: what the code is for, and nothing of anybody's name.
create function find_pledge_code(hash bytea) returns table (
  campaign_id uuid, household_id uuid, area_id uuid, province_id uuid, revoked boolean)
language sql stable security definer set search_path = public as $$
  select c.campaign_id, c.household_id, c.area_id, c.province_id, c.revoked_at is not null or s.revoked_at is not null
  from pledge_code c join pledge_sheet s on s.id = c.sheet_id where c.token_hash = hash
$$;
revoke all on function find_pledge_code from public;
grant execute on function find_pledge_code to tiengmo_app;
