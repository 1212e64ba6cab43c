/** A line as it is chained. Instants are UTC ISO with milliseconds. */
export interface ChainLine {
  readonly seq: number;
  readonly at: string;
  readonly reader: string;
  readonly what: string;
  readonly subjectId: string;
  readonly label: string;
  readonly areaId: string;
  readonly reason: string;
  readonly words: string;
  /** The hash of the line before; '' for the first one. */
  readonly previous: string;
  readonly hash: string;
}

/** The end of the chain as somebody noted it: seq 0 and '' before the first line. */
export interface ChainHead {
  readonly seq: number;
  readonly hash: string;
}

export type ChainFault = 'missing' | 'changed' | 'misplaced' | 'headForged' | 'headMissing' | 'rolledBack';

/** What the hash of a line is made of: all of it but the hash, in one order, as JSON. */
export function chainText(line: Omit<ChainLine, 'hash'>): string {
  const { seq, at, reader, what, subjectId, label, areaId, reason, words, previous } = line;
  return JSON.stringify([seq, at, reader, what, subjectId, label, areaId, reason, words, previous]);
}

export const headText = ({ seq, hash }: ChainHead): string => `${seq}:${hash}`;

/** Reads '17:3f…' back; undefined for anything else. */
export function parseHead(text: string): ChainHead | undefined {
  const found = /^(\d{1,15}):([0-9a-f]{64})$/u.exec(text.trim());
  return found?.[1] && found[2] ? { seq: Number(found[1]), hash: found[2] } : undefined;
}

/** So many faults are listed one by one; a chain with more of them is broken all the same. */
const mostFaults = 100;

/** Goes along the chain, part by part in the order of the lines, and says what is wrong with it. */
export class ChainCheck {
  readonly #hash: (text: string) => string;
  /** Ends noted earlier, by line: what must still be there. */
  readonly #anchors: Map<number, string>;
  readonly faults: { seq: number; fault: ChainFault }[] = [];
  #last: ChainHead = { seq: 0, hash: '' };
  lines = 0;

  constructor(hash: (text: string) => string, anchors: readonly ChainHead[]) {
    this.#hash = hash;
    this.#anchors = new Map(anchors.filter((one) => one.seq > 0).map((one) => [one.seq, one.hash]));
  }

  add(line: ChainLine): void {
    this.lines += 1;
    for (let seq = this.#last.seq + 1; seq < line.seq && this.faults.length < mostFaults; seq += 1)
      this.#fault(seq, 'missing');
    if (this.#hash(chainText(line)) !== line.hash) this.#fault(line.seq, 'changed');
    else if (line.seq === this.#last.seq + 1 && line.previous !== this.#last.hash)
      this.#fault(line.seq, 'misplaced');
    const anchor = this.#anchors.get(line.seq);
    if (anchor !== undefined && anchor !== line.hash) this.#fault(line.seq, 'rolledBack');
    this.#last = line;
  }

  /** After the last line; `sealed` is what the head's seal says, undefined where it is not ours. */
  end(head: ChainHead | undefined, sealed: string | undefined): void {
    const last = this.#last;
    if (head === undefined) this.#fault(last.seq, 'headMissing');
    else {
      for (let seq = last.seq + 1; seq <= head.seq && this.faults.length < mostFaults; seq += 1)
        this.#fault(seq, 'missing');
      const isBegun = head.seq > 0 || last.seq > 0;
      const isOurs = !isBegun || sealed === headText(head);
      if (!isOurs || head.seq < last.seq || (head.seq === last.seq && head.hash !== last.hash))
        this.#fault(last.seq, 'headForged');
    }
    for (const seq of this.#anchors.keys()) if (seq > last.seq) this.#fault(seq, 'rolledBack');
  }

  get head(): ChainHead {
    return { seq: this.#last.seq, hash: this.#last.hash };
  }

  #fault(seq: number, fault: ChainFault): void {
    if (this.faults.length < mostFaults) this.faults.push({ seq, fault });
  }
}
