import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { IdentifierView } from '../../src/casework/identifiers/identifier.view.js';
import type {
  ProcessTemplatePage,
  ProcessTemplateView,
  ProcessTextView,
} from '../../src/casework/process-templates/process-template.view.js';
import { placeholders } from '../../src/casework/process-templates/process-templates.enums.js';
import type { ProviderView } from '../../src/casework/providers/provider.view.js';
import type { Client } from '../support/client.js';
import { Given, type GivenAccount, type GivenComplaint } from '../support/given.js';
import { freshNumber } from '../support/tips.js';
import { sharedTracker, type Tracker } from '../support/tracker.js';
import { servingDetails } from './provider-fixtures.js';

let tracker: Tracker;
let given: Given;

beforeAll(async () => {
  tracker = await sharedTracker();
  given = new Given(tracker);
});
afterAll(() => tracker.close());

const text = [
  'To {{provider_legal_name}}, {{provider_email}}',
  'CyberTip {{tip_number}}, case {{agency_case_number}}, {{complaint_reference}} of {{agency_name}}, {{today}}',
  '{{identifier}} of {{platform}}: {{ip_address}}, port {{port}}, {{event}} at {{used_at}} ({{used_at_local}})',
].join('\n');

interface Fixture {
  readonly complaint: GivenComplaint;
  readonly client: Client;
  readonly head: Client;
  readonly headAccount: GivenAccount;
  readonly template: ProcessTemplateView;
}

/** Creates a complaint of a CyberTip and a template of its task force. */
async function createFixture(overrides: { text?: string; agencyCaseNumber?: string | null } = {}): Promise<Fixture> {
  const complaint = await given.complaint({
    source: 'ncmec_cybertip',
    externalReference: freshNumber(),
    agencyCaseNumber: overrides.agencyCaseNumber === undefined ? 'LPD 26-0417' : overrides.agencyCaseNumber,
  });
  const headAccount = await given.account({ taskForceId: complaint.taskForceId, role: 'supervisor' });
  const template = await given.made<ProcessTemplateView>(headAccount, '/process-templates', {
    ...{ kind: 'subpoena', name: 'Subpoena to a carrier', text: overrides.text ?? text },
  });
  const [client, head] = [tracker.as(complaint.by), tracker.as(headAccount)];
  return { complaint, client, head, headAccount, template };
}

async function identified({ complaint }: Fixture, overrides: object): Promise<string> {
  const identifier = { complaintId: complaint.id, role: 'suspect', ...overrides };
  return (await given.made<IdentifierView>(complaint.by, '/identifiers', identifier)).id;
}

const pathOf = ({ template, complaint }: Fixture, more = '') =>
  `/process-templates/${template.id}/text?complaintId=${complaint.id}${more}`;

const use = { observedAt: '2026-02-10T03:12:55Z', port: 50412, event: 'login' };

