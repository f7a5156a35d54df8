import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ProviderPage, ProviderView } from '../../src/casework/providers/provider.view.js';
import type { TipImportView, TipOutcomeView } from '../../src/intelligence/tips/tip-import.view.js';
import type { TipVersionList } from '../../src/intelligence/tips/tip-version.view.js';
import { servingDetails } from '../casework/provider-fixtures.js';
import type { Client } from '../support/client.js';
import { Given, type GivenAgency } from '../support/given.js';
import { freshNumber, icacReport } from '../support/tips.js';
import { sharedTracker, stoppedAt, type Tracker } from '../support/tracker.js';

let tracker: Tracker;
let given: Given;

beforeAll(async () => {
  tracker = await sharedTracker();
  given = new Given(tracker);
});
afterAll(() => tracker.close());

interface Unit {
  readonly agency: GivenAgency;
  /** Investigator of the agency, and supervisor of the task force. */
  readonly client: Client;
  readonly head: Client;
}

async function unit(taskForceId?: string): Promise<Unit> {
  const agency = await given.agency(taskForceId === undefined ? {} : { taskForceId });
  return {
    agency,
    client: tracker.as(await given.account({ agency, role: 'investigator' })),
    head: tracker.as(await given.account({ taskForceId: agency.taskForceId, role: 'supervisor' })),
  };
}

const template = `Example Chat accepts legal process by portal only.
Legal name: Example Chat, Inc.
Address: 1 Sample Way, Omaha, NE 68102
Law enforcement portal: https://law.chat.example
Email: legal@chat.example
Retention: 90 days
24-hour line: +1 402 555 0199`;

/** Name and facts, as a supervisor confirms them. */
const confirmed = { name: 'Example Chat, Inc.', ...servingDetails };

interface ReportOver {
  readonly reportId?: string;
  readonly text?: string;
  readonly page?: string;
  readonly platform?: string;
  readonly child?: string;
}

/** Returns a provider's report with its text about legal process. */
function reportOf({ reportId = freshNumber(), text = template, page, platform, child = 'Marigold' }: ReportOver = {}) {
  return `<cyberTip><report reportId="${reportId}">
    <incidentSummary>
      <incidentType>Child Pornography (possession, manufacture, and distribution)</incidentType>
      <platform>${platform ?? 'Example Chat, Inc.'}</platform>
    </incidentSummary>
    <reporter>
      <reportingPerson><firstName>Sam</firstName><lastName>Delgado</lastName><email>sam.delgado@chat.example</email></reportingPerson>
      <companyTemplate>${text}</companyTemplate>
      <legalURL>${page ?? 'https://chat.example/legal'}</legalURL>
    </reporter>
    <victim><victimPerson><firstName>${child}</firstName></victimPerson></victim>
  </report></cyberTip>`;
}

async function imported(client: Client, file: string): Promise<TipOutcomeView> {
  const type = { 'content-type': 'application/xml' };
  const { body } = await client.send<TipImportView>('POST', '/tip-imports', Buffer.from(file), type);
  const [item] = body.items;
  if (!item?.complaintId) throw new Error(`The tip was not imported: ${JSON.stringify(body)}`);
  return item;
}

async function entriesOf(client: Client, query = ''): Promise<ProviderView[]> {
  return (await client.get<ProviderPage>(`/providers${query}`)).body.items;
}

async function onlyEntry(client: Client): Promise<ProviderView> {
  const [entry, ...others] = await entriesOf(client);
  if (!entry || others.length > 0) throw new Error('The directory does not have one entry');
  return entry;
}

const ifMatch = ({ version }: ProviderView) => ({ 'if-match': `"v${version}"` });
const fieldsThatDiffer = ({ statements }: ProviderView) =>
  statements.flatMap(({ field, value, isDifferent }) => (isDifferent ? [[field, value]] : []));

