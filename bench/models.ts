import type { FastifyInstance } from 'fastify';
import { routes } from '../src/app/modules.ts';
import { addUser } from '../src/modules/accounts/server/accounts.service.ts';
import { areaByCode, asSystem } from '../src/modules/areas/areas.factory.ts';
import { makeClock } from '../src/platform/server/context.ts';
import { buildServer } from '../src/platform/server/http.ts';
import { makeLogger } from '../src/platform/server/logger.ts';
import { openVault } from '../src/platform/server/vault.ts';
import { addModels } from './lib/models.ts';
import { addHamlets, hamletsInNation } from './lib/nation.ts';
import { type Bench, type BenchDatabase, measure } from './lib/place.ts';

const password = 'con đường làng có hàng tre';
/** Each question is asked so often; its median and 95th percentile are said. */
const rounds = 20;
const aim = 100;

/**
 * The catalogue with 2,500 kinds and the list of 124,000 sites: every filter and search of the two pages, asked through
 * the whole pipeline by an officer of a commune, staff of a province, and an administrator of the country.
 */
export async function benchModels(
  bench: Bench,
  sizes: { kinds: number; sites: number },
  say: (line: string) => void,
): Promise<void> {
  const database = await bench.open('models');
  await addHamlets(database);
  say(`  ${hamletsInNation} hamlets`);
  await addModels(database, sizes);
  say(`  ${sizes.kinds} kinds, ${sizes.sites} sites`);
  const server = await buildServer({
    db: database.db,
    routes,
    clock: makeClock(),
    logger: makeLogger('silent'),
    uploadFolder: bench.folder,
    origin: () => 'http://localhost',
    vault: openVault(bench.folder),
  });
  const places = await placesOf(database);
  let slowest = { median: 0, p95: 0, what: '' };
  for (const who of await callers(database, server, places)) {
    for (const [what, path] of await questions(server, who, places)) {
      const took = await measure(rounds, () => ask(server, who.session, path));
      if (took.median > slowest.median) slowest = { ...took, what: `${who.name}, ${what}` };
      say(`  ${took.median > aim ? 'slow: ' : ''}${who.name}, ${what}: ${inWords(took)}`);
    }
  }
  say(
    `catalogue of ${sizes.kinds} kinds and list of ${sizes.sites} sites: the slowest filter or search takes ${inWords(slowest)} (${slowest.what}) (aim ≤ ${aim})`,
  );
  await server.close();
  await database.close();
}

function inWords({ median, p95 }: { median: number; p95: number }): string {
  return `${median.toFixed(0)} ms (95th percentile ${p95.toFixed(0)} ms)`;
}

interface Places {
  readonly country: string;
  readonly province: string;
  readonly commune: string;
  readonly hamlet: string;
}

interface Asker {
  readonly name: string;
  readonly session: string;
}

async function placesOf(database: BenchDatabase): Promise<Places> {
  const commune = await areaByCode(database.db, '07840');
  const found = await database.admin.query<{ id: string; kind: string }>(
    `select a.id, a.kind from area_path_today p join area a on a.id = p.ancestor_id where p.area_id = $1
     union all (select id, kind from area where today_parent_id = $1 and kind = 'hamlet' order by id limit 1)`,
    [commune],
  );
  const of = (kind: string): string => found.rows.find((row) => row.kind === kind)?.id ?? '';
  return { country: of('country'), province: of('province'), commune, hamlet: of('hamlet') };
}

async function callers(database: BenchDatabase, server: FastifyInstance, places: Places): Promise<Asker[]> {
  const wanted = [
    ['officer of a commune', 'officer', places.commune],
    ['staff of a province', 'staff', places.province],
    ['administrator of the country', 'administrator', places.country],
  ] as const;
  const askers: Asker[] = [];
  for (const [at, [name, role, areaId]] of wanted.entries()) {
    const username = `nguoi.${at}`;
    await asSystem(database.db, (context) =>
      addUser(context, { username, displayName: name, password, assignments: [{ role, areaId }] }),
    );
    const payload = { username, password };
    const response = await server.inject({ method: 'POST', url: '/api/v1/sessions', payload });
    const session = response.cookies.find((cookie) => cookie.name === 'session');
    if (!session) throw new Error(`sign-in: ${response.statusCode} ${response.body}`);
    askers.push({ name, session: session.value });
  }
  return askers;
}

/** Every filter and search of the two pages, the second page of each list, and the counts above the list. */
async function questions(
  server: FastifyInstance,
  who: Asker,
  places: Places,
): Promise<(readonly [string, string])[]> {
  const kinds = (query: string) => `model-kinds?limit=50${query}`;
  const sites = (query: string) => `model-sites?limit=50${query}`;
  const kindId = (await ask(server, who.session, kinds('&q=camera'))).items?.[0]?.id ?? '';
  // A short list has no second page: the first one is asked again.
  const page2 = async (path: string): Promise<string> => {
    const { next } = await ask(server, who.session, path);
    return next ? `${path}&cursor=${encodeURIComponent(next)}` : path;
  };
  const search = (words: string) => `&q=${encodeURIComponent(words)}`;
  return [
    ['kinds', kinds('')],
    ['kinds, second page', await page2(kinds(''))],
    ['kinds named so', kinds(search('tổ tự quản'))],
    ['kinds named so, rare', kinds(search('mẫu số 1234'))],
    ['kinds that are nowhere', kinds(search('không có loại này'))],
    ['kinds for schools', kinds('&subject=school')],
    ['kinds of one’s own', kinds('&from=own')],
    ['kinds of others', kinds('&from=others')],
    ['sites', sites('')],
    ['sites, second page', await page2(sites(''))],
    ['sites named so', sites(search('camera'))],
    ['sites in a place named so', sites(search('thôn 7'))],
    ['sites that are nowhere', sites(search('không có điểm này'))],
    ['sites of a kind', sites(`&kindId=${kindId}`)],
    ['dormant sites', sites('&state=dormant')],
    ['retired sites', sites('&state=retired')],
    ['dormant or being prepared', sites('&state=dormant&state=proposed&state=surveyed')],
    ['dormant sites of a kind', sites(`&state=dormant&kindId=${kindId}`)],
    ['sites with a check overdue', sites('&overdue=true')],
    ['sites of a province', sites(`&areaId=${places.province}`)],
    [
      'dormant sites of a province named so',
      sites(`&areaId=${places.province}&state=dormant${search('thôn')}`),
    ],
    ['sites of a commune', sites(`&areaId=${places.commune}`)],
    ['sites of a hamlet', sites(`&areaId=${places.hamlet}`)],
    ['counts by state', 'model-site-counts?'],
    ['counts of a commune', `model-site-counts?areaId=${places.commune}`],
    ['counts of a kind', `model-site-counts?kindId=${kindId}`],
  ];
}

interface Answer {
  readonly items?: { id: string }[];
  readonly next?: string | null;
}

// One session may ask so often in a minute; the bench is not held by that.
let asked = 0;

async function ask(server: FastifyInstance, session: string, path: string): Promise<Answer> {
  asked += 1;
  const response = await server.inject({
    url: `/api/v1/${path}`,
    cookies: { session },
    remoteAddress: `127.0.0.${1 + (asked % 200)}`,
  });
  if (response.statusCode !== 200) throw new Error(`${path}: ${response.statusCode} ${response.body}`);
  return JSON.parse(response.body) as Answer;
}
