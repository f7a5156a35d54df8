import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { MemberPage, UntagView } from '../../src/reporting/operations/member.view.js';
import type { OperationPage, OperationView, TagView } from '../../src/reporting/operations/operation.view.js';
import type { OperationReportView } from '../../src/reporting/reports/report.view.js';
import { madeBy } from './counted-record.js';
import { Given } from '../support/given.js';
import type { GivenAccount } from '../support/people.js';
import { sharedTracker, type Tracker } from '../support/tracker.js';

const nobody = '00000000-0000-7000-8000-000000000000';
const plan = { name: 'Operation Broken Heart', startsOn: '2018-03-01', endsOn: '2018-05-31', membership: 'window' };

const notAccessible = { detail: 'does not exist or is not accessible', code: 'notAccessible', params: {} };

let tracker: Tracker;
let given: Given;
let nation: GivenAccount;

beforeAll(async () => {
  tracker = await sharedTracker();
  given = new Given(tracker);
  nation = await given.account({ seat: 'national', role: 'supervisor' });
});
afterAll(() => tracker.close());

type Head = GivenAccount & { readonly taskForceId: string };

async function head(): Promise<Head> {
  const taskForceId = (await given.taskForce()).id;
  return { ...(await given.account({ taskForceId, role: 'supervisor' })), taskForceId };
}

async function planned(by: GivenAccount, overrides: object = {}): Promise<OperationView> {
  return madeBy(await tracker.as(by).post<OperationView>('/operations', { ...plan, ...overrides }), 201).body;
}

