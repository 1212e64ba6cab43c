import type { FieldCampaign, FieldHousehold } from '../../../pledges/field-pledges.contract.ts';
import { actItem } from './acts.ts';
import { dayOf } from './clock.ts';
import type { Door } from './doors.rules.ts';
import type { FieldEngine } from './engine.ts';
import { randomId } from './ids.ts';

/** The ways of signing at a door, as they are sent. */
export const WAYS = {
  finger: { method: 'phone', mark: 'signature' },
  tap: { method: 'phone', mark: 'tap' },
  paper: { method: 'list', mark: 'signature' },
  thumb: { method: 'list', mark: 'thumb' },
} as const;
export type Way = keyof typeof WAYS;

const nameOf = ({ houseNumber, position }: FieldHousehold): string => houseNumber || `#${position}`;

/** Notes that a household has signed, now; `signature` is a picture in base64. */
export async function sign(
  engine: FieldEngine,
  campaign: FieldCampaign,
  door: Door,
  given: { way: Way; signature?: string },
): Promise<void> {
  const { household } = door;
  const { areaId, houseNumber, contactName, people, regular } = household;
  const added = { areaId, household: { houseNumber, contactName, people, regular } };
  await engine.keep(
    actItem(engine, {
      kind: 'pledge.sign',
      recordId: randomId(),
      payload: {
        campaignId: campaign.id,
        householdId: household.id,
        textVersion: campaign.textVersion,
        signedOn: dayOf(engine.rightNow()),
        ...WAYS[given.way],
        ...(given.signature === undefined ? {} : { signature: given.signature }),
        // The list may hear of the household after its pledge: then the pledge brings it.
        ...(door.isAdded ? { added } : {}),
      },
      byClock: { day: 'signedOn' },
      words: { vi: `Ký cam kết, nhà ${nameOf(household)}`, en: `Pledge of house ${nameOf(household)}` },
    }),
  );
}

/** Notes that a household withdraws. A pledge that has not left this phone is taken back instead. */
export async function withdraw(engine: FieldEngine, campaign: FieldCampaign, door: Door): Promise<void> {
  if (door.pledgeId === undefined) return;
  await engine.keep(
    actItem(engine, {
      kind: 'pledge.withdraw',
      recordId: door.pledgeId,
      payload: {
        campaignId: campaign.id,
        householdId: door.household.id,
        on: dayOf(engine.rightNow()),
      },
      byClock: { day: 'on' },
      words: {
        vi: `Rút cam kết, nhà ${nameOf(door.household)}`,
        en: `Pledge withdrawn, house ${nameOf(door.household)}`,
      },
    }),
  );
}

/** Adds a household that stands in no list; gives its id. */
export async function addHousehold(
  engine: FieldEngine,
  areaId: string,
  household: Pick<FieldHousehold, 'houseNumber' | 'contactName' | 'people' | 'regular'>,
): Promise<string> {
  const recordId = randomId();
  const name = household.houseNumber || household.contactName;
  await engine.keep(
    actItem(engine, {
      kind: 'household.add',
      recordId,
      payload: { areaId, household },
      words: { vi: `Thêm hộ ${name}`, en: `Household ${name} added` },
    }),
  );
  return recordId;
}
