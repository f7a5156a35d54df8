import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DisclosurePage, DisclosureView } from '../../src/casework/disclosures/disclosure.view.js';
import type { DisclosuresReportView } from '../../src/reporting/reports/report.view.js';
import { newId } from '../../src/platform/ids/ids.js';
import { comparableContent } from '../support/client.js';
import { Given } from '../support/given.js';
import { offerOf, shareOf, manualDisclosure } from './transfer-fixtures.js';
import type { GivenAccount } from '../support/people.js';
import { sharedTracker, type Tracker } from '../support/tracker.js';

let tracker: Tracker;
let given: Given;

beforeAll(async () => {
  tracker = await sharedTracker();
  given = new Given(tracker);
});
afterAll(() => tracker.close());

describe('POST /disclosures', () => {
  it('records a disclosure made outside the tracker, and keeps its content out of the trail', async () => {
    const complaint = await given.complaint();

    const answer = await tracker.as(complaint.by).post<DisclosureView>('/disclosures', manualDisclosure(complaint.id));

    const { id } = answer.body;
    expect(answer.headers).toMatchObject({ location: `/api/v1/disclosures/${id}` });
    expect(answer.body).toEqual({
      id,
      complaintId: complaint.id,
      complaint: { id: complaint.id, reference: complaint.reference },
      kind: 'other',
      recipient: 'A federal field office',
      recipientAgencyId: null,
      recipientAgency: null,
      basis: 'assisting_federal_attorney',
      purpose: 'The account names, for a search warrant in another district.',
      recordId: null,
      disclosedBy: complaint.by.accountId,
      disclosedByPerson: {
        id: complaint.by.accountId,
        name: complaint.by.name,
        role: 'investigator',
        agency: complaint.agency.name,
      },
      disclosedAt: '2026-03-02T15:00:00.000Z',
      enteredAt: '2026-03-02T15:00:00.000Z',
    });
    const entries = (await tracker.trailOf(complaint.id)).filter(({ source }) => source === 'disclosures');
    expect(entries).toMatchObject([{ action: 'disclosure.recorded', became: { basis: 'assisting_federal_attorney' } }]);
    expect(JSON.stringify(entries)).not.toMatch(/field office|warrant/);
  });

  it.each([
    ['a future date', { disclosedAt: '2026-03-02T15:00:01Z' }, 'disclosedAt'],
    ['a date before the complaint', { disclosedAt: '2026-03-01T17:59:59Z' }, 'disclosedAt'],
    ['an unknown legal basis', { basis: 'curiosity' }, 'basis'],
    ['no receiver', { recipient: '' }, 'recipient'],
    ['a missing complaint', { complaintId: newId() }, 'complaintId'],
  ])('rejects %s', async (_, overrides, field) => {
    const complaint = await given.complaint();

    const answer = await tracker
      .as(complaint.by)
      .post('/disclosures', { ...manualDisclosure(complaint.id), ...overrides });

    expect(answer).toMatchObject({ status: 422, body: { errors: [{ pointer: `#/${field}` }] } });
  });

  it.each(['ncmec_cybertip', 'service_provider'] as const)(
    'requires one of seven legal bases for content from %s',
    async (source) => {
      const complaint = await given.complaint({ source, externalReference: '77' });
      const body = { ...manualDisclosure(complaint.id), basis: 'not_tip_content' };

      const answer = await tracker.as(complaint.by).post('/disclosures', body);
      const other = await given.complaint();

      expect(answer).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/basis' }] } });
      expect((await tracker.as(other.by).post('/disclosures', { ...body, complaintId: other.id })).status).toBe(201);
    },
  );

  it('requires the right to work the complaint', async () => {
    const complaint = await given.complaint();
    await tracker.sql('UPDATE app.complaints SET investigator_id = $1 WHERE id = $2', [
      complaint.by.accountId,
      complaint.id,
    ]);
    const { agencyId: id, taskForceId } = complaint;
    const colleague = await given.account({ agency: { id, taskForceId, name: '' } });

    expect((await tracker.as(colleague).post('/disclosures', manualDisclosure(complaint.id))).status).toBe(403);
    expect((await tracker.as(complaint.by).post('/disclosures', manualDisclosure(complaint.id))).status).toBe(201);
  });
});

