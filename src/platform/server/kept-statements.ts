import { createHash } from 'node:crypto';
import type { Writable } from 'node:stream';
import pg from 'pg';

/**
 * Statements that begin with this are prepared once on each connection and planned no more: on the way of every
 * record the planning, with row-level security in it, would cost more than the work. For statements of fixed text only.
 */
const kept = '/* kept';
/**
 * Nobody needs its answer: it is sent, and the next statement goes out without waiting for it. Where it fails, whatever
 * follows in the transaction fails with its error, the commit at the latest. A kept one waits for the next statement
 * and shares the way with it; of the others (long ones) the server is to begin at once.
 */
const aheadKept = '/* kept, ahead */';
const aheadAtOnce = '/* ahead */';

const names = new Map<string, string>();

function nameOf(text: string): string {
  const known = names.get(text);
  if (known !== undefined) return known;
  const name = createHash('sha256').update(text).digest('base64url').slice(0, 40);
  names.set(text, name);
  return name;
}

/** A client that prepares the marked statements under a name and does not wait where nothing is to be waited for. */
export class KeepingClient extends pg.Client {
  #sent: Promise<void> | undefined;
  #failure: unknown;
  #held: Writable | undefined;

  constructor(config?: pg.ClientConfig) {
    // Statements that are sent ahead share the way to the server with the one behind them.
    super({ ...config, pipeline: true } as pg.ClientConfig);
  }

  // The signatures of pg's query are many; whatever is not a text with its values goes through as it is.
  // biome-ignore lint/suspicious/noExplicitAny: the boundary to a library whose overloads can't be extended
  override query(first: any, ...rest: any[]): any {
    // biome-ignore lint/suspicious/noExplicitAny: as above
    const plain = super.query as any;
    if (typeof first !== 'string' || typeof rest.at(-1) === 'function')
      return plain.call(this, first, ...rest);
    const text = first.trimStart();
    const statement = text.startsWith(kept) ? { name: nameOf(text), text, values: rest[0] } : first;
    const isHeld = text === 'begin' || text.startsWith(aheadKept);
    if (isHeld) this.#hold();
    const answer: Promise<pg.QueryResult> = plain.call(this, statement, ...rest);
    if (!isHeld) this.#letGo();
    if (isHeld || text.startsWith(aheadAtOnce)) return this.#goOn(answer);
    return this.#sent === undefined ? answer : this.#settle(answer, text.startsWith('rollback'));
  }

  /** What is sent from here on waits for the next statement that needs an answer: one message instead of several. */
  #hold(): void {
    if (this.#held) return;
    this.#held = this.#stream();
    this.#held.cork();
    // Should no such statement follow at once, it goes out by itself.
    setImmediate(() => this.#letGo());
  }

  #letGo(): void {
    this.#held?.uncork();
    this.#held = undefined;
  }

  #stream(): Writable {
    return (this as unknown as { connection: { stream: Writable } }).connection.stream;
  }

  /** Answers at once; what goes wrong is told to whoever waits next. */
  async #goOn(answer: Promise<pg.QueryResult>): Promise<unknown> {
    const noted = answer.then(
      () => undefined,
      (error: unknown) => {
        this.#failure ??= error;
      },
    );
    this.#sent = Promise.all([this.#sent, noted]).then(() => undefined);
    return { command: '', rowCount: 0, rows: [] };
  }

  async #settle(answer: Promise<pg.QueryResult>, isRollback: boolean): Promise<pg.QueryResult> {
    const [done] = await Promise.allSettled([answer, this.#sent]);
    const failure = this.#failure;
    this.#sent = undefined;
    this.#failure = undefined;
    if (failure !== undefined && !isRollback) throw failure;
    if (done.status === 'rejected') throw done.reason;
    return done.value;
  }
}
