import { WorkbookError } from './errors.ts';

/** What a reader of one part hears. Names come without their namespace prefix. */
export interface XmlHandler {
  /** `attributes` is the raw text after the name; see `attributesOf`. */
  open(name: string, attributes: string): void;
  /** Decoded text; one run may come in several pieces. */
  text(text: string): void;
  close(name: string): void;
}

const MAX_TOKEN = 1024 * 1024;
const MAX_DEPTH = 64;
const LONGEST_ENTITY = 12;
const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/**
 * Events of the XML that spreadsheet parts are written in, from chunks of text, in constant memory. Knows elements,
 * attributes, text, CDATA and comments; DOCTYPE and entities of one's own are refused (`forbiddenXml`), anything
 * else that is not well-formed is `damaged`.
 */
export class XmlEvents {
  readonly #handler: XmlHandler;
  readonly #open: string[] = [];
  #rest = '';
  #rootSeen = false;

  constructor(handler: XmlHandler) {
    this.#handler = handler;
  }

  push(chunk: string): void {
    const source = this.#rest === '' ? chunk : this.#rest + chunk;
    let at = 0;
    while (at < source.length) {
      const tag = source.indexOf('<', at);
      if (tag === -1) {
        at = this.#textUpTo(source, at);
        break;
      }
      if (tag > at) this.#text(source.slice(at, tag));
      const end = tokenEnd(source, tag);
      if (end === -1) {
        at = tag;
        break;
      }
      this.#token(source, tag, end);
      at = end;
    }
    this.#rest = source.slice(at);
    if (this.#rest.length > MAX_TOKEN) throw damaged('a tag without end');
  }

  /** To be called after the last chunk: everything that was opened must be closed. */
  end(): void {
    if (this.#rest.trim() !== '' || this.#open.length > 0 || !this.#rootSeen)
      throw damaged('the text ends too early');
  }

  /** Gives on text that may go on in the next chunk; holds back an entity that may be cut in two. */
  #textUpTo(source: string, at: number): number {
    const ampersand = source.lastIndexOf('&');
    const cut = ampersand >= at && source.indexOf(';', ampersand) === -1 ? ampersand : source.length;
    if (source.length - cut > LONGEST_ENTITY) throw damaged('an & without ;');
    if (cut > at) this.#text(source.slice(at, cut));
    return cut;
  }

  #text(raw: string): void {
    if (this.#open.length > 0) this.#handler.text(decodeEntities(raw));
    else if (raw.replace('\uFEFF', '').trim() !== '') throw damaged('text outside of the root');
  }

  #token(source: string, start: number, end: number): void {
    const second = source.charCodeAt(start + 1);
    if (second === 0x2f) this.#close(source.slice(start + 2, end - 1).trimEnd());
    else if (second === 0x21) this.#declaration(source, start, end);
    else if (second !== 0x3f) this.#start(source, start, end);
  }

  #declaration(source: string, start: number, end: number): void {
    if (!source.startsWith('<![CDATA[', start)) return;
    if (this.#open.length === 0) throw damaged('text outside of the root');
    this.#handler.text(source.slice(start + 9, end - 3));
  }

  #start(source: string, start: number, end: number): void {
    const selfClosing = source.charCodeAt(end - 2) === 0x2f;
    const inner = source.slice(start + 1, selfClosing ? end - 2 : end - 1);
    const space = firstSpace(inner);
    const name = space === -1 ? inner : inner.slice(0, space);
    if (name === '') throw damaged('a tag without a name');
    if (this.#open.length === 0 && this.#rootSeen) throw damaged('a second root');
    if (this.#open.length >= MAX_DEPTH) throw damaged('nested too deep');
    this.#rootSeen = true;
    this.#open.push(name);
    this.#handler.open(localName(name), space === -1 ? '' : inner.slice(space));
    if (selfClosing) this.#close(name);
  }

  #close(name: string): void {
    if (this.#open.pop() !== name) throw damaged(`unexpected end of ${name.slice(0, 40)}`);
    this.#handler.close(localName(name));
  }
}

/** Index after the token that begins at `start`, or -1 where it is not complete yet. */
function tokenEnd(source: string, start: number): number {
  const second = source.charCodeAt(start + 1);
  if (second === 0x3f) return after(source, '?>', start + 2);
  if (second === 0x21) return declarationEnd(source, start);
  let quote = 0;
  for (let at = start + 1; at < source.length; at += 1) {
    const code = source.charCodeAt(at);
    if (quote !== 0) {
      if (code === quote) quote = 0;
    } else if (code === 0x3e) return at + 1;
    else if (code === 0x22 || code === 0x27) quote = code;
    else if (code === 0x3c) throw damaged('< inside of a tag');
  }
  return -1;
}

function declarationEnd(source: string, start: number): number {
  if (source.startsWith('<!--', start)) return after(source, '-->', start + 4);
  if (source.startsWith('<![CDATA[', start)) return after(source, ']]>', start + 9);
  if ('<![CDATA['.startsWith(source.slice(start)) || '<!--'.startsWith(source.slice(start))) return -1;
  throw new WorkbookError('forbiddenXml', 'DOCTYPE in a part');
}

function after(source: string, mark: string, from: number): number {
  const at = source.indexOf(mark, from);
  return at === -1 ? -1 : at + mark.length;
}

function firstSpace(text: string): number {
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) <= 0x20) return at;
  return -1;
}

