-- The list of sites, searched past the walls by functions that keep the walls themselves. Row-level security is asked
-- before anything that is not leakproof (LIKE above all), so that of 124,000 sites most were read to find fifty; inside
-- the functions the planner is free, and the caller's areas are one condition among others.

-- What a search looks through: words between single spaces, one before and one behind, so that a word is found where it
-- begins ('% thon%') and a number only where it is whole ('% 7 %').
update model_site set search = ' ' || trim(regexp_replace(search, '[^[:alnum:]]+', ' ', 'g')) || ' ';
drop function model_site_matches(text[], integer);

-- The day of the first open check or review of each site, kept by its tasks: a list asks a column, not tasks.
alter table model_site add round_due_on date;
update model_site s set round_due_on = (select min(t.due_on) from model_task t
  where t.site_id = s.id and t.kind <> 'step' and t.done_on is null);
create function note_round_due() returns trigger language plpgsql security definer set search_path = public as $$
declare changed uuid[];
begin
  if tg_op = 'INSERT' then changed := array(select distinct site_id from come);
  elsif tg_op = 'DELETE' then changed := array(select distinct site_id from gone);
  else changed := array(select site_id from come union select site_id from gone);
  end if;
  update model_site s set round_due_on = due.first
  from unnest(changed) w(id) cross join lateral (select min(t.due_on) as first from model_task t
    where t.site_id = w.id and t.kind <> 'step' and t.done_on is null) due
  where s.id = w.id and s.round_due_on is distinct from due.first;
  return null;
end $$;
create trigger model_task_round_added after insert on model_task referencing new table as come
  for each statement execute function note_round_due();
create trigger model_task_round_changed after update on model_task referencing old table as gone new table as come
  for each statement execute function note_round_due();
create trigger model_task_round_removed after delete on model_task referencing old table as gone
  for each statement execute function note_round_due();

-- The areas to which a question is bounded: those asked for as far as they lie within the caller's; null: everywhere.
create function model_site_areas(roots uuid[]) returns uuid[] language plpgsql stable set search_path = public as $$
declare
  scope uuid[] := caller_scope();
  whole boolean := caller_sees_all()
    or exists (select 1 from area a where a.id = any (caller_scope()) and a.kind = 'country');
begin
  if exists (select 1 from area a where a.id = any (roots) and a.kind = 'country') then roots := null; end if;
  if not whole and roots is not null and not exists (select 1 from unnest(roots) r where not exists (
      select 1 from area_path_today p where p.area_id = r and p.ancestor_id = any (scope))) then
    whole := true;
  end if;
  if whole and roots is null then return null; end if;
  if whole then
    return array(select p.area_id from area_path_today p where p.ancestor_id = any (roots));
  end if;
  return array(select p.area_id from area_path_today p where p.ancestor_id = any (scope)
    and (roots is null or exists (
      select 1 from area_path_today q where q.area_id = p.area_id and q.ancestor_id = any (roots))));
end $$;

-- A search as conditions; every value is quoted. filter: roots (areas; absent: everywhere that the caller may look),
-- kind, states, patterns, overdue, today.
create function model_site_conditions(filter jsonb) returns text language plpgsql stable set search_path = public as $$
declare
  said text := 'not s.voided';
  decided text[] := array['proposed', 'surveyed', 'approved', 'merged', 'retired'];
  states text[] := array(select jsonb_array_elements_text(filter -> 'states'));
  roots uuid[] := case when filter ? 'roots' then array(select jsonb_array_elements_text(filter -> 'roots')) end;
  areas uuid[] := model_site_areas(roots);
  clusters uuid[] := '{}';
  one text;
  any_of text[] := '{}';
begin
  if areas is not null then
    -- A cluster is seen by all who take part in it, as the policies of model_site say.
    if roots is null then
      clusters := array(select distinct m.site_id from model_site_area m where m.area_id = any (areas));
    end if;
    said := said || case when cardinality(clusters) = 0 then format(' and s.area_id = any (%L::uuid[])', areas)
      else format(' and (s.area_id = any (%L::uuid[]) or s.id = any (%L::uuid[]))', areas, clusters) end;
  end if;
  if filter ? 'kind' then said := said || format(' and s.kind_id = %L::uuid', filter ->> 'kind'); end if;
  if filter ? 'states' then
    foreach one in array states loop
      any_of := any_of || case
        when one = any (decided) then format('s.stage = %L and s.stage <> ''launched''', one)
        when one = 'dormant' then format('s.stage = ''launched'' and s.dormant_from <= %L::date', filter ->> 'today')
        else format('s.stage = ''launched'' and (s.dormant_from is null or s.dormant_from > %L::date) and %s',
          filter ->> 'today', case one when 'replicated' then 's.replicated_on is not null'
            when 'active' then 's.replicated_on is null and s.last_record_on is not null'
            else 's.replicated_on is null and s.last_record_on is null' end) end;
    end loop;
    said := said || ' and (' || coalesce(nullif(array_to_string(any_of, ' or '), ''), 'false') || ')';
  end if;
  if filter ? 'patterns' then
    for one in select jsonb_array_elements_text(filter -> 'patterns') loop
      said := said || format(' and s.search like %L', one);
    end loop;
  end if;
  if filter ? 'overdue' then said := said || format(' and s.round_due_on < %L::date', filter ->> 'today'); end if;
  return said;
