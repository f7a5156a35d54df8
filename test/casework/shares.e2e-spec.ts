import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AccessLogPage } from '../../src/audit/trail/access-log.view.js';
import type { DisclosurePage } from '../../src/casework/disclosures/disclosure.view.js';
import type { SharedComplaintView } from '../../src/casework/transfers/shared-complaint.view.js';
import type { SharePage, ShareView } from '../../src/casework/transfers/share.view.js';
import { newId } from '../../src/platform/ids/ids.js';
import { Clock } from '../../src/platform/time/clock.js';
import { comparableContent, type Answer } from '../support/client.js';
import { Given, type GivenComplaint } from '../support/given.js';
import { aShare, offerOf, shareOf } from './transfer-fixtures.js';
import type { GivenAccount, GivenAgency } from '../support/people.js';
import { sharedTracker, type Tracker } from '../support/tracker.js';

let tracker: Tracker;
let given: Given;

beforeAll(async () => {
  tracker = await sharedTracker();
  given = new Given(tracker);
});
afterAll(() => tracker.close());

/** Creates a complaint with suspects, an arrest and a child, its owners, and a reading agency of another task force. */
async function aCase() {
  const owner = await given.agency();
  const reader = await given.agency();
  const complaint = await given.complaint({ agencyId: owner.id, state: 'triaged' });
  const adult = await given.suspect({ complaint, givenName: 'Alex', familyName: 'Sample' });
  await given.suspect({
    complaint,
    givenName: 'Robin',
    familyName: 'Minor',
    juvenile: true,
    identifiedOn: '2026-03-02',
  });
  const arrest = await given.arrest({ suspect: adult });
  const victim = await given.victim({ complaint });
  return {
    ...{ owner, reader, complaint, adult, arrest, victim },
    byOwner: await given.account({ agency: owner, role: 'supervisor' }),
    byReader: await given.account({ agency: reader }),
    overReader: await given.account({ taskForceId: reader.taskForceId, role: 'supervisor' }),
  };
}

function read(by: GivenAccount, { id }: { readonly id: string }): Promise<Answer<SharedComplaintView>> {
  return tracker.as(by).get<SharedComplaintView>(`/shares/${id}/complaint`);
}

async function looksAt(by: GivenAccount, record: string): Promise<string[]> {
  const { body } = await tracker.as(by).get<AccessLogPage>(`/access-log?record=${record}`);
  return body.items.filter(({ action }) => action === 'share.read').map(({ accountId }) => accountId ?? '');
}

async function postOf(
  by: GivenAccount,
  complaint: GivenComplaint,
  agency: GivenAgency,
  overrides: object,
): Promise<Answer<unknown>> {
  return tracker.as(by).post('/shares', { complaintId: complaint.id, agencyId: agency.id, ...aShare, ...overrides });
}

describe('POST /shares', () => {
  it('lets another agency read one complaint, and logs it as a disclosure', async () => {
    const { owner, reader, complaint, byOwner, byReader } = await aCase();

    const share = await shareOf(given, complaint, reader, byOwner, { until: '2026-03-02' });

    expect(share).toMatchObject({
      version: 1,
      reference: complaint.reference,
      from: { agencyId: owner.id, agency: owner.name },
      to: { agencyId: reader.id, agency: reader.name },
      until: '2026-03-02',
      isActive: true,
      includesNames: false,
      disclosureBasis: 'not_tip_content',
      may: { read: false, end: true },
    });
    const theirs = await tracker.as(byReader).get<ShareView>(`/shares/${share.id}`);
    expect(theirs.body.may).toEqual({ read: true, end: false });
    const { body: log } = await tracker.as(byOwner).get<DisclosurePage>(`/disclosures?complaintId=${complaint.id}`);
    expect(log.items).toMatchObject([
      { kind: 'share', recipient: reader.name, recipientAgencyId: reader.id, recordId: share.id },
    ]);
    expect((await tracker.as(byReader).get(`/complaints/${complaint.id}`)).status).toBe(404);
  });

  it('rejects a share without agreement or basis, too long, with the owner, by another agency, or of a sealed complaint', async () => {
    const { owner, reader, complaint, byOwner, byReader } = await aCase();
    const stranger = await given.agency();
    await given.unsign(stranger.id);
    const worker = await given.account({ agency: owner });
    const overOwner = await given.account({ taskForceId: owner.taskForceId, role: 'supervisor' });
    const tip = await given.complaint({ agencyId: owner.id, source: 'ncmec_cybertip', externalReference: '5' });

    expect(await postOf(byOwner, complaint, stranger, {})).toMatchObject({
      status: 409,
      body: { type: '/problems/no-agreement' },
    });
    for (const [overrides, field] of [
      [{ until: '2026-03-01' }, 'until'],
      [{ until: '2027-03-04' }, 'until'],
      [{ agencyId: owner.id }, 'agencyId'],
      [{ complaintId: newId() }, 'complaintId'],
      [{ complaintId: tip.id }, 'disclosureBasis'],
      [{ disclosureBasis: 'own_agency' }, 'disclosureBasis'],
    ] as const) {
      expect(await postOf(byOwner, complaint, reader, overrides)).toMatchObject({
        status: 422,
        body: { errors: [{ pointer: `#/${field}` }] },
      });
    }
    expect(await postOf(byReader, complaint, reader, {})).toMatchObject({ status: 403 });
    expect(await postOf(worker, complaint, reader, {})).toMatchObject({ status: 403 });
    await tracker.sql('UPDATE app.complaints SET is_sealed = true WHERE id = $1', [complaint.id]);
    expect(await postOf(overOwner, complaint, reader, {})).toMatchObject({
      status: 409,
      body: { type: '/problems/complaint-sealed' },
    });
  });
});

