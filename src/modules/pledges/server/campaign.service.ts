import { Problem } from '../../../platform/problems.ts';
import type { Authorized } from '../../../platform/server/authorize.ts';
import type { Context } from '../../../platform/server/context.ts';
import { getAreaRow, mayIn, provinceOn } from '../../areas/server/areas.service.ts';
import type { CampaignInput, PledgeCampaign, PledgeCoverage, PledgeText } from '../campaign.contract.ts';
import { signingState } from '../pledge.rules.ts';
import {
  type CampaignRow,
  deleteCampaign,
  findCampaign,
  findCampaigns,
  findSignedDays,
  findTexts,
  insertCampaign,
  insertText,
  setCampaignState,
  updateCampaign,
} from './campaign.repo.ts';
import { findCoverage, findLower, findTodayChildren } from './coverage.repo.ts';
import { findSignedHouseholds } from './household.repo.ts';
import { refreshHouseholdFacts } from './household-facts.service.ts';

type MayWrite = Authorized<'campaigns.write'>;

const empty: PledgeCoverage = {
  households: 0,
  regular: 0,
  signed: 0,
  signedRegular: 0,
  withdrawn: 0,
  methods: { list: 0, qr: 0, phone: 0, photo: 0 },
  organizations: 0,
  organizationsSigned: 0,
  parishes: 0,
  parishesSigned: 0,
};

/** The campaigns that an area carries out, each with its coverage there. */
export async function listCampaigns(
  context: Context,
  areaId: string,
): Promise<{ campaigns: (PledgeCampaign & { coverage: PledgeCoverage })[]; can: { add: boolean } }> {
  const area = await getAreaRow(context, areaId);
  const campaigns = [];
  for (const row of await findCampaigns(context.tx, areaId)) {
    const total = await coverageOf(context, row, areaId);
    campaigns.push({ ...(await shown(context, row)), coverage: total });
  }
  const add = area.kind !== 'hamlet' && (await mayIn(context, 'campaigns.write', areaId));
  return { campaigns, can: { add } };
}

async function coverageOf(context: Context, campaign: CampaignRow, areaId: string): Promise<PledgeCoverage> {
  const lower = await findLower(context.tx, areaId, campaign.areaId);
  if (lower === undefined) return empty;
  return (await findCoverage(context.tx, campaign.id, [lower], context.today)).get(lower) ?? empty;
}

/** The campaign, or Problem `notFound`; locked where `lock` says so. */
export async function getCampaignRow(context: Context, id: string, lock = false): Promise<CampaignRow> {
  const row = await findCampaign(context.tx, id, lock);
  if (!row) throw new Problem('notFound');
  return row;
}

/** One campaign with the versions of its text, the latest first. Throws Problem `notFound`. */
export async function readCampaign(
  context: Context,
  id: string,
): Promise<{ campaign: PledgeCampaign; texts: PledgeText[] }> {
  const row = await getCampaignRow(context, id);
  return { campaign: await shown(context, row), texts: await findTexts(context.tx, id) };
}

/**
 * Coverage of an area and of each area directly below it today, of one campaign. An area out of the campaign has none.
 * Throws Problem `notFound`.
 */
export async function pledgeCoverage(
  context: Context,
  campaignId: string,
  areaId: string,
): Promise<{
  total: PledgeCoverage;
  rows: { areaId: string; areaName: string; areaKind: string; coverage: PledgeCoverage }[];
}> {
  const campaign = await getCampaignRow(context, campaignId);
  const total = await coverageOf(context, campaign, areaId);
  const lower = await findLower(context.tx, areaId, campaign.areaId);
  if (lower === undefined) return { total, rows: [] };
  const children = await findTodayChildren(context.tx, lower);
  const ids = children.map((child) => child.areaId);
  const coverage = await findCoverage(context.tx, campaignId, ids, context.today);
  const rows = children.flatMap(({ isClosed, ...child }) => {
    const one = coverage.get(child.areaId) ?? empty;
    return isClosed && one.households === 0 && one.organizations === 0 ? [] : [{ ...child, coverage: one }];
  });
  return { total, rows };
}

