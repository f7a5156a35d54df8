import { describe, expect, it } from '@jest/globals';
import { parseJson, parseXml } from '../../../../test/support/parsed-tips.js';
import { jsonBytes } from '../../../../test/support/tips.js';
import { InvalidTip } from './invalid-tip.js';
import type { ReportedTip } from './reported-tip.js';
import { parseTipFile } from './tip-file.js';

describe('a report with contradictory or implausible values', () => {
  const person = (inside: object): object => ({
    reportId: '5',
    reportedInformation: { reportedPeople: { reportedPersons: [inside] } },
  });
  const withheldFrom = ({ withheld }: ReportedTip): string[] => withheld.map(({ sourcePath }) => sourcePath);
  const place = '/reportedInformation/reportedPeople/reportedPersons/0';

  it('keeps the first of two values, and withholds the other', () => {
    const tip = parseJson(person({ dateOfBirth: ['1990-02-03', '1991-02-03'], approximateAge: [36, 12] }));

    expect(tip.persons).toMatchObject([{ bornOn: '1990-02-03', approximateAge: 36 }]);
    expect(withheldFrom(tip)).toEqual([`${place}/dateOfBirth/1`, `${place}/approximateAge/1`]);
  });

  it('keeps an age beside a day of birth that does not fit it, and calculates neither', () => {
    const tip = parseJson(person({ dateOfBirth: '2013-01-01', approximateAge: 36 }));

    expect(tip.persons).toMatchObject([{ bornOn: '2013-01-01', approximateAge: 36 }]);
  });

  it('is refused if it has two numbers', () => {
    expect(() => parseXml('<report reportId="5"><reportId>6</reportId></report>')).toThrow(InvalidTip);
  });

  it.each([
    ['an age', { approximateAge: 31.5 }, 'approximateAge'],
    [
      'a port',
      { sourceInformation: { sourceCaptures: [{ captureType: 'IP Address', value: '192.0.2.1', port: 443.5 }] } },
      'sourceInformation/sourceCaptures/0/port',
    ],
  ])('withholds a number with a fraction: %s', (_, inside, path) => {
    expect(withheldFrom(parseJson(person(inside)))).toEqual([`${place}/${path}`]);
  });

  it.each([107324881.5, '107324881.0', 1e21, -5])('is refused with %s as its number', (reportId) => {
    expect(() => parseJson({ reportId, reportedInformation: {} })).toThrow(InvalidTip);
  });

  it('has each digit of a long account number, and none from a number that has lost digits', () => {
    const accountsOf = (number: string): string[] =>
      parseTipFile(
        Buffer.from(
          JSON.stringify(person({ espService: 'Example Chat', espUserId: 0 })).replace(
            '"espUserId":0',
            `"espUserId":${number}`,
          ),
        ),
      ).tip.identifiers.map(({ raw }) => raw);

    expect(accountsOf('8812000417123456789')).toEqual(['8812000417123456789']);
    expect(accountsOf('881200041712345678e1')).toEqual([]);
    expect(accountsOf('88120.5')).toEqual([]);
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

  it.each([
    ['2026-05-10T03:12:55', null],
    ['2026-05-10 03:12:55', null],
    ['2026-05-10 03:12 UTC', null],
    ['2026-05-10 03:12:55 UTC', '2026-05-10T03:12:55.000Z'],
    ['2026-05-10T03:12:55GMT', '2026-05-10T03:12:55.000Z'],
    ['2026-05-10T03:12:55-05:00', '2026-05-10T08:12:55.000Z'],
  ])('has the time of a use only with its zone: %s', (dateTime, observedAt) => {
    const capture = { captureType: 'IP Address', value: '192.0.2.1', dateTime };
    const tip = readAt(person({ sourceInformation: { sourceCaptures: [capture] } }));

    expect(tip.identifiers).toMatchObject([{ raw: '192.0.2.1', observedAt }]);
    const path = `${place}/sourceInformation/sourceCaptures/0/dateTime`;
    expect(withheldFrom(tip)).toEqual(observedAt === null ? [path] : []);
  });

  it.each(['1990-02-03', '1990-02-03T00:00:00', '1990-02-03T00:00:00Z'])(
    'has the day of birth of %s',
    (dateOfBirth) => {
      expect(readAt(person({ dateOfBirth })).persons).toMatchObject([{ bornOn: '1990-02-03' }]);
    },
  );

  it('has no value of more than 500 characters, a part of which is another value', () => {
    const captures = [500, 501].map((length) => ({
      captureType: 'URL',
      value: 'https://e.example/'.padEnd(length, 'a'),
    }));
    const tip = readAt(person({ sourceInformation: { sourceCaptures: captures } }));

    expect(tip.identifiers.map(({ raw }) => raw.length)).toEqual([500]);
    expect(withheldFrom(tip)).toEqual([
      `${place}/sourceInformation/sourceCaptures/1/value`,
      `${place}/sourceInformation/sourceCaptures/1`,
    ]);
  });

  const phoneOf = (attributes: string, number: string): unknown =>
    parseXml(`<report reportId="5"><personOrUserReported><personOrUserReportedPerson>
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
    const tip = parseXml(
      `<report reportId="5"><incidentSummary><escalateToHighPriority>${text}</escalateToHighPriority></incidentSummary></report>`,
    );

    expect([tip.escalation, tip.withheld]).toEqual([escalation, []]);
  });

  it('has an identifier in any script', () => {
    const [emails, screenName] = [{ emails: [{ value: 'сова@почта.рф' }] }, { value: '夜のふくろう' }];
    const tip = parseJson(person({ emails, screenName, espUserId: 'ночь', vehicleTagNumber: 'А 000 ВС' }));

    expect(tip.identifiers.map(({ raw }) => raw)).toEqual(['сова@почта.рф', '夜のふくろう', 'ночь', 'А 000 ВС']);
    expect(tip.withheld).toEqual([]);
  });

  it.each(['N/A', 'unknown', '0000000000', '-'])('has no identifier from %s', (value) => {
    const tip = parseJson(person({ phones: { phones: [{ value }] }, emails: { emails: [{ value }] } }));

    expect(tip.identifiers).toEqual([]);
    expect(tip.withheld.map(({ why }) => why)).toEqual(['unreadable', 'unreadable']);
  });
});
