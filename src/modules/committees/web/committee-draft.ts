import { v7 as uuidv7 } from 'uuid';
import type { EntryRow } from '../../../ui/grid/entry.rules.ts';
import type { AreaChoice } from '../../figures/web/useFigureAreas.ts';
import type { Person } from '../../teams/person.contract.ts';
import { type Committee, type CommitteeKind, SeatRole } from '../committees.contract.ts';
import type { GivenCommittee } from './useCommittees.ts';

/** A committee as it is typed. */
export interface CommitteeDraft {
  readonly area: AreaChoice | null;
  readonly kind: CommitteeKind;
  readonly name: string;
  readonly standingBody: string;
  readonly decision: string;
  readonly foundedOn: string;
  readonly endedOn: string;
  readonly endReason: string;
  readonly note: string;
  readonly seats: readonly EntryRow[];
  /** Who of those known already sits in which row. */
  readonly known: ReadonlyMap<string, Pick<Person, 'id' | 'name'>>;
  readonly sites: readonly { readonly id: string; readonly name: string }[];
  readonly tasks: readonly EntryRow[];
}

/** An empty row of the grid of members. */
export const seatRow = (from: string, role: SeatRole = 'member'): EntryRow => ({
  id: uuidv7(),
  values: { role, from },
});
export const taskRow = (): EntryRow => ({ id: uuidv7(), values: {} });

export function emptyCommittee(today: string, area: AreaChoice | null): CommitteeDraft {
  return {
    area,
    kind: 'steeringCommittee',
    name: '',
    standingBody: '',
    decision: '',
    foundedOn: today,
    endedOn: '',
    endReason: '',
    note: '',
    seats: [seatRow(today, 'head'), seatRow(today, 'standingDeputy'), seatRow(today)],
    known: new Map(),
    sites: [],
    tasks: [taskRow()],
  };
}

export function draftOf(committee: Committee): CommitteeDraft {
  const { kind, name, standingBody, decision, foundedOn, endedOn, endReason, note } = committee;
  return {
    ...{ kind, name, standingBody, decision, foundedOn, endReason, note },
    endedOn: endedOn ?? '',
    area: { id: committee.areaId, name: committee.areaName, note: '' },
    seats: committee.seats.map(({ id, person, role, office, from, to }) => ({
      id,
      values: { name: person.name, role, office, from, to: to ?? '' },
    })),
    known: new Map(committee.seats.map(({ id, person }) => [id, { id: person.id, name: person.name }])),
    sites: committee.models.map((model) => ({ id: model.id, name: `${model.name}, ${model.areaName}` })),
    tasks: [
      ...committee.tasks.map(({ id, title, dueOn, doneOn, personId, note: taskNote }) => ({
        id,
        values: { title, dueOn: dueOn ?? '', doneOn: doneOn ?? '', personId: personId ?? '', note: taskNote },
      })),
      taskRow(),
    ],
  };
}

/** Rows in which this column is filled in. */
export const filled = (rows: readonly EntryRow[], key: string): readonly EntryRow[] =>
  rows.filter((row) => (row.values[key] ?? '').trim() !== '');

/** The person of a row: another name typed over somebody known is somebody else. */
export function personOf(draft: CommitteeDraft, row: EntryRow): Pick<Person, 'id' | 'name'> | undefined {
  const known = draft.known.get(row.id);
  return known?.name === row.values.name ? known : undefined;
}

/** The draft as it is put in. */
export function committeeInput(draft: CommitteeDraft): GivenCommittee {
  const { area, kind, name, standingBody, decision, foundedOn, endedOn, endReason, note } = draft;
  const sitting = new Set(filled(draft.seats, 'name').map((row) => personOf(draft, row)?.id ?? row.id));
  return {
    ...{ areaId: area?.id ?? '', kind, name, standingBody, decision, foundedOn, endReason, note },
    endedOn: endedOn || null,
    seats: filled(draft.seats, 'name').map((row) => {
      const { values } = row;
      const person = personOf(draft, row);
      return {
        id: row.id,
        personId: person?.id ?? row.id,
        ...(person ? {} : { newPerson: { name: values.name ?? '' } }),
        role: SeatRole.catch('member').parse(values.role),
        office: values.office ?? '',
        from: values.from ?? '',
        to: values.to || null,
      };
    }),
    siteIds: draft.sites.map((site) => site.id),
    tasks: filled(draft.tasks, 'title').map(({ id, values }) => ({
      id,
      title: values.title ?? '',
      dueOn: values.dueOn || null,
      doneOn: values.doneOn || null,
      personId: values.personId && sitting.has(values.personId) ? values.personId : null,
      note: values.note ?? '',
    })),
  };
}
