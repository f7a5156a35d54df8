import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ImportView, PreviewView } from '../../src/intelligence/import/import.view.js';
import type { Answer, Client } from '../support/client.js';
import { Given } from '../support/given.js';
import { sharedTracker, type Tracker } from '../support/tracker.js';
import { faultsOfFile, sheetSent, warningsOfFile } from './imports.js';
import { workbookOf, workbookType } from '../support/workbooks.js';
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

const sent = (sheet: Spreadsheet, overrides: object = {}): Promise<Answer<ImportView>> =>
  sheetSent(us, 'complaints', sheet, overrides);

/** Returns the staged records of an import, in row order. */
async function stagedRecords({ body }: Answer<ImportView>): Promise<Record<string, unknown>[]> {
  const rows = await tracker.sql<{ record: Record<string, unknown> }>(
    'SELECT record FROM staging.import_rows WHERE batch_id = $1 ORDER BY row',
    [body.id],
  );
  return rows.map(({ record }) => record);
}

const head = ['Source', 'Tip number', 'Received', 'State', 'Summary'];
const row = (n: number): string[] => [
  'public_complaint',
  `T-${n}`,
  '3/1/2018 9:30 AM',
  'NE',
  `An adult asked, in chat ${n}, for a meeting.`,
];
const title = ['Complaint log 2018'];

describe('the head of a spreadsheet', () => {
  it.each([
    ['on the first row of CSV', csvOf([head, row(1)]), 1, 'comma'],
    ['below a title', csvOf([title, head, row(1)]), 2, 'comma'],
    ['below a title and blank rows', csvOf([title, [], ['', ''], head, row(1)]), 4, 'comma'],
    ['below a title that names one column', csvOf([['Summary', '2018'], head, row(1)]), 2, 'comma'],
    ['on the first row of a workbook', xlsxOf([head, row(1)]), 1, null],
    ['below a merged title of a workbook', xlsxOf([title, [], head, row(1)], 'A1:E1'), 3, null],
    [
      'with unnamed columns at its end',
      csvOf([
        [...head, '', ''],
        [...row(1), '', ''],
      ]),
      1,
      'comma',
    ],
    ['in a file with semicolons', csvOf([title, head, row(1)], ';'), 2, 'semicolon'],
    ['in a file with tabs', csvOf([head, row(1)], '\t'), 1, 'tab'],
    ['in a file with pipes', csvOf([head, row(1)], '|'), 1, 'pipe'],
    ['below the separator line of Excel', csvOf([['sep=', ''], head, row(1)], ';'), 2, 'semicolon'],
    [
      'with a narrative of several lines',
      csvOf([head, [...row(1).slice(0, 4), 'One line.\nAnother; a third.']]),
      1,
      'comma',
    ],
  ] as const)('is found %s', async (_, spreadsheet, headRow, separator) => {
    const answer = await sent(spreadsheet);

    expect(answer.body).toMatchObject({ state: 'checked', rows: 1, ready: 1, headRow, separator });
  });

  it('is the row that the request names', async () => {
    const rows = [head, ['Kind of log', 'CT', 'Date', 'Place', 'Text'], row(1)];
    const columns = {
      source: 'Kind of log',
      externalReference: 'CT',
      receivedAt: 'Date',
      state: 'Place',
      narrative: 'Text',
    };
    const mapping = Object.entries(columns).map(([field, column]) => ({ field, column }));
    const answer = await sent(csvOf(rows), { mapping, headRow: 2 });

    expect(answer.body).toMatchObject({ rows: 1, ready: 1, headRow: 2 });
  });

  it.each([
    [
      csvOf([title, row(1)]),
      {},
      'has no column for source, receivedAt, state, narrative in row 1, which was read as the head: map a column, give a constant, or name the row of the head',
    ],
    [csvOf([head, row(1)]), { headRow: 9 }, 'has no row 9, or that row is blank: name the row of the head'],
    [xlsxOf([head, row(1)]), { headRow: 9 }, 'has no row 9, or that row is blank: name the row of the head'],
    [csvOf([[], ['', '']]), {}, 'is empty'],
  ] as const)('is refused with its remedy when it is missing: %#', async (spreadsheet, over, detail) => {
    const answer = await sent(spreadsheet, over);

    expect([answer.status, answer.body]).toEqual([
      422,
      expect.objectContaining({ errors: [expect.objectContaining({ pointer: '#', detail })] as unknown }),
    ]);
  });

  it('leaves the numbers of rows as the spreadsheet shows them', async () => {
    const faulty = [...row(2).slice(0, 3), 'Atlantis', 'It was seen.'];
    const answer = await sent(csvOf([title, [], head, row(1), [' ', ''], faulty]));

    expect(answer.body).toMatchObject({ rows: 2, ready: 1, faulty: 1 });
    expect(await faultsOfFile(us, answer)).toEqual([
      '6,state,"must be the name of a State or its two-letter postal code"',
    ]);
  });
});

