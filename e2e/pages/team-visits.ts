import { readFileSync } from 'node:fs';
import path from 'node:path';
import { drawer, press } from './acts.ts';
import type { Ask, Visit } from './visit.ts';

const firstOf =
  (list: string, key: string, prefix: string, tail = '') =>
  async (ask: Ask): Promise<string> => {
    const found = await ask.get<Record<string, { id: string }[]>>(list);
    return `${prefix}${found[key]?.[0]?.id}${tail}`;
  };

async function mergerPath(ask: Ask): Promise<string> {
  const { committees } = await ask.get<{ committees: { id: string }[] }>('committees');
  const [into, ...from] = committees.map((committee) => committee.id);
  return `/ban-chi-dao/gop?vao=${into}&${from.map((id) => `tu=${id}`).join('&')}`;
}

const members = path.resolve(import.meta.dirname, '../../src/modules/teams/fixtures/thanh-vien.xlsx');

/** Uploads a list of members, which waits to be taken in. */
async function waitingRoster(ask: Ask): Promise<string> {
  const { id: areaId } = await ask.get<{ id: string }>('areas/by-code/07840');
  const file = {
    name: 'thanh-vien.xlsx',
    mimeType: 'application/octet-stream',
    buffer: readFileSync(members),
  };
  const sent = await ask.requests.post(`rosters?areaId=${areaId}`, { multipart: { file } });
  return `/to/nhap/${((await sent.json()) as { id: string }).id}`;
}

/** The pages of teams, people and committees. */
export const teamVisits: readonly Visit[] = [
  { route: '/to', as: 'can.bo' },
  { route: '/to', as: 'can.bo.tinh', widths: [360] },
  { route: '/to', as: 'can.bo', state: 'no such team', at: '/to?tim=khong-co-to-nay' },
  { route: '/to', as: 'can.bo', state: 'export with a reason', act: drawer('Xuất danh sách') },
  { route: '/to/moi', as: 'can.bo' },
  { route: '/to/$id', as: 'can.bo', at: firstOf('teams', 'teams', '/to/') },
  {
    route: '/to/$id',
    as: 'can.bo',
    state: 'adding members',
    at: firstOf('teams', 'teams', '/to/'),
    act: press('Thêm thành viên'),
  },
  {
    route: '/to/$id',
    as: 'can.bo',
    state: 'a training',
    at: firstOf('teams', 'teams', '/to/'),
    act: drawer('Ghi buổi tập huấn'),
  },
  { route: '/to/$id', as: 'lanh.dao', at: firstOf('teams', 'teams', '/to/'), widths: [360] },
  { route: '/to/nguoi', as: 'can.bo', at: '/to/nguoi?tim=nguyen' },
  { route: '/to/nguoi', as: 'can.bo', state: 'nothing typed' },
  { route: '/to/nguoi/$id', as: 'can.bo', at: firstOf('persons?q=nguyen', 'persons', '/to/nguoi/') },
  { route: '/to/nhap', as: 'can.bo' },
  { route: '/to/nhap/$id', as: 'can.bo', at: waitingRoster },
  { route: '/ban-chi-dao', as: 'can.bo' },
  { route: '/ban-chi-dao/moi', as: 'can.bo' },
  { route: '/ban-chi-dao/$id', as: 'can.bo', at: firstOf('committees', 'committees', '/ban-chi-dao/') },
  {
    route: '/ban-chi-dao/$id/sua',
    as: 'can.bo',
    at: firstOf('committees', 'committees', '/ban-chi-dao/', '/sua'),
  },
  { route: '/ban-chi-dao/chong-cheo', as: 'can.bo' },
  { route: '/ban-chi-dao/gop', as: 'can.bo', at: mergerPath },
  { route: '/ban-chi-dao/gop', as: 'can.bo', state: 'nothing chosen' },
];
