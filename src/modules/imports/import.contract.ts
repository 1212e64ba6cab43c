import { z } from 'zod';
import { LocalText } from '../../platform/text.ts';
import { Day } from '../areas/day.contract.ts';
import { OrganizationKind } from '../areas/organizations.contract.ts';

/** Larger files are refused before they are read. */
export const MAX_IMPORT_BYTES = 200 * 1024 * 1024;

export const ImportState = z
  .enum(['uploaded', 'checking', 'checked', 'committing', 'committed', 'undone', 'failed'])
  .meta({ id: 'ImportState' });
export type ImportState = z.infer<typeof ImportState>;

/**
 * accepted: becomes a record on commit. problem: has to be mended first. duplicate: equal to an earlier row of the sheet.
 * known: a record already, by an earlier import. left: a person left it out.
 */
export const ImportRowState = z
  .enum(['accepted', 'problem', 'duplicate', 'known', 'left'])
  .meta({ id: 'ImportRowState' });
export type ImportRowState = z.infer<typeof ImportRowState>;

/** What is wrong with one cell. `column` is the header as it stands in the sheet. */
export const ImportProblem = z
  .object({
    column: z.string(),
    code: z.string(),
    found: z.string(),
    expected: LocalText,
    /** Names of places that look like what was written. */
    near: z.array(z.string()).optional(),
  })
  .meta({ id: 'ImportProblem' });
export type ImportProblem = z.infer<typeof ImportProblem>;

export const ImportColumn = z
  .object({
    header: z.string(),
    /** The field that it fills; null: kept as notes; '#': running number; '!': our own column of problems. */
    field: z.string().nullable(),
    /** Why it is not kept at all. */
    refused: LocalText.optional(),
  })
  .meta({ id: 'ImportColumn' });

export const ImportSheet = z
  .object({
    /** Place in the file, from 0; names the sheet in other requests. */
    position: z.int(),
    sheet: z.string(),
    /** A form's code, 'hamlets', 'reportedFigures', or null for a sheet that is nothing we know. */
    kind: z.string().nullable(),
    kindName: LocalText.nullable(),
    headerRow: z.int().nullable(),
    columns: z.array(ImportColumn),
    /** Columns that are asked for and not there. */
    missing: z.array(z.string()),
    dataRows: z.int(),
    accepted: z.int(),
    problemRows: z.int(),
    duplicates: z.int(),
    alreadyKnown: z.int(),
    leftOut: z.int(),
    committed: z.boolean(),
  })
  .meta({ id: 'ImportSheet' });
export type ImportSheet = z.infer<typeof ImportSheet>;

/** A hamlet or organisation that the commit will add (or has added). */
export const ImportPlace = z
  .object({
    id: z.uuid(),
    kind: z.enum(['hamlet', 'organization']),
    organizationKind: OrganizationKind.nullable(),
    name: z.string(),
    origin: z.enum(['sheet', 'words', 'person']),
    made: z.boolean(),
  })
  .meta({ id: 'ImportPlace' });
export type ImportPlace = z.infer<typeof ImportPlace>;

export const ImportProgress = z
  .object({
    phase: z.enum(['checking', 'committing']).optional(),
    sheet: z.string().optional(),
    /** Rows done and, where it is known, rows in all. */
    rows: z.int().optional(),
    total: z.int().optional(),
  })
  .meta({ id: 'ImportProgress' });
export type ImportProgress = z.infer<typeof ImportProgress>;

/** Why a file could not be read to its end or taken in. */
export const ImportFailure = z
  .object({
    code: z.string(),
    text: LocalText,
    sheet: z.string().optional(),
    row: z.int().optional(),
  })
  .meta({ id: 'ImportFailure' });
export type ImportFailure = z.infer<typeof ImportFailure>;

export const ImportSummary = z
  .object({
    id: z.uuid(),
    areaId: z.uuid(),
    areaName: z.string(),
    fileName: z.string(),
    fileSize: z.int(),
    state: ImportState,
    dataRows: z.int(),
    accepted: z.int(),
    problemRows: z.int(),
    duplicates: z.int(),
    alreadyKnown: z.int(),
    leftOut: z.int(),
    createdBy: z.string(),
    createdByName: z.string(),
    createdAt: z.string(),
    committedAt: z.string().nullable(),
    undoneAt: z.string().nullable(),
  })
  .meta({ id: 'ImportSummary' });
export type ImportSummary = z.infer<typeof ImportSummary>;

/** Everything about one import but its rows. */
export const Import = ImportSummary.extend({
  progress: ImportProgress,
  failure: ImportFailure.nullable(),
  /** The day on which households and people of the list of hamlets count; null where there is no such list. */
  profileDay: Day.nullable(),
  profileDayGiven: z.boolean(),
  sheets: z.array(ImportSheet),
  hamletsToAdd: z.array(ImportPlace),
  organizationsToAdd: z.array(ImportPlace),
  can: z.object({ mend: z.boolean(), commit: z.boolean(), undo: z.boolean(), remove: z.boolean() }),
}).meta({ id: 'Import' });
export type Import = z.infer<typeof Import>;

export const ImportRow = z
  .object({
    position: z.int(),
    sheet: z.string(),
    row: z.int(),
    state: ImportRowState,
    /** Every cell by its header, as typed or as mended. */
    cells: z.record(z.string(), z.string()),
    /** Headers of the cells that a person mended. */
    mended: z.array(z.string()),
    problems: z.array(ImportProblem),
    duplicateOf: z.int().nullable(),
    /** Taken although it is a duplicate or known. */
    taken: z.boolean(),
    /** The record that it became; null before the commit. */
    recordId: z.uuid().nullable(),
  })
  .meta({ id: 'ImportRow' });
export type ImportRow = z.infer<typeof ImportRow>;

const CellText = z.string().max(32_767);

/** A person's words about rows, places and choices; each part is optional. */
export const ImportMend = z
  .strictObject({
    rows: z
      .array(
        z.strictObject({
          position: z.int().min(0),
          row: z.int().min(1),
          /** New texts by header; null takes the change back. */
          cells: z.record(z.string(), CellText.nullable()).optional(),
          /** Take a duplicate or a row that is known all the same. */
          take: z.boolean().optional(),
          /** Leave the row out, or back in. */
          leave: z.boolean().optional(),
        }),
      )
      .max(500)
      .default([]),
    /** What a text means wherever it stands as a place: an area or organisation, or one to be added. */
    places: z
      .array(
        z.strictObject({
          text: CellText,
          as: z.union([
            z.strictObject({ areaId: z.uuid(), organizationId: z.uuid().optional() }),
            z.strictObject({ hamlet: z.string().trim().min(1).max(120) }),
            z.strictObject({ organization: z.string().trim().min(1).max(200), kind: OrganizationKind }),
          ]),
        }),
      )
      .max(200)
      .default([]),
    /** What a text means in all cells of a column: the code of a choice. */
    choices: z
      .array(
        z.strictObject({
          position: z.int().min(0),
          column: z.string(),
          text: CellText,
          as: z.string().max(120),
        }),
      )
      .max(200)
      .default([]),
    profileDay: Day.optional(),
  })
  .meta({ id: 'ImportMend' });
export type ImportMend = z.infer<typeof ImportMend>;
