import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ComplaintView } from '../../src/casework/complaints/complaint.view.js';
import { unworkedReasons } from '../../src/reporting/reports/timeliness/unworked.enums.js';
import type { UnworkedComplaintPage, UnworkedView } from '../../src/reporting/reports/timeliness/unworked.view.js';
import { hold, reason, triage, type Act } from '../support/acts.js';
import { Given, madeBy, type GivenAccount, type GivenAgency, type Made } from '../support/given.js';
import { startTracker, stoppedAt, type Tracker } from '../support/tracker.js';

const clock = new Date(stoppedAt);
const year = 'from=2026-01-01&until=2027-01-01';
const screening: Act = ['screening', { type: 'csam_possession', mode: 'reactive' }];
let tracker: Tracker;
let given: Given;
let agency: GivenAgency;
let head: GivenAccount;

beforeAll(async () => {
  tracker = await startTracker({ clock, config: { REQUESTS_PER_MINUTE: '1000000' } });
  given = new Given(tracker);
});
beforeEach(async () => {
  clock.setTime(stoppedAt.getTime());
  agency = await given.agency();
  head = await given.account({ taskForceId: agency.taskForceId, role: 'supervisor' });
});
afterAll(() => tracker.close());

/** Returns a new complaint after these acts of the task force's supervisor. */
async function after(acts: readonly Act[], overrides: object = {}): Promise<Made<ComplaintView>> {
  return given.moved(await given.complaint({ agencyId: agency.id, ...overrides }), acts, head);
}

/** Returns a complaint whose investigation has begun. */
async function investigated(): Promise<Made<ComplaintView>> {
  const { id, by } = await given.complaint({ agencyId: agency.id, state: 'assigned' });
  const opening = { complaintIds: [id], title: 'Uploads from one household', openedOn: '2026-03-01' };
  await given.made(by, '/investigations', opening);
  const { body, etag } = await tracker.as(head).get<ComplaintView>(`/complaints/${id}`);
  return { ...body, by, etag };
}

const assigned = (): Act => ['assignment', { agencyId: agency.id }];
const closedAs = (code: string): Act => ['disposition', { code, narrative: 'Nothing that can be worked.' }];

async function unworked(reader: GivenAccount, query = year): Promise<UnworkedView> {
  return madeBy(await tracker.as(reader).get<UnworkedView>(`/reports/unworked?${query}`), 200).body;
}

async function listed(reader: GivenAccount, query = ''): Promise<UnworkedComplaintPage['items']> {
  const path = `/reports/unworked/complaints?${year}${query}`;
  return madeBy(await tracker.as(reader).get<UnworkedComplaintPage>(path), 200).body.items;
}

function countsOf({ counts }: UnworkedView): readonly (string | number | null)[][] {
  return counts.map((count) => [count.reason, count.disposition, count.priority, count.complaints]);
}

function ids(items: readonly { readonly complaintId: string }[]): string[] {
  return items.map(({ complaintId }) => complaintId).sort();
}

