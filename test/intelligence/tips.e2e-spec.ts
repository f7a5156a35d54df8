import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ComplaintView } from '../../src/casework/complaints/complaint.view.js';
import type { DisclosurePage } from '../../src/casework/disclosures/disclosure.view.js';
import type { IdentifierPage } from '../../src/casework/identifiers/identifier.view.js';
import type { ReportedFileList, ReportedPersonList } from '../../src/casework/identifiers/reported.view.js';
import type { TriageProposalView } from '../../src/casework/triage/triage-proposal.view.js';
import type { TipImportView, TipOutcomeView } from '../../src/intelligence/tips/tip-import.view.js';
import type { ReportedOutcomesView } from '../../src/intelligence/tips/tip-outcome.view.js';
import type { OpenedTipView, TipVersionList } from '../../src/intelligence/tips/tip-version.view.js';
import { MasterKeys } from '../../src/platform/secrets/master-keys.js';
import { KeyRing } from '../../src/casework/vault/key-ring.js';
import { rotateKeys } from '../../src/casework/vault/key-rotation.js';
import { atOnce, type Answer, type Client } from '../support/client.js';
import { Given, type GivenComplaint } from '../support/given.js';
import { nextNumber, type GivenAccount, type GivenAgency } from '../support/people.js';
import { secrets } from '../support/secrets.js';
import { icacReport, jsonBytes, providerReport, zipOf } from '../support/tips.js';
import { startTracker, type Tracker } from '../support/tracker.js';

let tracker: Tracker;
let given: Given;

// After receipt of the reports.
const clock = new Date('2026-06-01T12:00:00Z');

beforeAll(async () => {
  tracker = await startTracker({ clock });
  given = new Given(tracker);
});
afterAll(() => tracker.close());

interface Unit {
  readonly agency: GivenAgency;
  readonly account: GivenAccount;
  readonly client: Client;
}

async function unit(agency?: GivenAgency): Promise<Unit> {
  const own = agency ?? (await given.agency());
  const account = await given.account({ agency: own, role: 'supervisor' });
  return { agency: own, account, client: tracker.as(account) };
}

const freshNumber = (): string => String(900_000_000 + nextNumber());

function send(
  client: Client,
  file: Buffer | string,
  { type = 'application/json', query = '' } = {},
): Promise<Answer<TipImportView>> {
  return client.send('POST', `/tip-imports${query}`, Buffer.from(file as string), { 'content-type': type });
}

async function imported(client: Client, file: Buffer | string, query?: string): Promise<TipOutcomeView> {
  const { status, body } = await send(client, file, query === undefined ? {} : { query });
  expect(status).toBe(200);
  const [item] = body.items;
  if (!item) throw new Error('An import of a tip says what became of it');
  return item;
}

function reportWith(number: string, overrides: Readonly<Record<string, unknown>>): Buffer {
  const report = icacReport({ reportId: number });
  return jsonBytes({ ...report, reportedInformation: { ...(report['reportedInformation'] as object), ...overrides } });
}

async function recordedFor(client: Client, complaintId: string): Promise<IdentifierPage['items']> {
  return (await client.get<IdentifierPage>(`/identifiers?complaintId=${complaintId}&limit=200`)).body.items;
}

describe('the triage of an imported tip', () => {
  it.each([
    ['Online Enticement of Children for Sexual Act', 'enticement', 2, 'The CyberTip reports enticement.'],
    [
      'Child Pornography (possession, manufacture, and distribution)',
      'csam_possession',
      4,
      'The CyberTip reports child sexual abuse material. Possession is the least that this means.',
    ],
    ['Child Sex Trafficking', 'child_sex_trafficking', 1, 'The CyberTip reports child sex trafficking.'],
  ])('is proposed by its incident type: %s', async (incidentType, type, priority, says) => {
    const { client } = await unit();
    const summary = reportWith(freshNumber(), {});
    const report = JSON.parse(summary.toString()) as { reportedInformation: { incidentSummary: object } };
    Object.assign(report.reportedInformation.incidentSummary, { incidentType });

    const { complaintId } = await imported(client, jsonBytes(report));
    const path = `/complaints/${String(complaintId)}`;
    await tracker.sql('UPDATE app.complaints SET type = NULL WHERE id = $1', [complaintId]);
    const { body } = await client.get<TriageProposalView>(`${path}/triage-proposal`);

    expect(body).toMatchObject({ type, mode: 'reactive', priority });
    expect(body.reasons[0]).toMatchObject({ field: 'type', rule: 'incident_type', says, params: { type } });
    expect(body.rationale.startsWith(says)).toBe(true);
  });

  it('has no type where the incident type is not known', async () => {
    const { client } = await unit();
    const report = JSON.parse(reportWith(freshNumber(), {}).toString()) as {
      reportedInformation: { incidentSummary: object };
    };
    Object.assign(report.reportedInformation.incidentSummary, { incidentType: 'Something New' });

    const { complaintId } = await imported(client, jsonBytes(report));
    const { body } = await client.get<TriageProposalView>(`/complaints/${String(complaintId)}/triage-proposal`);

    expect(body).toMatchObject({ type: null, mode: 'reactive', priority: expect.any(Number) as unknown });
    expect(body.reasons.some(({ field }) => field === 'type')).toBe(false);
  });
});

