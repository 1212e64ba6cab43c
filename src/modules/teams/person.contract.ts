import { z } from 'zod';
import { endpoint } from '../../platform/contract.ts';
import { normaliseLine } from '../../platform/text.ts';
import { Day } from '../areas/day.contract.ts';

/** One line of text as it is stored, at most so many characters; may be empty. */
export const line = (max: number) => z.string().max(max).transform(normaliseLine);
/** The same, never empty. */
export const filledLine = (max: number) => line(max).pipe(z.string().min(1));

export const Sex = z.enum(['female', 'male']).meta({ id: 'Sex' });
export type Sex = z.infer<typeof Sex>;

const BirthYear = z.number().int().min(1900).max(2100);

/** What is kept of somebody who serves: these four things and no more. */
export const PersonInput = z
  .strictObject({
    name: filledLine(120),
    contact: line(120).default(''),
    birthYear: BirthYear.nullable().default(null),
    sex: Sex.nullable().default(null),
  })
  .meta({ id: 'PersonInput' });
export type PersonInput = z.infer<typeof PersonInput>;

/** Contact and year of birth are null for whoever has no need of them. */
export const Person = z
  .strictObject({
    id: z.uuid(),
    areaId: z.uuid(),
    areaName: z.string(),
    name: z.string(),
    contact: z.string().nullable(),
    birthYear: z.number().int().nullable(),
    sex: Sex.nullable(),
    revision: z.number().int(),
  })
  .meta({ id: 'Person' });
export type Person = z.infer<typeof Person>;

/** Where somebody serves: a seat in a team or in a committee. */
export const Service = z
  .strictObject({
    kind: z.enum(['team', 'committee']),
    /** The team's or the committee's id. */
    id: z.uuid(),
    name: z.string(),
    areaName: z.string(),
    role: z.string(),
    from: Day,
    to: Day.nullable(),
  })
  .meta({ id: 'Service' });
export type Service = z.infer<typeof Service>;

export const PersonTraining = z
  .strictObject({ id: z.uuid(), teamId: z.uuid(), day: Day, topic: z.string(), hours: z.number().nullable() })
  .meta({ id: 'PersonTraining' });

export const PersonDetail = Person.extend({
  services: z.array(Service),
  trainings: z.array(PersonTraining),
  can: z.strictObject({ edit: z.boolean(), remove: z.boolean() }),
}).meta({ id: 'PersonDetail' });
export type PersonDetail = z.infer<typeof PersonDetail>;

const PersonId = z.object({ id: z.uuid() });

export const listPersons = endpoint({
  method: 'GET',
  path: '/api/v1/persons',
  summary:
    'People who serve in teams and committees, found by any spelling of their name; each reading is logged',
  access: 'persons.read',
  query: z.strictObject({
    /** Part of the name, with or without diacritics. */
    q: z.string().trim().min(1).max(120),
    /** An area and everything that hangs under it today. */
    areaId: z.uuid().optional(),
    limit: z.coerce.number().int().min(1).max(100).default(30),
  }),
  output: z.strictObject({
    persons: z.array(Person.extend({ services: z.array(Service) }).meta({ id: 'PersonHit' })),
    more: z.boolean(),
  }),
});

export const getPerson = endpoint({
  method: 'GET',
  path: '/api/v1/persons/:id',
  summary: 'One person with the teams and committees, and the trainings',
  access: 'persons.read',
  params: PersonId,
  output: PersonDetail,
});

export const changePerson = endpoint({
  method: 'PATCH',
  path: '/api/v1/persons/:id',
  summary: 'Correct what is kept of a person, or the home area',
  access: 'teams.write',
  params: PersonId,
  body: z.strictObject({
    baseRevision: z.number().int(),
    person: PersonInput,
    areaId: z.uuid().optional(),
  }),
  output: PersonDetail,
});

export const mergePersons = endpoint({
  method: 'POST',
  path: '/api/v1/persons/:id/merge',
  summary: 'Two entries are one person: the seats and trainings of the other one become this one’s',
  access: 'teams.write',
  params: PersonId,
  body: z.strictObject({ otherId: z.uuid() }),
  output: PersonDetail,
});

export const removePerson = endpoint({
  method: 'DELETE',
  path: '/api/v1/persons/:id',
  summary: 'Remove somebody who never served anywhere',
  access: 'teams.write',
  params: PersonId,
  output: 'none',
  status: 204,
});
