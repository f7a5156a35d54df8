import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { rebuildTally, verifyTally } from '../../src/reporting/reports/ledger/tally.js';
import type { TotalsView } from '../../src/reporting/reports/report.view.js';
import { figure } from '../support/figures.js';
import { Given } from '../support/given.js';
import { startTracker, type Tracker } from '../support/tracker.js';
import { times } from '../support/times.js';

/** The full run uses `TALLY_STEPS=10000`. */
const stepCount = times('TALLY_STEPS', { api: 800, long: 2000 });
const writers = 8;

let tracker: Tracker;
let given: Given;
/** Connections without row security; each change is named, and deadlocks and constraint errors roll back completely. */
let desk: pg.Pool;

beforeAll(async () => {
  tracker = await startTracker();
  given = new Given(tracker);
  desk = new pg.Pool({
    connectionString: tracker.database.adminUrl,
    max: writers + 2,
    options: '-c app.action=test.counted',
  });
  desk.on('error', () => undefined);
});
afterAll(async () => {
  await desk.end();
  await tracker.close();
});

interface Place {
  readonly taskForceId: string;
  readonly agencies: readonly string[];
}

async function places(): Promise<Place[]> {
  return Promise.all(
    ['America/Anchorage', 'Pacific/Guam'].map(async (zone) => {
      const { id: taskForceId } = await given.taskForce({ zone });
      const agencies = [await given.agency({ taskForceId }), await given.agency({ taskForceId })];
      return { taskForceId, agencies: agencies.map(({ id }) => id) };
    }),
  );
}

const types = `(ARRAY[NULL, 'enticement', 'traveler', 'csam_possession'])`;
const modes = `(ARRAY[NULL, 'proactive', 'reactive'])`;
const sources = `(ARRAY['ncmec_cybertip', 'public_complaint', 'observation'])`;
const one = (words: string, count: number): string => `${words}[1 + floor(random() * ${count})::int]`;
const someDay = `date '2019-11-15' + floor(random() * 500)::int`;
const some = (table: string, when = 'true'): string =>
  `(SELECT id FROM app.${table} WHERE task_force_id = $1 AND ${when} ORDER BY random() LIMIT 1)`;

