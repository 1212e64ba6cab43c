import { z } from 'zod';
import { endpoint } from '../../platform/contract.ts';
import { LocalText, normaliseLines } from '../../platform/text.ts';
import { AreaId } from '../areas/areas.contract.ts';
import { Day } from '../areas/day.contract.ts';
import { IndicatorCode } from '../figures/indicator.contract.ts';

const Year = z.coerce.number().int().min(2010).max(2100);
const Scheme = z.string().max(40).default('ADMIN_0915');

/** sum: what happens within the year; growth: what comes on top of a stock; level: what a stock or a rate is in the end. */
export const TargetMeasure = z.enum(['sum', 'growth', 'level']).meta({ id: 'TargetMeasure' });
export type TargetMeasure = z.infer<typeof TargetMeasure>;

export const TargetDirection = z.enum(['atLeast', 'atMost']).meta({ id: 'TargetDirection' });
export type TargetDirection = z.infer<typeof TargetDirection>;

/** notBegun; met; onTrack: not behind the calendar; behind; missed: the year is over. */
export const TargetState = z
  .enum(['notBegun', 'met', 'onTrack', 'behind', 'missed'])
  .meta({ id: 'TargetState' });
export type TargetState = z.infer<typeof TargetState>;

export const TargetAnswer = z
  .strictObject({ id: z.uuid(), reason: z.string(), madeOn: Day, madeBy: z.string() })
  .meta({ id: 'TargetAnswer' });
export type TargetAnswer = z.infer<typeof TargetAnswer>;

/** A target of one unit and how far it has come today. Amounts of rates are shares (0.7 is 70 per cent). */
export const TargetLine = z
  .strictObject({
    id: z.uuid(),
    areaId: z.uuid(),
    areaName: z.string(),
    givenByAreaId: z.uuid(),
    givenByName: z.string(),
    amount: z.number(),
    /** What counts towards it until today; null where a rate has nothing to be a rate of. */
    value: z.number().nullable(),
    /** The share of the target that is reached; null where there is no value. */
    progress: z.number().nullable(),
    /** What the calendar asks for today. */
    expected: z.number(),
    /** What it comes to on the last day if it goes on as it has. */
    forecast: z.number().nullable(),
    state: TargetState,
    /** Among the units of the same target, 1 the furthest; equal ones share a rank. */
    rank: z.int(),
    metOn: Day.nullable(),
    version: z.int(),
    /** The latest reason that the unit gave. */
    answer: TargetAnswer.nullable(),
    can: z.strictObject({ answer: z.boolean() }),
  })
  .meta({ id: 'TargetLine' });
export type TargetLine = z.infer<typeof TargetLine>;

/** One target for many units. */
export const TargetBoard = z
  .strictObject({
    indicator: IndicatorCode,
    name: LocalText,
    unit: LocalText,
    display: z.enum(['number', 'percent']),
    decimals: z.int(),
    scheme: z.string(),
    schemeName: LocalText,
    from: Day,
    to: Day,
    measure: TargetMeasure,
    direction: TargetDirection,
    /** The share of the year that has passed, today included. */
    elapsed: z.number(),
    /** How many units have met it, are on track, behind … */
    states: z.record(TargetState, z.int()),
    lines: z.array(TargetLine),
  })
  .meta({ id: 'TargetBoard' });
export type TargetBoard = z.infer<typeof TargetBoard>;

export const readTargets = endpoint({
  method: 'GET',
  path: '/api/v1/targets',
  summary:
    'Targets that an area gave its units in a year, and those that it was given, with progress and forecast',
  access: 'targets.read',
  query: z.strictObject({ areaId: z.uuid(), year: Year }),
  output: z.strictObject({
    today: Day,
    given: z.array(TargetBoard),
    received: z.array(TargetBoard),
    can: z.strictObject({ give: z.boolean() }),
  }),
});

/** The units that can be given a target, and by which indicators. */
export const readTargetChoices = endpoint({
  method: 'GET',
  path: '/api/v1/targets/choices',
  summary: 'Which units and indicators an area can give targets for',
  access: 'targets.read',
  query: z.strictObject({ areaId: z.uuid() }),
  output: z.strictObject({
    units: z.array(z.strictObject({ areaId: z.uuid(), areaName: z.string() })),
    indicators: z.array(
      z.strictObject({
        code: IndicatorCode,
        group: LocalText,
        name: LocalText,
        unit: LocalText,
        display: z.enum(['number', 'percent']),
        measures: z.array(TargetMeasure),
        direction: TargetDirection,
      }),
    ),
    schemes: z.array(z.strictObject({ code: z.string(), name: LocalText })),
  }),
});

export const giveTargets = endpoint({
  method: 'PUT',
  path: '/api/v1/targets',
  summary:
    'Give units a target for a year, change it, or take it back (amount null); `baseVersion` is the one that was read, 0 where there was none. Where somebody else changed some meanwhile nothing is written, and `changed` names the units',
  access: 'targets.write',
  body: z.strictObject({
    areaId: z.uuid(),
    indicator: IndicatorCode,
    year: Year,
    scheme: Scheme,
    measure: TargetMeasure,
    direction: TargetDirection.default('atLeast'),
    targets: z
      .array(
        z.strictObject({
          areaId: z.uuid(),
          amount: z.number().min(0).max(1e12).nullable(),
          baseVersion: z.int().min(0),
        }),
      )
      .min(1)
      .max(500),
  }),
  output: z.strictObject({ given: z.int(), removed: z.int() }),
});

export const answerTarget = endpoint({
  method: 'PUT',
  path: '/api/v1/targets/:id/answers/:answerId',
  summary: 'Say why a target is behind and what will be done',
  access: 'targets.answer',
  params: AreaId.extend({ answerId: z.uuid() }),
  body: z.strictObject({
    reason: z.string().max(2000).transform(normaliseLines).pipe(z.string().min(3)),
  }),
  output: TargetAnswer,
});

export const listTargetAnswers = endpoint({
  method: 'GET',
  path: '/api/v1/targets/:id/answers',
  summary: 'Everything that a unit has said about a target, latest first',
  access: 'targets.read',
  params: AreaId,
  output: z.strictObject({ answers: z.array(TargetAnswer) }),
});
