import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileOf, shotsFolder, themes, widths } from './camera.ts';

/** Writes shots/index.html: a row for each page, a column for each width and theme. Gives its path. */
export function writeContactSheet(names: readonly string[], failures: readonly string[]): string {
  const columns = widths.flatMap((width) => themes.map((theme) => ({ width, theme })));
  const cell = (name: string, width: number, theme: string): string => {
    const file = fileOf(name, width, theme);
    if (!existsSync(path.join(shotsFolder, file))) return '<td>–</td>';
    return `<td><a href="${file}"><img src="${file}" alt="${name}, ${width} px, ${theme}" loading="lazy" width="${width === 360 ? 150 : 420}"></a></td>`;
  };
  const rows = names.map(
    (name) =>
      `<tr><th>${name}</th>${columns.map(({ width, theme }) => cell(name, width, theme)).join('')}</tr>`,
  );
  const file = path.join(shotsFolder, 'index.html');
  writeFileSync(
    file,
    `<!doctype html><meta charset="utf-8"><title>Pages</title><style>body{font:15px sans-serif;margin:1rem}td,th{vertical-align:top;padding:.5rem;text-align:left}img{border:1px solid #999}</style>
${failures.map((failure) => `<p>✗ ${failure.replaceAll('<', '&lt;')}</p>`).join('\n')}
<table><tr><th></th>${columns.map(({ width, theme }) => `<th>${width} ${theme}</th>`).join('')}</tr>
${rows.join('\n')}</table>\n`,
  );
  return file;
}
