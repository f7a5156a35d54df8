import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import type { ComplaintPage } from '../../src/casework/complaints/complaint-line.view.js';
import type { ComplaintView } from '../../src/casework/complaints/complaint.view.js';
import type { EventPage, EventView } from '../../src/audit/change-feed/change-feed.view.js';
import { followedTables, type EventKind } from '../../src/audit/change-feed/change-feed.enums.js';
import type { TransferView } from '../../src/casework/transfers/transfer.view.js';
import { runPurge } from '../../src/casework/retention/purge-job.js';
import type { SuspectPage } from '../../src/casework/suspects/suspect.view.js';
import { newId } from '../../src/platform/ids/ids.js';
import { atOnce, type Answer } from '../support/client.js';
import { Given, madeBy, type GivenAccount, type GivenComplaint, type Made } from '../support/given.js';
import { offerOf } from '../casework/transfer-fixtures.js';
import { pastTriggers } from './forged-trail.js';
import type { GivenAgency } from '../support/people.js';
import { createFixtures } from '../support/fixtures.js';
import { sharedTracker, type Tracker } from '../support/tracker.js';
import { namedVictim } from '../casework/vault-fixtures.js';

let tracker: Tracker;
let given: Given;

beforeAll(async () => {
  tracker = await sharedTracker();
  given = new Given(tracker);
});
afterAll(() => tracker.close());

type Reader = Pick<GivenAccount, 'token'>;

interface Followed {
  readonly events: EventView[];
  readonly cursor: string;
  readonly pages: number;
}

async function page(reader: Reader, after: string | undefined, limit = 200): Promise<EventPage> {
  await tracker.linkTrail();
  const path = `/events?limit=${limit}${after === undefined ? '' : `&after=${after}`}`;
  return madeBy(await tracker.as(reader).get<EventPage>(path), 200).body;
}

async function follow(reader: Reader, after?: string, limit = 200): Promise<Followed> {
  const events: EventView[] = [];
  let cursor = after;
  for (let pages = 1; ; pages += 1) {
    const { items, nextCursor, isCaughtUp } = await page(reader, cursor, limit);
    events.push(...items);
    cursor = nextCursor;
    if (isCaughtUp) return { events, cursor, pages };
    expect(pages).toBeLessThan(1000);
  }
}

async function now(reader: Reader): Promise<string> {
  return (await page(reader, 'now')).nextCursor;
}

/** Creates an agency, a neighbour agency, and supervisors and an analyst of their task force. */
async function world() {
  const agency = await given.agency();
  const { taskForceId } = agency;
  const neighbour = await given.agency({ taskForceId });
  return {
    taskForceId,
    agency,
    neighbour,
    own: await given.account({ agency, role: 'supervisor' }),
    other: await given.account({ agency: neighbour, role: 'supervisor' }),
    head: await given.account({ taskForceId, role: 'supervisor' }),
    second: await given.account({ taskForceId, role: 'supervisor' }),
    analyst: await given.account({ taskForceId, seat: 'task_force' }),
  };
}

const eventKinds = Object.keys(followedTables) as EventKind[];

const short = ({ kind, recordId, action, isGone }: EventView): unknown[] =>
  isGone ? [kind, recordId, 'gone'] : [kind, recordId, action];

async function etagOf(by: GivenAccount, path: string): Promise<string> {
  return madeBy(await tracker.as(by).get(path), 200).etag;
}

async function put<View>(by: GivenAccount, path: string, of: string, body?: unknown): Promise<Answer<View>> {
  return madeBy(await tracker.as(by).change<View>(path, body, { 'if-match': await etagOf(by, of) }), 200);
}

async function assign(head: GivenAccount, { id }: { readonly id: string }, agency: GivenAgency): Promise<void> {
  await put(head, `/complaints/${id}/assignment`, `/complaints/${id}`, { agencyId: agency.id, reason: 'Nearest.' });
}

async function handOver(from: GivenAccount, complaint: { readonly id: string }, to: GivenAgency, by: GivenAccount) {
  const offer = await offerOf(given, complaint, to, from);
  await put<TransferView>(by, `/transfers/${offer.id}/acceptance`, `/transfers/${offer.id}`, { reason: 'Ours.' });
  return offer;
}