describe('a tip that states how to serve its provider', () => {
  it('proposes an entry with the labelled values and the whole text, and names the tip', async () => {
    const { client } = await unit();

    const { complaintId } = await imported(client, reportOf());

    expect(await onlyEntry(client)).toMatchObject({
      ...{ platform: 'example chat', name: 'Example Chat, Inc.', isConfirmed: false, confirmedBy: null },
      ...{ legalName: 'Example Chat, Inc.', postalAddress: '1 Sample Way, Omaha, NE 68102' },
      ...{ portalUrl: 'https://law.chat.example', email: 'legal@chat.example', legalUrl: 'https://chat.example/legal' },
      ...{ emergencyPhone: '+1 402 555 0199', retentionDays: 90, instructions: template },
      may: { confirm: false },
    });
    expect((await onlyEntry(client)).statements).toContainEqual({
      ...{ field: 'retentionDays', value: '90', statedAt: stoppedAt.toISOString(), complaintId },
      ...{ complaint: { id: complaintId, reference: expect.any(String) }, isDifferent: false },
    });
  });

  it('shows the entry as the provider to serve', async () => {
    const { client } = await unit();

    const { complaintId } = await imported(client, reportOf());
    const { body } = await client.get<TipVersionList>(`/tip-versions?complaintId=${String(complaintId)}`);

    expect(body.items).toMatchObject([{ providerToServe: { name: 'Example Chat, Inc.', isConfirmed: false } }]);
  });

  it('takes no value from a label in other words, a wrong form or two contradicting lines', async () => {
    const { client } = await unit();
    const text = [
      'Retention: about three months',
      'Email: by portal only',
      'Law enforcement portal: law.chat.example',
      'Address: 1 Sample Way',
      'Address: 2 Sample Way',
      'Emergency: Jane Roe, +1 402 555 0199',
      'Hours: 9 to 5',
    ].join('\n');

    await imported(client, reportOf({ text, page: 'see our site' }));

    expect(await onlyEntry(client)).toMatchObject({
      ...{ legalName: null, postalAddress: null, portalUrl: null, email: null, legalUrl: null },
      ...{ emergencyPhone: null, retentionDays: null, instructions: text },
    });
  });

  it('does not bring names of the child or of the contact at the provider into the directory', async () => {
    const { client } = await unit();
    const ofChild = await imported(client, reportOf({ text: 'Write to us about Marigold.', platform: 'One' }));
    await imported(client, reportOf({ text: 'Legal name: Delgado Chat', platform: 'Two' }));

    const entries = await entriesOf(client);

    expect(entries.map(({ name, instructions, legalName }) => [name, instructions, legalName])).toEqual([
      ['Two', null, null],
      ['One', null, null],
    ]);
    expect(JSON.stringify(entries)).not.toContain('sam.delgado');
    const { body } = await client.get<TipVersionList>(`/tip-versions?complaintId=${String(ofChild.complaintId)}`);
    expect(body.items[0]?.withheld).toContainEqual({ reason: 'words', count: 1 });
  });

  it.each(['Contact Rowan Example about it.', 'Write to rowan@mail.example.', 'Call +1 402 555 0147.'])(
    'does not bring a suspect of the report into the directory: %s',
    async (text) => {
      const { client } = await unit();
      const person = `<personOrUserReported><personOrUserReportedPerson><firstName>Rowan</firstName><email>rowan@mail.example</email>
        <phone>+1 402 555 0147</phone></personOrUserReportedPerson></personOrUserReported>`;

      await imported(client, reportOf({ text }).replace('<victim>', `${person}<victim>`));

      expect((await onlyEntry(client)).instructions).toBeNull();
    },
  );

  it('makes no entry of a platform that names the child', async () => {
    const { client } = await unit();

    await imported(client, reportOf({ platform: "Marigold's server" }));

    expect(await entriesOf(client)).toEqual([]);
  });

  it('rejects a picture in the text', async () => {
    const { client } = await unit();
    const text = `data:image/png;base64,${Buffer.alloc(200, 7).toString('base64')}`;
    const type = { 'content-type': 'application/xml' };

    const { body } = await client.send<TipImportView>('POST', '/tip-imports', Buffer.from(reportOf({ text })), type);

    expect(body.items).toMatchObject([{ outcome: 'refused' }]);
    expect(await entriesOf(client)).toEqual([]);
  });
});

