import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { icacReport, jsonBytes, providerReport } from '../../../../test/support/tips.js';
import { RefusedFile } from '../../../platform/files/refused-file.js';
import { InvalidTip } from './invalid-tip.js';
import { parseTipFile } from './tip-file.js';
import type { ReportedTip } from './reported-tip.js';

const readJson = (report: unknown): ReportedTip => parseTipFile(jsonBytes(report)).tip;
const readXml = (xml: string): ReportedTip => parseTipFile(Buffer.from(xml)).tip;
const withheldIn = ({ withheld }: ReportedTip): (readonly [string, string])[] =>
  withheld.map(({ sourcePath, why }) => [sourcePath, why] as const);

function errorsOf(bytes: Buffer): unknown {
  try {
    parseTipFile(bytes);
    return null;
  } catch (refused) {
    if (refused instanceof InvalidTip) return refused.errors;
    if (refused instanceof RefusedFile) return refused.fault;
    throw refused;
  }
}

describe('a report from the ICAC Data System', () => {
  const tip = readJson(icacReport());

  it('has its number, times, type and provider', () => {
    expect(tip).toMatchObject({
      format: 'icac_data_system',
      reportId: '107324881',
      receivedAt: '2026-05-12T14:30:00.000Z',
      submittedAt: null,
      incidentTypes: [{ raw: 'Online Enticement of Children for Sexual Act', type: 'online_enticement' }],
      incidentTimes: ['2026-05-11T22:04:10.000Z'],
      provider: 'Example Chat',
      escalation: null,
      priority: null,
      annotations: [],
    });
    expect(tip.narrative.map(({ text }) => text)).toEqual([
      'The user wrote to accounts of children.',
      'Account closed.',
    ]);
  });

  it('has the identifiers of the reported person, with platform, time, port and location', () => {
    const told = tip.identifiers.map(({ kind, role, raw, platform }) => [kind, role, raw, platform]);

    expect(told).toEqual([
      ['url', 'suspect', 'https://chat.example/room/7', null],
      ['vehicle', 'suspect', 'ABC 1234', null],
      ['account', 'suspect', '88120', 'Example Chat'],
      ['handle', 'suspect', 'Night_Owl_88', 'Example Chat'],
      ['email', 'suspect', 'Owl88@Example.com', null],
      ['email', 'suspect', 'owl@example.net', null],
      ['phone', 'suspect', '(402) 555-0134', null],
      ['ip', 'suspect', '203.0.113.7', null],
      ['ip', 'suspect', '203.0.113.7', null],
      ['url', 'suspect', 'https://chat.example/u/88120', null],
      ['handle', 'recipient', 'mari_t', 'Example Chat'],
    ]);
    expect(tip.identifiers[7]).toMatchObject({
      person: 0,
      label: 'IP Address',
      observedAt: '2026-05-11T22:00:00.000Z',
      port: 50412,
      event: 'upload',
      sourcePath: '/reportedInformation/reportedPeople/reportedPersons/0/sourceInformation/sourceCaptures/0',
    });
    expect(tip.identifiers.map(({ isVerified }) => isVerified).slice(4, 7)).toEqual([true, null, null]);
  });

  it('never reads a missing answer as no', () => {
    expect(
      tip.files.map(({ viewedByProvider, isPubliclyAvailable }) => [viewedByProvider, isPubliclyAvailable]),
    ).toEqual([
      [true, null],
      [null, null],
      [null, null],
    ]);
    expect(withheldIn(tip)).toContainEqual([
      '/reportedInformation/uploadedFiles/uploadedFiles/2/viewedByEsp',
      'unreadable',
    ]);
  });

  it('infers the algorithm of a hash from its length', () => {
    expect(tip.files.map(({ hashes }) => hashes.map(({ algorithm, value }) => [algorithm, value]))).toEqual([
      [['md5', 'd41d8cd98f00b204e9800998ecf8427e']],
      [['sha1', 'da39a3ee5e6b4b0d3255bfef95601890afd80709']],
      [['unknown', 'not a hash']],
    ]);
    expect(tip.files[0]).toMatchObject({ classification: 'A2', tags: ['Apparent', 'Viral'], fileId: 'f-1' });
  });

  it('withholds the identity of a child and messages', () => {
    const recipient = '/reportedInformation/intendedRecipients/intendedRecipients/0';

    expect(tip.persons).toMatchObject([
      { role: 'suspect', givenName: 'Rowan', familyName: 'Example', bornOn: '1990-02-03', approximateAge: 36 },
      { role: 'recipient', givenName: null, familyName: null, bornOn: null, details: [] },
    ]);
    expect(withheldIn(tip)).toEqual(
      expect.arrayContaining([
        [`${recipient}/firstName`, 'identity'],
        [`${recipient}/lastName`, 'identity'],
        [`${recipient}/dateOfBirth`, 'identity'],
        [`${recipient}/addresses/addresses/0/city`, 'identity'],
        ['/reportedInformation/incidentDetails/emailIncident/0/contents/0', 'words'],
        ['/reportedInformation/reportingEsp/lastName', 'identity'],
        ['/reportedInformation/uploadedFiles/uploadedFiles/0/espMetadata/metadatas/0', 'metadata'],
      ]),
    );
    const { withheld, ...clear } = tip;
    expect(withheld.length).toBeGreaterThan(6);
    expect(JSON.stringify(clear)).not.toMatch(/marigold|testchild|2013-01-01|lincoln|my mom|41\.2/i);
  });

  it('withholds every text that names a child', () => {
    const told = readJson(
      merged({ additionalInformations: [{ value: 'He wrote to MARIGOLD.' }, { value: 'Marigolds grow here.' }] }),
    );

    expect(told.narrative.map(({ text }) => text)).not.toContain('He wrote to MARIGOLD.');
    expect(told.narrative.map(({ text }) => text)).toContain('Marigolds grow here.');
    expect(withheldIn(told)).toContainEqual(['/reportedInformation/additionalInformations/0/value', 'words']);
  });

  it('preserves content unknown to the mapping', () => {
    const told = readJson(merged({ newSection: { a: [1, { b: true }] }, additionalInformations: { x: 'y' } }));

    expect(told.withheld).toEqual(
      expect.arrayContaining([
        { sourcePath: '/reportedInformation/newSection', why: 'unmapped', value: { a: [1, { b: true }] } },
        { sourcePath: '/reportedInformation/additionalInformations/x', why: 'unmapped', value: 'y' },
      ]),
    );
  });

  it.each(['webpageIncident', 'emailIncident', 'onlineGamingIncident', 'chatImIncident', 'cellPhoneIncident'])(
    'has the captures, the remarks and the withheld messages of an incident of the kind %s',
    (kind) => {
      const told = readJson(
        merged({
          incidentDetails: {
            [kind]: [
              {
                sourceInformation: {
                  sourceCaptures: [{ captureType: 'IP Address', value: '198.51.100.9', eventName: 'Login' }],
                },
                additionalInformations: [{ value: 'He wrote at night.' }],
                contents: [{ value: 'do not say anything' }],
              },
            ],
          },
        }),
      );

      expect(told.identifiers).toContainEqual(
        expect.objectContaining({ kind: 'ip', raw: '198.51.100.9', role: 'suspect', event: 'login', person: null }),
      );
      expect(told.narrative.map(({ text }) => text)).toContain('He wrote at night.');
      const path = `/reportedInformation/incidentDetails/${kind}/0`;
      expect(told.withheld.filter(({ sourcePath }) => sourcePath.startsWith(path))).toEqual([
        { sourcePath: `${path}/contents/0`, why: 'words', value: { value: 'do not say anything' } },
      ]);
    },
  );

  it('has the game, the chat client and the telephone of an incident', () => {
    const told = readJson(
      merged({
        incidentDetails: {
          onlineGamingIncident: [{ gameName: 'Sample Quest', console: 'Example Box' }],
          chatImIncident: [{ chatClient: 'Example Chat', chatRoomName: 'room 7' }],
          cellPhoneIncident: [{ phoneNumber: '(402) 555-0150' }],
        },
      }),
    );

    expect(told.narrative.map(({ label, text }) => `${label}: ${text}`)).toEqual(
      expect.arrayContaining([
        'Game name: Sample Quest',
        'Console: Example Box',
        'Chat client: Example Chat',
        'Chat room name: room 7',
      ]),
    );
    expect(told.identifiers).toContainEqual(
      expect.objectContaining({ kind: 'phone', raw: '(402) 555-0150', role: 'suspect' }),
    );
  });

  it.each([
    ['lists in place of single values', { reportedPeople: { reportedPersons: { firstName: 'Rowan' } } }],
    ['a null wrapper', { reportedPeople: null, uploadedFiles: null, additionalInformations: null }],
    ['texts without their wrapper', { additionalInformations: ['Account closed.'], uploadedFiles: [] }],
  ])('is read with %s', (_, overrides) => {
    expect(readJson(merged(overrides)).reportId).toBe('107324881');
  });

  it('keeps the original incident type and appends a later one', () => {
    const told = readJson(
      merged({ incidentSummary: { incidentType: ['Online Enticement', 'CHILD SEX  TRAFFICKING', 'Something New'] } }),
    );

    expect(told.incidentTypes.map(({ type }) => type)).toEqual(['online_enticement', 'child_sex_trafficking', null]);
    expect(told.incidentTypes[2]?.raw).toBe('Something New');
  });

  it('has the same hash in any key order, and another after a change', () => {
    const report = icacReport();
    const turned = Object.fromEntries(Object.entries(report).reverse());

    expect(parseTipFile(jsonBytes(turned)).digest).toEqual(parseTipFile(jsonBytes(report)).digest);
    expect(parseTipFile(jsonBytes({ ...report, dateReceived: null })).digest).not.toEqual(
      parseTipFile(jsonBytes(report)).digest,
    );
  });

  it.each([
    ['no number', { reportId: null }, '#/reportId', 'is missing: the number of the report'],
    ['a text for a number', { reportId: 'abc' }, '#/reportId', 'must be the number of the report, in digits'],
    ['an inexact number', { reportId: 2 ** 53 }, '#/reportId', 'must be the number of the report, in digits'],
    ['a fraction', { reportId: 1.5 }, '#/reportId', 'must be the number of the report, in digits'],
  ])('is rejected with %s', (_, overrides, pointer, detail) => {
    expect(errorsOf(jsonBytes(icacReport(overrides)))).toEqual([{ pointer, detail }]);
  });

  it.each([
    [
      'a field',
      { additionalInformations: [{ value: picture() }] },
      '#/reportedInformation/additionalInformations/0/value',
    ],
    ['an unknown key', { Rowan: { deep: picture() } }, '#/reportedInformation'],
    ['the key itself', { [picture()]: 1 }, '#/reportedInformation'],
    [
      'withheld content',
      { incidentDetails: { emailIncident: { contents: picture() } } },
      '#/reportedInformation/incidentDetails/emailIncident/contents',
    ],
  ])('is rejected with a picture in %s, at its pointer and without keys that may be names', (_, overrides, pointer) => {
    expect(errorsOf(jsonBytes(merged(overrides)))).toEqual([
      { pointer, detail: 'must not hold a picture or another file, nor a data URI' },
    ]);
  });
});