describe('a second head', () => {
  const other = ['Source', 'Received', 'Tip number', 'State', 'Summary'];
  const detail = 'has a second head in row 3: save each table as a file of its own';

  it.each([
    ['CSV', csvOf([head, row(1), other, row(2)])],
    ['a workbook', xlsxOf([head, row(1), other, row(2)])],
  ])('with another order of columns refuses the file: %s', async (_, spreadsheet) => {
    const answer = await sent(spreadsheet);

    expect(answer).toMatchObject({ status: 422, body: { errors: [{ pointer: '#', detail }] } });
  });

  it.each([
    ['CSV', csvOf([head, row(1), head, row(2)])],
    ['a workbook', xlsxOf([head, row(1), head, row(2)])],
  ])('with the same columns is a faulty row: %s', async (_, spreadsheet) => {
    const answer = await sent(spreadsheet);

    expect(answer.body).toMatchObject({ rows: 3, ready: 2, faulty: 1 });
    expect(await faultsOfFile(us, answer)).toEqual(['3,row,"repeats the head: remove the row"']);
  });

  it('in two rows takes the one with the names of columns', async () => {
    const groups = ['', 'Report', '', 'Place', 'Text'];
    const answer = await sent(xlsxOf([groups, head, row(1)], 'B1:C1'));

    expect(answer.body).toMatchObject({ rows: 1, ready: 1, headRow: 2 });
  });
});

describe('merged cells of a workbook', () => {
  it('are filled down', async () => {
    const rows = [head, row(1), ['', ...row(2).slice(1, 3), '', row(2)[4] ?? ''], row(3)];
    const answer = await sent(xlsxOf(rows, 'A2:A3', 'D2:D3'));

    expect(answer.body).toMatchObject({ rows: 3, ready: 3, faulty: 0 });
    expect(await stagedRecords(answer)).toEqual(
      [1, 2, 3].map(() => expect.objectContaining({ jurisdiction_state: 'NE' })),
    );
  });

  it('are not filled beyond their last row, nor from the head', async () => {
    const blank = ['', ...row(2).slice(1)];
    const answer = await sent(xlsxOf([head, blank, row(3), blank, blank], 'A1:A2', 'A3:A4'));

    expect(await faultsOfFile(us, answer)).toEqual(['2,source,"must not be empty"', '5,source,"must not be empty"']);
  });

  it('with a formula are a fault in each of their rows', async () => {
    const formula = { xml: '<c r="A2" t="str"><f>UPPER("x")</f><v>X</v></c>' };
    const answer = await sent(xlsxOf([head, [formula, ...row(1).slice(1)], ['', ...row(2).slice(1)]], 'A2:A3'));

    expect(await faultsOfFile(us, answer)).toEqual([
      '2,source,"holds a formula: replace it with its value"',
      '3,source,"holds a formula: replace it with its value"',
    ]);
  });
});

