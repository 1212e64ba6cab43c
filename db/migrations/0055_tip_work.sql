-- The office's work on reports: codes, numbers and moments only; every word is sealed in the browser.

-- Remote communes and islands have longer limits for some of it.
alter table tip_office add column is_remote boolean not null default false;

create table tip_work (
  tip_id uuid primary key references tip (id) on delete cascade,
  version integer not null default 1,
  state text not null default 'received'
    check (state in ('received', 'registered', 'classified', 'offered', 'concluded', 'closed', 'redLine')),
  -- The number in the register of the office that has it.
  number integer,
  number_year smallint,
  number_office uuid references tip_office (id),
  class text,
  duplicate_of uuid references tip (id),
  assignee uuid references user_account (id),
  -- When each thing happened that ends a time limit.
  transferred_at timestamptz,
  forwarded_at timestamptz,
  handled_locally_at timestamptz,
  notice_sent_at timestamptz,
  concluded_at timestamptz,
  result_notified_at timestamptz,
  closed_at timestamptz,
  extended jsonb not null default '{}',
  outcome text,
  is_valuable boolean,
  -- Another office that was asked to take it.
  offered_to uuid references tip_office (id),
  offered_at timestamptz,
  -- The limit that runs out first, worked out from the rules; not worked out yet where dues_known is false.
  dues_known boolean not null default false,
  due_at timestamptz,
  due_clock text,
  -- null while nothing was missed and something still runs.
  on_time boolean,
  -- The stage that the timer has noted in the history: soon or late, of which clock.
  reminded text,
  -- The published figure that counts it: none yet, or exactly one.
  block_id uuid,
  unique (number_office, number_year, number)
);
create index tip_work_due on tip_work (due_at) where state not in ('closed', 'redLine');
create index tip_work_unpublished on tip_work (tip_id) where block_id is null;

-- The last number of each office's register in each year.
create table tip_register (
  office_id uuid not null references tip_office (id),
  year smallint not null,
  last integer not null,
  primary key (office_id, year)
);

create table tip_event (
  tip_id uuid not null references tip (id) on delete cascade,
  seq integer not null,
  at timestamptz not null,
  by_whom text not null,
  office_id uuid not null references tip_office (id),
  what text not null,
  details jsonb not null default '{}',
  note text,
  primary key (tip_id, seq)
);

-- Versions without what points at anybody, sealed for the office.
create table tip_redaction (
  tip_id uuid not null references tip (id) on delete cascade,
  version integer not null,
  office_id uuid not null references tip_office (id),
  sealed text not null,
  made_at timestamptz not null,
  made_by text not null,
  primary key (tip_id, version)
);

-- Who reported, where somebody took it down: sealed for the office in the browser, then with the vault's key for
-- reporters. In no other table, in no list, in no search.
create table tip_reporter (
  tip_id uuid not null references tip (id) on delete cascade,
  office_id uuid not null references tip_office (id),
  epoch integer not null,
  sealed text not null,
  primary key (tip_id, office_id)
);

-- The work on a report begins when it comes, whoever writes it down.
create function begin_tip_work() returns trigger language plpgsql security definer set search_path = public as $$
begin
  insert into tip_work (tip_id) values (new.id);
  return new;
end $$;
create trigger tip_begins after insert on tip for each row execute function begin_tip_work();
insert into tip_work (tip_id) select id from tip;

-- Reports that another office offers to one of the caller's.
create function tips_offered_to_me() returns setof uuid language sql stable security definer set search_path = public as $$
  select w.tip_id from tip_work w where w.offered_to in (select my_tip_offices())
$$;

-- The next number of an office's register.
create function next_tip_number(office uuid, in_year integer) returns integer
language sql volatile security definer set search_path = public as $$
  insert into tip_register as r (office_id, year, last)
  select office, in_year, 1 where office in (select my_tip_offices())
  on conflict (office_id, year) do update set last = r.last + 1 returning last
$$;

-- The end of an offer, by either office: the report stays where it is.
create function end_tip_offer(tip uuid, next_state text) returns void
language sql volatile security definer set search_path = public as $$
  update tip_work w set offered_to = null, offered_at = null, state = next_state, version = w.version + 1, dues_known = false
  where w.tip_id = tip and w.state = 'offered' and (w.offered_to in (select my_tip_offices())
    or exists (select 1 from tip t where t.id = w.tip_id and t.office_id in (select my_tip_offices())))
$$;

-- How far a report is, for whoever took it down or holds its receipt: no more than that.
create function tip_progress(ids uuid[]) returns table (tip_id uuid, state text, number integer, number_year smallint)
language sql stable security definer set search_path = public as $$
  select w.tip_id, w.state, w.number, w.number_year from tip_work w join tip t on t.id = w.tip_id
  where w.tip_id = any (ids) and (t.entered_by::text = caller_id() or t.id = tip_in_hand())
$$;

do $$
declare t text; f text;
begin
  foreach t in array array['tip_work', 'tip_event', 'tip_redaction', 'tip_reporter'] loop
    execute format('alter table %I enable row level security', t);
    execute format('grant select, insert, update on %I to tiengmo_app', t);
    execute format('create policy %I on %I for all using ((select is_system()))', t || '_system', t);
    execute format('create policy %I on %I for all using ((select works_on_tips())
      and exists (select 1 from tip t where t.id = tip_id and t.office_id in (select my_tip_offices())))', t || '_members', t);
  end loop;
  foreach f in array array['tips_offered_to_me', 'next_tip_number', 'end_tip_offer', 'tip_progress'] loop
    execute format('revoke all on function %I from public', f);
    execute format('grant execute on function %I to tiengmo_app', f);
  end loop;
end $$;
grant delete on tip_redaction, tip_reporter to tiengmo_app;
alter table tip_register enable row level security;

create policy tip_reporter_enter on tip_reporter for insert
  with check (exists (select 1 from tip t where t.id = tip_id and t.entered_by::text = (select caller_id())));

-- What is offered: the other office sees the work and its own sealed copies, and may take it or say no.
create policy tip_work_offered on tip_work for select
  using ((select works_on_tips()) and offered_to in (select my_tip_offices()));
create policy tip_event_offered on tip_event for all
  using ((select works_on_tips()) and tip_id in (select tips_offered_to_me()));
create policy tip_offered on tip for select
  using ((select works_on_tips()) and id in (select tips_offered_to_me()));
create policy tip_accept on tip for update
  using ((select works_on_tips()) and id in (select tips_offered_to_me())) with check (office_id in (select my_tip_offices()));
create policy tip_message_offered on tip_message for select
  using ((select works_on_tips()) and tip_id in (select tips_offered_to_me()));
create policy tip_file_offered on tip_file for all
  using ((select works_on_tips()) and tip_id in (select tips_offered_to_me()) and office_id in (select my_tip_offices()));
create policy tip_contact_offered on tip_contact for select
  using ((select works_on_tips()) and tip_id in (select tips_offered_to_me()) and office_id in (select my_tip_offices()));