describe('an imported tip', () => {
  it('has the telephone of another country, and no match with a stranger of the same display name', async () => {
    const { client } = await unit();
    const reportOf = (screenName: string): string =>
      `<report reportId="${freshNumber()}">
         <personOrUserReported>
           <personOrUserReportedPerson><phone countryCallingCode="+63">917${String(nextNumber()).padStart(7, '0')}</phone></personOrUserReportedPerson>
           <screenName>${screenName}</screenName><displayName>Mike</displayName>
           <associatedAccount type="Parent/Guardian"><firstName>Ottoline</firstName><email>${screenName}@example.net</email></associatedAccount>
         </personOrUserReported>
         <reporter><contactPerson><email>desk@provider.example</email></contactPerson></reporter>
       </report>`;
    const [first, second] = [await imported(client, reportOf('owl_one')), await imported(client, reportOf('owl_two'))];

    const recorded = await recordedFor(client, String(first.complaintId));
    const { body } = await client.get<{ items: unknown[] }>(`/complaints/${String(second.complaintId)}/matches`);

    expect(recorded.map(({ kind, role }) => [kind, role])).toEqual(
      expect.arrayContaining([
        ['phone', 'suspect'],
        ['email', 'unknown'],
      ]),
    );
    expect(recorded.find(({ kind }) => kind === 'phone')?.normalised).toMatch(/^\+63917\d{7}$/);
    expect(recorded).toHaveLength(3);
    expect(body.items).toEqual([]);
  });

  it('becomes a complaint with its persons, identifiers and files', async () => {
    const { client } = await unit();
    const number = freshNumber();

    const item = await imported(client, jsonBytes(icacReport({ reportId: Number(number) })));

    expect(item).toMatchObject({
      position: 1,
      outcome: 'created',
      reportId: number,
      version: 1,
      errors: [],
      holder: null,
    });
    const { body: complaint } = await client.get<ComplaintView>(`/complaints/${item.complaintId}`);
    expect(complaint).toMatchObject({
      reference: item.reference,
      source: 'ncmec_cybertip',
      externalReference: number,
      type: 'enticement',
      mode: 'reactive',
      state: 'received',
      reportedToNcmecAt: '2026-05-12T14:30:00.000Z',
      receivedAt: clock.toISOString(),
      incidentAt: '2026-05-11T22:04:10.000Z',
      firstUse: 'upload',
      firstUseAt: '2026-05-11T22:00:00.000Z',
    });
    expect(complaint.narrative).toContain('The user wrote to accounts of children.');
    const identifiers = await recordedFor(client, complaint.id);
    expect(identifiers.map(({ kind, role, normalised }) => `${kind} ${role} ${normalised}`)).toEqual(
      expect.arrayContaining([
        'email suspect owl88@example.com',
        'phone suspect +14025550134',
        'handle suspect night_owl_88@example chat',
        'handle recipient mari_t@example chat',
        'ip suspect 203.0.113.7',
        'hash unknown d41d8cd98f00b204e9800998ecf8427e',
      ]),
    );
    const files = (await client.get<ReportedFileList>(`/reported-files?complaintId=${complaint.id}`)).body.items;
    expect(files.map(({ name, isViewedByProvider, reviewGate }) => [name, isViewedByProvider, reviewGate])).toEqual([
      ['holiday.jpg', true, 'open'],
      ['a2.dat', null, 'warrant_needed'],
      ['a3.dat', null, 'warrant_needed'],
    ]);
    const persons = (await client.get<ReportedPersonList>(`/reported-persons?complaintId=${complaint.id}`)).body.items;
    expect(persons).toMatchObject([
      { role: 'suspect', givenName: 'Rowan', familyName: 'Example' },
      { role: 'recipient', givenName: null, familyName: null, bornOn: null, description: null },
    ]);
    expect((await tracker.trailOf(complaint.id)).map(({ action }) => action)).toContain('complaint.received');
  });

  it('has the class that NCMEC stated, and a later version that states it differs', async () => {
    const { client } = await unit();
    const number = freshNumber();
    const withAnnotations = (reportAnnotations: object): Buffer =>
      reportWith(number, {
        incidentSummary: {
          incidentType: 'Online Enticement of Children for Sexual Act',
          incidentDateTime: '2026-05-11T22:04:10Z',
          reportAnnotations,
        },
      });
    const first = await imported(client, withAnnotations({ spam: true, informational: false }));
    const { body: before } = await client.get<ComplaintView>(`/complaints/${String(first.complaintId)}`);

    const second = await imported(client, withAnnotations({ spam: true, informational: true }));
    const other = await imported(
      client,
      reportWith(freshNumber(), { incidentSummary: { reportAnnotations: { informational: true } } }),
    );
    const { body: after } = await client.get<ComplaintView>(`/complaints/${String(first.complaintId)}`);
    const { body: informational } = await client.get<ComplaintView>(`/complaints/${String(other.complaintId)}`);

    expect(before.ncmecClass).toBeNull();
    expect(second).toMatchObject({
      outcome: 'new_version',
      differs: expect.arrayContaining(['ncmecClass']) as unknown,
    });
    expect(after.ncmecClass).toBeNull();
    expect(informational.ncmecClass).toBe('informational');
  });

  it('decides the age at the offense by its first upload, and not by the time of the report', async () => {
    const { client } = await unit();
    const { complaintId } = await imported(
      client,
      reportWith(freshNumber(), {
        // The day after the eighteenth birthday in Chicago, and after the upload.
        incidentSummary: {
          incidentType: 'Online Enticement of Children for Sexual Act',
          incidentDateTime: '2026-05-12T14:00:00Z',
        },
      }),
    );
    const suspect = { complaintId, offenderClass: 'unknown', bornOn: '2008-05-12', identifiedOn: '2026-05-30' };

    const asAdult = await client.post('/suspects', { ...suspect, juvenile: false });
    const asJuvenile = await client.post('/suspects', { ...suspect, juvenile: true });

    expect(asAdult).toMatchObject({
      status: 422,
      body: {
        errors: [
          {
            pointer: '#/juvenile',
            detail: 'does not match the day of birth: the suspect was under 18 at the first upload in the tip',
          },
        ],
      },
    });
    expect(asJuvenile).toMatchObject({ status: 201, body: { juvenile: true, ageBasis: 'upload' } });
  });

  it('was received when the importer states it, and is refused before NCMEC had it', async () => {
    const { client } = await unit();
    const importedAt = (receivedAt: string): Promise<Answer<TipImportView>> =>
      send(client, jsonBytes(icacReport({ reportId: freshNumber() })), {
        query: `?receivedAt=${encodeURIComponent(receivedAt)}`,
      });

    const stated = await importedAt('2026-05-20T09:30:00-05:00');
    const before = await importedAt('2026-05-12T14:29:59Z');
    const future = await importedAt('2026-06-01T12:00:01Z');

    const { body: complaint } = await client.get<ComplaintView>(
      `/complaints/${stated.body.items[0]?.complaintId ?? ''}`,
    );
    expect(complaint).toMatchObject({
      receivedAt: '2026-05-20T14:30:00.000Z',
      reportedToNcmecAt: '2026-05-12T14:30:00.000Z',
      preservedUntil: '2027-05-12',
      isPreservationAssumed: false,
    });
    expect(before.body.items).toMatchObject([
      {
        outcome: 'refused',
        complaintId: null,
        errors: [{ pointer: '#/receivedAt', detail: 'must not be before NCMEC received the report' }],
      },
    ]);
    expect(future).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/receivedAt' }] } });
  });

  it('is read from XML and ZIP alike, where an invalid one does not stop the others', async () => {
    const { client } = await unit();
    const [one, two, three] = [freshNumber(), freshNumber(), freshNumber()];
    const archive = zipOf({
      'a.json': jsonBytes(icacReport({ reportId: one })),
      'wrong.json': '{"reportId": ',
      'b.xml': providerReport({ reportId: two }),
      'photo.jpg': Uint8Array.of(0xff, 0xd8, 0xff, 0xe0),
      'c.json': jsonBytes(icacReport({ reportId: three })),
    });

    const { status, body } = await send(client, archive, { type: 'application/zip' });

    expect(status).toBe(200);
    expect(body.leftClosed).toBe(1);
    expect(
      body.items.map(({ position, outcome, reportId, refusedAs }) => [position, outcome, reportId, refusedAs]),
    ).toEqual([
      [1, 'created', one, null],
      [2, 'refused', null, 'not-json'],
      [3, 'created', two, null],
      [5, 'created', three, null],
    ]);
  });

  it('changes nothing when it is imported again', async () => {
    const { client, agency } = await unit();
    const number = freshNumber();
    const file = jsonBytes(icacReport({ reportId: number }));
    const first = await imported(client, file);
    const counts = await rowsOf(agency.taskForceId);

    const again = await imported(client, file);

    expect(again).toEqual({ ...first, outcome: 'unchanged' });
    expect(await rowsOf(agency.taskForceId)).toEqual(counts);
  });

  it('becomes one complaint for any number of concurrent imports, with the same answer for each', async () => {
    const { client, agency } = await unit();
    const file = jsonBytes(icacReport({ reportId: freshNumber() }));

    const answers = await atOnce(50, () => send(client, file));

    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    const items = answers.flatMap(({ body }) => body.items);
    expect(new Set(items.map(({ complaintId, versionId }) => `${complaintId} ${versionId}`)).size).toBe(1);
    expect(items.filter(({ outcome }) => outcome === 'created')).toHaveLength(1);
    expect(items.filter(({ outcome }) => outcome === 'unchanged')).toHaveLength(49);
    expect(await rowsOf(agency.taskForceId)).toMatchObject({ complaints: 1, tip_versions: 1 });
  });
});

