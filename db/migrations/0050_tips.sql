-- Tips: the server keeps ciphertext and routing facts (office, kind of harm, coarse time), never a word of a report, an
-- address, a cookie or a minute. Identifiers are random (version 4): version 7 would carry the millisecond.

-- Who opens reports. The commune police of an area, or an office above it.
create table tip_office (
  id uuid primary key,
  area_id uuid not null references area (id),
  kind text not null check (kind in ('commune', 'province', 'investigation')),
  name text not null,
  opened_at timestamptz not null default now(),
  opened_by text not null,
  closed_at timestamptz,
  -- Where the work of a closed office goes on.
  heir_id uuid references tip_office (id),
  -- A member left since the newest key was made: a remaining member has to make the next one.
  is_renewal_due boolean not null default false
);
create unique index tip_office_once on tip_office (area_id, kind) where closed_at is null;

-- The office's public keys, one after the other. The newest one takes new reports; each is vouched for by the one before.
create table tip_office_epoch (
  office_id uuid not null references tip_office (id),
  epoch integer not null check (epoch > 0),
  recipient text not null,
  verify_key text not null,
  -- Who vouches: {officeId, epoch, signature}; none for the first key of an office.
  voucher jsonb,
  made_by text not null,
  made_at timestamptz not null default now(),
  retired_at timestamptz,
  primary key (office_id, epoch)
);
create unique index tip_office_epoch_newest on tip_office_epoch (office_id) where retired_at is null;

create table tip_office_member (
  office_id uuid not null references tip_office (id),
  user_id uuid not null references user_account (id),
  -- named: somebody with the right said so; active: a member gave him the office's keys.
  state text not null check (state in ('named', 'active', 'left')),
  named_by text not null,
  named_at timestamptz not null default now(),
  admitted_by text,
  admitted_at timestamptz,
  left_at timestamptz,
  primary key (office_id, user_id)
);
create index tip_office_member_user on tip_office_member (user_id);

-- The personal key of whoever opens reports or keeps a share; its secret half is here only under its owner's locks.
create table tip_member_key (
  user_id uuid primary key references user_account (id),
  recipient text not null,
  made_at timestamptz not null default now()
);
create table tip_member_lock (
  id uuid primary key,
  user_id uuid not null references tip_member_key (user_id) on delete cascade,
  kind text not null check (kind in ('passphrase', 'passkey')),
  name text not null,
  sealed text not null,
  made_at timestamptz not null default now()
);
create index tip_member_lock_user on tip_member_lock (user_id);

-- The secret of an office's key, sealed to one member's personal key.
create table tip_office_wrap (
  office_id uuid not null,
  epoch integer not null,
  user_id uuid not null references user_account (id),
  sealed text not null,
  made_by text not null,
  made_at timestamptz not null default now(),
  primary key (office_id, epoch, user_id),
  foreign key (office_id, epoch) references tip_office_epoch (office_id, epoch)
);

-- The keys of an office that went into another one, sealed to a key of the heir.
create table tip_inheritance (
  office_id uuid not null,
  epoch integer not null,
  heir_id uuid not null,
  heir_epoch integer not null,
  sealed text not null,
  made_by text not null,
  made_at timestamptz not null default now(),
  primary key (office_id, epoch, heir_id),
  foreign key (office_id, epoch) references tip_office_epoch (office_id, epoch),
  foreign key (heir_id, heir_epoch) references tip_office_epoch (office_id, epoch)
);

