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

/** Returns the names and the email addresses of the suspects and of the recipients. */
function peopleOf(...lines: readonly string[]): unknown[] {
  const { report } = readPaperReport(lines.map((line) => ({ page: 1, cells: [line] })));
  const { reportedPeople, intendedRecipients } = report['reportedInformation'] as {
    reportedPeople?: { reportedPersons: PaperPerson[] };
    intendedRecipients?: { intendedRecipients: PaperPerson[] };
  };
  return [reportedPeople?.reportedPersons, intendedRecipients?.intendedRecipients].map((people) =>
    people?.map(({ firstName, emails }) => [firstName, ...(emails?.emails ?? []).map(({ value }) => value)]),
  );
}

interface PaperPerson {
  readonly firstName?: string;
  readonly emails?: { readonly emails: readonly { readonly value: string }[] };
}

const [ofOne, ofOther] = ['Email Address: one@example.net', 'Email Address: other@example.net'];

describe('a person of a report on paper', () => {
  it('ends with a second name', () => {
    expect(peopleOf('Suspects', 'First Name: Rowan', ofOne, 'First Name: Alex', ofOther)[0]).toEqual([
      ['Rowan', 'one@example.net'],
      ['Alex', 'other@example.net'],
    ]);
  });

  it.each(['Suspect 2', 'Suspect #2', 'Suspect 2 of 2', 'Suspect (2)', 'Suspect Information 2:'])(
    'ends with the heading of the next: %s',
    (heading) => {
      expect(peopleOf('Suspect 1', ofOne, heading, ofOther)[0]).toEqual([
        [undefined, 'one@example.net'],
        [undefined, 'other@example.net'],
      ]);
    },
  );

  it.each([
    ...['Victims', 'Victim 1', 'Child Victims', 'Child Victim: MV1', 'Reporting Person 1', 'Contact Person: Desk'],
    ...['Recipient: unknown', 'Suspect: see below'],
  ])('has nothing below a heading of somebody else, or one with a text: %s', (heading) => {
    expect(peopleOf('Suspect', ofOne, heading, ofOther)).toEqual([[[undefined, 'one@example.net']], undefined]);
  });

  it.each(['Intended Recipients', 'Intended Recipient 1'])(
    'is not the recipient, who has another heading: %s',
    (heading) => {
      expect(peopleOf('Suspect', ofOne, heading, ofOther)).toEqual([
        [[undefined, 'one@example.net']],
        [[undefined, 'other@example.net']],
      ]);
    },
  );
});
