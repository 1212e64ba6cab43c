import { PDFDocument } from '@cantoo/pdf-lib';
import { strToU8, zipSync } from 'fflate';

/** What is planted in the files of the tests, and must be found nowhere afterwards. */
export const planted = {
  author: 'Lò Thị Dấu Vết 7Q',
  device: 'MoPhone DauVet 7Q',
  latitude: '21.27350',
  longitude: '105.98810',
  artist: 'Tho Chup DauVet 7Q',
  comment: 'ghi chu DauVet 7Q',
} as const;

const jpeg =
  '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABQODxIPDRQSEBIXFRQYHjIhHhwcHj0sLiQySUBMS0dARkVQWnNiUFVtVkVGZIhlbXd7gYKBTmCNl4x9lnN+gXz/2wBDARUXFx4aHjshITt8U0ZTfHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHz/wAARCAAIABADASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAX/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QAFQEBAQAAAAAAAAAAAAAAAAAABAX/xAAUEQEAAAAAAAAAAAAAAAAAAAAA/9oADAMBAAIRAxEAPwCOAMsP/9k=';
const png =
  'iVBORw0KGgoAAAANSUhEUgAAABAAAAAIAQMAAADKuO3UAAAAA1BMVEWcHxpjS4uqAAAAC0lEQVQI12NgwA4AABgAAU0HakgAAAAASUVORK5CYII=';
const webp = 'UklGRjgAAABXRUJQVlA4ICwAAACQAQCdASoQAAgAAgA0JaACdLoAA5gA/vKpf6FGyia8f/Qk/+Js/4mz4AAAAA==';

function decoded(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}

function joined(...parts: readonly (Uint8Array | readonly number[] | string)[]): Uint8Array<ArrayBuffer> {
  return new Uint8Array(
    parts.flatMap((part) => [...(typeof part === 'string' ? new TextEncoder().encode(part) : part)]),
  );
}

