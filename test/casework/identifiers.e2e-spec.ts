import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Commonness } from '../../src/casework/identifiers/commonness.js';
import type { ComplaintPage } from '../../src/casework/complaints/complaint-line.view.js';
import type { MatchStrength } from '../../src/casework/complaints/complaints.enums.js';
import type { IdentifierPage, IdentifierView } from '../../src/casework/identifiers/identifier.view.js';
import type { MatchesView } from '../../src/casework/identifiers/match.view.js';
import type { ReportedFileList, ReportedPersonList } from '../../src/casework/identifiers/reported.view.js';
import type { LogComplaint } from '../../src/casework/intake/intake.request.js';
import type { LoggedComplaint } from '../../src/casework/intake/intake.view.js';
import { aTip, Given, type GivenAccount } from '../support/given.js';
import { nextNumber } from '../support/people.js';
import { sharedTracker, type Tracker } from '../support/tracker.js';

let tracker: Tracker;
let given: Given;

beforeAll(async () => {
  tracker = await sharedTracker();
  given = new Given(tracker);
});
afterAll(() => tracker.close());

const reason = 'A guess.';
const hash = (): string => nextNumber().toString(16).padStart(32, '0');
const email = (): string => `owl.${nextNumber()}@example.com`;

async function log(by: GivenAccount, overrides: Partial<LogComplaint> = {}) {
  const answer = await tracker.as(by).post<LoggedComplaint>('/complaints', { ...aTip, ...overrides });
  expect(answer.status).toBe(201);
  return answer.body;
}

async function matchesOf(by: GivenAccount, id: string): Promise<MatchesView> {
  const answer = await tracker.as(by).get<MatchesView>(`/complaints/${id}/matches`);
  expect(answer.status).toBe(200);
  return answer.body;
}

const pairs = ({ items }: MatchesView) => items.map(({ complaint, means }) => [complaint.id, means]);