describe('a shared complaint', () => {
  it('is shown in its current state, without juvenile names, adults only if included, children by pseudonym', async () => {
    const { reader, complaint, byOwner, byReader, overReader, adult, arrest, victim } = await aCase();
    const plain = await shareOf(given, complaint, reader, byOwner);
    const named = await shareOf(given, complaint, reader, byOwner, { includesNames: true });

    const first = await read(byReader, plain);
    await tracker
      .as(byOwner)
      .put(
        `/complaints/${complaint.id}/hold`,
        { reason: 'So.', reviewOn: '2026-06-01' },
        { 'if-match': complaint.etag },
      );
    const then = await read(overReader, named);

    expect(first.body).toMatchObject({
      id: complaint.id,
      reference: complaint.reference,
      state: 'triaged',
      narrative: complaint.narrative,
      receivedAt: complaint.receivedAt,
      jurisdiction: { state: 'NE', county: null, city: null },
      owner: { phone: '+1 402 555 0100' },
      suspects: [
        { id: adult.id, givenName: null, familyName: null },
        { juvenile: true, givenName: null, familyName: null },
      ],
      arrests: [{ id: arrest.id, suspectId: adult.id, arrestedOn: '2026-03-02', kind: 'taken_into_custody' }],
      victims: [{ id: victim.id, pseudonym: 'MV1', safeguardingStatus: 'identified' }],
    });
    expect(then.body).toMatchObject({
      state: 'on_hold',
      suspects: [
        { givenName: 'Alex', familyName: 'Sample' },
        { givenName: null, familyName: null },
      ],
    });
    expect(then.text).not.toMatch(/Robin|Minor/);
  });

  it('shows its owner and the task force of the reader the access log', async () => {
    const { owner, reader, complaint, byOwner, byReader, adult, victim } = await aCase();
    const share = await shareOf(given, complaint, reader, byOwner);

    await read(byReader, share);

    for (const record of [complaint.id, adult.id, victim.id]) {
      expect(await looksAt(byOwner, record)).toContain(byReader.accountId);
    }
    const entries = await tracker.sql<{ chain: string }>(
      `SELECT task_force_id AS chain FROM audit.entries WHERE action = 'share.read' AND account_id = $1`,
      [byReader.accountId],
    );
    expect(entries.map(({ chain }) => chain).sort()).toEqual([owner.taskForceId, reader.taskForceId].sort());
  });

  it('is not readable through the share by its owner or another account', async () => {
    const { reader, complaint, byOwner } = await aCase();
    const share = await shareOf(given, complaint, reader, byOwner);
    const stranger = await given.account({
      agency: await given.agency({ taskForceId: reader.taskForceId }),
      role: 'supervisor',
    });

    expect((await read(byOwner, share)).status).toBe(403);
    expect(comparableContent(await read(stranger, share))).toEqual(
      comparableContent(await read(stranger, { id: newId() })),
    );
  });

  it('is readable until the end of the last day in the time zone of the complaint', async () => {
    const { reader, complaint, byOwner, byReader } = await aCase();
    const share = await shareOf(given, complaint, reader, byOwner, { until: '2026-03-04' });
    const runningFor = async (by: GivenAccount): Promise<string[]> =>
      (await tracker.as(by).get<SharePage>('/shares?active=true')).body.items.map(({ id }) => id);

    await at('2026-03-05T05:59:59Z', async () => {
      expect((await read(byReader, share)).status).toBe(200);
      expect(await runningFor(byReader)).toEqual([share.id]);
    });
    await at('2026-03-05T06:00:00Z', async () => {
      expect(await read(byReader, share)).toMatchObject({ status: 410, body: { type: '/problems/share-ended' } });
      expect(await runningFor(byReader)).toEqual([]);
      expect((await tracker.as(byReader).get<ShareView>(`/shares/${share.id}`)).body).toMatchObject({
        isActive: false,
        may: { read: false },
      });
    });
  });

  it('is hidden when the reading agency no longer has an agreement', async () => {
    const { reader, complaint, byOwner, byReader } = await aCase();
    const share = await shareOf(given, complaint, reader, byOwner);

    await tracker.sql(`UPDATE app.agency_memberships SET ended_on = '2026-03-02' WHERE agency_id = $1`, [reader.id]);

    expect((await read(byReader, share)).status).toBe(410);
  });

  it('is hidden when the complaint is sealed', async () => {
    const { reader, complaint, byOwner, byReader } = await aCase();
    const share = await shareOf(given, complaint, reader, byOwner);

    await tracker.sql('UPDATE app.complaints SET is_sealed = true WHERE id = $1', [complaint.id]);

    expect((await read(byReader, share)).status).toBe(410);
  });
});

