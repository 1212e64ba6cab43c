import type { Archive } from './archive.ts';
import { WorkbookError } from './errors.ts';
import type { WorkbookLimits } from './limits.ts';
import { builtInShows, formatShows, type Shows } from './number-formats.ts';
import { decodeEscapes } from './text-escapes.ts';
import { attributesOf, parseWholeXml, type XmlHandler } from './xml-events.ts';

export interface SheetPart {
  name: string;
  /** 0-based place among the sheets with cells. */
  index: number;
  hidden: boolean;
  part: string;
}

/** What must be known about a workbook before its rows can be read. */
export interface WorkbookParts {
  sheets: SheetPart[];
  date1904: boolean;
  /** By style number: what its number format shows. */
  styles: Shows[];
  sharedStringsPart: string | undefined;
}

interface Relation {
  id: string;
  /** The last word of the type, which is the same in transitional and strict files. */
  kind: string;
  part: string;
}

/** Path of the workbook part. Throws `notAWorkbook` where the archive is something else, `damaged` where it is missing. */
export async function findWorkbookPart(archive: Archive): Promise<string> {
  if (!archive.has('[Content_Types].xml') || !archive.has('_rels/.rels')) {
    throw new WorkbookError('notAWorkbook', 'no office document', { found: otherKind(archive) });
  }
  const relations = await readRelations(archive, '_rels/.rels', '');
  const part = relations.find((relation) => relation.kind === 'officeDocument')?.part;
  if (part === undefined)
    throw new WorkbookError('notAWorkbook', 'no main part', { found: otherKind(archive) });
  if (/\.bin$/i.test(part)) throw new WorkbookError('notAWorkbook', 'binary workbook', { found: 'xlsb' });
  if (/(^|\/)(document|presentation)\d*\.xml$/i.test(part)) {
    throw new WorkbookError('notAWorkbook', 'another office document', { found: otherKind(archive) });
  }
  if (!archive.has(part)) throw new WorkbookError('damaged', 'the workbook part is missing', { part });
  return part;
}

function otherKind(archive: Archive): string {
  const names = archive.names();
  if (names.some((name) => name.startsWith('word/'))) return 'docx';
  if (names.some((name) => name.startsWith('ppt/'))) return 'pptx';
  if (names.includes('mimetype') && names.includes('content.xml')) return 'ods';
  return 'zip';
}

/** Reads the list of sheets and the styles. Throws WorkbookError. */
export async function readParts(archive: Archive): Promise<WorkbookParts> {
  const workbookPart = await findWorkbookPart(archive);
  const folder = folderOf(workbookPart);
  const relationsPart = `${folder}_rels/${workbookPart.slice(folder.length)}.rels`;
  if (!archive.has(relationsPart)) {
    throw new WorkbookError('damaged', 'the relations of the workbook are missing', { part: relationsPart });
  }
  const relations = await readRelations(archive, relationsPart, folder);
  const partOf = (kind: string): string | undefined =>
    relations.find((relation) => relation.kind === kind)?.part;
  const { sheets, date1904 } = await readWorkbookPart(archive, workbookPart, relations);
  if (sheets.length === 0)
    throw new WorkbookError('damaged', 'a workbook without sheets', { part: workbookPart });
  const stylesPart = partOf('styles');
  const styles = stylesPart === undefined ? [] : await readStyles(archive, stylesPart);
  return { sheets, date1904, styles, sharedStringsPart: partOf('sharedStrings') };
}

async function readRelations(archive: Archive, part: string, folder: string): Promise<Relation[]> {
  const relations: Relation[] = [];
  await parsePart(archive, part, {
    open(name, raw) {
      if (name !== 'Relationship') return;
      const attributes = attributesOf(raw);
      const target = attributes.get('Target') ?? '';
      if (attributes.get('TargetMode') === 'External') return;
      relations.push({
        id: attributes.get('Id') ?? '',
        kind: (attributes.get('Type') ?? '').split('/').at(-1) ?? '',
        part: resolvePart(folder, target),
      });
    },
  });
  return relations;
}