describe('logging a complaint with persons, identifiers and files', () => {
  it('stores all parts in one transaction and links each identifier to its person or file', async () => {
    const by = await given.account();
    const raw = email();

    const { id, matches } = await log(by, {
      persons: [
        {
          role: 'suspect',
          givenName: 'Alex',
          familyName: 'Sample',
          identifiers: [
            { kind: 'email', raw },
            { kind: 'ip', raw: '192.0.2.17:51820', observedAt: '2026-02-28T22:04:10Z' },
          ],
        },
        {
          role: 'victim',
          approximateAge: 13,
          identifiers: [{ kind: 'handle', platform: 'Example Chat', raw: '@fox' }],
        },
      ],
      identifiers: [{ kind: 'url', role: 'unknown', raw: 'https://example.org/room/7' }],
      files: [
        { name: 'IMG_0042.jpg', isViewedByProvider: null, hashes: [{ value: 'AB'.repeat(16) }], tags: ['viral'] },
      ],
    });

    const persons = await tracker.as(by).get<ReportedPersonList>(`/reported-persons?complaintId=${id}`);
    const files = await tracker.as(by).get<ReportedFileList>(`/reported-files?complaintId=${id}`);
    const identifiers = await tracker.as(by).get<IdentifierPage>(`/identifiers?complaintId=${id}`);
    expect(matches).toEqual({ items: [], isComplete: true, setAside: [] });
    expect(persons.body.items).toMatchObject([
      { role: 'suspect', givenName: 'Alex', familyName: 'Sample' },
      { role: 'victim', givenName: null, approximateAge: 13 },
    ]);
    expect(files.body.items).toMatchObject([
      { name: 'IMG_0042.jpg', isViewedByProvider: null, reviewGate: 'warrant_needed', tags: ['viral'] },
    ]);
    const [suspect, victim] = persons.body.items;
    expect(identifiers.body.items).toMatchObject([
      { kind: 'email', normalised: raw, role: 'suspect', personId: suspect?.id },
      { kind: 'ip', normalised: '192.0.2.17', port: 51_820, observedAt: '2026-02-28T22:04:10.000Z' },
      { kind: 'handle', normalised: 'fox@example chat', role: 'victim', personId: victim?.id },
      { kind: 'hash', algorithm: 'md5', normalised: 'ab'.repeat(16), fileId: files.body.items[0]?.id },
      { kind: 'url', normalised: 'example.org/room/7', role: 'unknown', personId: null },
    ]);
    const trail = JSON.stringify(await tracker.trailOf(id));
    for (const told of ['Alex', 'Sample', raw, '192.0.2.17', 'IMG_0042', 'fox']) expect(trail).not.toContain(told);
  });

  it.each([
    [{ identifiers: [{ kind: 'email', role: 'suspect', raw: 'no address' }] }, '#/identifiers/0/raw'],
    [{ identifiers: [{ kind: 'email', role: 'suspect', raw: 'a@b.example', port: 80 }] }, '#/identifiers/0/port'],
    [{ identifiers: [{ kind: 'handle', role: 'suspect', raw: '@owl' }] }, '#/identifiers/0/platform'],
    [{ identifiers: [{ kind: 'email', raw: 'a@b.example' }] }, '#/identifiers/0/role'],
    [{ persons: [{ role: 'victim', givenName: 'Robin' }] }, '#/persons/0/givenName'],
    [{ persons: [{ role: 'suspect', identifiers: [{ kind: 'ip', raw: '1.2.3' }] }] }, '#/persons/0/identifiers/0/raw'],
    [{ files: [{ hashes: [{ value: 'abc' }] }] }, '#/files/0/hashes/0/value'],
    [{ files: [{ isViewedByProvider: 'yes' }] }, '#/files/0/isViewedByProvider'],
    [{ files: [{ name: 'data:image/png;base64,iVBORw0KGgo=' }] }, '#/files/0/name'],
  ])('rejects the whole tip for one invalid part and stores nothing: %j', async (overrides, pointer) => {
    const by = await given.account();

    const answer = await tracker.as(by).post('/complaints', { ...aTip, ...overrides });

    expect(answer).toMatchObject({ status: 422, body: { errors: [{ pointer }] } });
    expect(await tracker.sql('SELECT FROM app.complaints WHERE agency_id = $1', [by.agencyId])).toEqual([]);
  });

  it('creates one complaint for 50 concurrent copies of a tip, with equal responses', async () => {
    const by = await given.account();
    const tip = {
      ...aTip,
      source: 'ncmec_cybertip',
      externalReference: '107324881',
      persons: [{ role: 'suspect', identifiers: [{ kind: 'email', raw: email() }] }],
    };

    const answers = await Promise.all(Array.from({ length: 50 }, () => tracker.as(by).post('/complaints', tip)));

    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    const [counted] = await tracker.sql<{ complaints: number; identifiers: number }>(
      `SELECT (SELECT count(*)::int FROM app.complaints WHERE agency_id = $1) AS complaints,
              (SELECT count(*)::int FROM app.identifiers i JOIN app.complaints c ON c.id = i.complaint_id
                WHERE c.agency_id = $1) AS identifiers`,
      [by.agencyId],
    );
    expect(counted).toEqual({ complaints: 1, identifiers: 1 });
  });

  it('rejects the same number with other persons, and names the existing complaint', async () => {
    const by = await given.account();
    const tip = { source: 'ncmec_cybertip', externalReference: '107324882' } as const;
    const { id } = await log(by, { ...tip, persons: [{ role: 'suspect', givenName: 'Alex' }] });

    const changed = await tracker
      .as(by)
      .post('/complaints', { ...aTip, ...tip, persons: [{ role: 'suspect', givenName: 'Robin' }] });

    expect(changed).toMatchObject({ status: 409, body: { type: '/problems/already-received', complaintId: id } });
  });

  it('returns the complaint for a repeated idempotency key', async () => {
    const by = await given.account();
    const tip = { ...aTip, identifiers: [{ kind: 'email', role: 'suspect', raw: email() }] };
    const first = await tracker.as(by).post('/complaints', tip, { 'idempotency-key': 'one' });

    const again = await tracker.as(by).post('/complaints', tip, { 'idempotency-key': 'one' });

    expect(again.body).toEqual(first.body);
  });
});