async function sealing(
  { head, second }: { readonly head: GivenAccount; readonly second: GivenAccount },
  { id }: { readonly id: string },
  kind: 'seal' | 'unseal',
): Promise<void> {
  const order = { court: 'District Court of Douglas County', orderedOn: '2026-02-20', orderNumber: `CI ${newId()}` };
  const entered = await given.made<{ id: string }>(head, '/seal-orders', { complaintId: id, kind, ...order });
  await given.changed({ ...entered, by: second }, `/seal-orders/${entered.id}/execution`, undefined);
}

describe('GET /events', () => {
  it('lists created and updated records in order, by ids only', async () => {
    const { own, head, agency } = await world();
    const start = await now(own);
    const complaint = await given.complaint({ by: own, narrative: 'Told by a counsellor named Quilla.' });
    const suspect = await given.suspect({ complaint, givenName: 'Zebulon', familyName: 'Marrow' });
    await given.made(own, `/complaints/${complaint.id}/notes`, { text: 'Called Quilla again.' });
    const triage = { type: 'enticement', mode: 'reactive', priority: 2, rationale: 'Quilla says so.' };
    await put(head, `/complaints/${complaint.id}/triage`, `/complaints/${complaint.id}`, triage);
    await assign(head, complaint, agency);
    const about = { offenderClass: 'producer', juvenile: false, identifiedOn: '2026-03-01', bornOn: '1979-11-02' };
    const named = { givenName: 'Zebulon', familyName: 'Marrow' };
    await put(own, `/suspects/${suspect.id}`, `/suspects/${suspect.id}`, { ...about, ...named });

    await tracker.linkTrail();
    const answer = await tracker.as(own).get<EventPage>(`/events?after=${start}`);

    const { items } = answer.body;
    expect(items.map(short)).toEqual([
      ['complaint', complaint.id, 'complaint.received'],
      ['suspect', suspect.id, 'suspect.recorded'],
      ['note', expect.any(String), 'note.written'],
      ['complaint', complaint.id, 'complaint.triaged'],
      ['complaint', complaint.id, 'complaint.assigned'],
      ['suspect', suspect.id, 'suspect.corrected'],
    ]);
    for (const item of items) {
      expect(Object.keys(item)).toEqual(['changedAt', 'kind', 'recordId', 'complaintId', 'action', 'isGone']);
      expect(item).toMatchObject({ complaintId: complaint.id, isGone: false });
    }
    expect(Object.keys(answer.body)).toEqual(['items', 'nextCursor', 'isCaughtUp']);
    const told = `${answer.text} ${Buffer.from(answer.body.nextCursor, 'base64url').toString()}`;
    for (const word of ['Quilla', 'Zebulon', 'Marrow', 'Nearest', '1979', 'enticement', own.accountId, head.accountId])
      expect(told).not.toContain(word);
    expect(answer.headers['cache-control']).toContain('no-store');
  });

  it('omits reads, refusals, sign-ins, accounts and identities of children', async () => {
    const { own, head } = await world();
    const complaint = await given.complaint({ by: own });
    const victim = await given.victim({ complaint });
    const start = await now(head);
    await tracker.as(own).get(`/complaints/${complaint.id}/trail`);
    await tracker.as(own).get(`/complaints/${newId()}`);
    await tracker.as(own).post('/agencies', {});
    await namedVictim(given, victim);
    const look = { purpose: 'interview', reason: 'To speak with her.', fields: ['given_name'] };
    await tracker.as(own).post(`/victims-identified/${victim.id}/identity/reveals`, look);
    await tracker.as(own).post('/victim-identities/searches', { givenName: 'Alex', familyName: 'Sample' });
    await given.made(head, '/identity-access-withdrawals', { accountId: own.accountId, reason: 'Left the unit.' });
    await given.machineKey({ by: await given.account({ taskForceId: complaint.taskForceId, seat: 'task_force' }) });

    const { events, cursor } = await follow(head, start);

    expect(events).toEqual([]);
    const entered = await tracker.sql<{ action: string }>(
      "SELECT action FROM audit.entries WHERE task_force_id = $1 AND at > now() - interval '1 minute'",
      [complaint.taskForceId],
    );
    const acts = new Set(entered.map(({ action }) => action));
    for (const act of ['complaint-trail.read', 'identity.recorded', 'identity-access.withdrawn', 'machine-key.created'])
      expect(acts).toContain(act);
    expect(cursor).not.toBe(start);
  });

  it('returns the same changes in pages of one, and resumes from any cursor', async () => {
    const { own, head } = await world();
    for (let times = 0; times < 3; times += 1) await given.suspect({ complaint: await given.complaint({ by: own }) });
    const whole = (await follow(head)).events;
    expect(whole.filter(({ kind }) => kind === 'suspect')).toHaveLength(3);

    const cursors: string[] = [];
    const single: EventView[] = [];
    for (let read = await page(head, undefined, 1); ; read = await page(head, read.nextCursor, 1)) {
      single.push(...read.items);
      cursors.push(read.nextCursor);
      if (read.isCaughtUp) break;
    }

    expect(single).toEqual(whole);
    for (const [index, cursor] of cursors.entries())
      expect((await follow(head, cursor)).events).toEqual(whole.slice(index + 1));
  });

  it('always returns a next cursor, and accepts the cursor now', async () => {
    const { own } = await world();
    const before = await page(own, 'now');
    const { id } = await given.complaint({ by: own });

    const after = await page(own, before.nextCursor);
    const nothing = await page(own, after.nextCursor);

    expect(before).toEqual({ items: [], nextCursor: expect.any(String), isCaughtUp: true });
    expect(after.items.map(short)).toEqual([['complaint', id, 'complaint.received']]);
    expect(nothing).toEqual({ items: [], nextCursor: after.nextCursor, isCaughtUp: true });
  });
});

