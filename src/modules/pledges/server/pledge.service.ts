import { minDay } from '../../../platform/dates.ts';
import { Problem } from '../../../platform/problems.ts';
import { type Authorized, authorize } from '../../../platform/server/authorize.ts';
import type { Context } from '../../../platform/server/context.ts';
import { getAreaRow, mayIn } from '../../areas/server/areas.service.ts';
import { insertFactsInBulk, type RecordWorth, removeFacts } from '../../figures/server/facts.service.ts';
import type { Pledge, Signer, SigningInput } from '../pledge.contract.ts';
import { audienceOf, pledgeFacts, signingState } from '../pledge.rules.ts';
import type { CampaignRow } from './campaign.repo.ts';
import { getCampaignRow } from './campaign.service.ts';
import { findHouseholdsById } from './household.repo.ts';
import { refreshHouseholdFacts } from './household-facts.service.ts';
import {
  deletePledges,
  findHouseholdSigners,
  findOrganizationPlaces,
  findOrganizationSigners,
  findOutside,
  insertPledges,
  lockPledges,
  type NewPledge,
  type PledgeRow,
  type SignerPlace,
  setWithdrawn,
} from './pledge.repo.ts';

type MayWrite = Authorized<'pledges.write'>;

/** Who can sign in a hamlet, or which organisations of an area, as the campaign asks for. Throws Problem `notFound`. */
export async function listSigners(
  context: Context,
  campaignId: string,
  areaId: string,
): Promise<{ signers: Signer[]; can: { sign: boolean } }> {
  const { tx, today } = context;
  const area = await getAreaRow(context, areaId);
  const campaign = await getCampaignRow(context, campaignId);
  const { audience } = campaign;
  const isHamlet = area.kind === 'hamlet';
  const households =
    isHamlet && audience.includes('households')
      ? await findHouseholdSigners(tx, campaignId, areaId, today)
      : [];
  const organizations = await findOrganizationSigners(tx, campaignId, areaId, {
    organizations: audience.includes('organizations'),
    parishes: audience.includes('parishes'),
  });
  const isOpen = signingState(campaign, today) === 'ready';
  return {
    signers: [...households, ...organizations],
    can: { sign: isOpen && (await mayIn(context, 'pledges.write', areaId)) },
  };
}

/** Those who are to sign, as far as the caller may reach them. Throws Problem `notFound` where one is missing. */
export async function findSignerPlaces(
  context: Context,
  signers: SigningInput['signers'],
): Promise<Map<string, SignerPlace>> {
  const households = await findHouseholdsById(
    context.tx,
    signers.flatMap((one) => one.householdId ?? []),
    true,
  );
  const organizations = await findOrganizationPlaces(
    context.tx,
    signers.flatMap((one) => one.organizationId ?? []),
  );
  const places = [...households.map((row): SignerPlace => ({ ...row, kind: 'household' })), ...organizations];
  const found = new Map(places.map((place) => [place.id, place]));
  if (signers.some((one) => !found.has(one.householdId ?? one.organizationId ?? '')))
    throw new Problem('notFound');
  return found;
}

/** Proof that the caller may write pledges in every one of these areas. Throws Problem `outOfArea`. */
export async function mayWriteIn(context: Context, areaIds: Iterable<string>): Promise<MayWrite> {
  let may: MayWrite | undefined;
  for (const areaId of new Set(areaIds)) may = await authorize(context, 'pledges.write', areaId);
  if (!may) throw new Problem('notFound');
  return may;
}

/**
 * Notes pledges to the present text of a campaign. Who has signed already stays as he is, so that a list can be sent
 * twice. Throws Problem `notPossibleNow` (not open, not asked to sign), `invalidInput` (a day out of the campaign).
 */
export async function signPledges(
  context: Context,
  may: MayWrite,
  campaign: CampaignRow,
  input: SigningInput,
  places: ReadonlyMap<string, SignerPlace>,
): Promise<{ signed: string[]; already: string[] }> {
  const { tx, today } = context;
  if (campaign.state !== 'open') throw new Problem('notPossibleNow', { detail: notOpen });
  const last = minDay(today, campaign.endsOn);
  if (input.signedOn < campaign.startsOn || input.signedOn > last)
    throw new Problem('invalidInput', {
      fields: [{ path: 'signedOn', code: 'outOfRange', found: input.signedOn, expected: onDays }],
    });
  const isAsked = [...places.values()].every(({ kind }) => campaign.audience.includes(audienceOf(kind)));
  if (!isAsked) throw new Problem('notPossibleNow', { detail: notAsked });
  const outside = await findOutside(
    tx,
    [...new Set([...places.values()].map(({ areaId }) => areaId))],
    campaign.areaId,
  );
  if (outside.length > 0) throw new Problem('outOfArea');
  const rows = input.signers.flatMap((one): NewPledge[] => {
    const place = places.get(one.householdId ?? one.organizationId ?? '');
    if (!place) return [];
    return [
      {
        id: one.id,
        provinceId: place.provinceId,
        areaId: place.areaId,
        householdId: one.householdId ?? null,
        organizationId: one.organizationId ?? null,
        textVersion: campaign.textVersion,
        signedOn: input.signedOn,
        method: input.method,
        mark: one.mark ?? input.mark,
        fileId: input.fileId,
      },
    ];
  });
  const signed = await notePledges(context, may, campaign.id, rows);
  return { signed: [...signed], already: rows.filter((row) => !signed.has(row.id)).map((row) => row.id) };
}

