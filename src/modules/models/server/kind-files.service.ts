import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { foldText } from '../../../platform/text.ts';
import { SHIPPED_DATA } from '../../../reference/reference-data.ts';
import { ModelKindFile } from '../model-kind.contract.ts';

let shipped: readonly ModelKindFile[] | undefined;

/** The kinds of model that ship with the program, in their order, read once. Throws Error naming file and field. */
export function shippedKinds(): readonly ModelKindFile[] {
  shipped ??= readKinds(path.join(SHIPPED_DATA, 'models'));
  return shipped;
}

/** Reads the kinds of a folder. Throws Error naming file and field, and where two kinds share a name. */
export function readKinds(folder: string): readonly ModelKindFile[] {
  const kinds = readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .toSorted()
    .map((name) => readKind(path.join(folder, name)));
  const names = new Map<string, string>();
  for (const kind of kinds) {
    for (const name of new Set([kind.name.vi, ...kind.aliases].map(foldText))) {
      const other = names.get(name);
      if (other !== undefined)
        throw new Error(`${folder}: ${kind.code} and ${other} are both called “${name}”`);
      names.set(name, kind.code);
    }
  }
  return kinds.toSorted((a, b) => a.order - b.order);
}

function readKind(file: string): ModelKindFile {
  const parsed = ModelKindFile.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (parsed.success && `${parsed.data.code}.json` === path.basename(file)) return parsed.data;
  const [issue] = parsed.error?.issues ?? [];
  throw new Error(
    `${file}: ${issue?.path.join('.') || 'code'}: ${issue?.message ?? 'must be the name of the file'}`,
  );
}

/** What people read for the folded name of a shipped kind; undefined for a name of a province's own. */
export function shippedKindName(folded: string): { vi: string; en: string } | undefined {
  return shippedKinds().find((kind) => foldText(kind.name.vi) === folded)?.name;
}
