/**
 * What is published of reports. Two ideas, and no other:
 *
 * 1. Each report stands in one block at most. Blocks do not overlap, so sums of blocks are unions of blocks and a
 *    difference of two sums never leaves a part of one.
 * 2. Within a block a figure under five is not shown by itself, nor is what would give it away: small ones are counted
 *    together, and where they are too few (or so many that each must be four) with one that would not need it.
 *    Which one that is goes by a fixed order and never by size, for a choice by size would tell of sizes.
 *
 * What is not published waits: with the next quarter it may be enough. What was published never changes.
 */
export const least = 5;
const most = least - 1;

export interface CountedTip {
  readonly id: string;
  readonly areaId: string;
  readonly harm: string;
  readonly channel: string;
  readonly valuable: boolean;
  readonly onTime: boolean;
  readonly answered: boolean;
}

/** A commune that takes reports; `from` is the first day of the quarters of it that no block covers yet. */
export interface CountedArea {
  readonly id: string;
  readonly provinceId: string;
  readonly from: string;
}

export interface Portion {
  readonly codes: readonly string[];
  readonly count: number;
}

export interface Block {
  /** The commune, or the province for its remaining communes. */
  readonly areaId: string;
  readonly isRest: boolean;
  readonly members: readonly string[];
  readonly from: string;
  readonly to: string;
  readonly tipIds: readonly string[];
  readonly received: number;
  readonly byHarm: readonly Portion[];
  readonly byChannel: readonly Portion[];
  readonly valuable: number | null;
  readonly onTime: number | null;
  readonly answered: number | null;
}

/** Small ones among these counts give nothing away where they are counted together. */
function isSafeTogether(counts: readonly number[]): boolean {
  const sum = counts.reduce((a, b) => a + b, 0);
  // All at the most that a small one can have: then each is known.
  return sum >= least && sum < most * counts.length;
}

/**
 * Divides a whole into portions of at least five, by codes in their fixed order. The last portion holds the codes that
 * are counted together; one portion of all codes says nothing but the whole.
 */
export function splitSafely(
  codes: readonly string[],
  countOf: (code: string) => number,
  whole: number,
): Portion[] {
  const small = codes.filter((code) => countOf(code) < least);
  const shown = codes.filter((code) => countOf(code) >= least);
  if (small.length === 0) return shown.map((code) => ({ codes: [code], count: countOf(code) }));
  const together = isSafeTogether(small.map(countOf)) ? small : [...small, ...shown.splice(0, 1)];
  if (shown.length === 0) return [{ codes: [...codes], count: whole }];
  const alone = shown.map((code) => ({ codes: [code], count: countOf(code) }));
  const rest = codes.filter((code) => together.includes(code));
  return [...alone, { codes: rest, count: rest.reduce((sum, code) => sum + countOf(code), 0) }];
}

/** A part of a whole, where neither it nor what is left is under five. */
function partOf(tips: readonly CountedTip[], is: (tip: CountedTip) => boolean): number | null {
  const part = tips.filter(is).length;
  return part >= least && tips.length - part >= least ? part : null;
}

export interface CodeLists {
  readonly harms: readonly string[];
  readonly channels: readonly string[];
}

function blockOf(
  of: Pick<Block, 'areaId' | 'isRest' | 'members' | 'from' | 'to'>,
  tips: readonly CountedTip[],
  lists: CodeLists,
): Block {
  const split = (codes: readonly string[], key: 'harm' | 'channel'): Portion[] =>
    splitSafely(codes, (code) => tips.filter((tip) => tip[key] === code).length, tips.length);
  return {
    ...of,
    tipIds: tips.map((tip) => tip.id),
    received: tips.length,
    byHarm: split(lists.harms, 'harm'),
    byChannel: split(lists.channels, 'channel'),
    valuable: partOf(tips, (tip) => tip.valuable),
    onTime: partOf(tips, (tip) => tip.onTime),
    answered: partOf(tips, (tip) => tip.answered),
  };
}

/**
 * The blocks that can be published when a quarter is over, of the reports that no block has yet. Communes with five or
 * more stand by themselves; those with fewer stand together as the rest of their province, or wait.
 */
export function publishQuarter(
  to: string,
  areas: readonly CountedArea[],
  tips: readonly CountedTip[],
  lists: CodeLists,
): Block[] {
  const tipsOf = Map.groupBy(tips, (tip) => tip.areaId);
  const countOf = (area: CountedArea): number => tipsOf.get(area.id)?.length ?? 0;
  const provinces = [...Map.groupBy(areas, (area) => area.provinceId)].toSorted(([a], [b]) =>
    a < b ? -1 : 1,
  );
  return provinces.flatMap(([provinceId, communes]) => {
    const ordered = communes.toSorted((a, b) => (a.id < b.id ? -1 : 1));
    const named = ordered.filter((area) => countOf(area) >= least);
    const blocks = named.map((area) =>
      blockOf(
        { areaId: area.id, isRest: false, members: [area.id], from: area.from, to },
        tipsOf.get(area.id) ?? [],
        lists,
      ),
    );
    const rest = ordered.filter((area) => countOf(area) < least);
    if (!isSafeTogether(rest.map(countOf))) return blocks;
    const from = rest.map((area) => area.from).toSorted()[0] ?? to;
    const members = rest.map((area) => area.id);
    const together = rest.flatMap((area) => tipsOf.get(area.id) ?? []);
    return [...blocks, blockOf({ areaId: provinceId, isRest: true, members, from, to }, together, lists)];
  });
}
