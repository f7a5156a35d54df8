import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { IdentifierPage } from '../../src/casework/identifiers/identifier.view.js';
import type {
  ReportedFileList,
  ReportedFileView,
  ReportedPersonList,
} from '../../src/casework/identifiers/reported.view.js';
import type { Client } from '../support/client.js';
import { Given } from '../support/given.js';
import { freshNumber, icacReport, jsonBytes } from '../support/tips.js';
import { sharedTracker, type Tracker } from '../support/tracker.js';
import { importTip, type ImportedTip } from './tip-imports.js';

let tracker: Tracker;
let given: Given;

beforeAll(async () => {
  tracker = await sharedTracker();
  given = new Given(tracker);
});
afterAll(() => tracker.close());

async function supervisor(): Promise<Client> {
  return tracker.as(await given.account({ agency: await given.agency(), role: 'supervisor' }));
}

async function identifiersOf(client: Client, { complaintId }: ImportedTip): Promise<IdentifierPage['items']> {
  return (await client.get<IdentifierPage>(`/identifiers?complaintId=${complaintId}&limit=200`)).body.items;
}

async function filesOf(client: Client, { complaintId }: ImportedTip): Promise<ReportedFileView[]> {
  return (await client.get<ReportedFileList>(`/reported-files?complaintId=${complaintId}`)).body.items;
}

const upload = `<ipCaptureEvent>
  <ipAddress>198.51.100.4</ipAddress><eventName>Upload</eventName><dateTime>2026-05-11T21:59:58Z</dateTime><port>51820</port>
</ipCaptureEvent>`;

function providerTip(number: string, { second = '', inFirst = upload } = {}): string {
  return `<cyberTip>
    <report>
      <personOrUserReported>
        <personOrUserReportedPerson>
          <email verified="true" verificationDate="2019-04-01T00:00:00Z">owl@example.net</email>
          <email verified="false">owl@example.org</email>
          <email>owl@example.com</email>
        </personOrUserReportedPerson>
        <ipCaptureEvent>
          <ipAddress>203.0.113.7</ipAddress><eventName>Login</eventName><dateTime>2026-05-11T22:00:00Z</dateTime>
          <possibleProxy>true</possibleProxy><port>443</port>
        </ipCaptureEvent>
        <ipCaptureEvent>
          <ipAddress>203.0.113.8</ipAddress><eventName>Registration</eventName><possibleProxy>false</possibleProxy>
        </ipCaptureEvent>
        <ipCaptureEvent><ipAddress>203.0.113.9</ipAddress></ipCaptureEvent>
        <deviceId><idType>IMEI</idType><idValue>490154203237518</idValue><eventName>Login</eventName></deviceId>
        <deviceId><idType>IDFA</idType><idValue>6D92078A-8246-4BA4-AE5B-76104861E7DC</idValue></deviceId>
      </personOrUserReported>
    </report>
    <reportResponse><reportId>${number}</reportId></reportResponse>
    <fileDetails>
      <reportId>${number}</reportId><fileId>b0754af766b426f2928a02c651ed4b99</fileId>
      <fileName>a1.dat</fileName><originalFileName>holiday.jpg</originalFileName>
      <locationOfFile>https://chat.example/room/7</locationOfFile>
      <uploadedToEspTimestamp>2026-05-11T22:00:00Z</uploadedToEspTimestamp>
      <fileViewedByEsp>false</fileViewedByEsp><exifViewedByEsp>true</exifViewedByEsp>
      <fileRelevance>Supplemental Reported</fileRelevance>
      <originalFileHash hashType="MD5">d41d8cd98f00b204e9800998ecf8427e</originalFileHash>
      ${inFirst}
    </fileDetails>
    ${second}
  </cyberTip>`;
}

const secondFile = (number: string): string => `<fileDetails>
  <reportId>${number}</reportId><fileName>a2.dat</fileName>
  <originalFileHash hashType="SHA1">da39a3ee5e6b4b0d3255bfef95601890afd80709</originalFileHash>
  ${upload}
</fileDetails>`;