describe('GET /disclosures', () => {
  it('lists every disclosure of any channel, with filters, in pages, with one statement', async () => {
    const agency = await given.agency();
    const [other, head] = [await given.agency(), await given.account({ agency, role: 'supervisor' })];
    const complaint = await given.complaint({ agencyId: agency.id, state: 'triaged' });
    await shareOf(given, complaint, other, head);
    const offer = await offerOf(given, complaint, other, head, { kind: 'referral' });
    await given.made(head, '/disclosures', { ...manualDisclosure(complaint.id), disclosedAt: '2026-03-02T06:00:00Z' });
    await given.made(head, '/disclosures', {
      ...manualDisclosure((await given.complaint({ agencyId: agency.id })).id),
      disclosedAt: '2026-03-02T05:59:59Z',
    });
    const listed = async (query: string, by: GivenAccount = head): Promise<string[]> => {
      const { body } = await tracker.expectQueries(1, () =>
        tracker.as(by).get<DisclosurePage>(`/disclosures?${query}`),
      );
      return body.items.map(({ kind: what }) => what);
    };

    expect(await listed('')).toEqual(['offer', 'share', 'other', 'other']);
    expect(await listed(`complaintId=${complaint.id}`)).toEqual(['offer', 'share', 'other']);
    expect(await listed('basis=assisting_federal_attorney')).toEqual(['other', 'other']);
    expect(await listed('from=2026-03-02')).toEqual(['offer', 'share', 'other']);
    expect(await listed('until=2026-03-02')).toEqual(['other']);
    const first = await tracker.as(head).get<DisclosurePage>('/disclosures?limit=3');
    const rest = await tracker
      .as(head)
      .get<DisclosurePage>(`/disclosures?limit=3&cursor=${first.body.nextCursor ?? ''}`);
    expect(first.body.items[0]).toMatchObject({ recordId: offer.id, recipientAgencyId: other.id });
    expect(rest.body).toMatchObject({ items: [{ disclosedAt: '2026-03-02T05:59:59.000Z' }], nextCursor: null });
    const receiver = await given.account({ agency: other, role: 'supervisor' });
    expect(await listed('', receiver)).toEqual([]);
    const { id } = first.body.items[0] ?? { id: '' };
    expect((await tracker.as(head).get<DisclosureView>(`/disclosures/${id}`)).body).toEqual(first.body.items[0]);
    expect(comparableContent(await tracker.as(receiver).get(`/disclosures/${id}`))).toEqual(
      comparableContent(await tracker.as(receiver).get(`/disclosures/${newId()}`)),
    );
  });

  it('writes each read to the trail, and allows no changes', async () => {
    const complaint = await given.complaint();
    const { id } = await given.made<DisclosureView>(complaint.by, '/disclosures', manualDisclosure(complaint.id));

    await tracker.as(complaint.by).get('/disclosures');

    const looks = await tracker.sql(
      `SELECT records FROM audit.entries WHERE action = 'disclosures.listed' AND account_id = $1`,
      [complaint.by.accountId],
    );
    expect(looks).toEqual([{ records: expect.arrayContaining([id, complaint.id]) }]);
    for (const method of ['PUT', 'DELETE']) {
      expect((await tracker.as(complaint.by).send(method, `/disclosures/${id}`, {})).status).toBe(405);
    }
  });
});

describe('GET /reports/disclosures', () => {
  it('counts disclosures by basis, channel and receiver within the seat’s scope, with one statement', async () => {
    const agency = await given.agency();
    const { taskForceId } = agency;
    const [partner, beyond] = [await given.agency({ taskForceId }), await given.agency()];
    const head = await given.account({ agency, role: 'supervisor' });
    const above = await given.account({ taskForceId, role: 'supervisor' });
    const nation = await given.account({ role: 'supervisor', seat: 'national' });
    const path = '/reports/disclosures?from=2026-03-02&until=2026-03-03';
    const read = async (by: GivenAccount): Promise<DisclosuresReportView> =>
      (await tracker.as(by).get<DisclosuresReportView>(path)).body;
    const before = await read(nation);
    const complaint = await given.complaint({ agencyId: agency.id });
    await shareOf(given, complaint, beyond, head);
    await shareOf(given, complaint, partner, head);
    await given.made(head, '/disclosures', manualDisclosure(complaint.id));
    await given.made(head, '/disclosures', { ...manualDisclosure(complaint.id), disclosedAt: '2026-03-02T05:59:59Z' });
    const theirs = await given.complaint({ agencyId: partner.id });
    await given.made(above, '/disclosures', manualDisclosure(theirs.id));

    const own = await tracker.expectQueries(1, () => read(head));
    const [whole, all, stranger] = [await read(above), await read(nation), await read(await given.account())];

    const [basis, hand] = ['not_tip_content', 'assisting_federal_attorney'];
    const shared = [
      { basis, kind: 'share', recipient: 'other_task_force', disclosures: 1 },
      { basis, kind: 'share', recipient: 'own_task_force', disclosures: 1 },
    ];
    expect(own).toMatchObject({
      from: '2026-03-02',
      until: '2026-03-03',
      scope: { agencyId: agency.id },
      disclosures: 3,
    });
    expect(own.rows).toEqual([{ basis: hand, kind: 'other', recipient: 'outside', disclosures: 1 }, ...shared]);
    expect(whole.rows).toEqual([{ basis: hand, kind: 'other', recipient: 'outside', disclosures: 2 }, ...shared]);
    expect(all.disclosures - before.disclosures).toBe(4);
    expect(stranger).toMatchObject({ disclosures: 0, rows: [] });
    await tracker.sql('UPDATE app.complaints SET is_sealed = true WHERE id = $1', [complaint.id]);
    expect([(await read(head)).disclosures, (await read(above)).disclosures]).toEqual([0, 4]);
  });
});
