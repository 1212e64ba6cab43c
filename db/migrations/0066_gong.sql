-- Tiếng mõ: an alarm of a hamlet, who was reached by it and who answered.

create table gong_alarm (
  -- Made by whoever sounds it, so that it counts once however often it is sent.
  id uuid not null,
  province_id uuid not null,
  -- The hamlet; the commune where it goes to several.
  area_id uuid not null references area (id),
  hamlet_ids uuid[] not null check (cardinality(hamlet_ids) between 1 and 200),
  kind text not null check (kind in ('fire', 'theft', 'missing', 'flood', 'other')),
  -- Where, in a few words; nobody is asked for names.
  place text not null default '' check (length(place) <= 160),
  is_drill boolean not null,
  sounded_by uuid not null references user_account (id),
  sounded_at timestamptz not null,
  received_at timestamptz not null,
  -- Why it was written down and not sounded: it came too late, or the same one was running already.
  held text check (held in ('late', 'joined')),
  joined_to uuid,
  ended_at timestamptz,
  ended_by text,
  ended_why text check (ended_why in ('over', 'falseAlarm', 'mistake', 'drillDone')),
  primary key (id, province_id),
  check ((ended_at is null) = (ended_why is null)),
  check ((joined_to is not null) = coalesce(held = 'joined', false))
);
create unique index gong_alarm_id on gong_alarm (id);
create index gong_alarm_received on gong_alarm (received_at desc);
create index gong_alarm_area on gong_alarm (area_id, received_at desc);
create index gong_alarm_person on gong_alarm (sounded_by, received_at desc);

-- One person and one alarm: when it was shown on a phone of his, and what he said.
create table gong_answer (
  alarm_id uuid not null,
  province_id uuid not null,
  user_id uuid not null references user_account (id),
  reached_at timestamptz not null,
  answer text check (answer in ('coming', 'cannot', 'known')),
  answered_at timestamptz,
  primary key (alarm_id, user_id, province_id),
  foreign key (alarm_id, province_id) references gong_alarm (id, province_id),
  check ((answer is null) = (answered_at is null))
);

-- Whoever may not sound for a while, with the reason; lifted, never deleted.
create table gong_suspension (
  id uuid primary key,
  province_id uuid not null,
  area_id uuid not null references area (id),
  user_id uuid not null references user_account (id),
  reason text not null,
  suspended_by uuid not null,
  suspended_at timestamptz not null,
  lifted_by uuid,
  lifted_at timestamptz,
  check ((lifted_by is null) = (lifted_at is null))
);
create unique index gong_suspension_running on gong_suspension (user_id) where lifted_at is null;

-- Where a phone's browser can be called, and the keys that only this browser opens.
create table push_subscription (
  phone_id uuid primary key references field_phone (id),
  province_id uuid not null,
  area_id uuid not null references area (id),
  user_id uuid not null references user_account (id),
  endpoint text not null check (length(endpoint) <= 1000),
  p256dh text not null check (length(p256dh) <= 200),
  auth text not null check (length(auth) <= 60),
  updated_at timestamptz not null
);
create index push_subscription_user on push_subscription (user_id);

-- What was sent to which phone, so that a job that runs again calls nobody twice.
create table gong_push (
  alarm_id uuid not null,
  province_id uuid not null,
  phone_id uuid not null references field_phone (id),
  what text not null check (what in ('sounded', 'ended')),
  outcome text not null check (outcome in ('sent', 'gone', 'refused')),
  at timestamptz not null,
  primary key (alarm_id, phone_id, what, province_id),
  foreign key (alarm_id, province_id) references gong_alarm (id, province_id)
);

alter table gong_alarm enable row level security;
create policy gong_alarm_scope on gong_alarm for all
  using ((select caller_sees_all()) or area_id in (select area_id from scoped_area)
    or hamlet_ids && (select array_agg(area_id) from scoped_area) or sounded_by::text = (select caller_id()))
  with check ((select caller_sees_all()) or area_id in (select area_id from scoped_area)
    or hamlet_ids && (select array_agg(area_id) from scoped_area) or sounded_by::text = (select caller_id()));
grant select, insert, update on gong_alarm to tiengmo_app;

do $$
declare t text;
begin
  -- They follow the alarm.
  foreach t in array array['gong_answer', 'gong_push'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy %I on %I for all using ((select caller_sees_all()) or exists (select 1 from gong_alarm a where a.id = alarm_id)) with check ((select caller_sees_all()) or exists (select 1 from gong_alarm a where a.id = alarm_id))', t || '_scope', t);
    execute format('grant select, insert, update on %I to tiengmo_app', t);
  end loop;
  foreach t in array array['gong_suspension', 'push_subscription'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy %I on %I for all using ((select caller_sees_all()) or area_id in (select area_id from scoped_area) or user_id::text = (select caller_id())) with check ((select caller_sees_all()) or area_id in (select area_id from scoped_area) or user_id::text = (select caller_id()))', t || '_scope', t);
    execute format('grant select, insert, update, delete on %I to tiengmo_app', t);
  end loop;
end $$;
revoke delete on gong_suspension from tiengmo_app;

-- Who is called by an alarm of these hamlets: who records there, or for what was merged into them, and the officers above.
-- For the program itself and for whoever works within the hamlets' scope.
create function gong_listeners(hamlets uuid[]) returns table (user_id uuid)
language sql stable security definer set search_path = public as $$
  select distinct u.id
  from unnest(hamlets) h (id)
  join lateral (
    select r.user_id from area_path_today below join role_assignment r on r.area_id = below.area_id
      where below.ancestor_id = h.id and r.role = 'recorder' and r.revoked_at is null
    union all
    select r.user_id from area_path_today above join role_assignment r on r.area_id = above.ancestor_id
      where above.area_id = h.id and r.role in ('officer', 'leader') and r.revoked_at is null) called on true
  join user_account u on u.id = called.user_id and u.state = 'active'
  where caller_sees_all() or (caller_id() not in ('', 'anonymous') and caller_access() in ('gong.sound', 'gong.read', 'gong.manage')
    and area_in_scope(h.id))
$$;
revoke all on function gong_listeners from public;
grant execute on function gong_listeners to tiengmo_app;

-- Alarms count, by themselves and apart from drills; never a person.
alter table fact drop constraint fact_source_check;
alter table fact add constraint fact_source_check check (source in (
  'activity', 'profile', 'modelSite', 'team', 'person', 'committee', 'household', 'pledge', 'registration', 'target', 'tip', 'gong'));
