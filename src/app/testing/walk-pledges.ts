import { v7 as uuidv7 } from 'uuid';
import * as campaigns from '../../modules/pledges/campaign.contract.ts';
import * as households from '../../modules/pledges/household.contract.ts';
import * as pledges from '../../modules/pledges/pledge.contract.ts';
import * as links from '../../modules/pledges/pledge-link.contract.ts';
import * as registrations from '../../modules/pledges/registration.contract.ts';
import { ask, askAs, showing } from './walk.ts';
import { type Side, today, type World } from './walk-world.ts';

const inHamlet = (side: Side) => ({ params: { id: side.hamlet } });

function campaign(side: Side, given: object = {}) {
  return {
    areaId: side.commune,
    title: `Cam kết ${side.secret}`,
    audience: ['households' as const],
    startsOn: '2026-01-01',
    endsOn: '2026-12-31',
    validTo: '2026-12-31',
    commitments: [side.secret],
    ...given,
  };
}

const households1 = (side: Side) => [
  { id: uuidv7(), houseNumber: uuidv7().slice(-8), contactName: side.secret },
];

async function household(world: World, side: Side): Promise<string> {
  const body = { households: households1(side) };
  await world.must(households.addHouseholds, { ...inHamlet(side), body }, side.officer.token);
  return body.households[0]?.id ?? '';
}

async function draft(world: World, side: Side): Promise<{ id: string; version: number }> {
  const id = uuidv7();
  const made = await world.must(
    campaigns.putCampaign,
    { params: { id }, body: campaign(side) },
    side.officer.token,
  );
  return { id, version: made.version };
}

/** A campaign of the side that is open. */
async function opened(world: World, side: Side): Promise<string> {
  const { id, version } = await draft(world, side);
  await world.must(
    campaigns.moveCampaign,
    { params: { id }, body: { to: 'open', version } },
    side.officer.token,
  );
  return id;
}

async function signing(world: World, side: Side) {
  const id = await opened(world, side);
  const signers = [{ id: uuidv7(), householdId: await household(world, side) }];
  return {
    params: { id },
    body: { signedOn: today, method: 'list' as const, mark: 'signature' as const, signers },
  };
}

async function signed(world: World, side: Side): Promise<string> {
  const { signed: ids } = await world.must(
    pledges.signPledges,
    await signing(world, side),
    side.officer.token,
  );
  return ids[0] ?? '';
}

async function sheet(world: World, side: Side) {
  const id = await opened(world, side);
  await household(world, side);
  const body = { areaId: side.hamlet };
  return {
    campaignId: id,
    ...(await world.must(pledges.makePledgeSheet, { params: { id }, body }, side.officer.token)),
  };
}

async function code(world: World, side: Side): Promise<string> {
  const { codes } = await sheet(world, side);
  return codes[0]?.path.slice('/ky?ma='.length) ?? '';
}

let year = 2011;
function registering(side: Side) {
  year += 1;
  const units = [{ id: uuidv7(), areaId: side.hamlet }];
  return { body: { kind: 'securityOrder', year, registeredOn: `${year}-02-01`, units } };
}

/** Households, campaigns, pledges, printed codes and registrations. */
export const pledgeWalks = [
  showing(
    ask(households.listHouseholds, async (world, side) => {
      await household(world, side);
      return { ...inHamlet(side), query: {} };
    }),
    (side) => side.secret,
  ),
  ask(households.addHouseholds, (_world, side) => ({
    ...inHamlet(side),
    body: { households: households1(side) },
  })),
  ask(households.changeHousehold, async (world, side) => ({
    params: { id: await household(world, side) },
    body: { version: 1, people: 5 },
  })),
  ask(households.removeHousehold, async (world, side) => ({ params: { id: await household(world, side) } })),
  ask(campaigns.listCampaigns, async (world, side) => {
    await draft(world, side);
    return { query: { areaId: side.commune } };
  }),
  ask(campaigns.getCampaign, async (world, side) => ({ params: { id: (await draft(world, side)).id } })),
  ask(campaigns.putCampaign, (_world, side) => ({ params: { id: uuidv7() }, body: campaign(side) })),
  ask(campaigns.moveCampaign, async (world, side) => {
    const { id, version } = await draft(world, side);
    return { params: { id }, body: { to: 'open' as const, version } };
  }),
  ask(campaigns.removeCampaign, async (world, side) => ({ params: { id: (await draft(world, side)).id } })),
  ask(campaigns.readCoverage, async (world, side) => ({
    params: { id: await opened(world, side) },
    query: { areaId: side.commune },
  })),
  ask(pledges.listSigners, async (world, side) => ({
    params: { id: await opened(world, side) },
    query: { areaId: side.hamlet },
  })),
  ask(pledges.signPledges, signing),
  ask(pledges.withdrawPledge, async (world, side) => ({
    params: { id: await signed(world, side) },
    body: { on: today },
  })),
  ask(pledges.undoPledges, async (world, side) => ({ body: { ids: [await signed(world, side)] } })),
  ask(pledges.listPledgeSheets, async (world, side) => {
    const { campaignId } = await sheet(world, side);
    return { params: { id: campaignId }, query: { areaId: side.commune } };
  }),
  ask(pledges.makePledgeSheet, async (world, side) => {
    await household(world, side);
    return { params: { id: await opened(world, side) }, body: { areaId: side.hamlet } };
  }),
  ask(pledges.revokePledgeSheet, async (world, side) => ({
    params: { id: (await sheet(world, side)).sheet.id },
  })),
  ask(pledges.revokeHouseholdCodes, async (world, side) => {
    const { campaignId, codes } = await sheet(world, side);
    return { params: { id: campaignId }, body: { householdId: codes[0]?.householdId ?? '' } };
  }),
  ask(links.lookAtPledgeLink, async (world, side) => ({ body: { code: await code(world, side) } })),
  askAs(links.signByPledgeLink, async (world, side) => ({
    body: { code: await code(world, side), textVersion: 1, agreed: true as const },
  })),
  askAs(links.withdrawByPledgeLink, async (world, side) => {
    const body = { code: await code(world, side) };
    await world.app.call(links.signByPledgeLink, { body: { ...body, textVersion: 1, agreed: true } });
    return { body };
  }),
  ask(registrations.readRegistrations, (_world, side) => ({ query: { areaId: side.commune, year: 2026 } })),
  ask(registrations.addRegistrations, (_world, side) => registering(side)),
  ask(registrations.removeRegistration, async (world, side) => {
    const { added } = await world.must(registrations.addRegistrations, registering(side), side.officer.token);
    return { params: { id: added[0] ?? '' } };
  }),
];
