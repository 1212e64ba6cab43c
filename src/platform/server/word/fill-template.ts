import {
  MalformedFileError,
  type ScopeDataResolver,
  type Tag,
  TemplateDataError,
  TemplateHandler,
  TemplateSyntaxError,
} from 'easy-template-x';
import { normaliseLine } from '../../text.ts';

export type TemplateErrorReason = 'notWord' | 'brokenTag' | 'unknownTag';

/** A template cannot be used. `tag` is the tag as it stands in the template, where one is to blame. */
export class TemplateError extends Error {
  override name = 'TemplateError';
  readonly reason: TemplateErrorReason;
  readonly tag: string | undefined;

  constructor(reason: TemplateErrorReason, message: string, tag?: string) {
    super(message);
    this.reason = reason;
    this.tag = tag;
  }
}

/** A picture in the place of a tag; width and height in pixels of 1/96 inch. */
export interface TagImage {
  readonly _type: 'image';
  readonly format: 'image/png';
  readonly source: Buffer;
  readonly width: number;
  readonly height: number;
  readonly altText: string;
}

export type TagValue = string | TagImage;
export type TagRow = Readonly<Record<string, TagValue>>;
/** What stands for each tag: a text, a picture, or the rows of a list; a row may have lists of its own. */
export interface TemplateTags {
  readonly [name: string]: TagValue | readonly TemplateTags[];
}

/**
 * Fills a Word template (a .docx with tags such as {subject}) and gives the finished .docx. `known` are all names that
 * may stand in the template, also in lists that are empty today. The texts have to be clean already.
 * Throws `TemplateError` where the template is no Word file or has a broken or unknown tag.
 */
export async function fillTemplate(
  template: Buffer,
  tags: TemplateTags,
  known: ReadonlySet<string>,
): Promise<Buffer> {
  const handler = new TemplateHandler({ scopeDataResolver: strictResolver });
  try {
    await checkTags(handler, template, known);
    return await handler.process(template, tags as Parameters<TemplateHandler['process']>[1]);
  } catch (error) {
    throw asTemplateError(error);
  }
}

// Looks at all tags of the body at once, so that a wrong name is found even in a list that is empty today.
async function checkTags(
  handler: TemplateHandler,
  template: Buffer,
  known: ReadonlySet<string>,
): Promise<void> {
  const found = await handler.parseTags(template);
  refuseLooseBrace(await handler.getText(template));
  refuseWrongNesting(found);
  const unknown = found.find((tag) => tag.disposition !== 'Close' && !known.has(tag.name));
  if (unknown) throw unknownTag(unknown.rawText);
}

// The library passes over a last "{" without "}".
function refuseLooseBrace(text: string): void {
  const loose = /[{}].{0,40}/u.exec(text.replace(/\{[^{}]*\}/g, ' '));
  if (loose) throw brokenTag(loose[0].trim());
}

// The library takes any closing name for the innermost list; a person who mixes them up wants to know.
function refuseWrongNesting(tags: Tag[]): void {
  const open: Tag[] = [];
  for (const tag of tags) {
    if (tag.disposition === 'Open') open.push(tag);
    if (tag.disposition !== 'Close') continue;
    const opened = open.pop();
    if (!opened || (tag.name !== '' && tag.name !== opened.name)) throw brokenTag(tag.rawText);
  }
  const unclosed = open.at(-1);
  if (unclosed) throw brokenTag(unclosed.rawText);
}

// A name is looked up in the innermost list first, then outwards. One that is found nowhere is an error, not
// an empty place in a document.
const strictResolver: ScopeDataResolver = ({ path, strPath, data }) => {
  const name = strPath.at(-1) ?? '';
  for (let depth = strPath.length - 1; depth >= 0; depth -= 1) {
    const value = strPath.slice(0, depth).reduce<unknown>(memberOf, data);
    const found = memberOf(value, name);
    if (found !== undefined) return found as ReturnType<ScopeDataResolver>;
  }
  const tag = path.at(-1);
  throw unknownTag(typeof tag === 'object' ? tag.rawText : `{${name}}`);
};

function memberOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Record<string, unknown>)[name];
}

function unknownTag(rawText: string): TemplateError {
  const tag = normaliseLine(rawText);
  return new TemplateError('unknownTag', `Mẫu có thẻ không dùng được: ${tag}`, tag);
}

function brokenTag(rawText: string): TemplateError {
  const tag = normaliseLine(rawText);
  return new TemplateError('brokenTag', `Mẫu có thẻ viết sai: ${tag}`, tag);
}

function asTemplateError(error: unknown): unknown {
  if (error instanceof TemplateError) return error;
  if (error instanceof TemplateSyntaxError || error instanceof TemplateDataError) {
    return brokenTag(tagIn(error) ?? error.message);
  }
  if (error instanceof MalformedFileError || isNoZip(error)) {
    return new TemplateError('notWord', 'Tệp mẫu không phải là tệp Word (.docx) hoặc đã hỏng');
  }
  return error;
}

const TAG_FIELDS = ['tagRawText', 'openDelimiterText', 'closeDelimiterText'];

function tagIn(error: Error): string | undefined {
  const text = TAG_FIELDS.map((field) => memberOf(error, field)).find((value) => typeof value === 'string');
  return typeof text === 'string' ? normaliseLine(text) : undefined;
}

// The library and its zip reader throw bare errors for files of another kind.
function isNoZip(error: unknown): boolean {
  return error instanceof Error && /zip|filetype|central directory|corrupted/i.test(error.message);
}