function long(value: number): number[] {
  return [(value >>> 24) & 255, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
}

function short(value: number): number[] {
  return [(value >>> 8) & 255, value & 255];
}

/** An Exif block with a camera, an artist, a time, a place (21°16′24.6″N 105°59′17.16″E) and a turn by 90°. */
export function plantedExif(): Uint8Array<ArrayBuffer> {
  const texts: [number, string][] = [
    [271, `${planted.device}\0`],
    [306, '2026:11:22 08:06:01\0'],
    [315, `${planted.artist}\0`],
  ];
  const count = texts.length + 2;
  const gpsAt = 8 + 2 + count * 12 + 4;
  const heapAt = gpsAt + 2 + 4 * 12 + 4;
  let heap: number[] = [];
  const kept = (bytes: readonly number[]): number[] => {
    const at = heapAt + heap.length;
    heap = [...heap, ...bytes, ...(bytes.length % 2 ? [0] : [])];
    return long(at);
  };
  const entry = (tag: number, type: number, number: number, value: readonly number[]): number[] => [
    ...short(tag),
    ...short(type),
    ...long(number),
    ...value,
  ];
  const ratio = (over: number, under: number): number[] => [...long(over), ...long(under)];
  const ascii = (text: string): number[] => [...new TextEncoder().encode(text)];
  const main = texts.map(([tag, text]) => entry(tag, 2, ascii(text).length, kept(ascii(text))));
  const turned = entry(274, 3, 1, [0, 6, 0, 0]);
  const gps = [
    entry(1, 2, 2, [...ascii('N\0'), 0, 0]),
    entry(2, 5, 3, kept([...ratio(21, 1), ...ratio(16, 1), ...ratio(246, 10)])),
    entry(3, 2, 2, [...ascii('E\0'), 0, 0]),
    entry(4, 5, 3, kept([...ratio(105, 1), ...ratio(59, 1), ...ratio(1716, 100)])),
  ];
  const [make = [], time = [], artist = []] = main;
  return joined(
    [0x4d, 0x4d, 0, 42, ...long(8), ...short(count)],
    [...make, ...turned, ...time, ...artist, ...entry(34853, 4, 1, long(gpsAt))],
    [...long(0), ...short(gps.length), ...gps.flat(), ...long(0)],
    heap,
  );
}

/** A photograph with all that a phone writes into it, and a second picture hung on behind. */
export function plantedJpeg(): Uint8Array<ArrayBuffer> {
  const picture = decoded(jpeg);
  const exif = joined('Exif\0\0', plantedExif());
  const xmp = joined('http://ns.adobe.com/xap/1.0/\0', `<x:xmpmeta>${planted.author}</x:xmpmeta>`);
  return joined(
    picture.subarray(0, 20),
    [0xff, 0xe1, ...short(exif.length + 2)],
    exif,
    [0xff, 0xe1, ...short(xmp.length + 2)],
    xmp,
    [0xff, 0xfe, ...short(planted.comment.length + 2)],
    planted.comment,
    picture.subarray(20),
    `ftypMotionPhoto ${planted.comment}`,
  );
}

export function plantedPng(): Uint8Array<ArrayBuffer> {
  const picture = decoded(png);
  const said = joined('tEXtAuthor\0', planted.artist);
  return joined(
    picture.subarray(0, 33),
    long(said.length - 4),
    said,
    long(0),
    picture.subarray(33),
    planted.comment,
  );
}

export function plantedWebp(): Uint8Array<ArrayBuffer> {
  const exif = plantedExif();
  const even = exif.length % 2 ? joined(exif, [0]) : exif;
  const whole = joined(decoded(webp), 'EXIF', long(exif.length).toReversed(), even);
  new DataView(whole.buffer).setUint32(4, whole.length - 8, true);
  return whole;
}

export async function plantedPdf(): Promise<Uint8Array<ArrayBuffer>> {
  const document = await PDFDocument.create();
  const page = document.addPage([300, 200]);
  page.drawText('bien ban', { x: 20, y: 150, size: 18 });
  page.drawImage(await document.embedJpg(plantedJpeg()), { x: 20, y: 20, width: 160, height: 80 });
  document.setAuthor(planted.author);
  document.setCreator(planted.device);
  await document.attach(strToU8(planted.comment), 'ban-nhap.txt');
  return new Uint8Array(await document.save({ useObjectStreams: false }));
}

export function plantedDocx(): Uint8Array<ArrayBuffer> {
  const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
  const types = 'http://schemas.openxmlformats.org/package/2006/content-types';
  const links = 'http://schemas.openxmlformats.org/package/2006/relationships';
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const main = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
  const document = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';
  const parts: Record<string, string | Uint8Array> = {
    '[Content_Types].xml': `${head}<Types xmlns="${types}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="jpeg" ContentType="image/jpeg"/><Override PartName="/word/document.xml" ContentType="${document}"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>`,
    '_rels/.rels': `${head}<Relationships xmlns="${links}"><Relationship Id="r1" Type="${office}/officeDocument" Target="word/document.xml"/><Relationship Id="r2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`,
    'docProps/core.xml': `${head}<cp:coreProperties xmlns:cp="x" xmlns:dc="y"><dc:creator>${planted.author}</dc:creator><cp:lastModifiedBy>${planted.author}</cp:lastModifiedBy></cp:coreProperties>`,
    'word/document.xml': `${head}<w:document xmlns:w="${main}"><w:body><w:p w:rsidR="00A1B2C3"><w:ins w:id="1" w:author="${planted.author}" w:date="2026-11-22T08:06:00Z"><w:r><w:t>Biên bản sự việc</w:t></w:r></w:ins></w:p></w:body></w:document>`,
    'word/media/image1.jpeg': plantedJpeg(),
  };
  return new Uint8Array(
    zipSync(
      Object.fromEntries(
        Object.entries(parts).map(([name, part]) => [name, typeof part === 'string' ? strToU8(part) : part]),
      ),
      { level: 0 },
    ),
  );
}

function box(
  kind: string,
  ...parts: readonly (Uint8Array | readonly number[] | string)[]
): Uint8Array<ArrayBuffer> {
  const content = joined(...parts);
  return joined(long(content.length + 8), kind, content);
}

/** A film of about `size` bytes with times, labels and a track of positions; its picture is noise, not for looking at. */
export function plantedFilm(size = 2_000): Uint8Array<ArrayBuffer> {
  const times = [...long(0), ...long(3_900_000_000), ...long(3_900_000_001), ...long(1000), ...long(5000)];
  const positions = new TextEncoder().encode(`GPS ${planted.latitude} ${planted.longitude} `);
  const head = box('ftyp', 'isom', long(512), 'isommp42');
  const track = (handler: string, chunkAt: number, length: number): Uint8Array => {
    const table = box(
      'stbl',
      box('stsz', long(0), long(0), long(1), long(length)),
      box('stsc', long(0), long(1), long(1), long(1), long(1)),
      box('stco', long(0), long(1), long(chunkAt)),
    );
    const media = [box('mdhd', times), box('hdlr', long(0), long(0), handler, new Uint8Array(13))];
    return box('trak', box('tkhd', times), box('mdia', ...media, box('minf', table)));
  };
  const labels = box('udta', box('\u0001xyz', '+21.2735+105.9881/'), box('auth', planted.author));
  const mdatAt = head.length + 8;
  const noise = new Uint8Array(size);
  for (let at = 0; at < size; at += 1) noise[at] = (at * 2_654_435_761) >>> 24;
  const head2 = joined(head, long(8 + positions.length + size), 'mdat', positions);
  const tail = box(
    'moov',
    box('mvhd', times),
    track('vide', mdatAt + positions.length, size),
    track('meta', mdatAt, positions.length),
    labels,
  );
  const whole = new Uint8Array(head2.length + size + tail.length);
  whole.set(head2);
  whole.set(noise, head2.length);
  whole.set(tail, head2.length + size);
  return whole;
}

export function plantedMp3(): Uint8Array<ArrayBuffer> {
  const label = joined('TPE1', planted.artist);
  const tail = joined(
    'TAG',
    new Uint8Array(30),
    planted.artist,
    new Uint8Array(125 - 30 - planted.artist.length),
  );
  return joined(
    'ID3\u0003\0\0',
    [0, 0, 0, label.length],
    label,
    [0xff, 0xfb, 0x90, 0x44],
    new Uint8Array(413),
    tail,
  );
}