describe('POST /shares/:id/end', () => {
  it('ends the share at once, for a reason visible to both sides, once', async () => {
    const { reader, complaint, byOwner, byReader } = await aCase();
    const share = await shareOf(given, complaint, reader, byOwner);
    const ending = (by: GivenAccount, etag: string): Promise<Answer<ShareView>> =>
      tracker
        .as(by)
        .post<ShareView>(`/shares/${share.id}/end`, { reason: 'Their case is closed.' }, { 'if-match': etag });
    const byReaders = await given.account({ agency: reader, role: 'supervisor' });

    expect((await ending(byReaders, '"v1"')).status).toBe(403);
    expect((await ending(byReader, '"v1"')).status).toBe(403);
    expect((await ending(byOwner, '"v2"')).status).toBe(412);
    const ended = await ending(byOwner, '"v1"');
    const again = await ending(byOwner, '"v2"');

    expect(ended.body).toMatchObject({
      version: 2,
      isActive: false,
      endReason: 'Their case is closed.',
      may: { end: false },
    });
    expect(again).toMatchObject({ status: 409, body: { type: '/problems/already-ended' } });
    expect((await read(byReader, share)).status).toBe(410);
    expect((await tracker.as(byReader).get<ShareView>(`/shares/${share.id}`)).body.endReason).toBe(
      'Their case is closed.',
    );
  });

  it('is allowed for the current owner of the complaint', async () => {
    const { owner, reader, complaint, byOwner } = await aCase();
    const share = await shareOf(given, complaint, reader, byOwner);
    const next = await given.agency({ taskForceId: owner.taskForceId });
    const byNext = await given.account({ agency: next, role: 'supervisor' });
    const offer = await offerOf(given, complaint, next, byOwner);
    await tracker.as(byNext).put(`/transfers/${offer.id}/acceptance`, {}, { 'if-match': offer.etag });
    const body = { reason: 'Ours now.' };

    const former = await tracker.as(byOwner).post(`/shares/${share.id}/end`, body, { 'if-match': share.etag });
    const present = await tracker.as(byNext).post(`/shares/${share.id}/end`, body, { 'if-match': share.etag });

    expect([former.status, present.status]).toEqual([404, 200]);
  });
});

describe('GET /shares', () => {
  it('lists shares given and received, in pages, with two statements', async () => {
    const { reader, complaint, byOwner, byReader } = await aCase();
    const ids: string[] = [];
    for (const until of ['2026-03-02', '2026-04-01', '2026-05-01']) {
      ids.unshift((await shareOf(given, complaint, reader, byOwner, { until })).id);
    }
    const stranger = await given.account();
    const listed = async (by: GivenAccount, query: string): Promise<string[]> => {
      const { body } = await tracker.expectQueries(2, () => tracker.as(by).get<SharePage>(`/shares?${query}`));
      return body.items.map(({ id }) => id);
    };

    expect(await listed(byOwner, '')).toEqual(ids);
    expect(await listed(byOwner, `direction=out&complaintId=${complaint.id}`)).toEqual(ids);
    expect(await listed(byOwner, 'direction=in')).toEqual([]);
    expect(await listed(byReader, 'direction=in&active=true')).toEqual(ids);
    expect(await listed(byReader, 'direction=out')).toEqual([]);
    expect(await listed(stranger, '')).toEqual([]);
    const first = await tracker.as(byReader).get<SharePage>('/shares?limit=2');
    const rest = await tracker.as(byReader).get<SharePage>(`/shares?limit=2&cursor=${first.body.nextCursor ?? ''}`);
    expect(rest.body).toMatchObject({ items: [{ id: ids[2] }], nextCursor: null });
  });
});

async function at(instant: string, work: () => Promise<void>): Promise<void> {
  const clock = tracker.app.get(Clock);
  const now = clock.now.bind(clock);
  clock.now = () => new Date(instant);
  try {
    await work();
  } finally {
    clock.now = now;
  }
}