describe('POST /operations', () => {
  it('creates a national operation for the named task forces', async () => {
    const [one, other] = [await head(), await head()];
    const taskForceIds = [other.taskForceId, one.taskForceId.toUpperCase(), other.taskForceId];

    const answer = madeBy(await tracker.as(nation).post<OperationView>('/operations', { ...plan, taskForceIds }), 201);
    expect(answer.headers).toMatchObject({ etag: '"v1"', location: `/api/v1/operations/${answer.body.id}` });
    expect(answer.body).toEqual({
      ...plan,
      id: answer.body.id,
      version: 1,
      taskForceId: null,
      taskForce: null,
      rule: expect.stringContaining('from 2018-03-01 to 2018-05-31'),
      taskForceIds: [one.taskForceId, other.taskForceId].sort(),
      may: { run: true, tag: false },
    });
  });

  it('includes every existing task force when none is named', async () => {
    const { taskForceId } = await head();
    const { id, taskForceIds } = await planned(nation, { name: 'Everybody' });
    const all = await tracker.sql<{ id: string }>('SELECT id FROM app.task_forces ORDER BY id');
    expect(taskForceIds).toEqual(all.map((one) => one.id));
    expect(taskForceIds).toContain(taskForceId);

    const later = await head();
    const view = await tracker.as(nation).get<OperationView>(`/operations/${id}`);
    expect(view.body.taskForceIds).not.toContain(later.taskForceId);
    expect((await tracker.as(later).get(`/operations/${id}`)).status).toBe(404);
  });

  it('lets a task force create its own operation', async () => {
    const [by, other] = [await head(), await head()];
    const { taskForceId } = by;

    expect(await planned(by)).toMatchObject({ taskForceId, taskForceIds: [taskForceId], may: { run: true } });
    expect(await planned(by, { name: 'Named', taskForceIds: [taskForceId] })).toMatchObject({
      taskForceIds: [taskForceId],
    });
    for (const [taskForceIds, pointers] of [
      [[other.taskForceId], ['#/taskForceIds/0']],
      [
        [taskForceId, nobody, other.taskForceId],
        ['#/taskForceIds/1', '#/taskForceIds/2'],
      ],
    ] as const) {
      const answer = await tracker.as(by).post('/operations', { ...plan, name: 'Others', taskForceIds });
      expect([answer.status, answer.body['errors']]).toEqual([
        422,
        pointers.map((pointer) => ({ pointer, ...notAccessible })),
      ]);
    }
    const unknown = await tracker.as(nation).post('/operations', { ...plan, name: 'Others', taskForceIds: [nobody] });
    expect([unknown.status, unknown.body['errors']]).toEqual([
      422,
      [expect.objectContaining({ pointer: '#/taskForceIds/0' })],
    ]);
  });

  it('is refused to agencies and to every role but supervisors', async () => {
    const { taskForceId } = await head();
    const desk = await given.account({ role: 'supervisor', agency: await given.agency({ taskForceId }) });
    expect((await tracker.as(desk).post('/operations', plan)).status).toBe(403);
    for (const role of ['investigator', 'admin', 'auditor'] as const) {
      for (const seat of ['national', 'task_force'] as const) {
        const account = await given.account({ role, seat, ...(seat === 'task_force' ? { taskForceId } : {}) });
        expect((await tracker.as(account).post('/operations', plan)).status).toBe(403);
      }
    }
  });

  it.each([
    [{ name: '' }, '#/name'],
    [{ name: 'a'.repeat(10_000) }, '#/name'],
    [{ startsOn: '2018-02-30' }, '#/startsOn'],
    [{ endsOn: '2018-02-28' }, '#/endsOn'],
    [{ endsOn: '2019-03-02' }, '#/endsOn'],
    [{ membership: 'rule' }, '#/membership'],
    [{ taskForceIds: [] }, '#/taskForceIds'],
    [{ taskForceIds: null }, '#/taskForceIds'],
    [{ taskForceIds: nobody }, '#/taskForceIds'],
    [{ taskForceIds: ['x'] }, '#/taskForceIds'],
    [{ taskForceIds: Array.from({ length: 201 }, () => nobody) }, '#/taskForceIds'],
    [{ colour: 'red' }, '#/colour'],
  ])('rejects %j, at %s', async (wrong, pointer) => {
    const answer = await tracker.as(nation).post('/operations', { ...plan, ...wrong });

    expect([answer.status, answer.body['errors']]).toEqual([422, [expect.objectContaining({ pointer })]]);
  });

  it('accepts windows of one day and of 366 days', async () => {
    const by = await head();

    expect((await planned(by, { endsOn: '2018-03-01' })).endsOn).toBe('2018-03-01');
    expect((await planned(by, { name: 'A year', endsOn: '2019-03-01' })).endsOn).toBe('2019-03-01');
  });

  it('creates one operation per name and first day', async () => {
    const by = await head();
    await planned(by);

    const again = await tracker.as(by).post('/operations', plan);
    expect([again.status, again.body['type']]).toEqual([409, '/problems/already-exists']);
    await planned(by, { startsOn: '2018-03-02' });
    await planned(await head());
  });

  it('creates one operation per idempotency key', async () => {
    const by = await head();
    const key = { 'idempotency-key': 'one' };
    const first = await tracker.as(by).post<OperationView>('/operations', plan, key);
    const again = await tracker.as(by).post<OperationView>('/operations', plan, key);

    expect(again.body).toEqual(first.body);
  });
});