/** Returns every row written to a followed table in the task force, in commit order. */
async function committed(taskForceId: string): Promise<string[]> {
  const rows = await tracker.sql<{ row_id: string }>(
    `SELECT e.row_id FROM audit.links l
       JOIN audit.entries e ON e.task_force_id = l.chain AND e.transaction = ANY (l.transactions) AND e.seq BETWEEN l.first_seq AND l.last_seq
      WHERE l.chain = $1 AND audit.kind_of(e.source) IS NOT NULL AND e.source <> 'agency_memberships' AND e.outcome = 'done'
      ORDER BY l.position, e.seq`,
    [taskForceId],
  );
  return rows.map(({ row_id }) => row_id);
}

describe('GET /events with concurrent writers', () => {
  it('returns every change once and in order while it is polled', async () => {
    const { own, other, head } = await world();
    const start = await now(head);
    const told: EventView[] = [];
    const writing = { isOver: false };
    const polling = (async () => {
      let cursor = start;
      for (let isLast = false; ; isLast = writing.isOver) {
        const read = await page(head, cursor, 1 + (told.length % 7));
        told.push(...read.items);
        cursor = read.nextCursor;
        if (read.isCaughtUp && isLast) return;
      }
    })();

    const made = await atOnce(8, async (index) => {
      const by = index % 2 === 0 ? own : other;
      const ids: string[] = [];
      for (let times = 0; times < 8; times += 1) {
        const complaint = await given.complaint({ by });
        const suspect = await given.suspect({ complaint, by });
        ids.push(complaint.id, suspect.id);
      }
      return ids;
    });
    writing.isOver = true;
    await polling;

    const ids = told.map(({ recordId }) => recordId);
    expect(new Set(ids)).toEqual(new Set(made.flat()));
    expect(ids).toHaveLength(made.flat().length);
    const all = await committed(head.taskForceId ?? '');
    expect(ids).toEqual(all.slice(-ids.length));
  });

  it('returns a change that commits after a change that began later', async () => {
    const { own, head } = await world();
    const complaint = await given.complaint({ by: own });
    // Two complaints, because writers to one complaint wait for each other's text count.
    const another = await given.complaint({ by: own });
    const start = await now(head);
    const first = await aNote(complaint);
    const second = await aNote(another);

    // The transaction with the earlier entry commits last.
    await second.writer.query('COMMIT');
    const between = await follow(head, start);
    await first.writer.query('COMMIT');
    const then = await follow(head, between.cursor);

    for (const { writer } of [first, second]) await writer.end();
    expect(between.events.map(short)).toEqual([['note', second.noteId, 'test.arranged']]);
    expect(then.events.map(short)).toEqual([['note', first.noteId, 'test.arranged']]);

    async function aNote({
      id,
      taskForceId,
    }: GivenComplaint): Promise<{ readonly writer: pg.Client; readonly noteId: string }> {
      const noteId = newId();
      const options = '-c app.action=test.arranged';
      const writer = new pg.Client({ connectionString: tracker.database.adminUrl, options });
      await writer.connect();
      await writer.query('BEGIN');
      await writer.query(
        `INSERT INTO app.notes (id, task_force_id, complaint_id, text, written_by, written_at) VALUES ($1, $2, $3, 'x', $4, now())`,
        [noteId, taskForceId, id, own.accountId],
      );
      return { writer, noteId };
    }
  });

  it('scans a bounded part per request, foreign changes included, and reports that more follow', async () => {
    const { own, other, head } = await world();
    const { id, taskForceId } = await given.complaint({ by: own });
    const [start, theirs] = [await now(head), await now(other)];
    await tracker.sql(
      `INSERT INTO app.notes (id, task_force_id, complaint_id, text, written_by, written_at)
       SELECT gen_random_uuid(), $1, $2, 'x', $3, now() FROM generate_series(1, 4500)`,
      [taskForceId, id, own.accountId],
    );

    const all = await follow(head, start);
    const none = await follow(other, theirs);

    expect(new Set(all.events.map(({ recordId }) => recordId)).size).toBe(4500);
    expect(all.events).toHaveLength(4500);
    expect(none).toMatchObject({ events: [], pages: 3 });
  });
});