/** Writes of a person, an import or a job; $1 is a task force, $2 and $3 are its agencies. */
const steps: Readonly<Record<string, string>> = {
  logged: received(1),
  imported: received(40),
  classified: `UPDATE app.complaints SET type = ${one(types, 4)}, mode = ${one(modes, 3)} WHERE id = ${some('complaints')}`,
  'all classified': `UPDATE app.complaints SET mode = ${one(modes, 3)} WHERE task_force_id = $1 AND agency_id = $2
                        AND received_on < '2020-01-01'`,
  handedOver: `UPDATE app.complaints SET agency_id = CASE agency_id WHEN $2 THEN $3::uuid ELSE $2::uuid END
                WHERE id = ${some('complaints')}`,
  moved: `UPDATE app.complaints SET received_at = ${someDay} + time '09:30' WHERE id = ${some('complaints')}`,
  worked: `UPDATE app.complaints SET version = version + 1 WHERE id = ${some('complaints')}`,
  merged: `UPDATE app.complaints SET merged_into = ${some('complaints')}, state = 'merged', state_before = 'received'
            WHERE id = ${some('complaints', 'merged_into IS NULL')}`,
  unmerged: `UPDATE app.complaints SET merged_into = NULL, state = 'received', state_before = NULL
              WHERE id = ${some('complaints', 'merged_into IS NOT NULL')}`,
  transferred: `UPDATE app.complaints SET transferred_to = ${some('complaints')} WHERE id = ${some('complaints')}`,
  suspected: `INSERT INTO app.suspects (id, task_force_id, complaint_id, agency_id, offender_class, juvenile, identified_on, version)
              SELECT gen_random_uuid(), $1, c.id, $2, ${one(`(ARRAY['producer', 'both', 'unknown'])`, 3)}, false, ${someDay}, 1
                FROM app.complaints c WHERE c.id = ${some('complaints')}`,
  'found again': `UPDATE app.suspects SET same_person_as = ${some('suspects', 'same_person_as IS NULL')}
                   WHERE id = ${some('suspects', 'same_person_as IS NULL')}`,
  reclassed: `UPDATE app.suspects SET offender_class = ${one(`(ARRAY['producer', 'both', 'unknown'])`, 3)} WHERE id = ${some('suspects')}`,
  voided: `UPDATE app.suspects SET voided_at = now(), void_reason = 'Wrong' WHERE id = ${some('suspects', 'voided_at IS NULL')}`,
  arrested: `INSERT INTO app.arrests (id, task_force_id, complaint_id, suspect_id, agency_id, arrested_on, kind, version)
             SELECT gen_random_uuid(), $1, s.complaint_id, s.id, coalesce($3::uuid, $2::uuid), ${someDay}, 'on_view', 1
               FROM app.suspects s WHERE s.id = ${some('suspects')}`,
  'arrest voided': `UPDATE app.arrests SET voided_at = now(), void_reason = 'Wrong' WHERE id = ${some('arrests', 'voided_at IS NULL')}`,
  'arrest moved': `UPDATE app.arrests SET arrested_on = ${someDay} WHERE id = ${some('arrests')}`,
  'arrest gone': `DELETE FROM app.arrests WHERE id = ${some('arrests')}`,
  identified: `INSERT INTO app.victims_identified (id, task_force_id, complaint_id, agency_id, pseudonym, abuse_timing, production_victim,
                 safeguarding_status, identified_on, version)
               SELECT gen_random_uuid(), $1, c.id, $2, 'MV' || (1 + floor(random() * 9000)::int), 'recent', random() < 0.5,
                      'identified', ${someDay}, 1 FROM app.complaints c WHERE c.id = ${some('complaints')}`,
  presented: `INSERT INTO app.presentations (id, task_force_id, agency_id, held_on, title, attendees_youth, attendees_adult, version)
              SELECT gen_random_uuid(), $1, $2, ${someDay}, 'Safe online', floor(random() * 90)::int, floor(random() * 3)::int, 1`,
  'heads counted': `UPDATE app.presentations SET attendees_adult = floor(random() * 40)::int WHERE task_force_id = $1`,
};

function received(count: number): string {
  return `INSERT INTO app.complaints (id, task_force_id, agency_id, source, type, mode, received_at, jurisdiction_state, narrative, state,
                                      intake_digest, logged_at, version)
          SELECT gen_random_uuid(), $1, CASE WHEN random() < 0.5 THEN $2::uuid ELSE $3::uuid END, ${one(sources, 3)}, ${one(types, 4)},
                 ${one(modes, 3)}, ${someDay} + random() * interval '1 day', 'NE', 'What was reported.', 'received', '\\x00', now(), 1
            FROM generate_series(1, ${count})`;
}

