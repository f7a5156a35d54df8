import { createHash, randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { containsEncodedFile } from './embedded-file-detection.js';
import { minCpuMsOf } from '../../../test/support/cpu-time.js';

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const begin = (hex: string): Buffer => Buffer.concat([Buffer.from(hex, 'hex'), Buffer.alloc(60, 'x1Yz')]);
const files: Record<string, Buffer> = {
  png,
  jpeg: begin('ffd8ffe000104a464946'),
  'jpeg with Exif': begin('ffd8ffe1'),
  gif: begin('474946383961'),
  webp: begin('524946462400000057454250'),
  avi: begin('5249464624000000415649204c495354'),
  heic: begin('0000001866747970686569630000'),
  mp4: begin('00000020667479706d70343200000000'),
  pdf: begin('255044462d312e37'),
  zip: begin('504b030414000000'),
  gzip: begin('1f8b0800'),
  tiff: begin('49492a0008000000'),
  bmp: begin('424d3600000000000000'),
  webm: begin('1a45dfa3'),
  rar: begin('526172211a07'),
  svg: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path d="M0 0"/></svg>'),
};
const photograph = (size: number): string => {
  const body = Buffer.alloc(size);
  for (let at = 0; at < size; at += 1) body[at] = (at * 167 + (at >> 3) * 91 + 13) & 0xff;
  return body.toString('base64');
};
const wrap = (text: string, width: number, by: string): string =>
  (text.match(new RegExp(`.{1,${width}}`, 'g')) ?? []).join(by);
const spaced = (hex: string, width: number, by = ' '): string => wrap(hex, width, by);

describe('the detection of a file in text', () => {
  it.each(Object.keys(files))('finds a %s in base64 or hexadecimal', (kind) => {
    const file = files[kind] ?? png;

    expect(containsEncodedFile(file.toString('base64'))).toBe(true);
    expect(containsEncodedFile(file.toString('base64url'))).toBe(true);
    expect(containsEncodedFile(file.toString('hex'))).toBe(true);
    expect(containsEncodedFile(file.toString('hex').toUpperCase())).toBe(true);
    expect(containsEncodedFile(`See the picture: ${file.toString('base64')} as it was sent.`)).toBe(true);
    expect(containsEncodedFile(`{"image":"${file.toString('base64')}"}`)).toBe(true);
  });

  it.each([
    'data:image/png;base64,iVBORw0KGgo=',
    'DATA:image/jpeg;base64,xx',
    'look: data:;base64,AAAA',
    'data:image/svg+xml;charset=utf-8;base64, PHN2Zy8+',
    'data:image/svg+xml,%3Csvg%20xmlns%3D%22x%22/%3E',
    'data:image/svg+xml;utf8,<svg/>',
    'data:,hello',
    'data:application/octet-stream;name=a.jpg;base64,xx',
    'da\u200bta:image/png;base64,iVBO',
    '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">',
  ])('finds a data URI: %s', (text) => {
    expect(containsEncodedFile(text)).toBe(true);
  });

  it('finds an unknown format by its length', () => {
    expect(containsEncodedFile(photograph(384))).toBe(true);
    expect(containsEncodedFile(`before ${photograph(2000)} after`)).toBe(true);
    expect(containsEncodedFile(Buffer.from(photograph(600), 'base64').toString('hex'))).toBe(true);
  });

  it.each([60, 64, 72, 76])('finds a file wrapped into lines of %i', (width) => {
    expect(containsEncodedFile(wrap(photograph(900), width, '\n'))).toBe(true);
    expect(containsEncodedFile(wrap(photograph(900), width, '\r\n  '))).toBe(true);
    expect(containsEncodedFile(wrap(photograph(900), width, ' '))).toBe(true);
    expect(containsEncodedFile(wrap(photograph(900), width, '\\n'))).toBe(true);
  });

  it('finds a file with invisible characters or escapes', () => {
    expect(containsEncodedFile(wrap(png.toString('base64'), 10, '\u200b'))).toBe(true);
    expect(containsEncodedFile(wrap(png.toString('base64'), 10, '\u00ad'))).toBe(true);
    expect(containsEncodedFile(encodeURIComponent(files['jpeg']?.toString('base64') ?? ''))).toBe(true);
  });

  it('finds a byte dump', () => {
    const bytes = Buffer.from(photograph(200), 'base64').toString('hex');
    const jpeg = files['jpeg']?.toString('hex') ?? '';

    expect(containsEncodedFile(spaced(bytes, 2))).toBe(true);
    expect(containsEncodedFile(spaced(bytes, 4))).toBe(true);
    expect(containsEncodedFile(spaced(bytes, 2, ', '))).toBe(true);
    expect(containsEncodedFile(`\\x${spaced(bytes, 2, '\\x')}`)).toBe(true);
    expect(containsEncodedFile(`[0x${spaced(bytes, 2, ', 0x')}]`)).toBe(true);
    expect(containsEncodedFile(`00000000: ${spaced(jpeg.slice(0, 32), 4)}  ......JFIF`)).toBe(true);
    expect(containsEncodedFile(`00000000  ${spaced(jpeg.slice(0, 32), 2)}  |......JFIF|`)).toBe(true);
  });
});

describe('the detection of a file in other text', () => {
  const hash = (algorithm: string, encoding: 'hex' | 'base64', of: number): string =>
    createHash(algorithm).update(`file ${of}`).digest(encoding);
  const list = (count: number, item: (index: number) => string, by = '\n'): string =>
    Array.from({ length: count }, (_, index) => item(index)).join(by);

  it.each(['md5', 'sha1', 'sha256', 'sha384', 'sha512'])('ignores a list of hashes: %s', (algorithm) => {
    expect(containsEncodedFile(list(200, (of) => hash(algorithm, 'hex', of)))).toBe(false);
    expect(containsEncodedFile(list(200, (of) => hash(algorithm, 'hex', of).toUpperCase(), ', '))).toBe(false);
    expect(containsEncodedFile(`The file ${hash(algorithm, 'base64', 1)} was shared by three.`)).toBe(false);
  });

  it('ignores a list of other identifiers', () => {
    expect(containsEncodedFile(list(60, () => randomBytes(144).toString('base64')))).toBe(false);
    expect(
      containsEncodedFile(
        randomBytes(144)
          .toString('hex')
          .replace(/^ffd8ff/, '000000'),
      ),
    ).toBe(false);
    expect(containsEncodedFile(list(144, (of) => String((of * 37) % 256), ','))).toBe(false);
    expect(containsEncodedFile(list(100, (of) => `0190${of}aa-0000-7000-8000-0000000000ff`, ' '))).toBe(false);
    expect(containsEncodedFile(list(100, (of) => `aa:bb:cc:dd:ee:${(of % 90) + 10}`, ', '))).toBe(false);
    expect(containsEncodedFile(list(100, (of) => `2001:0db8:85a3:0000:0000:8a2e:0370:${7000 + of}`))).toBe(false);
    expect(containsEncodedFile(list(200, (of) => `+1 (555) 010-${1000 + of}`))).toBe(false);
    expect(containsEncodedFile(list(100, (of) => `4111 1111 1111 ${1000 + of}`))).toBe(false);
    expect(containsEncodedFile('FF D8 FF E0 is how such a file begins.')).toBe(false);
  });

  it.each([
    'He said the data: image, video and chat, was on the phone.',
    'data: 2018-03-01, 2018-03-02',
    'metadata:image/jpeg was in the header',
    'https://example.org/cases/files/2018/03/01/a-very-long-path-that-goes-on-and-on/and-on/index.html?x=1&y=2',
    'https://ru.example.org/wiki/%D0%97%D0%B0%D0%B3%D0%BB%D0%B0%D0%B2%D0%BD%D0%B0%D1%8F_%D1%81%D1%82%D1%80%D0%B0%D0%BD%D0%B8%D1%86%D0%B0_%D0%BE%D1%87%D0%B5%D0%BD%D1%8C',
    '/9j/ is what JPEG looks like in base64; iVBORw0KGgo is PNG.',
    'Session eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIn0.dyt0CoTIH8',
    'x'.repeat(20_000),
    '-'.repeat(600),
    '='.repeat(600),
    'ha'.repeat(400),
    'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft',
    '児童'.repeat(2000),
    '12 13 14 15 16 17 '.repeat(50),
    '',
  ])('ignores %s', (text) => {
    expect(containsEncodedFile(text)).toBe(false);
  });

  it('ignores prose, also without punctuation or capitals', () => {
    const prose = 'the suspect wrote from the same address on the first and the third of march and asked for the name ';

    expect(containsEncodedFile(prose.repeat(190))).toBe(false);
    expect(containsEncodedFile(prose.replaceAll(' ', '').slice(0, 500))).toBe(false);
  });

  it('takes time proportional to the length, for any content', () => {
    const pieces = [
      'data:',
      'data:a/b;',
      'data:;a=b',
      'ab ',
      '\\x1',
      `${'ab12'.repeat(125)}.`,
      '%2b',
      'a\n',
      `${'A'.repeat(79)}\n`,
    ];

    for (const piece of pieces) {
      const short = piece.repeat(Math.ceil(1000 / piece.length));
      // A quadratic search takes two hundred times as long. The limit has an order of magnitude of room to both sides.
      const ofShort = minCpuMsOf(() => {
        for (let count = 0; count < 200; count += 1) containsEncodedFile(short);
      });
      expect(minCpuMsOf(() => containsEncodedFile(short.repeat(200)))).toBeLessThan(ofShort * 15);
    }
  });
});