describe('the report of unworked complaints', () => {
  it('counts each by its reason, its disposition and its tier, and lists the complaints of each number', async () => {
    const made = {
      unread: await after([]),
      screened: await after([screening]),
      triaged: await after([triage(1)]),
      calm: await after([triage(4)]),
      assigned: await after([triage(2), assigned()]),
      held: await after([triage(3), hold]),
      viral: await after([triage(4), closedAs('not_criminal_viral_or_meme')]),
      informational: await after([closedAs('informational_only')]),
      referred: await after([triage(2), closedAs('referred_local_agency')]),
    };
    await after([triage(3), closedAs('unable_to_identify_suspect')]);
    await after([['merge', { into: made.unread.id, reason }]]);

    const report = await unworked(head);

    expect(countsOf(report)).toEqual([
      ['not_read', null, null, 1],
      ['awaiting_triage', null, null, 1],
      ['awaiting_assignment', null, 1, 1],
      ['awaiting_assignment', null, 4, 1],
      ['awaiting_investigation', null, 2, 1],
      ['on_hold', null, 3, 1],
      ['closed_without_investigation', 'not_criminal_viral_or_meme', 4, 1],
      ['closed_without_investigation', 'informational_only', null, 1],
      ['referred', 'referred_local_agency', 2, 1],
    ]);
    expect(report.complaints).toBe(9);
    expect(report.definitions.map((definition) => definition.reason)).toEqual(unworkedReasons);
    expect(ids(await listed(head))).toEqual(
      Object.values(made)
        .map(({ id }) => id)
        .sort(),
    );
    for (const { reason: why, disposition, priority, complaints } of report.counts) {
      const query = [
        `&reason=${why}`,
        ...(disposition === null ? [] : [`&disposition=${disposition}`]),
        `&priority=${priority ?? 'none'}`,
      ].join('');
      expect([query, (await listed(head, query)).length]).toEqual([query, complaints]);
    }
  });

  it('gives the reason of a hold, and the disposition of a closed complaint', async () => {
    const held = await after([triage(3), hold]);
    const closed = await after([closedAs('no_jurisdiction_identified')]);

    expect(await listed(head, '&reason=on_hold')).toMatchObject([
      { complaintId: held.id, reference: held.reference, state: 'on_hold', holdReason: reason },
    ]);
    expect(await listed(head, '&reason=closed_without_investigation')).toMatchObject([
      { complaintId: closed.id, state: 'closed', disposition: 'no_jurisdiction_identified', holdReason: null },
    ]);
  });

  it('omits a complaint under investigation, also on hold, and counts a reopened one as not read', async () => {
    await investigated();
    await given.moved(await investigated(), [hold], head);
    const reopened = await after([closedAs('insufficient_information'), ['reopen', { reason }]]);

    expect(await listed(head)).toMatchObject([{ complaintId: reopened.id, reason: 'not_read', disposition: null }]);
  });

  it('counts a closed complaint by the day of its task force', async () => {
    clock.setTime(Date.parse('2026-03-02T05:30:00Z'));
    await after([closedAs('informational_only')]);

    // Half past eleven on 1 March in Omaha.
    expect((await unworked(head, 'from=2026-03-01&until=2026-03-02')).complaints).toBe(1);
    expect((await unworked(head, 'from=2026-03-02&until=2026-03-03')).complaints).toBe(0);
    expect((await unworked(head, 'from=2026-02-28&until=2026-03-01')).complaints).toBe(0);
  });

  it('has the scope of each seat’s totals, and lists what the reader can see', async () => {
    const neighbour = await given.agency({ taskForceId: agency.taskForceId });
    const own = await after([]);
    const other = await after([], { agencyId: neighbour.id });
    const officer = await given.account({ agency });
    const nation = await given.account({ seat: 'national' });
    const stranger = await given.account({ agency: await given.agency() });

    expect((await unworked(officer)).complaints).toBe(1);
    expect((await unworked(officer, `${year}&scope=taskForce`)).complaints).toBe(2);
    expect((await unworked(nation, `${year}&taskForceId=${agency.taskForceId}`)).complaints).toBe(2);
    expect((await unworked(stranger)).complaints).toBe(0);
    expect(ids(await listed(officer))).toEqual([own.id]);
    expect(ids(await listed(head, `&agencyId=${neighbour.id}`))).toEqual([other.id]);
    expect(await listed(nation)).toEqual([]);
    expect(await listed(stranger)).toEqual([]);
  });

  it('is listed in pages, the earliest received first', async () => {
    const made: string[] = [];
    for (const daysAgo of [3, 2, 1]) {
      const receivedAt = new Date(clock.getTime() - daysAgo * 86_400_000).toISOString();
      made.push((await after([], { receivedAt })).id);
    }

    const path = `/reports/unworked/complaints?${year}&limit=2`;
    const { body: first } = await tracker.as(head).get<UnworkedComplaintPage>(path);
    const { body: rest } = await tracker
      .as(head)
      .get<UnworkedComplaintPage>(`${path}&cursor=${String(first.nextCursor)}`);

    expect([...first.items, ...rest.items].map(({ complaintId }) => complaintId)).toEqual(made);
  });

  it.each([
    ['/reports/unworked', '#/from'],
    ['/reports/unworked?from=2026-02-01&until=2026-01-01', '#/until'],
    [`/reports/unworked?${year}&by=agency`, '#/by'],
    [`/reports/unworked/complaints?${year}&reason=lazy`, '#/reason'],
    [`/reports/unworked/complaints?${year}&disposition=lazy`, '#/disposition'],
    [`/reports/unworked/complaints?${year}&priority=5`, '#/priority'],
    ['/reports/unworked/complaints?from=2026-01-01', '#/until'],
  ])('rejects %s', async (path, pointer) => {
    const { status, body } = await tracker.as(head).get<{ errors: { pointer: string }[] }>(path);

    expect([status, body.errors.map((fault) => fault.pointer)]).toEqual([422, [pointer]]);
  });
});