describe('a report from a provider', () => {
  const tip = readXml(providerReport());

  it('has its number from the envelope and its facts from the report', () => {
    expect(tip).toMatchObject({
      format: 'provider_report',
      reportId: '107324882',
      incidentTypes: [{ type: 'child_pornography' }],
      incidentTimes: ['2026-05-11T22:04:10.000Z'],
      escalation: 'The child is with the user now',
      annotations: ['sextortion'],
    });
  });

  it('has the same identifiers as the other format', () => {
    expect(
      tip.identifiers.filter(({ role }) => role === 'suspect').map(({ kind, raw, platform }) => [kind, raw, platform]),
    ).toEqual([
      ['phone', '+1 4025550134', null],
      ['email', 'owl@example.net', null],
      ['account', '88120', 'Example Chat'],
      ['handle', 'Night_Owl_88', 'Example Chat'],
      ['ip', '2001:db8::7', null],
      ['device', '490154203237518', null],
    ]);
    expect(tip.identifiers.find(({ kind }) => kind === 'ip')).toMatchObject({ port: 443, isPossibleProxy: true });
  });

  it('has its files with correct hashes', () => {
    expect(tip.files).toMatchObject([
      {
        originalName: 'holiday.jpg',
        viewedByProvider: false,
        exifViewedByProvider: null,
        isPubliclyAvailable: true,
        classification: 'B1',
        annotations: ['infant', 'viral'],
        hashes: [{ algorithm: 'sha1' }, { algorithm: 'unknown' }, { algorithm: 'md5' }],
      },
    ]);
  });

  it('withholds the identity of a child and its messages', () => {
    const { withheld, ...clear } = tip;

    expect(withheld.map(({ why }) => why)).toEqual(expect.arrayContaining(['identity', 'words', 'metadata']));
    expect(JSON.stringify(clear)).not.toMatch(/marigold|testchild|sample middle|scared|41\.2/i);
  });

  it.each([
    ['without a number', providerReport({ reportId: '' }), '#/reportId'],
    [
      'with a file of another report',
      providerReport({ files: '<fileDetails><reportId>7</reportId></fileDetails>' }),
      '#/fileDetails/reportId',
    ],
    [
      'with a picture',
      providerReport({ inside: `<additionalInfo>${picture()}</additionalInfo>` }),
      '#/report/additionalInfo',
    ],
  ])('is rejected %s', (_, xml, pointer) => {
    expect(errorsOf(Buffer.from(xml))).toMatchObject([{ pointer }]);
  });

  it('may be the root element', () => {
    expect(readXml('<report reportId="5"><additionalInfo>x</additionalInfo></report>')).toMatchObject({
      reportId: '5',
      narrative: [{ text: 'x' }],
    });
  });
});

