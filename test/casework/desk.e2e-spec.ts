import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NotePage, NoteView } from '../../src/casework/notes-and-tasks/note.view.js';
import type { PreservationPage, PreservationView } from '../../src/casework/preservations/preservation.view.js';
import type { ExpiringPreservationPage } from '../../src/casework/preservations/expiring-preservation.view.js';
import type { TaskPage, TaskView } from '../../src/casework/notes-and-tasks/task.view.js';
import { newId } from '../../src/platform/ids/ids.js';
import { addDays } from '../../src/platform/time/calendar.js';
import { atOnce, comparableContent, type Client } from '../support/client.js';
import { Given, type GivenAccount, type GivenComplaint, type Made } from '../support/given.js';
import { sharedTracker, stoppedAt, type Tracker } from '../support/tracker.js';

/** The date in Nebraska at `stoppedAt`. */
const today = '2026-03-02';

let tracker: Tracker;
let given: Given;
beforeAll(async () => {
  tracker = await sharedTracker();
  given = new Given(tracker);
});
afterAll(() => tracker.close());

describe('POST /complaints/:id/notes', () => {
  it('adds a note by its author and keeps its text out of the trail', async () => {
    const { id: complaintId, by } = await given.complaint();

    const response = await noted(by, complaintId, 'Called the school about Alex Sample.');

    const author = { id: by.accountId, name: by.name, role: 'investigator', agency: expect.any(String) };
    expect(response).toMatchObject({ status: 201, etag: '' });
    expect(response.headers).not.toHaveProperty('location');
    expect(response.body).toMatchObject({ complaintId, author, writtenAt: stoppedAt.toISOString(), correctedBy: [] });
    const entry = (await tracker.trailOf(complaintId)).at(-1);
    expect(entry).toMatchObject({ action: 'note.written', subject: response.body.id, accountId: by.accountId });
    expect(JSON.stringify(entry)).not.toMatch(/Alex|Sample|school/);
  });

  it('corrects an earlier note of the complaint by a later one, and keeps both unchanged', async () => {
    const { id: complaintId, by } = await given.complaint();
    const { body: wrong } = await noted(by, complaintId, 'Called on Monday.');

    const { body: right } = await noted(by, complaintId, 'Called on Tuesday.', wrong.id);
    const { body: again } = await noted(by, complaintId, 'Called on Tuesday, twice.', wrong.id);

    expect(right).toMatchObject({ corrects: wrong.id, correctedBy: [] });
    const { body } = await tracker.as(by).get<NotePage>(`/complaints/${complaintId}/notes`);
    expect(body.items).toEqual([again, right, { ...wrong, correctedBy: [right.id, again.id] }]);
  });

  it('rejects a correction of a missing note or a note of another complaint', async () => {
    const { id: complaintId, by } = await given.complaint();
    const { id: another } = await given.complaint({ by });
    const { body: elsewhere } = await noted(by, another, 'Another matter.');

    const answers = [
      await noted(by, complaintId, 'That was wrong.', elsewhere.id),
      await noted(by, complaintId, 'That was wrong.', newId()),
    ].map(comparableContent);

    expect(answers[0]).toMatchObject({ status: 422, text: expect.stringContaining('"#/corrects"') });
    expect(answers[1]).toEqual(answers[0]);
  });

  it('rejects images, invalid text and authors who may not work the complaint', async () => {
    const { complaint, colleague } = await assigned();

    for (const text of ['', ' \n ', 'data:image/png;base64,iVBORw0KGgoAAAANSUhEUg', 7]) {
      const response = await tracker.as(complaint.by).post(`/complaints/${complaint.id}/notes`, { text });
      expect(response).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/text' }] } });
    }
    expect((await noted(colleague, complaint.id, 'May I?')).status).toBe(403);
  });

  it('accepts notes on a closed complaint, and rejects them on a merged one', async () => {
    const { complaint: closed, by } = await inState('closed');
    const { complaint: merged, into } = await inState('merged');

    expect((await noted(by, closed.id, 'The devices were returned.')).status).toBe(201);
    expect(await noted(merged.by, merged.id, 'Here?')).toMatchObject({
      status: 409,
      body: { type: '/problems/complaint-merged', mergedInto: into },
    });
  });

  it('creates one note for repeated requests with one idempotency key', async () => {
    const { id, by } = await given.complaint();
    const key = { 'idempotency-key': 'one-note' };

    const [first, second] = [
      await tracker.as(by).post<NoteView>(`/complaints/${id}/notes`, { text: 'Once.' }, key),
      await tracker.as(by).post<NoteView>(`/complaints/${id}/notes`, { text: 'Once.' }, key),
    ];

    expect(second.body).toEqual(first.body);
    expect((await tracker.as(by).get<NotePage>(`/complaints/${id}/notes`)).body.items).toHaveLength(1);
  });

  it('forbids the application to change notes', async () => {
    const rights = await tracker.sql(
      `SELECT has_table_privilege('tracker_app', 'app.notes', right_to) AS may
         FROM unnest(ARRAY['UPDATE', 'DELETE', 'TRUNCATE']) right_to`,
    );
    const { id, by } = await given.complaint();
    const { body: note } = await noted(by, id, 'It stays.');

    expect(rights).toEqual([{ may: false }, { may: false }, { may: false }]);
    for (const method of ['PUT', 'DELETE', 'PATCH']) {
      const { status } = await tracker.as(by).send(method, `/complaints/${id}/notes/${note.id}`, { text: 'Other.' });
      expect(status).toBe(404);
    }
  });
});