describe('GET /events of a seat', () => {
  it('hides a complaint from a neighbour agency, another task force and the national seat', async () => {
    const { own, other, head } = await world();
    const readers = [
      other,
      await given.account({ role: 'supervisor' }),
      await given.account({ role: 'supervisor', seat: 'task_force' }),
      await given.account({ role: 'supervisor', seat: 'national' }),
    ];
    const starts = await Promise.all(readers.map(now));
    const complaint = await given.complaint({ by: own });
    await given.arrest({ suspect: await given.suspect({ complaint }) });

    const told = await Promise.all(readers.map((reader, index) => follow(reader, starts[index])));

    expect(told.map(({ events }) => events)).toEqual([[], [], [], []]);
    expect((await follow(head)).events.map(({ complaintId }) => complaintId)).toContain(complaint.id);
  });

  it('returns an agency its own outreach and plans, and every agency of its task force', async () => {
    const { own, other, head, neighbour, taskForceId } = await world();
    const starts = await Promise.all([own, other, head].map(now));
    const presentation = await given.presentation({ by: own });
    const operation = await given.operation({ by: head });
    const admin = await given.account({ role: 'admin', taskForceId });
    const none = { ori: null, contactPhone: null, contactEmail: null };
    const described = { kind: 'sheriff', level: 'county', state: 'NE', name: 'Renamed', ...none };
    await put(admin, `/agencies/${neighbour.id}`, `/agencies/${neighbour.id}`, described);

    const told = await Promise.all([own, other, head].map((reader, index) => follow(reader, starts[index])));

    const ofAll = [
      ['operation', operation.id, 'operation.planned'],
      ['agency', neighbour.id, 'agency.described'],
    ];
    const ofOwn = [['presentation', presentation.id, 'presentation.recorded'], ...ofAll];
    expect(told.map(({ events }) => events.map(short))).toEqual([ofOwn, ofAll, ofOwn]);
  });

  it('hides the owner’s offers from the agency that works the complaint', async () => {
    const { own, other, head, neighbour } = await world();
    const third = await given.agency({ taskForceId: neighbour.taskForceId });
    const complaint = await given.complaint({ by: own, state: 'triaged' });
    await assign(head, complaint, neighbour);
    const starts = [await now(own), await now(other)];

    const offer = await offerOf(given, complaint, third, own);

    const told = [await follow(own, starts[0]), await follow(other, starts[1])].map(({ events }) => events.map(short));
    expect(told[0]).toContainEqual(['transfer', offer.id, 'transfer.offered']);
    expect(told[1]).not.toContainEqual(expect.arrayContaining([offer.id]));
    expect(told[1]).toContainEqual(['complaint', complaint.id, 'transfer.offered']);
  });

  it('reports a transferred complaint as gone to the old owner, and as present to the new one', async () => {
    const { own, other, head, neighbour } = await world();
    const third = await given.agency({ taskForceId: neighbour.taskForceId });
    const bystander = await given.account({ agency: third });
    const complaint = await given.complaint({ by: own, state: 'triaged' });
    const readers = [own, other, head, bystander];
    const starts = await Promise.all(readers.map(now));

    await handOver(own, complaint, neighbour, other);

    const [left, got, over, aside] = await Promise.all(readers.map((reader, index) => follow(reader, starts[index])));
    expect(left?.events.map(short)).toContainEqual(['complaint', complaint.id, 'gone']);
    expect(left?.events.filter(({ isGone }) => !isGone)).toEqual([]);
    expect(got?.events.map(short)).toContainEqual(['complaint', complaint.id, 'transfer.accepted']);
    expect(over?.events.filter(({ isGone }) => isGone)).toEqual([]);
    expect(aside?.events).toEqual([]);
  });

  it('reports a complaint as gone to the agency that no longer works it', async () => {
    const { own, other, head, agency, neighbour } = await world();
    const complaint = await given.complaint({ by: own, state: 'triaged' });
    await assign(head, complaint, neighbour);
    const starts = [await now(own), await now(other)];

    await assign(head, complaint, agency);

    const [owner, worker] = [await follow(own, starts[0]), await follow(other, starts[1])];
    expect(worker.events).toEqual([
      {
        changedAt: expect.any(String),
        kind: 'complaint',
        recordId: complaint.id,
        complaintId: complaint.id,
        action: null,
        isGone: true,
      },
    ]);
    expect(owner.events.map(short)).toEqual([['complaint', complaint.id, 'complaint.assigned']]);
  });

  it('reports a sealed complaint as gone, and nothing more until it is unsealed', async () => {
    const place = await world();
    const { own, other, head, analyst } = place;
    const complaint = await given.complaint({ by: own, state: 'triaged' });
    const readers = [own, analyst, other, head];
    const starts = await Promise.all(readers.map(now));
    await sealing(place, complaint, 'seal');
    await given.made(head, `/complaints/${complaint.id}/notes`, { text: 'While it is sealed.' });

    const hidden = await Promise.all(readers.map((reader, index) => follow(reader, starts[index])));
    await sealing(place, complaint, 'unseal');
    const shown = await Promise.all(readers.map((reader, index) => follow(reader, hidden[index]?.cursor)));

    const gone = [['complaint', complaint.id, 'gone']];
    expect(hidden.slice(0, 3).map(({ events }) => events.map(short))).toEqual([gone, gone, []]);
    expect(hidden[3]?.events.map(short)).toContainEqual(['complaint', complaint.id, 'seal-order.executed']);
    for (const { events } of shown.slice(0, 2))
      expect(events.map(short)).toContainEqual(['complaint', complaint.id, 'seal-order.executed']);
    expect(shown[2]?.events).toEqual([]);
  });

  it('reports a transferred complaint as gone when its first entries are archived', async () => {
    const place = await world();
    const { own, other, head, agency, neighbour } = place;
    const complaints = await atOnce(3, () => given.complaint({ by: own, state: 'triaged' }));
    const readers = [own, other];
    const forget = 'DELETE FROM audit.entries WHERE complaint_id = ANY ($1)';
    await pastTriggers(tracker.database.adminUrl, (db) => db.query(forget, [complaints.map(({ id }) => id)]));
    const [toGive, toWork, toSeal] = complaints as [GivenComplaint, GivenComplaint, GivenComplaint];
    await assign(head, toWork, neighbour);
    const starts = await Promise.all(readers.map(now));
    await handOver(own, toGive, neighbour, other);
    await assign(head, toWork, agency);
    await sealing(place, toSeal, 'seal');

    const [ofOwn, ofOther] = await Promise.all(readers.map((reader, index) => follow(reader, starts[index])));

    const gone = (told: Followed | undefined): Set<string> =>
      new Set(told?.events.filter(({ isGone }) => isGone).map(({ recordId }) => recordId));
    expect(gone(ofOwn)).toEqual(new Set([toGive.id, toSeal.id]));
    expect(gone(ofOther)).toEqual(new Set([toWork.id]));
  });

  it('reports a purged complaint as gone', async () => {
    const { own, other, head } = await world();
    const complaint = await given.closedLongAgo({ by: own });
    await tracker.sql(
      `INSERT INTO app.retentions (id, task_force_id, complaint_id, class, closed_on, review_on, mark_reason, marked_by, marked_at,
                                   purge_not_before, version)
       SELECT gen_random_uuid(), c.task_force_id, c.id, k.class, k.closed_on, k.review_on, 'No reason to keep it', $2,
              '2020-01-01T00:00:00Z', '2020-02-01T00:00:00Z', 2
         FROM app.complaints c CROSS JOIN LATERAL app.retention_by_rule(c.id) k WHERE c.id = $1`,
      [complaint.id, head.accountId],
    );
    const readers = [own, head, other];
    const starts = await Promise.all(readers.map(now));
    await runPurge(tracker.database.purgeUrl);

    const told = await Promise.all(readers.map((reader, index) => follow(reader, starts[index])));

    expect((await tracker.as(head).get(`/complaints/${complaint.id}`)).status).toBe(404);
    const gone = [['complaint', complaint.id, 'gone']];
    expect(told.map(({ events }) => events.map(short))).toEqual([gone, gone, []]);
  });
});

