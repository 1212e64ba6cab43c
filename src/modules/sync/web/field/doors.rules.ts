import { stripDiacritics } from '../../../../platform/text.ts';
import type { FieldCampaign, FieldHousehold, FieldPledges } from '../../../pledges/field-pledges.contract.ts';
import type { ActItem, OutboxItem } from './outbox.rules.ts';

/** open: nobody has signed; here: signed on this phone; signed: as the commune has it; withdrawn on this phone. */
export type DoorState = 'open' | 'here' | 'signed' | 'withdrawn';

/** A household of a campaign as this phone knows it: what the commune had, and what was done here since. */
export interface Door {
  readonly household: FieldHousehold;
  readonly state: DoorState;
  /** The pledge in force or, where it was withdrawn here, the one that was. */
  readonly pledgeId?: string;
  readonly signedOn?: string;
  /** What this phone did with it and has not been taken yet; it can be taken back. */
  readonly item?: ActItem;
  /** The household was added on this phone and is in no list of the commune yet. */
  readonly isAdded?: true;
}

const isAct = (item: OutboxItem): item is ActItem => item.kind !== 'activity.save';
/** Done here and neither refused nor told already by what the commune has sent since. */
const counts = (item: OutboxItem, upTo: string): boolean =>
  item.state !== 'needsYou' &&
  item.dropped === undefined &&
  (item.arrivedAt === undefined || item.arrivedAt > upTo);
const isOf = ({ payload }: ActItem, campaignId: string, householdId: string): boolean =>
  payload.campaignId === campaignId && payload.householdId === householdId;

/** What the commune sent, and when the last of this phone's doings that it takes account of had arrived. */
export interface KeptPledges extends FieldPledges {
  readonly upTo: string;
}

/** The households of a campaign in the order of their list, those added on this phone last. */
export function doorsOf(campaign: FieldCampaign, content: KeptPledges, items: readonly OutboxItem[]): Door[] {
  const acts = items.filter(isAct).filter((item) => counts(item, content.upTo));
  const listed = content.households.filter(({ areaId }) => areaId === campaign.areaId);
  const known = new Set(listed.map(({ id }) => id));
  const added = acts.flatMap((item) =>
    item.kind === 'household.add' && item.payload.areaId === campaign.areaId && !known.has(item.recordId)
      ? [addedHousehold(item, campaign.areaId, listed.length)]
      : [],
  );
  const signed = new Map(campaign.pledges.map((pledge) => [pledge.householdId, pledge]));
  return [...listed, ...added].map((household): Door => {
    const own = acts.findLast(
      ({ kind, ...item }) =>
        (kind === 'pledge.sign' || kind === 'pledge.withdraw') &&
        isOf({ kind, ...item }, campaign.id, household.id),
    );
    const extra = known.has(household.id) ? {} : { isAdded: true as const };
    const before = signed.get(household.id);
    if (own?.kind === 'pledge.withdraw')
      return { household, state: 'withdrawn', pledgeId: own.recordId, item: own, ...extra };
    if (own) {
      const { signedOn } = own.payload;
      const day = typeof signedOn === 'string' ? { signedOn } : {};
      return {
        household,
        state: before ? 'signed' : 'here',
        pledgeId: own.recordId,
        item: own,
        ...day,
        ...extra,
      };
    }
    if (!before) return { household, state: 'open', ...extra };
    return { household, state: 'signed', pledgeId: before.id, signedOn: before.signedOn, ...extra };
  });
}

function addedHousehold(item: ActItem, areaId: string, after: number): FieldHousehold {
  const { household } = item.payload as { household: Omit<FieldHousehold, 'id' | 'areaId' | 'position'> };
  const { houseNumber, contactName, people, regular } = household;
  return { id: item.recordId, areaId, position: after + 1, houseNumber, contactName, people, regular };
}

export const isSigned = ({ state }: Door): boolean => state === 'here' || state === 'signed';

/** How far it has come on this phone, before the commune has heard of it: what was signed, out of all households. */
export function progressOf(doors: readonly Door[]): { signed: number; all: number } {
  return { signed: doors.filter(isSigned).length, all: doors.length };
}

/** The doors whose number or contact has all the words; accents are not needed. */
export function searchDoors(doors: readonly Door[], query: string): Door[] {
  const words = stripDiacritics(query).split(' ').filter(Boolean);
  return doors.filter(({ household }) => {
    const text = stripDiacritics(`${household.houseNumber} ${household.contactName}`);
    return words.every((word) => text.includes(word));
  });
}
