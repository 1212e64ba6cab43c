import { expect, type Page } from '@playwright/test';
import { press } from './acts.ts';
import type { Ask, Visit } from './visit.ts';

const only360 = { widths: [360] } as const;
const only1440 = { widths: [1440] } as const;

const hamletAt =
  (before: string, after = '') =>
  async (ask: Ask): Promise<string> =>
    `${before}${await listedHamlet(ask)}${after}`;

async function listedHamlet(ask: Ask): Promise<string> {
  const { rows } = await coverage(ask);
  return rows.find((row) => row.coverage.regular > row.coverage.signedRegular)?.areaId ?? '';
}

async function firstCampaign(ask: Ask): Promise<{ id: string; areaId: string }> {
  const me = await ask.get<{ assignments: { areaId: string }[] }>('me');
  const areaId = me.assignments[0]?.areaId ?? '';
  const { campaigns } = await ask.get<{ campaigns: { id: string }[] }>(`pledge-campaigns?areaId=${areaId}`);
  return { id: campaigns[0]?.id ?? '', areaId };
}

async function coverage(ask: Ask) {
  const { id, areaId } = await firstCampaign(ask);
  return ask.get<{ rows: { areaId: string; coverage: { regular: number; signedRegular: number } }[] }>(
    `pledge-campaigns/${id}/coverage?areaId=${areaId}`,
  );
}

const campaignAt =
  (tail: string) =>
  async (ask: Ask): Promise<string> =>
    `/cam-ket/${(await firstCampaign(ask)).id}${tail}`;

/** Signing in a hamlet; who has one only is led to it. */
const signingAt =
  (query: string) =>
  async (ask: Ask): Promise<string> => {
    const { id, areaId } = await firstCampaign(ask);
    return `/cam-ket/${id}/ky?noi=${(await listedHamlet(ask)) || areaId}${query}`;
  };

async function pledgeLink(ask: Ask): Promise<string> {
  const { id } = await firstCampaign(ask);
  const { codes } = await ask.post<{ codes: { path: string }[] }>(`pledge-campaigns/${id}/sheets`, {
    areaId: await listedHamlet(ask),
  });
  return codes[0]?.path ?? '';
}

/** The pages of households, pledges, registrations and targets. */
export const pledgeVisits: readonly Visit[] = [
  { route: '/cam-ket', as: 'can.bo' },
  { route: '/cam-ket', as: 'thon.cam', ...only360 },
  { route: '/cam-ket/moi', as: 'can.bo' },
  { route: '/cam-ket/ho', as: 'can.bo' },
  { route: '/cam-ket/ho/$areaId', as: 'can.bo', at: hamletAt('/cam-ket/ho/') },
  {
    route: '/cam-ket/ho/$areaId',
    as: 'can.bo',
    state: 'adding',
    at: hamletAt('/cam-ket/ho/'),
    act: press('Thêm hộ'),
  },
  { route: '/cam-ket/$id', as: 'can.bo', at: campaignAt('') },
  { route: '/cam-ket/$id/sua', as: 'can.bo', at: campaignAt('/sua') },
  { route: '/cam-ket/$id/ky', as: 'can.bo', at: signingAt('') },
  {
    route: '/cam-ket/$id/ky',
    as: 'thon.cam',
    state: 'at the door',
    at: signingAt('&cach=phone'),
    ...only360,
  },
  {
    route: '/cam-ket/$id/ky',
    as: 'can.bo',
    state: 'from a photo',
    at: signingAt('&cach=photo'),
    ...only1440,
  },
  { route: '/ky', as: 'can.bo', state: 'ready', at: pledgeLink },
  { route: '/ky', as: undefined, at: '/ky?ma=khong-con-dung-duoc', refused: [404, 422] },
  { route: '/dang-ky', as: 'can.bo' },
  { route: '/chi-tieu', as: 'can.bo' },
  { route: '/chi-tieu/giao', as: 'can.bo', at: '/chi-tieu/giao?dem=patrol.sessions' },
  {
    route: '/chi-tieu/giao',
    as: 'can.bo',
    at: '/chi-tieu/giao?dem=patrol.sessions',
    state: 'a colleague was quicker',
    widths: [360, 1440],
    refused: [409],
    act: async (page) => {
      const give = async (tab: Page, ...amounts: string[]): Promise<void> => {
        for (const [at, amount] of amounts.entries())
          await tab.getByRole('table').getByRole('textbox').nth(at).fill(amount);
        await tab.getByRole('button', { name: 'Giao chỉ tiêu', exact: true }).click();
      };
      const other = await page.context().newPage();
      await other.goto(page.url());
      await give(other, '31', '37');
      await other.waitForURL(/\/chi-tieu\?/);
      await other.close();
      await give(page, '33');
      await page.getByText('Người khác vừa giao 31.').waitFor();
      // What was not touched here is his by now, and the next try does not take it back.
      await expect(page.getByRole('table').getByRole('textbox').nth(1)).toHaveValue('37');
    },
  },
];