/**
 * Sets up a campaign in the area of the proof, as a draft; with the version that was seen, changes it. Another text is
 * a new version of it, so that every pledge keeps the words that were signed. Throws Problem `conflict`, `invalidInput`.
 */
export async function putCampaign(
  context: Context,
  may: MayWrite,
  id: string,
  input: CampaignInput,
): Promise<PledgeCampaign> {
  const before = await findCampaign(context.tx, id, true);
  if (before && before.areaId !== may.areaId) throw new Problem('notFound');
  if (before === undefined) await setUp(context, may, id, input);
  else if (before.version === input.version) await change(context, may, before, input);
  else if (input.version !== undefined) throw new Problem('conflict');
  return shown(context, await getCampaignRow(context, id));
}

async function setUp(context: Context, may: MayWrite, id: string, input: CampaignInput): Promise<void> {
  const provinceId = await provinceOn(context, may.areaId, context.today);
  if (!(await insertCampaign(context.tx, may, { ...input, id, provinceId }))) throw new Problem('notFound');
  await insertText(context.tx, may, { campaignId: id, version: 1, commitments: input.commitments });
}

async function change(
  context: Context,
  may: MayWrite,
  before: CampaignRow,
  input: CampaignInput,
): Promise<void> {
  const days = await findSignedDays(context.tx, before.id);
  if (days.first !== null && days.first < input.startsOn) throw outside('startsOn');
  if (days.last !== null && days.last > input.endsOn) throw outside('endsOn');
  const [latest] = await findTexts(context.tx, before.id);
  const isSame = latest?.commitments.join('\n') === input.commitments.join('\n');
  const textVersion = isSame ? before.textVersion : before.textVersion + 1;
  await updateCampaign(context.tx, may, before.id, { ...input, textVersion });
  if (!isSame)
    await insertText(context.tx, may, {
      campaignId: before.id,
      version: textVersion,
      commitments: input.commitments,
    });
  if (before.validTo !== input.validTo)
    await refreshHouseholdFacts(context, await findSignedHouseholds(context.tx, before.id));
}

function outside(path: string): Problem {
  const expected = {
    vi: 'Đã có hộ ký ngoài khoảng ngày này.',
    en: 'Somebody has signed outside of these days.',
  };
  return new Problem('invalidInput', { fields: [{ path, code: 'outOfRange', expected }] });
}

/** Opens a campaign for signing, closes it, or opens it again. Throws Problem `conflict`, `notPossibleNow`. */
export async function moveCampaign(
  context: Context,
  may: MayWrite,
  before: CampaignRow,
  given: { to: 'open' | 'closed'; version: number },
): Promise<PledgeCampaign> {
  if (before.version !== given.version) throw new Problem('conflict');
  if (before.state === given.to || (before.state === 'draft' && given.to === 'closed'))
    throw new Problem('notPossibleNow');
  await setCampaignState(context.tx, may, before.id, given.to);
  return shown(context, await getCampaignRow(context, before.id));
}

/** Throws a campaign away. Throws Problem `notPossibleNow` where somebody has signed: it can be closed. */
export async function removeCampaign(context: Context, may: MayWrite, row: CampaignRow): Promise<void> {
  const { count } = await findSignedDays(context.tx, row.id);
  if (count > 0) throw new Problem('notPossibleNow', { detail: isSigned });
  await deleteCampaign(context.tx, may, row.id);
}

const isSigned = {
  vi: 'Đã có người ký nên không xóa được. Hãy đóng đợt ký thay vì xóa.',
  en: 'Somebody has signed. Close the campaign instead.',
};

async function shown(context: Context, row: CampaignRow): Promise<PledgeCampaign> {
  const can = {
    change: await mayIn(context, 'campaigns.write', row.areaId),
    sign: signingState(row, context.today) === 'ready',
  };
  return { ...row, can };
}
