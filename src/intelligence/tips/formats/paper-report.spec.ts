import { describe, expect, it } from '@jest/globals';
import { readPaperReport } from './paper-report.js';

const [one, other] = ['d41d8cd98f00b204e9800998ecf8427e', '900150983cd24fb0d6963f7d28e17f72'];
const sha1 = 'da39a3ee5e6b4b0d3255bfef95601890afd80709';

/** Returns the name and the hashes of each file below the heading of files. */
function filesOf(...lines: readonly string[]): unknown {
  const { report } = readPaperReport(
    ['Uploaded File Information', ...lines].map((line) => ({ page: 1, cells: [line] })),
  );
  const { uploadedFiles } = report['reportedInformation'] as {
    uploadedFiles: { uploadedFiles: { filename?: string; verificationHash?: { value: string }[] }[] };
  };
  return uploadedFiles.uploadedFiles.map(({ filename, verificationHash = [] }) => [
    filename,
    ...verificationHash.map(({ value }) => value),
  ]);
}

describe('a file of a report on paper', () => {
  it('has its hashes of all kinds, each once', () => {
    expect(filesOf('Filename: a1.dat', `MD5: ${one}`, `SHA-1: ${sha1}`, `MD5: ${one}`)).toEqual([
      ['a1.dat', one, sha1],
    ]);
  });

  it.each([
    ['a second name', ['Filename: a1.dat', `MD5: ${one}`, 'Filename: a2.dat', `MD5: ${other}`], 'a1.dat', 'a2.dat'],
    ['a second hash of a kind', [`MD5: ${one}`, `MD5: ${other}`], undefined, undefined],
    [
      'a hash before its name',
      [`MD5: ${one}`, 'Filename: a1.dat', `MD5: ${other}`, 'Filename: a2.dat'],
      'a1.dat',
      'a2.dat',
    ],
  ])('ends with %s', (_, lines, first, second) => {
    expect(filesOf(...lines)).toEqual([
      [first, one],
      [second, other],
    ]);
  });
});
