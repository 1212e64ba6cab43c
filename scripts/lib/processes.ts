import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';

/**
 * The processes that a process has started and that still run. Linux says it in /proc (small systems have no `ps`),
 * other Unixes by `ps`.
 */
export function childrenOf(pid: number): number[] {
  return existsSync('/proc/self/stat') ? childrenInProc(pid) : childrenByPs(pid);
}

function childrenInProc(pid: number): number[] {
  const all = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return all.filter((name) => parentInProc(name) === pid).map(Number);
}

function parentInProc(name: string): number | undefined {
  try {
    const text = readFileSync(`/proc/${name}/stat`, 'utf8');
    // "pid (name of the program, which may hold anything) state parent …"
    return Number(text.slice(text.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return undefined; // It ended in between.
  }
}

function childrenByPs(pid: number): number[] {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n');
  return lines
    .map((line) => line.trim().split(/\s+/).map(Number))
    .flatMap(([child, parent]) => (parent === pid && child !== undefined ? [child] : []));
}
