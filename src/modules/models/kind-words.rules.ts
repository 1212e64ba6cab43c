import { v5 as uuidv5 } from 'uuid';
import { foldText, normaliseLine, stripDiacritics } from '../../platform/text.ts';
import type { ModelKindDefinition } from './model-kind.contract.ts';

const namespace = '6b0a57a5-5d55-5d1c-8f53-9e3ad1e2f7c4';

/** The identifier of a kind that ships with the program: the same in every installation. */
export function shippedKindId(code: string): string {
  return uuidv5(`modelKind:${code}`, namespace);
}

/** All folded names by which a kind is found in books, each once. */
export function kindNames(definition: Pick<ModelKindDefinition, 'name' | 'aliases'>): string[] {
  return [...new Set([definition.name.vi, ...definition.aliases].map(foldText))].filter(Boolean);
}

/** What a search looks through: names and aim, without diacritics. */
export function kindSearchText(definition: ModelKindDefinition): string {
  const { name, aliases, aim } = definition;
  return [name.vi, name.en, ...aliases, aim.vi].map(stripDiacritics).join(' | ');
}

/** The words of a search, as they stand in search texts: letters and digits only. */
export function searchWords(q: string): string[] {
  return stripDiacritics(q)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .slice(0, 8);
}

/** The definition of a kind of which only the name is known, from a row of a book. */
export function namedKind(name: string): ModelKindDefinition {
  const vi = normaliseLine(name);
  return {
    name: { vi, en: vi },
    aliases: [],
    aim: {
      vi: 'Loại mô hình ghi theo sổ của địa phương; chưa có mô tả.',
      en: 'A kind named in a local register; not described yet.',
    },
    subjects: ['hamlet'],
    legalBasis: [],
    coreForces: [],
    steps: [],
    checklist: [],
    forms: ['patrol', 'meeting', 'outreach', 'mediation', 'training'],
    rule: {
      needs: [
        {
          forms: ['patrol', 'meeting', 'outreach', 'mediation', 'training', 'check'],
          count: 1,
          withinDays: 90,
        },
      ],
      looksBelow: true,
      checkEveryMonths: 6,
      reviewEveryMonths: 6,
    },
    sources: [],
  };
}
