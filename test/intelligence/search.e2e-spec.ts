import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Client } from 'pg';
import type { SearchView } from '../../src/intelligence/search/search.view.js';
import type { LoggedComplaint } from '../../src/casework/intake/intake.view.js';
import type { LogComplaint } from '../../src/casework/intake/intake.request.js';
import { maxExaminedValues, maxExaminedNarratives } from '../../src/intelligence/search/search.enums.js';
import { naughty } from '../fuzz/hostile.js';
import { aTip, Given, type GivenAccount, type GivenComplaint } from '../support/given.js';
import { nextNumber } from '../support/people.js';
import { startTracker, type Tracker } from '../support/tracker.js';
import { asHolder } from '../support/transactions.js';

let tracker: Tracker;
let given: Given;

beforeAll(async () => {
  tracker = await startTracker({ config: { REQUESTS_PER_MINUTE: '100000' } });
  given = new Given(tracker);
});
afterAll(() => tracker.close());

async function search(by: GivenAccount, text: string, filters: object = {}, more: object = {}): Promise<SearchView> {
  const answer = await tracker.as(by).post<SearchView>('/search', { text, filters, ...more });
  expect(answer.status).toBe(200);
  return answer.body;
}

async function log(by: GivenAccount, overrides: Partial<LogComplaint> = {}): Promise<LoggedComplaint> {
  const answer = await tracker.as(by).post<LoggedComplaint>('/complaints', { ...aTip, ...overrides });
  expect(answer.status).toBe(201);
  return answer.body;
}

const suspect = (givenName: string, familyName: string) => ({
  persons: [{ role: 'suspect', givenName, familyName }] satisfies LogComplaint['persons'],
});
const nothing = {
  identifiers: [],
  names: [],
  references: [],
  investigations: [],
  narratives: [],
  nextCursor: null,
  count: 0,
  facets: { state: [], type: [], source: [], agencyId: [] },
  isComplete: true,
};
const idsOf = ({ narratives }: SearchView): string[] => narratives.map(({ id }) => id);
const word = (): string =>
  `zyx${nextNumber()
    .toString(26)
    .replaceAll(/\d/g, (digit) => 'qrstuvwxyz'[Number(digit)] ?? '')}q`;

/** Returns the differences between the search tables and a rebuild from the record. */
async function drift(): Promise<unknown[]> {
  const made = (table: string, source: string): string =>
    `(SELECT to_jsonb(t) AS row FROM search.${table} t EXCEPT SELECT to_jsonb(s) FROM oversight.${source} s)
     UNION ALL (SELECT to_jsonb(s) FROM oversight.${source} s EXCEPT SELECT to_jsonb(t) FROM search.${table} t)`;
  return [
    ...(await tracker.sql(made('complaints', 'searchable_complaints'))),
    ...(await tracker.sql(made('names', 'searchable_names'))),
  ];
}

