import { z } from 'zod';
import { endpoint } from '../../platform/contract.ts';
import { Day } from '../areas/day.contract.ts';
import {
  Import,
  ImportMend,
  ImportRow,
  ImportRowState,
  ImportSummary,
  MAX_IMPORT_BYTES,
} from './import.contract.ts';

const Id = z.object({ id: z.uuid() });

export const uploadImport = endpoint({
  method: 'POST',
  path: '/api/v1/imports',
  summary:
    'Receive a workbook (.xlsx) or a list (.csv) and begin to check it; the same file again is the same import',
  access: 'imports.use',
  query: z.object({ areaId: z.uuid(), profileDay: Day.optional() }),
  upload: { maxBytes: MAX_IMPORT_BYTES },
  output: Import,
  status: 201,
});

export const listImports = endpoint({
  method: 'GET',
  path: '/api/v1/imports',
  summary: 'Imports within the caller’s areas, newest first',
  access: 'imports.use',
  query: z.object({
    areaId: z.uuid().optional(),
    cursor: z.uuid().optional(),
    limit: z.coerce.number().int().min(1).max(100).default(20),
  }),
  output: z.object({ items: z.array(ImportSummary), next: z.uuid().nullable() }).meta({ id: 'ImportList' }),
});

export const getImport = endpoint({
  method: 'GET',
  path: '/api/v1/imports/:id',
  summary: 'State, progress, sheets and what will be added',
  access: 'imports.use',
  params: Id,
  output: Import,
});

export const listImportRows = endpoint({
  method: 'GET',
  path: '/api/v1/imports/:id/rows',
  summary: 'Rows of an import with their problems, page by page in the order of the file',
  access: 'imports.use',
  params: Id,
  query: z.object({
    position: z.coerce.number().int().min(0).optional(),
    state: ImportRowState.optional(),
    cursor: z.string().max(40).optional(),
    limit: z.coerce.number().int().min(1).max(500).default(100),
  }),
  output: z.object({ items: z.array(ImportRow), next: z.string().nullable() }).meta({ id: 'ImportRows' }),
});

export const mendImport = endpoint({
  method: 'PATCH',
  path: '/api/v1/imports/:id/rows',
  summary:
    'Mend cells, say what places and choices mean, take or leave rows; what is concerned is checked again',
  access: 'imports.use',
  params: Id,
  body: ImportMend,
  output: z.object({ import: Import, rows: z.array(ImportRow) }).meta({ id: 'ImportMended' }),
});

export const downloadProblems = endpoint({
  method: 'GET',
  path: '/api/v1/imports/:id/problems.xlsx',
  summary:
    'The same sheets with the problem cells marked, to be mended in a spreadsheet program and imported again',
  access: 'imports.use',
  params: Id,
  query: z.object({
    rows: z.enum(['problems', 'all']).default('problems'),
    language: z.enum(['vi', 'en']).default('vi'),
  }),
  output: 'file',
});

export const downloadTemplate = endpoint({
  method: 'GET',
  path: '/api/v1/import-templates/:file',
  summary: 'An empty workbook of one kind (patrol.xlsx, hamlets.xlsx …) or of all kinds (all.xlsx)',
  access: 'imports.use',
  params: z.object({ file: z.string().regex(/^[A-Za-z][A-Za-z0-9]*\.xlsx$/u) }),
  output: 'file',
});

export const commitImport = endpoint({
  method: 'POST',
  path: '/api/v1/imports/:id/commit',
  summary: 'Take in every accepted row, sheet by sheet; the same request twice commits once',
  access: 'imports.use',
  params: Id,
  output: Import,
  status: 202,
});

export const undoImport = endpoint({
  method: 'POST',
  path: '/api/v1/imports/:id/undo',
  summary: 'Take a committed import back, as long as nobody worked on its rows',
  access: 'imports.use',
  params: Id,
  output: Import,
});

export const removeImport = endpoint({
  method: 'DELETE',
  path: '/api/v1/imports/:id',
  summary: 'Throw away an import that was not committed, or was taken back',
  access: 'imports.use',
  params: Id,
  output: 'none',
});
