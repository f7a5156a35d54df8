import { strToU8, zipSync } from 'fflate';
import { nextNumber, type GivenAgency } from './people.js';
import type { Tracker } from './tracker.js';

/**
 * Returns a synthetic report as the ICAC Data System exports it: wrappers that repeat the plural, and irregular nulls.
 */
export function icacReport(overrides: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    reportId: 107324881,
    dateReceived: '2026-05-12T14:30:00Z',
    reportedInformation: {
      reportingEsp: { espName: 'Example Chat', lastName: 'Desk', firstName: null },
      incidentSummary: {
        incidentType: 'Online Enticement of Children for Sexual Act',
        incidentDateTime: '2026-05-11T22:04:10Z',
        incidentDateTimeDescription: null,
      },
      incidentDetails: {
        webpageIncident: [
          {
            sourceInformation: { sourceCaptures: [{ captureType: 'URL', value: 'https://chat.example/room/7' }] },
            additionalInformations: [{ value: 'The user wrote to accounts of children.' }],
          },
        ],
        emailIncident: [{ contents: [{ value: 'please do not tell my mom' }] }],
      },
      reportedPeople: {
        reportedPersons: [
          {
            firstName: 'Rowan',
            middleName: null,
            lastName: 'Example',
            dateOfBirth: '1990-02-03',
            approximateAge: 36,
            vehicleTagNumber: 'ABC 1234',
            espService: 'Example Chat',
            espUserId: '88120',
            ipAddress: null,
            convictedSexOffender: false,
            screenName: { value: 'Night_Owl_88' },
            emails: { emails: [{ value: 'Owl88@Example.com', verified: true }, { value: 'owl@example.net' }] },
            phones: { phones: [{ value: '(402) 555-0134', verified: null }] },
            addresses: { addresses: [{ street1: '1 Sample Way', city: 'Omaha', state: 'NE' }] },
            sourceInformation: {
              sourceCaptures: [
                {
                  captureType: 'IP Address',
                  value: '203.0.113.7',
                  dateTime: '2026-05-11T22:00:00Z',
                  eventName: 'UPLOAD',
                  port: 50412,
                },
                {
                  captureType: 'IP Address',
                  value: '203.0.113.7',
                  dateTime: '2026-05-11T23:00:00Z',
                  eventName: 'Login',
                },
                { captureType: 'Profile URL', value: 'https://chat.example/u/88120', dateTime: null },
              ],
            },
            additionalInformations: [{ value: 'Says he is 15.' }],
          },
        ],
      },
      intendedRecipients: {
        intendedRecipients: [
          {
            firstName: 'Marigold',
            lastName: 'Testchild',
            dateOfBirth: '2013-01-01',
            screenName: { value: 'mari_t' },
            addresses: { addresses: [{ street1: '2 Sample Way', city: 'Lincoln' }] },
          },
        ],
      },
      uploadedFiles: {
        uploadedFiles: [
          {
            filename: 'a1.dat',
            originalFilename: 'holiday.jpg',
            submittalId: 'f-1',
            verificationHash: 'D41D8CD98F00B204E9800998ECF8427E',
            viewedByEsp: true,
            industryClassification: 'A2',
            ncmecTags: { groups: [{ tags: [{ value: 'Apparent' }, { value: 'Viral' }] }] },
            espMetadata: { metadatas: [{ name: 'GPSLatitude', value: '41.2' }] },
          },
          { filename: 'a2.dat', verificationHash: 'DA39A3EE5E6B4B0D3255BFEF95601890AFD80709', viewedByEsp: null },
          { filename: 'a3.dat', verificationHash: 'not a hash', viewedByEsp: 'perhaps' },
        ],
      },
      additionalInformations: [{ value: 'Account closed.' }],
    },
    ...overrides,
  };
}