describe('the rules of an import', () => {
  it('give constants to rows and columns without a value', async () => {
    const rows = [
      ['Received', 'State', 'Summary'],
      ['3/1/2018 9:30 AM', 'Iowa', 'It was seen.'],
      ['3/2/2018 9:30 AM', '', 'Again.'],
    ];
    const constants = [
      { field: 'source', value: 'NCMEC CyberTip' },
      { field: 'state', value: 'Nebraska' },
    ];
    const answer = await sent(csvOf(rows), { constants });

    expect(answer.body).toMatchObject({ ready: 2, constants });
    expect(await stagedRecords(answer)).toEqual([
      expect.objectContaining({ source: 'ncmec_cybertip', jurisdiction_state: 'IA' }),
      expect.objectContaining({ source: 'ncmec_cybertip', jurisdiction_state: 'NE' }),
    ]);
  });

  it('take each name of a State', async () => {
    const names = ['Nebraska', 'district of columbia', 'Washington, D.C.', 'Virgin Islands', 'U.S. Virgin Islands'];
    const rows = names.map((name) => ['ncmec_cybertip', '3/1/2018 9:30 AM', name, `Seen in ${name}.`]);
    const answer = await sent(csvOf([['Source', 'Received', 'State', 'Summary'], ...rows]));

    const staged = await stagedRecords(answer);
    expect(staged.map((record) => record['jurisdiction_state'])).toEqual(['NE', 'DC', 'DC', 'VI', 'VI']);
  });

  it('translate the words of a column, in any case', async () => {
    const rows = [
      [...head, 'Type'],
      [...row(1), 'OE'],
      [...row(2), 'oe'],
      [...row(3), 'Sextortion'],
    ];
    const translations = [{ field: 'type', cell: 'OE', value: 'Online Enticement' }];
    const answer = await sent(csvOf(rows), { translations });

    expect(answer.body).toMatchObject({ ready: 3, translations });
    expect((await stagedRecords(answer)).map(({ type }) => type)).toEqual(['enticement', 'enticement', 'sextortion']);
  });

  it.each([
    [{ constants: [{ field: 'state', value: 'Atlantis' }] }, '#/constants/0/value'],
    [{ constants: [{ field: 'familyName', value: 'Sample' }] }, '#/constants/0/field'],
    [{ constants: ['NE', 'IA'].map((value) => ({ field: 'state', value })) }, '#/constants/1'],
    [{ translations: [{ field: 'type', cell: 'OE', value: 'nothing known' }] }, '#/translations/0/value'],
    [
      { translations: ['OE', 'o.e.'].map((cell) => ({ field: 'type', cell, value: 'enticement' })) },
      '#/translations/1',
    ],
    [{ headRow: 0 }, '#/headRow'],
  ])('are rejected before the upload: %j', async (over, pointer) => {
    const answer = await us.post('/imports', { kind: 'complaints', ...over });

    expect([answer.status, answer.body['errors']]).toEqual([422, [expect.objectContaining({ pointer })]]);
  });

  it('are shown by the preview, with the cell and its value', async () => {
    const sample = csvOf(
      [title, ['Received', 'State', 'Summary', 'Type'], ['3/1/2018 9:30 AM', 'nebraska', 'It was seen.', 'OE']],
      ';',
    );
    const { body } = await us.post<PreviewView>('/imports/previews', {
      ...{ kind: 'complaints', format: 'csv', sample: sample.file },
      constants: [{ field: 'source', value: 'NCMEC' }],
      translations: [{ field: 'type', cell: 'oe', value: 'enticement' }],
    });

    expect(body).toMatchObject({ headRow: 2, separator: 'semicolon', missing: [] });
    expect(body.rows[0]?.fields).toEqual(
      expect.arrayContaining([
        { field: 'state', cell: 'nebraska', value: 'NE', fault: null, isWarning: false },
        { field: 'type', cell: 'OE', value: 'enticement', fault: null, isWarning: false },
        { field: 'source', cell: null, value: 'ncmec_cybertip', fault: null, isWarning: false },
      ]),
    );
  });
});

describe('a column that does not say whose value it has', () => {
  it.each([
    ['Phone', '402-555-0134', 'reporterPhone', 'phone', 'reporter'],
    ['Email address', 'owl@example.com', 'reporterEmail', 'email', 'reporter'],
    ['URL', 'https://www.example.com/owl', 'suspectUrl', 'url', 'suspect'],
  ])('is mapped by a person: %s', async (column, cell, field, kind, role) => {
    const sheet = csvOf([
      [...head, column],
      [...row(1), cell],
    ]);

    expect((await sent(sheet)).body).toMatchObject({
      errors: [{ pointer: '#', detail: 'has unknown columns at 6: map them, or leave them out' }],
    });
    const answer = await sent(sheet, { mapping: [{ field, column }] });
    const [staged] = await tracker.sql<{ parts: unknown[] }>(
      'SELECT parts FROM staging.import_rows WHERE batch_id = $1',
      [answer.body.id],
    );
    expect(staged?.parts).toMatchObject([{ role, kind }]);
  });
});

