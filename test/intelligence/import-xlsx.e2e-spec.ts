import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ImportView } from '../../src/intelligence/import/import.view.js';
import type { Answer, Client } from '../support/client.js';
import { Given, type GivenAccount } from '../support/given.js';
import { faultsOfFile, fileEntered, fileSent } from './imports.js';
import { sharedTracker, type Tracker } from '../support/tracker.js';
import { rowsOf, sheetOf, workbookOf, workbookType, type GivenCell } from '../support/workbooks.js';

let tracker: Tracker;
let given: Given;
let supervisor: GivenAccount;
let us: Client;

beforeAll(async () => {
  tracker = await sharedTracker();
  given = new Given(tracker);
});
afterAll(() => tracker.close());
beforeEach(async () => {
  supervisor = await given.account({ agency: await given.agency(), role: 'supervisor' });
  us = tracker.as(supervisor);
});

const head = ['source', 'tip number', 'date received', 'state', 'narrative', 'suspect email'];
const at = '2018-03-01T09:30:00-06:00';
const tip = (n: number): readonly (string | number)[] => [
  'public_complaint',
  107_324_880 + n,
  at,
  'NE',
  `An adult asked for meeting ${n}.`,
  `owl${n}@example.com`,
];

const sent = (file: Uint8Array, type = workbookType, overrides: object = {}): Promise<Answer<ImportView>> =>
  fileSent(us, 'complaints', file, { type, overrides });

describe('a workbook of complaints', () => {
  it('is validated, then committed', async () => {
    const answer = await sent(workbookOf({ rows: [head, tip(1), tip(2)] }));
    expect(answer.body).toMatchObject({ state: 'checked', format: 'xlsx', rows: 2, ready: 2, faulty: 0, logged: 0 });

    expect(await fileEntered(us, answer)).toMatchObject({ logged: 2 });
    expect(
      await tracker.sql(
        'SELECT external_reference AS number, received_at FROM app.complaints WHERE task_force_id = $1 ORDER BY 1',
        [supervisor.taskForceId],
      ),
    ).toEqual([
      { number: '107324881', received_at: new Date(at) },
      { number: '107324882', received_at: new Date(at) },
    ]);
  });

  it('equals the same tips in a text file, which is then recognized', async () => {
    const text = [head, tip(1), tip(2)].map((row) => row.join()).join('\n');
    await fileEntered(us, await sent(Buffer.from(text), 'text/csv'));

    expect((await sent(workbookOf({ rows: [head, tip(1), tip(2), tip(3)] }))).body).toMatchObject({
      ready: 1,
      known: 2,
      faulty: 0,
    });
  });

  it('reports rows by sheet row, and never evaluates a formula', async () => {
    const formula = { xml: '<c t="str"><f>CONCATENATE("N","E")</f><v>NE</v></c>' };
    const error = { xml: '<c t="e"><v>#N/A</v></c>' };
    const [source = '', number = 1, received = '', , narrative = ''] = tip(1);
    const answer = await sent(
      workbookOf({
        rows: [
          [],
          head,
          tip(3),
          [],
          [source, number, received, formula, narrative, error],
          [source, 7, received, 'NE'],
        ],
      }),
    );

    expect(answer.body).toMatchObject({ rows: 3, ready: 1, faulty: 2 });
    expect(await faultsOfFile(us, answer)).toEqual([
      '5,state,"holds a formula: replace it with its value"',
      '5,suspectEmail,"holds an error value"',
      '6,narrative,"must not be empty"',
    ]);
  });

  it('reports no error for ignored columns', async () => {
    const rows = [
      [...head, 'age'],
      [...tip(1), { xml: '<c><f>1+1</f><v>2</v></c>' }],
    ];

    expect((await sent(workbookOf({ rows }), workbookType, { leavesOutOther: true })).body).toMatchObject({ ready: 1 });
    expect((await sent(workbookOf({ rows }))).status).toBe(422);
  });

  it('reads dates and times in the time zone of the task force', async () => {
    const time = (serial: number): object => ({ xml: `<c s="1"><v>${serial}</v></c>` });
    const [source = '', , , ...rest] = tip(1);
    const received = [time(43_160.395_833_333_336), '3/1/2018 9:30 AM', time(43_408.0625), time(43_170.1), '3/1/2018'];
    const rows = received.map((one, n) => [source, n + 1, one, ...rest] as GivenCell[]);
    const answer = await sent(workbookOf({ rows: [head, ...rows], styles: [0, 22] }));

    expect(await faultsOfFile(us, answer)).toEqual([
      '4,receivedAt,"stood on the clock twice that night, or not at all: add the offset, as in 2018-03-01T09:30:00-06:00"',
      '5,receivedAt,"stood on the clock twice that night, or not at all: add the offset, as in 2018-03-01T09:30:00-06:00"',
    ]);
    expect(
      await tracker.sql<{ at: string }>(
        `SELECT DISTINCT record ->> 'received_at' AS at FROM staging.import_rows WHERE batch_id = $1 ORDER BY at`,
        [answer.body.id],
      ),
    ).toEqual([{ at: '2018-03-01T15:30:00.000Z' }, { at: '2018-03-01T18:00:00.000Z' }]);
  });

  it('of several chunks is committed completely', async () => {
    const answer = await sent(workbookOf({ rows: [head, ...Array.from({ length: 2500 }, (_, n) => tip(n))] }));

    expect(answer.body).toMatchObject({ rows: 2500, ready: 2500 });
    expect(await fileEntered(us, answer)).toMatchObject({ logged: 2500 });
  });

  it('is rejected by the preview, which accepts text only', async () => {
    const answer = await us.post('/imports/previews', { kind: 'complaints', format: 'xlsx', sample: 'a' });

    expect([answer.status, answer.body['errors']]).toEqual([
      422,
      [expect.objectContaining({ pointer: '#/format', detail: expect.stringContaining('csv, ndjson') as unknown })],
    ]);
  });
});

