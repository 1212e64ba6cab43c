import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeAudit } from './audit.ts';
import { system } from './caller.ts';
import { type Context, inTransaction, makeClock } from './context.ts';
import { startTestApp, type TestApp } from './testing/app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

const options = { caller: system, access: 'signedIn', clock: makeClock() } as const;

function transact<T>(work: (context: Context) => Promise<T>): Promise<T> {
  return inTransaction(app.database.db, options, work);
}

const line = (action: string) => ({ action, subject: 'test', subjectId: '1' });

async function linesOf(action: string): Promise<number> {
  const found = await transact(({ tx }) =>
    sql<{ n: number }>`select count(*)::int as n from audit_entry where action = ${action}`.execute(tx),
  );
  return found.rows[0]?.n ?? 0;
}

test('what is sent ahead is stored with the transaction', async () => {
  await transact(async ({ tx }) => {
    await writeAudit(tx, 'system', line('test.first'));
    await writeAudit(tx, 'system', line('test.first'));
  });
  expect(await linesOf('test.first')).toBe(2);
});

test('where it fails, nobody hears of success: the commit fails with its error and nothing is stored', async () => {
  const inAnothersName = transact(async ({ tx }) => {
    await writeAudit(tx, 'system', line('test.second'));
    await writeAudit(tx, uuidv7(), line('test.second'));
  });
  await expect(inAnothersName).rejects.toThrow(/row-level security/);
  expect(await linesOf('test.second')).toBe(0);
});

test('a statement behind it fails with its error too, and the connection serves on', async () => {
  for (let round = 0; round < 20; round += 1) {
    const read = transact(async ({ tx }) => {
      await writeAudit(tx, uuidv7(), line('test.third'));
      await sql`select 1`.execute(tx);
    });
    await expect(read).rejects.toThrow(/row-level security/);
  }
  expect(await linesOf('test.third')).toBe(0);
});

test('a transaction that gives up after it leaves nothing behind, for itself or for the next one', async () => {
  const givenUp = transact(async ({ tx }) => {
    await writeAudit(tx, uuidv7(), line('test.fourth'));
    throw new Error('given up');
  });
  await expect(givenUp).rejects.toThrow('given up');
  expect(await linesOf('test.fourth')).toBe(0);
});

test('a long statement that is sent ahead runs before what follows it, and its failure is heard', async () => {
  const insert = (
    action: string,
  ) => sql`/* ahead */ insert into audit_entry (id, caller, action, subject, subject_id)
    select ${uuidv7()}::uuid, 'system', ${action}::text, 'test', '1' from generate_series(1, ${action === 'test.fifth' ? 1 : 2}::int)`;
  const counted = await transact(async ({ tx }) => {
    await insert('test.fifth').execute(tx);
    const found = await sql<{
      n: number;
    }>`select count(*)::int as n from audit_entry where action = 'test.fifth'`.execute(tx);
    return found.rows[0]?.n;
  });
  expect(counted).toBe(1);
  await expect(transact(({ tx }) => insert('test.sixth').execute(tx))).rejects.toThrow(/duplicate key/);
  expect(await linesOf('test.sixth')).toBe(0);
});

test('many transactions at once keep their callers apart', async () => {
  const names = await Promise.all(
    Array.from({ length: 60 }, async (_, n) => {
      const caller = { ...system, id: `caller-${n}` };
      return inTransaction(app.database.db, { ...options, caller }, async ({ tx }) => {
        const found = await sql<{ name: string }>`select caller_id() as name`.execute(tx);
        return found.rows[0]?.name;
      });
    }),
  );
  expect(names).toEqual(names.map((_, n) => `caller-${n}`));
});
