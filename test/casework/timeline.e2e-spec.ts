import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type pg from 'pg';
import type { NoteView } from '../../src/casework/notes-and-tasks/note.view.js';
import type { PreservationView } from '../../src/casework/preservations/preservation.view.js';
import type { TaskView } from '../../src/casework/notes-and-tasks/task.view.js';
import type { TimelineEventView, TimelinePage } from '../../src/casework/timeline/timeline.view.js';
import type { TimelineOrder } from '../../src/casework/timeline/timeline.enums.js';
import { newId } from '../../src/platform/ids/ids.js';
import { comparableContent } from '../support/client.js';
import { Given, type GivenAccount, type GivenComplaint } from '../support/given.js';
import { startTracker, stoppedAt, type Tracker } from '../support/tracker.js';
import { asApp } from '../support/transactions.js';

/** Clock of the tracker, stopped and advanced by an hour between events. */
const clock = new Date(stoppedAt);

let tracker: Tracker;
let given: Given;
beforeAll(async () => {
  tracker = await startTracker({ clock });
  given = new Given(tracker);
});
beforeEach(() => {
  clock.setTime(stoppedAt.getTime());
});
afterAll(() => tracker.close());

describe('GET /complaints/:id/timeline', () => {
  it('describes the life of a complaint in sentences, oldest first, with two statements', async () => {
    const { complaint, head, lead, reference, own, partner, names } = await aLife();

    const page = await tracker.expectQueries(2, () => read(complaint.by, complaint.id));

    expect(page.items.map(({ sentence: what }) => what)).toEqual([
      `A suspect was identified by ${own}, recorded by ${lead}.`,
      `Received from the public and logged as ${complaint.reference}, by ${lead}.`,
      `A child, MV1, was identified by ${own}, recorded by ${lead}.`,
      `A suspect was taken into custody by ${own}, recorded by ${lead}.`,
      `Screened as enticement, reactive, with no possible duplicates, by ${head}.`,
      expect.stringMatching(new RegExp(`^Triaged as enticement, reactive, tier 2.*, by ${head}\\.$`)),
      `Assigned to ${lead} for ${own}, due 2026-03-09, by ${head}: Nearest.`,
      `A note was written, by ${lead}.`,
      `An earlier note was corrected, by ${lead}.`,
      `A task was created for ${lead}, due 2026-03-09, by ${lead}.`,
      `The due date of a task of ${lead} was changed to 2026-03-10, by ${lead}.`,
      `A task was completed, by ${lead}.`,
      `Example Chat was asked on 2026-03-01 to preserve an account until 2026-05-30, recorded by ${lead}.`,
      `The preservation request to Example Chat was renewed on 2026-03-02 until 2026-08-28, recorded by ${lead}.`,
      `Example Chat was released from its preservation request, by ${lead}: Answered.`,
      `Put on hold, to be reviewed on 2026-04-01, by ${head}: waits for the laboratory`,
      `Work was resumed, by ${head}.`,
      `Closure was proposed as insufficient information, by ${lead}.`,
      `The proposal to close was rejected, by ${head}: One lead is left.`,
      `Assigned to ${partner.agency}, by ${head}.`,
      `A note was written, by ${partner.name}.`,
      `Closure was proposed as insufficient information, by ${lead}.`,
      `Closed as insufficient information, by ${head}.`,
      `Reopened, by ${head}: Another tip.`,
      `Put on hold, to be reviewed on 2026-04-01, by ${head}: waits for the laboratory`,
      `Work was resumed, by ${head}.`,
      `Merged into ${reference}, by ${head}: The same account.`,
    ]);
    expect(page.nextCursor).toBeNull();
    expect(JSON.stringify(page)).not.toMatch(new RegExp(names.join('|')));
    expect((await tracker.trailOf(complaint.id)).at(-1)).toMatchObject({
      action: 'complaint-timeline.read',
      accountId: complaint.by.accountId,
    });
  });

  it('states time, author and record of each event', async () => {
    const { id, by, receivedAt } = await given.complaint();
    clock.setTime(clock.getTime() + 3_600_000);
    const note = await given.made<NoteView>(by, `/complaints/${id}/notes`, { text: 'Called.' });

    const { items } = await read(by, id);

    const person = { id: by.accountId, name: by.name, role: 'investigator', agency: expect.any(String) };
    const [first, second] = [
      { occurredAt: receivedAt, occurredOn: '2026-03-01', kind: 'received', recordId: id },
      { occurredAt: '2026-03-02T16:00:00.000Z', occurredOn: '2026-03-02', kind: 'note_written', recordId: note.id },
    ];
    expect(items).toEqual([
      { ...first, person, isDayOnly: false, sentence: expect.any(String) },
      { ...second, person, isDayOnly: false, sentence: expect.any(String) },
    ]);
  });

  it('sorts an event with only a day by local time, and not before receipt on that day', async () => {
    const { id: taskForceId } = await given.taskForce({ zone: 'Pacific/Guam' });
    const complaint = await given.complaint({ taskForceId, receivedAt: '2026-03-01T02:00:00Z' });
    const suspect = await given.suspect({ complaint, identifiedOn: '2026-02-27' });
    await given.arrest({ suspect, arrestedOn: '2026-03-01' });
    await given.victim({ complaint, identifiedOn: '2026-03-02' });

    const { items } = await read(complaint.by, complaint.id);

    expect(items.map(({ kind, occurredOn: on, occurredAt: at, isDayOnly }) => [kind, on, at, isDayOnly])).toEqual([
      ['suspect_identified', '2026-02-27', '2026-02-26T14:00:00.000Z', true],
      ['received', '2026-03-01', '2026-03-01T02:00:00.000Z', false],
      ['arrest_made', '2026-03-01', '2026-03-01T02:00:00.000Z', true],
      ['child_identified', '2026-03-02', '2026-03-01T14:00:00.000Z', true],
    ]);
  });

  it('distinguishes a new assignee of a task from a new due date', async () => {
    const agency = await given.agency();
    const by = await given.account({ agency });
    const other = await given.account({ agency });
    const { id: complaintId } = await given.complaint({ by });
    const title = 'Call the school.';
    const terms = { title, ownerId: by.accountId, dueOn: '2026-03-09' };
    let task = await given.made<TaskView>(by, '/tasks', { complaintId, ...terms });
    for (const change of [
      { ownerId: by.accountId, dueOn: '2026-03-10' },
      { ownerId: other.accountId, dueOn: '2026-03-10' },
      { ownerId: other.accountId, dueOn: '2026-03-11' },
      { ownerId: by.accountId, dueOn: '2026-03-12' },
    ]) {
      clock.setTime(clock.getTime() + 3_600_000);
      task = await given.changed(task, `/tasks/${task.id}`, { title, ...change });
    }

    const { items } = await read(by, complaintId);

    expect(items.slice(1).map(({ kind, sentence: what }) => [kind, what])).toEqual([
      ['task_set', `A task was created for ${by.name}, due 2026-03-09, by ${by.name}.`],
      ['task_rescheduled', `The due date of a task of ${by.name} was changed to 2026-03-10, by ${by.name}.`],
      ['task_reassigned', `A task was reassigned to ${other.name}, due 2026-03-10, by ${by.name}.`],
      ['task_rescheduled', `The due date of a task of ${other.name} was changed to 2026-03-11, by ${by.name}.`],
      ['task_reassigned', `A task was reassigned to ${by.name}, due 2026-03-12, by ${by.name}.`],
    ]);
  });

  it('names the target of each merge, including an undone one', async () => {
    const complaint = await given.complaint({ state: 'triaged' });
    const [first, second] = [await given.complaint({ by: complaint.by }), await given.complaint({ by: complaint.by })];
    const reason = 'The same account.';
    const acts = [['merge', first.id], ['unmerge'], ['merge', second.id]] as const;
    let moved: GivenComplaint = complaint;
    for (const [act, into] of acts) {
      clock.setTime(clock.getTime() + 3_600_000);
      moved = await given.moved(moved, [[act, into === undefined ? { reason } : { into, reason }]]);
    }

    const { items } = await read(complaint.by, complaint.id);

    expect(
      items.filter(({ kind }) => kind === 'moved').map(({ sentence: what }) => what.replace(/, by .*/, '')),
    ).toEqual([
      `Merged into ${first.reference}`,
      `The merge into ${first.reference} was reversed`,
      `Merged into ${second.reference}`,
    ]);
  });

  it('pages in either direction without gaps or repetition, each order with its own cursors', async () => {
    const { complaint } = await aLife();
    const { id, by } = complaint;
    const oldest = (await read(by, id)).items;
    const newest = await paged(by, id, 'newest', 4);

    expect(await paged(by, id, 'oldest', 4)).toEqual(oldest);
    expect(newest).toEqual(oldest.toReversed());
    const { nextCursor } = await read(by, id, 'oldest', { limit: 4 });
    const foreign = await tracker.as(by).get(`/complaints/${id}/timeline?order=newest&cursor=${nextCursor ?? ''}`);
    expect(foreign).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/cursor' }] } });
  });

  it('includes all events of one instant across pages', async () => {
    const { id, by } = await given.complaint();
    for (let number = 0; number < 7; number += 1)
      await given.made(by, `/complaints/${id}/notes`, { text: `${number}` });

    const events = await paged(by, id, 'oldest', 2);

    expect(new Set(events.map(({ recordId }) => recordId)).size).toBe(8);
  });

  it('uses two statements for 200 events', async () => {
    const { id, by, taskForceId } = await given.complaint();
    await tracker.sql(
      `INSERT INTO app.notes (id, task_force_id, complaint_id, text, written_by, written_at)
       SELECT gen_random_uuid(), $1, $2, 'Called.', $3, $4::timestamptz + n * interval '1 minute' FROM generate_series(1, 200) n`,
      [taskForceId, id, by.accountId, stoppedAt],
    );

    const page = await tracker.expectQueries(2, () => read(by, id, 'newest', { limit: 200 }));

    expect(page.items).toHaveLength(200);
    expect(page.nextCursor).not.toBeNull();
  });

  it('shows accounts of another task force without a name', async () => {
    const { id, by } = await given.complaint();
    const stranger = await given.account();
    const { id: note } = await given.made<NoteView>(by, `/complaints/${id}/notes`, { text: 'Called.' });
    await tracker.sql('UPDATE app.notes SET written_by = $2 WHERE id = $1', [note, stranger.accountId]);

    const { items } = await read(by, id);

    expect(items.at(-1)).toMatchObject({
      sentence: 'A note was written.',
      person: { id: stranger.accountId, name: null, role: null, agency: null },
    });
  });

  it('is readable with the complaint, and for supervisors only if sealed', async () => {
    const { id, by, taskForceId } = await given.complaint();
    const head = await given.account({ taskForceId, role: 'supervisor' });
    const statusOf = async (reader: GivenAccount): Promise<number> =>
      (await tracker.as(reader).get(`/complaints/${id}/timeline`)).status;
    const neighbour = await given.account({ agency: await given.agency({ taskForceId }) });
    const foreigner = await given.account({ role: 'supervisor', seat: 'task_force' });

    for (const stranger of [neighbour, foreigner]) {
      const there = await tracker.as(stranger).get(`/complaints/${id}/timeline`);
      const missing = await tracker.as(stranger).get(`/complaints/${newId()}/timeline`);
      expect(there.status).toBe(404);
      expect(comparableContent(there)).toEqual(comparableContent(missing));
    }
    expect([await statusOf(by), await statusOf(head)]).toEqual([200, 200]);
    await tracker.sql('UPDATE app.complaints SET is_sealed = true WHERE id = $1', [id]);
    expect([await statusOf(by), await statusOf(head)]).toEqual([404, 200]);
  });

  it.each(['SELECT FROM audit.writers_of($1)', 'SELECT FROM audit.trail_of($1, 0, 50)'])(
    'reads no entry of an earlier read: %s',
    async (statement) => {
      const { complaint } = await aLife();
      // Both reads have the same plan: autovacuum may analyze the entries between them.
      await tracker.sql('ANALYZE audit.entries');

      const entriesRead = await asApp(tracker, complaint.by, async (app) => {
        const read = async (): Promise<number> => {
          const before = await countEntriesRead(app);
          const { rows } = await app.query(statement, [complaint.id]);
          expect(rows).not.toEqual([]);
          return (await countEntriesRead(app)) - before;
        };
        // Postgres reads the whole month instead while the entries of this spec are few.
        await app.query('SET LOCAL enable_seqscan = off');
        const withoutReads = await read();
        await app.query(
          `SELECT audit.log_read('case.read', ARRAY[$1::uuid], ARRAY[$1::uuid]) FROM generate_series(1, 100)`,
          [complaint.id],
        );
        return { withoutReads, withReads: await read() };
      });

      expect(entriesRead.withReads).toBe(entriesRead.withoutReads);
    },
  );
});

