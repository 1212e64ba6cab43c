import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { childrenOf } from './processes.ts';

test('the children of a process are those that it started and that still run', async () => {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
  await once(child, 'spawn');
  expect(childrenOf(process.pid)).toContain(child.pid);
  expect(childrenOf(child.pid ?? 0)).toEqual([]);
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(childrenOf(process.pid)).not.toContain(child.pid);
});