describe('a tip that only names its provider', () => {
  it('proposes an entry without values, one for all spellings', async () => {
    const { client, agency } = await unit();
    await given.tip(agency);
    await imported(client, reportOf({ platform: 'EXAMPLE  CHAT', text: '' }));

    const entry = await onlyEntry(client);

    expect(entry).toMatchObject({ name: 'Example Chat', legalName: null });
    expect(await entriesOf(client, '?name=Example%20Chat%2C%20Inc.')).toHaveLength(1);
    expect(await entriesOf(client, '?name=Another')).toEqual([]);
  });

  it('is no provider if its suspects use several platforms', async () => {
    const { client } = await unit();
    const report = icacReport({ reportId: freshNumber() }) as { reportedInformation: Record<string, unknown> };
    const reportedPersons = ['Example Chat', 'Example Games'].map((espService) => ({ firstName: 'Rowan', espService }));
    report.reportedInformation = { ...report.reportedInformation, reportingEsp: null };
    report.reportedInformation['reportedPeople'] = { reportedPersons };

    await imported(client, JSON.stringify(report));

    expect(await entriesOf(client)).toEqual([]);
  });
});

describe('a later tip', () => {
  it('updates an entry that nobody has confirmed', async () => {
    const { client } = await unit();
    await imported(client, reportOf());
    await imported(client, reportOf({ text: template.replace('90 days', '180 days').replace('Email: ', 'Write: ') }));

    expect(await onlyEntry(client)).toMatchObject({ retentionDays: 180, email: 'legal@chat.example' });
  });

  it('changes nothing in a confirmed entry, and is shown as a difference until it is reviewed', async () => {
    const { client, head } = await unit();
    await imported(client, reportOf());
    const proposed = await onlyEntry(head);
    const corrected = { ...confirmed, email: 'warrants@chat.example' };

    const first = await head.put<ProviderView>(`/providers/${proposed.id}`, corrected, ifMatch(proposed));
    await imported(client, reportOf());
    const same = await onlyEntry(head);
    const later = await imported(client, reportOf({ text: template.replace('90 days', '30 days') }));
    await imported(client, reportOf());
    const different = await onlyEntry(head);
    const reviewed = await head.put<ProviderView>(`/providers/${proposed.id}`, corrected, ifMatch(different));

    expect(first.body).toMatchObject({ ...corrected, isConfirmed: true, may: { confirm: true } });
    expect([fieldsThatDiffer(first.body), fieldsThatDiffer(same)]).toEqual([[], []]);
    expect(different).toMatchObject(corrected);
    expect(different.statements.filter(({ isDifferent }) => isDifferent)).toMatchObject([
      { field: 'retentionDays', value: '30', complaintId: later.complaintId },
      { field: 'instructions' },
    ]);
    expect(fieldsThatDiffer(reviewed.body)).toEqual([]);
  });

  it('neither changes a corrected name nor makes a second entry, in any spelling', async () => {
    const { client, head } = await unit();
    await imported(client, reportOf({ platform: 'EXAMPLE CHAT' }));
    const proposed = await onlyEntry(head);
    await head.put(`/providers/${proposed.id}`, { ...confirmed, name: 'Sample Messenger' }, ifMatch(proposed));

    await imported(client, reportOf({ platform: 'Example Chat, Inc.' }));

    expect(await onlyEntry(client)).toMatchObject({ platform: 'example chat', name: 'Sample Messenger' });
  });

  it('meets others of its provider at the same time, and one entry is there', async () => {
    const { client } = await unit();

    await Promise.all([1, 2, 3, 4].map(() => imported(client, reportOf())));

    expect(await onlyEntry(client)).toMatchObject({ retentionDays: 90 });
  });
});

