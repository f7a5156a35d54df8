import { describe, expect, it } from '@jest/globals';
import { faultsOfTip, parseJson, withheldIn } from '../../../../test/support/parsed-tips.js';
import { encodedPicture, icacReport, jsonBytes } from '../../../../test/support/tips.js';
import { parseTipFile } from './tip-file.js';

function merged(overrides: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const report = icacReport();
  return { ...report, reportedInformation: { ...(report['reportedInformation'] as object), ...overrides } };
}

describe('a report from the ICAC Data System', () => {
  const tip = parseJson(icacReport());

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
      ['url', 'unknown', 'https://chat.example/room/7', null],
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
    const told = parseJson(
      merged({ additionalInformations: [{ value: 'He wrote to MARIGOLD.' }, { value: 'Marigolds grow here.' }] }),
    );

    expect(told.narrative.map(({ text }) => text)).not.toContain('He wrote to MARIGOLD.');
    expect(told.narrative.map(({ text }) => text)).toContain('Marigolds grow here.');
    expect(withheldIn(told)).toContainEqual(['/reportedInformation/additionalInformations/0/value', 'words']);
  });

  it.each(['firstName', 'middleName', 'lastName', 'preferredName'])(
    'withholds a text with the %s of a child',
    (part) => {
      const told = parseJson(
        merged({
          intendedRecipients: { intendedRecipients: [{ [part]: 'Marigold' }] },
          additionalInformations: [{ value: 'He wrote to Marigold.' }],
        }),
      );

      expect(told.narrative.map(({ text }) => text)).not.toContain('He wrote to Marigold.');
    },
  );

  it('preserves content unknown to the mapping', () => {
    const told = parseJson(merged({ newSection: { a: [1, { b: true }] }, additionalInformations: { x: 'y' } }));

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
      const told = parseJson(
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
        expect.objectContaining({ kind: 'ip', raw: '198.51.100.9', role: 'unknown', event: 'login', person: null }),
      );
      expect(told.narrative.map(({ text }) => text)).toContain('He wrote at night.');
      const path = `/reportedInformation/incidentDetails/${kind}/0`;
      expect(told.withheld.filter(({ sourcePath }) => sourcePath.startsWith(path))).toEqual([
        { sourcePath: `${path}/contents/0`, why: 'words', value: { value: 'do not say anything' } },
      ]);
    },
  );

  it('has the game, the chat client and the telephone of an incident', () => {
    const told = parseJson(
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
      expect.objectContaining({ kind: 'phone', raw: '(402) 555-0150', role: 'unknown' }),
    );
  });

  it.each([
    ['lists in place of single values', { reportedPeople: { reportedPersons: { firstName: 'Rowan' } } }],
    ['a null wrapper', { reportedPeople: null, uploadedFiles: null, additionalInformations: null }],
    ['texts without their wrapper', { additionalInformations: ['Account closed.'], uploadedFiles: [] }],
  ])('is read with %s', (_, overrides) => {
    expect(parseJson(merged(overrides)).reportId).toBe('107324881');
  });

  it('is rejected with the information of two reports', () => {
    const { reportedInformation } = icacReport();

    expect(faultsOfTip(jsonBytes(icacReport({ reportedInformation: [reportedInformation, {}] })))).toMatchObject([
      { pointer: '#/reportedInformation' },
    ]);
    expect(parseJson(icacReport({ reportedInformation: [reportedInformation] })).persons).toHaveLength(2);
  });

  it('withholds the name, the place and the tag of a file that name a child', () => {
    const told = parseJson(
      merged({
        uploadedFiles: {
          uploadedFiles: [
            { filename: 'Marigold_1.jpg', originalFilename: 'a1.jpg', locationOfFile: 'https://chat.example/marigold' },
            { filename: 'a2.jpg', originalFilename: 'MARIGOLD-2.jpg', ncmecTags: { groups: { tags: 'For Marigold' } } },
          ],
        },
      }),
    );

    expect(told.files).toMatchObject([
      { name: null, originalName: 'a1.jpg', location: null },
      { name: 'a2.jpg', originalName: null, tags: [] },
    ]);
    const path = '/reportedInformation/uploadedFiles/uploadedFiles';
    expect(withheldIn(told)).toEqual(
      expect.arrayContaining([
        [`${path}/0/filename`, 'words'],
        [`${path}/0/locationOfFile`, 'words'],
        [`${path}/1/originalFilename`, 'words'],
        [`${path}/1/ncmecTags/groups/tags`, 'words'],
      ]),
    );
  });

  it('keeps the original incident type and appends a later one', () => {
    const told = parseJson(
      merged({ incidentSummary: { incidentType: ['Online Enticement', 'CHILD SEX  TRAFFICKING', 'Something New'] } }),
    );

    expect(told.incidentTypes.map(({ type }) => type)).toEqual(['online_enticement', 'child_sex_trafficking', null]);
    expect(told.incidentTypes[2]?.raw).toBe('Something New');
  });

  it.each([
    ['Foster  Parent', 'parent_or_guardian'],
    ['Friend of the family', null],
    ['constructor', null],
    ['__proto__', null],
  ])('has the access of a known relationship to a child alone: %s', (relationshipToChildVictim, access) => {
    const told = parseJson(
      merged({ reportedPeople: { reportedPersons: [{ firstName: 'Rowan', relationshipToChildVictim }] } }),
    );

    expect(told.childAccess).toBe(access);
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
    ['an inexact number', { reportId: 1e21 }, '#/reportId', 'must be the number of the report, in digits'],
    ['a fraction', { reportId: 1.5 }, '#/reportId', 'must be the number of the report, in digits'],
  ])('is rejected with %s', (_, overrides, pointer, detail) => {
    expect(faultsOfTip(jsonBytes(icacReport(overrides)))).toEqual([{ pointer, detail }]);
  });

  it.each([
    [
      'a field',
      { additionalInformations: [{ value: encodedPicture() }] },
      '#/reportedInformation/additionalInformations/0/value',
    ],
    ['an unknown key', { Rowan: { deep: encodedPicture() } }, '#/reportedInformation'],
    ['the key itself', { [encodedPicture()]: 1 }, '#/reportedInformation'],
    [
      'withheld content',
      { incidentDetails: { emailIncident: { contents: encodedPicture() } } },
      '#/reportedInformation/incidentDetails/emailIncident/contents',
    ],
  ])('is rejected with a picture in %s, at its pointer and without keys that may be names', (_, overrides, pointer) => {
    expect(faultsOfTip(jsonBytes(merged(overrides)))).toEqual([
      { pointer, detail: 'must not hold a picture or another file, nor a data URI' },
    ]);
  });
});