describe('GET /complaints/:id/notes', () => {
  it('lists notes newest first, in pages, with two statements, and writes the read to the trail', async () => {
    const { id, by } = await given.complaint();
    const notes = [];
    for (const text of ['one', 'two', 'three', 'four']) notes.unshift((await noted(by, id, text)).body);

    const path = `/complaints/${id}/notes?limit=2`;
    const first = await tracker.expectQueries(2, () => tracker.as(by).get<NotePage>(path));
    const second = await tracker.as(by).get<NotePage>(`${path}&cursor=${first.body.nextCursor ?? ''}`);

    expect([...first.body.items, ...second.body.items]).toEqual(notes);
    expect(second.body.nextCursor).toBeNull();
    const looks = (await tracker.trailOf(id)).filter(({ action }) => action === 'notes.listed');
    expect(looks).toMatchObject([{ accountId: by.accountId }, { accountId: by.accountId }]);
  });

  it('names an author of another agency whose account the reader cannot see', async () => {
    const { complaint, partner } = await sharedWithPartner();
    await noted(partner, complaint.id, 'We have him on another case.');

    const { body } = await tracker.as(complaint.by).get<NotePage>(`/complaints/${complaint.id}/notes`);

    expect(body.items[0]?.author).toMatchObject({ id: partner.accountId, name: partner.name });
  });
});

describe('POST /tasks', () => {
  it('creates a task with an owner and a due date, and keeps its title out of the trail', async () => {
    const { id: complaintId, by, taskForceId } = await given.complaint();

    const response = await tracker.as(by).post<TaskView>('/tasks', aTask(complaintId, by));

    const { id } = response.body;
    expect(response).toMatchObject({ status: 201, etag: '"v1"', headers: { location: `/api/v1/tasks/${id}` } });
    expect(response.body).toMatchObject({
      ...aTask(complaintId, by),
      taskForceId,
      state: 'open',
      isOverdue: false,
      outcome: null,
      setBy: by.accountId,
      setAt: stoppedAt.toISOString(),
      endedAt: null,
      may: { change: true, end: true },
    });
    const entry = (await tracker.trailOf(complaintId)).at(-1);
    expect(entry).toMatchObject({ action: 'task.set', became: { due_on: '2026-03-09' } });
    expect(JSON.stringify(entry)).not.toContain('school');
  });

  it('accepts owners from the owning agency, the working agency and the task force only', async () => {
    const { complaint, partner } = await sharedWithPartner();
    const { id, by, taskForceId } = complaint;
    const head = await given.account({ taskForceId, role: 'supervisor' });
    const [auditor, disabled, neighbour, foreigner] = [
      await given.account({ taskForceId, role: 'auditor' }),
      await given.account({ taskForceId, status: 'disabled' }),
      await given.account({ agency: await given.agency({ taskForceId }) }),
      await given.account(),
    ];

    for (const owner of [by, partner, head]) {
      expect((await tracker.as(by).post('/tasks', aTask(id, owner))).status).toBe(201);
    }
    for (const owner of [auditor, disabled, neighbour, foreigner, { accountId: newId() }]) {
      const response = await tracker.as(by).post('/tasks', aTask(id, owner));
      expect(response).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/ownerId' }] } });
    }
  });

  it('returns identical 404s for missing and foreign complaints, and rejects a merged one', async () => {
    const complaint = await given.complaint();
    const { neighbour, foreigner } = await strangersTo(complaint);
    const { complaint: merged, into } = await inState('merged');

    const answers = [
      await neighbour.post('/tasks', aTask(complaint.id, complaint.by)),
      await foreigner.post('/tasks', aTask(complaint.id, complaint.by)),
      await foreigner.post('/tasks', aTask(newId(), complaint.by)),
    ].map(comparableContent);

    expect(answers[0]).toMatchObject({ status: 422, text: expect.stringContaining('"#/complaintId"') });
    expect(answers.slice(1)).toEqual([answers[0], answers[0]]);
    expect(await tracker.as(merged.by).post('/tasks', aTask(merged.id, merged.by))).toMatchObject({
      status: 409,
      body: { type: '/problems/complaint-merged', mergedInto: into },
    });
  });
});

