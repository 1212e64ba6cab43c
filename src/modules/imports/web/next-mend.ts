const PREFIX = 'mend-';

/** The id of the field that mends one thing, so that the next one can be found in the order of the page. */
export function mendId(key: string): string {
  return PREFIX + key.replaceAll(/\s+/gu, '_');
}

/** Remembers what comes after a field; call what it gives once the field is done with. */
export function afterMend(id: string): () => void {
  const all = [...document.querySelectorAll<HTMLElement>(`[id^="${PREFIX}"]:is(input, select)`)].map(
    (element) => element.id,
  );
  const next = all[all.indexOf(id) + 1];
  return () => {
    // After the page was drawn anew, because what is done with may have gone.
    requestAnimationFrame(() => {
      const target = next === undefined ? null : document.getElementById(next);
      target?.focus();
      if (target instanceof HTMLInputElement) target.select();
    });
  };
}
