import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AttentionView } from '../../src/casework/attention/attention.view.js';
import type { IdentifierView } from '../../src/casework/identifiers/identifier.view.js';
import type { ExpiringLogPage, ExpiringLogView } from '../../src/casework/ip-captures/expiring-log.view.js';
import { selectExpiring } from '../../src/casework/ip-captures/expiring-logs.service.js';
import type { IpCapturePage, IpCaptureView } from '../../src/casework/ip-captures/ip-capture.view.js';
import type {
  ProcessTemplateView,
  ProcessTextView,
} from '../../src/casework/process-templates/process-template.view.js';
import type { ProviderView } from '../../src/casework/providers/provider.view.js';
import type { ReadSealOrderView } from '../../src/casework/retention/seal-order.view.js';
import { addDays } from '../../src/platform/time/calendar.js';
import type { Client } from '../support/client.js';
import { Given, type GivenComplaint, type Made } from '../support/given.js';
import { sharedTracker, type Tracker } from '../support/tracker.js';
import { asApp } from '../support/transactions.js';
import { servingDetails } from './provider-fixtures.js';

/** The date in Nebraska at the time of the tracker. */
const today = '2026-03-02';

let tracker: Tracker;
let given: Given;
beforeAll(async () => {
  tracker = await sharedTracker();
  given = new Given(tracker);
});
afterAll(() => tracker.close());

interface Fixture {
  readonly complaint: GivenComplaint;
  readonly client: Client;
  readonly carrier: Made<ProviderView>;
}

/** Creates a complaint, and a carrier in the directory of its task force that keeps its logs for 90 days. */
async function createFixture(overrides: { retentionDays?: number | null } = {}): Promise<Fixture> {
  const complaint = await given.complaint({ state: 'triaged' });
  const head = await given.account({ taskForceId: complaint.taskForceId, role: 'supervisor' });
  const details = { name: 'Example Net', ...servingDetails, ...overrides };
  const carrier = await given.made<ProviderView>(head, '/providers', details);
  return { complaint, client: tracker.as(complaint.by), carrier };
}

function captured({ id: complaintId, by }: GivenComplaint, overrides: object = {}): Promise<Made<IdentifierView>> {
  return given.made<IdentifierView>(by, '/identifiers', {
    ...{ complaintId, role: 'suspect', kind: 'ip', raw: '192.0.2.44', observedAt: '2026-02-10T03:12:55Z' },
    ...overrides,
  });
}

function confirmed({ client, carrier }: Fixture, { id, etag }: Made<IdentifierView>, providerId: unknown = carrier.id) {
  return client.put<IpCaptureView>(`/ip-captures/${id}/carrier`, { providerId }, { 'if-match': etag });
}

/** Creates uses of a carrier over many years, by SQL without triggers. */
async function fillCaptures(
  { taskForceId, id }: GivenComplaint,
  carrier: Made<ProviderView>,
  count: number,
): Promise<void> {
  await tracker.sql(
    `WITH off AS MATERIALIZED (SELECT set_config('session_replication_role', 'replica', true))
     INSERT INTO app.identifiers (id, task_force_id, complaint_id, role, kind, raw, normalised, observed_at, carrier_id, recorded_at, version)
     SELECT gen_random_uuid(), $1, $2, 'suspect', 'ip', '192.0.2.44', '192.0.2.44', timestamptz '2026-03-01T15:00:00Z' - n * interval '1 day',
            $3, now(), 1
       FROM off, generate_series(1, $4::int) n`,
    [taskForceId, id, carrier.id, count],
  );
  await tracker.sql('ANALYZE app.identifiers');
}

/** Records a use whose logs end in some days, at noon in Nebraska, and confirms its carrier. */
async function expiringIn(fixture: Fixture, days: number, complaint = fixture.complaint): Promise<string> {
  const observedAt = `${addDays(today, days - 90)}T18:00:00Z`;
  const capture = await captured(complaint, { observedAt });
  expect((await confirmed(fixture, capture)).status).toBe(200);
  return capture.id;
}

const capturesOf = async (client: Client, { id }: GivenComplaint): Promise<IpCaptureView[]> =>
  (await client.get<IpCapturePage>(`/ip-captures?complaintId=${id}`)).body.items;
const expiringOf = async (client: Client, query = ''): Promise<ExpiringLogView[]> =>
  (await client.get<ExpiringLogPage>(`/ip-captures/expiring${query}`)).body.items;