describe('matches between complaints', () => {
  it('are returned when the second complaint is logged, with reasons, and for the first from then on', async () => {
    const by = await given.account();
    const raw = email();
    const first = await log(by, { identifiers: [{ kind: 'email', role: 'suspect', raw }] });

    const second = await log(by, {
      identifiers: [{ kind: 'email', role: 'suspect', raw: raw.toUpperCase() }],
    });

    expect(second.matches).toMatchObject({
      items: [
        {
          complaint: { id: first.id, reference: first.reference },
          strength: 'strong',
          means: ['same_subject'],
          sharedValues: [
            { kind: 'email', means: 'same_subject', roles: ['suspect'], theirRoles: ['suspect'], complaintsWithIt: 1 },
          ],
        },
      ],
      setAside: [],
    });
    expect(pairs(await matchesOf(by, first.id))).toEqual([[second.id, ['same_subject']]]);
  });

  it('are ordered by strength and labelled by kind', async () => {
    const by = await given.account();
    const [raw, address, file] = [email(), '198.51.100.7', hash()];
    const byHash = await log(by, { files: [{ hashes: [{ value: file }] }] });
    const byAddress = await log(by, { identifiers: [{ kind: 'ip', role: 'suspect', raw: address }] });
    const byChild = await log(by, { persons: [{ role: 'victim', identifiers: [{ kind: 'email', raw }] }] });

    const { matches } = await log(by, {
      persons: [{ role: 'victim', identifiers: [{ kind: 'email', raw }] }],
      identifiers: [{ kind: 'ip', role: 'suspect', raw: address }],
      files: [{ hashes: [{ value: file }] }],
    });

    expect(matches && pairs(matches)).toEqual([
      [byChild.id, ['same_victim']],
      [byHash.id, ['same_hash']],
      [byAddress.id, ['same_ip']],
    ]);
  });

  it('omit complaints that the seat cannot see', async () => {
    const raw = email();
    const identifiers = [{ kind: 'email', role: 'suspect', raw } as const];
    const ours = await given.account();
    const { taskForceId } = ours;
    if (taskForceId === null) throw new Error('An agency is of a task force');
    const neighbour = await given.account({ agency: await given.agency({ taskForceId }) });
    const head = await given.account({ taskForceId, role: 'supervisor' });
    const theirs = await log(neighbour, { identifiers });
    await log(await given.account(), { identifiers });

    const { id, matches } = await log(ours, { identifiers });

    expect(matches).toEqual({ items: [], isComplete: true, setAside: [] });
    expect(pairs(await matchesOf(head, id))).toEqual([[theirs.id, ['same_subject']]]);
    expect((await tracker.as(neighbour).get(`/complaints/${id}/matches`)).status).toBe(404);
  });

  it('omit voided identifiers and merged complaints, and return after the merge is undone', async () => {
    const head = await given.account({ role: 'supervisor', seat: 'task_force' });
    const { id: agencyId } = await given.agency({ taskForceId: head.taskForceId ?? '' });
    const identifiers = [{ kind: 'phone', role: 'suspect', raw: '(402) 555-0177' } as const];
    const first = await log(head, { agencyId, identifiers });
    const second = await log(head, { agencyId, identifiers });
    const third = await log(head, { agencyId, identifiers });

    const merged = await tracker
      .as(head)
      .put(`/complaints/${second.id}/merge`, { into: first.id, reason }, { 'if-match': '"v1"' });
    const whileMerged = await matchesOf(head, first.id);
    const [own] = (await tracker.as(head).get<IdentifierPage>(`/identifiers?complaintId=${third.id}`)).body.items;
    await tracker.as(head).post(`/identifiers/${own?.id}/void`, { reason }, { 'if-match': '"v1"' });
    const afterVoiding = await matchesOf(head, first.id);
    await tracker
      .as(head)
      .post(`/complaints/${second.id}/unmerge`, { reason }, { 'if-match': merged.headers['etag'] ?? '' });
    const afterParting = await matchesOf(head, first.id);

    expect(merged.status).toBe(200);
    expect(pairs(whileMerged)).toEqual([[third.id, ['same_subject']]]);
    expect(pairs(afterVoiding)).toEqual([]);
    expect(pairs(afterParting)).toEqual([[second.id, ['same_subject']]]);
  });

  it('skip a value held by more than 20 complaints, and report it', async () => {
    const by = await given.account();
    const identifiers = [{ kind: 'ip', role: 'suspect', raw: '203.0.113.9' } as const];
    for (let n = 0; n < 20; n += 1) await log(by, { identifiers });

    const atTheCap = await log(by, { identifiers });
    const past = await log(by, { identifiers });

    expect(atTheCap.matches?.items).toHaveLength(20);
    expect(past.matches).toMatchObject({ items: [], setAside: [{ kind: 'ip', cause: 'too_common', reason: null }] });
    const found = await tracker.as(by).post<IdentifierPage>('/identifiers/look-up', { kind: 'ip', raw: '203.0.113.9' });
    expect(found.body.items).toHaveLength(22);
  });

  it('reveal nothing about complaints beyond the seat, however many of its own hold the value', async () => {
    const by = await given.account();
    const taskForceId = by.taskForceId ?? '';
    const beyond = async (raw: string): Promise<string> => {
      const neighbour = await given.account({ agency: await given.agency({ taskForceId }) });
      const { id } = await log(neighbour, { identifiers: [{ kind: 'email', role: 'victim', raw }] });
      return id;
    };
    const values = [email(), email(), email()];
    await beyond(values[0] ?? '');
    const sealed = await beyond(values[1] ?? '');
    await tracker.sql('UPDATE app.complaints SET is_sealed = true WHERE id = $1', [sealed]);
    const identifiers = values.map((raw) => ({ kind: 'email', role: 'suspect', raw }) as const);
    for (let n = 0; n < 20; n += 1) await log(by, { identifiers });

    const atTheCap = await log(by, { identifiers });
    await tracker.app.get(Commonness).recompute('0 seconds');
    const recomputed = await matchesOf(by, atTheCap.id);
    const past = await log(by, { identifiers });

    expect(atTheCap.matches).toMatchObject({ setAside: [] });
    expect(atTheCap.matches?.items).toHaveLength(20);
    expect(recomputed.setAside).toEqual([]);
    expect(past.matches?.setAside.map(({ cause }) => cause)).toEqual(['too_common', 'too_common', 'too_common']);
  });

  it('skip a value common to many agencies after the daily count, which omits sealed complaints', async () => {
    const by = await given.account();
    const taskForceId = by.taskForceId ?? '';
    const [everywhere, here, hidden] = [email(), email(), email()];
    const told = (raw: string) => ({ kind: 'email', role: 'unknown', raw }) as const;
    for (let n = 0; n < 9; n += 1) {
      const neighbour = await given.account({ agency: await given.agency({ taskForceId }) });
      await log(neighbour, { identifiers: [told(everywhere), ...(n < 3 ? [told(here)] : [])] });
      const { id } = await log(neighbour, { identifiers: [told(hidden)] });
      if (n > 2) await tracker.sql('UPDATE app.complaints SET is_sealed = true WHERE id = $1', [id]);
    }
    const identifiers = [told(everywhere), told(here), told(hidden)];
    const { id } = await log(by, { identifiers });
    const common = async (): Promise<(string | undefined)[]> => {
      const known = (await tracker.as(by).get<IdentifierPage>(`/identifiers?complaintId=${id}`)).body.items;
      const { setAside } = await matchesOf(by, id);
      return setAside.map(({ identifierId }) => known.find((one) => one.id === identifierId)?.raw);
    };
    const commonness = tracker.app.get(Commonness);

    const before = await common();
    await commonness.recompute('0 seconds');
    const after = await common();
    await commonness.recompute('0 seconds');
    const again = await common();

    expect(before).toEqual([]);
    expect(after).toEqual([everywhere]);
    expect(again).toEqual(after);
  });

  it('omit an excluded identifier until its exclusion ends', async () => {
    const by = await given.account();
    const head = await given.account({ taskForceId: by.taskForceId ?? '', role: 'supervisor' });
    const identifiers = [{ kind: 'handle', platform: 'Example Chat', role: 'suspect', raw: '@admin' } as const];
    const first = await log(by, { identifiers });
    const exclusion = { kind: 'handle', platform: 'EXAMPLE CHAT', raw: 'Admin', reason: 'Whoever runs a room.' };
    const excluded = await tracker.as(head).post<{ id: string }>('/excluded-identifiers', exclusion);

    const second = await log(by, { identifiers });
    const path = `/excluded-identifiers/${excluded.body.id}/end`;
    const ended = await tracker.as(head).post(path, { reason }, { 'if-match': excluded.headers['etag'] ?? '' });
    const twice = await tracker.as(head).post(path, { reason }, { 'if-match': ended.headers['etag'] ?? '' });

    expect(second.matches).toMatchObject({
      items: [],
      setAside: [{ cause: 'excluded', reason: 'Whoever runs a room.' }],
    });
    expect([excluded.status, ended.status, twice.status]).toEqual([201, 200, 409]);
    expect(pairs(await matchesOf(by, second.id))).toEqual([[first.id, ['same_handle']]]);
    expect((await tracker.as(by).post('/excluded-identifiers', exclusion)).status).toBe(403);
  });

  it('equal a recalculation after random updates, merges and voids', async () => {
    const head = await given.account({ role: 'supervisor', seat: 'task_force' });
    const { id: agencyId } = await given.agency({ taskForceId: head.taskForceId ?? '' });
    const values = Array.from({ length: 12 }, (_, n) => `owl.random.${n}@example.com`);
    let seed = 20_261_126;
    const chance = (below: number): number => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return Math.floor((seed / 2_147_483_648) * below);
    };
    const ids: string[] = [];
    for (let step = 0; step < 120; step += 1) {
      const act = ids.length < 4 ? 0 : chance(5);
      const some = ids[chance(ids.length)] ?? '';
      const raw = values[chance(values.length)] ?? '';
      const etag = some === '' ? '' : ((await tracker.as(head).get(`/complaints/${some}`)).headers['etag'] ?? '');
      if (act <= 1) {
        const identifiers = [{ kind: 'email', role: 'suspect', raw } as const];
        ids.push((await log(head, { agencyId, identifiers })).id);
      } else if (act === 2) {
        await tracker.as(head).post('/identifiers', { complaintId: some, kind: 'email', role: 'suspect', raw });
      } else if (act === 3) {
        const { body } = await tracker.as(head).get<IdentifierPage>(`/identifiers?complaintId=${some}`);
        const one = body.items.find(({ voidedAt }: IdentifierView) => voidedAt === null);
        if (one) await tracker.as(head).post(`/identifiers/${one.id}/void`, { reason }, { 'if-match': '"v1"' });
      } else {
        const into = ids[chance(ids.length)] ?? '';
        const merged = await tracker.as(head).put(`/complaints/${some}/merge`, { into, reason }, { 'if-match': etag });
        if (merged.status !== 200 && chance(2) === 0) {
          await tracker.as(head).post(`/complaints/${some}/unmerge`, { reason }, { 'if-match': etag });
        }
      }
    }

    const rows = await tracker.sql<{ id: string; merged_into: string | null; values: string[] }>(
      `SELECT c.id, c.merged_into, coalesce(array_agg(i.normalised) FILTER (WHERE i.id IS NOT NULL), '{}') AS values
         FROM app.complaints c LEFT JOIN app.identifiers i ON i.complaint_id = c.id AND i.voided_at IS NULL
        WHERE c.agency_id = $1 GROUP BY c.id`,
      [agencyId],
    );
    const byId = new Map(rows.map((row) => [row.id, row]));
    const rootOf = (id: string): string => {
      const into = byId.get(id)?.merged_into ?? null;
      return into === null ? id : rootOf(into);
    };
    const spread = (value: string): number => rows.filter((row) => row.values.includes(value)).length;
    let compared = 0;
    const strongest = new Map<string, MatchStrength | null>();
    for (const { id } of rows) {
      const matter = rows.filter((row) => rootOf(row.id) === rootOf(id));
      const own = new Set(matter.flatMap((row) => row.values).filter((value) => spread(value) <= 20 + matter.length));
      const expected = rows
        .filter((row) => rootOf(row.id) !== rootOf(id) && row.values.some((value) => own.has(value)))
        .map((row) => row.id);
      const { items, isComplete } = await matchesOf(head, id);
      expect(isComplete).toBe(expected.length <= 50);
      expect(items.map(({ complaint }) => complaint.id).sort()).toEqual(expected.sort());
      compared += expected.length;
      strongest.set(id, items[0]?.strength ?? null);
    }
    const { body } = await tracker.as(head).get<ComplaintPage>('/complaints?limit=200');
    expect(new Map(body.items.map(({ id, strongestMatch }) => [id, strongestMatch]))).toEqual(strongest);
    expect(new Set(strongest.values()).size).toBeGreaterThan(1);
    expect(rows.some(({ merged_into: into }) => into !== null)).toBe(true);
    expect(compared).toBeGreaterThan(50);
  });
});