describe('an identifier of a tip', () => {
  it('has the event, the port and the possible proxy of its use', async () => {
    const client = await supervisor();

    const recorded = await identifiersOf(client, await importTip(client, providerTip(freshNumber())));

    const uses = recorded.filter(({ kind, fileId }) => kind === 'ip' && fileId === null);
    expect(uses).toMatchObject([
      { raw: '203.0.113.7', event: 'login', port: 443, isPossibleProxy: true, observedAt: '2026-05-11T22:00:00.000Z' },
      { raw: '203.0.113.8', event: 'registration', port: null, isPossibleProxy: false, observedAt: null },
      { raw: '203.0.113.9', event: null, port: null, isPossibleProxy: null, observedAt: null },
    ]);
  });

  it('is verified, not verified, or neither where the tip is silent, and has the time of the verification', async () => {
    const client = await supervisor();

    const recorded = await identifiersOf(client, await importTip(client, providerTip(freshNumber())));

    expect(recorded.filter(({ kind }) => kind === 'email')).toMatchObject([
      { raw: 'owl@example.net', isVerified: true, verifiedAt: '2019-04-01T00:00:00.000Z', observedAt: null },
      { raw: 'owl@example.org', isVerified: false, verifiedAt: null },
      { raw: 'owl@example.com', isVerified: null, verifiedAt: null },
    ]);
  });

  it('has the kind of the number of a device', async () => {
    const client = await supervisor();

    const recorded = await identifiersOf(client, await importTip(client, providerTip(freshNumber())));

    expect(recorded.filter(({ kind }) => kind === 'device')).toMatchObject([
      { normalised: '490154203237518', deviceKind: 'IMEI', event: 'login' },
      { deviceKind: 'IDFA', event: null },
    ]);
  });

  it('belongs to each file that the same address uploaded at the same time', async () => {
    const client = await supervisor();
    const number = freshNumber();
    const tip = await importTip(client, providerTip(number, { second: secondFile(number) }));

    const recorded = await identifiersOf(client, tip);
    const files = await filesOf(client, tip);

    const uploads = recorded.filter(({ event }) => event === 'upload');
    expect(uploads.map(({ fileId, raw, port, role }) => [fileId, raw, port, role])).toEqual(
      files.map(({ id }) => [id, '198.51.100.4', 51_820, 'suspect']),
    );
    expect(files).toHaveLength(2);
  });

  it('has these facts from an export of the ICAC Data System, too', async () => {
    const client = await supervisor();
    const report = icacReport({ reportId: freshNumber() }) as {
      reportedInformation: { uploadedFiles: { uploadedFiles: object[] } };
    };
    Object.assign(report.reportedInformation.uploadedFiles.uploadedFiles[0] ?? {}, {
      sourceInformation: {
        sourceCaptures: [{ captureType: 'IMEI', value: '490154203237518', eventName: 'Upload' }],
      },
    });
    const tip = await importTip(client, jsonBytes(report));

    const recorded = await identifiersOf(client, tip);
    const [file] = await filesOf(client, tip);

    expect(recorded.filter(({ kind }) => kind === 'ip').map(({ event }) => event)).toEqual(['upload', 'login']);
    expect(recorded.filter(({ kind }) => kind === 'email').map(({ isVerified }) => isVerified)).toEqual([true, null]);
    expect(recorded.find(({ kind }) => kind === 'device')).toMatchObject({ deviceKind: 'IMEI', fileId: file?.id });
    expect(file).toMatchObject({ name: 'holiday.jpg', submittedName: 'a1.dat', sourceFileId: 'f-1' });
  });

  it('of a newer version belongs to the file that is already recorded', async () => {
    const client = await supervisor();
    const number = freshNumber();
    const first = await importTip(client, providerTip(number, { inFirst: '' }));

    const { outcome } = await importTip(client, providerTip(number));

    expect(outcome).toBe('new_version');
    const files = await filesOf(client, first);
    const uploads = (await identifiersOf(client, first)).filter(({ event }) => event === 'upload');
    expect(files).toHaveLength(1);
    expect(uploads.map(({ fileId }) => fileId)).toEqual(files.map(({ id }) => id));
  });

  it('is recorded again by a newer version that says what the previous one left open', async () => {
    const client = await supervisor();
    const number = freshNumber();
    const first = await importTip(client, providerTip(number));
    const open = '<ipCaptureEvent><ipAddress>203.0.113.9</ipAddress>';
    const told = providerTip(number).replace(open, `${open}<possibleProxy>1</possibleProxy>`);

    await importTip(client, told);
    await importTip(client, told.replace('holiday.jpg', 'holiday2.jpg'));

    const uses = (await identifiersOf(client, first)).filter(({ raw }) => raw === '203.0.113.9');
    expect(uses.map(({ isPossibleProxy }) => isPossibleProxy)).toEqual([null, true]);
  });
});