describe('PUT /tasks/:id', () => {
  it('updates the title, the owner and the due date', async () => {
    const { task, by } = await givenTask();
    const colleague = await given.account({ agency: await agencyOf(by) });
    const terms = { title: 'Ask the school once more.', ownerId: colleague.accountId, dueOn: '2026-03-10' };

    const response = await tracker.as(by).put<TaskView>(`/tasks/${task.id}`, terms, { 'if-match': task.etag });

    expect(response).toMatchObject({ status: 200, etag: '"v2"', body: terms });
    expect((await tracker.trailOf(task.complaintId)).at(-1)).toMatchObject({
      action: 'task.changed',
      was: { owner_id: by.accountId, due_on: '2026-03-09' },
      became: { owner_id: colleague.accountId, due_on: '2026-03-10' },
    });
  });

  it('keeps its owner by an id in capital letters, so that the timeline has no change of its terms', async () => {
    const { task, by } = await givenTask();
    const terms = { title: 'Ask the school once more.', ownerId: by.accountId.toUpperCase(), dueOn: task.dueOn };

    const response = await tracker.as(by).put<TaskView>(`/tasks/${task.id}`, terms, { 'if-match': task.etag });

    expect(response.body).toMatchObject({ ownerId: by.accountId, owner: { id: by.accountId, name: by.name } });
    const recorded = await tracker.sql('SELECT is_change FROM app.task_terms WHERE task_id = $1', [task.id]);
    expect(recorded).toEqual([{ is_change: false }]);
  });

  it('allows one of four concurrent updates, and rejects updates without If-Match', async () => {
    const { task, by } = await givenTask();
    const terms = (index: number): object => ({ title: `Title ${index}`, ownerId: by.accountId, dueOn: '2026-03-10' });

    const answers = await atOnce(4, (index) =>
      tracker.as(by).put(`/tasks/${task.id}`, terms(index), { 'if-match': task.etag }),
    );
    const blind = await tracker.as(by).put(`/tasks/${task.id}`, terms(9));

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412, 412]);
    expect(answers.find(({ status }) => status === 412)?.body).toMatchObject({ sent: 1, current: 2 });
    expect(blind.status).toBe(428);
  });

  it('keeps an eligible owner, and a former owner of the same task force', async () => {
    const { task, by } = await givenTask();
    const neighbour = await given.account({ agency: await given.agency({ taskForceId: task.taskForceId }) });
    const terms = { title: 'For a stranger.', ownerId: neighbour.accountId, dueOn: '2026-03-10' };
    const admin = await given.account({ seat: 'national', role: 'admin' });
    const owner = tracker.as(admin);

    const refused = await tracker.as(by).put(`/tasks/${task.id}`, terms, { 'if-match': task.etag });
    const elsewhere = await given.agency();
    const { etag } = await owner.get(`/accounts/${by.accountId}`);
    const seat = { level: 'agency', taskForceId: elsewhere.taskForceId, agencyId: elsewhere.id };
    const move = { role: 'investigator', seat, reason: 'A new post.' };
    const colleague = await given.account({ agency: await agencyOf(by) });
    await given.changed({ ...task, by }, `/tasks/${task.id}`, { ...terms, ownerId: colleague.accountId });
    const moved = await owner.put(`/accounts/${by.accountId}/role`, move, { 'if-match': etag });

    expect(refused).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/ownerId' }] } });
    expect(moved).toMatchObject({ status: 409, body: { type: '/problems/named-in-cases' } });
  });
});

