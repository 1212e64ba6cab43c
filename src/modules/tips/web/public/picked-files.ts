import { useRef, useState } from 'react';
import type { Cleaned } from '../clean/clean.ts';

/** A chosen file on its way to being clean. */
export interface PickedFile {
  readonly id: number;
  /** As it lies on the device; it is shown and never sent. */
  readonly ownName: string;
  readonly size: number;
  readonly state: Cleaned | { readonly outcome: 'cleaning' };
  /** It could not be cleaned and shall go all the same. */
  readonly isKept: boolean;
  readonly original: File;
}

/** A file as it goes into a message: a name that says nothing, and its content. */
export interface SendableFile {
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export interface PickedFiles {
  readonly files: readonly PickedFile[];
  readonly add: (files: readonly File[]) => void;
  readonly remove: (id: number) => void;
  readonly keep: (id: number, isKept: boolean) => void;
  readonly clear: () => void;
}

/** The files that somebody chose; each is cleaned at once, one after the other, and lives in memory only. */
export function usePickedFiles(): PickedFiles {
  const [files, setFiles] = useState<readonly PickedFile[]>([]);
  const next = useRef(0);
  const queue = useRef(Promise.resolve());

  function change(id: number, part: Partial<PickedFile>): void {
    setFiles((all) => all.map((one) => (one.id === id ? { ...one, ...part } : one)));
  }
  async function clean({ id, original }: PickedFile): Promise<void> {
    try {
      const { cleanFile } = await import('../clean/clean.ts');
      change(id, { state: await cleanFile(new Uint8Array(await original.arrayBuffer())) });
    } catch {
      change(id, { state: { outcome: 'unreadable' } });
    }
  }
  function add(chosen: readonly File[]): void {
    const fresh = chosen.map((original): PickedFile => {
      next.current += 1;
      const { name, size } = original;
      return {
        id: next.current,
        ownName: name,
        size,
        state: { outcome: 'cleaning' },
        isKept: false,
        original,
      };
    });
    setFiles((all) => [...all, ...fresh]);
    for (const file of fresh) queue.current = queue.current.then(() => clean(file));
  }
  return {
    files,
    add,
    remove: (id) => setFiles((all) => all.filter((one) => one.id !== id)),
    keep: (id, isKept) => change(id, { isKept }),
    clear: () => setFiles([]),
  };
}

/** Bytes that the files take in a message. */
export function totalSize(files: readonly PickedFile[]): number {
  return files.reduce(
    (sum, { size, state }) => sum + (state.outcome === 'cleaned' ? state.bytes.length : size),
    0,
  );
}

/** Why the files can't be sent as they are; undefined where they can. */
export function faultOf(
  files: readonly PickedFile[],
  most: number,
): 'cleaning' | 'unknown' | 'unreadable' | 'tooBig' | undefined {
  if (files.some(({ state }) => state.outcome === 'unreadable')) return 'unreadable';
  if (files.some(({ state, isKept }) => state.outcome === 'unknown' && !isKept)) return 'unknown';
  if (totalSize(files) > most) return 'tooBig';
  return files.some(({ state }) => state.outcome === 'cleaning') ? 'cleaning' : undefined;
}

/** The files under names that say nothing: tep-1.jpg, tep-2.pdf. */
export async function sendableFiles(files: readonly PickedFile[]): Promise<readonly SendableFile[]> {
  return Promise.all(
    files.map(async ({ state, original, ownName }, index) => {
      if (state.outcome === 'cleaned')
        return { name: `tep-${index + 1}.${state.extension}`, type: state.type, bytes: state.bytes };
      const ending = /\.([a-z0-9]{1,5})$/i.exec(ownName)?.[1]?.toLowerCase();
      return {
        name: ending === undefined ? `tep-${index + 1}` : `tep-${index + 1}.${ending}`,
        type: 'application/octet-stream',
        bytes: new Uint8Array(await original.arrayBuffer()),
      };
    }),
  );
}
