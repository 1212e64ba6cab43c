import type { Walk } from './walk.ts';
import { accountWalks } from './walk-accounts.ts';
import { areaWalks } from './walk-areas.ts';
import { documentWalks } from './walk-documents.ts';
import { gongWalks } from './walk-gong.ts';
import { meWalks } from './walk-me.ts';
import { modelWalks } from './walk-models.ts';
import { pledgeWalks } from './walk-pledges.ts';
import { recordWalks } from './walk-records.ts';
import { reportWalks } from './walk-reports.ts';
import { syncWalks } from './walk-sync.ts';
import { targetWalks } from './walk-targets.ts';
import { teamWalks } from './walk-teams.ts';
import { tipOfficeWalks } from './walk-tip-offices.ts';
import { tipWorkWalks } from './walk-tip-work.ts';
import { tipWalks } from './walk-tips.ts';

/** Every route of the program, with a valid request. */
export const walks: readonly Walk[] = [
  ...accountWalks,
  ...meWalks,
  ...recordWalks,
  ...areaWalks,
  ...reportWalks,
  ...syncWalks,
  ...gongWalks,
  ...tipWorkWalks,
  ...tipWalks,
  ...tipOfficeWalks,
  ...documentWalks,
  ...modelWalks,
  ...pledgeWalks,
  ...targetWalks,
  ...teamWalks,
];