describe('completing or cancelling a task', () => {
  it('records the result or the reason, once', async () => {
    const { task: toDo, by } = await givenTask();
    const { task: toDrop } = await givenTask(by);
    const as = tracker.as(by);

    const done = await as.put<TaskView>(
      `/tasks/${toDo.id}/completion`,
      { outcome: 'Two days match.' },
      { 'if-match': toDo.etag },
    );
    const cancelled = await as.post<TaskView>(
      `/tasks/${toDrop.id}/cancel`,
      { reason: 'The warrant brought it.' },
      { 'if-match': toDrop.etag },
    );

    const ended = { endedBy: by.accountId, endedAt: stoppedAt.toISOString(), may: { change: false, end: false } };
    expect(done).toMatchObject({ status: 200, body: { state: 'done', outcome: 'Two days match.', ...ended } });
    expect(cancelled.body).toMatchObject({ state: 'cancelled', cancelReason: 'The warrant brought it.', ...ended });
    for (const [act, body] of [
      ['', { title: 'Again', ownerId: by.accountId, dueOn: today }],
      ['/completion', { outcome: 'Again.' }],
      ['/cancel', { reason: 'Again.' }],
    ] as const) {
      expect(await as.change(`/tasks/${toDo.id}${act}`, body, { 'if-match': done.etag })).toMatchObject({
        status: 409,
        body: { type: '/problems/task-ended', state: 'done' },
      });
    }
  });

  it('is allowed for the owner when another investigator works the complaint, and for nobody else', async () => {
    const { complaint, colleague } = await assigned();
    const bystander = await given.account({ agency: await agencyOf(colleague) });
    const task = await given.made<TaskView>(complaint.by, '/tasks', aTask(complaint.id, colleague));
    const completion = [`/tasks/${task.id}/completion`, { outcome: 'Done.' }, { 'if-match': task.etag }] as const;

    const refused = await tracker.as(bystander).change(...completion);
    const seen = await tracker.as(colleague).get<TaskView>(`/tasks/${task.id}`);
    const done = await tracker.as(colleague).change(...completion);

    expect([refused.status, done.status]).toEqual([403, 200]);
    expect(seen.body.may).toEqual({ change: false, end: true });
  });

  it('is allowed after the complaint was merged or closed', async () => {
    for (const [act, body] of [
      ['merge', { into: '', reason: 'The same account.' }],
      ['disposition', { code: 'duplicate', narrative: 'It was logged before.' }],
    ] as const) {
      const complaint = await given.complaint({ state: 'triaged' });
      const { id: into } = await given.complaint({ by: complaint.by });
      const task = await given.made<TaskView>(complaint.by, '/tasks', aTask(complaint.id, complaint.by));
      await given.moved(complaint, [[act, 'into' in body ? { ...body, into } : body]]);
      const as = tracker.as(complaint.by);

      const done = await as.put(`/tasks/${task.id}/completion`, { outcome: 'Done.' }, { 'if-match': task.etag });

      expect({ act, status: done.status }).toEqual({ act, status: 200 });
    }
  });

  it('succeeds once when both are requested concurrently', async () => {
    const { task, by } = await givenTask();

    const answers = await atOnce(6, (index) =>
      index % 2 === 0
        ? tracker.as(by).put(`/tasks/${task.id}/completion`, { outcome: 'Done.' }, { 'if-match': task.etag })
        : tracker.as(by).post(`/tasks/${task.id}/cancel`, { reason: 'No.' }, { 'if-match': task.etag }),
    );

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412, 412, 412, 412]);
  });
});