describe('an operation', () => {
  it('is visible to participating task forces and the national seat only', async () => {
    const [one, other, stranger] = [await head(), await head(), await head()];
    const desk = await given.account({ agency: await given.agency({ taskForceId: one.taskForceId }) });
    const { id } = await planned(nation, { name: 'Two', taskForceIds: [one.taskForceId, other.taskForceId] });
    const own = await planned(one, { name: 'Own' });

    for (const reader of [one, desk]) {
      const { body } = await tracker.as(reader).get<OperationView>(`/operations/${id}`);
      expect(body).toMatchObject({ taskForceIds: [one.taskForceId], may: { run: false } });
    }
    expect((await tracker.as(nation).get<OperationView>(`/operations/${own.id}`)).body).toMatchObject({
      taskForceId: one.taskForceId,
      may: { run: false },
    });
    const missing = await tracker.as(stranger).get(`/operations/${nobody}`);
    for (const [reader, hidden] of [
      [stranger, id],
      [stranger, own.id],
      [other, own.id],
    ] as const) {
      const answer = await tracker.as(reader).get(`/operations/${hidden}`);
      expect([answer.status, answer.text]).toEqual([404, missing.text]);
    }
    const listOf = async (reader: GivenAccount): Promise<string[]> =>
      (await tracker.as(reader).get<OperationPage>('/operations')).body.items.map((operation) => operation.id);
    expect(await listOf(stranger)).toEqual([]);
    expect(await listOf(desk)).toEqual([own.id, id]);
    expect(await listOf(other)).toEqual([id]);
  });

  it('is listed latest first, in pages, with two statements', async () => {
    const by = await head();
    const days = ['2018-03-01', '2018-03-03', '2018-03-02', '2018-03-03'];
    const ids = [];
    for (const [at, startsOn] of days.entries()) ids.push((await planned(by, { name: `Day ${at}`, startsOn })).id);
    const [first, second, third, fourth] = ids;

    const page = await tracker.as(by).get<OperationPage>('/operations?limit=3');
    expect(page.body.items.map(({ id }) => id)).toEqual([fourth, second, third]);
    expect(page.body.items[0]?.taskForceIds).toEqual([by.taskForceId]);
    const rest = await tracker.as(by).get<OperationPage>(`/operations?limit=3&cursor=${page.body.nextCursor ?? ''}`);
    expect([rest.body.items.map(({ id }) => id), rest.body.nextCursor]).toEqual([[first], null]);
    await tracker.expectQueries(2, () => tracker.as(by).get('/operations'));
  });

  it('is updated by its organizer, on the version read', async () => {
    const [by, other] = [await head(), await head()];
    const { id } = await planned(by);
    const path = `/operations/${id}`;
    const change = { ...plan, name: 'Renamed', endsOn: '2018-06-30', membership: 'tagged' };

    expect((await tracker.as(by).put(path, change)).status).toBe(428);
    const changed = await tracker.as(by).put<OperationView>(path, change, { 'if-match': '"v1"' });
    expect([changed.status, changed.etag]).toEqual([200, '"v2"']);
    expect(changed.body).toMatchObject({ ...change, taskForceIds: [by.taskForceId], may: { run: true, tag: true } });
    expect((await tracker.as(by).put(path, change, { 'if-match': '"v1"' })).status).toBe(412);
    expect((await tracker.as(nation).put(path, change, { 'if-match': '"v2"' })).status).toBe(403);
    expect((await tracker.as(other).put(path, change, { 'if-match': '"v2"' })).status).toBe(404);
    const wrong = await tracker.as(by).put(path, { ...change, endsOn: '2018-02-01' }, { 'if-match': '"v2"' });
    expect([wrong.status, wrong.body['errors']]).toEqual([422, [expect.objectContaining({ pointer: '#/endsOn' })]]);
  });

  it('of the national programme cannot be updated by a task force', async () => {
    const by = await head();
    const { id } = await planned(nation, { name: 'Ours', taskForceIds: [by.taskForceId] });

    expect((await tracker.as(by).put(`/operations/${id}`, plan, { 'if-match': '"v1"' })).status).toBe(403);
    expect(
      (await tracker.as(nation).put(`/operations/${id}`, { ...plan, name: 'Theirs' }, { 'if-match': '"v1"' })).status,
    ).toBe(200);
  });
});