describe('a file in an unknown format', () => {
  it.each([
    ['another object', '{"a":1}'],
    ['an object whose prototype has the members of a report', '{"toSource":1}'],
    ['another element', '<html><body/></html>'],
  ])('is rejected: %s', (_, text) => {
    expect(errorsOf(Buffer.from(text))).toEqual([{ pointer: '#', detail: 'is not a report in a known format' }]);
  });

  it('is read or rejected with any value at any position', () => {
    const places = placesIn(icacReport());
    fc.assert(
      fc.property(fc.constantFrom(...places), fc.jsonValue(), (place, value) => {
        errorsOf(jsonBytes(replacedAt(icacReport(), place, value)));
      }),
      { numRuns: 1000 },
    );
  });
});

function merged(overrides: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const report = icacReport();
  return { ...report, reportedInformation: { ...(report['reportedInformation'] as object), ...overrides } };
}

function picture(): string {
  return `data:image/png;base64,${Buffer.from('not a picture at all').toString('base64')}`;
}

function placesIn(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, below]) => placesIn(below, [...path, key]))].filter(
    ({ length }) => length > 0,
  );
}

function replacedAt(value: unknown, [key, ...rest]: readonly string[], by: unknown): unknown {
  if (key === undefined) return by;
  if (Array.isArray(value))
    return value.map((item: unknown, at) => (String(at) === key ? replacedAt(item, rest, by) : item));
  const object = value as Record<string, unknown>;
  return { ...object, [key]: replacedAt(object[key], rest, by) };
}