describe('GET /tasks', () => {
  it('lists by complaint, owner, state and overdue, earliest due first, with two statements', async () => {
    const { id, by } = await given.complaint();
    const other = await given.complaint({ by });
    const colleague = await given.account({ agency: await agencyOf(by) });
    const late = await given.made<TaskView>(by, '/tasks', { ...aTask(id, by), dueOn: '2026-03-01' });
    const due = await given.made<TaskView>(by, '/tasks', { ...aTask(id, colleague), dueOn: today });
    const elsewhere = await given.made<TaskView>(by, '/tasks', { ...aTask(other.id, by), dueOn: '2026-02-28' });
    await tracker.as(by).put(`/tasks/${elsewhere.id}/completion`, { outcome: 'Done.' }, { 'if-match': elsewhere.etag });
    const listed = async (filter: string): Promise<string[]> => {
      const { body } = await tracker.expectQueries(2, () => tracker.as(by).get<TaskPage>(`/tasks?${filter}`));
      return body.items.map((task) => task.id);
    };

    expect(await listed('')).toEqual([elsewhere.id, late.id, due.id]);
    expect(await listed(`complaintId=${id}`)).toEqual([late.id, due.id]);
    expect(await listed(`ownerId=${by.accountId}`)).toEqual([elsewhere.id, late.id]);
    expect(await listed('state=open')).toEqual([late.id, due.id]);
    expect(await listed('state=done')).toEqual([elsewhere.id]);
    expect(await listed('overdue=true')).toEqual([late.id]);
    expect(await listed('overdue=false')).toEqual([elsewhere.id, due.id]);
    const first = await tracker.as(by).get<TaskPage>('/tasks?limit=2');
    const second = await tracker.as(by).get<TaskPage>(`/tasks?limit=2&cursor=${first.body.nextCursor ?? ''}`);
    expect(first.body.items.map(({ isOverdue }) => isOverdue)).toEqual([false, true]);
    expect(second.body).toMatchObject({ items: [{ id: due.id }], nextCursor: null });
  });

  it('computes overdue by the local date of the task force', async () => {
    const { id: taskForceId } = await given.taskForce({ zone: 'Pacific/Auckland' });
    const { id, by } = await given.complaint({ taskForceId });

    await given.made(by, '/tasks', { ...aTask(id, by), dueOn: today });

    expect((await tracker.as(by).get<TaskPage>('/tasks')).body.items).toMatchObject([{ isOverdue: true }]);
  });

  it('lists nothing for seats without access', async () => {
    const { task } = await givenTask();
    const complaint = await complaintOf(task.complaintId);

    for (const stranger of Object.values(await strangersTo(complaint))) {
      await expectHidden(stranger, `/tasks/${task.id}`, `/tasks/${newId()}`);
      const completion = { outcome: 'Done.' };
      const put = await stranger.put(`/tasks/${task.id}/completion`, completion, { 'if-match': task.etag });
      expect(put.status).toBe(404);
      expect((await stranger.get<TaskPage>(`/tasks?complaintId=${complaint.id}`)).body.items).toEqual([]);
    }
  });
});

describe('POST /preservations', () => {
  it('records a 90-day request, and keeps the account identifier out of the trail and of lists', async () => {
    const { id: complaintId, by } = await given.complaint();

    const response = await tracker.as(by).post<PreservationView>('/preservations', aRequest(complaintId));

    const { id } = response.body;
    expect(response).toMatchObject({ status: 201, headers: { location: `/api/v1/preservations/${id}` } });
    expect(response.body).toMatchObject({
      ...aRequest(complaintId),
      renewedOn: null,
      expiresOn: '2026-05-30',
      recordedBy: by.accountId,
      may: { renew: true, release: true },
    });
    const list = await tracker.expectQueries(2, () =>
      tracker.as(by).get<PreservationPage>(`/preservations?complaintId=${complaintId}&released=false`),
    );
    expect(list.body.items).toMatchObject([{ id, provider: 'Example Chat', expiresOn: '2026-05-30' }]);
    expect(list.text + JSON.stringify(await tracker.trailOf(complaintId))).not.toContain('sample_player');
  });

  it('rejects a future date and a merged or missing complaint', async () => {
    const { complaint: merged, into } = await inState('merged');
    const { id, by } = await given.complaint();
    const as = tracker.as(by);

    const tomorrow = await as.post('/preservations', { ...aRequest(id), requestedOn: '2026-03-03' });
    const missing = await as.post('/preservations', aRequest(newId()));
    const away = await tracker.as(merged.by).post('/preservations', aRequest(merged.id));

    expect(tomorrow).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/requestedOn' }] } });
    expect(missing).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/complaintId' }] } });
    expect(away).toMatchObject({ status: 409, body: { mergedInto: into } });
  });

  it('lets every viewer of the complaint read it, writes the read to the trail, and returns 404 to others', async () => {
    const complaint = await given.complaint();
    const { id, etag } = await requested(complaint);
    const seen = await tracker.as(complaint.by).get<PreservationView>(`/preservations/${id}`);

    expect(seen.body.account).toBe('sample_player_17');
    expect((await tracker.trailOf(complaint.id)).at(-1)).toMatchObject({ action: 'preservation.read' });
    for (const stranger of Object.values(await strangersTo(complaint))) {
      await expectHidden(stranger, `/preservations/${id}`, `/preservations/${newId()}`);
      const renewal = { renewedOn: today };
      expect((await stranger.put(`/preservations/${id}/renewal`, renewal, { 'if-match': etag })).status).toBe(404);
      expect((await stranger.get<PreservationPage>('/preservations')).body.items).toEqual([]);
    }
  });
});

