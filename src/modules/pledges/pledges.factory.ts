import { v7 as uuidv7 } from 'uuid';
import type { TestApp } from '../../platform/server/testing/app.ts';
import { type CampaignInput, moveCampaign, type PledgeCampaign, putCampaign } from './campaign.contract.ts';
import { addHouseholds, type Household, listHouseholds } from './household.contract.ts';

/** Households '1' … 'n' of a hamlet; those whose number stands in `away` do not live there regularly. */
export async function makeHouseholds(
  app: TestApp,
  token: string,
  areaId: string,
  options: { count: number; away?: readonly number[]; listedOn?: string },
): Promise<Household[]> {
  const households = Array.from({ length: options.count }, (_, at) => ({
    id: uuidv7(),
    houseNumber: `${at + 1}`,
    people: 2 + (at % 5),
    contactName: `Chủ hộ ${at + 1}`,
    regular: !options.away?.includes(at + 1),
  }));
  const body = { households, ...(options.listedOn ? { listedOn: options.listedOn } : {}) };
  const added = await app.call(addHouseholds, { params: { id: areaId }, body }, token);
  if (added.status !== 200) throw new Error(`households: ${added.status} ${JSON.stringify(added.body)}`);
  const listed = await app.call(listHouseholds, { params: { id: areaId }, query: {} }, token);
  return listed.body.households;
}

/** A campaign of an area that is open for signing in 2026. */
export async function openCampaign(
  app: TestApp,
  token: string,
  areaId: string,
  given: Partial<CampaignInput> = {},
): Promise<PledgeCampaign> {
  const id = uuidv7();
  const body = {
    areaId,
    title: 'Xây dựng khu dân cư an toàn về an ninh, trật tự năm 2026',
    audience: ['households' as const],
    startsOn: '2026-01-01',
    endsOn: '2026-12-31',
    validTo: '2026-12-31',
    commitments: [
      'Chấp hành pháp luật và hương ước của thôn',
      'Không có người phạm tội, không ma túy, cờ bạc',
    ],
    ...given,
  };
  const made = await app.call(putCampaign, { params: { id }, body }, token);
  if (made.status !== 200) throw new Error(`campaign: ${made.status} ${JSON.stringify(made.body)}`);
  const opened = await app.call(
    moveCampaign,
    { params: { id }, body: { to: 'open', version: made.body.version } },
    token,
  );
  return opened.body;
}
