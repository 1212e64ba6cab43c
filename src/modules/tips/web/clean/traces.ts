/** What a file says beside its picture, sound or text. The words for people stand in the page's texts. */
export type TraceKind =
  | 'place'
  | 'device'
  | 'time'
  | 'author'
  | 'software'
  | 'title'
  | 'preview'
  | 'history'
  | 'trailer'
  | 'details';

/** One thing that was taken out; `value` is what it said, where it can be read. */
export interface Trace {
  readonly kind: TraceKind;
  readonly value?: string;
}

/** A file without its traces; `extension` is that of the kind found in its content, without the dot. */
export interface CleanContent {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly type: string;
  readonly extension: string;
  readonly traces: readonly Trace[];
}

/** The content is not what its beginning promises: it can't be cleaned and is not taken. */
export class UnreadableFile extends Error {}

/** A trace with what it said; an empty or overlong value is left out or cut. */
export function trace(kind: TraceKind, value?: string): Trace {
  const said = (value ?? '').replaceAll(/[\s\0]+/g, ' ').trim();
  return said === '' ? { kind } : { kind, value: said.length > 80 ? `${said.slice(0, 79)}…` : said };
}

/** The same list with each thing once: the first that says something wins over the silent ones of its kind. */
export function distinctTraces(traces: readonly Trace[]): readonly Trace[] {
  const spoken = new Map(traces.filter((one) => one.value !== undefined).map((one) => [key(one), one]));
  const kinds = new Set([...spoken.values()].map(({ kind }) => kind));
  const silent = new Map(traces.filter(({ kind }) => !kinds.has(kind)).map((one) => [key(one), one]));
  return [...spoken.values(), ...silent.values()];
}

function key({ kind, value }: Trace): string {
  return `${kind}:${value ?? ''}`;
}
