import { describe, expect, it } from '@jest/globals';
import { faultsOfTip, parseXml, withheldIn } from '../../../../test/support/parsed-tips.js';
import { encodedPicture, providerReport } from '../../../../test/support/tips.js';
import type { ReportedTip } from './reported-tip.js';

describe('a report from a provider', () => {
  const tip = parseXml(providerReport());

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
      providerReport({ inside: `<additionalInfo>${encodedPicture()}</additionalInfo>` }),
      '#/report/additionalInfo',
    ],
  ])('is rejected %s', (_, xml, pointer) => {
    expect(faultsOfTip(Buffer.from(xml))).toMatchObject([{ pointer }]);
  });

  it('is rejected with another report in its file, whose persons are not those of its number', () => {
    const xml = providerReport().replace('<reportResponse>', '<report><victim/></report><reportResponse>');

    expect(faultsOfTip(Buffer.from(xml))).toEqual([
      { pointer: '#/report', detail: 'must be one report: send each other report by itself' },
    ]);
  });

  it('may be the root element', () => {
    expect(parseXml('<report reportId="5"><additionalInfo>x</additionalInfo></report>')).toMatchObject({
      reportId: '5',
      narrative: [{ text: 'x' }],
    });
  });
});

describe('the person of a provider report', () => {
  const reported = (inside: string): ReportedTip =>
    parseXml(`<report reportId="5"><personOrUserReported>${inside}</personOrUserReported></report>`);
  const identifiersIn = ({ identifiers }: ReportedTip): unknown[] =>
    identifiers.map(({ kind, role, raw, platform }) => [kind, role, raw, platform]);
  const textsOf = ({ persons }: ReportedTip): string[] =>
    persons.flatMap(({ details }) => details.map(({ label, text }) => `${label}: ${text}`));

  it.each([
    ['a calling code of another country', 'countryCallingCode="+63"', '9171234567', '+63 9171234567'],
    ['a calling code without a plus', 'countryCallingCode="49"', '1511 2345678', '+49 1511 2345678'],
    ['an extension', 'countryCallingCode="+1" extension="12"', '4025550134', '+1 4025550134 x12'],
    ['the zeros of an extension', 'countryCallingCode="+1" extension="0012"', '4025550134', '+1 4025550134 x0012'],
    ['a calling code twice', 'countryCallingCode="+44"', '+447946000000', '+447946000000'],
    ['no calling code', 'type="Home"', '4025550134', '4025550134'],
  ])('has a telephone number with %s', (_, attributes, number, raw) => {
    const tip = reported(
      `<personOrUserReportedPerson><phone ${attributes}>${number}</phone></personOrUserReportedPerson>`,
    );

    expect(identifiersIn(tip)).toEqual([['phone', 'suspect', raw, null]]);
    expect(withheldIn(tip)).toEqual([]);
  });

  it('has a display name as a text, which matches nobody of the same name', () => {
    const tip = reported('<screenName>owl_9</screenName><displayName>Mike</displayName>');

    expect(identifiersIn(tip)).toEqual([['handle', 'suspect', 'owl_9', null]]);
    expect(textsOf(tip)).toEqual(['Display name: Mike']);
  });

  it('has the date of a verification beside an address, and no use at that time', () => {
    const tip = reported(
      `<personOrUserReportedPerson>
         <email verified="true" verificationDate="2019-04-01T00:00:00Z">a@example.net</email>
       </personOrUserReportedPerson>`,
    );

    expect(tip.identifiers).toMatchObject([
      { isVerified: true, verifiedAt: '2019-04-01T00:00:00.000Z', observedAt: null },
    ]);
  });

  it('has its own account on another platform as a person with that platform', () => {
    const tip = reported(
      `<espService>Snapchat</espService><screenName>owl_9</screenName>
       <associatedAccount type="Linked">
         <platform thirdPartyUser="true">Instagram</platform><screenName>owl.nine</screenName>
       </associatedAccount>`,
    );

    expect(identifiersIn(tip)).toEqual([
      ['handle', 'suspect', 'owl_9', 'Snapchat'],
      ['handle', 'suspect', 'owl.nine', 'Instagram'],
    ]);
    expect(tip.persons.map(({ role }) => role)).toEqual(['suspect', 'suspect']);
    expect(textsOf(tip)).toEqual(['Associated account, type: Linked', 'Platform, third party user: true']);
  });

  it('has the platform of the incident for a user name without a service of its own', () => {
    const nameOf = (service: string): unknown =>
      parseXml(
        `<report reportId="5">
           <incidentSummary><platform>Instagram, Inc.</platform></incidentSummary>
           <personOrUserReported>${service}<screenName>owl_9</screenName></personOrUserReported>
         </report>`,
      );

    expect(nameOf('')).toMatchObject({
      identifiers: [{ kind: 'handle', raw: 'owl_9', platform: 'Instagram, Inc.' }],
      narrative: [{ label: 'Platform', text: 'Instagram, Inc.' }],
    });
    expect(nameOf('<espService>Threads</espService>')).toMatchObject({ identifiers: [{ platform: 'Threads' }] });
  });

  it.each([
    [
      'a user of another company',
      `<espService>Snapchat</espService><screenName>owl_9</screenName>
       <thirdPartyUserReported>true</thirdPartyUserReported>`,
      ['Third party user reported: true', 'Esp service: Snapchat'],
    ],
    [
      'an account at another company',
      `<associatedAccount type="Linked">
         <platform thirdPartyUser="true"/><screenName>owl_9</screenName>
       </associatedAccount>`,
      ['Associated account, type: Linked', 'Platform, third party user: true'],
    ],
  ])('has no platform of the provider as %s', (_, inside, texts) => {
    const tip = parseXml(
      `<report reportId="5">
         <incidentSummary><platform>Snapchat</platform></incidentSummary>
         <personOrUserReported>${inside}</personOrUserReported>
       </report>`,
    );

    expect(identifiersIn(tip)).toEqual([['handle', 'suspect', 'owl_9', null]]);
    expect(textsOf(tip)).toEqual(texts);
  });

  it('has an account that is linked by the type of the client of 2026', () => {
    const tip = reported(
      '<associatedAccount accountType="Linked"><screenName>owl.nine</screenName></associatedAccount>',
    );

    expect(tip.persons).toMatchObject([{ role: 'suspect' }, { role: 'suspect' }]);
    expect(textsOf(tip)).toEqual(['Associated account, account type: Linked']);
  });

  it.each([
    ['Discord', ['Associated account, type: Linked']],
    ['Discord Nitro', ['Associated account, type: Linked', 'Esp service: Discord Nitro']],
  ])('keeps the service beside the platform of an account as a text if it is another one: %s', (service, texts) => {
    const tip = reported(
      `<associatedAccount type="Linked">
         <platform>Discord</platform><espService>${service}</espService><screenName>owl_9</screenName>
       </associatedAccount>`,
    );

    expect(identifiersIn(tip)).toEqual([['handle', 'suspect', 'owl_9', 'Discord']]);
    expect(textsOf(tip)).toEqual(texts);
  });

  it('withholds the service of a child that is no platform of the child', () => {
    const tip = parseXml(
      `<report reportId="5"><victim>
         <associatedAccount type="Linked">
           <platform>Game</platform><espService>Game chat</espService><screenName>mari_2</screenName>
         </associatedAccount>
       </victim></report>`,
    );

    expect(tip.withheld).toContainEqual(expect.objectContaining({ why: 'identity', value: 'Game chat' }));
  });

  it.each([
    ['a guardian', 'type="Parent/Guardian"'],
    ['a payer', 'type="Billing"'],
    ['a payer of the client of 2026', 'accountType="Billing"'],
    ['a person with two types', 'type="Other" accountType="Linked"'],
    ['a person of another kind', 'type="Other"'],
    ['a person of an unknown kind', 'type="Neighbor"'],
    ['a person of no kind', ''],
  ])('is not %s with an associated account', (_, attributes) => {
    const tip = reported(
      `<associatedAccount ${attributes}>
         <firstName>Ottoline</firstName><phone>4025550199</phone><email>ottoline@example.net</email>
         <additionalInfo>Pays for the account.</additionalInfo>
       </associatedAccount>
       <additionalInfo>The account was made by Ottoline.</additionalInfo>`,
    );
    const { withheld, ...clear } = tip;

    expect(identifiersIn(tip)).toEqual([
      ['phone', 'unknown', '4025550199', null],
      ['email', 'unknown', 'ottoline@example.net', null],
    ]);
    expect(withheld.map(({ value }) => value)).toEqual(
      expect.arrayContaining(['Ottoline', 'Pays for the account.', 'The account was made by Ottoline.']),
    );
    expect(JSON.stringify(clear)).not.toContain('Ottoline');
  });

  it('keeps the role of a child for the other account of the child', () => {
    const tip = parseXml(
      `<report reportId="5"><victim>
         <associatedAccount type="Linked"><platform>Game</platform><screenName>mari_2</screenName></associatedAccount>
         <associatedAccount type="Parent/Guardian"><email>parent@example.net</email></associatedAccount>
       </victim></report>`,
    );

    expect(identifiersIn(tip)).toEqual([
      ['handle', 'victim', 'mari_2', 'Game'],
      ['email', 'unknown', 'parent@example.net', null],
    ]);
  });

  it('distinguishes an account that is disabled for a time from one that is disabled for good', () => {
    const disabled = (kind: string): string[] =>
      textsOf(reported(`<account${kind} disabledDate="2026-05-01T00:00:00Z">true</account${kind}>`));

    expect(disabled('TemporarilyDisabled')).toEqual([
      'Account temporarily disabled, disabled date: 2026-05-01T00:00:00Z',
      'Account temporarily disabled: true',
    ]);
    expect(disabled('PermanentlyDisabled')).toEqual([
      'Account permanently disabled, disabled date: 2026-05-01T00:00:00Z',
      'Account permanently disabled: true',
    ]);
  });
});