/** Returns a synthetic report as a provider submits it, in the envelope with its number and file records. */
export function providerReport({ reportId = '107324882', inside = '', files = providerFile(reportId) } = {}): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<cyberTip xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
  <report xsi:noNamespaceSchemaLocation="https://reports.example/xsd">
    <incidentSummary>
      <incidentType>Child Pornography (possession, manufacture, and distribution)</incidentType>
      <escalateToHighPriority>The child is with the user now</escalateToHighPriority>
      <reportAnnotations><sextortion/><spam>false</spam></reportAnnotations>
      <incidentDateTime>2026-05-11T15:04:10-07:00</incidentDateTime>
    </incidentSummary>
    <internetDetails>
      <chatImIncident><chatClient>Example Chat</chatClient><content>i am 11 &amp; scared</content></chatImIncident>
    </internetDetails>
    <reporter>
      <reportingPerson><firstName>Sam</firstName><lastName>Desk</lastName><email type="Work">desk@provider.example</email></reportingPerson>
      <termsOfService>No harm.</termsOfService>
    </reporter>
    <personOrUserReported>
      <personOrUserReportedPerson>
        <firstName>Rowan</firstName><lastName>Example</lastName>
        <phone type="Mobile" countryCallingCode="+1" verified="true">4025550134</phone>
        <email type="Home">owl@example.net</email>
        <age>36</age><dateOfBirth>1990-02-03</dateOfBirth>
      </personOrUserReportedPerson>
      <espIdentifier>88120</espIdentifier>
      <espService>Example Chat</espService>
      <screenName>Night_Owl_88</screenName>
      <displayName>Owl</displayName>
      <displayName>Night Owl</displayName>
      <ipCaptureEvent><ipAddress>2001:db8::7</ipAddress><eventName>Login</eventName><dateTime>2026-05-11T22:00:00Z</dateTime><possibleProxy>true</possibleProxy><port>443</port></ipCaptureEvent>
      <deviceId><idType>IMEI</idType><idValue>490154203237518</idValue></deviceId>
      <estimatedLocation verified="true"><city>Omaha</city><region>NE</region><countryCode>US</countryCode></estimatedLocation>
      <additionalInfo>Wrote to Marigold often.</additionalInfo>
    </personOrUserReported>
    <victim>
      <victimPerson><firstName>Marigold</firstName><lastName>Testchild</lastName><age>11</age></victimPerson>
      <screenName>mari_t</screenName>
      <schoolName>Sample Middle School</schoolName>
    </victim>
    ${inside}
  </report>
  <reportResponse><responseCode>0</responseCode><reportId>${reportId}</reportId></reportResponse>
  ${files}
</cyberTip>`;
}

function providerFile(reportId: string): string {
  return `<fileDetails>
    <reportId>${reportId}</reportId>
    <fileId>b0754af766b426f2928a02c651ed4b99</fileId>
    <originalFileName>holiday.jpg</originalFileName>
    <fileViewedByEsp>false</fileViewedByEsp>
    <publiclyAvailable>true</publiclyAvailable>
    <fileAnnotations><infant/><viral/></fileAnnotations>
    <industryClassification>B1</industryClassification>
    <originalFileHash hashType="SHA1">da39a3ee5e6b4b0d3255bfef95601890afd80709</originalFileHash>
    <originalFileHash hashType="MD5">da39a3ee5e6b4b0d3255bfef95601890afd80709</originalFileHash>
    <details type="HASH"><nameValuePair><name>MD5</name><value>d41d8cd98f00b204e9800998ecf8427e</value></nameValuePair></details>
    <details type="EXIF"><nameValuePair><name>GPSLatitude</name><value>41.2</value></nameValuePair></details>
  </fileDetails>`;
}

/** Returns text in the form of a picture inside a field. */
export function encodedPicture(): string {
  return `data:image/png;base64,${Buffer.from('not a picture at all').toString('base64')}`;
}

export function jsonBytes(report: unknown): Buffer {
  return Buffer.from(JSON.stringify(report));
}

/** Returns a ZIP archive of the files by name. */
export function zipOf(files: Readonly<Record<string, string | Uint8Array>>): Buffer {
  const entries = Object.entries(files).map(([name, content]) => [
    name,
    typeof content === 'string' ? strToU8(content) : content,
  ]);
  return Buffer.from(zipSync(Object.fromEntries(entries) as Record<string, Uint8Array>));
}

/** Returns the paths of all values that are neither list nor object. */
export function textsIn(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([key, below]) => textsIn(below, [...path, key]));
}

/** Returns a copy with one value replaced. */
export function replacedAt(value: unknown, [key, ...rest]: readonly string[], replacement: unknown): unknown {
  if (key === undefined || typeof value !== 'object' || value === null) return replacement;
  if (Array.isArray(value)) {
    return value.map((item: unknown, index) => (String(index) === key ? replacedAt(item, rest, replacement) : item));
  }
  return { ...value, [key]: replacedAt((value as Record<string, unknown>)[key], rest, replacement) };
}

/** Returns a number that no report has had. */
export const freshNumber = (): string => String(800_000_000 + nextNumber());

/** Returns complaints of tips without their version, and versions without their complaint. */
export async function halfTips(tracker: Tracker, { taskForceId }: Pick<GivenAgency, 'taskForceId'>): Promise<number> {
  const [row] = await tracker.sql<{ n: number }>(
    `SELECT count(*)::int AS n FROM app.complaints c
      WHERE c.task_force_id = $1 AND NOT EXISTS (SELECT FROM app.tip_versions v WHERE v.complaint_id = c.id)`,
    [taskForceId],
  );
  return row?.n ?? 0;
}