describe('PUT /preservations/:id/renewal', () => {
  it('adds 90 days to the first 90, once', async () => {
    const complaint = await given.complaint();
    const { id, etag } = await requested(complaint);
    const as = tracker.as(complaint.by);

    const renewed = await as.put<PreservationView>(
      `/preservations/${id}/renewal`,
      { renewedOn: today },
      { 'if-match': etag },
    );
    const again = await as.put(`/preservations/${id}/renewal`, { renewedOn: today }, { 'if-match': renewed.etag });

    expect(renewed).toMatchObject({ status: 200, body: { renewedOn: today, expiresOn: '2026-08-28', version: 2 } });
    expect(renewed.body.may).toEqual({ renew: false, release: true });
    expect(again).toMatchObject({ status: 409, body: { type: '/problems/already-renewed' } });
  });

  it('rejects renewal after expiry, unless the provider was asked in time', async () => {
    const complaint = await given.complaint();
    const requestedOn = addDays(today, -91);
    const { id, etag } = await requested(complaint, { requestedOn });
    const renewal = (renewedOn: string): Promise<{ status: number; body: object }> =>
      tracker.as(complaint.by).put(`/preservations/${id}/renewal`, { renewedOn }, { 'if-match': etag });

    expect(await renewal(today)).toMatchObject({
      status: 409,
      body: { type: '/problems/preservation-expired', expiresOn: addDays(today, -1) },
    });
    expect(await renewal(addDays(today, 1))).toMatchObject({ status: 422 });
    expect(await renewal(addDays(today, -1))).toMatchObject({ status: 200, body: { expiresOn: addDays(today, 89) } });
  });

  it('records one of two concurrent renewals', async () => {
    for (let round = 0; round < 5; round += 1) {
      const complaint = await given.complaint();
      const { id, etag } = await requested(complaint);

      const answers = await atOnce(2, () =>
        tracker.as(complaint.by).put(`/preservations/${id}/renewal`, { renewedOn: today }, { 'if-match': etag }),
      );

      expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
      const { body } = await tracker.as(complaint.by).get<PreservationView>(`/preservations/${id}`);
      expect(body).toMatchObject({ version: 2, expiresOn: '2026-08-28' });
    }
  });

  it('is allowed on a merged complaint, for accounts that may work it', async () => {
    const { complaint, colleague } = await assigned();
    const { id, etag } = await requested(complaint);
    const { id: into } = await given.complaint({ by: complaint.by });
    const refused = await tracker
      .as(colleague)
      .put(`/preservations/${id}/renewal`, { renewedOn: today }, { 'if-match': etag });
    await given.moved(complaint, [['merge', { into, reason: 'The same account.' }]]);

    const renewed = await tracker
      .as(complaint.by)
      .put(`/preservations/${id}/renewal`, { renewedOn: today }, { 'if-match': etag });

    expect([refused.status, renewed.status]).toEqual([403, 200]);
  });
});

describe('POST /preservations/:id/release', () => {
  it('ends the preservation with a reason, once, and blocks renewal', async () => {
    const complaint = await given.complaint();
    const { id, etag } = await requested(complaint);
    const as = tracker.as(complaint.by);
    const reason = 'The warrant was answered.';

    const released = await as.post<PreservationView>(`/preservations/${id}/release`, { reason }, { 'if-match': etag });
    const change = { 'if-match': released.etag };
    const after = [
      await as.post(`/preservations/${id}/release`, { reason }, change),
      await as.put(`/preservations/${id}/renewal`, { renewedOn: today }, change),
    ];

    expect(released.body).toMatchObject({ releaseReason: reason, releasedAt: stoppedAt.toISOString() });
    expect(released.body.may).toEqual({ renew: false, release: false });
    for (const { status, body } of after) {
      expect({ status, body }).toMatchObject({ status: 409, body: { type: '/problems/preservation-released' } });
    }
    expect((await as.get<PreservationPage>('/preservations?released=true')).body.items).toMatchObject([{ id }]);
  });
});

