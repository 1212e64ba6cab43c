import { addUser } from '../../modules/accounts/server/accounts.service.ts';
import { Role } from '../../platform/permissions.ts';
import { areaOf } from './area-option.ts';
import { CliError, print, withProgram } from './session.ts';

interface UserOptions {
  name: string;
  role: string;
  area: string;
  hamlet?: string;
  json?: boolean;
}

/** `user add`: an account that its owner opens by the one-time link printed here. */
export async function addUserByHand(username: string, options: UserOptions): Promise<void> {
  const role = Role.safeParse(options.role);
  if (!role.success) throw new CliError(`--role: one of ${Role.options.join(', ')}.`);
  await withProgram(async (context) => {
    const made = await context.transact(async (inside) => {
      const areaId = await areaOf(inside, options);
      return addUser(inside, {
        username,
        displayName: options.name,
        assignments: [{ role: role.data, areaId }],
      });
    });
    print(options.json, made, () => [
      `${username}: open this one-time link within 7 days:`,
      `  ${made.link?.url ?? ''}`,
    ]);
  });
}