describe('tagging records', () => {
  const tagged = { ...plan, membership: 'tagged' };

  it('adds the records that are not tagged yet, and returns their number', async () => {
    const by = await head();
    const { id } = await planned(by, tagged);
    const complaint = await given.complaint({ taskForceId: by.taskForceId });
    const suspect = await given.suspect({ complaint });
    const arrest = await given.arrest({ suspect });
    const victim = await given.victim({ complaint });
    const presentation = await given.presentation({ taskForceId: by.taskForceId });
    const all = {
      complaintIds: [complaint.id, complaint.id.toUpperCase()],
      arrestIds: [arrest.id],
      victimIds: [victim.id],
      presentationIds: [presentation.id],
    };

    const first = await tracker.as(by).post<TagView>(`/operations/${id}/members`, { complaintIds: [complaint.id] });
    expect([first.status, first.body]).toEqual([
      200,
      { operationId: id, added: { complaints: 1, arrests: 0, victims: 0, presentations: 0 } },
    ]);
    const second = await tracker.as(by).post<TagView>(`/operations/${id}/members`, all);
    expect(second.body.added).toEqual({ complaints: 0, arrests: 1, victims: 1, presentations: 1 });
    const third = await tracker.as(by).post<TagView>(`/operations/${id}/members`, all);
    expect(third.body.added).toEqual({ complaints: 0, arrests: 0, victims: 0, presentations: 0 });
    expect((await tracker.as(by).post<TagView>(`/operations/${id}/members`, {})).status).toBe(200);

    const trail = await tracker.sql(
      'SELECT action, subject FROM audit.entries WHERE source = $1 AND complaint_id = $2',
      ['operation_members', complaint.id],
    );
    expect(trail).toEqual([{ action: 'operation.tagged', subject: id }]);
  });

  it('is rejected as a whole, with an error for each record that is not visible', async () => {
    const [by, stranger] = [await head(), await head()];
    const { id } = await planned(nation, {
      ...tagged,
      name: 'Both',
      taskForceIds: [by.taskForceId, stranger.taskForceId],
    });
    const desk = await given.account({
      role: 'supervisor',
      agency: await given.agency({ taskForceId: by.taskForceId }),
    });
    const own = await given.complaint({ by: desk });
    const neighbours = await given.complaint({ taskForceId: by.taskForceId });
    const foreign = await given.complaint({ taskForceId: stranger.taskForceId });
    const path = `/operations/${id}/members`;

    const answer = await tracker.as(desk).post(path, {
      complaintIds: [own.id, neighbours.id, own.id, foreign.id, nobody],
      arrestIds: [own.id],
      victimIds: [nobody],
      presentationIds: [nobody],
    });
    const pointers = [
      'complaintIds/1',
      'complaintIds/3',
      'complaintIds/4',
      'arrestIds/0',
      'victimIds/0',
      'presentationIds/0',
    ];
    expect([answer.status, answer.body['errors']]).toEqual([
      422,
      pointers.map((pointer) => ({ pointer: `#/${pointer}`, ...notAccessible })),
    ]);
    expect(await tracker.sql('SELECT FROM app.operation_members WHERE operation_id = $1', [id])).toEqual([]);
    expect((await tracker.as(desk).post(path, { complaintIds: [own.id] })).status).toBe(200);
    expect(
      (await tracker.as(by).post<TagView>(path, { complaintIds: [own.id, neighbours.id] })).body.added.complaints,
    ).toBe(1);
    expect((await tracker.as(nation).post(path, { complaintIds: [own.id] })).status).toBe(403);
  });

  it('requires an operation that counts by tags, and participation', async () => {
    const [by, stranger] = [await head(), await head()];
    const { id } = await planned(by);
    const { id: complaintId } = await given.complaint({ taskForceId: by.taskForceId });
    const records = { complaintIds: [complaintId] };

    const answer = await tracker.as(by).post(`/operations/${id}/members`, records);
    expect([answer.status, answer.body['type']]).toEqual([409, '/problems/tagging-not-allowed']);
    expect((await tracker.as(stranger).post(`/operations/${id}/members`, records)).status).toBe(404);
    expect((await tracker.as(by).post(`/operations/${nobody}/members`, records)).status).toBe(404);
    const investigator = await given.account({ taskForceId: by.taskForceId });
    expect((await tracker.as(investigator).post(`/operations/${id}/members`, records)).status).toBe(403);
  });

  it('takes 500 of a kind', async () => {
    const by = await head();
    const { id } = await planned(by, tagged);
    const { id: complaintId } = await given.complaint({ taskForceId: by.taskForceId });
    const list = (length: number): object => ({ complaintIds: Array.from({ length }, () => complaintId) });

    expect((await tracker.as(by).post<TagView>(`/operations/${id}/members`, list(500))).body.added.complaints).toBe(1);
    const answer = await tracker.as(by).post(`/operations/${id}/members`, list(501));
    expect([answer.status, answer.body['errors']]).toEqual([
      422,
      [expect.objectContaining({ pointer: '#/complaintIds', detail: 'must hold at most 500' })],
    ]);
    const wrong = await tracker.as(by).post(`/operations/${id}/members`, { complaintIds: ['x'] });
    expect([wrong.status, wrong.body['errors']]).toEqual([
      422,
      [expect.objectContaining({ pointer: '#/complaintIds', detail: 'must hold ids only' })],
    ]);
  });
});

