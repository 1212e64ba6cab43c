import { useRouter, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import type { z } from 'zod';

/** What stands behind the ? of an address: plain texts, a list where a name stands several times. */
export type SearchTexts = Readonly<Record<string, string | readonly string[] | undefined>>;

/** `?form=patrol&state=draft&state=returned` → texts; nothing is turned into numbers or JSON. */
export function parseSearch(text: string): Record<string, string | string[]> {
  const found: Record<string, string | string[]> = {};
  for (const [key, value] of new URLSearchParams(text)) {
    const before = found[key];
    found[key] = before === undefined ? value : Array.isArray(before) ? [...before, value] : [before, value];
  }
  return found;
}

/** The other way: '' where nothing is given; empty values are left out, so that a plain view has a plain address. */
export function stringifySearch(search: Readonly<Record<string, unknown>>): string {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(search)) {
    for (const each of Array.isArray(value) ? value : [value]) {
      if (each !== undefined && each !== null && each !== '') params.append(key, String(each));
    }
  }
  const text = params.toString();
  return text === '' ? '' : `?${text}`;
}

/**
 * The view of a page as its address says it, through the page's own schema (all texts: use z.coerce for numbers, a
 * union or preprocess for lists). What the schema refuses is dropped, so that an old link still opens.
 * `change` puts new values into the address: undefined and '' take a value out; `replace` writes no history entry.
 */
export function usePageSearch<S extends z.ZodObject>(
  schema: S,
): [z.output<S>, (change: Partial<Record<keyof z.output<S>, unknown>>, how?: { replace?: boolean }) => void] {
  const router = useRouter();
  const given = useSearch({ strict: false }) as Record<string, unknown>;
  const text = stringifySearch(given);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text is the value of `given`
  const value = useMemo(() => readSearch(schema, given), [schema, text]);
  const change = useCallback(
    (patch: Partial<Record<keyof z.output<S>, unknown>>, how: { replace?: boolean } = {}) => {
      const { pathname, search } = router.history.location;
      const href = pathname + stringifySearch({ ...parseSearch(search), ...patch });
      if (how.replace) router.history.replace(href);
      else router.history.push(href);
    },
    [router],
  );
  return [value, change];
}

/** The schema's view of what was given, without the values that it refuses. */
export function readSearch<S extends z.ZodObject>(schema: S, given: Record<string, unknown>): z.output<S> {
  const first = schema.safeParse(given);
  if (first.success) return first.data;
  const refused = new Set(first.error.issues.map((issue) => issue.path[0]));
  return schema.parse(Object.fromEntries(Object.entries(given).filter(([key]) => !refused.has(key))));
}
