import { RateLimiterMemory } from 'rate-limiter-flexible';
import { v7 as uuidv7 } from 'uuid';
import { Problem } from '../../../platform/problems.ts';
import { system } from '../../../platform/server/caller.ts';
import { actAs, type Context } from '../../../platform/server/context.ts';
import { signingState } from '../pledge.rules.ts';
import type { PledgeLink } from '../pledge-link.contract.ts';
import { type CampaignRow, findTexts } from './campaign.repo.ts';
import { getCampaignRow } from './campaign.service.ts';
import { findHouseholdsById } from './household.repo.ts';
import { getPledge, notePledges, withdrawPledge } from './pledge.service.ts';
import { type CodeOwner, findCode, findCodePlace, findPledgeInForce } from './sheet.repo.ts';
import { hashOfCode } from './sheet.service.ts';

/** Wrong codes from one address, and all uses of one code; in memory only, no address is kept. */
const wrongCodes = new RateLimiterMemory({ points: 20, duration: 600 });
const usesOfCode = new RateLimiterMemory({ points: 60, duration: 600 });

/** Nobody is recorded as the one who signed by a code: the paper in hand is all that is known. */
const byCode = { callerId: 'code' } as const;

interface Edge {
  /** The caller's network address; only for the limit. */
  readonly address: string;
}

/**
 * What a code is for: its campaign and its household. Throws Problem `notFound` (no such code, or revoked),
 * `tooManyAttempts` (wrong codes from this address), `tooManyRequests` (this code again and again).
 */
export async function openLink(context: Context, edge: Edge, code: string): Promise<CodeOwner> {
  const hash = hashOfCode(code);
  const owner = await findCode(context.tx, hash);
  if (!owner || owner.revoked) {
    // Only the wrong ones are held up: whoever shares the address and has a good code still signs.
    await wrongCodes.consume(edge.address).catch(() => {
      throw new Problem('tooManyAttempts');
    });
    throw new Problem('notFound', { detail: notGood });
  }
  await usesOfCode.consume(hash.toString('base64')).catch(() => {
    throw new Problem('tooManyRequests');
  });
  return owner;
}

/** The text and the house of a code. */
export function lookAtLink(context: Context, owner: CodeOwner): Promise<PledgeLink> {
  return actAs(context, system, 'public', (own) => linkOf(own, owner));
}

/**
 * Signs the pledge of the household that the code belongs to, in the text that was read. Signing twice is signing once.
 * Throws Problem `conflict` where the text was changed meanwhile, `notPossibleNow` where nobody signs any more.
 */
export function signByLink(context: Context, owner: CodeOwner, textVersion: number): Promise<PledgeLink> {
  return actAs(context, system, 'public', async (own) => {
    const campaign = await getCampaignRow(own, owner.campaignId);
    const [household] = await findHouseholdsById(own.tx, [owner.householdId], true);
    if (!household) throw new Problem('notFound', { detail: notGood });
    const before = await findPledgeInForce(own.tx, campaign.id, household.id);
    if (before !== undefined) return linkOf(own, owner);
    const state = stateOf(campaign, own.today, { isSigned: false, hasLeft: household.leftOn !== null });
    if (state !== 'ready') throw new Problem('notPossibleNow', { detail: notOpen });
    if (textVersion !== campaign.textVersion) throw new Problem('conflict', { detail: newText });
    const { provinceId, areaId, id: householdId } = household;
    const place = { provinceId, areaId, householdId, organizationId: null };
    const how = { signedOn: own.today, method: 'qr', mark: 'tap', fileId: null } as const;
    await notePledges(own, byCode, campaign.id, [{ id: uuidv7(), ...place, ...how, textVersion }]);
    return linkOf(own, owner);
  });
}

/** Withdraws the pledge that was signed by a code. Throws Problem `notPossibleNow` where it was signed otherwise. */
export function withdrawByLink(context: Context, owner: CodeOwner): Promise<PledgeLink> {
  return actAs(context, system, 'public', async (own) => {
    await findHouseholdsById(own.tx, [owner.householdId], true);
    const pledge = await findPledgeInForce(own.tx, owner.campaignId, owner.householdId);
    if (pledge?.method !== 'qr') throw new Problem('notPossibleNow', { detail: notHere });
    await withdrawPledge(own, byCode, await getPledge(own, pledge.id), own.today);
    return linkOf(own, owner);
  });
}

const notOpen = {
  vi: 'Đợt ký cam kết này chưa mở hoặc đã kết thúc.',
  en: 'This campaign is not open for signing.',
};
const newText = {
  vi: 'Nội dung cam kết vừa được sửa. Hãy đọc lại rồi ký.',
  en: 'The text has just been changed. Read it again, then sign.',
};
const notHere = {
  vi: 'Bản cam kết này không ký bằng mã. Muốn rút, hãy báo trưởng thôn hoặc Công an xã.',
  en: 'This pledge was not signed by the code. To withdraw it, tell the head of the hamlet or the commune police.',
};

const notGood = {
  vi: 'Mã này không dùng được nữa. Hãy hỏi trưởng thôn để có phiếu mới.',
  en: 'This code is no longer good. Ask the head of the hamlet for a new sheet.',
};

async function linkOf(context: Context, owner: CodeOwner): Promise<PledgeLink> {
  const campaign = await getCampaignRow(context, owner.campaignId);
  const place = await findCodePlace(context.tx, owner.householdId, context.today);
  if (!place) throw new Problem('notFound', { detail: notGood });
  const texts = await findTexts(context.tx, campaign.id);
  const pledge = await findPledgeInForce(context.tx, campaign.id, owner.householdId);
  return {
    title: campaign.title,
    commitments: texts.find((text) => text.version === campaign.textVersion)?.commitments ?? [],
    textVersion: campaign.textVersion,
    endsOn: campaign.endsOn,
    validTo: campaign.validTo,
    houseNumber: place.houseNumber,
    position: place.position,
    hamlet: place.hamlet,
    commune: place.commune,
    state: stateOf(campaign, context.today, { isSigned: pledge !== undefined, hasLeft: place.left }),
    signedOn: pledge?.signedOn ?? null,
    canWithdraw: pledge?.method === 'qr',
  };
}

function stateOf(
  campaign: CampaignRow,
  today: string,
  household: { isSigned: boolean; hasLeft: boolean },
): PledgeLink['state'] {
  if (household.isSigned) return 'signed';
  return household.hasLeft ? 'closed' : signingState(campaign, today);
}