describe('a changed tip that is imported again', () => {
  it('becomes a new version, adds new data and overwrites nothing', async () => {
    const { client } = await unit();
    const number = freshNumber();
    const first = await imported(client, reportWith(number, {}));
    const before = await recordedFor(client, first.complaintId ?? '');
    const voided = before.find(({ kind }) => kind === 'vehicle');
    await client.post(`/identifiers/${voided?.id}/void`, { reason: 'Another person’s car.' }, { 'if-match': '"v1"' });
    const changed = reportWith(number, {
      incidentSummary: { incidentType: ['Online Enticement of Children for Sexual Act', 'Child Sex Trafficking'] },
      additionalInformations: [{ value: 'Account closed.' }, { value: 'A second account: @owl_two.' }],
      uploadedFiles: {
        uploadedFiles: [
          {
            filename: 'a1.dat',
            originalFilename: 'holiday.jpg',
            verificationHash: 'D41D8CD98F00B204E9800998ECF8427E',
            viewedByEsp: false,
          },
          { filename: 'a4.dat', verificationHash: 'ffffffffffffffffffffffffffffffff' },
        ],
      },
    });

    const item = await imported(client, changed);

    expect(item).toMatchObject({
      outcome: 'new_version',
      complaintId: first.complaintId,
      version: 2,
      changed: ['incident', 'narrative', 'files', 'withheld'],
      differs: ['narrative', 'files'],
    });
    const after = await recordedFor(client, first.complaintId ?? '');
    expect(
      after.filter(({ id }) => !before.some((known) => known.id === id)).map(({ normalised }) => normalised),
    ).toEqual(['ffffffffffffffffffffffffffffffff']);
    expect(after.find(({ id }) => id === voided?.id)?.voidedAt).not.toBeNull();
    const files = (await client.get<ReportedFileList>(`/reported-files?complaintId=${first.complaintId}`)).body.items;
    expect(files.map(({ name, isViewedByProvider }) => [name, isViewedByProvider])).toEqual([
      ['holiday.jpg', true],
      ['a2.dat', null],
      ['a3.dat', null],
      ['a4.dat', null],
    ]);
    const { body } = await client.get<TipVersionList>(`/tip-versions?complaintId=${first.complaintId}`);
    expect(body.items.map(({ number: n, incidentTypes }) => [n, incidentTypes])).toEqual([
      [2, ['Online Enticement of Children for Sexual Act', 'Child Sex Trafficking']],
      [1, ['Online Enticement of Children for Sexual Act']],
    ]);
  });

  it('is unchanged when an old file is sent again after newer ones, and says which version it is', async () => {
    const { client, agency } = await unit();
    const number = freshNumber();
    const [oldest, newer, newest] = ['First.', 'Second.', 'Third.'].map((value) =>
      reportWith(number, { additionalInformations: [{ value }] }),
    ) as [Buffer, Buffer, Buffer];
    const first = await imported(client, oldest);
    const second = await imported(client, newer);
    const third = await imported(client, newest);
    const counts = await rowsOf(agency.taskForceId);

    const again = [await imported(client, oldest), await imported(client, newer), await imported(client, newest)];

    expect(again.map(({ outcome, version, versionId }) => [outcome, version, versionId])).toEqual([
      ['unchanged', 1, first.versionId],
      ['unchanged', 2, second.versionId],
      ['unchanged', 3, third.versionId],
    ]);
    expect(await rowsOf(agency.taskForceId)).toEqual(counts);
  });

  it('never changes a decision of an analyst', async () => {
    const { client } = await unit();
    const number = freshNumber();
    const first = await imported(client, reportWith(number, {}));
    const { etag } = await client.get(`/complaints/${first.complaintId}`);
    const triage = { type: 'sextortion', mode: 'reactive', priority: 1, rationale: 'A child is at immediate risk.' };
    expect((await client.put(`/complaints/${first.complaintId}/triage`, triage, { 'if-match': etag })).status).toBe(
      200,
    );
    const { body: before } = await client.get<ComplaintView>(`/complaints/${first.complaintId}`);

    const item = await imported(client, reportWith(number, { additionalInformations: [{ value: 'More.' }] }));

    expect(item).toMatchObject({ outcome: 'new_version', differs: ['type', 'narrative'] });
    expect((await client.get<ComplaintView>(`/complaints/${first.complaintId}`)).body).toEqual(before);
  });

  it('is added to a complaint entered from paper', async () => {
    const { client, account } = await unit();
    const number = freshNumber();
    const typed = await given.complaint({ by: account, source: 'ncmec_cybertip', externalReference: number });

    const item = await imported(client, reportWith(number, {}));

    expect(item).toMatchObject({ outcome: 'new_version', version: 1, complaintId: typed.id });
    expect(item.differs).toContain('narrative');
  });
});