describe('GET /events with a machine key', () => {
  it('returns what the key can read, and requires the scope', async () => {
    const { own } = await world();
    const key = await given.machineKey({ by: own, scopes: ['complaints:read', 'events:read'] });
    const blind = await given.machineKey({ by: own, scopes: ['complaints:read'] });
    const alone = await given.machineKey({ by: own, scopes: ['events:read'] });
    const starts = [await now(key), await now(alone)];
    const complaint = await given.complaint({ by: own });
    await given.suspect({ complaint });
    await given.made(own, `/complaints/${complaint.id}/notes`, { text: 'Called the school.' });
    await given.presentation({ by: own });

    const told = await follow(key, starts[0]);
    const nothing = await follow(alone, starts[1]);
    const refused = await tracker.as(blind).get('/events');

    expect(told.events.map(short)).toEqual([['complaint', complaint.id, 'complaint.received']]);
    expect(nothing.events).toEqual([]);
    expect(refused).toMatchObject({ status: 403, body: { type: '/problems/forbidden' } });
  });
});

describe('a cursor of GET /events', () => {
  const changed = (cursor: string, change: (parts: string[]) => string[]): string => {
    const parts = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as string[];
    return Buffer.from(JSON.stringify(change(parts))).toString('base64url');
  };

  it.each(['nonsense', 'NOW', '%F0%9F%92%A9', 'a b', '', 'W10', 'x'.repeat(201)])('rejects %p', async (after) => {
    const { own } = await world();

    const answer = await tracker.as(own).get(`/events?after=${after}`);

    expect(answer).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/after' }] } });
  });

  it('is bound to one seat and to the scopes of one key', async () => {
    const { own, other, head } = await world();
    const foreign = await given.account();
    const [key, wider] = [
      await given.machineKey({ by: own, scopes: ['events:read'] }),
      await given.machineKey({ by: own, scopes: ['events:read', 'complaints:read'] }),
    ];
    const readers = [own, other, head, foreign, key, wider];
    await given.complaint({ by: own });
    const cursors = await Promise.all(readers.map(now));

    for (const [of, cursor] of cursors.entries())
      for (const [as, reader] of readers.entries()) {
        const { status } = await tracker.as(reader).get(`/events?after=${cursor}`);
        expect({ of, as, status }).toEqual({ of, as, status: of === as ? 200 : 422 });
      }
    const colleague = await given.account({
      agency: { id: own.agencyId ?? '', taskForceId: own.taskForceId ?? '', name: '' },
    });
    expect((await tracker.as(colleague).get(`/events?after=${cursors[0]}`)).status).toBe(200);
  });

  it('is expired when it comes from another history, as after a restore', async () => {
    const { own } = await world();
    await given.complaint({ by: own });
    const cursor = await now(own);
    const gone = [
      changed(cursor, ([mark = '', position = '', within = '']) => [mark, position, within, 'AAAAAAAAAAAA']),
      changed(cursor, ([mark = '', position, within = '', of = '']) => [mark, `${Number(position) + 1}`, within, of]),
      changed(cursor, ([mark = '', position = '', within, of = '']) => [mark, position, `${Number(within) + 9}`, of]),
      changed(cursor, ([mark = '', , within = '', of = '']) => [mark, '999999999999999', within, of]),
    ];

    for (const after of gone) {
      const answer = await tracker.as(own).get(`/events?after=${after}`);
      expect(answer).toMatchObject({ status: 410, body: { type: '/problems/cursor-expired' } });
    }
  });

  it('is expired before the archived part, and never skips that part', async () => {
    const { own, taskForceId } = await world();
    const start = await now(own);
    await given.complaint({ by: own });
    const inside = await page(own, start, 1);
    await given.complaint({ by: own });
    const after = await now(own);
    // Moves the links so far to a month of which only the links remain.
    await pastTriggers(tracker.database.adminUrl, async (db) => {
      await db.query(`UPDATE audit.links SET at = '2024-01-15T12:00:00Z' WHERE chain = $1`, [taskForceId]);
      await db.query(
        `INSERT INTO audit.archives (month, entries, links, file_digest) VALUES ('2024-01-01', 1, 1, '\\x00')`,
      );
    });
    const { id } = await given.complaint({ by: own });

    const refused = [];
    for (const query of ['', `?after=${start}`, `?after=${inside.nextCursor}`])
      refused.push(await tracker.as(own).get(`/events${query}`));
    const goesOn = await follow(own, after);

    for (const answer of refused)
      expect(answer).toMatchObject({ status: 410, body: { type: '/problems/cursor-expired' } });
    expect(goesOn.events.map(short)).toEqual([['complaint', id, 'complaint.received']]);
  });
});