describe('a search for an identifier', () => {
  it('behaves the same when thousands of rows beyond the seat contain it', async () => {
    const by = await given.account();
    const neighbour = await given.account({ agency: await given.agency({ taskForceId: by.taskForceId ?? '' }) });
    const [crowded, alone] = [`owl.${nextNumber()}@example.com`, `owl.${nextNumber()}@example.com`];
    const { id: theirs } = await log(neighbour);
    await tracker.sql(
      `INSERT INTO app.identifiers (id, task_force_id, complaint_id, role, kind, raw, normalised, recorded_at, version)
       SELECT gen_random_uuid(), c.task_force_id, c.id, 'unknown', 'email', $2, $2, now(), 1
         FROM app.complaints c, generate_series(1, $3) WHERE c.id = $1`,
      [theirs, crowded, maxExaminedValues + 1],
    );
    const raws = [crowded, alone, `owl.${nextNumber()}@example.com`];
    for (const raw of [crowded, alone]) await log(by, { identifiers: [{ kind: 'email', role: 'suspect', raw }] });

    const found = [];
    const counted = [];
    for (const raw of raws) {
      const { count, isComplete, identifiers } = await search(by, raw);
      found.push({ count, isComplete, identifiers: identifiers.length });
      const view = { name: raw, text: raw, filters: {}, sharedWith: 'nobody' };
      const saved = await tracker.as(by).post<{ id: string }>('/saved-views', view);
      counted.push((await tracker.as(by).get(`/saved-views/${saved.body.id}/count`)).body);
    }

    expect(found).toEqual([
      { count: 1, isComplete: true, identifiers: 1 },
      { count: 1, isComplete: true, identifiers: 1 },
      { count: 0, isComplete: true, identifiers: 0 },
    ]);
    expect(counted).toEqual([
      { count: 1, isComplete: true },
      { count: 1, isComplete: true },
      { count: 0, isComplete: true },
    ]);
  });

  it('finds it in any field and notation, with its kind and role', async () => {
    const by = await given.account();
    const name = `owl.${nextNumber()}`;
    const { id } = await log(by, { identifiers: [{ kind: 'email', role: 'victim', raw: `${name}@example.com` }] });

    const found = await search(by, ` ${name.toUpperCase()}@Example.com `);

    expect(found).toMatchObject({
      recognizedAs: ['identifier', 'text'],
      identifiers: [{ kind: 'email', role: 'victim', complaint: { id } }],
      count: 1,
      facets: { state: [{ value: 'received', count: 1 }], type: [{ value: null, count: 1 }] },
    });
  });

  it('finds a handle without its platform', async () => {
    const by = await given.account();
    const handle = `owl_${nextNumber()}`;
    const { id } = await log(by, {
      identifiers: [{ kind: 'handle', platform: 'Example Chat', role: 'suspect', raw: `@${handle}` }],
    });

    for (const text of [handle, `@${handle}`, `${handle}@example chat`]) {
      expect((await search(by, text)).identifiers).toMatchObject([{ kind: 'handle', complaint: { id } }]);
    }
    expect((await search(by, `${handle}@another chat`)).identifiers).toEqual([]);
  });

  it('does not find a voided identifier', async () => {
    const by = await given.account();
    const raw = `owl.${nextNumber()}@example.com`;
    const complaint = await given.complaint({ by });
    const identifier = { complaintId: complaint.id, kind: 'email', role: 'suspect', raw };
    const { id, etag } = await given.made<{ id: string }>(by, '/identifiers', identifier);

    await tracker.as(by).post(`/identifiers/${id}/void`, { reason: 'A guess.' }, { 'if-match': etag });

    expect(await search(by, raw)).toMatchObject({ identifiers: [], count: 0 });
  });
});

describe('a search for a name', () => {
  it.each([
    ['Alexandra Sample', 'written_so'],
    ['sample, ALEXANDRA', 'written_so'],
    ['Ålexandrä Sámple', 'written_so'],
    ['Sample', 'written_so'],
    ['A. Sample', 'written_so'],
    ['Alexandra Sampel', 'spelt_nearly'],
    ['Alexandr Samples', 'spelt_nearly'],
    ['Aleksandra Sampell', 'sounds_alike'],
  ])('finds %s: %s', async (text, reason) => {
    const by = await given.account();
    const { id } = await log(by, suspect('Alexandra', 'Sample'));
    await log(by, suspect('Robin', 'Nobody'));

    expect((await search(by, text)).names).toMatchObject([
      { recordKind: 'reported_person', givenName: 'Alexandra', familyName: 'Sample', reason, complaint: { id } },
    ]);
  });

  it('ignores invisible characters in the record and in the query', async () => {
    const by = await given.account();
    const { id } = await log(by, suspect('Alex\u200bandra', '\u3164Sam\u2060ple\uffa0'));

    for (const text of ['Alexandra Sample', 'Alex\u00adandra Sam\u200dple']) {
      expect((await search(by, text)).names).toMatchObject([{ reason: 'written_so', complaint: { id } }]);
    }
  });

  it('finds the other names of a suspect, and lists exact matches first', async () => {
    const by = await given.account();
    const of = await given.suspect({
      complaint: await given.complaint({ by }),
      givenName: 'Jon',
      familyName: 'Roberts',
    });
    await given.made(by, '/suspect-aliases', { suspectId: of.id, kind: 'nickname', wholeName: 'Night Robertz' });

    const { names } = await search(by, 'Robertz');

    expect(names).toMatchObject([
      { recordKind: 'alias', otherName: 'Night Robertz', reason: 'written_so' },
      { recordKind: 'suspect', familyName: 'Roberts', reason: 'spelt_nearly' },
    ]);
  });

  it('finds nobody under 18: no suspect, alias or reported person', async () => {
    const by = await given.account();
    const complaint = await given.complaint({ by });
    const named = { givenName: 'Robin', familyName: 'Minor' };
    const of = await given.suspect({ complaint, ...named, juvenile: true });
    await given.made(by, '/suspect-aliases', { suspectId: of.id, kind: 'nickname', wholeName: 'Robin Minor' });
    await log(by, { persons: [{ role: 'suspect', ...named, approximateAge: 15 }] });
    await log(by, { persons: [{ role: 'unknown', ...named, bornOn: '2010-01-01' }] });

    expect((await search(by, 'Robin Minor')).names).toEqual([]);
    expect(await drift()).toEqual([]);
  });

  it('finds the corrected name, and nothing after it is voided', async () => {
    const by = await given.account();
    const of = await given.suspect({
      complaint: await given.complaint({ by }),
      givenName: 'Kim',
      familyName: 'Oldname',
    });
    const right = { offenderClass: 'unknown', juvenile: false, identifiedOn: '2026-03-01', bornOn: null };
    const corrected = await tracker
      .as(by)
      .put(`/suspects/${of.id}`, { ...right, givenName: 'Kim', familyName: 'Newling' }, { 'if-match': of.etag });
    expect(corrected.status).toBe(200);

    expect((await search(by, 'Oldname')).names).toEqual([]);
    expect((await search(by, 'Newling')).names).toMatchObject([{ recordId: of.id }]);

    const voiding = { 'if-match': corrected.etag };
    await tracker.as(by).post(`/suspects/${of.id}/void`, { reason: 'Twice.' }, voiding);
    expect((await search(by, 'Newling')).names).toEqual([]);
  });
});

