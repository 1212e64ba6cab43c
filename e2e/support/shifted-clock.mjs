// Loaded before the program (NODE_OPTIONS=--import): its clock is ahead by the milliseconds in the file TIENGMO_E2E_CLOCK,
// so that a test can wait through days off. The database's own clock, on which sessions depend, stays where it is.
import { readFileSync } from 'node:fs';

const file = process.env.TIENGMO_E2E_CLOCK;
const RealDate = globalThis.Date;
let readAt = 0;
let ahead = 0;

function now() {
  const real = RealDate.now();
  if (file && real - readAt > 100) {
    readAt = real;
    try {
      ahead = Number(readFileSync(file, 'utf8')) || 0;
    } catch {
      // No file yet: the clock is right.
    }
  }
  return real + ahead;
}

globalThis.Date = class ShiftedDate extends RealDate {
  constructor(...given) {
    if (given.length === 0) super(now());
    else super(...given);
  }
  static now() {
    return now();
  }
};
