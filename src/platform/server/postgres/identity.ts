import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
} from 'node:fs';
import path from 'node:path';
import { StartError } from '../start-error.ts';

/** How PostgreSQL's processes are started: as the caller, or, since it refuses root, as another user. */
export interface Identity {
  readonly uid: number | undefined;
  readonly gid: number | undefined;
  /** Words to put before a command, e.g. setpriv with the right to pass folders closed to others. */
  readonly prefix: readonly string[];
}

const asCaller: Identity = { uid: undefined, gid: undefined, prefix: [] };

/**
 * The identity to run PostgreSQL with. As root it is the user `postgres` or `nobody`; where that user can't reach
 * the data folder (a home with mode 0700, say), the right to pass closed folders is handed on through setpriv.
 */
export function chooseIdentity(dataFolder: string): Identity {
  const account = otherAccount();
  if (account === undefined) return asCaller;
  const closed = closedParent(dataFolder, account);
  if (closed === undefined) return { ...account, prefix: [] };
  const prefix = [
    'setpriv',
    `--reuid=${account.uid}`,
    `--regid=${account.gid}`,
    '--clear-groups',
    '--inh-caps=+dac_read_search,+dac_override',
    '--ambient-caps=+dac_read_search,+dac_override',
  ];
  const tried = spawnSync(prefix[0] ?? '', [...prefix.slice(1), 'ls', dataFolder], { stdio: 'ignore' });
  if (tried.status === 0) return { uid: undefined, gid: undefined, prefix };
  throw new StartError(
    'folderClosed',
    `PostgreSQL does not run as root, and the user it runs as can't pass the folder ${closed}.`,
    `Open it with "chmod o+x ${closed}", start as an ordinary user, or set TIENGMO_DATA to a folder outside it.`,
  );
}

/**
 * The programs where the user that runs PostgreSQL can execute them: where they are, or a copy outside of closed folders.
 * (initdb asks with access(2), which ignores the right to pass closed folders.)
 */
export function reachablePrograms(folder: string): string {
  const account = otherAccount();
  if (account === undefined || closedParent(path.join(folder, 'bin'), account) === undefined) return folder;
  const { version } = JSON.parse(readFileSync(path.join(folder, '..', 'package.json'), 'utf8')) as {
    version: string;
  };
  const copy = path.join('/var/tmp', `tiengmo-postgres-${version}`);
  if (existsSync(copy) && lstatSync(copy).isDirectory() && lstatSync(copy).uid === 0) return copy;
  const draft = `${copy}.${process.pid}`;
  cpSync(folder, draft, { recursive: true, verbatimSymlinks: true });
  chmodSync(draft, 0o755);
  renameSync(draft, copy);
  return copy;
}

/** The account to use instead of root; undefined where the caller is not root. */
function otherAccount(): { uid: number; gid: number } | undefined {
  if (process.platform === 'win32' || process.getuid?.() !== 0) return undefined;
  return findAccount('postgres') ?? findAccount('nobody') ?? { uid: 65_534, gid: 65_534 };
}

/** The uid and gid that must own the data folder. */
export function ownerOf(identity: Identity): { uid: number; gid: number } | undefined {
  if (identity.uid !== undefined && identity.gid !== undefined)
    return { uid: identity.uid, gid: identity.gid };
  const uid = identity.prefix.find((word) => word.startsWith('--reuid='))?.slice(8);
  const gid = identity.prefix.find((word) => word.startsWith('--regid='))?.slice(8);
  return uid === undefined || gid === undefined ? undefined : { uid: Number(uid), gid: Number(gid) };
}

/** Gives a folder with all it holds to the owner; does nothing where it is his already. */
export function giveTo(owner: { uid: number; gid: number } | undefined, target: string): void {
  if (!owner || !existsSync(target) || lstatSync(target).uid === owner.uid) return;
  chownSync(target, owner.uid, owner.gid);
  if (!lstatSync(target).isDirectory()) return;
  for (const name of readdirSync(target)) giveTo(owner, path.join(target, name));
}

function findAccount(name: string): { uid: number; gid: number } | undefined {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((row) => row.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(':') ?? [];
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : undefined;
}

/** The first folder on the way to `target` that the account may not pass. */
function closedParent(target: string, account: { uid: number; gid: number }): string | undefined {
  const parts = path.resolve(target).split(path.sep);
  for (let length = 1; length <= parts.length; length += 1) {
    const folder = parts.slice(0, length).join(path.sep) || path.sep;
    if (!existsSync(folder)) return undefined;
    const found = statSync(folder);
    if (!found.isDirectory()) return undefined;
    const bits = found.uid === account.uid ? 0o100 : found.gid === account.gid ? 0o010 : 0o001;
    if ((found.mode & bits) === 0) return folder;
  }
  return undefined;
}