describe('the records of an operation', () => {
  const tagged = { ...plan, membership: 'tagged' };
  const reason = 'It came before the operation.';

  it('are determined by its rule', async () => {
    const by = await head();

    expect((await planned(by)).rule).toBe(
      'Counts all that its task forces recorded from 2018-03-01 to 2018-05-31, each day in the time zone of its task force.',
    );
    expect((await planned(by, { ...tagged, name: 'Tags' })).rule).toMatch(/^Counts what was tagged/);
  });

  it('are listed as far as visible, last tagged first, in pages, with two statements', async () => {
    const by = await head();
    const { taskForceId } = by;
    const { id } = await planned(by, tagged);
    const desk = await given.account({ agency: await given.agency({ taskForceId }) });
    const own = await given.complaint({ by: desk });
    const victim = await given.victim({ complaint: await given.complaint({ taskForceId }) });
    await tracker.as(by).post(`/operations/${id}/members`, { complaintIds: [own.id] });
    await tracker.as(by).post(`/operations/${id}/members`, { victimIds: [victim.id] });
    const path = `/operations/${id}/members`;
    const itemsOf = async (reader: GivenAccount, query = ''): Promise<MemberPage> =>
      (await tracker.as(reader).get<MemberPage>(`${path}${query}`)).body;

    const page = await tracker.expectQueries(2, () => itemsOf(by, '?limit=1'));
    expect(page.items).toMatchObject([{ kind: 'victim', recordId: victim.id }]);
    const rest = await itemsOf(by, `?limit=1&cursor=${page.nextCursor ?? ''}`);
    expect(rest).toMatchObject({ items: [{ kind: 'complaint', recordId: own.id }], nextCursor: null });
    expect((await itemsOf(desk)).items).toMatchObject([{ recordId: own.id }]);
    expect((await itemsOf(nation)).items).toEqual([]);
    expect((await tracker.as(await head()).get(path)).status).toBe(404);
  });

  it('are no longer counted once untagged, and can be tagged again', async () => {
    const by = await head();
    const { id } = await planned(by, tagged);
    const complaint = await given.complaint({ taskForceId: by.taskForceId });
    const arrest = await given.arrest({ suspect: await given.suspect({ complaint }) });
    const records = { complaintIds: [complaint.id], arrestIds: [arrest.id] };
    await tracker.as(by).post(`/operations/${id}/members`, records);
    const complaints = async (): Promise<number> => {
      const { body } = await tracker.as(by).get<OperationReportView>(`/reports/operations/${id}`);
      return body.figures.complaintsDocumented.recorded;
    };
    expect(await complaints()).toBe(1);

    const path = `/operations/${id}/members/untag`;
    const first = await tracker.as(by).post<UntagView>(path, { complaintIds: [complaint.id.toUpperCase()], reason });
    const again = await tracker.as(by).post<UntagView>(path, { complaintIds: [complaint.id], reason });

    const none = { complaints: 0, arrests: 0, victims: 0, presentations: 0 };
    expect(first).toMatchObject({ status: 200, body: { operationId: id, removed: { ...none, complaints: 1 } } });
    expect(again.body.removed).toEqual(none);
    expect(await complaints()).toBe(0);
    const left = await tracker.as(by).get<MemberPage>(`/operations/${id}/members`);
    expect(left.body.items).toMatchObject([{ kind: 'arrest', recordId: arrest.id }]);
    expect((await tracker.trailOf(complaint.id)).at(-1)).toMatchObject({ action: 'operation.untagged', reason });

    const back = await tracker.as(by).post<TagView>(`/operations/${id}/members`, records);
    expect(back.body.added).toEqual({ ...none, complaints: 1 });
    expect(await complaints()).toBe(1);
  });

  describe('a tagged record that is linked to another record', () => {
    async function operationOf(
      by: Head,
    ): Promise<{ tag: (records: object) => Promise<void>; counts: () => Promise<number[]> }> {
      const { id } = await given.operation({ by, membership: 'tagged' });
      return {
        tag: async (records) => {
          madeBy(await tracker.as(by).post(`/operations/${id}/members`, records), 200);
        },
        counts: async () => {
          const { figures } = madeBy(
            await tracker.as(by).get<OperationReportView>(`/reports/operations/${id}`),
            200,
          ).body;
          const { complaintsDocumented, offendersIdentifiedHandsOnOrProduction, victimsIdentified } = figures;
          return [complaintsDocumented, offendersIdentifiedHandsOnOrProduction, victimsIdentified].map(
            ({ recorded }) => recorded,
          );
        },
      };
    }

    it('counts the child once with the other record, and separately after unlinking', async () => {
      const by = await head();
      const [first, second] = [
        await given.victim({ complaint: await given.complaint({ by }) }),
        await given.victim({ complaint: await given.complaint({ by }) }),
      ];
      const [ofSecond, ofBoth] = [await operationOf(by), await operationOf(by)];
      await ofSecond.tag({ victimIds: [second.id] });
      await ofBoth.tag({ victimIds: [first.id, second.id] });
      const path = `/victims-identified/${second.id}`;

      const linked = await given.changed(second, `${path}/same-child`, { victimId: first.id, reason });
      expect([await ofSecond.counts(), await ofBoth.counts()]).toEqual([
        [0, 0, 1],
        [0, 0, 1],
      ]);
      const unlinked = await given.changed(linked, `${path}/same-child/unlink`, { reason });
      expect([await ofSecond.counts(), await ofBoth.counts()]).toEqual([
        [0, 0, 1],
        [0, 0, 2],
      ]);
      const again = await given.changed(unlinked, `${path}/same-child`, { victimId: first.id, reason });
      await given.changed(again, `${path}/void`, { reason });
      expect([await ofSecond.counts(), await ofBoth.counts()]).toEqual([
        [0, 0, 0],
        [0, 0, 1],
      ]);
    });

    it('counts the complaint it was merged into, with the offenders of both, and no other', async () => {
      const by = await head();
      const { id: agencyId } = await given.agency({ taskForceId: by.taskForceId });
      const [kept, merged, last] = [
        await given.complaint({ by, agencyId }),
        await given.complaint({ by, agencyId }),
        await given.complaint({ by, agencyId }),
      ];
      await given.suspect({ complaint: merged, offenderClass: 'producer' });
      await given.suspect({ complaint: kept, offenderClass: 'both' });
      const [ofMerged, ofBoth, ofKept] = [await operationOf(by), await operationOf(by), await operationOf(by)];
      await ofMerged.tag({ complaintIds: [merged.id] });
      await ofBoth.tag({ complaintIds: [merged.id, kept.id] });
      await ofKept.tag({ complaintIds: [kept.id] });
      const all = async (): Promise<number[][]> => [
        await ofMerged.counts(),
        await ofBoth.counts(),
        await ofKept.counts(),
      ];
      const each = [
        [1, 1, 0],
        [2, 2, 0],
        [1, 1, 0],
      ];
      expect(await all()).toEqual(each);

      const away = await given.changed(merged, `/complaints/${merged.id}/merge`, { into: kept.id, reason });
      const whole = [1, 2, 0];
      expect(await all()).toEqual([whole, whole, whole]);
      const twice = await given.changed(kept, `/complaints/${kept.id}/merge`, { into: last.id, reason });
      expect(await all()).toEqual([whole, whole, whole]);
      await given.changed(twice, `/complaints/${kept.id}/unmerge`, { reason });
      await given.changed(away, `/complaints/${merged.id}/unmerge`, { reason });
      expect(await all()).toEqual(each);
    });
  });

  it('is untagged by accounts that may tag visible records, with a reason', async () => {
    const [by, stranger] = [await head(), await head()];
    const { id } = await planned(by, tagged);
    const { id: complaintId } = await given.complaint({ taskForceId: by.taskForceId });
    const path = `/operations/${id}/members/untag`;

    const investigator = await given.account({ taskForceId: by.taskForceId });
    expect((await tracker.as(investigator).post(path, { complaintIds: [complaintId], reason })).status).toBe(403);
    expect((await tracker.as(stranger).post(path, { complaintIds: [complaintId], reason })).status).toBe(404);
    expect((await tracker.as(by).post(path, { complaintIds: [complaintId] })).body['errors']).toMatchObject([
      { pointer: '#/reason' },
    ]);
    expect((await tracker.as(by).post(path, { complaintIds: [nobody], reason })).body['errors']).toMatchObject([
      { pointer: '#/complaintIds/0' },
    ]);
  });
});