describe('GET /preservations/expiring', () => {
  it('lists providers’ reports and preservation requests, soonest first, with days left, with two statements', async () => {
    const { by, tip, request } = await expiring();
    const gone = await tip(-5);
    const assumed = await given.complaint({ by, source: 'ncmec_cybertip', receivedAt: '2025-03-10T18:00:00Z' });
    const soon = await request(2);
    const sooner = await tip(1);
    const later = await tip(30);
    const last = await request(60);
    await tip(61);
    await request(-31);

    const { body } = await tracker.expectQueries(2, () =>
      tracker.as(by).get<ExpiringPreservationPage>('/preservations/expiring?within=60'),
    );

    const report = { kind: 'provider_report', preservationId: null, provider: null };
    const asked = { kind: 'preservation_request', provider: 'Example Chat' };
    expect(body).toMatchObject({
      items: [
        { ...report, complaintId: gone.id, reference: gone.reference, daysLeft: -5, band: 'past' },
        { ...report, complaintId: sooner.id, runsOutOn: addDays(today, 1), daysLeft: 1, band: 'within_7' },
        { ...asked, preservationId: soon.id, complaintId: soon.complaintId, daysLeft: 2, band: 'within_7' },
        { ...report, complaintId: assumed.id, isAssumed: true, runsOutOn: '2026-03-10', daysLeft: 8 },
        { ...report, complaintId: later.id, isAssumed: false, daysLeft: 30, band: 'within_30' },
        { ...asked, preservationId: last.id, daysLeft: 60, band: 'within_60' },
      ],
      nextCursor: null,
    });
  });

  it('covers the requested days ahead and back, in pages without repeats or gaps', async () => {
    const { by, tip, request } = await expiring();
    for (const days of [-2, 3, 3, 9]) await tip(days);
    for (const days of [-2, 3, 9, 9]) await request(days);
    const daysOf = async (query: string): Promise<number[]> =>
      (await tracker.as(by).get<ExpiringPreservationPage>(`/preservations/expiring?${query}`)).body.items.map(
        ({ daysLeft }) => daysLeft,
      );

    expect(await daysOf('within=3&past=0')).toEqual([3, 3, 3]);
    expect(await daysOf('within=0&past=2')).toEqual([-2, -2]);
    const whole = await tracker.as(by).get<ExpiringPreservationPage>('/preservations/expiring');
    const paged: ExpiringPreservationPage['items'] = [];
    let cursor = '';
    do {
      const { body } = await tracker
        .as(by)
        .get<ExpiringPreservationPage>(`/preservations/expiring?limit=3${cursor === '' ? '' : `&cursor=${cursor}`}`);
      paged.push(...body.items);
      cursor = body.nextCursor ?? '';
    } while (cursor !== '');
    expect(whole.body.items).toHaveLength(8);
    expect(paged).toEqual(whole.body.items);
  });

  it('omits closed, released and foreign records', async () => {
    const { by, tip, request } = await expiring();
    const complaint = await tip(3);
    const { id, etag } = await request(4);
    const path = '/preservations/expiring';
    const before = await tracker.as(by).get<ExpiringPreservationPage>(path);
    const { neighbour, foreigner } = await strangersTo(complaint);
    const national = tracker.as(await given.account({ seat: 'national', role: 'supervisor' }));

    await given.moved(complaint, [['disposition', { code: 'duplicate', narrative: 'It was logged before.' }]]);
    await tracker.as(by).post(`/preservations/${id}/release`, { reason: 'Answered.' }, { 'if-match': etag });

    expect(before.body.items).toHaveLength(2);
    for (const reader of [tracker.as(by), neighbour, foreigner, national]) {
      expect((await reader.get<ExpiringPreservationPage>(path)).body.items).toEqual([]);
    }
  });

  it.each(['within=61', 'within=-1', 'within=x', 'past=366'])('rejects %s', async (query) => {
    const response = await tracker.as(await given.account()).get(`/preservations/expiring?${query}`);

    expect(response).toMatchObject({ status: 422, body: { errors: [{ pointer: `#/${query.split('=')[0] ?? ''}` }] } });
  });
});