-- Recovery: a key whose secret is divided among custodians, so that any k of them can open the office's keys again.
create table tip_recovery (
  id uuid primary key,
  office_id uuid not null references tip_office (id),
  recipient text not null,
  threshold integer not null check (threshold >= 2),
  made_by text not null,
  made_at timestamptz not null default now(),
  retired_at timestamptz
);
create unique index tip_recovery_newest on tip_recovery (office_id) where retired_at is null;
create table tip_recovery_share (
  recovery_id uuid not null references tip_recovery (id) on delete cascade,
  custodian_id uuid not null references user_account (id),
  sealed text not null,
  primary key (recovery_id, custodian_id)
);
create table tip_recovery_wrap (
  recovery_id uuid not null references tip_recovery (id) on delete cascade,
  office_id uuid not null,
  epoch integer not null,
  sealed text not null,
  primary key (recovery_id, office_id, epoch),
  foreign key (office_id, epoch) references tip_office_epoch (office_id, epoch)
);
create table tip_recovery_request (
  id uuid primary key,
  office_id uuid not null references tip_office (id),
  recovery_id uuid not null references tip_recovery (id),
  asked_by uuid not null references user_account (id),
  -- The key to which custodians seal their shares anew.
  recipient text not null,
  reason text not null,
  state text not null default 'open' check (state in ('open', 'done', 'withdrawn')),
  asked_at timestamptz not null default now(),
  closed_at timestamptz
);
create unique index tip_recovery_request_open on tip_recovery_request (office_id, asked_by) where state = 'open';
create table tip_recovery_answer (
  request_id uuid not null references tip_recovery_request (id),
  custodian_id uuid not null references user_account (id),
  sealed text not null,
  answered_at timestamptz not null default now(),
  primary key (request_id, custodian_id)
);

-- A report. Its words are in tip_file, sealed.
create table tip (
  id uuid primary key,
  office_id uuid not null references tip_office (id),
  harm text not null,
  channel text not null check (channel in ('web', 'inPerson', 'phone', 'letter', 'hotline', 'other')),
  received_on date not null,
  -- The full hour before it came: legal clocks need no minute.
  received_at timestamptz not null check (received_at = date_trunc('hour', received_at)),
  -- What the receipt opens: hashes of what it derives. None for what people took down for somebody.
  lookup_hash bytea unique,
  access_hash bytea,
  -- What the reporter's page keeps for itself, sealed to the receipt.
  keepsake text,
  -- Proof of filing: SHA-256 of the ciphertext that came, hex.
  filed_hash text not null,
  -- Who took it down, where somebody did.
  entered_by uuid references user_account (id),
  -- Vouchers for offices that the report went to, for the reporter's page: [{from, to, signature}].
  handovers jsonb not null default '[]',
  -- The words are gone: redacted by rule (trust: a report of an opinion has no place here).
  is_emptied boolean not null default false,
  check ((channel = 'web') = (lookup_hash is not null)),
  check ((lookup_hash is null) = (access_hash is null))
);
create index tip_by_office on tip (office_id, received_on);

create table tip_message (
  id uuid primary key,
  tip_id uuid not null references tip (id) on delete cascade,
  -- 0 is the report itself.
  sequence integer not null check (sequence >= 0),
  sender text not null check (sender in ('reporter', 'office')),
  sent_on date not null,
  made_by uuid references user_account (id),
  -- The reporter's page fetched it.
  is_fetched boolean not null default false,
  unique (tip_id, sequence)
);

-- A sealed copy of a message for one key of an office; the file lies under this id in the data folder.
create table tip_file (
  id uuid primary key,
  message_id uuid not null references tip_message (id) on delete cascade,
  tip_id uuid not null references tip (id) on delete cascade,
  office_id uuid not null,
  epoch integer not null,
  size integer not null check (size > 0),
  hash text not null,
  unique (message_id, office_id, epoch),
  foreign key (office_id, epoch) references tip_office_epoch (office_id, epoch)
);
create index tip_file_by_tip on tip_file (tip_id);

-- How to reach the reporter, sealed apart from the report so that it can be withdrawn.
create table tip_contact (
  tip_id uuid not null references tip (id) on delete cascade,
  office_id uuid not null,
  epoch integer not null,
  sealed text not null,
  primary key (tip_id, office_id),
  foreign key (office_id, epoch) references tip_office_epoch (office_id, epoch)
);

-- The offices of which the caller is an active member.
create function my_tip_offices() returns setof uuid language sql stable security definer set search_path = public as $$
  select m.office_id from tip_office_member m where m.user_id::text = caller_id() and m.state = 'active'
$$;
-- The offices that he is named for or active in.
create function tip_offices_naming_me() returns setof uuid language sql stable security definer set search_path = public as $$
  select m.office_id from tip_office_member m where m.user_id::text = caller_id() and m.state <> 'left'
$$;
-- The offices for which he keeps a share of the recovery key that counts.
create function tip_offices_i_keep_for() returns setof uuid language sql stable security definer set search_path = public as $$
  select r.office_id from tip_recovery r join tip_recovery_share s on s.recovery_id = r.id
  where r.retired_at is null and s.custodian_id::text = caller_id()
$$;

