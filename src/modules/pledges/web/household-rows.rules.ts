import type { EntryColumn, EntryRow } from '../../../ui/grid/entry.rules.ts';
import type { HouseholdInput } from '../household.contract.ts';

interface Words {
  readonly houseNumber: string;
  readonly people: string;
  readonly contactName: string;
  readonly contactPhone: string;
  readonly isRegular: string;
  readonly yes: string;
  readonly no: string;
}

/** The columns of the table in which households are typed or pasted. */
export function householdColumns(words: Words): readonly EntryColumn[] {
  return [
    { key: 'houseNumber', label: words.houseNumber, kind: 'text', width: 10 },
    { key: 'people', label: words.people, kind: 'integer', max: 200 },
    { key: 'contactName', label: words.contactName, kind: 'text', width: 15 },
    { key: 'contactPhone', label: words.contactPhone, kind: 'text', width: 9 },
    {
      key: 'regular',
      label: words.isRegular,
      kind: 'choice',
      choices: [
        { value: 'yes', label: words.yes, also: ['x', '1', 'thường xuyên', 'có', 'yes'] },
        { value: 'no', label: words.no, also: ['0', 'không', 'không thường xuyên', 'vắng', 'no'] },
      ],
    },
  ];
}

/** Whether somebody has typed into the row: the answer that stands there from the beginning does not count. */
export function isTyped(row: EntryRow): boolean {
  return Object.entries(row.values).some(([key, value]) => key !== 'regular' && value.trim() !== '');
}

/** The row as it is sent. An empty answer to "lives here regularly" is yes: most do. */
export function householdOf({ id, values }: EntryRow): HouseholdInput {
  return {
    id,
    houseNumber: values.houseNumber ?? '',
    people: values.people ? Number(values.people) : null,
    contactName: values.contactName ?? '',
    contactPhone: values.contactPhone ?? '',
    regular: values.regular !== 'no',
  };
}