/** Keeps the ids of complaints, and of their suspects, that the feed reports. */
class Follower {
  readonly complaints = new Set<string>();
  readonly suspects = new Map<string, string>();
  private cursor: string | undefined;

  constructor(readonly account: GivenAccount) {}

  async begin(): Promise<void> {
    this.cursor = await now(this.account);
    for (const { id } of await listed<ComplaintPage['items'][number]>(this.account, '/complaints')) await this.take(id);
  }

  async catchUp(limit: number): Promise<void> {
    const { events, cursor } = await follow(this.account, this.cursor, limit);
    this.cursor = cursor;
    for (const { kind, recordId, complaintId, isGone } of events) {
      if (complaintId !== null && isGone) this.drop(complaintId);
      else if (complaintId !== null && !this.complaints.has(complaintId)) await this.take(complaintId);
      if (kind === 'suspect' && complaintId !== null && !isGone) this.suspects.set(recordId, complaintId);
    }
  }

  private async take(complaintId: string): Promise<void> {
    this.complaints.add(complaintId);
    for (const { id } of await suspectsOf(this.account, complaintId)) this.suspects.set(id, complaintId);
  }

  private drop(complaintId: string): void {
    this.complaints.delete(complaintId);
    for (const [id, of] of this.suspects) if (of === complaintId) this.suspects.delete(id);
  }
}

