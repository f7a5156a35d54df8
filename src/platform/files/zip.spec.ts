import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { strToU8, zipSync, type Zippable } from 'fflate';
import { RefusedFile } from './refused-file.js';
import { zipEntries, type ZipLimits } from './zip.js';

const limits: ZipLimits = { entries: 10, entryBytes: 1_000_000, totalBytes: 2_000_000, ratio: 100 };
const packed = (files: Zippable): Buffer => Buffer.from(zipSync(files));
const one = packed({ 'a.json': strToU8('{"a":1}') });

function faultsIn(archive: Buffer, overrides: Partial<ZipLimits> = {}): string[] {
  try {
    return zipEntries(archive, { ...limits, ...overrides }, () => true).map((entry) => {
      try {
        return entry.bytes().toString();
      } catch (refused) {
        if (!(refused instanceof RefusedFile)) throw refused;
        return refused.fault;
      }
    });
  } catch (refused) {
    if (!(refused instanceof RefusedFile)) throw refused;
    return [refused.fault];
  }
}

async function inPieces(archive: Buffer): Promise<string[]> {
  const all: string[] = [];
  for (const entry of zipEntries(archive, limits, () => true)) {
    try {
      let text = '';
      for await (const piece of entry.pieces()) {
        expect(piece.length).toBeLessThanOrEqual(65_536);
        text += piece.toString();
      }
      all.push(text);
    } catch (refused) {
      if (!(refused instanceof RefusedFile)) throw refused;
      all.push(refused.fault);
    }
  }
  return all;
}

function altered(archive: Buffer, at: number, ...bytes: readonly number[]): Buffer {
  const copy = Buffer.from(archive);
  copy.set(bytes, at);
  return copy;
}

const listAt = one.readUInt32LE(one.length - 6);

describe('a ZIP archive', () => {
  it('is read entry by entry, compressed or stored', () => {
    const files = packed({ 'a.json': strToU8('1'), 'b/c.json': [strToU8('2'), { level: 0 }], 'd/': new Uint8Array() });

    expect(faultsIn(files)).toEqual(['1', '2']);
    expect(faultsIn(packed({}))).toEqual([]);
  });

  it('is not decompressed for unwanted entries', () => {
    const files = packed({ 'a.json': strToU8('1'), 'p.jpg': [new Uint8Array(5_000_000), { level: 9 }] });

    const entries = zipEntries(files, limits, (name) => name.endsWith('.json'));

    expect(entries.map(({ position, name }) => [position, name])).toEqual([[1, 'a.json']]);
  });

  it('has entry names that are not used as paths', () => {
    const files = packed({ '../../etc/passwd': strToU8('1'), 'C:\\x': strToU8('3') });

    expect(faultsIn(files)).toEqual(['1', '3']);
  });

  it.each([
    ['not a ZIP', Buffer.from('{"a":1}'), ['not-a-zip']],
    ['nothing', Buffer.alloc(0), ['not-a-zip']],
    ['half an archive', one.subarray(0, listAt + 10), ['truncated-zip']],
    ['an archive without its last byte', one.subarray(0, -1), ['truncated-zip']],
    ['a multipart archive', altered(one, one.length - 18, 1), ['split-zip']],
    ['ZIP64', altered(one, one.length - 12, 0xff, 0xff, 0xff, 0xff), ['large-zip']],
    ['an encrypted entry', altered(altered(one, listAt + 8, 1), 6, 1), ['encrypted']],
    ['an unsupported compression', altered(altered(one, listAt + 10, 99), 8, 99), ['unknown-packing']],
    ['a different local name', altered(one, 30, 0x62), ['damaged-zip']],
    ['changed bytes', altered(one, 38, 0), ['damaged-zip']],
    ['a size that is too small', altered(one, listAt + 24, 3), ['damaged-zip']],
    ['a size that is too large', altered(one, listAt + 24, 30), ['damaged-zip']],
    ['a wrong checksum', altered(one, listAt + 16, 0), ['damaged-zip']],
    ['an entry at another offset', altered(one, listAt + 42, 5), ['damaged-zip']],
    ['a nested ZIP', packed({ 'a.zip': one }), ['archive-in-archive']],
    ['a nested gzip', packed({ 'a.json': Uint8Array.of(0x1f, 0x8b, 8) }), ['archive-in-archive']],
    ['a bomb', packed({ 'a.json': [new Uint8Array(900_000), { level: 9 }] }), ['packed-too-tightly']],
    ['an entry above the maximum size', packed({ 'a.json': new Uint8Array(1_000_001) }), ['too-large-unpacked']],
  ])('is rejected with its fault: %s', (_, archive, faults) => {
    expect(faultsIn(archive)).toEqual(faults);
  });

  it('is read in pieces with the same result', async () => {
    const long = Buffer.from(Array.from({ length: 40_000 }, (_, at) => `${at}\n`).join(''));
    const files = packed({ 'a.txt': long, 'b.txt': [long, { level: 0 }] });
    const listed = files.lastIndexOf('PK\u0001\u0002', files.lastIndexOf('b.txt') - 50);

    expect(await inPieces(files)).toEqual([long.toString(), long.toString()]);
    expect(await inPieces(altered(files, listed + 16, 0))).toEqual(['damaged-zip', long.toString()]);
    expect(await inPieces(altered(files, listed + 24, 1))).toEqual(['damaged-zip', long.toString()]);
    expect(await inPieces(altered(files, 40, 0xff))).toEqual(['damaged-zip', long.toString()]);
    expect(await inPieces(packed({ 'a.json': [new Uint8Array(900_000), { level: 9 }] }))).toEqual([
      'packed-too-tightly',
    ]);
    expect(await inPieces(packed({ 'a.json': new Uint8Array(1_000_001) }))).toEqual(['too-large-unpacked']);
  });

  it('is rejected with too many entries or too many bytes', () => {
    const eleven = packed(Object.fromEntries(Array.from({ length: 11 }, (_, at) => [`${at}.json`, strToU8('1')])));

    expect(faultsIn(eleven)).toEqual(['too-many-entries']);
    expect(faultsIn(eleven, { entries: 11 })).toHaveLength(11);
    expect(faultsIn(eleven, { entries: 11, totalBytes: 10 })).toEqual(['too-large-unpacked']);
  });

  it('reports an entry whose local name differs', () => {
    const two = packed({ 'a.json': strToU8('1'), 'b.json': strToU8('2') });
    const at = two.indexOf('b.json');
    const listed = two.lastIndexOf('b.json');

    expect(faultsIn(altered(altered(two, at, 0x61), listed, 0x61))).toEqual(['1', 'name-twice']);
  });

  it('is rejected with overlapping entries', () => {
    const two = packed({ 'a.json': strToU8('1'), 'a.jsom': strToU8('2') });
    const second = two.lastIndexOf('PK\u0001\u0002');
    const listed = Buffer.from(two);
    listed.writeUInt32LE(0, second + 42);
    listed.set(Buffer.from('a.json'), second + 46);

    expect(faultsIn(listed)).toEqual(['damaged-zip']);
  });

  it('is read or rejected after any change of its bytes', () => {
    const files = packed({ 'a.json': strToU8('{"a":1}'), 'b.json': strToU8('x'.repeat(500)) });
    const change = fc.record({ at: fc.nat(files.length - 1), byte: fc.nat(255) });
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 8 }), fc.nat(files.length), (changes, end) => {
        const archive = changes.reduce((bytes, { at, byte }) => altered(bytes, at, byte), files);
        faultsIn(archive);
        faultsIn(archive.subarray(0, end));
      }),
      { numRuns: 3000 },
    );
  });
});
