import { describe, expect, it } from 'vitest';
import type { FieldCampaign, FieldHousehold } from '../../../pledges/field-pledges.contract.ts';
import { doorsOf, progressOf, searchDoors } from './doors.rules.ts';
import type { ActItem } from './outbox.rules.ts';

const areaId = 'thon';
const household = (n: number, contactName: string): FieldHousehold => ({
  ...{ id: `ho-${n}`, areaId, position: n, houseNumber: `${n}`, contactName, people: 4, regular: true },
});
const households = [household(1, 'Nguyễn Thị Hạnh'), household(2, 'Trần Văn Đức'), household(3, 'Bà Lụa')];
const campaign: FieldCampaign = {
  ...{
    id: 'dot',
    areaId,
    areaName: 'Thôn Cấm',
    title: 'Cam kết',
    startsOn: '2026-01-01',
    endsOn: '2026-12-31',
  },
  ...{ validTo: '2026-12-31', textVersion: 1, commitments: ['Giữ trật tự'] },
  pledges: [{ id: 'ky-3', householdId: 'ho-3', signedOn: '2026-02-01', method: 'list' }],
};
const kept = { campaigns: [campaign], households, upTo: '2026-03-05' };
const act = (
  kind: ActItem['kind'],
  recordId: string,
  payload: ActItem['payload'],
  more: Partial<ActItem> = {},
) =>
  ({
    ...{ id: recordId, kind, recordId, payload, madeAt: '2026-03-01T01:00:00Z', ahead: 0, state: 'here' },
    words: { vi: '', en: '' },
    ...more,
  }) satisfies ActItem;
const sign = (n: number, more: Partial<ActItem> = {}): ActItem =>
  act('pledge.sign', `ky-${n}`, { campaignId: 'dot', householdId: `ho-${n}`, signedOn: '2026-03-01' }, more);
const withdraw = (n: number): ActItem =>
  act('pledge.withdraw', `ky-${n}`, { campaignId: 'dot', householdId: `ho-${n}`, on: '2026-03-02' });
const states = (items: readonly ActItem[]): string[] =>
  doorsOf(campaign, kept, items).map(({ state }) => state);

describe('the doors of a hamlet on one phone', () => {
  it('show what was done here at once, before the commune has heard of it', () => {
    expect(states([])).toEqual(['open', 'open', 'signed']);
    expect(states([sign(1)])).toEqual(['here', 'open', 'signed']);
    expect(states([sign(1), withdraw(1), withdraw(3)])).toEqual(['withdrawn', 'open', 'withdrawn']);
    const doors = doorsOf(campaign, kept, [sign(1)]);
    expect(progressOf(doors)).toEqual({ signed: 2, all: 3 });
  });

  it('show as unsigned what the commune refused or dropped', () => {
    expect(
      states([sign(1, { state: 'needsYou' }), sign(2, { state: 'arrived', dropped: 'Ghi nhầm' })]),
    ).toEqual(['open', 'open', 'signed']);
  });

  it('follow the commune once it has taken account of what was sent', () => {
    const arrived = (day: string) => [sign(1, { state: 'arrived', arrivedAt: day })];
    expect(states(arrived('2026-03-06'))[0]).toBe('here');
    expect(states(arrived('2026-03-04'))[0]).toBe('open');
  });

  it('a household that was added here stands last until the commune lists it', () => {
    const payload = {
      areaId,
      household: { houseNumber: '4A', contactName: 'Ông Tư', people: null, regular: true },
    };
    const items = [act('household.add', 'ho-4', payload), sign(4)];
    const doors = doorsOf(campaign, kept, items);
    expect(doors.at(-1)).toMatchObject({ state: 'here', isAdded: true, household: { houseNumber: '4A' } });
    const listed = [...households, household(4, 'Ông Tư')];
    expect(doorsOf(campaign, { ...kept, households: listed }, items)).toHaveLength(4);
  });

  it('are found by number or contact, accents or not', () => {
    const doors = doorsOf(campaign, kept, []);
    const found = (query: string) => searchDoors(doors, query).map(({ household: { id } }) => id);
    expect(found('hanh')).toEqual(['ho-1']);
    expect(found('van duc')).toEqual(['ho-2']);
    expect(found('3')).toEqual(['ho-3']);
    expect(found('Đức tran')).toEqual(['ho-2']);
    expect(found('')).toHaveLength(3);
  });
});
