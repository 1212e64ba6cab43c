import { foldText } from '../../platform/text.ts';
import type { OrganizationKind } from '../areas/organizations.contract.ts';

/** Words that begin the name of an organisation; with nothing behind them they name none. */
const WORDS: readonly (readonly [OrganizationKind, readonly string[]])[] = [
  ['school', ['trường', 'trung tâm giáo dục', 'trung tâm gdtx', 'nhóm trẻ', 'lớp mẫu giáo']],
  ['hospital', ['bệnh viện', 'trạm y tế', 'phòng khám', 'trung tâm y tế', 'nhà hộ sinh']],
  [
    'enterprise',
    [
      'công ty',
      'cty',
      'doanh nghiệp',
      'dntn',
      'hợp tác xã',
      'htx',
      'nhà máy',
      'xí nghiệp',
      'ngân hàng',
      'khu công nghiệp',
    ],
  ],
  ['parish', ['giáo xứ', 'giáo họ', 'họ đạo', 'xứ đạo']],
  ['lodgingHouse', ['nhà trọ', 'khu nhà trọ', 'khu trọ', 'dãy trọ']],
  [
    'agency',
    ['ủy ban nhân dân', 'ubnd', 'trụ sở', 'bưu điện', 'đồn biên phòng', 'hạt kiểm lâm', 'trung tâm văn hóa'],
  ],
  ['other', ['chợ', 'bến xe', 'nhà ga', 'ga tàu']],
];

/** The kind of organisation that a place's name speaks of ('Trường THCS Lương Phong' → school), or undefined. */
export function organizationKindOf(name: string): OrganizationKind | undefined {
  const text = foldText(name);
  for (const [kind, words] of WORDS) {
    if (words.some((word) => text.startsWith(`${word} `) && text.length > word.length + 2)) return kind;
  }
  return undefined;
}