describe('a report that contradicts itself', () => {
  const person = (inside: object): object => ({
    reportId: '5',
    reportedInformation: { reportedPeople: { reportedPersons: [inside] } },
  });
  const withheldFrom = ({ withheld }: ReportedTip): string[] => withheld.map(({ sourcePath }) => sourcePath);
  const place = '/reportedInformation/reportedPeople/reportedPersons/0';

  it('keeps the first of two values, and withholds the other', () => {
    const tip = readJson(person({ dateOfBirth: ['1990-02-03', '1991-02-03'], approximateAge: [36, 12] }));

    expect(tip.persons).toMatchObject([{ bornOn: '1990-02-03', approximateAge: 36 }]);
    expect(withheldFrom(tip)).toEqual([`${place}/dateOfBirth/1`, `${place}/approximateAge/1`]);
  });

  it('keeps an age beside a day of birth that does not fit it, and calculates neither', () => {
    const tip = readJson(person({ dateOfBirth: '2013-01-01', approximateAge: 36 }));

    expect(tip.persons).toMatchObject([{ bornOn: '2013-01-01', approximateAge: 36 }]);
  });

  it('is refused if it has two numbers', () => {
    expect(() => readXml('<report reportId="5"><reportId>6</reportId></report>')).toThrow(InvalidTip);
  });

  it.each([
    ['an age', { approximateAge: 31.5 }, 'approximateAge'],
    [
      'a port',
      { sourceInformation: { sourceCaptures: [{ captureType: 'IP Address', value: '192.0.2.1', port: 443.5 }] } },
      'sourceInformation/sourceCaptures/0/port',
    ],
  ])('withholds a number with a fraction: %s', (_, inside, path) => {
    expect(withheldFrom(readJson(person(inside)))).toEqual([`${place}/${path}`]);
  });

  it.each([107324881.5, '107324881.0', 1e21, -5])('is refused with %s as its number', (reportId) => {
    expect(() => readJson({ reportId, reportedInformation: {} })).toThrow(InvalidTip);
  });

  const now = new Date('2026-06-02T12:00:00Z');
  const readAt = (report: object): ReportedTip => parseTipFile(jsonBytes(report), now).tip;

  it.each(['1890-02-03', '2090-02-03', '0090-02-03', '2026-13-40'])('has no day of birth from %s', (dateOfBirth) => {
    const tip = readAt(person({ dateOfBirth }));

    expect(tip.persons).toMatchObject([{ bornOn: null }]);
    expect(withheldFrom(tip)).toEqual([`${place}/dateOfBirth`]);
  });

  it.each(['1926-05-31T22:04:10Z', '2126-05-31T22:04:10Z', '0026-05-31T22:04:10Z'])('has no incident at %s', (at) => {
    const tip = readAt({ reportId: '5', reportedInformation: { incidentSummary: { incidentDateTime: at } } });

    expect(tip.incidentTimes).toEqual([]);
    expect(withheldFrom(tip)).toEqual(['/reportedInformation/incidentSummary/incidentDateTime']);
  });

  it('has no first use from an upload in the wrong century', () => {
    const files = [{ filename: 'a.dat', uploadedToEspTimestamp: '1926-05-31T22:04:10Z' }];
    const tip = readAt({ reportId: '5', reportedInformation: { uploadedFiles: { uploadedFiles: files } } });

    expect(tip.files).toMatchObject([{ uploadedAt: null }]);
  });

  const phoneOf = (attributes: string, number: string): unknown =>
    readXml(`<report reportId="5"><personOrUserReported><personOrUserReportedPerson>
      <phone ${attributes}>${number}</phone>
    </personOrUserReportedPerson></personOrUserReported></report>`);

  it('keeps a telephone number as said if its country is no calling code', () => {
    const tip = phoneOf('countryCallingCode="Philippines"', '9175550134') as ReportedTip;

    expect(tip.identifiers).toMatchObject([{ kind: 'other', raw: '9175550134' }]);
    expect(withheldFrom(tip)).toEqual([
      '/report/personOrUserReported/personOrUserReportedPerson/phone/@countryCallingCode',
    ]);
    expect(phoneOf('countryCallingCode="Philippines"', '+639175550134')).toMatchObject({
      identifiers: [{ kind: 'phone' }],
    });
  });

  it.each([
    ['false', null],
    ['0', null],
    ['A meeting is planned', 'A meeting is planned'],
  ])('is escalated only if it says so: %s', (text, escalation) => {
    const tip = readXml(
      `<report reportId="5"><incidentSummary><escalateToHighPriority>${text}</escalateToHighPriority></incidentSummary></report>`,
    );

    expect([tip.escalation, tip.withheld]).toEqual([escalation, []]);
  });

  it.each(['N/A', 'unknown', '0000000000', '-'])('has no identifier from %s', (value) => {
    const tip = readJson(person({ phones: { phones: [{ value }] }, emails: { emails: [{ value }] } }));

    expect(tip.identifiers).toEqual([]);
    expect(tip.withheld.map(({ why }) => why)).toEqual(['unreadable', 'unreadable']);
  });
});