describe('a hostile workbook', () => {
  const rows = [head, tip(1)];
  const whole = workbookOf({ rows });
  const laughs = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><x>&b;</x>';
  const large = sheetOf(rowsOf(rows) + ' '.repeat(60_000_000));
  const files: Readonly<Record<string, readonly [Uint8Array, string]>> = {
    'is empty': [Buffer.alloc(0), 'is empty'],
    'is text': [Buffer.from('a,b'), 'is not an .xlsx workbook'],
    'is old or encrypted': [
      Buffer.from('d0cf11e0a1b11ae10000', 'hex'),
      'is an encrypted or old workbook; save it as .xlsx',
    ],
    'breaks off': [whole.subarray(0, 900), 'is an incomplete ZIP: its list of entries is missing'],
    'has macros': [
      workbookOf({ rows, parts: { 'xl/vbaProject.bin': 'x' } }),
      'is a workbook with macros; save it as .xlsx without them',
    ],
    'is a bomb': [
      workbookOf({ parts: { 'xl/worksheets/tips.xml': large } }),
      'becomes more than 200 times as large when unpacked',
    ],
    'expands entities': [
      workbookOf({ rows, parts: { 'xl/sharedStrings.xml': laughs } }),
      'must not have a document type',
    ],
    'is another ZIP': [workbookOf({ parts: { '_rels/.rels': null } }), 'is not an .xlsx workbook'],
    'is larger than it may be': [
      Buffer.alloc(17 * 1024 * 1024, whole),
      'is a workbook of more than 16777216 bytes: save it as CSV in UTF-8',
    ],
  };

  it.each(Object.entries(files))('that %s is refused whole, by name', async (_, [file, detail]) => {
    const answer = await sent(file);

    expect([answer.status, answer.body]).toEqual([
      422,
      expect.objectContaining({
        type: '/problems/invalid-input',
        errors: [expect.objectContaining({ pointer: '#', detail })] as unknown,
      }),
    ]);
    const { body } = await us.get<{ items: ImportView[] }>('/imports?limit=1');
    expect(body.items[0]).toMatchObject({ state: 'failed', format: 'xlsx' });
  });

  it('reports faulty rows when every cell holds one of a few long texts', async () => {
    const shared = Array.from({ length: 64 }, (_, n) => `<si><t>${n} ${randomBytes(16_000).toString('hex')}</t></si>`);
    const columns = ['A', 'B', 'C', 'D', 'E', 'F'];
    const cells = (n: number): string =>
      columns.map((one, at) => `<c r="${one}${n}" t="s"><v>${(n * 6 + at) % 64}</v></c>`).join('');
    const rows = Array.from({ length: 5000 }, (_, n) => `<row r="${n + 2}">${cells(n + 2)}</row>`).join('');
    const answer = await sent(workbookOf({ sheetData: rowsOf([head]) + rows, shared }));

    expect(answer.body).toMatchObject({ rows: 5000, faulty: 5000 });
  });
});

describe('a text file', () => {
  it.each([
    [
      'an old workbook',
      Buffer.from('d0cf11e0a1b11ae10000', 'hex'),
      'is an encrypted or old workbook; save it as .xlsx',
    ],
    ['a workbook', workbookOf({ rows: [head] }), 'is a ZIP and not a text: send a workbook as a workbook'],
    ['UTF-16 little-endian', Buffer.from('\uFEFFa,b', 'utf16le'), 'is UTF-16: save it as UTF-8'],
    ['UTF-16 big-endian', Buffer.from('\uFEFFa,b', 'utf16le').swap16(), 'is UTF-16: save it as UTF-8'],
    ['windows-1252', Buffer.from('narrative\nÜber “ihn”', 'latin1'), 'is not UTF-8: save it as UTF-8'],
  ])('is rejected when it is %s', async (_, file, detail) => {
    const answer = await sent(file, 'text/csv');

    expect([answer.status, answer.body]).toEqual([
      422,
      expect.objectContaining({ errors: [expect.objectContaining({ pointer: '#', detail })] as unknown }),
    ]);
  });

  it('accepts a UTF-8 byte order mark', async () => {
    const text = `\uFEFF${[head, tip(1)].map((row) => row.join()).join('\n')}`;

    expect((await sent(Buffer.from(text), 'text/csv')).body).toMatchObject({ ready: 1 });
  });
});
