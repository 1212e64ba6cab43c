import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays } from '../../platform/dates.ts';
import { type Block, type CountedTip, least, publishQuarter, splitSafely } from './tip-publication.rules.ts';

/** A report in a small world: two provinces, four communes, three kinds, three channels, three quarters. */
interface Told extends CountedTip {
  readonly quarter: number;
}
type World = readonly Told[];

const lists = { harms: ['drugs', 'fraud', 'theft'], channels: ['inPerson', 'phone', 'web'] };
const communes = [
  { id: 'xã 1', provinceId: 'tỉnh A' },
  { id: 'xã 2', provinceId: 'tỉnh A' },
  { id: 'xã 3', provinceId: 'tỉnh A' },
  { id: 'xã 4', provinceId: 'tỉnh B' },
];
const quarters = [
  { from: '2025-12-15', to: '2026-03-14' },
  { from: '2026-03-15', to: '2026-06-14' },
  { from: '2026-06-15', to: '2026-09-14' },
];

/** Quarter after quarter, as the installation does it. */
function publish(world: World): Block[] {
  const done: Block[] = [];
  for (const [quarter, { to }] of quarters.entries()) {
    const counted = new Set(done.flatMap((block) => block.tipIds));
    const areas = communes.map((area) => {
      const covered = done.filter((block) => block.members.includes(area.id)).map((block) => block.to);
      const last = covered.toSorted().at(-1);
      return { ...area, from: last === undefined ? '2025-12-15' : addDays(last, 1) };
    });
    const waiting = world.filter((tip) => tip.quarter <= quarter && !counted.has(tip.id));
    done.push(...publishQuarter(to, areas, waiting, lists));
  }
  return done;
}

/** What everybody sees: no identifiers. */
const seen = (world: World): string => JSON.stringify(publish(world).map(({ tipIds: _, ...block }) => block));

type Told1 = Omit<Told, 'id'>;
const anyTip = fc.record<Told1>({
  areaId: fc.constantFrom(...communes.map((area) => area.id)),
  quarter: fc.nat({ max: 2 }),
  harm: fc.constantFrom(...lists.harms),
  channel: fc.constantFrom(...lists.channels),
  valuable: fc.boolean(),
  onTime: fc.boolean(),
  answered: fc.boolean(),
});
/** Many reports of few shapes, so that counts lie around five. */
const anyWorld = fc
  .array(fc.tuple(anyTip, fc.integer({ min: 1, max: 7 })), { maxLength: 12 })
  .map((groups) =>
    groups.flatMap(([tip, n], g) => Array.from({ length: n }, (_, i): Told => ({ ...tip, id: `${g}.${i}` }))),
  );

/** A figure that somebody could want: reports of these values, whatever the rest. */
type Question = Partial<
  Pick<Told, 'areaId' | 'quarter' | 'harm' | 'channel' | 'valuable' | 'onTime' | 'answered'>
>;
const count = (world: World, question: Question): number =>
  world.filter((tip) => Object.entries(question).every(([key, value]) => tip[key as keyof Told] === value))
    .length;

/** All figures over areas, periods and kinds, and those of one commune by channel and by how it went. */
function questions(): Question[] {
  const found: Question[] = [];
  for (const areaId of [undefined, ...communes.map((area) => area.id)])
    for (const quarter of [undefined, 0, 1, 2])
      for (const harm of [undefined, ...lists.harms])
        found.push({
          ...(areaId === undefined ? {} : { areaId }),
          ...(quarter === undefined ? {} : { quarter }),
          ...(harm === undefined ? {} : { harm }),
        });
  for (const { id: areaId } of communes) {
    for (const channel of lists.channels) found.push({ areaId, channel });
    for (const flag of ['valuable', 'onTime', 'answered'] as const)
      found.push({ areaId, [flag]: true }, { areaId, [flag]: false });
  }
  return found;
}

/** Worlds beside this one: one report more or less, or some told differently. */
function* neighbours(world: World, question: Question): Generator<World> {
  const key = Object.keys(question);
  const fitting = world.filter((tip) => count([tip], question) === 1);
  const others = world.filter((tip) => !fitting.includes(tip));
  for (const tip of fitting) yield world.filter((one) => one !== tip);
  for (const tip of new Map(world.map((one) => [JSON.stringify({ ...one, id: '' }), one])).values()) {
    yield [...world, { ...tip, ...question, id: 'mới' }];
    const make = (change: Partial<Told>): World =>
      world.map((one) => (one === tip ? { ...one, ...change } : one));
    if (others.includes(tip)) yield make(question);
    else {
      for (const areaId of communes) if (key.includes('areaId')) yield make({ areaId: areaId.id });
      for (const quarter of [0, 1, 2]) if (key.includes('quarter')) yield make({ quarter });
      for (const harm of lists.harms) if (key.includes('harm')) yield make({ harm });
      for (const channel of lists.channels) if (key.includes('channel')) yield make({ channel });
      for (const flag of ['valuable', 'onTime', 'answered'] as const)
        if (key.includes(flag)) yield make({ [flag]: !tip[flag] });
    }
  }
  // All of them told as something else at once.
  const all = (change: Partial<Told>): World =>
    world.map((one) => (fitting.includes(one) ? { ...one, ...change } : one));
  for (const channel of lists.channels) if (key.includes('channel')) yield all({ channel });
  for (const areaId of communes)
    for (const quarter of [0, 1, 2])
      for (const harm of lists.harms) {
        const base = {
          areaId: areaId.id,
          quarter,
          harm,
          channel: 'web',
          valuable: false,
          onTime: false,
          answered: false,
        };
        yield [...world, { ...base, ...question, id: 'mới' }];
        yield all({ areaId: areaId.id, quarter, harm });
      }
}

