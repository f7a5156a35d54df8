import { unzlibSync } from 'fflate';

/**
 * What a PDF of ours prints, once for each font in it: letters stand in it as numbers of glyphs, and each font says which
 * letter its numbers are. Words are run together, since the spaces between them may be moves of the pen.
 */
export function textsOfPdf(bytes: Uint8Array): string[] {
  const streams = streamsOf(bytes);
  const printed = streams.filter((stream) => stream.includes('BT\n')).join('\n');
  const glyphs = [...printed.matchAll(/<([0-9a-f]+)>/g)].flatMap(([, run = '']) => run.match(/.{4}/g) ?? []);
  return streams
    .filter((stream) => stream.includes('beginbfrange'))
    .map((stream) => {
      const letters = lettersOf(stream);
      return glyphs
        .map((glyph) => letters.get(parseInt(glyph, 16)) ?? '')
        .join('')
        .replaceAll(/\s/g, '');
    });
}

function streamsOf(bytes: Uint8Array): string[] {
  const whole = Buffer.from(bytes).toString('latin1');
  return [...whole.matchAll(/stream\r?\n(.*?)\r?\nendstream/gs)].flatMap(([, packed = '']) => {
    try {
      return [Buffer.from(unzlibSync(Buffer.from(packed, 'latin1'))).toString('latin1')];
    } catch {
      return [];
    }
  });
}

/** The letter of each glyph, out of the font's own table: ranges of numbers, and for each number its letter. */
function lettersOf(table: string): Map<number, string> {
  const letters = new Map<number, string>();
  for (const [, from = '', list = ''] of table.matchAll(/<([0-9a-f]+)> <[0-9a-f]+> \[([^\]]*)\]/g)) {
    for (const [place, [, code = '']] of [...list.matchAll(/<([0-9a-f ]+)>/g)].entries()) {
      letters.set(
        parseInt(from, 16) + place,
        Buffer.from(code.replaceAll(' ', ''), 'hex').swap16().toString('utf16le'),
      );
    }
  }
  return letters;
}