describe('a provider report', () => {
  const textsOf = ({ narrative }: ReportedTip): string[] => narrative.map(({ label, text }) => `${label}: ${text}`);

  it('has the contact of the provider as texts and no identifiers, which would match all its reports', () => {
    const tip = parseXml(
      `<report reportId="5"><reporter>
         <reportingPerson><firstName>Sam</firstName><email type="Work">desk@provider.example</email></reportingPerson>
         <contactPerson><lastName>Desk</lastName><phone extension="7">402 555 0150</phone></contactPerson>
         <legalURL>https://provider.example/legal</legalURL>
       </reporter></report>`,
    );

    expect(tip.identifiers).toEqual([]);
    expect(tip.persons).toEqual([]);
    expect(textsOf(tip)).toEqual([
      'Email: desk@provider.example',
      'Phone, extension: 7',
      'Phone: 402 555 0150',
      'Legal URL: https://provider.example/legal',
    ]);
    expect(withheldIn(tip)).toEqual([
      ['/report/reporter/reportingPerson/firstName', 'identity'],
      ['/report/reporter/reportingPerson/email/@type', 'metadata'],
      ['/report/reporter/contactPerson/lastName', 'identity'],
    ]);
  });

  it.each([
    ['<webPageIncident><url>https://www.example.com/board/7</url></webPageIncident>', 'url', 'unknown'],
    ['<emailIncident><emailAddress>a@example.net</emailAddress></emailIncident>', 'email', 'unknown'],
    ['<newsgroupIncident><emailAddress>a@example.net</emailAddress></newsgroupIncident>', 'email', 'unknown'],
    ['<cellPhoneIncident><phoneNumber>402 555 0134</phoneNumber></cellPhoneIncident>', 'phone', 'unknown'],
    [
      '<peer2peerIncident><ipCaptureEvent><ipAddress>192.0.2.1</ipAddress></ipCaptureEvent></peer2peerIncident>',
      ...['ip', 'suspect'],
    ],
  ])('has a value of the incident as nobody’s, unless it is the reported person’s: %s', (incident, kind, role) => {
    const tip = parseXml(`<report reportId="5"><internetDetails>${incident}</internetDetails></report>`);

    expect(tip.identifiers).toMatchObject([{ kind, role, person: null }]);
  });

  it('says that another agency has served legal process, with its contact', () => {
    const tip = parseXml(
      `<report reportId="5"><lawEnforcement>
         <agencyName>Sample Police</agencyName><caseNumber>26-1</caseNumber>
         <officerContact><lastName>Officer</lastName><phone>402 555 0151</phone></officerContact>
         <servedLegalProcessDomestic>true</servedLegalProcessDomestic>
       </lawEnforcement></report>`,
    );

    expect(textsOf(tip)).toEqual([
      'Agency name: Sample Police',
      'Case number: 26-1',
      'Last name: Officer',
      'Phone: 402 555 0151',
      'Legal process of another agency in the United States: already served. Ask that agency before you serve any.',
    ]);
    expect(tip.identifiers).toEqual([]);
  });

  it.each([
    ['<servedLegalProcessDomestic>false</servedLegalProcessDomestic>', /United States: none served\.$/],
    ['<servedLegalProcessInternational>true</servedLegalProcessInternational>', /another country: already served\./],
  ])('says whether an agency has served legal process: %s', (element, line) => {
    const tip = parseXml(`<report reportId="5"><lawEnforcement>${element}</lawEnforcement></report>`);

    expect(textsOf(tip)).toEqual([expect.stringMatching(line)]);
  });
});
