import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  ChainCheck,
  type ChainHead,
  type ChainLine,
  chainText,
  headText,
  parseHead,
} from './read-log.rules.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

function chainOf(words: readonly string[]): ChainLine[] {
  const lines: ChainLine[] = [];
  for (const word of words) {
    const line = {
      seq: lines.length + 1,
      at: new Date(1_780_000_000_000 + lines.length).toISOString(),
      reader: 'officer',
      what: 'tip.report',
      subjectId: word,
      label: '1/2026',
      areaId: 'area',
      reason: 'duty',
      words: word,
      previous: lines.at(-1)?.hash ?? '',
    };
    lines.push({ ...line, hash: sha256(chainText(line)) });
  }
  return lines;
}

const headOf = (lines: readonly ChainLine[]): ChainHead => {
  const last = lines.at(-1);
  return { seq: last?.seq ?? 0, hash: last?.hash ?? '' };
};

/** What the check says of these lines, where the chain was sealed as it ended in `whole`. */
function faults(
  lines: readonly ChainLine[],
  whole: readonly ChainLine[],
  anchors: readonly ChainHead[] = [],
) {
  const check = new ChainCheck(sha256, anchors);
  for (const line of lines) check.add(line);
  check.end(headOf(whole), headText(headOf(whole)));
  return check.faults;
}

const anyWords = fc.array(fc.string({ maxLength: 8 }), { minLength: 2, maxLength: 12 });

test('property: a chain that nobody touched is whole', () => {
  fc.assert(
    fc.property(anyWords, (words) => {
      expect(faults(chainOf(words), chainOf(words))).toEqual([]);
    }),
  );
});

test('property: a removed line is found, wherever it was', () => {
  fc.assert(
    fc.property(anyWords, fc.nat(), (words, n) => {
      const whole = chainOf(words);
      const at = n % whole.length;
      expect(faults(whole.toSpliced(at, 1), whole)).toContainEqual({ seq: at + 1, fault: 'missing' });
    }),
  );
});

test('property: any field that is changed is found, at its line', () => {
  const fields = [
    'at',
    'reader',
    'what',
    'subjectId',
    'label',
    'areaId',
    'reason',
    'words',
    'previous',
    'hash',
  ] as const;
  fc.assert(
    fc.property(anyWords, fc.nat(), fc.constantFrom(...fields), (words, n, field) => {
      const whole = chainOf(words);
      const at = n % whole.length;
      const changed = whole.map((line, i) => (i === at ? { ...line, [field]: `${line[field]}x` } : line));
      expect(faults(changed, whole)).toContainEqual({ seq: at + 1, fault: 'changed' });
    }),
  );
});

test('property: two lines that changed places are found, with their numbers or without', () => {
  fc.assert(
    fc.property(anyWords, fc.nat(), fc.nat(), fc.boolean(), (words, n, m, renumbered) => {
      const whole = chainOf(words);
      const [a, b] = [n % whole.length, m % whole.length];
      fc.pre(a !== b);
      const moved = whole.map((line, i) => {
        const from = whole[i === a ? b : i === b ? a : i] ?? line;
        return renumbered ? { ...from, seq: i + 1 } : from;
      });
      expect(faults(moved, whole)).not.toEqual([]);
    }),
  );
});

test('property: whoever makes the whole chain anew still lacks its seal; an older state is known by a noted end', () => {
  fc.assert(
    fc.property(anyWords, fc.nat(), (words, n) => {
      const whole = chainOf(words);
      const at = n % whole.length;
      const forged = chainOf(words.map((word, i) => (i === at ? `${word}x` : word)));
      expect(faults(forged, whole)).toContainEqual({ seq: whole.length, fault: 'headForged' });
      const older = whole.slice(0, at);
      expect(faults(older, older)).toEqual([]);
      expect(faults(older, older, [headOf(whole)])).toEqual([{ seq: whole.length, fault: 'rolledBack' }]);
    }),
  );
});

test('a noted end is read back as it was printed, and nothing else is', () => {
  const head = headOf(chainOf(['a', 'b']));
  expect(parseHead(headText(head))).toEqual(head);
  for (const text of ['', '2', '2:xyz', `x${headText(head)}`]) expect(parseHead(text)).toBeUndefined();
});
