import { isIP } from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

/** The folder that holds package.json: everything shipped is found from here. */
export const projectFolder = path.resolve(fileURLToPath(new URL('../../..', import.meta.url)));

/** '127.0.0.1', '10.0.0.0/8', '::1'. */
function isNetwork(text: string): boolean {
  const [address = '', bits] = text.split('/');
  const most = { 4: 32, 6: 128 }[isIP(address)] ?? -1;
  return most > 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most));
}

const environment = z.object({
  TIENGMO_DATA: z.string().min(1).optional(),
  PORT: z.coerce.number().int().min(0).max(65_535).default(8080),
  /** Address to listen on; a shared office PC behind a proxy keeps the default. */
  HOST: z.string().min(1).default('0.0.0.0'),
  /** Address that people type, e.g. https://tiengmo.example.vn; passkeys are bound to its host. */
  PUBLIC_URL: z.url().optional(),
  /** An external PostgreSQL 15+: the connection of the role that owns and migrates the tables. */
  DATABASE_URL: z.string().min(1).optional(),
  /** The same database for the role `tiengmo_app`; made by the program where DATABASE_URL may create roles. */
  DATABASE_APP_URL: z.string().min(1).optional(),
  /** Addresses or networks of proxies in front of the program, with commas between them, e.g. 127.0.0.1,10.0.0.0/8. */
  TIENGMO_TRUST_PROXY: z
    .string()
    .refine(
      (text) => text.split(',').every((one) => isNetwork(one.trim())),
      'addresses or networks with commas between them',
    )
    .optional(),
  /**
   * Push services that alarms may be sent to, in place of those of data/gong/push-hosts.json, with commas between them:
   * `push.example.com`, `*.example.com`; `none` sends nothing; `http://127.0.0.1:4000` only on the same machine.
   */
  TIENGMO_PUSH_HOSTS: z
    .string()
    .refine(
      (text) =>
        text === 'none' ||
        text
          .split(',')
          .every((one) =>
            /^(?:(?:\*\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)+|http:\/\/127\.0\.0\.1:\d{1,5})$/.test(one.trim()),
          ),
      'host names with commas between them, or none',
    )
    .optional(),
  TIENGMO_LOG: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('warn'),
  /** The day that counts as today, YYYY-MM-DD: for drills and tests only. */
  TIENGMO_TODAY: z.iso.date().optional(),
});

export interface Config {
  readonly dataFolder: string;
  readonly port: number;
  readonly host: string;
  readonly publicUrl: string | undefined;
  readonly databaseUrl: string | undefined;
  readonly databaseAppUrl: string | undefined;
  readonly trustProxy: string | undefined;
  readonly pushHosts: readonly string[] | undefined;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  readonly fixedToday: string | undefined;
}

export class ConfigError extends Error {}

/**
 * The whole configuration, from environment variables; the only place that reads them.
 * Throws ConfigError naming the variable that is wrong.
 */
export function readConfig(env: NodeJS.ProcessEnv = process.env, options: { demo?: boolean } = {}): Config {
  const parsed = environment.safeParse(env);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new ConfigError(`${issue?.path.join('.') ?? 'environment'}: ${issue?.message ?? 'not understood'}`);
  }
  const values = parsed.data;
  const folder = values.TIENGMO_DATA ?? (options.demo ? 'data-demo' : 'data');
  return {
    dataFolder: path.resolve(values.TIENGMO_DATA ? process.cwd() : projectFolder, folder),
    port: values.PORT,
    host: values.HOST,
    publicUrl: values.PUBLIC_URL,
    databaseUrl: values.DATABASE_URL,
    databaseAppUrl: values.DATABASE_APP_URL,
    trustProxy: values.TIENGMO_TRUST_PROXY,
    pushHosts: hostsOf(values.TIENGMO_PUSH_HOSTS),
    logLevel: values.TIENGMO_LOG,
    fixedToday: values.TIENGMO_TODAY,
  };
}

function hostsOf(text: string | undefined): readonly string[] | undefined {
  if (text === 'none') return [];
  return text?.split(',').map((one) => one.trim());
}
