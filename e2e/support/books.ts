import { createHash } from 'node:crypto';
import { expect } from '@playwright/test';
import sharp from 'sharp';
import type { Office } from './office.ts';

interface Stored {
  readonly id: string;
  readonly form: string;
  readonly day: string;
  readonly values: Record<string, unknown>;
}

/** Everything that stands in a book over a window. */
async function recordsOf(
  office: Office,
  form: string,
  window: { from: string; to: string },
): Promise<Stored[]> {
  const found: Stored[] = [];
  for (let cursor = ''; ; ) {
    const query = new URLSearchParams({ form, ...window, limit: '200', ...(cursor ? { cursor } : {}) });
    const page = await office.call<{ items: Stored[]; next: string | null }>('GET', `activities?${query}`);
    found.push(...page.items);
    if (page.next === null) return found;
    cursor = page.next;
  }
}

/** The books over a window, a line for each record. */
export async function booksOf(office: Office, window: { from: string; to: string }): Promise<string[]> {
  const records = [
    ...(await recordsOf(office, 'patrol', window)),
    ...(await recordsOf(office, 'mediation', window)),
  ];
  return records.map(({ form, day, values }) => {
    const { startTime, content, note } = values as Record<string, string | undefined>;
    return [form, day, startTime ?? '', content ?? note ?? ''].join(' ');
  });
}

/** The SHA-256 of what the program hands out for each picture of the window, by the words of its entry. */
export async function picturesOf(
  office: Office,
  window: { from: string; to: string },
): Promise<[string, string][]> {
  const found: [string, string][] = [];
  for (const { id, values } of await recordsOf(office, 'patrol', window)) {
    if (!Array.isArray(values.photos)) continue;
    const { items } = await office.call<{ items: { id: string; state: string }[] }>(
      'GET',
      `activities/${id}/attachments`,
    );
    for (const one of items.filter(({ state }) => state === 'arrived')) {
      const bytes = await office.file(`attachments/${one.id}`);
      expect((await sharp(bytes).metadata()).exif).toBeUndefined();
      found.push([String(values.content), createHash('sha256').update(bytes).digest('hex')]);
    }
  }
  return found;
}