describe(`${stepCount} changes by ${writers} concurrent writers, while the ledger is folded and the fold is killed`, () => {
  it('give the same ledger as a recount, at every instant', async () => {
    const there = await places();
    for (const { taskForceId, agencies } of there)
      await desk.query(steps['imported'] ?? '', [taskForceId, ...agencies]);
    const outcomes = new Map<string, number>();
    const refused = new Map<string, number>();
    let left = stepCount;
    let folds = 0;
    let kills = 0;
    let looks = 0;

    const write = async (): Promise<void> => {
      const names = Object.keys(steps);
      while (left > 0) {
        left -= 1;
        const name = names[Math.floor(Math.random() * names.length)] as string;
        const place = there[left % there.length] as Place;
        const statement = steps[name] as string;
        const parameters = [place.taskForceId, ...place.agencies].slice(
          0,
          statement.includes('$3') ? 3 : statement.includes('$2') ? 2 : 1,
        );
        const outcome = await desk.query(statement, parameters).then(
          () => outcomes,
          () => refused,
        );
        outcome.set(name, (outcome.get(name) ?? 0) + 1);
      }
    };
    const fold = async (): Promise<void> => {
      while (left > 0 || folds < 2 || kills < 2) {
        const client = new pg.Client({ connectionString: tracker.database.adminUrl, application_name: 'folding' });
        client.on('error', () => undefined);
        await client.connect();
        try {
          await client.query('BEGIN');
          await client.query('SELECT oversight.fold_tally(200)');
          if ((folds + kills) % 3 === 1) {
            kills += 1;
            await desk.query('SELECT pg_terminate_backend($1)', [
              (client as unknown as { processID: number }).processID,
            ]);
          } else {
            await client.query('COMMIT');
            folds += 1;
          }
        } finally {
          await client.end().catch(() => undefined);
        }
      }
    };
    const look = async (): Promise<void> => {
      while (left > 0 || looks < 2) {
        expect(await verifyTally(tracker.database.ownerUrl)).toEqual([]);
        looks += 1;
      }
    };
    await Promise.all([...Array.from({ length: writers }, write), fold(), look()]);

    expect(await verifyTally(tracker.database.ownerUrl)).toEqual([]);
    // A run that writes almost nothing of a kind would prove nothing.
    for (const name of Object.keys(steps)) expect([name, outcomes.get(name) ?? 0]).not.toEqual([name, 0]);
    expect([...refused.values()].reduce((sum, n) => sum + n, 0)).toBeLessThan(stepCount / 10);
    figure('tally', { steps: stepCount, writers, folds, 'folds killed': kills, recounts: looks, differences: 0 });
  });

  it('appear in the totals before and after the fold', async () => {
    const reader = await given.account({ seat: 'national', role: 'supervisor' });
    const read = async (query: string): Promise<TotalsView> =>
      (await tracker.as(reader).get<TotalsView>(`/reports/totals?${query}`)).body;
    const questions = [
      'from=2019-01-01&until=2022-01-01&by=type,mode&measures=legal_process_served,cybertips_received',
      'from=2019-12-15&until=2021-02-03&by=taskForce,source',
      'from=2020-01-03&until=2020-11-20&by=agency,month',
    ];
    const before = await Promise.all(questions.map(read));

    // A concurrent fold, or a fold killed a moment ago, makes this one do nothing.
    while ((await unfolded()) > 0) await foldSome();

    expect(await Promise.all(questions.map(read))).toEqual(before);
    expect(before.every(({ rows }) => rows.length > 3)).toBe(true);
  });
});

async function foldSome(): Promise<number> {
  const [row] = await tracker.sql<{ folded: number }>('SELECT oversight.fold_tally(500) AS folded');
  return row?.folded ?? 0;
}

async function unfolded(): Promise<number> {
  const [row] = await tracker.sql<{ n: number }>('SELECT count(*)::int AS n FROM tally.deltas');
  return row?.n ?? 0;
}

describe('a wrong ledger', () => {
  it('is reported count by count, and repaired during concurrent writes', async () => {
    await tracker.sql(
      `UPDATE tally.counts SET n = n + 7 WHERE ctid = (SELECT ctid FROM tally.counts WHERE level = 'nation' LIMIT 1)`,
    );
    await tracker.sql(`DELETE FROM tally.counts WHERE level = 'agency'`);
    const wrong = await verifyTally(tracker.database.ownerUrl);
    expect(wrong.filter(({ level }) => level === 'nation')).toHaveLength(1);
    expect(wrong.filter(({ level }) => level === 'agency').length).toBeGreaterThan(10);

    const [{ taskForceId, agencies }] = (await places()) as [Place];
    const [mended] = await Promise.all([
      rebuildTally(tracker.database.ownerUrl),
      ...Array.from({ length: 5 }, () => desk.query(steps['imported'] ?? '', [taskForceId, ...agencies])),
    ]);

    expect(mended).toBe(wrong.length);
    expect(await verifyTally(tracker.database.ownerUrl)).toEqual([]);
  });

  it('is inaccessible to the application role, apart from the fold', async () => {
    const app = new pg.Client({ connectionString: tracker.database.appUrl });
    await app.connect();
    for (const statement of [
      'SELECT FROM tally.counts',
      `INSERT INTO tally.deltas VALUES ('arrests', gen_random_uuid(), gen_random_uuid(), now(), '{}', 1)`,
      'SELECT tally.rebuild()',
      'SELECT * FROM tally.differences()',
    ]) {
      await expect(app.query(statement)).rejects.toMatchObject({ code: '42501' });
    }
    await app.end();
  });
});
