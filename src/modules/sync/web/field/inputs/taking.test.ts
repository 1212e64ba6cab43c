import { expect, test } from 'vitest';
import { answeredAfter, Taking } from './taking.ts';

test('who writes down waits for what is being taken, also for what begins meanwhile, and ends a recording', async () => {
  const taking = new Taking();
  await taking.settle();
  const recording = Promise.withResolvers<void>();
  const picture = Promise.withResolvers<void>();
  const kept: string[] = [];
  const recorded = recording.promise.then(() => {
    kept.push('recording');
    taking.add(picture.promise.then(() => kept.push('picture')));
    picture.resolve();
  });
  taking.add(recorded, () => recording.resolve());
  taking.add(Promise.reject(new Error('no sky to be seen')));
  await taking.settle();
  expect(kept).toEqual(['recording', 'picture']);
});

test('a picture that comes late is put to the pictures of now', () => {
  const late = (before: unknown): string[] => [...(Array.isArray(before) ? before : []), 'late'];
  expect(answeredAfter(late, ['meanwhile'])).toEqual(['meanwhile', 'late']);
  expect(answeredAfter(late, undefined)).toEqual(['late']);
  expect(answeredAfter('typed', 'before')).toBe('typed');
});
