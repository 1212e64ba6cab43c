import { PDFArray, PDFDict, PDFDocument, PDFName, type PDFObject, PDFRawStream } from '@cantoo/pdf-lib';
import { cleanJpeg } from './jpeg.ts';
import { type CleanContent, type Trace, type TraceKind, trace, UnreadableFile } from './traces.ts';

const named: Readonly<Record<string, TraceKind>> = {
  Author: 'author',
  Creator: 'software',
  Producer: 'software',
  Title: 'title',
  Subject: 'title',
  Keywords: 'title',
  CreationDate: 'time',
  ModDate: 'time',
};

/**
 * A PDF written anew without its labels, earlier versions, thumbnails, attached files and scripts; pictures within it
 * lose their own traces. Throws UnreadableFile for one that is damaged or locked with a password.
 */
export async function cleanPdf(bytes: Uint8Array): Promise<CleanContent> {
  const document = await open(bytes);
  const { context, catalog } = document;
  const traces: Trace[] = infoTraces(document);
  const info = context.trailerInfo.Info;
  context.trailerInfo.Info = undefined as never;
  context.trailerInfo.ID = undefined as never;
  if (info !== undefined) deleteRef(document, info);
  for (const key of ['Metadata', 'PieceInfo', 'OpenAction', 'AA', 'Collection'])
    forget(document, catalog, key);
  const names = catalog.lookup(PDFName.of('Names'));
  if (names instanceof PDFDict)
    for (const key of ['EmbeddedFiles', 'JavaScript']) forget(document, names, key);
  for (const [ref, object] of context.enumerateIndirectObjects()) {
    const dict =
      object instanceof PDFRawStream ? object.dict : object instanceof PDFDict ? object : undefined;
    if (dict === undefined) continue;
    if (
      isNamed(dict, 'Type', 'Metadata') ||
      isNamed(dict, 'Type', 'Filespec') ||
      isNamed(dict, 'Type', 'EmbeddedFile')
    ) {
      context.delete(ref);
      traces.push(trace('details'));
      continue;
    }
    cleanDict(dict);
    if (object instanceof PDFRawStream && holdsJpeg(dict)) {
      const picture = cleanJpeg(object.contents);
      traces.push(...picture.traces);
      context.assign(ref, PDFRawStream.of(dict, picture.bytes));
    }
  }
  const saved = await document.save({
    useObjectStreams: false,
    addDefaultPage: false,
    updateFieldAppearances: false,
  });
  return { bytes: new Uint8Array(saved), type: 'application/pdf', extension: 'pdf', traces };
}

async function open(bytes: Uint8Array): Promise<PDFDocument> {
  try {
    return await PDFDocument.load(bytes, { updateMetadata: false });
  } catch {
    throw new UnreadableFile('a PDF that is damaged or locked');
  }
}

function infoTraces(document: PDFDocument): Trace[] {
  const info = document.context.lookup(document.context.trailerInfo.Info);
  if (!(info instanceof PDFDict)) return [];
  return info.keys().map((key) => {
    const name = key.decodeText();
    const value = info.lookup(key) as PDFObject & { decodeText?: () => string };
    return trace(named[name] ?? 'details', value.decodeText?.() ?? '');
  });
}

function forget(document: PDFDocument, dict: PDFDict, key: string): void {
  const value = dict.get(PDFName.of(key));
  if (value === undefined) return;
  dict.delete(PDFName.of(key));
  deleteRef(document, value);
}

function deleteRef(document: PDFDocument, value: PDFObject): void {
  if ('objectNumber' in value) document.context.delete(value as never);
}

/** Who wrote a note and when, small previews, what editors keep beside. */
function cleanDict(dict: PDFDict): void {
  for (const key of ['Metadata', 'PieceInfo', 'LastModified', 'Thumb']) dict.delete(PDFName.of(key));
  if (dict.has(PDFName.of('Subtype')) && dict.has(PDFName.of('Rect')))
    for (const key of ['T', 'M', 'CreationDate', 'NM', 'FS']) {
      // The name of a field of a form is written T as well: such a one has a kind of field.
      if (key !== 'T' || !dict.has(PDFName.of('FT'))) dict.delete(PDFName.of(key));
    }
}

function isNamed(dict: PDFDict, key: string, name: string): boolean {
  return dict.get(PDFName.of(key)) === PDFName.of(name);
}

function holdsJpeg(dict: PDFDict): boolean {
  const filter = dict.get(PDFName.of('Filter'));
  const last = filter instanceof PDFArray && filter.size() === 1 ? filter.get(0) : filter;
  return last === PDFName.of('DCTDecode');
}