describe('a tip that another agency has', () => {
  it('returns the agency to contact, and nothing else', async () => {
    const { client, agency } = await unit();
    const other = await unit(await given.agency({ taskForceId: agency.taskForceId }));
    const number = freshNumber();
    await imported(client, reportWith(number, {}));

    const item = await imported(other.client, reportWith(number, {}));

    expect(item).toMatchObject({
      outcome: 'refused',
      refusedAs: 'already-received',
      complaintId: null,
      reference: null,
      holder: { agency: agency.name },
    });
  });

  it('is created independently in another task force', async () => {
    const number = freshNumber();
    const [one, other] = [await unit(), await unit()];

    expect((await imported(one.client, reportWith(number, {}))).outcome).toBe('created');
    expect((await imported(other.client, reportWith(number, {}))).outcome).toBe('created');
  });

  it('is imported for an agency named by a task force account, and rejected without one', async () => {
    const agency = await given.agency();
    const head = tracker.as(await given.account({ taskForceId: agency.taskForceId, role: 'supervisor' }));
    const file = jsonBytes(icacReport({ reportId: freshNumber() }));
    const post = (query: string): Promise<Answer<TipImportView>> =>
      head.send('POST', `/tip-imports${query}`, file, { 'content-type': 'application/json' });

    expect((await post('')).status).toBe(422);
    for (const state of ['nebraska', 'XX']) expect((await post(`?state=${state}`)).status).toBe(422);
    expect((await post(`?agencyId=${agency.id}&state=IA`)).body.items).toMatchObject([{ outcome: 'created' }]);
  });
});

