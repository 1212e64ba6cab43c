import { type Logger, pino } from 'pino';
import type { Config } from './config.ts';

/** Structured logs, one JSON object a line on standard error; no personal data goes in. */
export function makeLogger(level: Config['logLevel']): Logger {
  return pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ dest: 2, sync: true }),
  );
}
