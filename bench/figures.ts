import { FigureQuery } from '../src/modules/figures/figures.contract.ts';
import { answerFigures } from '../src/modules/figures/server/figures.service.ts';
import { system } from '../src/platform/server/caller.ts';
import { inTransaction, makeClock } from '../src/platform/server/context.ts';
import { referenceData } from '../src/reference/reference-data.ts';
import { addHamlets, addRecords } from './lib/nation.ts';
import { type Bench, type BenchDatabase, median } from './lib/place.ts';

/** 40 indicators × 100 areas × one official year with comparison, at two sizes, and the scan that it replaces. */
export async function benchFigures(
  bench: Bench,
  sizes: { small: number; large: number },
  say: (line: string) => void,
): Promise<void> {
  const empty = await bench.open('nation');
  await addHamlets(empty);
  await empty.close();
  const small = await bench.open('nation_small', 'nation');
  await addRecords(small, sizes.small, say);
  const large = await bench.open('nation_large', 'nation');
  await addRecords(large, sizes.large, say);
  const question = await askFor(large);
  // Turn by turn, so that whatever else the machine does falls on both alike.
  const times = { small: [] as number[], large: [] as number[] };
  for (let round = 0; round < 6; round += 1) {
    times.small.push(await median(10, () => answer(small, question)));
    times.large.push(await median(10, () => answer(large, question)));
  }
  const [atSmall, atLarge] = [middle(times.small), middle(times.large)];
  const scan = await median(3, () => scanFacts(large, question));
  say(
    `figures, 40 indicators × 100 areas × 1 year with comparison: ${atSmall.toFixed(1)} ms at ${sizes.small}, ${atLarge.toFixed(1)} ms at ${sizes.large} records: ratio ${(atLarge / atSmall).toFixed(2)} (aim ≤ 1.5)`,
  );
  say(
    `figures against GROUP BY over the facts at ${sizes.large}: ${scan.toFixed(0)} ms, ${(scan / atLarge).toFixed(0)} × faster (aim ≥ 100)`,
  );
  await small.close();
  await large.close();
}

async function askFor(database: BenchDatabase): Promise<FigureQuery> {
  const areas = await database.admin.query<{ id: string }>(
    "select id from area where closed_on is null and kind in ('country', 'province', 'commune') order by array_position(array['country', 'province', 'commune'], kind), code limit 100",
  );
  const indicators = referenceData()
    .indicators.map((indicator) => indicator.code)
    .slice(0, 40);
  return FigureQuery.parse({
    areaIds: areas.rows.map((row) => row.id),
    indicators,
    from: '2025-12-15',
    to: '2026-12-14',
    lens: 'today',
    compare: ['lastYear'],
  });
}

function answer(database: BenchDatabase, question: FigureQuery): Promise<unknown> {
  const options = { caller: system, access: 'figures.read', clock: makeClock() } as const;
  return inTransaction(database.db, options, async (context) =>
    JSON.stringify(await answerFigures(context, question)),
  );
}

function scanFacts(database: BenchDatabase, question: FigureQuery): Promise<unknown> {
  return database.admin.query(
    `select p.ancestor_id, u.m, sum(u.a) filter (where f.day >= $2), sum(u.a) filter (where f.day < $2)
     from fact f join area_path_today p on p.area_id = f.area_id and p.ancestor_id = any($1), unnest(f.measures, f.amounts) as u(m, a)
     where f.day between $2::date - 365 and $3 group by 1, 2`,
    [question.areaIds, question.from, question.to],
  );
}

function middle(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
