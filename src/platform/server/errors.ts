import type { FastifyBaseLogger } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { type FieldProblem, Problem, type ProblemCode } from '../problems.ts';

/** Database errors that say something about the request, by SQLSTATE. Translated here, once. */
const sqlStates: Record<string, ProblemCode> = {
  '23505': 'alreadyExists',
  '23503': 'notFound',
  '23514': 'invalidInput',
  '23P01': 'alreadyExists',
  // A character, a number or a day that the database can not hold.
  '22021': 'badRequest',
  '22P05': 'badRequest',
  '22003': 'invalidInput',
  '22007': 'invalidInput',
  '22008': 'invalidInput',
  '22P02': 'badRequest',
  '42501': 'outOfArea',
  '40001': 'conflict',
  '40P01': 'conflict',
  '53100': 'diskFull',
  '53300': 'unavailable',
  '57P01': 'unavailable',
  '57P03': 'unavailable',
  ECONNREFUSED: 'unavailable',
  ECONNRESET: 'unavailable',
  ENOSPC: 'diskFull',
};

/** Turns whatever was thrown into a Problem; what is our own fault is logged, without the data of people. */
export function toProblem(error: unknown, log: FastifyBaseLogger): Problem {
  if (error instanceof Problem) return error;
  if (hasZodFastifySchemaValidationErrors(error))
    return new Problem('invalidInput', { fields: validationFields(error.validation) });
  const known = error as {
    code?: string;
    statusCode?: number;
    constraint?: string;
    stack?: string;
    name?: string;
  };
  const bySqlState = known.code === undefined ? undefined : sqlStates[known.code];
  if (bySqlState) {
    log.info({ code: known.code, constraint: known.constraint }, 'refused by the database');
    return new Problem(bySqlState);
  }
  if (
    /Connection terminated|timeout exceeded when trying to connect/.test(String((error as Error)?.message))
  ) {
    return new Problem('unavailable');
  }
  if (known.statusCode === 413) return new Problem('tooLarge');
  if (known.statusCode !== undefined && known.statusCode < 500) return new Problem('badRequest');
  // The message of a database error may carry values; its code and place do not.
  const place = known.stack
    ?.split('\n')
    .filter((line) => line.trimStart().startsWith('at '))
    .slice(0, 6);
  const message = known.code === undefined ? (error as Error)?.message : undefined;
  log.error(
    { code: known.code, name: known.name, constraint: known.constraint, message, place },
    'unexpected error',
  );
  return new Problem('internal');
}

function validationFields(
  issues: readonly { instancePath?: string; message?: string | undefined; keyword?: string }[],
): FieldProblem[] {
  return issues.map((issue) => ({
    path: (issue.instancePath ?? '').replace(/^\//, '').replaceAll('/', '.'),
    code: issue.keyword ?? 'invalid',
    ...(issue.message ? { expected: { vi: issue.message, en: issue.message } } : {}),
  }));
}