describe('a search for a reference', () => {
  it('finds it in full, by its beginning and by the number from its source', async () => {
    const by = await given.account();
    const { id, reference } = await log(by, { source: 'ncmec_cybertip', externalReference: '107324881' });
    const { id: second } = await log(by);

    expect((await search(by, reference.toLowerCase())).references).toMatchObject([
      { referenceKind: 'reference', isWhole: true, complaint: { id } },
    ]);
    expect((await search(by, reference.slice(0, -1))).references.map(({ complaint }) => complaint.id).sort()).toEqual(
      [id, second].sort(),
    );
    expect((await search(by, '107324881')).references).toMatchObject([
      { referenceKind: 'external_reference', isWhole: true, complaint: { id } },
    ]);
  });

  it('finds that of an investigation in full', async () => {
    const { id: complaintId, taskForceId, agencyId } = await given.complaint({ state: 'assigned' });
    const head = await given.account({ taskForceId, role: 'supervisor' });
    const opened = await given.made<{ id: string; reference: string }>(head, '/investigations', {
      agencyId,
      title: 'One account, many tips',
      openedOn: '2026-03-02',
      complaintIds: [complaintId],
    });

    expect((await search(head, opened.reference)).investigations).toMatchObject([{ id: opened.id }]);
  });
});

