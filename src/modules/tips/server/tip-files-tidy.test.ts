import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeClock } from '../../../platform/server/context.ts';
import { jobContext } from '../../../platform/server/jobs.ts';
import { startTestApp, type TestApp } from '../../../platform/server/testing/app.ts';
import { areaIdOf, completeSetup } from '../../accounts/accounts.factory.ts';
import { fileReportAt, foundOffice, memberOf } from '../testing/offices.ts';
import { tidySealedFiles } from './tip-files-tidy.service.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ today: '2026-11-20' });
});
afterAll(() => app.close());

test('a file that a broken connection left behind goes after a day; reports stay', async () => {
  const areaId = await areaIdOf(app, '07840');
  const administrator = await completeSetup(app, areaId);
  const office = await foundOffice(app, { areaId, administrator, members: [await memberOf(app, areaId)] });
  await fileReportAt(app, office.id);
  const folder = path.join(app.filesFolder, 'tips');
  mkdirSync(folder, { recursive: true });
  const left = path.join(folder, '7b0c2f4e-2a51-4d0e-9f0a-0d9c3a6f1e11');
  writeFileSync(left, 'age-encryption.org/v1');
  const logger = pino({ level: 'silent' });
  const job = jobContext(app.database, makeClock(), logger, app.filesFolder);
  expect(await tidySealedFiles(job)).toBe(0);
  const tomorrow = Date.now() + 25 * 3_600_000;
  expect(await tidySealedFiles(job, tomorrow)).toBe(1);
  expect(existsSync(left)).toBe(false);
  expect(await tidySealedFiles(job, tomorrow)).toBe(0);
});