async function listed<Item>(by: GivenAccount, path: string): Promise<Item[]> {
  const items: Item[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const join = path.includes('?') ? '&' : '?';
    const query: string = `${path}${join}limit=200${cursor && `&cursor=${cursor}`}`;
    const { body } = madeBy(await tracker.as(by).get<{ items: Item[]; nextCursor: string | null }>(query), 200);
    items.push(...body.items);
    cursor = body.nextCursor;
  }
  return items;
}

function suspectsOf(by: GivenAccount, complaintId: string): Promise<SuspectPage['items']> {
  return listed(by, `/suspects?complaintId=${complaintId}`);
}

describe('a follower of GET /events', () => {
  it('holds the same records as a full listing, at each seat', async () => {
    const place = await world();
    const { own, other, head, analyst, agency, neighbour } = place;
    const seed = Date.now() % 1_000_000;
    const random = randomOf(seed);
    const chance = (below: number): number => Math.floor(random() * below);
    const supervisors = { [agency.id]: own, [neighbour.id]: other };
    const known: Made<ComplaintView>[] = [];
    const sealed = new Set<string>();
    for (let times = 0; times < 3; times += 1) known.push(await given.complaint({ by: own, state: 'triaged' }));
    const followers = [own, other, head, analyst].map((account) => new Follower(account));
    for (const follower of followers) await follower.begin();

    const acts: ((complaint: GivenComplaint) => Promise<unknown>)[] = [
      async () => known.push(await given.complaint({ by: chance(2) === 0 ? own : other, state: 'triaged' })),
      (complaint) => given.suspect({ complaint, by: head }),
      async (complaint) => {
        if (!sealed.has(complaint.id)) await assign(head, complaint, chance(2) === 0 ? agency : neighbour);
      },
      async (complaint) => {
        if (sealed.has(complaint.id)) return;
        const { body } = await tracker.as(head).get<ComplaintView>(`/complaints/${complaint.id}`);
        const to = body.agencyId === agency.id ? neighbour : agency;
        await handOver(supervisors[body.agencyId] ?? head, complaint, to, supervisors[to.id] ?? head);
      },
      async (complaint) => {
        const kind = sealed.has(complaint.id) ? 'unseal' : 'seal';
        await sealing(place, complaint, kind);
        if (!sealed.delete(complaint.id)) sealed.add(complaint.id);
      },
    ];
    for (let times = 0; times < 60; times += 1) {
      const complaint = known[chance(known.length)];
      const act = acts[chance(acts.length)];
      if (complaint && act) await act(complaint);
      const follower = followers[chance(followers.length * 3)];
      if (follower) await follower.catchUp(1 + chance(5));
    }
    for (const follower of followers) await follower.catchUp(200);

    for (const { account, complaints, suspects } of followers) {
      const there = (await listed<{ id: string }>(account, '/complaints')).map(({ id }) => id);
      const named = (await listed<{ id: string }>(account, '/suspects')).map(({ id }) => id);
      expect({ seed, seat: account.agencyId, complaints: [...complaints].sort() }).toEqual({
        seed,
        seat: account.agencyId,
        complaints: there.sort(),
      });
      expect({ seed, suspects: [...suspects.keys()].sort() }).toEqual({ seed, suspects: named.sort() });
    }
    expect(sealed.size).toBeGreaterThan(0);
  });
});

