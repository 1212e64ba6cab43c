import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { childrenOf } from '../scripts/lib/processes.ts';
import { projectFolder } from '../src/platform/server/config.ts';

/** From `npm start`'s server process to the first answer from the database, cold and warm, and memory at rest. */
export async function benchStart(say: (line: string) => void): Promise<void> {
  const dataFolder = mkdtempSync(path.join(tmpdir(), 'tiengmo-start-'));
  const cold = await startOnce(dataFolder);
  const times: number[] = [];
  let memory = 0;
  for (let round = 0; round < 5; round += 1) {
    const warm = await startOnce(dataFolder, round === 4);
    times.push(warm.seconds);
    memory = warm.megabytes;
  }
  times.sort((a, b) => a - b);
  say(
    `start: first ${cold.seconds.toFixed(1)} s (empty folder, ${cold.megabytes} MB), warm ${times[2]?.toFixed(2)} s (aim ≤ 3)`,
  );
  say(`memory at rest, server and PostgreSQL together: ${memory} MB (aim ≤ 350)`);
  rmSync(dataFolder, { recursive: true, force: true });
}

async function startOnce(dataFolder: string, rest = false): Promise<{ seconds: number; megabytes: number }> {
  const port = await freePort();
  const env = {
    ...process.env,
    TIENGMO_DATA: dataFolder,
    PORT: String(port),
    HOST: '127.0.0.1',
    NODE_COMPILE_CACHE: path.join(projectFolder, '.cache', 'compile'),
  };
  const start = performance.now();
  const child = spawn(process.execPath, ['src/app/server.ts'], { cwd: projectFolder, env, stdio: 'ignore' });
  for (;;) {
    const answer = await fetch(`http://127.0.0.1:${port}/health/ready`).catch(() => undefined);
    if (answer?.ok) break;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  const seconds = (performance.now() - start) / 1000;
  if (rest) await new Promise((resolve) => setTimeout(resolve, 15_000));
  const postmaster = Number.parseInt(
    readFileSync(path.join(dataFolder, 'postgres', 'postmaster.pid'), 'utf8'),
    10,
  );
  const megabytes = sharedMemory([child.pid ?? 0, postmaster, ...childrenOf(postmaster)]);
  await new Promise((resolve) => {
    child.once('exit', resolve);
    child.kill('SIGINT');
  });
  return { seconds, megabytes };
}

/** Proportional set size of the processes: pages that several share count once. */
function sharedMemory(pids: readonly number[]): number {
  const kilobytes = pids.map((pid) => {
    try {
      return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0);
    } catch {
      return 0; // A helper process that ended in between.
    }
  });
  return Math.round(kilobytes.reduce((sum, each) => sum + each, 0) / 1024);
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
