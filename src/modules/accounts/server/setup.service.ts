import { v7 as uuidv7 } from 'uuid';
import { Problem } from '../../../platform/problems.ts';
import { writeAudit } from '../../../platform/server/audit.ts';
import { authorize } from '../../../platform/server/authorize.ts';
import { system } from '../../../platform/server/caller.ts';
import { actAs, type Context } from '../../../platform/server/context.ts';
import type { HttpEdge } from '../../../platform/server/route.ts';
import { tokenHash } from '../../../platform/server/sessions.ts';
import { canServe, workingRole } from '../accounts.rules.ts';
import type { Installation, SetupBody } from '../setup.contract.ts';
import { insertAccount, insertAssignment } from './accounts.repo.ts';
import { findLink, isSetUp, spendLink } from './doors.repo.ts';
import { findInstallation, findPlace, insertInstallation } from './installation.repo.ts';
import { insertLink, killLinks } from './links.repo.ts';
import { assertGoodPassword, hashPassword } from './passwords.service.ts';
import { asProven, newToken, startSession } from './sessions.service.ts';

/**
 * Makes the one-time link for the first set-up, for whoever stands at the server's command line (context of the system);
 * an older one dies. Gives its token, or undefined where the installation is set up. The page is `/cai-dat?ma=<token>`.
 */
export async function makeSetupLink(context: Context): Promise<string | undefined> {
  if (await isSetUp(context.tx)) return undefined;
  await killLinks(context.tx, { kind: 'setup' });
  const token = newToken();
  await insertLink(context.tx, {
    tokenHash: tokenHash(token),
    kind: 'setup',
    userId: null,
    createdBy: context.caller.id,
    expiresAt: undefined,
  });
  return token;
}

/** Whether a set-up link would work now. */
export async function isSetupLinkGood(context: Context, token: string): Promise<boolean> {
  if (await isSetUp(context.tx)) return false;
  return (await findLink(context.tx, tokenHash(token)))?.kind === 'setup';
}

/**
 * Sets the installation up: its place and names, its first administrator, signed in at once where a browser asks
 * (`http`; the demo has none). Throws Problem `alreadySetUp`, `linkUsedUp`, `invalidInput` (area, password).
 */
export async function setUpInstallation(
  context: Context,
  http: HttpEdge | undefined,
  given: SetupBody,
): Promise<{ userId: string }> {
  if (await isSetUp(context.tx)) throw new Problem('alreadySetUp');
  if (!(await isSetupLinkGood(context, given.token))) throw new Problem('linkUsedUp');
  const { administrator } = given;
  assertGoodPassword(
    administrator.password,
    [administrator.username, administrator.displayName, given.agencyName, given.placeName],
    'administrator.password',
  );
  const passwordHash = await hashPassword(administrator.password);
  if (!(await spendLink(context.tx, tokenHash(given.token)))) throw new Problem('linkUsedUp');
  const userId = uuidv7();
  await actAs(context, system, 'public', async (asSystem) => {
    const place = await findPlace(asSystem.tx, given.areaId, asSystem.today);
    if (!place || place.isClosed || !canServe(place.kind)) throw areaProblem();
    await insertInstallation(asSystem.tx, given);
    const by = await authorize(asSystem, 'accounts.manage', given.areaId);
    await insertAccount(asSystem.tx, by, { ...administrator, id: userId, state: 'active', passwordHash });
    await insertAssignment(asSystem.tx, by, { userId, role: 'administrator' });
    const ownWork = workingRole(place.kind);
    if (administrator.worksToo && ownWork) await insertAssignment(asSystem.tx, by, { userId, role: ownWork });
    await writeAudit(asSystem.tx, asSystem.caller.id, {
      action: 'installation.setUp',
      subject: 'account',
      subjectId: userId,
      areaId: given.areaId,
    });
  });
  if (http)
    await asProven(context, userId, (own) =>
      startSession(own, http, { strength: 'password', device: 'shared' }),
    );
  return { userId };
}

function areaProblem(): Problem {
  return new Problem('invalidInput', {
    fields: [
      {
        path: 'areaId',
        code: 'notServable',
        expected: {
          vi: 'Một xã, phường, tỉnh hoặc cả nước, đang hoạt động.',
          en: 'A commune, a province or the country of today.',
        },
      },
    ],
  });
}

/** The agency and the place that this installation serves. Throws Problem `notSetUp`. */
export async function getInstallation(context: Context): Promise<Installation> {
  const row = await findInstallation(context.tx);
  if (!row) throw new Problem('notSetUp');
  return {
    areaId: row.area_id,
    areaName: row.full_name,
    areaKind: row.kind,
    agencyName: row.agency_name,
    parentAgencyName: row.parent_agency_name,
    placeName: row.place_name,
    setUpAt: row.set_up_at.toISOString(),
  };
}
