import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../../../platform/server/testing/app.ts';
import { type SignedUp, signUp } from '../../accounts/accounts.factory.ts';
import { makeCommuneTree } from '../../areas/areas.factory.ts';
import { queryFigures } from '../../figures/figures.contract.ts';
import { addRegistrations, readRegistrations, removeRegistration } from '../registration.contract.ts';

const today = '2026-06-20';
let app: TestApp;
let province: string;
let commune: string;
let hamlets: readonly string[];
let officer: SignedUp;
let staff: SignedUp;

beforeAll(async () => {
  app = await startTestApp({ today });
  const tree = await makeCommuneTree(app.database.db, 3);
  [province, commune, hamlets] = [tree.provinceId, tree.communeId, tree.hamletIds];
  officer = await signUp(app, { role: 'officer', areaId: commune });
  staff = await signUp(app, { role: 'staff', areaId: province });
});
afterAll(() => app.close());

async function figure(indicator: string, areaId: string) {
  const body = { areaIds: [areaId], indicators: [indicator], from: '2026-01-01', to: today };
  return (await app.call(queryFigures, { body }, officer.token)).body.figures[0]?.value;
}

test('hamlets register for a title of the year; late ones are told, and a mistake is taken back', async () => {
  const register = (registeredOn: string, areas: readonly string[]) =>
    app.call(
      addRegistrations,
      {
        body: {
          kind: 'securityOrder',
          year: 2026,
          registeredOn,
          units: areas.map((areaId) => ({ id: uuidv7(), areaId })),
        },
      },
      officer.token,
    );
  const first = await register('2026-03-31', [hamlets[0] ?? '', hamlets[1] ?? '']);
  expect(first.body.added).toHaveLength(2);
  expect((await register('2026-04-01', [hamlets[1] ?? '', hamlets[2] ?? ''])).body.added).toHaveLength(1);
  const query = { areaId: commune, kind: 'securityOrder', year: 2026 };
  const { body } = await app.call(readRegistrations, { query }, officer.token);
  expect(body).toMatchObject({ deadline: '2026-03-31', daysLeft: -81, registered: 3, late: 1 });
  expect(body.units.filter((unit) => unit.registration?.isLate).map((unit) => unit.name)).toEqual(['Thôn 3']);
  expect(await figure('registration.registered', commune)).toBe(3);
  expect(await figure('registration.onTime', commune)).toBe(2);
  await app.call(removeRegistration, { params: { id: first.body.added[0] ?? '' } }, officer.token);
  expect(await figure('registration.onTime', commune)).toBe(1);
  const { body: wide } = await app.call(
    readRegistrations,
    { query: { ...query, areaId: province } },
    staff.token,
  );
  expect(wide.areas).toMatchObject([{ registered: 2, late: 1 }]);
  expect((await register('2026-06-21', [hamlets[0] ?? ''])).status).toBe(422);
});
