import { createHash, randomBytes } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { Problem } from '../../../platform/problems.ts';
import type { Authorized } from '../../../platform/server/authorize.ts';
import type { Context } from '../../../platform/server/context.ts';
import { getAreaRow, provinceOn } from '../../areas/server/areas.service.ts';
import type { PledgeSheet, Signer } from '../pledge.contract.ts';
import { signingState } from '../pledge.rules.ts';
import type { CampaignRow } from './campaign.repo.ts';
import { findHouseholdsById } from './household.repo.ts';
import { findHouseholdSigners, findOutside } from './pledge.repo.ts';
import { findSheet, findSheets, insertSheet, revokeCodes, revokeSheet } from './sheet.repo.ts';

type MayWrite = Authorized<'pledges.write'>;

/** A code of 144 bits of chance, as it stands behind the QR code; only its hash is kept. */
function newCode(): string {
  return randomBytes(18).toString('base64url');
}

/** By which a code is found. */
export function hashOfCode(code: string): Buffer {
  return createHash('sha256').update(code).digest();
}

export interface SheetCode {
  readonly household: Signer;
  /** The page that the code opens, from the root of the site. */
  readonly path: string;
}

/**
 * New codes for households of the hamlet of the proof: those asked for, or all that have not signed. They are told here
 * once and kept only as hashes; codes printed earlier stay good until revoked.
 * Throws Problem `notPossibleNow` (not open for signing, nobody left to sign), `notFound`.
 */
export async function makePledgeSheet(
  context: Context,
  may: MayWrite,
  campaign: CampaignRow,
  householdIds?: readonly string[],
): Promise<{ sheet: PledgeSheet; codes: SheetCode[] }> {
  const { tx, today } = context;
  const state = signingState(campaign, today);
  if (
    state === 'over' ||
    state === 'closed' ||
    campaign.state === 'draft' ||
    !campaign.audience.includes('households')
  )
    throw new Problem('notPossibleNow', { detail: notOpen });
  if ((await findOutside(tx, [may.areaId], campaign.areaId)).length > 0) throw new Problem('outOfArea');
  const all = await findHouseholdSigners(tx, campaign.id, may.areaId, today);
  const wanted = householdIds && new Set(householdIds);
  const signers = all.filter((one) =>
    wanted ? wanted.has(one.id) : one.pledge === null || one.pledge.withdrawnOn !== null,
  );
  if (wanted && signers.length < wanted.size) throw new Problem('notFound');
  if (signers.length === 0) throw new Problem('notPossibleNow', { detail: nobodyLeft });
  const rows = await findHouseholdsById(
    tx,
    signers.map((one) => one.id),
    false,
  );
  const provinces = new Map(rows.map((row) => [row.id, row.provinceId]));
  const made = signers.map((household) => ({ household, code: newCode() }));
  const id = uuidv7();
  await insertSheet(tx, may, {
    id,
    campaignId: campaign.id,
    provinceId: await provinceOn(context, may.areaId, today),
    codes: made.map(({ household, code }) => ({
      hash: hashOfCode(code).toString('hex'),
      householdId: household.id,
      provinceId: provinces.get(household.id) ?? '',
      areaId: household.areaId,
    })),
  });
  const codes = made.map(({ household, code }) => ({ household, path: `/ky?ma=${code}` }));
  return { sheet: await getSheet(context, id), codes };
}

const notOpen = {
  vi: 'Chỉ in phiếu có mã khi đợt ký của hộ gia đình đang mở.',
  en: 'Codes are made while a campaign for households is open.',
};
const nobodyLeft = {
  vi: 'Thôn này không còn hộ nào chưa ký.',
  en: 'Every household of this hamlet has signed.',
};

/** The sheet, locked, or Problem `notFound`. */
export async function getSheet(context: Context, id: string): Promise<PledgeSheet> {
  const sheet = await findSheet(context.tx, id);
  if (!sheet) throw new Problem('notFound');
  return sheet;
}

/** Sheets that were printed for an area in a campaign, the newest first. Throws Problem `notFound`. */
export async function listSheets(
  context: Context,
  campaignId: string,
  areaId: string,
): Promise<PledgeSheet[]> {
  await getAreaRow(context, areaId);
  return findSheets(context.tx, campaignId, areaId);
}

/** Ends all codes of a sheet. */
export async function endSheet(context: Context, may: MayWrite, id: string): Promise<PledgeSheet> {
  await revokeSheet(context.tx, may, id);
  return getSheet(context, id);
}

/** Ends the codes of one household in a campaign; gives how many. */
export function endCodes(
  context: Context,
  may: MayWrite,
  campaignId: string,
  householdId: string,
): Promise<number> {
  return revokeCodes(context.tx, may, campaignId, householdId);
}
