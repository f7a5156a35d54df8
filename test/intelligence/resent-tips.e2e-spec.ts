import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ComplaintView } from '../../src/casework/complaints/complaint.view.js';
import { atOnce } from '../support/client.js';
import { aTip, Given } from '../support/given.js';
import { sharedTracker, type Tracker } from '../support/tracker.js';

let tracker: Tracker;
let given: Given;

beforeAll(async () => {
  tracker = await sharedTracker();
  given = new Given(tracker);
});
afterAll(() => tracker.close());

const tip = { ...aTip, source: 'ncmec_cybertip', externalReference: '107324881' } as const;

describe('a repeated tip', () => {
  it('returns the complaint it became, in its current state', async () => {
    const first = await given.complaint({ ...tip, state: 'triaged' });

    const again = await tracker.as(first.by).post<ComplaintView>('/complaints', tip);

    expect(again).toMatchObject({
      status: 201,
      body: { id: first.id, state: 'triaged', version: 2 },
      etag: first.etag,
    });
    expect(await rowsOf(first.taskForceId)).toBe(1);
    const acts = (await tracker.trailOf(first.id)).map(({ action }) => action);
    expect([...new Set(acts)]).toEqual(['complaint.received', 'complaint.triaged']);
  });

  it.each([
    { narrative: 'Something else was typed.' },
    { receivedAt: '2026-03-01T12:00:01-06:00' },
    { jurisdiction: { state: 'IA' } },
    { type: 'sextortion' },
  ])('is rejected with the id of the existing complaint when its content differs: %j', async (other) => {
    const first = await given.complaint(tip);

    const again = await tracker.as(first.by).post('/complaints', { ...tip, ...other });

    expect(again.status).toBe(409);
    expect(again.body).toEqual({
      type: '/problems/already-received',
      title: 'This tip has already been received.',
      status: 409,
      errors: [
        {
          pointer: '#/externalReference',
          detail: 'has already been received from this source',
          code: 'taken',
          params: {},
        },
      ],
      holder: null,
      complaintId: first.id,
    });
    expect(await rowsOf(first.taskForceId)).toBe(1);
  });

  it('from another agency of the task force returns the agency to contact and nothing of the complaint', async () => {
    const holder = await given.agency({ name: 'Sample County Sheriff' });
    const first = await given.complaint({ ...tip, agencyId: holder.id });
    const { taskForceId } = first;
    const other = tracker.as(await given.account({ agency: await given.agency({ taskForceId }) }));

    const answers = [
      await other.post('/complaints', tip),
      await other.post('/complaints', { ...tip, narrative: 'No.' }),
    ];

    for (const { status, body, text } of answers) {
      expect(status).toBe(409);
      expect(body).toMatchObject({
        type: '/problems/already-received',
        holder: { agency: 'Sample County Sheriff', phone: '+1 402 555 0100', email: null },
        complaintId: null,
      });
      for (const secret of [first.id, first.reference, first.narrative]) expect(text).not.toContain(secret);
    }
    expect(await rowsOf(taskForceId)).toBe(1);
  });

  it('creates another complaint for another task force or source', async () => {
    const first = await given.complaint(tip);

    const elsewhere = await given.complaint(tip);
    const otherSource = await given.complaint({ ...tip, source: 'service_provider', by: first.by });

    expect(new Set([first.id, elsewhere.id, otherSource.id]).size).toBe(3);
  });

  it('creates another complaint each time when it has no number', async () => {
    const first = await given.complaint();

    const second = await given.complaint({ by: first.by });

    expect(second.id).not.toBe(first.id);
  });

  it('creates one complaint and one answer for fifty concurrent requests', async () => {
    const investigator = await given.account();

    const answers = await atOnce(50, () => tracker.as(investigator).post('/complaints', tip));

    expect(answers.filter(({ status }) => status !== 201)).toEqual([]);
    expect(new Set(answers.map(({ text, etag, headers }) => `${text} ${etag} ${headers['location']}`)).size).toBe(1);
    expect(await rowsOf(investigator.taskForceId)).toBe(1);
  });
});

async function rowsOf(taskForceId: string | null): Promise<number> {
  const [row] = await tracker.sql<{ n: number }>(
    'SELECT count(*)::int AS n FROM app.complaints WHERE task_force_id = $1',
    [taskForceId],
  );
  return row?.n ?? -1;
}
