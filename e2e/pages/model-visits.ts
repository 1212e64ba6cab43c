import { drawer, menuThen, press } from './acts.ts';
import type { Ask, Visit } from './visit.ts';

const modelSiteAt =
  (tail = '') =>
  async (ask: Ask): Promise<string> => {
    const { items } = await ask.get<{ items: { id: string }[] }>('model-sites?limit=1&state=active');
    return `/mo-hinh/${items[0]?.id}${tail}`;
  };

const modelKindAt =
  (query: string, tail = '') =>
  async (ask: Ask): Promise<string> => {
    const { items } = await ask.get<{ items: { id: string }[] }>(`model-kinds?limit=1&${query}`);
    return `/mo-hinh/loai/${items[0]?.id}${tail}`;
  };

const modelTaskAt =
  (kind: 'check' | 'review') =>
  async (ask: Ask): Promise<string> => {
    const { items } = await ask.get<{ items: { id: string }[] }>(`model-tasks?limit=1&kind=${kind}`);
    return `/mo-hinh/viec/${items[0]?.id}`;
  };

/** The pages of models. */
export const modelVisits: readonly Visit[] = [
  { route: '/mo-hinh/mau', as: 'can.bo' },
  {
    route: '/mo-hinh/mau',
    as: 'can.bo',
    state: 'replace',
    act: press('Dùng mẫu đã sửa cho Quyết định thành lập tổ'),
  },
  { route: '/mo-hinh', as: 'can.bo' },
  { route: '/mo-hinh', as: 'can.bo.tinh', widths: [1440] },
  { route: '/mo-hinh', as: 'can.bo', state: 'dormant', at: '/mo-hinh?trangThai=dormant' },
  { route: '/mo-hinh', as: 'can.bo', state: 'nothing found', at: '/mo-hinh?q=khong-co-diem-nay' },
  { route: '/mo-hinh/moi', as: 'can.bo' },
  { route: '/mo-hinh/moi', as: 'can.bo', state: 'refused', act: press('Đề xuất') },
  { route: '/mo-hinh/viec', as: 'can.bo' },
  { route: '/mo-hinh/viec/$id', as: 'can.bo', at: modelTaskAt('check') },
  {
    route: '/mo-hinh/viec/$id',
    as: 'can.bo',
    state: 'not answered',
    at: modelTaskAt('check'),
    act: press('Lưu kết quả'),
  },
  { route: '/mo-hinh/viec/$id', as: 'can.bo', state: 'review', at: modelTaskAt('review') },
  { route: '/mo-hinh/loai', as: 'can.bo.tinh' },
  { route: '/mo-hinh/loai/moi', as: 'can.bo.tinh' },
  { route: '/mo-hinh/loai/$id', as: 'can.bo.tinh', at: modelKindAt('q=4%20an%20toan') },
  {
    route: '/mo-hinh/loai/$id',
    as: 'can.bo.tinh',
    state: 'merge',
    at: modelKindAt('q=4%20an%20toan'),
    act: drawer('Sáp nhập vào loại khác'),
  },
  { route: '/mo-hinh/loai/$id/sua', as: 'can.bo.tinh', at: modelKindAt('from=own', '/sua') },
  { route: '/mo-hinh/$id', as: 'can.bo', at: modelSiteAt() },
  { route: '/mo-hinh/$id', as: 'thon.cam', at: modelSiteAt(), widths: [360] },
  {
    route: '/mo-hinh/$id',
    as: 'can.bo',
    state: 'a paper',
    at: modelSiteAt(),
    act: drawer('Quy chế hoạt động'),
  },
  { route: '/mo-hinh/$id', as: 'can.bo', state: 'a step', at: modelSiteAt(), act: drawer('Ghi bước này') },
  {
    route: '/mo-hinh/$id',
    as: 'can.bo',
    state: 'end',
    at: modelSiteAt(),
    act: menuThen('Thao tác', 'Kết thúc'),
  },
  { route: '/mo-hinh/$id', as: 'can.bo', state: 'edit', at: modelSiteAt(), act: menuThen('Thao tác', 'Sửa') },
  { route: '/mo-hinh/$id/khao-sat', as: 'can.bo', at: modelSiteAt('/khao-sat') },
  { route: '/mo-hinh/$id/nhan-rong', as: 'can.bo', at: modelSiteAt('/nhan-rong') },
];
