import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { removeFolder } from '../../src/platform/server/testing/remove-folder.ts';

export interface Program {
  readonly address: string;
  readonly dataFolder: string;
  /** The one-time set-up link that a first start prints. */
  readonly setupLink: string | undefined;
  readonly output: () => string;
  readonly process: ChildProcess;
  /** Ends it as Ctrl+C does. */
  stop(): Promise<void>;
}

const root = path.resolve(import.meta.dirname, '../..');

/** Starts the program as `npm start` does, on a free port of this machine, and waits until it says its address. */
export async function startProgram(
  options: { dataFolder?: string; args?: string[]; env?: Record<string, string> } = {},
): Promise<Program> {
  const dataFolder = options.dataFolder ?? mkdtempSync(path.join(tmpdir(), 'tiengmo-e2e-'));
  const port = await freePort();
  const child = spawn(process.execPath, ['src/app/server.ts', ...(options.args ?? [])], {
    cwd: root,
    env: { ...process.env, TIENGMO_DATA: dataFolder, PORT: String(port), HOST: '127.0.0.1', ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  const address = `http://localhost:${port}`;
  await waitFor(
    () => output.includes(address),
    child,
    () => output,
  );
  return {
    address,
    dataFolder,
    setupLink: /http:\/\/localhost:\d+\/\S*(?:cai-dat|setup)\S*/.exec(output)?.[0],
    output: () => output,
    process: child,
    stop: async () => {
      await end(child);
      if (!options.dataFolder) removeFolder(dataFolder);
    },
  };
}

async function waitFor(ready: () => boolean, child: ChildProcess, output: () => string): Promise<void> {
  for (let attempt = 0; attempt < 3000; attempt += 1) {
    if (ready()) return;
    if (child.exitCode !== null) break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`The program did not start:\n${output()}`);
}

function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGINT');
  });
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
