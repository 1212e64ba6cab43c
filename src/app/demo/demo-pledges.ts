import { v7 as uuidv7 } from 'uuid';
import type { HouseholdInput } from '../../modules/pledges/household.contract.ts';
import { getCampaignRow, moveCampaign, putCampaign } from '../../modules/pledges/server/campaign.service.ts';
import { addHouseholds, listHouseholds } from '../../modules/pledges/server/household.service.ts';
import { findSignerPlaces, signPledges } from '../../modules/pledges/server/pledge.service.ts';
import { registerUnits } from '../../modules/pledges/server/registration.service.ts';
import { putTargetsFor } from '../../modules/targets/server/targets.service.ts';
import { addDays, maxDay, minDay } from '../../platform/dates.ts';
import { authorize } from '../../platform/server/authorize.ts';
import type { Context } from '../../platform/server/context.ts';
import type { JobContext } from '../../platform/server/jobs.ts';
import type { DemoAreas } from './demo-books.ts';
import { type Dice, makeDice } from './dice.rules.ts';

/** How many hamlets of the demo have a list of households; the others show what an empty one looks like. */
const LISTED = 6;
const COMMITMENTS = [
  'Chấp hành pháp luật của Nhà nước, hương ước, quy ước của thôn; giáo dục người thân cùng thực hiện.',
  'Không phạm tội; không ma túy, cờ bạc; không tàng trữ vũ khí, pháo nổ.',
  'Tự bảo vệ tài sản của gia đình, giúp xóm giềng cùng giữ gìn.',
  'Khai báo tạm trú, tạm vắng; chấp hành an toàn giao thông, phòng cháy.',
  'Báo tin kịp thời cho Công an xã, tổ tự quản khi thấy việc vi phạm.',
];
const families = [
  'Nguyễn',
  'Trần',
  'Lê',
  'Phạm',
  'Hoàng',
  'Ngô',
  'Đỗ',
  'Vũ',
  'Đặng',
  'Bùi',
  'Dương',
  'Đinh',
] as const;
const middles = ['Văn', 'Thị', 'Đức', 'Hữu', 'Minh', 'Xuân', 'Ngọc', 'Quang'] as const;
const givens = [
  'Hòa',
  'Bình',
  'Thắng',
  'Lan',
  'Hương',
  'Tuấn',
  'Dũng',
  'Mai',
  'Sơn',
  'Thủy',
  'Khánh',
  'Nhung',
] as const;

/** Households of some hamlets, a campaign that is half way, registrations and targets of the running year. */
export async function storeDemoPledges(
  officer: JobContext,
  staff: JobContext,
  areas: DemoAreas,
): Promise<void> {
  const today = officer.clock.today();
  const listed = areas.hamlets.slice(0, LISTED);
  if (!listed.some(({ areaId }) => areaId === areas.hamlet))
    listed.unshift({ areaId: areas.hamlet, name: 'Thôn Cấm' });
  const campaignId = await officer.transact((context) => openDemoCampaign(context, areas));
  for (const [at, { areaId }] of listed.entries()) {
    await officer.transact((context) => listDemoHouseholds(context, areaId));
    await officer.transact((context) => signDemoPledges(context, campaignId, areaId, signedShare(at)));
  }
  await officer.transact((context) => registerDemoHamlets(context, areas));
  const year = Number(today.slice(0, 4)) + (today.slice(5) >= '12-15' ? 1 : 0);
  await officer.transact((context) => giveDemoTargets(context, areas, year));
  await staff.transact(async (context) => {
    const may = await authorize(context, 'targets.write', areas.province);
    const given = { areaId: areas.province, year, scheme: 'ADMIN_0915', direction: 'atLeast' as const };
    const to = (amount: number) => [{ areaId: areas.commune, amount, baseVersion: 0 }];
    await putTargetsFor(context, may, {
      ...given,
      indicator: 'patrol.sessions',
      measure: 'sum',
      targets: to(690),
    });
    await putTargetsFor(context, may, {
      ...given,
      indicator: 'pledge.coverage',
      measure: 'level',
      targets: to(1),
    });
  });
}

const signedShare = (at: number): number => [0.8, 1, 0.93, 0.55, 0.7, 0.3][at % 6] ?? 0.5;

