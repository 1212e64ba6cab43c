import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import pg from 'pg';
import { StartError } from '../start-error.ts';
import { binary, findBinaries } from './binaries.ts';
import { chooseIdentity, giveTo, type Identity, ownerOf, reachablePrograms } from './identity.ts';

/** A PostgreSQL that runs in the data folder, started by us or found running. */
export interface Cluster {
  readonly port: number;
  /** The password of the superuser, known to this machine's owner of the data folder only. */
  readonly password: string;
  /** Stops it, unless another process of the program still uses it: the last one out turns off the light. Says whether it did. */
  stop(): Promise<boolean>;
}

const superuser = 'tiengmo_super';

/** Address of a database of the cluster for one of its roles. */
export function clusterUrl(
  cluster: { port: number },
  user: string,
  password: string,
  database: string,
): string {
  return `postgresql://${user}:${encodeURIComponent(password)}@127.0.0.1:${cluster.port}/${database}`;
}

export function superuserUrl(cluster: Cluster, database = 'postgres'): string {
  return clusterUrl(cluster, superuser, cluster.password, database);
}

/**
 * Starts the PostgreSQL of the data folder, made anew where there is none, or takes over the one that runs there.
 * Throws StartError where the disk, the folder or the version does not allow it.
 */
export async function startCluster(dataFolder: string): Promise<Cluster> {
  const binaries = reachablePrograms(await findBinaries());
  const folder = path.join(dataFolder, 'postgres');
  const secrets = path.join(dataFolder, 'secrets');
  mkdirSync(secrets, { recursive: true, mode: 0o700 });
  const password = secret(path.join(secrets, 'superuser'));
  const identity = chooseIdentity(dataFolder);
  if (!existsSync(path.join(folder, 'PG_VERSION'))) initialise(binaries, folder, password, identity);
  checkVersion(binaries, folder, identity);
  giveTo(ownerOf(identity), folder);

  const running = await findRunning(folder, password);
  if (running !== undefined) return cluster(running, password, binaries, folder, identity);
  const port = await freePort();
  await launch(binaries, folder, port, password, identity);
  return cluster(port, password, binaries, folder, identity);
}

/** A secret of this installation, made on first use; readable by its owner only. */
export function secret(file: string): string {
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600 });
  return readFileSync(file, 'utf8').trim();
}

function run(command: string, args: readonly string[], identity: Identity): { ok: boolean; output: string } {
  const [first = command, ...rest] = [...identity.prefix, command, ...args];
  const owner = identity.uid === undefined ? {} : { uid: identity.uid, gid: identity.gid ?? identity.uid };
  const result = spawnSync(first, rest, { ...owner, encoding: 'utf8', cwd: path.parse(process.cwd()).root });
  return {
    ok: result.status === 0,
    output: `${result.stdout ?? ''}${result.stderr ?? ''}${result.error?.message ?? ''}`,
  };
}

/** Makes the folder beside its place and moves it there when it is whole, so that a power cut leaves no half-made one. */
function initialise(binaries: string, folder: string, password: string, identity: Identity): void {
  const draft = `${folder}.new`;
  const passwordFile = `${folder}.password`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true, mode: 0o700 });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  giveTo(ownerOf(identity), draft);
  giveTo(ownerOf(identity), passwordFile);
  const made = run(
    binary(binaries, 'initdb'),
    [
      '-D',
      draft,
      '-U',
      superuser,
      '--auth=scram-sha-256',
      `--pwfile=${passwordFile}`,
      '-E',
      'UTF8',
      '--locale=C',
      '--no-instructions',
    ],
    identity,
  );
  rmSync(passwordFile, { force: true });
  if (!made.ok) {
    rmSync(draft, { recursive: true, force: true });
    const full = /No space left/i.test(made.output);
    throw new StartError(
      full ? 'diskFull' : 'initFailed',
      full
        ? `The disk that holds ${path.dirname(folder)} is full.`
        : `PostgreSQL could not make its folder: ${lastLine(made.output)}`,
      full
        ? 'Make room (about 200 MB) and start again.'
        : 'Check that the data folder can be written to, then start again.',
    );
  }
  renameSync(draft, folder);
}