describe('the directory', () => {
  it('has entries that a person of the task force adds, once for each platform', async () => {
    const { head } = await unit();

    const added = await head.post<ProviderView>('/providers', { name: 'Snap Inc.', ...servingDetails });
    const again = await head.post('/providers', { name: 'Snapchat', ...servingDetails });

    expect(added).toMatchObject({ status: 201, body: { platform: 'snapchat', isConfirmed: true, statements: [] } });
    expect(again).toMatchObject({ status: 409, body: { type: expect.stringContaining('already-exists') } });
  });

  it('has the name that a supervisor confirms, finds it by that, and keeps the earlier one in the trail', async () => {
    const { client, head } = await unit();
    await imported(client, reportOf({ platform: 'Exmaple Chat' }));
    const proposed = await onlyEntry(head);

    const { body } = await head.put<ProviderView>(`/providers/${proposed.id}`, confirmed, ifMatch(proposed));

    expect(proposed).toMatchObject({ name: 'Exmaple Chat', isConfirmed: false });
    expect(body).toMatchObject({ name: 'Example Chat, Inc.', platform: 'exmaple chat', isConfirmed: true });
    expect(await entriesOf(client, '?name=example%20chat,%20inc.')).toMatchObject([{ id: proposed.id }]);
    expect(await entriesOf(client, '?name=Exmaple%20Chat')).toMatchObject([{ id: proposed.id }]);
    const [entry] = await tracker.sql(
      `SELECT was ->> 'name' AS was, became ->> 'name' AS became FROM audit.entries
        WHERE row_id = $1 AND action = 'provider.confirmed'`,
      [proposed.id],
    );
    expect(entry).toEqual({ was: 'Exmaple Chat', became: 'Example Chat, Inc.' });
  });

  it('requires the name with the facts, so that nobody confirms one unseen', async () => {
    const { client, head } = await unit();
    await imported(client, reportOf());
    const entry = await onlyEntry(head);

    const response = await head.put(`/providers/${entry.id}`, servingDetails, ifMatch(entry));

    expect(response).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/name' }] } });
    expect(await onlyEntry(client)).toMatchObject({ isConfirmed: false });
  });

  it('is confirmed by a supervisor of the task force alone', async () => {
    const { agency, client, head } = await unit();
    await imported(client, reportOf());
    const entry = await onlyEntry(head);
    const ofAgency = tracker.as(await given.account({ agency, role: 'supervisor' }));
    const ofTaskForce = tracker.as(await given.account({ taskForceId: agency.taskForceId, role: 'investigator' }));

    for (const other of [client, ofAgency, ofTaskForce]) {
      const response = await other.put(`/providers/${entry.id}`, confirmed, ifMatch(entry));
      expect(response.status).toBe(403);
      expect((await other.post('/providers', { name: 'Another', ...servingDetails })).status).toBe(403);
    }
    expect((await head.put(`/providers/${entry.id}`, confirmed)).status).toBe(428);
    expect((await head.put(`/providers/${entry.id}`, confirmed, { 'if-match': '"v99"' })).status).toBe(412);
  });

  it('is of one task force, and gives nothing to administrators, auditors and national accounts', async () => {
    const { agency, client } = await unit();
    await imported(client, reportOf());
    const { id } = await onlyEntry(client);
    const others = await unit();
    const national = tracker.as(await given.account({ seat: 'national', role: 'supervisor' }));

    expect(await entriesOf(others.client)).toEqual([]);
    expect(await entriesOf(national)).toEqual([]);
    expect((await others.head.get(`/providers/${id}`)).status).toBe(404);
    expect((await others.head.put(`/providers/${id}`, confirmed, { 'if-match': '"v1"' })).status).toBe(404);
    for (const role of ['admin', 'auditor'] as const) {
      const without = tracker.as(await given.account({ taskForceId: agency.taskForceId, role }));
      expect((await without.get('/providers')).status).toBe(403);
    }
  });

  it('shows the facts of the company to another agency, and not the complaint that stated them', async () => {
    const { agency, client } = await unit();
    await imported(client, reportOf());
    const neighbor = await unit(agency.taskForceId);

    const entry = await onlyEntry(neighbor.client);

    expect(entry).toMatchObject({ retentionDays: 90 });
    expect(entry.statements.map(({ complaintId, complaint }) => [complaintId, complaint])).toEqual(
      entry.statements.map(() => [null, null]),
    );
  });

  it('is never matched: two tips of one provider share nothing by it', async () => {
    const { client } = await unit();
    const { complaintId } = await imported(client, reportOf());
    await imported(client, reportOf());

    const { body } = await client.get<{ items: unknown[] }>(`/complaints/${String(complaintId)}/matches`);

    expect(body.items).toEqual([]);
  });

  it.each([
    [{ retentionDays: 0 }, '#/retentionDays'],
    [{ retentionDays: 1.5 }, '#/retentionDays'],
    [{ retentionDays: 4000 }, '#/retentionDays'],
    [{ email: 'by portal' }, '#/email'],
    [{ portalUrl: 'javascript:alert(1)' }, '#/portalUrl'],
    [{ portalUrl: 'https://chat.example@elsewhere.example' }, '#/portalUrl'],
    [{ legalUrl: 'chat.example' }, '#/legalUrl'],
    [{ legalName: '' }, '#/legalName'],
    [{ instructions: 'Address it to the custodian. '.repeat(150) }, '#/instructions'],
    [{ owner: 'Sam' }, '#/owner'],
    [{ name: '' }, '#/name'],
    [{ name: null }, '#/name'],
    [{ name: 'Example Chat '.repeat(9) }, '#/name'],
    [{ platform: 'another' }, '#/platform'],
  ])('rejects a wrong value, by its field: %#', async (bad, pointer) => {
    const { client, head } = await unit();
    await imported(client, reportOf());
    const entry = await onlyEntry(head);

    const response = await head.put(`/providers/${entry.id}`, { ...confirmed, ...bad }, ifMatch(entry));

    expect(response).toMatchObject({ status: 422, body: { errors: [{ pointer }] } });
  });
});

