import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Given } from '../support/given.js';
import { sharedTracker, type Tracker } from '../support/tracker.js';

let tracker: Tracker;
let given: Given;

beforeAll(async () => {
  tracker = await sharedTracker();
  given = new Given(tracker);
});
afterAll(() => tracker.close());

const maxCharacters = 400_000;

async function counted(complaintId: string): Promise<number> {
  const [row] = await tracker.sql<{ characters: string }>(
    'SELECT characters FROM quota.case_texts WHERE complaint_id = $1',
    [complaintId],
  );
  return Number(row?.characters ?? 0);
}

async function setCounted(complaintId: string, characters: number, day = 'today'): Promise<void> {
  await tracker.sql(
    `INSERT INTO quota.case_texts (complaint_id, on_day, characters)
     VALUES ($1, CASE $3 WHEN 'today' THEN (now() AT TIME ZONE 'UTC')::date ELSE (now() AT TIME ZONE 'UTC')::date - 1 END, $2)
     ON CONFLICT (complaint_id) DO UPDATE SET characters = excluded.characters, on_day = excluded.on_day`,
    [complaintId, characters, day],
  );
}

describe('the daily text limit of a case', () => {
  it('covers each table of a case that contains text', async () => {
    const tables = await tracker.sql<{ name: string; events: string[] }>(`
      SELECT c.relname AS name, array_agg(t.tgname::text ORDER BY t.tgname) FILTER (WHERE t.tgname LIKE '%_text_%counted') AS events
        FROM pg_class c LEFT JOIN pg_trigger t ON t.tgrelid = c.oid
       WHERE c.relnamespace = 'app'::regnamespace AND c.relkind = 'r'
         AND EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'id')
         AND EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.atttypid = 'text'::regtype AND a.attnum > 0)
         AND EXISTS (SELECT FROM pg_constraint k JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY (k.conkey)
                      WHERE k.conrelid = c.oid AND k.confrelid = 'app.complaints'::regclass AND a.attname = 'complaint_id')
       GROUP BY c.relname`);

    expect(tables.length).toBeGreaterThan(15);
    expect(tables.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['notes', 'suspects', 'identifiers', 'reported_persons']),
    );
    for (const { name, events } of tables) {
      expect({ name, events }).toEqual({ name, events: [`${name}_text_counted`, `${name}_text_recounted`] });
    }
  });

  it('is 400,000 characters, and resets each day', async () => {
    const complaint = await given.complaint();
    const note = (length: number) =>
      tracker
        .as(complaint.by)
        .post(`/complaints/${complaint.id}/notes`, { text: 'word '.repeat(length).slice(0, length - 1) + 'x' });
    const before = await counted(complaint.id);

    expect(await note(100)).toMatchObject({ status: 201 });
    expect(await counted(complaint.id)).toBe(before + 100);

    await setCounted(complaint.id, maxCharacters - 50);
    const refused = await note(100);
    expect(refused).toMatchObject({
      status: 409,
      body: {
        type: '/problems/limit-reached',
        detail: 'A case takes 400,000 characters of text in a day. Continue tomorrow.',
      },
    });
    expect(await counted(complaint.id)).toBe(maxCharacters - 50);
    expect(await note(50)).toMatchObject({ status: 201 });

    await setCounted(complaint.id, maxCharacters, 'yesterday');
    expect(await note(100)).toMatchObject({ status: 201 });
    expect(await counted(complaint.id)).toBe(100);
  });

  it('counts changes, and lets one of two concurrent requests use the remainder', async () => {
    const complaint = await given.complaint();
    const suspect = await given.suspect({ complaint, givenName: 'Robin' });
    const before = await counted(complaint.id);
    const { etag } = await tracker.as(complaint.by).get(`/suspects/${suspect.id}`);

    await tracker
      .as(complaint.by)
      .put(
        `/suspects/${suspect.id}`,
        { ...suspectTerms, givenName: 'Alexandra', familyName: null, bornOn: null, reason: 'Misheard.' },
        { 'if-match': etag },
      );
    expect(await counted(complaint.id)).toBe(before + 'Alexandra'.length);

    await setCounted(complaint.id, maxCharacters - 60);
    const text = 'x'.repeat(40);
    const answers = await Promise.all(
      [1, 2].map(() => tracker.as(complaint.by).post(`/complaints/${complaint.id}/notes`, { text })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  it('is deleted with its complaint, and no serving role can read it', async () => {
    const [mayRead] = await tracker.sql(`SELECT has_schema_privilege('tracker_app', 'quota', 'USAGE') AS of`);
    const [forgets] = await tracker.sql(
      `SELECT count(*)::int AS of FROM pg_trigger WHERE tgrelid = 'app.complaints'::regclass AND tgname = 'complaints_text_erased'`,
    );

    expect(mayRead).toEqual({ of: false });
    expect(forgets).toEqual({ of: 1 });
  });
});

const suspectTerms = { offenderClass: 'unknown', juvenile: false, identifiedOn: '2026-03-01' };