/** One report more or less, or in another quarter or commune: makes room for the change that is looked for. */
function* roomFor(world: World): Generator<World> {
  // Only what is published, and all of it told in the quarter in which it was.
  const counted = new Map(
    publish(world).flatMap((block) => block.tipIds.map((id) => [id, block.to] as const)),
  );
  const published = world.filter((tip) => counted.has(tip.id));
  yield published;
  yield published.map((tip) => ({
    ...tip,
    quarter: quarters.findIndex(({ to }) => to === counted.get(tip.id)),
  }));
  for (const tip of new Map(world.map((one) => [JSON.stringify({ ...one, id: '' }), one])).values()) {
    yield world.filter((one) => one !== tip);
    for (const quarter of [0, 1, 2]) yield world.map((one) => (one === tip ? { ...one, quarter } : one));
    for (const { id: areaId } of communes) yield world.map((one) => (one === tip ? { ...one, areaId } : one));
    for (const harm of lists.harms) yield world.map((one) => (one === tip ? { ...one, harm } : one));
  }
}

/** Worlds further away: several reports told as of another quarter, place or kind; always the same ones. */
function* wanderings(world: World, question: Question): Generator<World> {
  let state = 12_345;
  const next = (below: number): number => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
  for (let tries = 0; tries < 6000 && world.length > 0; tries += 1) {
    const other = [...world];
    for (let moves = 1 + next(8); moves > 0; moves -= 1) {
      const at = next(other.length);
      const tip = other[at] as Told;
      const areaId = communes[next(communes.length)]?.id ?? '';
      const harm = lists.harms[next(3)] ?? '';
      const changes = [question, { areaId }, { harm }, ...quarters.map((_, quarter) => ({ quarter }))];
      other[at] = { ...tip, ...changes[next(changes.length)] };
    }
    yield other;
  }
}

/** Whether a world with another answer to the question publishes exactly this. */
function isToldDifferently(world: World, question: Question, published: string): boolean {
  const truth = count(world, question);
  const isOther = (other: World): boolean => count(other, question) !== truth && seen(other) === published;
  for (const other of neighbours(world, question)) if (isOther(other)) return true;
  for (const room of roomFor(world))
    for (const other of neighbours(room, question)) if (isOther(other)) return true;
  for (const other of wanderings(world, question)) if (isOther(other)) return true;
  return false;
}

test('property: whatever figure under five somebody wants, another world publishes the same and has another figure', {
  timeout: 240_000,
}, () => {
  const all = questions();
  fc.assert(
    fc.property(anyWorld, fc.shuffledSubarray(all, { minLength: 12, maxLength: 12 }), (world, asked) => {
      const published = seen(world);
      for (const question of asked.filter((one) => count(world, one) < least))
        expect([question, isToldDifferently(world, question, published)]).toEqual([question, true]);
    }),
    { numRuns: 150 },
  );
});

test('property: nothing under five is published, blocks do not overlap, portions make up the whole', () => {
  fc.assert(
    fc.property(anyWorld, (world) => {
      const blocks = publish(world);
      const ids = blocks.flatMap((block) => block.tipIds);
      expect(new Set(ids).size).toBe(ids.length);
      for (const block of blocks) {
        expect(block.received).toBe(block.tipIds.length);
        const figures = [block.received, block.valuable, block.onTime, block.answered];
        for (const [portions, codes] of [
          [block.byHarm, lists.harms],
          [block.byChannel, lists.channels],
        ] as const) {
          expect(portions.flatMap((one) => one.codes).toSorted()).toEqual(codes);
          expect(portions.reduce((sum, one) => sum + one.count, 0)).toBe(block.received);
          figures.push(...portions.map((one) => one.count));
        }
        for (const figure of figures) expect(figure === null || figure >= least).toBe(true);
        for (const part of [block.valuable, block.onTime, block.answered])
          expect(part === null || block.received - part >= least).toBe(true);
      }
    }),
  );
});

const split = (counts: Record<string, number>) =>
  splitSafely(
    Object.keys(counts),
    (code) => counts[code] ?? 0,
    Object.values(counts).reduce((a, b) => a + b, 0),
  ).map(({ codes, count: n }) => `${codes.join('+')}=${n}`);

test('small kinds are counted together; too few of them take one with them; all four each as well', () => {
  expect(split({ a: 9, b: 7, c: 3, d: 2 })).toEqual(['a=9', 'b=7', 'c+d=5']);
  expect(split({ a: 9, b: 7, c: 3, d: 1 })).toEqual(['b=7', 'a+c+d=13']);
  expect(split({ a: 9, b: 7, c: 0, d: 0 })).toEqual(['b=7', 'a+c+d=9']);
  expect(split({ a: 9, b: 7, c: 4, d: 4 })).toEqual(['b=7', 'a+c+d=17']);
  expect(split({ a: 9, b: 1 })).toEqual(['a+b=10']);
  expect(split({ a: 9, b: 7 })).toEqual(['a=9', 'b=7']);
  expect(split({ a: 2, b: 3, c: 1 })).toEqual(['a+b+c=6']);
});

test('a village with three reports waits until it has five, and its first quarter is never told apart', () => {
  const tip = (n: number, quarter: number): Told => ({
    id: `${quarter}.${n}`,
    areaId: 'xã 4',
    quarter,
    harm: 'theft',
    channel: 'web',
    valuable: false,
    onTime: true,
    answered: false,
  });
  const blocks = publish([tip(1, 0), tip(2, 0), tip(3, 0), tip(1, 1), tip(2, 1)]);
  expect(blocks).toMatchObject([{ areaId: 'xã 4', from: '2025-12-15', to: '2026-06-14', received: 5 }]);
});