describe('a number that a spreadsheet has shortened', () => {
  const fault = 'is a number with an exponent or a fraction: format the column as text, and enter each digit';

  it.each(['1.07311E+08', '107310001.0'])('is a fault as the number of a tip: %s', async (cell) => {
    const answer = await sent(csvOf([head, ['NCMEC', cell, ...row(1).slice(2)]]));

    expect(await faultsOfFile(us, answer)).toEqual([`2,externalReference,"${fault}"`]);
  });

  it('is no identifier, and stays in the narrative', async () => {
    const cells = [...row(1), '4.02555E+09'];
    const answer = await sent(csvOf([[...head, 'Suspect phone'], cells]));

    expect(answer.body).toMatchObject({ ready: 1, faulty: 0, warnings: 1 });
    const [record] = await stagedRecords(answer);
    expect(record?.['narrative']).toContain('Not read on import: Suspect phone: 4.02555E+09');
  });
});

describe('a day in the wrong century', () => {
  it('is a fault as the day of the receipt', async () => {
    const received = [...row(1).slice(0, 2), '3/1/1918', ...row(1).slice(3)];
    const answer = await sent(csvOf([head, received]));

    expect(await faultsOfFile(us, answer)).toEqual([
      '2,receivedAt,"must not be before 1970: enter the year with the right century"',
    ]);
  });

  it('is no incident, and stays in the narrative', async () => {
    const answer = await sent(
      csvOf([
        [...head, 'Incident'],
        [...row(1), '2/28/1918'],
      ]),
    );

    expect(await warningsOfFile(us, answer)).toEqual([
      '2,incidentAt,"must not be before 1970: correct the century, or leave it if it is right"',
    ]);
    const [record] = await stagedRecords(answer);
    expect(record).toMatchObject({
      incident_at: null,
      narrative: expect.stringContaining('Not read on import: Incident: 2/28/1918') as unknown,
    });
  });
});

describe('a workbook with two visible sheets', () => {
  const second = (state: string): Spreadsheet => ({
    type: workbookType,
    file: workbookOf({
      rows: [head, row(1)],
      sheets: `<sheet name="2018" sheetId="1" r:id="rows"/><sheet name="2019" sheetId="2" ${state} r:id="other"/>`,
    }),
  });

  it('is refused, because the rows of one would be missing', async () => {
    const answer = await sent(second(''));

    const detail = 'has values in several sheets: hide the others, or save each as a file of its own';
    expect(answer).toMatchObject({ status: 422, body: { errors: [{ pointer: '#', detail }] } });
    expect((await sent(second('state="hidden"'))).body).toMatchObject({ rows: 1, ready: 1 });
  });
});

describe('the number of a CyberTip', () => {
  it.each([
    ['CT number', 'CT 107310001'],
    ['CT #', 'CT#107310001'],
    ['CT', '107310001'],
    ['CTR', 'CTR: 107310001'],
    ['CyberTip', 'CyberTip No. 107310001'],
    ['CyberTip number', 'Cybertip 107310001'],
    ['Tip number', 'CyberTipline Report 107310001'],
  ])('is read from the column %s and the cell %s', async (name, cell) => {
    const columns = head.map((column) => (column === 'Tip number' ? name : column));
    const answer = await sent(csvOf([columns, ['NCMEC', cell, ...row(1).slice(2)]]));

    expect(answer.body).toMatchObject({ ready: 1, faulty: 0 });
    expect(await stagedRecords(answer)).toEqual([expect.objectContaining({ external_reference: '107310001' })]);
  });

  it('is no other source’s number, which stays as it is', async () => {
    const answer = await sent(csvOf([head, ['other_agency', 'CT 107310001', ...row(1).slice(2)]]));

    expect(await stagedRecords(answer)).toEqual([expect.objectContaining({ external_reference: 'CT 107310001' })]);
  });

  it('names the complaint of another record', async () => {
    const tip = {
      source: 'ncmec_cybertip',
      externalReference: '107310001',
      receivedAt: '2026-03-01T12:00:00Z',
    } as const;
    const complaint = await given.complaint(tip);
    const by = tracker.as(await given.account({ taskForceId: complaint.taskForceId, role: 'supervisor' }));
    const columns = ['Source', 'CT #', 'Given name', 'Family name', 'Offender class', 'Juvenile', 'Identified on'];
    const cells = ['NCMEC', 'CT 107310001', 'Alex', 'Sample', 'unknown', 'false', '2026-03-01'];

    const answer = await sheetSent(by, 'suspects', csvOf([columns, cells]));

    expect(answer.body).toMatchObject({ ready: 1, faulty: 0 });
  });
});