describe('a complaint that is sealed or expunged', () => {
  it.each(['seal', 'expunge'] as const)(
    'after a %s leaves the facts of the company, and hides itself',
    async (kind) => {
      const { agency, client } = await unit();
      const { complaintId } = await imported(client, reportOf());
      const [one, two] = [
        await given.account({ taskForceId: agency.taskForceId, role: 'supervisor' }),
        await given.account({ taskForceId: agency.taskForceId, role: 'supervisor' }),
      ];
      const court = { orderNumber: 'CI 26-4417', court: 'District Court of Douglas County', orderedOn: '2026-02-20' };
      const order = await given.made<{ readonly id: string; readonly etag: string }>(one, '/seal-orders', {
        ...{ complaintId, kind },
        ...court,
      });

      const done = await tracker
        .as(two)
        .put(`/seal-orders/${order.id}/execution`, undefined, { 'if-match': order.etag });
      const { statements, ...entry } = await onlyEntry(client);

      expect(done.status).toBe(200);
      expect(entry).toMatchObject({ retentionDays: 90, legalName: 'Example Chat, Inc.' });
      expect(statements.map((stated) => stated.complaintId)).toEqual(statements.map(() => null));
      // A supervisor at the seat of the task force sees a sealed complaint, and nobody an expunged one.
      const ofSupervisor = (await onlyEntry(tracker.as(two))).statements.map((stated) => stated.complaintId);
      expect(ofSupervisor).toEqual(statements.map(() => (kind === 'seal' ? complaintId : null)));
      expect((await client.get(`/tip-versions?complaintId=${String(complaintId)}`)).body).toEqual({ items: [] });
    },
  );
});
