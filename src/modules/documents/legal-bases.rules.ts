import { stripDiacritics } from '../../platform/text.ts';

const LOCAL_GOVERNMENT = 'Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025';

/** What founds a neighbours' group or a model where its kind names nothing else. */
const USUAL = [
  'Luật Thực hiện dân chủ ở cơ sở ngày 10 tháng 11 năm 2022',
  'Nghị định số 06/2014/NĐ-CP ngày 21 tháng 01 năm 2014 của Chính phủ về biện pháp vận động quần chúng bảo vệ an ninh quốc gia, giữ gìn trật tự, an toàn xã hội',
];

/**
 * The lines 'Căn cứ …' of a decision: the law on local government first, then those of the kind, else the usual ones.
 * Each ends as Decree 30/2020 asks: ';', the last one '.' when nothing comes after it (`isLast`).
 */
export function legalBasisLines(given: readonly string[], isLast: boolean): string[] {
  const bases = given.length > 0 ? given : USUAL;
  const key = stripDiacritics('Luật Tổ chức chính quyền địa phương');
  const all = bases.some((basis) => stripDiacritics(basis).includes(key))
    ? bases
    : [LOCAL_GOVERNMENT, ...bases];
  return all.map((basis, at) => {
    const bare = basis
      .trim()
      .replace(/^căn cứ\s+/iu, '')
      .replace(/[;.\s]+$/u, '');
    return `Căn cứ ${bare}${isLast && at === all.length - 1 ? '.' : ';'}`;
  });
}
