import { fillTemplate, type TemplateTags } from '../../../platform/server/word/fill-template.ts';
import { type PaperData, type PaperHeading, type PaperKind, paperDataSchemas } from '../paper.contract.ts';
import { samplePaperHeading, samplePapers } from '../paper-sample.rules.ts';
import { type PaperTags, paperTagNames, paperTags, type QrMark } from '../paper-tags.rules.ts';
import { qrImage } from './qr-image.ts';

/**
 * Fills a paper's Word template and gives the finished .docx. `today` ('YYYY-MM-DD') gives the year of a date that is
 * left open. Throws `TemplateError` where the template is no Word file or has a broken or unknown tag, and zod's error
 * where the data is not as `paperDataSchemas` says.
 */
export async function renderPaper<K extends PaperKind>(
  template: Buffer,
  kind: K,
  paper: { heading: PaperHeading; data: PaperData[K]; today: string },
): Promise<Buffer> {
  const data = paperDataSchemas[kind].parse(paper.data) as PaperData[K];
  const tags = paperTags(kind, { ...paper, data });
  return fillTemplate(template, await drawn(tags), namesOf(kind));
}

/** Tries a template out on a made-up paper. Throws `TemplateError`. */
export async function tryTemplate<K extends PaperKind>(template: Buffer, kind: K): Promise<void> {
  await renderPaper(template, kind, {
    heading: samplePaperHeading,
    data: samplePapers[kind],
    today: '2026-06-17',
  });
}

function namesOf(kind: PaperKind): Set<string> {
  const sample = { heading: samplePaperHeading, data: samplePapers[kind], today: '2026-06-17' };
  return paperTagNames(paperTags(kind, sample));
}

async function drawn(tags: PaperTags): Promise<TemplateTags> {
  const entries = Object.entries(tags).map(async ([name, value]): Promise<[string, TemplateTags[string]]> => {
    if (typeof value === 'string') return [name, value];
    if (isQr(value)) return [name, await qrImage(value.qr, value.size)];
    return [name, await Promise.all(value.map(drawn))];
  });
  return Object.fromEntries(await Promise.all(entries));
}

function isQr(value: QrMark | readonly PaperTags[]): value is QrMark {
  return 'qr' in value;
}