async function read(
  by: GivenAccount,
  id: string,
  order: TimelineOrder = 'oldest',
  { limit = 50, cursor }: { readonly limit?: number; readonly cursor?: string } = {},
): Promise<TimelinePage> {
  const from = cursor === undefined ? '' : `&cursor=${cursor}`;
  const answer = await tracker
    .as(by)
    .get<TimelinePage>(`/complaints/${id}/timeline?order=${order}&limit=${limit}${from}`);
  expect(answer).toMatchObject({ status: 200 });
  return answer.body;
}

/** Returns the number of entries that the transaction has read so far. */
async function countEntriesRead(app: pg.Client): Promise<number> {
  const { rows } = await app.query<{ entries: number }>(
    `SELECT sum(seq_tup_read + coalesce(idx_tup_fetch, 0))::int AS entries FROM pg_stat_xact_all_tables
      WHERE schemaname = 'audit' AND relname LIKE 'entries%'`,
  );
  return rows[0]?.entries ?? NaN;
}

async function paged(by: GivenAccount, id: string, order: TimelineOrder, limit: number): Promise<TimelineEventView[]> {
  const events: TimelineEventView[] = [];
  let cursor: string | null | undefined;
  do {
    const page: TimelinePage = await read(by, id, order, cursor == null ? { limit } : { limit, cursor });
    events.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return events;
}

/** Creates a complaint from receipt to merge, with an hour between changes. */
async function aLife() {
  const agency = await given.agency();
  const { taskForceId } = agency;
  const by = await given.account({ agency });
  const head = await given.account({ taskForceId, role: 'supervisor' });
  const received = await given.complaint({ by });
  const suspect = await given.suspect({
    complaint: received,
    givenName: 'Alex',
    familyName: 'Sample',
    identifiedOn: '2026-02-20',
  });
  await given.arrest({ suspect, arrestedOn: '2026-03-02' });
  await given.victim({ complaint: received, identifiedOn: '2026-03-01' });
  const working = await given.agency({ taskForceId });
  const partner = await given.account({ agency: working });
  const kept = await given.complaint({ by });

  let { etag } = received;
  const { id } = received;
  const act = async (sender: GivenAccount, path: string, body: object): Promise<void> => {
    clock.setTime(clock.getTime() + 3_600_000);
    const answer = await tracker.as(sender).change(`/complaints/${id}/${path}`, body, { 'if-match': etag });
    expect({ path, ...answer }).toMatchObject({ path, status: 200 });
    etag = answer.etag;
  };
  const add = async <View>(sender: GivenAccount, path: string, body: object) => {
    clock.setTime(clock.getTime() + 3_600_000);
    return given.made<View>(sender, path, body);
  };
  const change = async (path: string, body: object, tag: string): Promise<string> => {
    clock.setTime(clock.getTime() + 3_600_000);
    const answer = await tracker.as(by).change(path, body, { 'if-match': tag });
    expect({ path, ...answer }).toMatchObject({ path, status: 200 });
    return answer.etag;
  };

  const sort = { type: 'enticement', mode: 'reactive' };
  const hold = { reason: 'waits for the laboratory', reviewOn: '2026-04-01' };
  const closing = { code: 'insufficient_information', narrative: 'No lead is left of Alex.' };
  await act(head, 'screening', sort);
  await act(head, 'triage', { ...sort, priority: 2, rationale: 'Alex proposed a meeting.' });
  const due = { dueAt: '2026-03-09T17:00:00-06:00', reason: 'Nearest.' };
  await act(head, 'assignment', { agencyId: agency.id, investigatorId: by.accountId, ...due });
  const note = await add<NoteView>(by, `/complaints/${id}/notes`, { text: 'Called Alex on Monday.' });
  await add(by, `/complaints/${id}/notes`, { text: 'Called Alex on Tuesday.', corrects: note.id });
  const terms = { title: 'Call Alex again.', ownerId: by.accountId, dueOn: '2026-03-09' };
  const task = await add<TaskView>(by, '/tasks', { complaintId: id, ...terms });
  const moved = await change(`/tasks/${task.id}`, { ...terms, dueOn: '2026-03-10' }, task.etag);
  const renamed = await change(`/tasks/${task.id}`, { ...terms, title: 'Write to Alex.', dueOn: '2026-03-10' }, moved);
  await change(`/tasks/${task.id}/completion`, { outcome: 'Alex answered.' }, renamed);
  const request = { provider: 'Example Chat', account: 'alex_17', requestedOn: '2026-03-01' };
  const asked = await add<PreservationView>(by, '/preservations', { complaintId: id, ...request });
  const renewed = await change(`/preservations/${asked.id}/renewal`, { renewedOn: '2026-03-02' }, asked.etag);
  await change(`/preservations/${asked.id}/release`, { reason: 'Answered.' }, renewed);
  await act(head, 'hold', hold);
  await act(head, 'resume', { reason: 'It answered.' });
  await act(by, 'closure-proposal', closing);
  await act(head, 'closure-proposal/rejection', { reason: 'One lead is left.' });
  await act(head, 'assignment', { agencyId: working.id, dueAt: null });
  await add(partner, `/complaints/${id}/notes`, { text: 'We know Alex.' });
  await act(by, 'closure-proposal', closing);
  await act(head, 'disposition', closing);
  await act(head, 'reopen', { reason: 'Another tip.' });
  await act(head, 'hold', hold);
  await act(head, 'resume', { reason: 'It answered.' });
  await act(head, 'merge', { into: kept.id, reason: 'The same account.' });
  return {
    complaint: received,
    head: head.name,
    lead: by.name,
    reference: kept.reference,
    own: agency.name,
    partner: { name: partner.name, agency: working.name },
    /** Free text and names, none of which belongs in a timeline. */
    names: ['Alex', 'Sample', 'alex_17', 'Monday', 'Tuesday', 'No lead is left'],
  };
}
