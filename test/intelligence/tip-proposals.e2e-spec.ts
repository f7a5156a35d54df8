import { deflateSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { TipImportView } from '../../src/intelligence/tips/tip-import.view.js';
import type { TipProposalView } from '../../src/intelligence/tips/tip-proposal.view.js';
import type { Answer, Client } from '../support/client.js';
import { Given } from '../support/given.js';
import { drawnText, handWrittenPdf, paperReport, pdfOf } from '../support/pdfs.js';
import type { GivenAgency } from '../support/people.js';
import { freshNumber, icacReport, jsonBytes, zipOf } from '../support/tips.js';
import { sharedTracker, type Tracker } from '../support/tracker.js';

let tracker: Tracker;
let given: Given;
let agency: GivenAgency;

beforeAll(async () => {
  tracker = await sharedTracker();
  given = new Given(tracker);
  agency = await given.agency();
});

/** Creates another sender each time, because frequent senders are limited. */
async function somebody(): Promise<Client> {
  return tracker.as(await given.account({ agency, role: 'investigator' }));
}

async function propose(file: Uint8Array): Promise<Answer<TipProposalView>> {
  return (await somebody()).send('POST', '/tip-proposals', file, { 'content-type': 'application/pdf' });
}

async function importFile(file: Uint8Array): Promise<Answer<TipImportView>> {
  return (await somebody()).send('POST', '/tip-imports', file, { 'content-type': 'application/octet-stream' });
}

async function complaints(): Promise<number> {
  const [row] = await tracker.sql<{ n: number }>(
    'SELECT count(*)::int AS n FROM app.complaints WHERE task_force_id = $1',
    [agency.taskForceId],
  );
  return row?.n ?? 0;
}

const labelled = drawnText('IP Address: 203.0.113.7');

describe('a report in PDF', () => {
  it('is answered as a report with every text, its label, page and section, and nothing is stored', async () => {
    const before = await complaints();

    const { status, body } = await propose(await pdfOf(paperReport));

    expect(status).toBe(200);
    expect(body).toMatchObject({ pages: 2, reportId: '107324881' });
    expect(body.values.map(({ page, section, label, text }) => [page, section, label, text])).toEqual([
      [1, null, 'CyberTipline Report', '107324881'],
      [1, null, 'Received by NCMEC on', '05-12-2026 14:30:00 UTC'],
      [1, 'A', 'Submitter', 'Example Chat'],
      [1, 'A', 'Email Address', 'safety@chat.example'],
      [1, 'A', 'Incident Type', 'Online Enticement of Children for Sexual Acts'],
      [1, 'A', 'Incident Time', '05-11-2026 22:04:10 UTC'],
      [1, 'A', 'Name', 'Rowan Example'],
      [1, 'A', 'Screen/User Name', 'Night_Owl_88'],
      [1, 'A', 'Email Address', 'owl88@example.com'],
      [1, 'A', 'Phone', '+1 402 555 0134'],
      [1, 'A', 'IP Address', '203.0.113.7 (Login)'],
      [1, 'A', 'Date/Time', '05-11-2026 22:00:00 UTC'],
      [2, 'A', 'Filename', 'a1.dat'],
      [2, 'A', 'MD5', 'd41d8cd98f00b204e9800998ecf8427e'],
      [2, 'A', null, 'A line that no label explains.'],
      [2, 'C', 'IP Address', '198.51.100.9'],
    ]);
    expect(body.report).toEqual({
      reportId: '107324881',
      dateReceived: '2026-05-12T14:30:00.000Z',
      reportedInformation: {
        reportingEsp: { espName: 'Example Chat' },
        incidentSummary: {
          incidentType: 'Online Enticement of Children for Sexual Acts',
          incidentDateTime: '2026-05-11T22:04:10.000Z',
        },
        reportedPeople: {
          reportedPersons: [
            {
              screenName: [{ value: 'Night_Owl_88' }],
              emails: { emails: [{ value: 'owl88@example.com' }] },
              phones: { phones: [{ value: '+1 402 555 0134' }] },
              sourceInformation: {
                sourceCaptures: [
                  {
                    captureType: 'IP Address',
                    value: '203.0.113.7',
                    eventName: 'Login',
                    dateTime: '2026-05-11T22:00:00.000Z',
                  },
                ],
              },
            },
          ],
        },
        uploadedFiles: {
          uploadedFiles: [
            { filename: 'a1.dat', verificationHash: [{ type: 'MD5', value: 'd41d8cd98f00b204e9800998ecf8427e' }] },
          ],
        },
      },
    });
    expect(await complaints()).toBe(before);
  });

  it('leaves to a person what no heading attributes: a name, the provider’s contact, an address of section C', async () => {
    const { body } = await propose(await pdfOf(paperReport));

    const unplaced = body.values.filter(({ pointer, label }) => pointer === null && label !== null);

    expect(unplaced.map(({ text }) => text)).toEqual(['safety@chat.example', 'Rowan Example', '198.51.100.9']);
    for (const { pointer, text } of body.values) {
      if (pointer === null) continue;
      const found = pointer
        .split('/')
        .slice(1)
        .reduce<unknown>((at, key) => (at as Readonly<Record<string, unknown>>)[key], body.report);
      const head = text.split(' ')[0] ?? '';
      if (!text.endsWith('UTC')) expect(JSON.stringify(found)).toContain(head);
    }
  });

  it('is imported once a person sends the proposed report', async () => {
    const reportId = freshNumber();
    const { body } = await propose(await pdfOf([`CyberTipline Report ${reportId}`, ...paperReport.slice(1)]));

    const answer = await importFile(jsonBytes(body.report));

    expect(answer).toMatchObject({ status: 200, body: { items: [{ outcome: 'created', reportId }] } });
  });

  it('is a value only as far as its label begins a cell: a label within a value is part of that value', async () => {
    const { body } = await propose(await pdfOf(['Suspect', 'Screen/User Name: owl Email Address: a@b.example']));

    expect(body.values).toMatchObject([{ label: 'Screen/User Name', text: 'owl Email Address: a@b.example' }]);
  });

  it('gives no place to a time that does not say UTC', async () => {
    const { body } = await propose(await pdfOf(['Incident Time: 05-11-2026 22:04:10', 'Incident Type: Other']));

    expect(body.values).toMatchObject([{ pointer: null }, { label: 'Incident Type' }]);
  });

  it('may hold scripts and attachments, which are ignored', async () => {
    const script = "/OpenAction << /S /JavaScript /JS (app.alert\\('x'\\)) >>";
    const file = '<< /Type /Filespec /F (a.exe) /EF << /F 7 0 R >> >>';
    const names = '/Names << /EmbeddedFiles << /Names [(a.exe) 6 0 R] >> >>';

    const { status, body, text } = await propose(
      handWrittenPdf(labelled, {
        catalog: `${script} ${names}`,
        objects: [file, '<< /Length 2 >>\nstream\nMZ\nendstream'],
      }),
    );

    expect([status, body.values]).toMatchObject([200, [{ label: 'IP Address', text: '203.0.113.7' }]]);
    expect(text).not.toMatch(/alert|a\.exe/);
  });
});

const bomb = deflateSync(Buffer.alloc(100_000_000, 0x20), { level: 9 });
const layer = '<< /Type /OCG /Name (Off) >>';

/** A line of two texts, the second of which is not placed by itself. */
const shiftedText = `BT /F1 12 Tf 72 600 Td (Email Address: owl@example.com) Tj ( MD5: 0) Tj ET`;

describe('a PDF', () => {
  it.each<[string, () => Buffer | Promise<Buffer>, string]>([
    ['nothing', () => Buffer.alloc(0), 'is empty'],
    ['another file', () => Buffer.from('{"reportId":1}'), 'is no PDF: send the report as the PDF that was downloaded'],
    ['a head alone', () => Buffer.from('%PDF-1.7\nnothing'), 'is damaged: download the report again'],
    [
      'no text',
      () => handWrittenPdf('0 0 100 100 re f'),
      'has no text, like a scan: download the report again, or type it',
    ],
    [
      'no known label',
      () => handWrittenPdf(drawnText('Agenda: lunch')),
      'has no label of a CyberTip, such as "IP Address:": send the PDF of the report itself',
    ],
    [
      'a password',
      () => pdfOf(paperReport, { userPassword: 'secret' }),
      'is encrypted: print it to a new PDF without a password, and send that',
    ],
    [
      'an owner’s password alone',
      () => pdfOf(paperReport, { ownerPassword: 'secret' }),
      'is encrypted: print it to a new PDF without a password, and send that',
    ],
    ['201 pages', () => pdfOf(paperReport, { pages: 200 }), 'has more than 200 pages: send its pages in parts'],
    ['2,000 pages', () => pdfOf(paperReport, { pages: 1999 }), 'has more than 200 pages: send its pages in parts'],
    [
      'a false length',
      () => handWrittenPdf(labelled, { stream: '/Length 5' }),
      'states a false length of a part: print it to a new PDF and send that',
    ],
    [
      'a content of 100 megabytes',
      () => handWrittenPdf(bomb, { stream: '/Filter /FlateDecode' }),
      'is larger than 33554432 bytes when unpacked',
    ],
    [
      'a picture as text',
      () => handWrittenPdf(`${labelled} ${drawnText(`data:image/png;base64,${'A'.repeat(40)}`, '', '72 600')}`),
      'must not hold a picture or another file in its text, nor a data URI',
    ],
  ])('is refused with what to do: %s', async (_, file, detail) => {
    const answer = await propose(await file());

    expect(answer).toMatchObject({ status: 422, body: { errors: [{ pointer: '#', detail }] } });
  });

  it.each<[string, string, Parameters<typeof handWrittenPdf>[1]?]>([
    ['in the invisible mode', drawnText('MD5: 0', '3 Tr')],
    ['as a mere clip', drawnText('MD5: 0', '7 Tr')],
    ['of size zero', `BT /F1 0 Tf 72 600 Td (MD5: 0) Tj ET`],
    ['scaled to nothing', drawnText('MD5: 0', '0.01 0 0 0.01 72 600 Tm', '0 0')],
    ['without width', drawnText('MD5: 0', '0 Tz')],
    ['off the page', drawnText('MD5: 0', '', '72 900')],
    [
      'transparent',
      `/G1 gs ${drawnText('MD5: 0')}`,
      { page: '/Resources << /Font << /F1 5 0 R >> /ExtGState << /G1 << /ca 0 >> >> >>' },
    ],
    ['in the color of the paper', drawnText('MD5: 0', '1 1 1 rg')],
    ['almost in the color of the paper', drawnText('MD5: 0', '0.95 g')],
    ['in the color of the box below it', `0 0 0.5 rg 60 590 300 30 re f ${drawnText('MD5: 0', '', '72 600')}`],
    ['below a box', `${drawnText('MD5: 0', '', '72 600')} 0.5 g 60 590 300 30 re f`],
    ['below a box, after another text of the line', `${shiftedText} 0.5 g 190 590 300 30 re f`],
    ['outside the part of the page that is painted', `0 0 20 20 re W n ${drawnText('MD5: 0')}`],
    [
      'in a layer that is off',
      `/OC /L1 BDC ${drawnText('MD5: 0')} EMC`,
      {
        catalog: '/OCProperties << /OCGs [6 0 R] /D << /OFF [6 0 R] >> >>',
        page: '/Resources << /Font << /F1 5 0 R >> /Properties << /L1 6 0 R >> >>',
        objects: [layer],
      },
    ],
  ])('with text that a reader does not see is refused: %s', async (_, content, options = {}) => {
    const answer = await propose(handWrittenPdf(`${labelled} q ${content} Q`, options));

    expect(answer).toMatchObject({
      status: 422,
      body: {
        errors: [
          {
            detail:
              'has text on page 1 that a reader does not see: compare it with the original, and type what you see',
          },
        ],
      },
    });
  });

  it.each<[string, string, Parameters<typeof handWrittenPdf>[1]?]>([
    ['white text on a dark box', `0 0 0.5 rg 60 590 300 30 re f 1 g ${drawnText('MD5: 0', '', '72 600')}`],
    ['a box below its text', `0.9 g 60 590 300 30 re f 0 g ${drawnText('MD5: 0', '', '72 600')}`],
    ['a line through its text', `${drawnText('MD5: 0', '', '72 600')} 60 601 300 1.5 re f`],
    ['a frame around its text', `${drawnText('MD5: 0', '', '72 600')} 60 590 300 30 re S`],
    ['a box that is painted beside its text', `${drawnText('MD5: 0', '', '72 600')} 0 0 30 30 re W n 0 0 600 790 re f`],
    [
      'a marker over its text',
      `${drawnText('MD5: 0', '', '72 600')} /G1 gs 1 1 0 rg 60 590 300 30 re f`,
      { page: '/Resources << /Font << /F1 5 0 R >> /ExtGState << /G1 << /BM /Multiply >> >> >>' },
    ],
  ])('with text that a reader sees is read: %s', async (_, content, options = {}) => {
    const { status, body } = await propose(handWrittenPdf(`${labelled} q ${content} Q`, options));

    expect([status, body.values]).toMatchObject([200, [{ label: 'IP Address' }, { label: 'MD5', text: '0' }]]);
  });

  it('is read by its bytes, in a thread that another tip uses afterwards', async () => {
    await propose(handWrittenPdf(bomb, { stream: '/Filter /FlateDecode' }));

    expect((await propose(handWrittenPdf(labelled))).status).toBe(200);
    expect((await importFile(jsonBytes(icacReport({ reportId: freshNumber() })))).body.items).toMatchObject([
      { outcome: 'created' },
    ]);
  });
});

describe('a ZIP of a bulk download', () => {
  const report = () => jsonBytes(icacReport({ reportId: freshNumber() }));

  it('is unpacked one level deep, and its PDF files stay closed beside a report', async () => {
    const inner = zipOf({ 'b.json': report(), 'b.pdf': Uint8Array.of(1), 'p.jpg': Uint8Array.of(1) });

    const { body } = await importFile(zipOf({ 'a.json': report(), 'b.zip': inner, 'c.json': report() }));

    expect(body.items.map(({ position, outcome }) => [position, outcome])).toEqual([
      [1, 'created'],
      [3, 'created'],
      [6, 'created'],
    ]);
    expect(body.leftClosed).toBe(2);
  });

  it('is refused by name where it is two levels deep or damaged, without harm to the others', async () => {
    const deep = zipOf({ 'deep.zip': zipOf({ 'a.json': report() }) });
    const file = zipOf({ 'a.zip': deep, 'b.zip': Buffer.from('PK\u0003\u0004'), 'c.json': report() });

    const { body } = await importFile(file);

    expect(body.items).toMatchObject([
      {
        refusedAs: 'archive-in-archive',
        errors: [{ detail: 'is an archive two levels deep: unpack it and send its content' }],
      },
      { outcome: 'refused', refusedAs: 'truncated-zip' },
      { outcome: 'created' },
    ]);
  });

  it('shares the limits of one archive', async () => {
    const many = zipOf(Object.fromEntries(Array.from({ length: 300 }, (_, at) => [`${at}.json`, '{}'])));

    const answer = await importFile(zipOf({ 'a.zip': many, 'b.zip': many }));

    expect(answer).toMatchObject({
      status: 422,
      body: { errors: [{ detail: 'is an archive of more than 500 reports' }] },
    });
  });

  it('with PDF files alone says what to do', async () => {
    const answer = await importFile(zipOf({ 'a.pdf': Uint8Array.of(1) }));

    expect(answer).toMatchObject({
      status: 422,
      body: {
        errors: [
          {
            detail: 'is an archive without a report in JSON or XML: send each of its PDF files to POST /tip-proposals',
          },
        ],
      },
    });
  });
});