end $$;

-- The ids of a page, the newest first, and nothing else of the sites.
create function model_sites_found(filter jsonb, after_day date, after_id uuid, most integer) returns setof uuid
  language plpgsql stable security definer set search_path = public set jit = off as $$
begin
  if caller_id() = '' then return; end if;
  return query execute format('select s.id from model_site s where %s %s order by s.since desc, s.id desc limit %s',
    model_site_conditions(filter),
    case when after_day is not null then
      format('and (s.since, s.id) < (%L::date, %L::uuid)', after_day, after_id) end, most);
end $$;

-- How many there are, counting no further than `most`.
create function model_sites_counted(filter jsonb, most integer) returns integer
  language plpgsql stable security definer set search_path = public set jit = off as $$
declare n integer;
begin
  if caller_id() = '' then return 0; end if;
  execute format('select count(*)::int from (select 1 from model_site s where %s limit %s) bounded',
    model_site_conditions(filter), most) into n;
  return n;
end $$;

-- How many are in each state, how many kinds have one at work, and how many have a check or review overdue.
create function model_sites_by_state(filter jsonb) returns table (states jsonb, kinds integer, overdue integer)
  language plpgsql stable security definer set search_path = public set jit = off as $$
declare
  said text;
  day date := (filter ->> 'today')::date;
  asleep integer; copied integer; fresh integer; launched integer;
begin
  if caller_id() = '' then return; end if;
  said := model_site_conditions(filter - 'today' - 'states' - 'patterns' - 'overdue');
  if said <> 'not s.voided' then
    return query execute format('with cells as materialized (
        select s.kind_id, case when s.stage <> ''launched'' then s.stage when s.dormant_from <= $1 then ''dormant''
            when s.replicated_on is not null then ''replicated''
            when s.last_record_on is not null then ''active'' else ''launched'' end as state,
          s.stage = ''launched'' as at_work, count(*)::int as n, (count(*) filter (where s.round_due_on < $1))::int as late
        from model_site s where %s group by 1, 2, 3)
      select coalesce((select jsonb_object_agg(state, n) from (select state, sum(n) as n from cells group by 1) by_state),
          ''{}''), (select count(distinct kind_id)::int from cells where at_work),
        (select coalesce(sum(late), 0)::int from cells)', said) using day;
    return;
  end if;
  -- Everything: each state along an index of its own; the many that are active are what is left of all at work.
  select count(*) into launched from model_site s where s.stage = 'launched' and not s.voided;
  select count(*) into asleep from model_site s where s.stage = 'launched' and not s.voided and s.dormant_from <= day;
  select count(*) into copied from model_site s where s.stage = 'launched' and not s.voided
    and s.replicated_on is not null and (s.dormant_from is null or s.dormant_from > day);
  select count(*) into fresh from model_site s where s.stage = 'launched' and not s.voided
    and s.replicated_on is null and s.last_record_on is null and (s.dormant_from is null or s.dormant_from > day);
  return query select
    coalesce((select jsonb_object_agg(stage, n) from (select s.stage, count(*) as n from model_site s
      where s.stage <> 'launched' and not s.voided group by 1) ended), '{}')
      || jsonb_build_object('dormant', asleep, 'replicated', copied, 'launched', fresh,
        'active', launched - asleep - copied - fresh),
    (select count(*)::int from model_kind k where exists (
      select 1 from model_site s where s.kind_id = k.id and s.stage = 'launched' and not s.voided)),
    (select count(*)::int from model_site s where s.round_due_on < day and not s.voided);
end $$;

do $$
declare f text;
begin
  foreach f in array array['model_site_areas(uuid[])', 'model_site_conditions(jsonb)',
      'model_sites_found(jsonb, date, uuid, integer)', 'model_sites_counted(jsonb, integer)',
      'model_sites_by_state(jsonb)'] loop
    execute format('revoke all on function %s from public', f);
    execute format('grant execute on function %s to tiengmo_app', f);
  end loop;
end $$;

-- The newest of each stage and place, and the few that are counted by themselves.
create index model_site_stage on model_site (stage, since desc, id desc) where stage <> 'launched' and not voided;
create index model_site_work on model_site (kind_id) where stage = 'launched' and not voided;
create index model_site_copied on model_site (dormant_from)
  where stage = 'launched' and replicated_on is not null and not voided;
create index model_site_fresh on model_site (dormant_from)
  where stage = 'launched' and replicated_on is null and last_record_on is null and not voided;
create index model_site_round on model_site (round_due_on) where not voided;
