import type { BenchDatabase } from './place.ts';

/**
 * Kinds of provinces' own beside those of the program, and sites over all hamlets: in every stage, one in seven dormant,
 * each with its open check and review, written the fast way.
 */
export async function addModels(
  database: BenchDatabase,
  sizes: { kinds: number; sites: number },
): Promise<void> {
  const { admin } = database;
  await admin.query('set session_replication_role = replica');
  await admin.query(
    `insert into model_kind (id, code, owner_id, name, folded, search, sort_key, subjects, definition, verified,
       from_entry, revision, created_by, changed_by)
     select gen_random_uuid(), null, p.id, n.name, lower(n.name), n.plain || ' | ' || k.search, k.sort_key || n.plain,
       k.subjects, jsonb_set(k.definition, '{name,vi}', to_jsonb(n.name)), false, false, 1, 'system', 'system'
     from generate_series(1, $1::int - (select count(*)::int from model_kind)) as i
       join lateral (select * from model_kind where code is not null order by code
         offset i % (select count(*) from model_kind where code is not null) limit 1) k on true
       join lateral (select id from area where kind = 'province' and closed_on is null order by code
         offset i % 34 limit 1) p on true
       cross join lateral (select k.name || ' mẫu số ' || i as name,
         unaccent(lower(k.name)) || ' mau so ' || i as plain) n`,
    [sizes.kinds],
  );
  await admin.query(
    `create temp table hamlet as select row_number() over (order by id) - 1 as n, id, province_id, full_name
       from area where kind = 'hamlet'; create index on hamlet (n);
     create temp table kind as select row_number() over (order by code is null, id) - 1 as n, id, name,
       unaccent(lower(name)) as plain from model_kind; create index on kind (n); analyze hamlet; analyze kind`,
  );
  await admin.query(
    `insert into model_site (id, province_id, area_id, kind_id, stage, since, proposed_on, launched_on, ended_on,
       last_record_on, dormant_from, search, revision, declared_teams, declared_members, created_by, changed_by)
     select gen_random_uuid(), h.province_id, h.id, k.id, s.stage, current_date - (i % 2500), current_date - (i % 2500) - 60,
       case when s.stage in ('launched', 'retired', 'merged') then current_date - (i % 2500) end,
       case when s.stage in ('retired', 'merged') then current_date - (i % 30) end,
       case when s.stage = 'launched' and i % 9 > 0 then current_date - (i % 90) end,
       case when s.stage = 'launched' then current_date + (i % 210) - 30 end,
       ' ' || regexp_replace(k.plain || ' ' || unaccent(lower(h.full_name)), '[^[:alnum:]]+', ' ', 'g') || ' ', 1, 1 + i % 3, 7 + i % 20, 'system', 'system'
     from generate_series(0, $1::int - 1) as i
       join hamlet h on h.n = (i * 7919) % (select count(*) from hamlet)
       -- The kinds of the program are in most places, those of provinces in few.
       join kind k on k.n = case when i % 4 > 0 then i % 19 else 19 + (i * 31) % ((select count(*) from kind) - 19) end
       cross join lateral (select case when i % 20 = 0 then 'proposed' when i % 33 = 0 then 'surveyed'
         when i % 41 = 0 then 'approved' when i % 25 = 0 then 'retired' when i % 57 = 0 then 'merged' else 'launched' end as stage) s`,
    [sizes.sites],
  );
  await admin.query(
    `insert into model_task (id, province_id, site_id, area_id, kind, due_on, created_by)
     select gen_random_uuid(), province_id, id, area_id, k.kind, launched_on + k.days, 'system'
     from model_site, (values ('check', 400), ('review', 800)) as k(kind, days) where stage = 'launched'`,
  );
  // What the triggers of tasks keep, which bulk writing leaves out.
  await admin.query(
    `update model_site s set round_due_on = due.first
     from (select site_id, min(due_on) as first from model_task group by 1) due where due.site_id = s.id`,
  );
  await admin.query('drop table hamlet; drop table kind; set session_replication_role = origin');
  await admin.query('vacuum full analyze model_site');
  await admin.query('vacuum analyze model_kind, model_site, model_task');
}