const notOpen = {
  vi: 'Đợt ký cam kết này chưa mở hoặc đã đóng.',
  en: 'This campaign is not open for signing.',
};
const notAsked = {
  vi: 'Đợt ký này không dành cho đối tượng đó.',
  en: 'This campaign is not for such signers.',
};
const onDays = {
  vi: 'Ngày ký phải nằm trong đợt ký và không sau hôm nay.',
  en: 'The day must lie within the campaign and not after today.',
};

/** Stores new pledges with what they count for; gives the ids of those that were new. */
export async function notePledges(
  context: Context,
  by: { readonly callerId: string },
  campaignId: string,
  rows: readonly NewPledge[],
): Promise<Set<string>> {
  const ids = await insertPledges(context.tx, by, campaignId, rows);
  const stored = await lockPledges(context.tx, [...ids]);
  await insertFactsInBulk(context.tx, stored.map(worthOf));
  await refreshHouseholdFacts(
    context,
    stored.flatMap((row) => row.householdId ?? []),
  );
  return ids;
}

/** Pledges by their ids, locked. Throws Problem `notFound` where one is missing. */
export async function getPledges(context: Context, ids: readonly string[]): Promise<PledgeRow[]> {
  const rows = await lockPledges(context.tx, ids);
  if (rows.length < new Set(ids).size) throw new Problem('notFound');
  return rows;
}

/** One pledge, locked. Throws Problem `notFound`. */
export async function getPledge(context: Context, id: string): Promise<PledgeRow> {
  const [row] = await getPledges(context, [id]);
  if (!row) throw new Problem('notFound');
  return row;
}

/** Notes that a pledge was withdrawn. Throws Problem `notPossibleNow` (it was before), `invalidInput` (the day). */
export async function withdrawPledge(
  context: Context,
  by: { readonly callerId: string },
  row: PledgeRow,
  on: string,
): Promise<Pledge> {
  if (row.withdrawnOn !== null) throw new Problem('notPossibleNow');
  if (on < row.signedOn || on > context.today)
    throw new Problem('invalidInput', {
      fields: [{ path: 'on', code: 'outOfRange', found: on, expected: afterSigning }],
    });
  await setWithdrawn(context.tx, by, [row.id], on);
  await recount(context, [{ ...row, withdrawnOn: on }]);
  return shown({ ...row, withdrawnOn: on });
}

const afterSigning = {
  vi: 'Ngày rút không sớm hơn ngày ký và không sau hôm nay.',
  en: 'The day is not before that of signing and not after today.',
};

/** Takes back pledges that were noted by mistake, or that they were withdrawn. Gives how many. */
export async function undoPledges(
  context: Context,
  may: MayWrite,
  rows: readonly PledgeRow[],
  what: 'pledge' | 'withdrawal',
): Promise<number> {
  const ids = rows.map((row) => row.id);
  if (what === 'withdrawal') {
    await setWithdrawn(context.tx, may, ids, null);
    await recount(
      context,
      rows.map((row) => ({ ...row, withdrawnOn: null })),
    );
    return ids.length;
  }
  await deletePledges(context.tx, may, ids);
  await removeFacts(context.tx, ids);
  await refreshHouseholdFacts(
    context,
    rows.flatMap((row) => row.householdId ?? []),
  );
  return ids.length;
}

async function recount(context: Context, rows: readonly PledgeRow[]): Promise<void> {
  await removeFacts(
    context.tx,
    rows.map((row) => row.id),
  );
  await insertFactsInBulk(context.tx, rows.map(worthOf));
  await refreshHouseholdFacts(
    context,
    rows.flatMap((row) => row.householdId ?? []),
  );
}

function worthOf(row: PledgeRow): RecordWorth {
  return {
    recordId: row.id,
    source: 'pledge',
    provinceId: row.provinceId,
    verified: true,
    facts: pledgeFacts(row),
  };
}

function shown(row: PledgeRow): Pledge {
  const { id, textVersion, signedOn, method, mark, fileId, withdrawnOn } = row;
  return { id, textVersion, signedOn, method, mark, fileId, withdrawnOn };
}