function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon === -1 ? name : name.slice(colon + 1);
}

function decodeEntities(raw: string): string {
  // XML counts every line end as one line feed.
  const text = raw.includes('\r') ? raw.replace(/\r\n?/g, '\n') : raw;
  if (!text.includes('&')) return text;
  return text.replace(/&([^;]{0,10};)?/g, (whole: string, body: string | undefined) => {
    const name = body?.slice(0, -1) ?? '';
    const decoded = NAMED[name] ?? numericEntity(name);
    if (decoded === undefined) throw new WorkbookError('forbiddenXml', `unknown entity ${whole}`);
    return decoded;
  });
}

function numericEntity(name: string): string | undefined {
  const match = /^#(?:x([0-9a-f]{1,6})|(\d{1,7}))$/i.exec(name);
  if (match === null) return undefined;
  const code = match[1] !== undefined ? Number.parseInt(match[1], 16) : Number(match[2]);
  return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff)
    ? String.fromCodePoint(code)
    : undefined;
}

/** The attributes of a tag by their full name (prefix included), decoded. */
export function attributesOf(raw: string): Map<string, string> {
  const found = new Map<string, string>();
  eachAttribute(raw, (name, value) => found.set(name, value));
  return found;
}

/** Calls back for every attribute; written by hand because it runs for every cell of a workbook. */
export function eachAttribute(raw: string, take: (name: string, value: string) => void): void {
  let at = skipSpace(raw, 0);
  while (at < raw.length) {
    const equals = raw.indexOf('=', at);
    const open = equals === -1 ? -1 : skipSpace(raw, equals + 1);
    const quote = raw[open];
    const close = quote === '"' || quote === "'" ? raw.indexOf(quote, open + 1) : -1;
    if (close === -1) throw damaged('an attribute without a value');
    take(raw.slice(at, equals).trimEnd(), decodeEntities(raw.slice(open + 1, close)));
    at = skipSpace(raw, close + 1);
  }
}

function skipSpace(raw: string, from: number): number {
  let at = from;
  while (at < raw.length && raw.charCodeAt(at) <= 0x20) at += 1;
  return at;
}

function damaged(message: string): WorkbookError {
  return new WorkbookError('damaged', `XML: ${message}`);
}

/** Sends the bytes of a part (UTF-8, or UTF-16 with its mark) to a handler, with a pause after each chunk. */
export async function* parseXml(
  bytes: AsyncIterable<Uint8Array>,
  handler: XmlHandler,
): AsyncGenerator<void, void, undefined> {
  const events = new XmlEvents(handler);
  let decoder: TextDecoder | undefined;
  for await (const chunk of bytes) {
    decoder ??= new TextDecoder(encodingOf(chunk), { fatal: true });
    events.push(decode(decoder, chunk));
    yield;
  }
  if (decoder !== undefined) events.push(decode(decoder));
  events.end();
}

/** Reads a whole small part. */
export async function parseWholeXml(bytes: AsyncIterable<Uint8Array>, handler: XmlHandler): Promise<void> {
  for await (const _ of parseXml(bytes, handler));
}

function encodingOf(chunk: Uint8Array): string {
  if (chunk[0] === 0xff && chunk[1] === 0xfe) return 'utf-16le';
  if (chunk[0] === 0xfe && chunk[1] === 0xff) return 'utf-16be';
  return 'utf-8';
}

function decode(decoder: TextDecoder, chunk?: Uint8Array): string {
  try {
    return chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true });
  } catch (error) {
    throw new WorkbookError('damaged', 'XML: not valid text', {}, error);
  }
}
