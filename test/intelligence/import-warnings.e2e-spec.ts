import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ImportView, PreviewView } from '../../src/intelligence/import/import.view.js';
import type { Answer, Client } from '../support/client.js';
import { Given } from '../support/given.js';
import { sharedTracker, type Tracker } from '../support/tracker.js';
import { faultsOfFile, fileEntered, sheetSent, warningsOfFile } from './imports.js';
import { csvOf, xlsxOf, type Spreadsheet } from './spreadsheets.js';

let tracker: Tracker;
let given: Given;
let us: Client;

beforeAll(async () => {
  tracker = await sharedTracker();
  given = new Given(tracker);
});
afterAll(() => tracker.close());
beforeEach(async () => {
  us = tracker.as(await given.account({ agency: await given.agency(), role: 'supervisor' }));
});

const head = ['Source', 'Received', 'State', 'Summary'];
const row = ['public_complaint', '3/1/2018 9:30 AM', 'NE', 'An adult asked for a meeting.'];
const sent = (sheet: Spreadsheet, overrides: object = {}): Promise<Answer<ImportView>> =>
  sheetSent(us, 'complaints', sheet, overrides);

/** Returns the narratives and the number of identifiers of the complaints, after the commit. */
async function entered(answer: Answer<ImportView>): Promise<{ narrative: string; identifiers: number }[]> {
  await fileEntered(us, answer);
  const { body } = await us.get<{ items: { id: string }[] }>('/complaints');
  return tracker.sql(
    `SELECT c.narrative, (SELECT count(*)::integer FROM app.identifiers i WHERE i.complaint_id = c.id) AS identifiers
       FROM app.complaints c WHERE c.id = ANY ($1)`,
    [body.items.map(({ id }) => id)],
  );
}

describe('an optional cell that cannot be read', () => {
  it.each([
    ['Suspect email', 'owl@example.com / his mother', 'suspectEmail', 'is not a valid identifier of this kind'],
    ['Suspect phone', 'ask the mother', 'suspectPhone', 'is not a telephone number'],
    ['Handle', 'night.owl', 'suspectHandle', 'must have a platform'],
    ['Handle', 'owl_1, owl_2', 'suspectHandle', 'holds several user names, or a name of a person'],
    ['Handle', 'owl_1; owl_2', 'suspectHandle', 'holds several user names, or a name of a person'],
    ['Platform', 'Snapchat', 'suspectPlatform', 'must not be set without a handle'],
    ['Incident', 'last spring', 'incidentAt', 'must be a day and a time such as 2018-03-01 09:30'],
    ['Incident', '3/2/2018', 'incidentAt', 'must not be after the receipt'],
    ['Reported to NCMEC', '3/2/2018', 'reportedToNcmecAt', 'must not be after the task force received the complaint'],
    ['Type', 'odd', 'type', 'must be one of'],
  ])('is a warning, and its text stays in the narrative: %s %s', async (column, cell, field, detail) => {
    const answer = await sent(
      csvOf([
        [...head, column],
        [...row, cell],
      ]),
    );

    expect(answer.body).toMatchObject({ rows: 1, ready: 1, faulty: 0, warnings: 1 });
    expect(await faultsOfFile(us, answer)).toEqual([]);
    expect(await warningsOfFile(us, answer)).toEqual([expect.stringContaining(`2,${field},"${detail}`)]);
    expect(await entered(answer)).toEqual([
      { narrative: `${row[3] ?? ''}\n\nNot read on import: ${column}: ${cell}`, identifiers: 0 },
    ]);
  });

  it('leaves the other cells of its row as they are', async () => {
    const columns = [...head, 'Suspect phone', 'Suspect email', 'Incident'];
    const answer = await sent(csvOf([columns, [...row, '402-555-0100', 'owl at example', 'spring\n of 2018']]));

    expect(answer.body).toMatchObject({ ready: 1, warnings: 2 });
    expect(await entered(answer)).toEqual([
      {
        narrative: [
          row[3],
          '',
          'Not read on import: Suspect email: owl at example',
          'Not read on import: Incident: spring of 2018',
        ].join('\n'),
        identifiers: 1,
      },
    ]);
  });

  it('makes the same tip of the same row, so that a second file changes nothing', async () => {
    const file = csvOf([
      [...head, 'Type'],
      [...row, 'odd'],
    ]);
    await fileEntered(us, await sent(file));

    expect((await sent(file)).body).toMatchObject({ known: 1, ready: 0, warnings: 0 });
  });

  it('is a fault where the text cannot stay: a formula, or a narrative that would be too long', async () => {
    const formula = { xml: '<c r="E2" t="str"><f>UPPER("x")</f><v>X</v></c>' };
    const workbook = await sent(
      xlsxOf([
        [...head, 'Suspect email'],
        [...row, formula],
      ]),
    );
    const long = await sent(
      csvOf([
        [...head, 'Type'],
        [...row.slice(0, 3), 'a '.repeat(9_990), 'x'.repeat(150)],
      ]),
    );

    expect(await faultsOfFile(us, workbook)).toEqual(['2,suspectEmail,"holds a formula: replace it with its value"']);
    expect(await faultsOfFile(us, long)).toEqual([
      '2,narrative,"must be at most 20000 characters long"',
      expect.stringMatching(/^2,type,/),
    ]);
  });

  it.each([
    ['Agency', 'Nowhere Police', 'agency'],
    ['Number', 'T'.repeat(61), 'externalReference'],
    ['State', 'Atlantis', 'state'],
    ['Received', 'in spring', 'receivedAt'],
  ])('is a fault in a column that decides which complaint it is: %s', async (column, cell, field) => {
    const columns = head.includes(column) ? head : [...head, column];
    const cells = columns.map((one, at) => (one === column ? cell : (row[at] ?? '')));
    const answer = await sent(csvOf([columns, cells]));

    expect(answer.body).toMatchObject({ ready: 0, faulty: 1, warnings: 0 });
    expect(await faultsOfFile(us, answer)).toEqual([expect.stringMatching(new RegExp(`^2,${field},`))]);
  });

  it('is marked in the preview', async () => {
    const { file } = csvOf([
      [...head, 'Type'],
      [...row, 'odd'],
    ]);
    const { body } = await us.post<PreviewView>('/imports/previews', {
      kind: 'complaints',
      format: 'csv',
      sample: file,
    });

    expect(body.rows[0]?.fields).toContainEqual(
      expect.objectContaining({ field: 'type', cell: 'odd', value: null, isWarning: true }),
    );
  });
});