const idFrom = (dice: Dice): string => uuidv7({ random: dice.bytes(16), msecs: 1_735_689_600_000 });

async function openDemoCampaign(context: Context, areas: DemoAreas): Promise<string> {
  const year = context.today.slice(0, 4);
  const id = idFrom(makeDice(`campaign ${year}`));
  const may = await authorize(context, 'campaigns.write', areas.commune);
  await putCampaign(context, may, id, {
    areaId: areas.commune,
    title: `Xây dựng khu dân cư “An toàn về an ninh, trật tự” năm ${year}`,
    audience: ['households', 'organizations'],
    startsOn: `${year}-01-02`,
    endsOn: `${year}-12-31`,
    validTo: `${year}-12-31`,
    commitments: COMMITMENTS,
  });
  const row = await getCampaignRow(context, id, true);
  if (row.state === 'draft') await moveCampaign(context, may, row, { to: 'open', version: row.version });
  return id;
}

async function listDemoHouseholds(context: Context, areaId: string): Promise<void> {
  const dice = makeDice(`households ${areaId}`);
  const households = Array.from({ length: dice.between(38, 64) }, (_, at): HouseholdInput => {
    const name = `${dice.pick(families)} ${dice.pick(middles)} ${dice.pick(givens)}`;
    const id = idFrom(dice);
    return {
      id,
      houseNumber: String(at + 1),
      people: dice.between(1, 7),
      contactName: name,
      contactPhone: dice.chance(0.6) ? `09${dice.between(10_000_000, 99_999_999)}` : '',
      regular: !dice.chance(0.06),
    };
  });
  const may = await authorize(context, 'households.write', areaId);
  await addHouseholds(context, may, { listedOn: `${context.today.slice(0, 4)}-01-01`, households });
}

async function signDemoPledges(
  context: Context,
  campaignId: string,
  areaId: string,
  share: number,
): Promise<void> {
  const dice = makeDice(`pledges ${areaId}`);
  const may = await authorize(context, 'pledges.write', areaId);
  const campaign = await getCampaignRow(context, campaignId);
  const { households } = await listHouseholds(context, areaId, false);
  const signers = households
    .slice(0, Math.round(households.length * share))
    .map(({ id: householdId }) => ({ id: idFrom(dice), householdId }));
  if (signers.length === 0) return;
  const signedOn = maxDay(
    campaign.startsOn,
    minDay(context.today, addDays(campaign.startsOn, dice.between(20, 80))),
  );
  const input = { signedOn, method: 'list' as const, mark: 'signature' as const, fileId: null, signers };
  await signPledges(context, may, campaign, input, await findSignerPlaces(context, signers));
}

async function registerDemoHamlets(context: Context, areas: DemoAreas): Promise<void> {
  const year = Number(context.today.slice(0, 4));
  const may = await authorize(context, 'registrations.write', areas.commune);
  const dice = makeDice(`registrations ${year}`);
  const some = areas.hamlets.filter(() => dice.chance(0.75));
  const units = some.map(({ areaId }) => ({ id: idFrom(dice), areaId, organizationId: null }));
  const registeredOn = minDay(context.today, `${year}-03-15`);
  if (units.length > 0)
    await registerUnits(context, may, { kind: 'securityOrder', year, registeredOn, units });
}

async function giveDemoTargets(context: Context, areas: DemoAreas, year: number): Promise<void> {
  const dice = makeDice(`targets ${year}`);
  const may = await authorize(context, 'targets.write', areas.commune);
  const given = { areaId: areas.commune, year, scheme: 'ADMIN_0915', direction: 'atLeast' as const };
  const each = (amount: () => number) =>
    areas.hamlets.map(({ areaId }) => ({ areaId, amount: amount(), baseVersion: 0 }));
  await putTargetsFor(context, may, {
    ...given,
    indicator: 'patrol.sessions',
    measure: 'sum',
    targets: each(() => dice.pick([44, 50, 52, 60])),
  });
  await putTargetsFor(context, may, {
    ...given,
    indicator: 'pledge.coverage',
    measure: 'level',
    targets: each(() => 1),
  });
}
