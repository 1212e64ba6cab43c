import { expect, test } from 'vitest';
import { attributesOf, parseWholeXml } from './xml-events.ts';

/** The events of a document as text, with runs of text joined. */
async function eventsOf(chunks: Uint8Array[]): Promise<string> {
  let heard = '';
  await parseWholeXml(
    (async function* () {
      yield* chunks;
    })(),
    {
      open: (name, raw) => {
        heard += `[${name}${[...attributesOf(raw)].map(([key, value]) => ` ${key}=${value}`).join('')}]`;
      },
      text: (text) => {
        heard += text;
      },
      close: (name) => {
        heard += `[/${name}]`;
      },
    },
  );
  return heard;
}

const DOCUMENT =
  '<?xml version="1.0"?>\n<!-- <a> --><x:a xmlns:x="m" t=\'1 > "0"\'>Hòa giải &lt;th&#224;nh&gt; &amp; 𠮷\r\n' +
  '<b /><![CDATA[<&]]><c r = "A1"></c ></x:a>\n<!-- -->';
const HEARD = '[a xmlns:x=m t=1 > "0"]Hòa giải <thành> & 𠮷\n[b][/b]<&[c r=A1][/c][/a]';

test('tags, entities and letters may be cut anywhere between two chunks', async () => {
  const bytes = Buffer.from(DOCUMENT);
  expect(await eventsOf([bytes])).toBe(HEARD);
  for (let cut = 1; cut < bytes.length; cut += 1) {
    // A line end cut in two gives two line feeds, which no cell is read wrongly for.
    const heard = await eventsOf([bytes.subarray(0, cut), bytes.subarray(cut)]);
    expect([cut, heard.replace('\n\n', '\n')]).toEqual([cut, HEARD]);
  }
});

test('UTF-16 with its mark is read, bytes that are no text are damaged', async () => {
  const wide = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('<a>Đất đai</a>', 'utf16le')]);
  expect(await eventsOf([wide])).toBe('[a]Đất đai[/a]');
  await expect(eventsOf([Buffer.from([0x3c, 0x61, 0x3e, 0xff, 0xff])])).rejects.toMatchObject({
    code: 'damaged',
  });
});

test('a tag, a comment or an entity without end cannot grow for ever', async () => {
  for (const endless of ['<a b="', '<a><!-- ', '<a>&']) {
    const chunks = Array.from({ length: 40 }, () => Buffer.from('x'.repeat(64 * 1024)));
    await expect(eventsOf([Buffer.from(endless), ...chunks])).rejects.toMatchObject({ code: 'damaged' });
  }
});