describe('the data of a child in a tip', () => {
  it('are nowhere in clear text', async () => {
    const { client, agency } = await unit();
    await imported(client, jsonBytes(icacReport({ reportId: freshNumber(), reportedNickname: 'Marigold T.' })));

    const found = await placesOf(/marigold|testchild|2013-01-01|my mom/i, agency.taskForceId);

    expect(found).toEqual([]);
  });

  it('are revealed for a stated purpose after a step-up, and the trail records it', async () => {
    const { client, account } = await unit();
    const { versionId, complaintId } = await imported(
      client,
      jsonBytes(icacReport({ reportId: freshNumber(), extra: 7 })),
    );
    const why = { purpose: 'safeguarding', reason: 'To find the school' };
    const path = `/tip-versions/${versionId}/open`;
    await tracker.sql('UPDATE auth.sessions SET stepped_up_at = NULL WHERE id = $1', [account.sessionId]);
    expect(await client.post(path, why)).toMatchObject({
      status: 403,
      body: { type: '/problems/reauthentication-required' },
    });
    await tracker.sql('UPDATE auth.sessions SET stepped_up_at = now() WHERE id = $1', [account.sessionId]);

    const { status, body } = await client.post<OpenedTipView>(path, why);

    expect(status).toBe(200);
    expect(body.withheld).toEqual(
      expect.arrayContaining([
        {
          sourcePath: '/reportedInformation/intendedRecipients/intendedRecipients/0/firstName',
          reason: 'identity',
          json: '"Marigold"',
        },
        { sourcePath: '/extra', reason: 'unmapped', json: '7' },
      ]),
    );
    const entries = await tracker.trailOf(complaintId ?? '');
    expect(entries.find(({ action }) => action === 'tip.opened')).toMatchObject({
      accountId: account.accountId,
      reason: 'safeguarding: To find the school',
    });
  });

  it('are revealed after key rotation, and not after an expungement', async () => {
    const { client, agency } = await unit();
    const { versionId, complaintId } = await imported(client, reportWith(freshNumber(), {}));
    const [row] = await tracker.sql<{ code: string }>('SELECT code FROM app.task_forces WHERE id = $1', [
      agency.taskForceId,
    ]);
    const path = `/tip-versions/${versionId}/open`;
    const why = { purpose: 'safeguarding', reason: 'To find the school' };
    const before = await client.post<OpenedTipView>(path, why);

    const ring = new KeyRing(MasterKeys.fromSecrets(secrets));
    const { notDecrypted } = await rotateKeys(tracker.database.ownerUrl, ring, row?.code ?? '', () => undefined);

    expect(notDecrypted).toEqual([]);
    expect((await client.post<OpenedTipView>(path, why)).body).toEqual(before.body);
    const destroyed = await tracker.sql(
      'SELECT FROM vault.keys WHERE task_force_id = $1 AND destroyed_at IS NOT NULL',
      [agency.taskForceId],
    );
    expect(destroyed).toHaveLength(1);

    await tracker.sql('UPDATE app.tip_versions SET encrypted = NULL, wrapped_key = NULL WHERE complaint_id = $1', [
      complaintId,
    ]);
    expect(await client.post(path, why)).toMatchObject({ status: 409, body: { type: '/problems/tip-not-readable' } });
    expect((await client.get(`/tip-versions/${versionId}`)).body).toMatchObject({ isContentStored: false });
  });

  it('are not revealed to another agency', async () => {
    const { client, agency } = await unit();
    const other = await unit(await given.agency({ taskForceId: agency.taskForceId }));
    const { versionId, complaintId } = await imported(client, reportWith(freshNumber(), {}));
    const why = { purpose: 'safeguarding', reason: 'To find the school' };

    expect((await other.client.post(`/tip-versions/${versionId}/open`, why)).status).toBe(404);
    expect((await other.client.get(`/tip-versions/${versionId}`)).status).toBe(404);
    expect((await other.client.get(`/tip-versions?complaintId=${complaintId}`)).body).toEqual({ items: [] });
  });
});

