import { useCallback, useEffect, useState } from 'react';
import type { OutputOf } from '../../../../platform/contract.ts';
import type { listPublicTipOffices, PublicTipOffice } from '../../tip-office.contract.ts';
import { read } from './public-client.ts';

export type Offices = OutputOf<typeof listPublicTipOffices>;

/** The offices that take reports, all at once; undefined while they come, 'failed' where they did not. */
export function useOffices(): { offices: Offices | 'failed' | undefined; again: () => void } {
  const [offices, setOffices] = useState<Offices | 'failed' | undefined>();
  const load = useCallback(() => {
    setOffices(undefined);
    read<Offices>('/api/v1/tips/offices').then(setOffices, () => setOffices('failed'));
  }, []);
  useEffect(load, [load]);
  return { offices, again: load };
}

/** The office under the name by which people know the place: "Công an xã Lương Phong, Bắc Ninh". */
export function officeLabel(office: PublicTipOffice): string {
  return office.provinceName === office.areaName || office.name.includes(office.provinceName)
    ? office.name
    : `${office.name}, ${office.provinceName}`;
}