describe('a draft of legal process', () => {
  it('is filled from the use of an address, the complaint and the provider', async () => {
    const fixture = await createFixture();
    const { body: provider } = await fixture.head.post<ProviderView>('/providers', {
      name: 'Example Net',
      ...servingDetails,
    });
    const identifierId = await identified(fixture, { kind: 'ip', raw: '192.0.2.44', ...use });
    const { name } = (await fixture.client.get<{ agency: { name: string } }>(`/complaints/${fixture.complaint.id}`))
      .body.agency;

    const draft = await fixture.client.get<ProcessTextView>(
      pathOf(fixture, `&identifierId=${identifierId}&providerId=${provider.id}`),
    );

    expect(draft).toMatchObject({
      status: 200,
      body: {
        kind: 'subpoena',
        providerId: provider.id,
        missing: ['platform'],
        unconfirmed: [],
        logsKeptUntil: '2026-05-10',
      },
    });
    expect(draft.body.text.split('\n')).toEqual([
      'To Example Chat, Inc., legal@chat.example',
      `CyberTip ${String(fixture.complaint.externalReference)}, case LPD 26-0417, ${fixture.complaint.reference} of ${name}, 2026-03-02`,
      '192.0.2.44 of [MISSING: platform]: 192.0.2.44, port 50412, login at 2026-02-10 03:12:55 UTC (2026-02-09 21:12:55 CST)',
    ]);
  });

  it('marks and lists what the record does not have, and guesses no provider of an address', async () => {
    const fixture = await createFixture({ agencyCaseNumber: null });
    await fixture.head.post('/providers', { name: 'Example Chat', ...servingDetails });
    const identifierId = await identified(fixture, { kind: 'ip', raw: '192.0.2.44' });

    const { body } = await fixture.client.get<ProcessTextView>(pathOf(fixture, `&identifierId=${identifierId}`));

    expect(body).toMatchObject({ providerId: null, logsKeptUntil: null });
    expect(body.missing).toEqual([
      ...['provider_legal_name', 'provider_email', 'agency_case_number', 'platform', 'port', 'event'],
      ...['used_at', 'used_at_local'],
    ]);
    expect(body.text).toContain('192.0.2.44, port [MISSING: port], [MISSING: event] at [MISSING: used_at]');
  });

  it('is addressed to the platform of an account, in any spelling', async () => {
    const fixture = await createFixture();
    const { body: provider } = await fixture.head.post<ProviderView>('/providers', {
      name: 'Snap Inc.',
      ...servingDetails,
    });
    const identifierId = await identified(fixture, { kind: 'handle', platform: 'Snapchat', raw: 'night_owl' });

    const { body } = await fixture.client.get<ProcessTextView>(pathOf(fixture, `&identifierId=${identifierId}`));

    expect(body).toMatchObject({ providerId: provider.id });
    expect(body.missing).toContain('ip_address');
  });

  it('is addressed to the provider of the tip, and marks values until somebody confirms them', async () => {
    const agency = await given.agency();
    const by = await given.account({ agency, role: 'investigator' });
    const head = await given.account({ taskForceId: agency.taskForceId, role: 'supervisor' });
    const report = `<report reportId="${freshNumber()}"><incidentSummary><platform>Example Chat</platform></incidentSummary>
      <reporter><companyTemplate>Email: legal@chat.example</companyTemplate></reporter></report>`;
    const type = { 'content-type': 'application/xml' };
    const imported = await tracker
      .as(by)
      .send<{ items: { complaintId: string }[] }>('POST', '/tip-imports', Buffer.from(report), type);
    const template = await given.made<ProcessTemplateView>(head, '/process-templates', {
      ...{ kind: 'preservation_letter', name: 'Letter', text: 'To {{provider_name}}, {{provider_email}}' },
    });

    const path = `/process-templates/${template.id}/text?complaintId=${String(imported.body.items[0]?.complaintId)}`;
    const { body } = await tracker.as(by).get<ProcessTextView>(path);

    expect(body).toMatchObject({
      ...{ kind: 'preservation_letter', missing: [], unconfirmed: ['provider_name', 'provider_email'] },
      text: 'To Example Chat [NOT CONFIRMED], legal@chat.example [NOT CONFIRMED]',
    });

    const confirmed = { ...servingDetails, name: 'Example Chat Legal' };
    await tracker.as(head).put(`/providers/${String(body.providerId)}`, confirmed, { 'if-match': '"v2"' });
    const printed = await tracker.as(by).get<ProcessTextView>(path);

    expect(printed.body).toMatchObject({ unconfirmed: [], text: 'To Example Chat Legal, legal@chat.example' });
  });

  it('enters the access log with the template and the identifier', async () => {
    const fixture = await createFixture();
    const identifierId = await identified(fixture, { kind: 'ip', raw: '192.0.2.44', ...use });

    await fixture.client.get(pathOf(fixture, `&identifierId=${identifierId}`));

    const entries = await tracker.sql<{ records: string[] }>(
      `SELECT records FROM audit.entries WHERE action = 'process-text.filled' AND task_force_id = $1`,
      [fixture.complaint.taskForceId],
    );
    expect(entries).toHaveLength(1);
    expect(entries[0]?.records).toEqual(expect.arrayContaining([fixture.template.id, identifierId]));
  });

  it('takes no voided identifier and none of another complaint', async () => {
    const [fixture, other] = [await createFixture(), await createFixture()];
    const voided = await given.made<IdentifierView & { etag: string }>(fixture.complaint.by, '/identifiers', {
      ...{ complaintId: fixture.complaint.id, role: 'suspect', kind: 'ip', raw: '192.0.2.44' },
    });
    await given.changed(voided, `/identifiers/${voided.id}/void`, { reason: 'A typing error.' });
    const foreign = await identified(other, { kind: 'ip', raw: '192.0.2.45' });

    for (const id of [voided.id, foreign]) {
      expect(await fixture.client.get(pathOf(fixture, `&identifierId=${id}`))).toMatchObject({
        status: 422,
        body: { errors: [{ pointer: '#/identifierId' }] },
      });
    }
  });

  it('is not filled from a complaint, a provider or a template of another task force', async () => {
    const [fixture, other] = [await createFixture(), await createFixture()];
    const { body: provider } = await other.head.post<ProviderView>('/providers', { name: 'Net', ...servingDetails });

    const complaint = await fixture.client.get(
      `/process-templates/${fixture.template.id}/text?complaintId=${other.complaint.id}`,
    );
    const foreign = await fixture.client.get(pathOf(fixture, `&providerId=${provider.id}`));
    const template = await fixture.client.get(
      `/process-templates/${other.template.id}/text?complaintId=${fixture.complaint.id}`,
    );

    expect(complaint).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/complaintId' }] } });
    expect(foreign).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/providerId' }] } });
    expect(template.status).toBe(404);
  });

  it.each([
    ['seal', 422],
    ['expunge', 422],
  ] as const)('is not filled by an investigator after a %s, nor from an expunged complaint', async (kind, status) => {
    const fixture = await createFixture();
    const second = await given.account({ taskForceId: fixture.complaint.taskForceId, role: 'supervisor' });
    const order = await given.made<{ readonly id: string }>(fixture.headAccount, '/seal-orders', {
      ...{ complaintId: fixture.complaint.id, kind, orderNumber: 'CI 26-4417' },
      ...{ court: 'District Court of Douglas County', orderedOn: '2026-02-20' },
    });
    const path = `/seal-orders/${order.id}/execution`;
    expect((await tracker.as(second).put(path, undefined, { 'if-match': order.etag })).status).toBe(200);

    expect((await fixture.client.get(pathOf(fixture))).status).toBe(status);
    expect((await fixture.head.get(pathOf(fixture))).status).toBe(kind === 'seal' ? 200 : 409);
  });
});