function checkVersion(binaries: string, folder: string, identity: Identity): void {
  const made = readFileSync(path.join(folder, 'PG_VERSION'), 'utf8').trim();
  const ours = run(binary(binaries, 'postgres'), ['--version'], identity).output.match(/(\d+)\./)?.[1];
  if (ours === undefined || made === ours) return;
  throw new StartError(
    'otherPostgres',
    `The data folder was made by PostgreSQL ${made}; this version of the program brings PostgreSQL ${ours}.`,
    'Start it with the version of the program that made it, or point TIENGMO_DATA to another folder.',
  );
}

/** The port of a living server of this folder: its process may have outlived ours. */
async function findRunning(folder: string, password: string): Promise<number | undefined> {
  const file = path.join(folder, 'postmaster.pid');
  if (!existsSync(file)) return undefined;
  const lines = readFileSync(file, 'utf8').split('\n');
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  for (let attempt = 0; attempt < 50; attempt += 1) {
    if (!isAlive(pid)) return undefined;
    if (port > 0 && (await canConnect(port, password))) return port;
    await pause(100);
  }
  return undefined;
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function launch(
  binaries: string,
  folder: string,
  port: number,
  password: string,
  identity: Identity,
): Promise<void> {
  const logFile = path.join(folder, '..', 'postgres.log');
  const log = openSync(logFile, 'w', 0o600);
  const settings = [
    '-c',
    `port=${port}`,
    '-c',
    'listen_addresses=127.0.0.1',
    '-c',
    'unix_socket_directories=',
  ];
  const tuned = [
    '-c',
    'shared_buffers=128MB',
    '-c',
    'max_connections=60',
    '-c',
    'jit=off',
    '-c',
    'random_page_cost=1.1',
  ];
  const [first = '', ...rest] = [
    ...identity.prefix,
    binary(binaries, 'postgres'),
    '-D',
    folder,
    ...settings,
    ...tuned,
  ];
  const owner = identity.uid === undefined ? {} : { uid: identity.uid, gid: identity.gid ?? identity.uid };
  // A session of its own: Ctrl+C at the terminal must reach us first, and we stop it in order.
  const child = spawn(first, rest, {
    ...owner,
    detached: true,
    stdio: ['ignore', log, log],
    windowsHide: true,
    cwd: path.parse(folder).root,
  });
  closeSync(log);
  child.unref();
  let ended = false;
  child.once('exit', () => {
    ended = true;
  });
  child.once('error', () => {
    ended = true;
  });
  for (let attempt = 0; attempt < 1200; attempt += 1) {
    if (await canConnect(port, password)) return;
    if (ended) break;
    await pause(attempt < 100 ? 20 : 100);
  }
  const output = existsSync(logFile) ? readFileSync(logFile, 'utf8') : '';
  const full = /No space left/i.test(output);
  throw new StartError(
    full ? 'diskFull' : 'postgresFailed',
    full
      ? `The disk that holds ${path.dirname(folder)} is full.`
      : `PostgreSQL did not start: ${lastLine(output)}`,
    full ? 'Make room and start again; nothing is lost.' : `See ${logFile} and start again.`,
  );
}

function cluster(
  port: number,
  password: string,
  binaries: string,
  folder: string,
  identity: Identity,
): Cluster {
  return {
    port,
    password,
    stop: async () => {
      if (await othersConnected(port, password)) return false;
      const ended = ['stop', '-D', folder, '-m', 'fast', '-w', '-t', '60'];
      return run(binary(binaries, 'pg_ctl'), ended, identity).ok;
    },
  };
}

async function othersConnected(port: number, password: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: clusterUrl({ port }, superuser, password, 'postgres') });
  try {
    await client.connect();
    const found = await client.query(
      "select 1 from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid() limit 1",
    );
    return found.rowCount !== 0;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function canConnect(port: number, password: string): Promise<boolean> {
  const client = new pg.Client({
    connectionString: clusterUrl({ port }, superuser, password, 'postgres'),
    connectionTimeoutMillis: 2000,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}

/** The reason why PostgreSQL ended while it was in use, as far as its log of this start tells; undefined where it does not. */
export function reasonItEnded(dataFolder: string): StartError | undefined {
  const log = path.join(dataFolder, 'postgres.log');
  if (!existsSync(log) || !/No space left/i.test(readFileSync(log, 'utf8'))) return undefined;
  return new StartError(
    'diskFull',
    `The disk that holds ${dataFolder} is full.`,
    'Make room (about 200 MB) and start again; nothing is lost.',
  );
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? '';
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