describe('a search in narratives', () => {
  it('finds words in any form and quoted phrases, and excludes words after a minus', async () => {
    const by = await given.account();
    const one = word();
    const { id } = await log(by, { narrative: `Two ${one} meetings were arranged.` });
    const { id: other } = await log(by, { narrative: `A meeting, then two of ${one}.` });

    expect(idsOf(await search(by, `meeting ${one}`)).sort()).toEqual([id, other].sort());
    expect(idsOf(await search(by, `"${one} meeting"`))).toEqual([id]);
    expect(idsOf(await search(by, `${one} -arranged`))).toEqual([other]);
    expect(idsOf(await search(by, `${one} -"${one} meeting"`))).toEqual([other]);
    expect(idsOf(await search(by, `${one} -"meeting ${one}"`)).sort()).toEqual([id, other].sort());
    expect(idsOf(await search(by, `"${one} meeting" or "two of ${one}"`)).sort()).toEqual([id, other].sort());
    expect(JSON.stringify(await search(by, one))).not.toContain('arranged');
  });

  it.each([
    ['a word', (one: string) => one],
    ['a quoted phrase', (one: string) => `"${one} it says"`],
  ])(
    'pages the results for %s, latest received first, without repetition, narratives only from the second page',
    async (_, asked) => {
      const by = await given.account();
      const one = word();
      const received: string[] = [];
      for (const month of ['2025-11', '2026-01', '2025-12', '2026-02', '2026-01', '2024-01', '2026-02']) {
        received.push((await log(by, { narrative: `${one} it says.`, receivedAt: `${month}-11T12:00:00Z` })).id);
      }
      const [nov, jan, dec, feb, jan2, old, feb2] = received;

      const text = asked(one);
      const first = await search(by, text, {}, { limit: 3 });
      const second = await search(by, text, {}, { limit: 3, cursor: first.nextCursor });
      const third = await search(by, text, {}, { limit: 3, cursor: second.nextCursor });

      expect([...idsOf(first), ...idsOf(second), ...idsOf(third)]).toEqual([feb2, feb, jan2, jan, dec, nov, old]);
      expect([first.count, second.count, second.facets, third.nextCursor]).toEqual([7, null, null, null]);
    },
  );

  it('applies the filters to results and counts', async () => {
    const by = await given.account();
    const one = word();
    const { id } = await log(by, {
      narrative: one,
      receivedAt: '2025-06-01T03:00:00Z',
      type: 'sextortion',
      mode: 'reactive',
    });
    await log(by, { narrative: one, receivedAt: '2025-07-01T12:00:00Z', source: 'public_source' });

    expect(await search(by, one)).toMatchObject({
      count: 2,
      facets: {
        type: expect.arrayContaining([
          { value: 'sextortion', count: 1 },
          { value: null, count: 1 },
        ]) as unknown,
        agencyId: [{ value: by.agencyId, count: 2 }],
      },
    });
    for (const filters of [
      { type: 'sextortion' },
      { source: 'public_complaint' },
      { receivedFrom: '2025-05-31', receivedUntil: '2025-06-01' },
    ]) {
      const found = await search(by, one, filters);
      expect([idsOf(found), found.count]).toEqual([[id], 1]);
    }
    expect(idsOf(await search(by, one, { state: 'closed' }))).toEqual([]);
  });

  it('reports when it stopped counting, with the count as a minimum', async () => {
    const by = await given.account();
    const one = word();
    await log(by, { narrative: one });
    await tracker.sql(
      `INSERT INTO app.complaints (id, task_force_id, agency_id, source, received_at, jurisdiction_state, narrative, state, intake_digest,
                                   logged_at, version)
       SELECT gen_random_uuid(), $1, $2, 'public_complaint', timestamptz '2026-01-01T12:00Z' - n * interval '1 hour', 'NE', $3, 'received',
              '\\x00', now(), 1 FROM generate_series(1, 5000) n`,
      [by.taskForceId, by.agencyId, `It says ${one}.`],
    );

    const found = await search(by, one);

    expect([found.count, found.isComplete, found.narratives.length]).toEqual([maxExaminedNarratives, false, 50]);
    expect(await drift()).toEqual([]);
    // Of words next to each other the index only knows that they are there: what is looked at counts, not what is found.
    expect(await search(by, `"${one} says"`)).toMatchObject({ count: 0, isComplete: false, nextCursor: null });
  });
});