/** Returns a tip whose reported persons have no name, each with its user name and the same address. */
function namelessTip(number: string, names: readonly string[], address: string): string {
  const persons = names.map(
    (name) => `<personOrUserReported>
      <espService>Example Chat</espService><screenName>${name}</screenName>
      <ipCaptureEvent><ipAddress>${address}</ipAddress></ipCaptureEvent>
    </personOrUserReported>`,
  );
  return `<cyberTip><report>${persons.join('')}</report><reportResponse><reportId>${number}</reportId></reportResponse></cyberTip>`;
}

describe('a person of a newer version of a tip', () => {
  const namesByPerson = async (client: Client, tip: ImportedTip): Promise<string[][]> => {
    const { body } = await client.get<ReportedPersonList>(`/reported-persons?complaintId=${tip.complaintId}`);
    const recorded = (await identifiersOf(client, tip)).filter(({ kind }) => kind === 'handle');
    return body.items.map(({ id }) => recorded.filter(({ personId }) => personId === id).map(({ raw }) => raw));
  };

  it.each([
    ['another is added before', ['owl_1'], ['owl_2', 'owl_1'], '203.0.113.7'],
    ['the order is another', ['owl_1', 'owl_2'], ['owl_2', 'owl_1'], '203.0.113.7'],
    ['another takes the place', ['owl_1'], ['owl_2'], '203.0.113.8'],
  ])('keeps the identifiers of a person without a name apart where %s', async (_, before, after, address) => {
    const client = await supervisor();
    const number = freshNumber();
    const tip = await importTip(client, namelessTip(number, before, '203.0.113.7'));

    await importTip(client, namelessTip(number, after, address));

    expect(await namesByPerson(client, tip)).toEqual([['owl_1'], ['owl_2']]);
  });
});

describe('a file of a newer version of a tip', () => {
  const md5 = 'd41d8cd98f00b204e9800998ecf8427e';
  const fileOf = (number: string, id: string, address: string, hashes = [md5]): string => `<fileDetails>
      <reportId>${number}</reportId><fileId>${id}</fileId><fileName>a1.dat</fileName>
      ${hashes.map((hash) => `<originalFileHash>${hash}</originalFileHash>`).join('')}
      <ipCaptureEvent><ipAddress>${address}</ipAddress><eventName>Upload</eventName></ipCaptureEvent>
    </fileDetails>`;
  const tipWith = (number: string, ...files: readonly string[]): string =>
    `<cyberTip><report><additionalInfo>x</additionalInfo></report>
       <reportResponse><reportId>${number}</reportId></reportResponse>${files.join('')}</cyberTip>`;
  /** Returns the id of each file with the values that are recorded for it. */
  const valuesByFile = async (client: Client, tip: ImportedTip): Promise<unknown[]> => {
    const recorded = await identifiersOf(client, tip);
    return (await filesOf(client, tip)).map(({ id, sourceFileId }) => [
      sourceFileId,
      ...recorded.filter(({ fileId }) => fileId === id).map(({ raw }) => raw),
    ]);
  };

  it('keeps the address that uploaded it where the same content was uploaded twice', async () => {
    const client = await supervisor();
    const number = freshNumber();
    const [one, two] = [fileOf(number, 'f1', '203.0.113.1'), fileOf(number, 'f2', '203.0.113.2')];
    const tip = await importTip(client, tipWith(number, one, two));

    await importTip(client, tipWith(number, two, one));

    expect(await valuesByFile(client, tip)).toEqual([
      ['f1', md5, '203.0.113.1'],
      ['f2', md5, '203.0.113.2'],
    ]);
  });

  it.each([
    ['its first hash', []],
    ['a further hash', [md5]],
  ])('is the recorded one if it now has %s', async (_, before) => {
    const client = await supervisor();
    const number = freshNumber();
    const tip = await importTip(client, tipWith(number, fileOf(number, 'f1', '203.0.113.1', before)));
    const hashes = [...before, 'da39a3ee5e6b4b0d3255bfef95601890afd80709'];

    await importTip(client, tipWith(number, fileOf(number, 'f1', '203.0.113.1', hashes)));

    expect(await valuesByFile(client, tip)).toEqual([['f1', ...before, '203.0.113.1', hashes.at(-1)]]);
  });
});