function noted(by: GivenAccount, complaintId: string, text: string, corrects?: string) {
  return tracker.as(by).post<NoteView>(`/complaints/${complaintId}/notes`, { text, corrects });
}

function aTask(complaintId: string, { accountId: ownerId }: Pick<GivenAccount, 'accountId'>) {
  return { complaintId, title: 'Ask the school for the attendance list.', ownerId, dueOn: '2026-03-09' };
}

function aRequest(complaintId: string) {
  return { complaintId, provider: 'Example Chat', account: 'sample_player_17', requestedOn: '2026-03-01' };
}

function requested({ id, by }: GivenComplaint, overrides: object = {}): Promise<Made<PreservationView>> {
  return given.made<PreservationView>(by, '/preservations', { ...aRequest(id), ...overrides });
}

async function givenTask(by?: GivenAccount): Promise<{ task: Made<TaskView>; by: GivenAccount }> {
  const complaint = await given.complaint(by ? { by } : {});
  return {
    task: await given.made<TaskView>(complaint.by, '/tasks', aTask(complaint.id, complaint.by)),
    by: complaint.by,
  };
}

/** Creates functions that create records which expire in a number of days. */
async function expiring() {
  const by = await given.account();
  const complaint = await given.complaint({ by });
  return {
    by,
    tip: (days: number): Promise<GivenComplaint> => {
      const endsOn = addDays(today, days);
      const reportedToNcmecAt = `${Number(endsOn.slice(0, 4)) - 1}${endsOn.slice(4)}T18:00:00Z`;
      return given.complaint({ by, source: 'ncmec_cybertip', reportedToNcmecAt, receivedAt: reportedToNcmecAt });
    },
    request: (days: number): Promise<Made<PreservationView>> =>
      requested(complaint, { requestedOn: addDays(today, days - 90) }),
  };
}

async function inState(state: 'closed' | 'merged') {
  const complaint = await given.complaint({ state: state === 'closed' ? 'closed' : 'triaged' });
  const { id: into } = await given.complaint({ by: complaint.by });
  if (state === 'merged') await given.moved(complaint, [['merge', { into, reason: 'The same account.' }]]);
  return { complaint, into, by: complaint.by };
}

/** Creates a complaint assigned to one investigator, and a second investigator of the agency. */
async function assigned() {
  const complaint = await given.complaint({ state: 'triaged' });
  const { agencyId, by } = complaint;
  const worked = await given.moved(complaint, [['assignment', { agencyId, investigatorId: by.accountId }]]);
  return { complaint: worked, colleague: await given.account({ agency: await agencyOf(by) }) };
}

/** Creates a complaint that a second agency of the task force works, and an account there. */
async function sharedWithPartner() {
  const complaint = await given.complaint({ state: 'triaged' });
  const agency = await given.agency({ taskForceId: complaint.taskForceId });
  const worked = await given.moved(complaint, [['assignment', { agencyId: agency.id }]]);
  return { complaint: worked, partner: await given.account({ agency }) };
}

async function agencyOf({ agencyId, taskForceId }: GivenAccount) {
  if (agencyId === null || taskForceId === null) throw new Error('Whoever sits at an agency was wanted');
  return Promise.resolve({ id: agencyId, taskForceId, name: '' });
}

async function complaintOf(id: string): Promise<{ id: string; taskForceId: string }> {
  const [row] = await tracker.sql<{ id: string; taskForceId: string }>(
    'SELECT id, task_force_id AS "taskForceId" FROM app.complaints WHERE id = $1',
    [id],
  );
  if (!row) throw new Error('The complaint of a task is there');
  return row;
}

/** Creates an account of another agency of the task force, and one of another task force. */
async function strangersTo({ taskForceId }: { readonly taskForceId: string }) {
  return {
    neighbour: tracker.as(await given.account({ agency: await given.agency({ taskForceId }) })),
    foreigner: tracker.as(await given.account({ role: 'supervisor', seat: 'task_force' })),
  };
}

async function expectHidden(stranger: Client, path: string, missing: string): Promise<void> {
  const there = await stranger.get(path);
  expect(there.status).toBe(404);
  expect(comparableContent(there)).toEqual(comparableContent(await stranger.get(missing)));
}