describe('a search by a reader without access to a complaint', () => {
  it('finds and counts nothing of it, and answers as for no match', async () => {
    const by = await given.account();
    const [one, raw] = [word(), `owl.${nextNumber()}@example.com`];
    const tip = {
      ...suspect('Xaver', 'Quillon'),
      identifiers: [{ kind: 'email' as const, role: 'suspect' as const, raw }],
    };
    const { reference } = await log(by, { ...tip, narrative: one, source: 'ncmec_cybertip', externalReference: raw });
    const neighbour = await given.account({ agency: await given.agency({ taskForceId: by.taskForceId ?? '' }) });
    const stranger = await given.account();

    for (const who of [neighbour, stranger]) {
      for (const text of [one, raw, 'Xaver Quillon', reference]) {
        const { recognizedAs, ...found } = await search(who, text);
        expect([recognizedAs.length > 0, found]).toEqual([true, nothing]);
      }
    }
    expect((await search(await given.account({ taskForceId: by.taskForceId ?? '' }), raw)).count).toBe(1);
  });

  it('finds a transferred complaint from acceptance on, and at its old agency as far as it owns it', async () => {
    const complaint = await given.complaint({ state: 'triaged', narrative: `It says ${word()}.` });
    const one = complaint.narrative.slice(8, -1);
    const { taskForceId, by } = complaint;
    await given.suspect({ complaint, givenName: 'Yorick', familyName: 'Handover' });
    const other = await given.agency({ taskForceId });
    const there = await given.account({ agency: other });
    expect(await search(there, one)).toMatchObject({ count: 0 });

    await given.moved(complaint, [['assignment', { agencyId: other.id }]]);

    expect(idsOf(await search(there, one))).toEqual([complaint.id]);
    expect((await search(there, 'Yorick Handover')).names).toHaveLength(1);
    expect(idsOf(await search(by, one))).toEqual([complaint.id]);
    expect(await drift()).toEqual([]);
  });

  it('finds nothing of a sealed complaint, except for a supervisor of its task force', async () => {
    const by = await given.account();
    const [one, raw] = [word(), `owl.${nextNumber()}@example.com`];
    const tip = {
      ...suspect('Sealed', 'Quorum'),
      identifiers: [{ kind: 'email' as const, role: 'suspect' as const, raw }],
    };
    const { id, reference } = await log(by, { ...tip, narrative: one });
    await tracker.sql('UPDATE app.complaints SET is_sealed = true WHERE id = $1', [id]);
    const head = await given.account({ taskForceId: by.taskForceId ?? '', role: 'supervisor' });

    for (const text of [one, raw, 'Sealed Quorum', reference]) {
      expect((await search(by, text)).count).toBe(0);
      expect((await search(head, text)).count).toBe(1);
    }
  });
});

describe('the search tables', () => {
  it('match a rebuild from the record after any change', async () => {
    const by = await given.account();
    const complaint = await given.complaint({ by, state: 'triaged' });
    const of = await given.suspect({ complaint, givenName: 'Vera', familyName: 'Drift' });
    await given.made(by, '/suspect-aliases', { suspectId: of.id, kind: 'nickname', wholeName: 'Vee' });
    const { id: told } = await log(by, suspect('Anna', 'Bell'));
    const acts = [
      `UPDATE app.suspects SET juvenile = NOT juvenile WHERE id = '${of.id}'`,
      `UPDATE app.suspects SET family_name = 'Dröft-Müller' WHERE id = '${of.id}'`,
      `UPDATE app.suspect_aliases SET voided_at = now(), void_reason = 'x' WHERE suspect_id = '${of.id}'`,
      `UPDATE app.suspects SET given_name = NULL, family_name = NULL WHERE id = '${of.id}'`,
      `UPDATE app.reported_persons SET given_name = '?!' , family_name = NULL WHERE complaint_id = '${told}'`,
      `UPDATE app.reported_persons SET family_name = 'Åström' WHERE complaint_id = '${told}'`,
      `UPDATE app.complaints SET narrative = 'Erased.', is_expunged = true, is_sealed = true WHERE id = '${told}'`,
      `UPDATE app.complaints SET type = 'sextortion', state = 'in_triage' WHERE id = '${complaint.id}'`,
      `DELETE FROM app.reported_persons WHERE complaint_id = '${told}'`,
    ];

    for (const act of acts) {
      await tracker.sql(act);
      expect([act, await drift()]).toEqual([act, []]);
    }
    const [left] = await tracker.sql<{ n: number }>(
      'SELECT count(*)::int AS n FROM search.names WHERE complaint_id = $1',
      [told],
    );
    expect(left).toEqual({ n: 0 });
  });

  it('are updated for a name without reading the others', async () => {
    const complaint = await given.complaint();
    const { id } = await given.suspect({ complaint });

    const read = await asHolder(tracker, async (holder) => {
      await holder.query(`SELECT set_config('app.action', 'test.arranged', true)`);
      for (const statement of insertsOf(complaint, 5000)) await holder.query(statement);
      await holder.query('ANALYZE app.suspects, app.suspect_aliases, app.reported_persons');
      const before = await readOneByOne(holder);
      for (const statement of insertsOf(complaint, 1)) await holder.query(statement);
      await holder.query(`UPDATE app.suspects SET family_name = 'Another' WHERE id = $1`, [id]);
      return (await readOneByOne(holder)) - before;
    });

    expect(read).toBeLessThan(100);
  });

  it('are readable only by the functions that apply the seat', async () => {
    const rights = await tracker.sql(
      `SELECT r.rolname, c.relname FROM pg_class c CROSS JOIN pg_roles r
        WHERE (c.relnamespace = 'search'::regnamespace OR c.relname LIKE 'searchable\\_%') AND c.relkind IN ('r', 'v')
          AND r.rolname IN ('tracker_app', 'tracker_auth', 'tracker_purge', 'tracker_eraser', 'tracker_signer', 'tracker_auditor')
          AND has_schema_privilege(r.oid, c.relnamespace, 'USAGE') AND has_table_privilege(r.oid, c.oid, 'SELECT')`,
    );

    expect(rights).toEqual([]);
  });
});

