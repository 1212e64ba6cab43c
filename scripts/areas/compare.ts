import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cell, readCsv } from './tables.ts';

/** One place where the shipped list and the verified lists say different things; '' where one has no such row. */
export type Difference = { table: string; key: string; field: string; shipped: string; verified: string };

type Row = Record<string, string>;
type Table = { name: string; shipped: Row[]; verified: Row[]; keys: string[]; fields: string[] };

/** Every difference between the shipped list of `root` and the verified lists of a folder, in a fixed order. */
export function compareWithVerified(root: string, folder: string): Difference[] {
  const shippedCsv = (name: string) => readCsv(readFileSync(join(root, 'data/areas', name), 'utf8'));
  const verifiedCsv = (name: string) => readCsv(readFileSync(join(folder, name), 'utf8'));
  const units = shippedCsv('units.csv');
  const unitsOf = (system: string, level: string) =>
    units.filter((row) => cell(row, 'system') === system && (level === '' || cell(row, 'level') === level));
  const named = ['name', 'full_name', 'type'];
  const tables: Table[] = [
    {
      name: 'units before 2025-07-01',
      shipped: unitsOf('before', ''),
      verified: verifiedCsv('units-before-2025.csv'),
      keys: ['level', 'code'],
      fields: [...named, 'parent_code'],
    },
    {
      name: 'provinces of 2025',
      shipped: unitsOf('2025', 'province'),
      verified: verifiedCsv('provinces-2025.csv'),
      keys: ['code'],
      fields: named,
    },
    {
      name: 'communes of 2025',
      shipped: unitsOf('2025', 'commune').map((row) => ({ ...row, province_code: cell(row, 'parent_code') })),
      verified: verifiedCsv('communes-2025.csv'),
      keys: ['code'],
      fields: [...named, 'province_code'],
    },
    {
      name: 'successions',
      shipped: shippedCsv('successions.csv'),
      verified: verifiedCsv('successions.csv'),
      keys: ['level', 'old_code', 'new_code', 'effective_date'],
      fields: ['kind', 'extent', 'legal_basis'],
    },
    {
      name: 'amendments',
      shipped: shippedCsv('amendments.csv'),
      verified: verifiedCsv('amendments-2026.csv'),
      keys: ['level', 'code'],
      fields: ['effective_date', 'full_name_before', 'full_name_after', 'type_after', 'legal_basis'],
    },
  ];
  return tables.flatMap(compareTable);
}

function compareTable({ name, shipped, verified, keys, fields }: Table): Difference[] {
  const keyOf = (row: Row) => keys.map((column) => cell(row, column)).join(' ');
  const ours = new Map(shipped.map((row) => [keyOf(row), row]));
  const theirs = new Map(verified.map((row) => [keyOf(row), row]));
  return [...new Set([...ours.keys(), ...theirs.keys()])].sort().flatMap((key): Difference[] => {
    const our = ours.get(key);
    const their = theirs.get(key);
    if (!our || !their) {
      return [
        { table: name, key, field: '', shipped: our ? 'present' : '', verified: their ? 'present' : '' },
      ];
    }
    return fields
      .filter((field) => cell(our, field) !== cell(their, field))
      .map((field) => ({ table: name, key, field, shipped: cell(our, field), verified: cell(their, field) }));
  });
}