describe('the outcome report of tips', () => {
  it('contains their numbers only, and is logged as a disclosure', async () => {
    const { client, account, agency } = await unit();
    const [one, two] = [freshNumber(), freshNumber()];
    const inMay = '?receivedAt=2026-05-13T12:00:00Z';
    const first = await imported(client, reportWith(one, {}), inMay);
    await imported(client, reportWith(two, {}), inMay);
    const { body: view, etag } = await client.get<ComplaintView>(`/complaints/${first.complaintId}`);
    const complaint = { ...view, etag, by: account };
    await given.arrest({
      suspect: await given.suspect({ complaint, identifiedOn: '2026-05-20' }),
      arrestedOn: '2026-05-21',
    });
    const wanted = { from: '2026-05-01', until: '2026-06-01', basis: 'own_agency', recipient: 'The reporting centre' };

    const told = await client.post<ReportedOutcomesView>('/tip-outcomes', wanted);
    const csv = await client.post('/tip-outcomes', wanted, { accept: 'text/csv' });

    expect(told.body.items).toEqual([
      { reportId: one, status: expect.any(String), arrest: true, victimIdentified: false },
      { reportId: two, status: 'received', arrest: false, victimIdentified: false },
    ]);
    expect(csv.text).toBe(
      [
        'reportId,status,arrest,victimIdentified',
        `${one},${told.body.items[0]?.status},yes,no`,
        `${two},received,no,no`,
        '',
      ].join('\r\n'),
    );
    const log = await client.get<DisclosurePage>(`/disclosures?complaintId=${first.complaintId}`);
    expect(log.body.items).toMatchObject([{ kind: 'other', basis: 'own_agency' }, { kind: 'other' }]);
    const other = await unit(await given.agency({ taskForceId: agency.taskForceId }));
    expect((await other.client.post<ReportedOutcomesView>('/tip-outcomes', wanted)).body.items).toEqual([]);
  });

  it('says what became of the whole matter, whichever of its merged complaints has the record', async () => {
    const { client, account } = await unit();
    const numbers = [freshNumber(), freshNumber(), freshNumber()] as const;
    const tips: GivenComplaint[] = [];
    for (const number of numbers) {
      const { complaintId } = await imported(client, reportWith(number, {}), '?receivedAt=2026-05-13T12:00:00Z');
      const { body, etag } = await client.get<ComplaintView>(`/complaints/${complaintId}`);
      tips.push({ ...body, etag, by: account });
    }
    const [arrested, identified, kept] = tips;
    if (!arrested || !identified || !kept) throw new Error('Three tips were imported');
    await given.arrest({
      suspect: await given.suspect({ complaint: arrested, identifiedOn: '2026-05-20' }),
      arrestedOn: '2026-05-21',
    });
    await given.victim({ complaint: identified, identifiedOn: '2026-05-20' });
    for (const one of [arrested, identified]) {
      const { etag } = await client.get(`/complaints/${one.id}`);
      await given.changed({ ...one, etag }, `/complaints/${one.id}/merge`, { into: kept.id, reason: 'The same user.' });
    }

    const { body } = await client.post<ReportedOutcomesView>('/tip-outcomes', {
      ...{ from: '2026-05-01', until: '2026-06-01', basis: 'own_agency', recipient: 'The reporting center' },
    });

    expect(body.items.map(({ reportId, arrest, victimIdentified }) => [reportId, arrest, victimIdentified])).toEqual(
      numbers.map((number) => [number, true, true]),
    );
  });

  it('requires a legal basis for content that a provider reported', async () => {
    const { client } = await unit();
    const wanted = {
      from: '2026-05-01',
      until: '2026-06-01',
      basis: 'not_tip_content',
      recipient: 'The reporting centre',
    };

    expect(await client.post('/tip-outcomes', wanted)).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '#/basis' }] },
    });
  });
});

async function rowsOf(taskForceId: string): Promise<Readonly<Record<string, number>>> {
  const tables = ['complaints', 'tip_versions', 'identifiers', 'reported_persons', 'reported_files'];
  const counts: Record<string, number> = {};
  for (const table of tables) {
    const [row] = await tracker.sql<{ n: number }>(
      `SELECT count(*)::int AS n FROM app.${table} WHERE task_force_id = '${taskForceId}'`,
    );
    counts[table] = row?.n ?? 0;
  }
  return counts;
}

async function placesOf(said: RegExp, taskForceId: string): Promise<string[]> {
  const tables = await tracker.sql<{ name: string }>(
    `SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.columns
      WHERE column_name = 'task_force_id' AND table_schema IN ('app', 'audit', 'vault')`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const [row] = await tracker.sql<{ n: number }>(
      `SELECT count(*)::int AS n FROM ${name} t WHERE task_force_id = $1 AND to_jsonb(t)::text ~* $2`,
      [taskForceId, said.source],
    );
    if ((row?.n ?? 0) > 0) found.push(name);
  }
  return found;
}
