import type { Page } from '@playwright/test';
import type { Ask, Visit } from './visit.ts';

/** The office of the demo's commune; the administrator opens it where nobody has yet. */
async function officePath(ask: Ask): Promise<string> {
  type Offices = { offices: { id: string }[] };
  const there = await ask.get<Offices>('tip-offices');
  if (there.offices[0]) return `/tin-bao/co-quan/${there.offices[0].id}`;
  const { id: areaId } = await ask.get<{ id: string }>('areas/by-code/07840');
  const id = crypto.randomUUID();
  await ask.requests.post('tip-offices', {
    data: { id, areaId, kind: 'commune', name: 'Công an phường Hiệp Hòa' },
  });
  return `/tin-bao/co-quan/${id}`;
}

const nowhere = '/tin-bao/01941f29-7c00-4000-8000-0000000000ff';

async function ownWords(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Tự đặt cụm từ' }).click();
  await page.getByRole('button', { name: 'Tạo chìa khóa' }).click();
  await page.locator('[aria-invalid=true]').first().waitFor();
}

/** The pages on reports; those with a report in them are looked at in tips.spec.ts. */
export const tipVisits: readonly Visit[] = [
  { route: '/tin-bao', as: 'can.bo' },
  { route: '/tin-bao', as: 'thon.cam', widths: [360] },
  { route: '/tin-bao', as: 'quan.tri', widths: [360] },
  { route: '/tin-bao/$id', as: 'can.bo', state: 'no such report', at: nowhere, refused: [404] },
  { route: '/tin-bao/ghi', as: 'thon.cam' },
  { route: '/tin-bao/so-lieu', as: 'can.bo' },
  { route: '/tin-bao/so-doc', as: 'lanh.dao' },
  { route: '/tin-bao/chia-khoa', as: 'can.bo' },
  { route: '/tin-bao/chia-khoa', as: 'can.bo', state: 'words that are too easy', act: ownWords },
  {
    route: '/tin-bao/co-quan',
    as: 'quan.tri',
    state: 'a new office',
    act: async (page) => {
      await page.getByRole('main').getByRole('button', { name: 'Lập cơ quan' }).click();
      await page.getByRole('dialog').waitFor();
    },
  },
  { route: '/tin-bao/co-quan/$id', as: 'quan.tri', at: officePath },
  { route: '/tin-bao/co-quan', as: 'quan.tri' },
  { route: '/tin-bao-cong-bo', as: undefined, refused: [401] },
];