-- The report whose receipt the caller has in hand: set in the transaction after the proof.
create function tip_in_hand() returns uuid language sql stable parallel safe
  return nullif(current_setting('app.tip', true), '')::uuid;

create function works_on_tips() returns boolean language sql stable parallel safe
  return caller_access() in ('tips.work', 'tips.lead') and caller_id() not in ('', 'anonymous');

-- The one door for whoever holds a receipt: which report it is, and what its proof has to match.
create function find_tip_thread(lookup bytea) returns table (tip_id uuid, access_hash bytea)
language sql stable security definer set search_path = public as $$
  select t.id, t.access_hash from tip t where t.lookup_hash = lookup
$$;

do $$
declare t text; f text;
begin
  foreach t in array array['tip_office', 'tip_office_epoch', 'tip_office_member', 'tip_member_key', 'tip_member_lock',
                           'tip_office_wrap', 'tip_inheritance', 'tip_recovery', 'tip_recovery_share', 'tip_recovery_wrap',
                           'tip_recovery_request', 'tip_recovery_answer', 'tip', 'tip_message', 'tip_file', 'tip_contact'] loop
    execute format('alter table %I enable row level security', t);
    execute format('grant select, insert, update on %I to tiengmo_app', t);
    execute format('create policy %I on %I for all using ((select is_system()))', t || '_system', t);
  end loop;
  foreach f in array array['my_tip_offices', 'tip_offices_naming_me', 'tip_offices_i_keep_for', 'find_tip_thread'] loop
    execute format('revoke all on function %I from public', f);
    execute format('grant execute on function %I to tiengmo_app', f);
  end loop;
end $$;
grant delete on tip_member_key, tip_member_lock, tip_office_wrap, tip_file, tip_contact, tip_message to tiengmo_app;

-- Offices and their public keys are for everybody to see.
create policy tip_office_read on tip_office for select using ((select caller_id()) <> '');
create policy tip_office_manage on tip_office for all
  using ((select caller_access()) = 'tips.offices' and ((select caller_sees_all()) or area_id in (select area_id from scoped_area)));
create policy tip_office_member_write on tip_office for update
  using ((select works_on_tips()) and id in (select my_tip_offices()));
create policy tip_office_epoch_read on tip_office_epoch for select using ((select caller_id()) <> '');
-- The first key is made by whoever is named; later ones by an active member.
create policy tip_office_epoch_write on tip_office_epoch for all
  using ((select works_on_tips()) and office_id in (select tip_offices_naming_me()));

create policy tip_office_member_read on tip_office_member for select
  using (user_id::text = (select caller_id()) or office_id in (select tip_offices_naming_me())
    or office_id in (select tip_offices_i_keep_for())
    or exists (select 1 from tip_office o where o.id = office_id and (select caller_id()) not in ('', 'anonymous')
      and ((select caller_sees_all()) or o.area_id in (select area_id from scoped_area))));
create policy tip_office_member_manage on tip_office_member for all
  using ((select caller_access()) = 'tips.offices' and exists (select 1 from tip_office o where o.id = office_id
    and ((select caller_sees_all()) or o.area_id in (select area_id from scoped_area))));
create policy tip_office_member_admit on tip_office_member for update
  using ((select works_on_tips()) and office_id in (select tip_offices_naming_me()));

-- Public halves: for whoever signed in. Locks: for their owner alone.
create policy tip_member_key_read on tip_member_key for select using ((select caller_id()) not in ('', 'anonymous'));
create policy tip_member_key_own on tip_member_key for all using (user_id::text = (select caller_id()));
create policy tip_member_lock_own on tip_member_lock for all using (user_id::text = (select caller_id()));

create policy tip_office_wrap_own on tip_office_wrap for select using (user_id::text = (select caller_id()));
create policy tip_office_wrap_give on tip_office_wrap for insert
  with check ((select works_on_tips()) and office_id in (select tip_offices_naming_me()));
create policy tip_office_wrap_drop on tip_office_wrap for delete
  using (user_id::text = (select caller_id()) or office_id in (select my_tip_offices())
    or ((select caller_access()) = 'tips.offices' and exists (select 1 from tip_office o where o.id = office_id
      and ((select caller_sees_all()) or o.area_id in (select area_id from scoped_area)))));