describe('a file of a tip', () => {
  it('has its names, its id, its location, the time of its upload, its relevance, and who viewed what', async () => {
    const client = await supervisor();
    const number = freshNumber();

    const files = await filesOf(client, await importTip(client, providerTip(number, { second: secondFile(number) })));

    expect(files).toMatchObject([
      {
        name: 'holiday.jpg',
        submittedName: 'a1.dat',
        sourceFileId: 'b0754af766b426f2928a02c651ed4b99',
        location: 'https://chat.example/room/7',
        uploadedAt: '2026-05-11T22:00:00.000Z',
        isViewedByProvider: false,
        isExifViewedByProvider: true,
        relevance: 'supplemental',
        reviewGate: 'warrant_needed',
      },
      {
        name: 'a2.dat',
        submittedName: null,
        sourceFileId: null,
        location: null,
        uploadedAt: null,
        isViewedByProvider: null,
        isExifViewedByProvider: null,
        relevance: null,
      },
    ]);
  });
});

describe('the facts that a person records', () => {
  it('are those of a tip, and link the address that uploaded a file to it', async () => {
    const { id: complaintId, by } = await given.complaint({ state: 'triaged' });
    const client = tracker.as(by);
    const use = { kind: 'ip', role: 'suspect', raw: '203.0.113.7', event: 'Upload', isPossibleProxy: false };

    const file = await client.post<ReportedFileView>('/reported-files', {
      complaintId,
      name: 'holiday.jpg',
      uploadedAt: '2026-05-11T22:00:00Z',
      relevance: 'reported',
      identifiers: [use],
    });
    const later = { ...use, raw: '203.0.113.8', fileId: file.body.id };
    const second = await client.post('/identifiers', { complaintId, ...later });

    expect(file).toMatchObject({
      status: 201,
      body: { relevance: 'reported', uploadedAt: '2026-05-11T22:00:00.000Z' },
    });
    expect(second).toMatchObject({ status: 201, body: { fileId: file.body.id, event: 'upload' } });
    const { body } = await client.get<IdentifierPage>(`/identifiers?complaintId=${complaintId}`);
    expect(body.items.map(({ fileId, raw, isPossibleProxy }) => [fileId, raw, isPossibleProxy])).toEqual([
      [file.body.id, '203.0.113.7', false],
      [file.body.id, '203.0.113.8', false],
    ]);
  });

  it.each([
    [{ kind: 'email', raw: 'a@b.example', isPossibleProxy: false }, '#/isPossibleProxy'],
    [{ kind: 'ip', raw: '203.0.113.7', deviceKind: 'IMEI' }, '#/deviceKind'],
    [{ kind: 'ip', raw: '203.0.113.7', event: '' }, '#/event'],
  ])('are rejected for an identifier of another kind: %j', async (input, pointer) => {
    const { id: complaintId, by } = await given.complaint({ state: 'triaged' });

    const { status, body } = await tracker
      .as(by)
      .post<{ errors: { pointer: string }[] }>('/identifiers', { complaintId, role: 'suspect', ...input });

    expect(status).toBe(422);
    expect(body.errors.map((fault) => fault.pointer)).toEqual([pointer]);
  });

  it('cannot link an address to a file of another complaint', async () => {
    const { id: complaintId, by, agencyId } = await given.complaint({ state: 'triaged' });
    const other = await given.complaint({ agencyId, state: 'triaged' });
    const file = await given.made<{ id: string }>(by, '/reported-files', { complaintId: other.id, name: 'a.jpg' });

    const { status, body } = await tracker
      .as(by)
      .post('/identifiers', { complaintId, kind: 'ip', role: 'suspect', raw: '203.0.113.7', fileId: file.id });

    expect(status).toBe(422);
    expect(body).toMatchObject({ errors: [{ pointer: '#/fileId', detail: 'is not a file of that complaint' }] });
  });
});
