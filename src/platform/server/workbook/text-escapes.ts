const ESCAPED = /_x([0-9A-Fa-f]{4})_/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what XML cannot hold
const NEEDS_ESCAPE = /_(?=x[0-9A-Fa-f]{4}_)|[\u0000-\u0008\u000b-\u001f\ufffe\uffff]/g;

/** `_x000D_` → carriage return: how spreadsheet files write characters that XML cannot hold. */
export function decodeEscapes(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(ESCAPED, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** The reverse, for writing; a text that happens to look like an escape is protected, lone surrogates are replaced. */
export function encodeEscapes(text: string): string {
  return text
    .toWellFormed()
    .replace(NEEDS_ESCAPE, (mark) => `_x${mark.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`);
}

/** Text for XML content and for attributes in double quotes. */
export function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, (mark) => {
    if (mark === '&') return '&amp;';
    if (mark === '<') return '&lt;';
    return mark === '>' ? '&gt;' : '&quot;';
  });
}
