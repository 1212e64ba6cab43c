import { expect, test } from 'vitest';
import { rolesWith } from '../../platform/permissions.ts';
import { officeMay, readingOf } from './item-reading.rules.ts';

const [hamlet, commune, country] = ['h', 'c', 'v'];

test('others’ items are never for whoever only records, and elsewhere they follow the permission of the area', () => {
  for (const permission of new Set(Object.values(readingOf))) {
    const given = (role: 'recorder' | 'officer', areaId = commune, areaKind = 'commune') =>
      officeMay([{ role, areaId, areaKind }], permission, [hamlet, commune]);
    expect(given('recorder', hamlet, 'hamlet')).toBe(false);
    expect(given('officer')).toBe(true);
    expect(given('officer', 'elsewhere')).toBe(false);
    const admin = { role: 'administrator', areaId: country, areaKind: 'country' } as const;
    expect(officeMay([admin], permission, [hamlet])).toBe(rolesWith(permission).includes('administrator'));
  }
});
