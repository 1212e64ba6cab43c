import { expect, test } from 'vitest';
import { pinFault, waitAfter } from './pin.rules.ts';

test('a PIN that a finder would try first is not taken', () => {
  for (const pin of [
    '123456',
    '654321',
    '000000',
    '112211',
    '121212',
    '482482',
    '190575',
    '19051975',
    '197505',
  ])
    expect([pin, pinFault(pin, pin)]).toEqual([pin, 'pinSimple']);
  for (const pin of ['', '12345', '12345a', '４８２９０１']) expect(pinFault(pin, pin)).toBe('pinShort');
  expect(pinFault('482917', '482918')).toBe('pinDiffers');
  expect(pinFault('482917', '482917')).toBeUndefined();
});

test('wrong tries cost more and more time, at most five minutes', () => {
  expect([0, 4, 5, 6, 9, 50].map(waitAfter)).toEqual([0, 0, 15, 30, 240, 300]);
});