function insertsOf({ id, taskForceId, agencyId }: GivenComplaint, count: number): string[] {
  const of = `gen_random_uuid(), '${taskForceId}', '${id}'`;
  return [
    `INSERT INTO app.suspects (id, task_force_id, complaint_id, agency_id, given_name, family_name, offender_class, juvenile, identified_on, version)
     SELECT ${of}, '${agencyId}', 'Vera', 'N' || n, 'unknown', false, '2026-01-01', 1 FROM generate_series(1, ${count}) n`,
    `INSERT INTO app.suspect_aliases (id, task_force_id, complaint_id, suspect_id, kind, whole_name, recorded_at, version)
     SELECT gen_random_uuid(), s.task_force_id, s.complaint_id, s.id, 'nickname', 'V', now(), 1 FROM app.suspects s
      WHERE s.complaint_id = '${id}' ORDER BY s.id DESC LIMIT ${count}`,
    `INSERT INTO app.reported_persons (id, task_force_id, complaint_id, role, given_name, family_name, recorded_at, version)
     SELECT ${of}, 'suspect', 'Anna', 'B' || n, now(), 1 FROM generate_series(1, ${count}) n`,
  ];
}

async function readOneByOne(client: Client): Promise<number> {
  const { rows } = await client.query<{ read: number }>(
    `SELECT sum(seq_tup_read)::int AS read FROM pg_stat_xact_user_tables
      WHERE relname IN ('suspects', 'suspect_aliases', 'reported_persons')`,
  );
  return rows[0]?.read ?? NaN;
}

describe('a hostile search text', () => {
  it('is searched like any other text', async () => {
    const by = await given.account();
    const syntax = [
      "'",
      '"',
      "''':*",
      '& | ! <->',
      '!!!',
      'a:*b',
      '\\',
      '%_%',
      "'; DROP TABLE x; --",
      '(((',
      '*',
      '-',
      '" "',
      '~^.*$',
    ];
    const long = [
      'a '.repeat(999),
      '-'.repeat(2000),
      '- '.repeat(1000),
      '@'.repeat(2000),
      `${'a-'.repeat(900)}@b`,
      '漢'.repeat(2000),
      '"'.repeat(2000),
      'or '.repeat(600),
    ];

    for (const text of [...syntax, ...naughty, ...long]) {
      const { status } = await tracker.as(by).post('/search', { text });
      expect([text, status < 500]).toEqual([text, true]);
    }
  });

  it.each([
    [{ text: '' }, '#/text'],
    [{ text: 'x'.repeat(2001) }, '#/text'],
    [{ text: 'x', filters: { state: 'gone' } }, '#/filters/state'],
    [{ text: 'x', filters: { receivedFrom: 'May' } }, '#/filters/receivedFrom'],
    [{ text: 'x', cursor: 'AAAA' }, '#/cursor'],
  ])('is rejected at the faulty field: %j', async (body, pointer) => {
    const answer = await tracker.as(await given.account()).post('/search', body);

    expect(answer).toMatchObject({ status: 422, body: { errors: [{ pointer }] } });
  });
});

it('is not stored in the trail, which records the shown records', async () => {
  const by = await given.account();
  const raw = `owl.${nextNumber()}@example.com`;
  const { id } = await log(by, { identifiers: [{ kind: 'email', role: 'suspect', raw }] });

  await search(by, raw);

  const [entry] = await tracker.sql<{ action: string; records: string[] }>(
    `SELECT * FROM audit.entries WHERE account_id = $1 AND action = 'record.searched'`,
    [by.accountId],
  );
  expect(entry?.records).toContain(id);
  expect(JSON.stringify(entry)).not.toContain(raw);
});