/** A target inside the archive. Only ever looked up among the entries, so '..' cannot lead out of it. */
function resolvePart(folder: string, target: string): string {
  const steps = target.startsWith('/') ? target.split('/') : [...folder.split('/'), ...target.split('/')];
  const path: string[] = [];
  for (const step of steps) {
    if (step === '..') path.pop();
    else if (step !== '' && step !== '.') path.push(step);
  }
  return path.join('/');
}

function folderOf(part: string): string {
  return part.slice(0, part.lastIndexOf('/') + 1);
}

async function readWorkbookPart(
  archive: Archive,
  part: string,
  relations: Relation[],
): Promise<{ sheets: SheetPart[]; date1904: boolean }> {
  const sheets: SheetPart[] = [];
  let date1904 = false;
  let isWorkbook = false;
  await parsePart(archive, part, {
    open(name, raw) {
      if (name === 'workbook') isWorkbook = true;
      if (name === 'workbookPr') date1904 = /^(1|true)$/.test(attributesOf(raw).get('date1904') ?? '');
      if (name !== 'sheet') return;
      const attributes = attributesOf(raw);
      const id = [...attributes].find(([key]) => /:id$/i.test(key))?.[1];
      const relation = relations.find((candidate) => candidate.id === id);
      if (relation === undefined) throw new WorkbookError('damaged', 'a sheet without a part', { part });
      if (relation.kind !== 'worksheet') return;
      const state = attributes.get('state') ?? 'visible';
      const name_ = decodeEscapes(attributes.get('name') ?? '');
      if (!archive.has(relation.part)) {
        throw new WorkbookError('damaged', 'the part of a sheet is missing', {
          part: relation.part,
          sheet: name_,
        });
      }
      sheets.push({ name: name_, index: sheets.length, hidden: state !== 'visible', part: relation.part });
    },
  });
  if (!isWorkbook) throw new WorkbookError('damaged', 'the workbook part is something else', { part });
  return { sheets, date1904 };
}

async function readStyles(archive: Archive, part: string): Promise<Shows[]> {
  const custom = new Map<number, Shows>();
  const formats: number[] = [];
  let inCells = false;
  await parsePart(archive, part, {
    open(name, raw) {
      if (name === 'numFmt') {
        const attributes = attributesOf(raw);
        custom.set(Number(attributes.get('numFmtId')), formatShows(attributes.get('formatCode') ?? ''));
      } else if (name === 'cellXfs') inCells = true;
      else if (inCells && name === 'xf') formats.push(Number(attributesOf(raw).get('numFmtId') ?? '0'));
    },
    close(name) {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return formats.map((id) => custom.get(id) ?? builtInShows(id));
}

/** The table of shared strings, rich text joined, reading aids (`rPh`) left out. Bounded by the limits. */
export async function readSharedStrings(
  archive: Archive,
  part: string,
  limits: WorkbookLimits,
): Promise<string[]> {
  const strings: string[] = [];
  let current = '';
  let length = 0;
  let inText = false;
  let aids = 0;
  await parsePart(archive, part, {
    open(name) {
      if (name === 'si') current = '';
      else if (name === 'rPh') aids += 1;
      else if (name === 't') inText = aids === 0;
    },
    text(text) {
      if (!inText) return;
      current += text;
      if (current.length > limits.maxCellLength) {
        throw new WorkbookError('cellTooLong', 'a shared string is too long', {
          part,
          limit: limits.maxCellLength,
        });
      }
    },
    close(name) {
      if (name === 't') inText = false;
      else if (name === 'rPh') aids -= 1;
      else if (name === 'si') {
        length += current.length;
        if (
          strings.push(decodeEscapes(current)) > limits.maxSharedStrings ||
          length > limits.maxSharedStringLength
        ) {
          throw new WorkbookError('tooManyStrings', 'the table of shared strings is too large', { part });
        }
      }
    },
  });
  return strings;
}

async function parsePart(archive: Archive, part: string, handler: Partial<XmlHandler>): Promise<void> {
  const nothing = (): void => {};
  try {
    await parseWholeXml(archive.read(part), { open: nothing, text: nothing, close: nothing, ...handler });
  } catch (error) {
    throw error instanceof WorkbookError ? error.at({ part }) : error;
  }
}