describe('a template', () => {
  it('has a name of its own, and is listed with the placeholders', async () => {
    const { client, head, template } = await createFixture();

    const again = await head.post('/process-templates', {
      kind: 'subpoena',
      name: 'Subpoena to a carrier',
      text: 'Another',
    });
    const rewritten = await head.put<ProcessTemplateView>(
      `/process-templates/${template.id}`,
      { name: 'Subpoena', text: 'Case {{agency_case_number}}' },
      { 'if-match': '"v1"' },
    );
    const { body } = await client.get<ProcessTemplatePage>('/process-templates?kind=subpoena');

    expect(again.status).toBe(409);
    expect(rewritten.body).toMatchObject({
      name: 'Subpoena',
      text: 'Case {{agency_case_number}}',
      may: { rewrite: true },
    });
    expect(body.items).toMatchObject([{ id: template.id, version: 2, may: { rewrite: false } }]);
    expect(body.placeholders.map(({ name }) => name)).toEqual(placeholders);
  });

  it('is written by a supervisor of the task force alone, and read by its investigators', async () => {
    const { complaint, client, template } = await createFixture();
    const { taskForceId, agencyId } = complaint;
    const ofAgency = await given.account({ agency: { id: agencyId, taskForceId } as never, role: 'supervisor' });
    const stranger = (await createFixture()).client;

    for (const other of [client, tracker.as(ofAgency)]) {
      expect(
        (await other.post('/process-templates', { kind: 'preservation_letter', name: 'y', text: 'x' })).status,
      ).toBe(403);
      const put = await other.put(
        `/process-templates/${template.id}`,
        { name: 'y', text: 'x' },
        { 'if-match': '"v1"' },
      );
      expect(put.status).toBe(403);
    }
    expect((await stranger.get(`/process-templates/${template.id}`)).status).toBe(404);
    for (const role of ['admin', 'auditor'] as const) {
      const without = tracker.as(await given.account({ taskForceId, role }));
      expect((await without.get('/process-templates')).status).toBe(403);
      const filled = await without.get(`/process-templates/${template.id}/text?complaintId=${complaint.id}`);
      expect(filled.status).toBe(403);
    }
  });

  it.each(['{{prot}}', '{{ port }}', '{{port', '{{port|upper}}'])('rejects the placeholder %s', async (wrong) => {
    const { head } = await createFixture();

    const affidavit = { kind: 'search_warrant_affidavit', name: 'Affidavit', text: `I swear ${wrong}` };
    const response = await head.post('/process-templates', affidavit);

    expect(response).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/text' }] } });
    expect(response.text).not.toContain(wrong);
  });
});
