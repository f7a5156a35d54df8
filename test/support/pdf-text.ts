import { inflateSync } from 'node:zlib';

/** Returns the text of a PDF with embedded fonts, one line per piece, by the character maps of its fonts. */
export function textOfPdf(pdf: Uint8Array): string {
  const objects = objectsOf(pdf);
  const fonts = fontsIn(objects);
  return [...objects.values()]
    .map(streamIn)
    .flatMap((stream) => textPiecesIn(stream, fonts))
    .join('\n');
}

type Glyphs = readonly string[];
export type PdfObjects = ReadonlyMap<string, string>;
export type PdfFonts = ReadonlyMap<string, Glyphs>;

export function objectsOf(pdf: Uint8Array): PdfObjects {
  const file = Buffer.from(pdf).toString('latin1');
  return new Map([...file.matchAll(/(\d+) 0 obj\n([\s\S]*?)\nendobj/g)].map(([, id = '', body = '']) => [id, body]));
}

export function fontsIn(objects: PdfObjects): PdfFonts {
  const fonts = new Map<string, Glyphs>();
  for (const [, name = '', id = ''] of [...objects.values()].join('\n').matchAll(/\/(F\d+) (\d+) 0 R/g)) {
    const [, map] = /\/ToUnicode (\d+) 0 R/.exec(objects.get(id) ?? '') ?? [];
    if (map) fonts.set(name, glyphsOf(streamIn(objects.get(map) ?? '')));
  }
  return fonts;
}

export function streamIn(body: string): string {
  const [, bytes] = /stream\n([\s\S]*)\nendstream/.exec(body) ?? [];
  if (bytes === undefined) return '';
  return body.includes('/FlateDecode') ? inflateSync(Buffer.from(bytes, 'latin1')).toString('latin1') : bytes;
}

function glyphsOf(map: string): Glyphs {
  const characters: string[] = [];
  for (const [, first = '0', list = ''] of map.matchAll(/<([\da-f]{4})> <[\da-f]{4}> \[([^\]]*)\]/gi)) {
    [...list.matchAll(/<([\da-f ]*)>/gi)].forEach(([, hex = ''], place) => {
      characters[parseInt(first, 16) + place] = Buffer.from(hex.replaceAll(' ', ''), 'hex')
        .swap16()
        .toString('utf16le');
    });
  }
  return characters;
}

/** Returns the pieces of text in a content stream. */
export function textPiecesIn(stream: string, fonts: PdfFonts): string[] {
  let glyphs: Glyphs = [];
  return [...stream.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)].flatMap(([, font, pieces]) => {
    if (font !== undefined) glyphs = fonts.get(font) ?? [];
    if (pieces === undefined) return [];
    const hex = [...pieces.matchAll(/<([\da-f]*)>/gi)].map(([, piece]) => piece ?? '').join('');
    return [(hex.match(/.{4}/g) ?? []).map((glyph) => glyphs[parseInt(glyph, 16)] ?? '').join('')];
  });
}
