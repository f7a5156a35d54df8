import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CaseView } from '../../src/casework/cases/case.view.js';
import type { DraftList, DraftSummary } from '../../src/casework/drafts/draft.view.js';
import type { TimelinePage } from '../../src/casework/timeline/timeline.view.js';
import { figure } from '../support/figures.js';
import { Given, type GivenAccount } from '../support/given.js';
import { sharedTracker, type Tracker } from '../support/tracker.js';

let tracker: Tracker;
let given: Given;

beforeAll(async () => {
  tracker = await sharedTracker();
  given = new Given(tracker);
});
afterAll(() => tracker.close());

describe('GET /complaints/:id/case', () => {
  it('reads 200 events, 20 suspects and 10 children with at most seven statements', async () => {
    const complaint = await given.complaint();
    const { by } = complaint;
    const suspects = await eachOf(20, () => given.suspect({ complaint, familyName: 'Sample' }));
    const arrest = await given.arrest({ suspect: suspects[0] ?? (await given.suspect({ complaint })) });
    const victims = await eachOf(10, () => given.victim({ complaint }));
    await tracker.sql(
      `INSERT INTO app.notes (id, task_force_id, complaint_id, text, written_by, written_at)
       SELECT gen_random_uuid(), $1, $2, 'Called the school.', $3, timestamptz '2026-03-01T18:00Z' + n * interval '1 minute'
         FROM generate_series(1, 200) n`,
      [complaint.taskForceId, complaint.id, by.accountId],
    );
    const reader = tracker.as(by);
    const path = `/complaints/${complaint.id}/case`;

    const { status, body } = await tracker.expectQueries(7, () => reader.get<CaseView>(path));

    expect(status).toBe(200);
    const plain = await reader.get(`/complaints/${complaint.id}`);
    expect(body.complaint).toEqual(plain.body);
    expect(body.suspects.map(({ id }) => id).sort()).toEqual(suspects.map(({ id }) => id).sort());
    expect(body.arrests.map(({ id }) => id)).toEqual([arrest.id]);
    expect(body.victims.map(({ id }) => id).sort()).toEqual(victims.map(({ id }) => id).sort());
    expect(body.events).toHaveLength(200);
    const before = await reader.get<TimelinePage>(
      `/complaints/${complaint.id}/timeline?order=newest&limit=200&cursor=${body.eventsCursor ?? ''}`,
    );
    const whole = await reader.get<TimelinePage>(`/complaints/${complaint.id}/timeline?order=newest&limit=200`);
    expect(body.events).toEqual(whole.body.items);
    expect(before.body.items.length).toBeGreaterThan(30);
    expect(before.body.nextCursor).toBeNull();
    figure('a case opened', { events: 200, suspects: 20, children: 10, 'statements at most': 7 });
  });

  it('writes a read of every person in it to the trail, and names no juvenile', async () => {
    const complaint = await given.complaint();
    const young = { familyName: 'Brambleton', bornOn: '2011-01-01', juvenile: true };
    const suspect = await given.suspect({ complaint, ...young });
    const victim = await given.victim({ complaint });

    const { text } = await tracker.as(complaint.by).get(`/complaints/${complaint.id}/case`);

    expect(text).not.toContain(young.familyName);
    const looks = await tracker.sql(
      `SELECT account_id FROM audit.entries WHERE action = 'case.opened' AND records @> ARRAY[$1, $2, $3]::uuid[]`,
      [complaint.id, suspect.id, victim.id],
    );
    expect(looks).toEqual([{ account_id: complaint.by.accountId }]);
  });

  it('has the drafts of the reader about the complaint, without those of others or about other complaints', async () => {
    const complaint = await given.complaint();
    const { by, taskForceId } = complaint;
    const head = await given.account({ taskForceId, role: 'supervisor' });
    const other = await given.complaint({ by });
    const note = await given.draft({ by, kind: 'note', subjectId: complaint.id, body: { text: 'Called.' } });
    const closure = await given.draft({ by, kind: 'closure', subjectId: complaint.id });
    await given.draft({ by, kind: 'note', subjectId: other.id });
    await given.draft({ by });
    await given.draft({ by: head, kind: 'triage', subjectId: complaint.id });
    const draftsFor = async (reader: GivenAccount): Promise<readonly DraftSummary[]> => {
      const { status, body } = await tracker.as(reader).get<CaseView>(`/complaints/${complaint.id}/case`);
      expect(status).toBe(200);
      return body.drafts;
    };

    const own = await draftsFor(by);

    expect(own.map(({ id }) => id).sort()).toEqual([note.id, closure.id].sort());
    const listed = (await tracker.as(by).get<DraftList>('/drafts')).body.items;
    expect(own).toEqual(listed.filter(({ complaintId }) => complaintId === complaint.id));
    expect(await draftsFor(head)).toMatchObject([{ kind: 'triage', complaintId: complaint.id }]);
  });

  it('returns 404 to accounts without access to the complaint', async () => {
    const complaint = await given.complaint();
    const stranger = tracker.as(await given.account());

    const answer = await stranger.get(`/complaints/${complaint.id}/case`);

    expect(answer).toMatchObject({ status: 404, body: { type: '/problems/not-found' } });
  });
});

async function eachOf<T>(times: number, make: () => Promise<T>): Promise<T[]> {
  const made: T[] = [];
  for (let count = 0; count < times; count += 1) made.push(await make());
  return made;
}