create policy tip_inheritance_members on tip_inheritance for select
  using (heir_id in (select my_tip_offices()) or office_id in (select my_tip_offices()));
create policy tip_inheritance_give on tip_inheritance for insert
  with check ((select works_on_tips()) and office_id in (select my_tip_offices()));

create policy tip_recovery_read on tip_recovery for select
  using ((select caller_id()) not in ('', 'anonymous') and (office_id in (select tip_offices_naming_me())
    or office_id in (select tip_offices_i_keep_for())
    or exists (select 1 from tip_office o where o.id = office_id and ((select caller_sees_all()) or o.area_id in (select area_id from scoped_area)))));
create policy tip_recovery_write on tip_recovery for all
  using ((select works_on_tips()) and office_id in (select my_tip_offices()));
-- Who keeps a share is known to those whom the office concerns; the share itself is sealed to its keeper.
create policy tip_recovery_share_read on tip_recovery_share for select
  using (exists (select 1 from tip_recovery r where r.id = recovery_id));
create policy tip_recovery_share_write on tip_recovery_share for insert
  with check ((select works_on_tips()) and exists (select 1 from tip_recovery r where r.id = recovery_id and r.office_id in (select my_tip_offices())));
create policy tip_recovery_wrap_read on tip_recovery_wrap for select
  using (exists (select 1 from tip_recovery r where r.id = recovery_id and r.office_id in (select tip_offices_naming_me())));
create policy tip_recovery_wrap_write on tip_recovery_wrap for insert
  with check ((select works_on_tips()) and exists (select 1 from tip_recovery r where r.id = recovery_id and r.office_id in (select my_tip_offices())));
create policy tip_recovery_request_read on tip_recovery_request for select
  using (asked_by::text = (select caller_id()) or office_id in (select tip_offices_naming_me()) or office_id in (select tip_offices_i_keep_for()));
create policy tip_recovery_request_write on tip_recovery_request for insert
  with check (asked_by::text = (select caller_id()) and office_id in (select tip_offices_naming_me()));
create policy tip_recovery_request_close on tip_recovery_request for update using (asked_by::text = (select caller_id()));
create policy tip_recovery_answer_read on tip_recovery_answer for select
  using (custodian_id::text = (select caller_id()) or exists (select 1 from tip_recovery_request q where q.id = request_id));
create policy tip_recovery_answer_write on tip_recovery_answer for insert
  with check (custodian_id::text = (select caller_id()) and exists (select 1 from tip_recovery_request q
    join tip_recovery_share s on s.recovery_id = q.recovery_id and s.custodian_id::text = (select caller_id())
    where q.id = request_id and q.state = 'open'));

-- Reports: for the members of their office, for whoever took them down, and for whoever holds the receipt.
create policy tip_members on tip for all using ((select works_on_tips()) and office_id in (select my_tip_offices()));
create policy tip_entered on tip for select using (entered_by is not null and entered_by::text = (select caller_id()));
create policy tip_enter on tip for insert with check ((select caller_access()) in ('tips.intake', 'tips.work') and entered_by::text = (select caller_id()));
create policy tip_file_web on tip for insert with check ((select caller_id()) <> '' and channel = 'web' and entered_by is null);
create policy tip_receipt on tip for select using (id = (select tip_in_hand()));

create policy tip_message_members on tip_message for all using ((select works_on_tips()) and exists (select 1 from tip t where t.id = tip_id and t.office_id in (select my_tip_offices())));
create policy tip_message_entered on tip_message for all using (exists (select 1 from tip t where t.id = tip_id and t.entered_by::text = (select caller_id())));
create policy tip_message_receipt on tip_message for all using (tip_id = (select tip_in_hand()));
create policy tip_file_members on tip_file for all using ((select works_on_tips()) and exists (select 1 from tip t where t.id = tip_id and t.office_id in (select my_tip_offices())));
create policy tip_file_entered on tip_file for insert with check (exists (select 1 from tip t where t.id = tip_id and t.entered_by::text = (select caller_id())));
create policy tip_file_receipt on tip_file for all using (tip_id = (select tip_in_hand()));
create policy tip_contact_members on tip_contact for all using ((select works_on_tips()) and exists (select 1 from tip t where t.id = tip_id and t.office_id in (select my_tip_offices())));
create policy tip_contact_receipt on tip_contact for all using (tip_id = (select tip_in_hand()));
