import { rmSync } from 'node:fs';

/** Takes a folder of tests away; what still writes in it is waited for, up to some twenty seconds. */
export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 20 });
}
