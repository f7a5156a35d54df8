import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ComplaintView } from '../../src/casework/complaints/complaint.view.js';
import type { DecisionPage } from '../../src/casework/complaints/decision-list.view.js';
import type { TotalsView } from '../../src/reporting/reports/report.view.js';
import { newId } from '../../src/platform/ids/ids.js';
import { Given } from '../support/given.js';
import { sharedTracker, type Tracker } from '../support/tracker.js';
import { decision, hash, itemOf, openDesk, triageAll, withFile } from './bundled-complaints.js';

let tracker: Tracker;
let given: Given;

beforeAll(async () => {
  tracker = await sharedTracker();
  given = new Given(tracker);
});
afterAll(() => tracker.close());

/** Returns the trail entries of the triage of a complaint. */
function entriesOf(id: string): Promise<Record<string, unknown>[]> {
  return tracker.sql(
    `SELECT source, was IS NULL AS is_new FROM audit.entries WHERE complaint_id = $1 AND action = 'complaint.triaged' ORDER BY source`,
    [id],
  );
}

describe('the triage of many complaints', () => {
  it('decides each like a single triage, with its own row, trail entry and count', async () => {
    const { client, log } = await openDesk(tracker, given);
    const value = hash();
    const complaints = [await log(withFile(value)), await log(withFile(value)), await log(withFile(value))];
    const single = await log(withFile(value));

    const { status, body } = await triageAll(client, complaints.map(itemOf));
    await client.put(`/complaints/${single.id}/triage`, decision, { 'if-match': '"v1"' });

    expect(status).toBe(200);
    expect(body.items).toEqual(
      complaints.map(({ id, reference, version }) => {
        return { id, reference, outcome: 'done', problem: null, version: version + 1 };
      }),
    );
    const { body: alone } = await client.get<ComplaintView>(`/complaints/${single.id}`);
    for (const { id } of complaints) {
      const { body: now } = await client.get<ComplaintView>(`/complaints/${id}`);
      const { state, type, mode, priority, stateSince } = alone;
      expect(now).toMatchObject({ state, type, mode, priority, stateSince, version: 2 });
      const decisions = await client.get<DecisionPage>(`/complaints/${id}/decisions`);
      expect(decisions.body.items).toMatchObject([
        { kind: 'triaged', reason: decision.rationale, proposedPriority: 3 },
      ]);
      expect(await entriesOf(id)).toEqual(await entriesOf(single.id));
      expect(await entriesOf(id)).toContainEqual({ source: 'triages', is_new: true });
    }
    const totals = await client.get<TotalsView>('/reports/totals?from=2026-02-01&until=2026-02-02');
    expect(totals.body.figures.complaintsDocumented.recorded).toBe(4);
  });

  it('skips each that a single triage would reject, with its problem, and decides the others', async () => {
    const { agency, client, log, supervisor } = await openDesk(tracker, given);
    const [good, stale] = [await log(), await log()];
    await client.put(
      `/complaints/${stale.id}/screening`,
      { type: decision.type, mode: 'reactive' },
      { 'if-match': '"v1"' },
    );
    const closed = await given.complaint({ agencyId: agency.id, state: 'closed' });
    const foreign = await given.complaint();

    const { status, body } = await triageAll(client, [stale, foreign, closed, good].map(itemOf));

    expect(status).toBe(200);
    expect(body.items).toMatchObject([
      { id: stale.id, outcome: 'skipped', problem: { type: '/problems/stale-version', status: 412 }, version: 2 },
      { id: foreign.id, reference: null, outcome: 'skipped', problem: { status: 404 }, version: null },
      { id: closed.id, outcome: 'skipped', problem: { type: '/problems/invalid-transition' } },
      { id: good.id, outcome: 'done', problem: null, version: 2 },
    ]);
    const [row] = await tracker.sql<{ n: number }>(
      'SELECT count(*)::int AS n FROM app.triages WHERE complaint_id = ANY ($1)',
      [[stale.id, foreign.id, good.id]],
    );
    expect(row?.n).toBe(1);
    const refused = await tracker.sql(
      `SELECT subject, reason FROM audit.entries WHERE account_id = $1 AND outcome = 'refused'`,
      [supervisor.accountId],
    );
    expect(refused).toEqual([{ subject: foreign.id, reason: 'not-found' }]);
  });

  it('is for a supervisor, and only of complaints that the agency owns', async () => {
    const { agency, client, log } = await openDesk(tracker, given);
    const one = await log();
    const investigator = tracker.as(await given.account({ agency, role: 'investigator' }));
    const other = await given.agency({ taskForceId: agency.taskForceId });
    const triaged = await given.complaint({ agencyId: agency.id, state: 'triaged' });
    await client.put(`/complaints/${triaged.id}/assignment`, { agencyId: other.id }, { 'if-match': triaged.etag });
    const worker = tracker.as(await given.account({ agency: other, role: 'supervisor' }));

    expect((await triageAll(investigator, [itemOf(one)])).status).toBe(403);
    const { status, body } = await triageAll(worker, [{ id: triaged.id, version: triaged.version + 1 }, itemOf(one)]);

    expect(status).toBe(200);
    expect(body.items).toMatchObject([
      { outcome: 'skipped', problem: { status: 403 } },
      { outcome: 'skipped', problem: { status: 404 } },
    ]);
  });

  it('returns the first response to a repeat with its Idempotency-Key', async () => {
    const { client, log } = await openDesk(tracker, given);
    const items = [itemOf(await log()), itemOf(await log())];
    const key = { 'idempotency-key': 'morning-1' };

    const first = await triageAll(client, items, key);
    const again = await triageAll(client, items, key);
    const without = await triageAll(client, items);

    expect(again.text).toBe(first.text);
    expect(first.body.items.map(({ outcome }) => outcome)).toEqual(['done', 'done']);
    expect(without.body.items.map(({ problem }) => problem?.status)).toEqual([412, 412]);
  });

  it('rejects a list that is empty, longer than 200 or names a complaint twice, beside the other faults', async () => {
    const { client, log } = await openDesk(tracker, given);
    const one = itemOf(await log());
    const missing = (count: number) => Array.from({ length: count }, () => ({ id: newId(), version: 1 }));
    const twice = [one, { ...one, id: one.id.toUpperCase() }];
    const faultsOf = async (items: readonly object[], overrides = {}) => {
      const body = { items, ...decision, ...overrides };
      const answer = await client.send<{ errors: { pointer: string }[] }>('PUT', '/complaints/triages', body);
      expect(answer.status).toBe(422);
      return answer.body.errors.map(({ pointer }) => pointer);
    };

    expect(await faultsOf([])).toEqual(['#/items']);
    expect(await faultsOf(missing(201))).toEqual(['#/items']);
    expect(await faultsOf(twice)).toEqual(['#/items/1/id']);
    expect(await faultsOf(twice, { priority: 5 })).toEqual(['#/priority', '#/items/1/id']);
    // One jurisdiction for all would replace the counties of each.
    expect(await faultsOf([one], { jurisdiction: { state: 'NE' } })).toEqual(['#/jurisdiction']);
  });
});
