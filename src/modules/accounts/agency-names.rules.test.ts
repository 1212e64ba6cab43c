import { expect, test } from 'vitest';
import { proposeAgency } from './agency-names.rules.ts';

test('a ward: its police, the police of its province, its name without the word of the kind', () => {
  const ward = {
    kind: 'commune',
    fullName: 'Phường Hiệp Hòa',
    unitType: 'Phường',
    path: 'Thành phố Bắc Ninh',
  };
  expect(proposeAgency(ward)).toEqual({
    agencyName: 'Công an phường Hiệp Hòa',
    parentAgencyName: 'Công an thành phố Bắc Ninh',
    placeName: 'Hiệp Hòa',
  });
});

test('a province stands under the ministry, and so does the country', () => {
  const province = { kind: 'province', fullName: 'Tỉnh Đắk Lắk', unitType: 'tỉnh', path: '' };
  expect(proposeAgency(province)).toMatchObject({
    agencyName: 'Công an tỉnh Đắk Lắk',
    parentAgencyName: 'Bộ Công an',
    placeName: 'Đắk Lắk',
  });
  const country = { kind: 'country', fullName: 'Việt Nam', unitType: '', path: '' };
  expect(proposeAgency(country).agencyName).toBe('Bộ Công an');
});