const daysOf = async (client: Client, query: string): Promise<number[]> =>
  (await expiringOf(client, query)).map(({ daysLeft }) => daysLeft);

describe('the IP captures of a complaint', () => {
  it('have no carrier until a person confirms one, and then the last day of its logs', async () => {
    const fixture = await createFixture();
    const { complaint, client, carrier } = fixture;
    const capture = await captured(complaint, { port: 50412 });
    await captured(complaint, { kind: 'email', raw: 'night.owl@example.com' });

    const before = await capturesOf(client, complaint);
    const { status, body, etag } = await confirmed(fixture, capture, carrier.id.toUpperCase());

    const unknown = { carrier: null, carrierId: null, logsKeptUntil: null, areLogsPerhapsGone: null };
    expect(before).toMatchObject([{ id: capture.id, raw: '192.0.2.44', port: 50412, ...unknown }]);
    expect({ status, etag }).toEqual({ status: 200, etag: '"v2"' });
    expect(body).toMatchObject({
      ...{ id: capture.id, carrierId: carrier.id, logsKeptUntil: '2026-05-10', areLogsPerhapsGone: false },
      carrier: { id: carrier.id, name: 'Example Net', retentionDays: 90, isConfirmed: true },
      may: { confirmCarrier: true },
    });
    expect(await capturesOf(client, complaint)).toEqual([body]);
  });

  it.each([
    ['2025-12-01T18:00:00Z', 90, '2026-03-01', true],
    ['2025-12-02T18:00:00Z', 90, '2026-03-02', false],
    // 01:00 UTC is the evening before in Nebraska.
    ['2025-12-02T01:00:00Z', 90, '2026-03-01', true],
    [null, 90, null, null],
    ['2025-12-02T18:00:00Z', null, null, null],
  ])('of %s at a carrier of %s days have logs until %s', async (observedAt, retentionDays, day, isGone) => {
    const fixture = await createFixture({ retentionDays });

    const { body } = await confirmed(fixture, await captured(fixture.complaint, { observedAt }));

    expect(body).toMatchObject({ logsKeptUntil: day, areLogsPerhapsGone: isGone });
  });

  it('enter the access log when they are listed, and are hidden from another task force', async () => {
    const { complaint, client } = await createFixture();
    const { id } = await captured(complaint);
    const stranger = tracker.as(await given.account({ role: 'supervisor', seat: 'task_force' }));

    await capturesOf(client, complaint);

    expect(await capturesOf(stranger, complaint)).toEqual([]);
    const entries = await tracker.sql(
      `SELECT records FROM audit.entries WHERE action = 'ip-captures.listed' AND task_force_id = $1`,
      [complaint.taskForceId],
    );
    expect(entries).toEqual([{ records: expect.arrayContaining([id]) }]);
  });
});

describe('PUT /ip-captures/:id/carrier', () => {
  it('keeps each carrier in the trail, and removes one that was wrong', async () => {
    const fixture = await createFixture();
    const { complaint, carrier } = fixture;
    const capture = await captured(complaint);

    const { etag } = await confirmed(fixture, capture);
    const removed = await confirmed(fixture, { ...capture, etag }, null);

    expect(removed.body).toMatchObject({ carrierId: null, carrier: null, logsKeptUntil: null });
    const entries = await tracker.sql(
      `SELECT action, was ->> 'carrier_id' AS was, became ->> 'carrier_id' AS became FROM audit.entries
        WHERE row_id = $1 AND action LIKE 'ip-capture.%' ORDER BY seq`,
      [capture.id],
    );
    expect(entries).toEqual([
      { action: 'ip-capture.carrier-confirmed', was: null, became: carrier.id },
      { action: 'ip-capture.carrier-removed', was: carrier.id, became: null },
    ]);
  });

  it('rejects a provider of another task force, another kind of identifier, a void one and a stale version', async () => {
    const [fixture, other] = [await createFixture(), await createFixture()];
    const { complaint } = fixture;
    const capture = await captured(complaint);
    const handle = await captured(complaint, { kind: 'handle', platform: 'Example Chat', raw: 'night_owl' });
    const voided = await captured(complaint, { raw: '192.0.2.45' });
    const afterVoid = await given.changed(voided, `/identifiers/${voided.id}/void`, { reason: 'A typing error.' });

    expect(await confirmed(fixture, capture, other.carrier.id)).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '#/providerId' }] },
    });
    expect((await confirmed(fixture, handle)).status).toBe(404);
    expect((await confirmed(fixture, afterVoid)).status).toBe(409);
    expect((await confirmed(fixture, { ...capture, etag: '"v9"' })).status).toBe(412);
    expect((await confirmed({ ...fixture, client: other.client }, capture)).status).toBe(404);
  });

  it('is not for an analyst, who reads the carrier', async () => {
    const fixture = await createFixture();
    const { complaint } = fixture;
    const capture = await captured(complaint);
    await confirmed(fixture, capture);
    const agency = { id: complaint.agencyId, taskForceId: complaint.taskForceId, name: '' };
    const client = tracker.as(await given.account({ agency, role: 'analyst' }));

    const answer = await confirmed({ ...fixture, client }, { ...capture, etag: '"v2"' }, null);

    expect(answer.status).toBe(403);
    expect(await capturesOf(client, complaint)).toMatchObject([
      { logsKeptUntil: '2026-05-10', may: { confirmCarrier: false } },
    ]);
  });

  it('decides the addressee of a draft of legal process', async () => {
    const fixture = await createFixture();
    const { complaint, client, carrier } = fixture;
    const head = await given.account({ taskForceId: complaint.taskForceId, role: 'supervisor' });
    const text = 'To {{provider_name}}';
    const { id } = await given.made<ProcessTemplateView>(head, '/process-templates', {
      ...{ kind: 'subpoena', name: 'Subpoena', text },
    });
    const capture = await captured(complaint);
    await confirmed(fixture, capture);

    const path = `/process-templates/${id}/text?complaintId=${complaint.id}&identifierId=${capture.id}`;
    const { body } = await client.get<ProcessTextView>(path);

    expect(body).toMatchObject({ text: 'To Example Net', providerId: carrier.id, logsKeptUntil: '2026-05-10' });
  });
});

