import { createHash } from 'node:crypto';
import pg from 'pg';

/**
 * Statements that begin with this are prepared once on each connection and planned no more: on the way of every
 * record the planning, with row-level security in it, would cost more than the work. For statements of fixed text only.
 */
const mark = '/* kept */';

const names = new Map<string, string>();

function nameOf(text: string): string {
  const known = names.get(text);
  if (known !== undefined) return known;
  const name = createHash('sha256').update(text).digest('base64url').slice(0, 40);
  names.set(text, name);
  return name;
}

/** A client that prepares the marked statements under a name. */
export class KeepingClient extends pg.Client {
  // The signatures of pg's query are many; whatever is not a marked text with its values goes through as it is.
  // biome-ignore lint/suspicious/noExplicitAny: the boundary to a library whose overloads can't be extended
  override query(first: any, ...rest: any[]): any {
    // biome-ignore lint/suspicious/noExplicitAny: as above
    const plain = super.query as any;
    if (typeof first !== 'string' || !first.trimStart().startsWith(mark))
      return plain.call(this, first, ...rest);
    const [values, ...others] = rest;
    return plain.call(this, { name: nameOf(first), text: first, values }, ...others);
  }
}