describe('searching for an identifier', () => {
  it('accepts any form of its kind, within the seat, in pages, newest complaint first', async () => {
    const by = await given.account();
    const raw = email();
    const identifiers = [{ kind: 'email', role: 'suspect', raw } as const];
    const ids: string[] = [];
    for (let n = 0; n < 3; n += 1) ids.push((await log(by, { identifiers })).id);
    await log(await given.account(), { identifiers });
    const ask = { kind: 'email', raw: ` ${raw.toUpperCase()}`, limit: 2 };

    const first = await tracker.as(by).post<IdentifierPage>('/identifiers/look-up', ask);
    const rest = await tracker
      .as(by)
      .post<IdentifierPage>('/identifiers/look-up', { ...ask, cursor: first.body.nextCursor });

    const found = [...first.body.items, ...rest.body.items].map(({ complaintId }) => complaintId);
    expect([first.status, rest.status]).toEqual([200, 200]);
    expect(found).toEqual(ids.reverse());
    expect(rest.body.nextCursor).toBeNull();
  });

  it('finds a handle on one platform or on all', async () => {
    const by = await given.account();
    const on = (platform: string) =>
      log(by, { identifiers: [{ kind: 'handle', platform, role: 'suspect', raw: '@look_up' } as const] });
    await on('Example Chat');
    await on('Example Video');
    await log(by, {
      identifiers: [{ kind: 'handle', platform: 'Example Chat', role: 'suspect', raw: '@look_up_2' } as const],
    });
    const ask = { kind: 'handle', raw: 'Look_Up' };

    const all = await tracker.as(by).post<IdentifierPage>('/identifiers/look-up', ask);
    const one = await tracker.as(by).post<IdentifierPage>('/identifiers/look-up', { ...ask, platform: 'example chat' });

    expect(all.body.items.map(({ platform }) => platform)).toEqual(['Example Video', 'Example Chat']);
    expect(one.body.items.map(({ platform }) => platform)).toEqual(['Example Chat']);
  });

  it('ignores invisible characters, also in matches', async () => {
    const by = await given.account();
    const handle = (raw: string) => ({ kind: 'handle', platform: 'Example Chat', role: 'suspect', raw }) as const;
    const hidden = await log(by, { identifiers: [handle('@zero\u200bwidth\u3164')] });
    const plain = await log(by, { identifiers: [handle('@zerowidth')] });

    const found = await tracker
      .as(by)
      .post<IdentifierPage>('/identifiers/look-up', { kind: 'handle', raw: 'zero\u2060width' });

    expect(found.body.items.map(({ complaintId }) => complaintId)).toEqual([plain.id, hidden.id]);
    expect(pairs(await matchesOf(by, plain.id))).toEqual([[hidden.id, ['same_handle']]]);
  });

  it('proposes identifiers found in a text and stores none', async () => {
    const by = await given.account();

    const answer = await tracker
      .as(by)
      .post('/identifiers/candidates', { text: 'He wrote from Night.Owl@example.com, as @night_owl.' });

    expect(answer).toMatchObject({
      status: 200,
      body: {
        items: [
          { kind: 'email', raw: 'Night.Owl@example.com', normalised: 'night.owl@example.com' },
          { kind: 'handle', raw: '@night_owl' },
        ],
      },
    });
  });
});