function randomOf(seed: number): () => number {
  let state = seed + 1;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

/** Tables with a trail that are not followed, with the reason. */
const notFollowed = {
  'kept about people and seats': [
    'account_batches',
    'account_preferences',
    'accounts',
    'factor_resets',
    'provisioned_users',
    'recertification_lines',
    'recertifications',
    'task_forces',
  ],
  'in the vault': ['identities', 'identity_access_withdrawals', 'identity_destructions', 'keys'],
  'shared between task forces': [
    'deconfliction_checks',
    'deconfliction_hits',
    'event_conflict_checks',
    'event_conflicts',
    'subject_index_disseminations',
    'subject_index_entries',
    'subject_index_identifiers',
    'subject_index_notices',
    'subject_index_queries',
    'subject_index_reviews',
    'victim_inquiries',
  ],
  'what nothing is matched by': ['excluded_identifiers'],
  'facts of companies': ['providers'],
  'words of documents': ['process_templates'],
  'a search of somebody’s': ['saved_views'],
  'counted, or a file': [
    'historical_totals',
    'exports',
    'import_batches',
    'packets',
    'performance_report_records',
    'performance_reports',
    'publications',
    'purged_counts',
  ],
  'written with its record': [
    'assignments',
    'closure_proposals',
    'complaint_holds',
    'complaint_moves',
    'dispositions',
    'investigation_closures',
    'investigation_complaints',
    'operation_task_forces',
    'screenings',
    'task_terms',
    'triages',
  ],
} as const;

describe('the followed tables', () => {
  it('cover every table with a trail, in the same terms in code and database', async () => {
    const tables = await tracker.sql<{ name: string; kind: string | null }>(
      `SELECT DISTINCT c.relname AS name, audit.kind_of(c.relname) AS kind
         FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid WHERE t.tgfoid = 'audit.record()'::regprocedure ORDER BY 1`,
    );

    const kinds = new Set(tables.flatMap(({ kind }) => kind ?? []));
    expect([...kinds].sort()).toEqual([...eventKinds]);
    const others = tables.filter(({ kind }) => kind === null).map(({ name }) => name);
    expect(others).toEqual(Object.values(notFollowed).flat().sort());
  });

  it('cover each kind of record, and name the record to which dependent rows belong', async () => {
    const agency = await given.agency();
    const head = await given.account({ taskForceId: agency.taskForceId, role: 'supervisor' });
    const start = await now(head);
    const { complaint, operation } = await createFixtures(given, agency);
    await put(head, `/operations/${operation}/members`, `/operations/${operation}`, { complaintIds: [complaint] });

    const { events } = await follow(head, start);

    const told = new Set(events.map(({ kind }) => kind));
    expect(eventKinds.filter((kind) => !told.has(kind))).toEqual([]);
    const alone = await tracker.sql(
      `SELECT DISTINCT e.source, e.action FROM audit.entries e
        WHERE e.source = ANY ($1) AND e.action <> 'test.arranged'
          AND NOT EXISTS (SELECT FROM audit.entries w WHERE w.at = e.at AND w.transaction = e.transaction AND w.source = ANY ($2))`,
      [
        notFollowed['written with its record'],
        ['complaints', 'investigations', 'operations', 'purged_complaints', 'tasks'],
      ],
    );
    expect(alone).toEqual([]);
  });
});