describe('GET /ip-captures/expiring', () => {
  it('lists uses whose logs end soon, soonest first and without the address', async () => {
    const fixture = await createFixture();
    const { complaint, client, carrier } = fixture;
    const last = await expiringIn(fixture, 40);
    const first = await expiringIn(fixture, 0);
    await expiringIn(fixture, 41);
    await expiringIn(fixture, -1);
    await expiringIn(fixture, -31);
    await captured(complaint, { observedAt: '2025-12-20T18:00:00Z' });

    const found = await expiringOf(client);
    const { body } = await client.get<AttentionView>('/attention');

    expect(found).toEqual([
      {
        ...{ id: first, complaintId: complaint.id, observedAt: '2025-12-02T18:00:00.000Z' },
        complaint: { id: complaint.id, reference: complaint.reference },
        carrier: { id: carrier.id, name: 'Example Net', retentionDays: 90, isConfirmed: true },
        ...{ logsKeptUntil: today, daysLeft: 0 },
      },
      expect.objectContaining({ id: last, logsKeptUntil: addDays(today, 40), daysLeft: 40 }),
    ]);
    const line = body.items.find(({ kind }) => kind === 'logs_expiring');
    expect(line).toMatchObject({
      count: 3,
      mostUrgentOn: addDays(today, -1),
      path: '/api/v1/ip-captures/expiring?within=40&past=30',
    });
    expect(await daysOf(client, '?within=40&past=30')).toEqual([-1, 0, 40]);
    const ofComplaint = await capturesOf(client, complaint);
    expect(ofComplaint.find(({ id }) => id === last)?.logsKeptUntil).toBe(addDays(today, 40));
  });

  it('covers the requested days ahead and back, in pages without repeats or gaps', async () => {
    const fixture = await createFixture();
    const { client } = fixture;
    for (const days of [-20, -3, 5, 5, 5, 12, 300]) await expiringIn(fixture, days);

    expect(await daysOf(client, '?within=5&past=3')).toEqual([-3, 5, 5, 5]);
    expect(await daysOf(client, '?within=365&past=365')).toEqual([-20, -3, 5, 5, 5, 12, 300]);
    const paged: string[] = [];
    let cursor = '';
    do {
      const { body } = await client.get<ExpiringLogPage>(`/ip-captures/expiring?past=30&limit=2${cursor}`);
      paged.push(...body.items.map(({ id }) => id));
      cursor = body.nextCursor === null ? '' : `&cursor=${body.nextCursor}`;
    } while (cursor !== '');
    expect(paged).toEqual((await expiringOf(client, '?past=30')).map(({ id }) => id));
    expect(new Set(paged).size).toBe(6);
  });

  it('follows a corrected period of the directory', async () => {
    const fixture = await createFixture();
    const { complaint, client, carrier } = fixture;
    await expiringIn(fixture, 10);
    const head = tracker.as(await given.account({ taskForceId: complaint.taskForceId, role: 'supervisor' }));

    const details = { name: 'Example Net', ...servingDetails, retentionDays: 100 };
    await head.put(`/providers/${carrier.id}`, details, { 'if-match': carrier.etag });

    expect(await daysOf(client, '')).toEqual([20]);
  });

  it('omits closed complaints, voided uses and those of others, and keeps a merged complaint of an open one', async () => {
    const fixture = await createFixture();
    const { complaint, client } = fixture;
    const { by, taskForceId } = complaint;
    const [closed, merged] = [await given.complaint({ by }), await given.complaint({ by })];
    const id = await expiringIn(fixture, 3, merged);
    await expiringIn(fixture, 4, closed);
    const voided = await captured(complaint, { observedAt: '2025-12-20T18:00:00Z' });
    const { etag } = await confirmed(fixture, voided);
    const neighbor = tracker.as(await given.account({ agency: await given.agency({ taskForceId }) }));
    const foreigner = tracker.as(await given.account({ role: 'supervisor', seat: 'task_force' }));
    const national = tracker.as(await given.account({ role: 'supervisor', seat: 'national' }));
    expect(await expiringOf(client)).toHaveLength(3);

    await given.moved(closed, [['disposition', { code: 'duplicate', narrative: 'It was logged before.' }]]);
    await given.moved(merged, [['merge', { into: complaint.id, reason: 'The same account.' }]]);
    await given.changed({ ...voided, etag }, `/identifiers/${voided.id}/void`, { reason: 'A typing error.' });

    expect((await expiringOf(client)).map((one) => one.id)).toEqual([id]);
    for (const other of [neighbor, foreigner, national]) expect(await expiringOf(other)).toEqual([]);
  });

  it('omits a merged complaint after the one in which it continues is closed', async () => {
    const fixture = await createFixture();
    const { complaint, client } = fixture;
    const merged = await given.complaint({ by: complaint.by });
    await expiringIn(fixture, 3, merged);
    await given.moved(merged, [['merge', { into: complaint.id, reason: 'The same account.' }]]);
    expect(await expiringOf(client)).toHaveLength(1);

    await given.moved(complaint, [['disposition', { code: 'unfounded_no_crime', narrative: 'It is a meme.' }]]);

    expect(await expiringOf(client)).toEqual([]);
  });

  it('reads the uses of a carrier by their time in the index', async () => {
    const { complaint, carrier } = await createFixture();
    await fillCaptures(complaint, carrier, 5000);
    const { sql } = selectExpiring({ within: 40, past: 30 }, today, 50);
    const explain = `EXPLAIN (GENERIC_PLAN) ${sql}`;

    const { rows } = await asApp(tracker, complaint.by, (app) => app.query<{ 'QUERY PLAN': string }>(explain));

    expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toMatch(/Index Cond: \(.*carrier_id = .*observed_at >= /);
  });

  it('omits uses of an expunged complaint, which lose their carrier', async () => {
    const fixture = await createFixture();
    const { complaint } = fixture;
    const id = await expiringIn(fixture, 3);
    const [one, two] = [
      await given.account({ taskForceId: complaint.taskForceId, role: 'supervisor' }),
      await given.account({ taskForceId: complaint.taskForceId, role: 'supervisor' }),
    ];
    expect(await expiringOf(tracker.as(one))).toHaveLength(1);

    const { id: order, etag } = await given.made<ReadSealOrderView>(one, '/seal-orders', {
      ...{ complaintId: complaint.id, kind: 'expunge', orderNumber: 'CI 26-4417' },
      ...{ court: 'District Court of Douglas County', orderedOn: '2026-02-20' },
    });
    const done = await tracker.as(two).put(`/seal-orders/${order}/execution`, undefined, { 'if-match': etag });

    expect(done.status).toBe(200);
    expect(await expiringOf(tracker.as(one))).toEqual([]);
    expect(await tracker.sql('SELECT carrier_id FROM app.identifiers WHERE id = $1', [id])).toEqual([
      { carrier_id: null },
    ]);
  });

  it.each(['within=366', 'within=-1', 'within=x', 'past=366'])('rejects %s', async (query) => {
    const response = await tracker.as(await given.account()).get(`/ip-captures/expiring?${query}`);

    expect(response).toMatchObject({ status: 422, body: { errors: [{ pointer: `#/${query.split('=')[0] ?? ''}` }] } });
  });
});
