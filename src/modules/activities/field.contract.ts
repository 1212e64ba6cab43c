import { z } from 'zod';
import { isDate } from '../../platform/dates.ts';
import { LocalText } from '../../platform/text.ts';
import { Code, Condition } from './condition.contract.ts';

const Words = z.array(z.string().min(1).max(200));

/** One answer of a choice. Labels and aliases are what an import recognises, in any letter case. */
export const Choice = z.strictObject({ code: Code, label: LocalText, aliases: Words.optional() });
export type Choice = z.infer<typeof Choice>;

const base = {
  code: Code,
  label: LocalText,
  help: LocalText.optional(),
  /** Column headers by which an import finds the field; the first one stands in templates. */
  headers: Words.min(1),
  required: z.boolean().optional(),
  /** The field is asked, and its value taken, only where this holds. */
  showIf: Condition.optional(),
};

const DayText = z.string().refine(isDate, 'must be a day YYYY-MM-DD');
const Count = z.int();

/** 'date' is a day; it may not be after today unless `allowFuture`, nor before the day in the field `notBefore`. */
const DateField = z.strictObject({
  ...base,
  type: z.literal('date'),
  earliest: DayText.optional(),
  notBefore: Code.optional(),
  allowFuture: z.boolean().optional(),
});
const TimeField = z.strictObject({ ...base, type: z.literal('time') });
const IntegerField = z.strictObject({
  ...base,
  type: z.literal('integer'),
  min: Count.optional(),
  max: Count.optional(),
  default: Count.optional(),
  unit: LocalText.optional(),
});
const DecimalField = z.strictObject({
  ...base,
  type: z.literal('decimal'),
  min: z.number().optional(),
  max: z.number().optional(),
  decimals: z.int().min(0).max(6),
  unit: LocalText.optional(),
});
/** `suggestions` are offered while typing and give the field one spelling; other text is welcome. */
const TextField = z.strictObject({
  ...base,
  type: z.enum(['text', 'longText']),
  maxLength: z.int().min(1).max(20_000),
  suggestions: z.array(LocalText).optional(),
});
const ChoiceField = z.strictObject({
  ...base,
  type: z.literal('choice'),
  choices: z.array(Choice).min(1),
  default: Code.optional(),
});
const ChoicesField = z.strictObject({ ...base, type: z.literal('choices'), choices: z.array(Choice).min(1) });
/** `words` are what an import takes for yes and no beside 'Có' and 'Không'. */
const BooleanField = z.strictObject({
  ...base,
  type: z.literal('boolean'),
  default: z.boolean().optional(),
  words: z.strictObject({ yes: Words, no: Words }),
});
/** A hamlet, an organisation in the commune, or the whole commune. `default: commune` fills in the caller's. */
const PlaceField = z.strictObject({
  ...base,
  type: z.literal('place'),
  default: z.literal('commune').optional(),
});
const CountsBySexField = z.strictObject({
  ...base,
  type: z.literal('countsBySex'),
  max: Count.optional(),
  unit: LocalText.optional(),
});

/** Pictures, each named by an identifier that whoever took it made; the pictures themselves come on their own. */
const PhotoField = z.strictObject({ ...base, type: z.literal('photo'), max: z.int().min(1).max(10) });
/** What somebody said, instead of writing it: one recording, named by its identifier. */
const VoiceField = z.strictObject({
  ...base,
  type: z.literal('voice'),
  maxSeconds: z.int().min(5).max(120),
});
/** A point on the earth, given by a tap of whoever is asked; `why` says beforehand what it is for. */
const GeopointField = z.strictObject({ ...base, type: z.literal('geopoint'), why: LocalText });

/** One question of a form. */
export const Field = z.discriminatedUnion('type', [
  DateField,
  TimeField,
  IntegerField,
  DecimalField,
  TextField,
  ChoiceField,
  ChoicesField,
  BooleanField,
  PlaceField,
  CountsBySexField,
  PhotoField,
  VoiceField,
  GeopointField,
]);
export type Field = z.infer<typeof Field>;
export type FieldOf<T extends Field['type']> = Extract<Field, { type: T }>;

/** What is taken where it happens and stands in no book: pictures, recordings, points. */
export type OnTheSpot = FieldOf<'photo' | 'voice' | 'geopoint'>;

export function isOnTheSpot(field: Field): field is OnTheSpot {
  return field.type === 'photo' || field.type === 'voice' || field.type === 'geopoint';
}

/** Where something happened: an area, or an organisation that sits in that area. */
export const PlaceValue = z.strictObject({ areaId: z.uuid(), organizationId: z.uuid().optional() });
export type PlaceValue = z.infer<typeof PlaceValue>;

export const CountsBySex = z.strictObject({ female: z.int().min(0), male: z.int().min(0) });
export type CountsBySex = z.infer<typeof CountsBySex>;

/** Degrees in WGS 84, as exact as about one metre; `accuracy` in metres, as the device says. */
export const GeoPoint = z.strictObject({
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
  accuracy: z.number().min(0).max(1_000_000),
});
export type GeoPoint = z.infer<typeof GeoPoint>;

/**
 * A value as it is stored and sent: dates, times, choices and texts as strings, decimals as exact decimal strings,
 * many-choice as a list of codes, pictures and recordings as a list of identifiers, nothing as an absent key (null is read as absent).
 */
export const EntryValue = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.array(z.string()),
  PlaceValue,
  CountsBySex,
  GeoPoint,
  z.null(),
]);
export type EntryValue = z.infer<typeof EntryValue>;

export const EntryValues = z.record(z.string(), EntryValue);
export type EntryValues = z.infer<typeof EntryValues>;
