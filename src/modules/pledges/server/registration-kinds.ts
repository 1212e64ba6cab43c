import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Problem } from '../../../platform/problems.ts';
import { SHIPPED_DATA } from '../../../reference/reference-data.ts';
import { RegistrationKind } from '../registration.contract.ts';

let shipped: readonly RegistrationKind[] | undefined;

/** The titles that can be registered for, in their order (data/registrations). Throws where a file is not right. */
export function registrationKinds(): readonly RegistrationKind[] {
  shipped ??= readKinds(path.join(SHIPPED_DATA, 'registrations'));
  return shipped;
}

/** The title of that code. Throws Problem `notFound`. */
export function getRegistrationKind(code: string): RegistrationKind {
  const found = registrationKinds().find((kind) => kind.code === code);
  if (!found) throw new Problem('notFound');
  return found;
}

function readKinds(folder: string): RegistrationKind[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return files
    .map((name) => RegistrationKind.parse(JSON.parse(readFileSync(path.join(folder, name), 'utf8'))))
    .toSorted((a, b) => a.order - b.order);
}
