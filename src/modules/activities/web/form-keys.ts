import type { KeyboardEvent } from 'react';

const stops = 'input:not([tabindex="-1"]), select, textarea, button[type="submit"]';

/** Keys of a form: Enter goes to the next field (new line in long text), Ctrl+Enter sends. */
export function onFormKeys(event: KeyboardEvent<HTMLFormElement>, send: () => void): void {
  if (event.key !== 'Enter' || event.defaultPrevented) return;
  const { target, currentTarget: form } = event;
  if (event.ctrlKey || event.metaKey) {
    event.preventDefault();
    send();
    return;
  }
  if (!(target instanceof HTMLInputElement || target instanceof HTMLSelectElement)) return;
  // The list of a combobox is open: Enter takes what is marked.
  if (target.getAttribute('aria-expanded') === 'true' && target.getAttribute('aria-activedescendant')) return;
  event.preventDefault();
  const fields = [...form.querySelectorAll<HTMLElement>(stops)].filter((each) => isOwnStop(each, target));
  fields[fields.indexOf(target) + 1]?.focus();
}

/** A group of radio buttons is one stop: the chosen one, or the first. */
function isOwnStop(each: HTMLElement, here: HTMLElement): boolean {
  if (each === here || !(each instanceof HTMLInputElement) || each.type !== 'radio') return true;
  if (here instanceof HTMLInputElement && here.type === 'radio' && here.name === each.name) return false;
  const group = [...document.getElementsByName(each.name)] as HTMLInputElement[];
  return each === (group.find((one) => one.checked) ?? group[0]);
}

/** The first input that says by itself that it can't read what was typed; `known` are errors said from outside. */
export function unreadableField(form: HTMLElement, known: ReadonlySet<string>): HTMLElement | undefined {
  const marked = [...form.querySelectorAll<HTMLElement>('input[aria-invalid="true"]')];
  return marked.find((input) => !known.has(input.id));
}