describe('the words of a log', () => {
  it.each([
    ['Source', 'NCMEC', 'source', 'ncmec_cybertip'],
    ['Source', 'Member of the public', 'source', 'public_complaint'],
    ['Source', 'UC persona', 'source', 'undercover_work'],
    ['Source', 'Undercover work', 'source', 'undercover_work'],
    ['Source', 'p2p', 'source', 'peer_to_peer'],
    ['Source', 'Peer-to-peer investigation', 'source', 'peer_to_peer'],
    ['State', 'new york', 'jurisdiction_state', 'NY'],
    ['State', 'ne', 'jurisdiction_state', 'NE'],
    ['Type', 'Online Enticement', 'type', 'enticement'],
    ['Type', 'CSAM: possession', 'type', 'csam_possession'],
    ['Type', 'CSAM: receipt', 'type', 'csam_receipt'],
    ['Type', 'Receipt of child pornography', 'type', 'csam_receipt'],
    ['Type', 'CSAM manufacture', 'type', 'csam_manufacture'],
    ['Type', 'Production of CSAM', 'type', 'csam_manufacture'],
    ['Mode', 'Reactive', 'mode', 'reactive'],
    ['Mode', 'R', 'mode', 'reactive'],
    ['Mode', 'p', 'mode', 'proactive'],
  ])('are codes: %s %s', async (column, cell, name, code) => {
    const columns = [...head, 'Type', 'Mode'];
    const cells = [...row(1), '', ''].map((one, at) => (columns[at] === column ? cell : one));
    const answer = await sent(csvOf([columns, cells]));

    expect(await stagedRecords(answer)).toEqual([expect.objectContaining({ [name]: code })]);
  });

  it.each(['none', 'N/A', 'NA', '--', 'Unknown'])('%s is an empty cell, except in the narrative', async (word) => {
    const columns = [...head, 'County', 'Suspect phone', 'Type'];
    const answer = await sent(csvOf([columns, [...row(1).slice(0, 4), word, word, word, word]]));

    expect(await stagedRecords(answer)).toEqual([
      expect.objectContaining({ jurisdiction_county: null, type: null, narrative: word }),
    ]);
  });

  it.each([
    ['Suspect phone', '402-555-0100; (402) 555-0101', ['+14025550100', '+14025550101']],
    ['Reporter phone', '4025550100/4025550101,', ['+14025550100', '+14025550101']],
    ['Suspect email', 'owl@example.com, finch@example.com', ['owl@example.com', 'finch@example.com']],
  ])('that are several numbers or addresses in a cell are split: %s %s', async (column, cell, values) => {
    const answer = await sent(
      csvOf([
        [...head, column],
        [...row(1), cell],
      ]),
    );

    expect(await faultsOfFile(us, answer)).toEqual([]);
    const staged = await tracker.sql<{ parts: { normalised: string }[] }>(
      'SELECT parts FROM staging.import_rows WHERE batch_id = $1',
      [answer.body.id],
    );
    expect(staged.flatMap(({ parts }) => parts.map(({ normalised }) => normalised))).toEqual(values);
  });

  it('say yes or no by a word or a letter', async () => {
    const { id } = (
      await us.post<{ id: string }>('/complaints', {
        ...{ source: 'public_complaint', receivedAt: '2018-03-01T15:30:00Z', narrative: 'It was seen.' },
        jurisdiction: { state: 'NE' },
      })
    ).body;
    const columns = ['Complaint', 'Last name', 'Offender class', 'Juvenile', 'Identified'];
    const rows = ['Yes', 'n', 'FALSE', 'maybe'].map((word, n) => [id, `Sample${n}`, 'Non-contact', word, '3/2/2018']);
    const answer = await sheetSent(us, 'suspects', csvOf([columns, ...rows]));

    expect((await stagedRecords(answer)).map(({ juvenile, offenderClass }) => [juvenile, offenderClass])).toEqual([
      [true, 'non_contact'],
      [false, 'non_contact'],
      [false, 'non_contact'],
    ]);
    expect(await faultsOfFile(us, answer)).toEqual(['5,juvenile,"must be yes or no"']);
  });
});
