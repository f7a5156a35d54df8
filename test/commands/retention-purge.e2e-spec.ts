import { spawn, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { OperationReportView, TotalsView } from '../../src/reporting/reports/report.view.js';
import type {
  PurgeCertificatePage,
  PurgeCertificateView,
} from '../../src/casework/retention/purge-certificate.view.js';
import { runPurge } from '../../src/casework/retention/purge-job.js';
import { transpiled } from '../setup/transpiled.js';
import { figure } from '../support/figures.js';
import { Given, madeBy, type GivenAccount, type GivenAgency } from '../support/given.js';
import { startTracker, type Tracker } from '../support/tracker.js';
import { times } from '../support/times.js';

/** The published figure covers 10,000 complaints and ten kills; the suite uses fewer. */
const due = times('PURGE_DUE', { api: 100, long: 300 });
const held = due / 100;
const kills = due < 10_000 ? 4 : 10;

const main = await transpiled('src/commands/purge.command.js');

let tracker: Tracker;
let given: Given;

beforeAll(async () => {
  tracker = await startTracker();
  given = new Given(tracker);
});
afterAll(() => tracker.close());

interface Job {
  readonly child: ChildProcess;
  readonly ended: Promise<{ readonly code: number | null; readonly out: string }>;
}

function startJob(): Job {
  const env: NodeJS.ProcessEnv = { PATH: process.env['PATH'], DATABASE_PURGE_URL: tracker.database.purgeUrl };
  const child = spawn(process.execPath, ['--no-warnings', main], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const chunks: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = once(child, 'close').then(([code]) => ({
    code: code as number | null,
    out: Buffer.concat(chunks).toString(),
  }));
  return { child, ended };
}

/** Creates, by SQL for speed, complaints of an agency that closed in 1990 after an arrest and are marked for purge. */
async function markedAt({ id: agencyId, taskForceId }: GivenAgency, head: GivenAccount, count: number): Promise<void> {
  const of = [taskForceId, agencyId, head.accountId];
  await tracker.sql(
    `INSERT INTO app.complaints (id, task_force_id, agency_id, reference, source, type, mode, received_at, received_on,
                                 jurisdiction_state, narrative, state, disposition, state_since, intake_digest, logged_at, version)
     SELECT gen_random_uuid(), $1, $2, '', 'public_complaint', CASE n % 2 WHEN 0 THEN 'enticement' END, 'reactive',
            '1989-03-01T12:00:00Z'::timestamptz + n * interval '1 hour', '1989-03-01', 'NE', 'What was told ' || n, 'closed',
            'convicted_plea', '1990-03-01T12:00:00Z', '\\x00', '1989-03-01T12:00:00Z', 1
       FROM generate_series(1, $3::int) n`,
    [taskForceId, agencyId, count],
  );
  await tracker.sql(
    `INSERT INTO app.triages (id, task_force_id, complaint_id, type, mode, priority, rationale, triaged_by, triaged_at)
     SELECT gen_random_uuid(), c.task_force_id, c.id, 'enticement', 'reactive', 2, 'Why', $2, c.logged_at
       FROM app.complaints c WHERE c.task_force_id = $1`,
    [taskForceId, head.accountId],
  );
  await tracker.sql(
    `INSERT INTO app.suspects (id, task_force_id, complaint_id, agency_id, given_name, family_name, offender_class, juvenile,
                               identified_on, version)
     SELECT gen_random_uuid(), c.task_force_id, c.id, c.agency_id, 'Alex', 'Sample', 'producer', false, '1989-06-01', 1
       FROM app.complaints c WHERE c.task_force_id = $1`,
    [taskForceId],
  );
  await tracker.sql(
    `INSERT INTO app.arrests (id, task_force_id, complaint_id, suspect_id, agency_id, arrested_on, kind, version)
     SELECT gen_random_uuid(), s.task_force_id, s.complaint_id, s.id, s.agency_id, '1989-07-01', 'on_view', 1
       FROM app.suspects s WHERE s.task_force_id = $1`,
    [taskForceId],
  );
  await tracker.sql(
    `INSERT INTO app.retentions (id, task_force_id, complaint_id, class, closed_on, review_on, mark_reason, marked_by, marked_at,
                                 purge_not_before, version)
     SELECT gen_random_uuid(), c.task_force_id, c.id, k.class, k.closed_on, k.review_on, 'No reason to keep it', $3,
            '2020-01-01T00:00:00Z', '2020-02-01T00:00:00Z', 2
       FROM app.complaints c CROSS JOIN LATERAL app.retention_by_rule(c.id) k
      WHERE c.task_force_id = $1 AND c.agency_id = $2`,
    of,
  );
}

async function holdSome(taskForceId: string, head: GivenAccount, count: number): Promise<void> {
  await tracker.sql(
    `INSERT INTO app.legal_holds (id, task_force_id, complaint_id, authority, reason, review_on, placed_by, placed_at, version)
     SELECT gen_random_uuid(), c.task_force_id, c.id, 'District Court', 'An appeal', '2099-01-01', $2, now(), 1
       FROM app.complaints c WHERE c.task_force_id = $1 ORDER BY c.reference LIMIT $3`,
    [taskForceId, head.accountId, count],
  );
}

interface Standing {
  readonly there: number;
  readonly purged: number;
  /** Number of incomplete purges: a complaint without its records, or a certificate beside its complaint. */
  readonly half: number;
}

async function standingOf(taskForceId: string): Promise<Standing> {
  const [standing] = await tracker.sql<Standing>(
    `SELECT (SELECT count(*) FROM app.complaints c WHERE c.task_force_id = $1)::int AS there,
            (SELECT count(*) FROM app.purged_complaints p WHERE p.task_force_id = $1)::int AS purged,
            (SELECT count(*) FROM app.complaints c WHERE c.task_force_id = $1
                AND (EXISTS (SELECT FROM app.purged_complaints p WHERE p.complaint_id = c.id)
                     OR EXISTS (SELECT FROM app.purged_counts p WHERE p.complaint_id = c.id)
                     OR NOT EXISTS (SELECT FROM app.triages t WHERE t.complaint_id = c.id)
                     OR NOT EXISTS (SELECT FROM app.arrests a WHERE a.complaint_id = c.id)
                     OR NOT EXISTS (SELECT FROM app.retentions r WHERE r.complaint_id = c.id)))::int
          + (SELECT count(*) FROM app.purged_complaints p WHERE p.task_force_id = $1
                AND (SELECT count(*) FROM app.purged_counts n WHERE n.complaint_id = p.complaint_id) <> 3)::int AS half`,
    [taskForceId],
  );
  if (!standing) throw new Error('Counts are always there');
  return standing;
}

async function certificatesAt(taskForceId: string): Promise<number> {
  const [row] = await tracker.sql<{ n: number }>(
    'SELECT count(*)::int AS n FROM app.purged_complaints WHERE task_force_id = $1',
    [taskForceId],
  );
  return row?.n ?? 0;
}

async function jobIsGone(): Promise<void> {
  for (;;) {
    const rows = await tracker.sql(
      `SELECT FROM pg_stat_activity WHERE application_name = 'tracker purge' AND datname = current_database()`,
    );
    if (rows.length === 0) return;
    await delay(20);
  }
}

async function totalsOf(head: GivenAccount): Promise<unknown> {
  const query = '/reports/totals?from=1980-01-01&until=2030-01-01&by=type';
  return madeBy(await tracker.as(head).get<TotalsView>(query), 200).body;
}

describe('the purge', () => {
  it(`leaves nothing half purged when it is killed ${kills} times, skips legal holds and keeps the counts`, async () => {
    const agency = await given.agency();
    const { taskForceId } = agency;
    const head = await given.account({ taskForceId, role: 'supervisor' });
    await markedAt(agency, head, due);
    await holdSome(taskForceId, head, held);
    const before = await totalsOf(head);

    let half = 0;
    for (let kill = 1; kill <= kills; kill += 1) {
      const enough = Math.floor((kill * (due - held)) / (kills + 1));
      const job = startJob();
      while (job.child.exitCode === null && (await certificatesAt(taskForceId)) < enough) await delay(5);
      job.child.kill('SIGKILL');
      await job.ended;
      await jobIsGone();
      const standing = await standingOf(taskForceId);
      expect(standing.there + standing.purged).toBe(due);
      half += standing.half;
    }
    // Two concurrent jobs finish it without waiting for each other.
    const [one, other] = [startJob(), startJob()];
    const ended = await Promise.all([one.ended, other.ended]);
    const { there, purged } = await standingOf(taskForceId);
    const again = await runPurge(tracker.database.purgeUrl);

    expect(ended.map(({ code, out }) => (code === 0 ? 0 : out))).toEqual([0, 0]);
    expect({ there, purged, half }).toEqual({ there: held, purged: due - held, half: 0 });
    expect(again).toMatchObject({ purged: 0, skipped: new Map([['on_hold', held]]) });
    expect(await totalsOf(head)).toEqual(before);
    const [certified] = await tracker.sql<{ n: number }>(
      `SELECT count(*)::int AS n FROM app.purged_complaints
        WHERE task_force_id = $1 AND (certificate::jsonb ->> 'complaintId')::uuid = complaint_id
          AND sha256 = sha256(convert_to(certificate, 'UTF8'))`,
      [taskForceId],
    );
    expect(certified?.n).toBe(due - held);
    figure('retention', {
      due,
      'on hold': held,
      'times killed': kills,
      purged,
      kept: there,
      'half purged': half,
      certificates: certified?.n ?? 0,
      'purged by a second run': again.purged,
    });
  }, 900_000);

  it('leaves a certificate that standard tools verify and an audit entry, but no text of the case', async () => {
    const agency = await given.agency();
    const head = await given.account({ taskForceId: agency.taskForceId, role: 'supervisor' });
    await markedAt(agency, head, 1);
    const [complaint] = await tracker.sql<{ id: string }>('SELECT id FROM app.complaints WHERE agency_id = $1', [
      agency.id,
    ]);
    const complaintId = complaint?.id ?? '';

    await runPurge(tracker.database.purgeUrl);

    const client = tracker.as(await given.account({ agency }));
    const list = await client.get<PurgeCertificatePage>(`/purge-certificates?complaintId=${complaintId}`);
    const found = await client.get<PurgeCertificateView>(`/purge-certificates/${list.body.items[0]?.id ?? ''}`);
    const { certificate, sha256, number } = found.body;
    expect(createHash('sha256').update(certificate, 'utf8').digest('hex')).toBe(sha256);
    expect(JSON.parse(certificate)).toMatchObject({
      number,
      complaintId,
      retentionClass: 'arrest_or_prosecution',
      closedOn: '1990-03-01',
      markedBy: head.accountId,
      rowsDeleted: { 'app.complaints': 1, 'app.triages': 1, 'app.suspects': 1, 'app.arrests': 1, 'app.retentions': 1 },
      countsKept: { complaints_documented: 1, arrests: 1, offenders_identified_hands_on_or_production: 1 },
    });
    expect(certificate).not.toMatch(/Sample|told/);
    const entries = (await tracker.trailOf(complaintId)).filter(({ action }) => action === 'complaint.purged');
    expect(entries.map(({ source }) => source)).toContain('purged_complaints');
    expect(JSON.stringify(await tracker.trailOf(complaintId))).not.toMatch(/Sample|What was told/);
    const neighbour = tracker.as(
      await given.account({ agency: await given.agency({ taskForceId: agency.taskForceId }) }),
    );
    expect((await neighbour.get(`/purge-certificates/${found.body.id}`)).status).toBe(404);
  });

  it('skips complaints that were reopened, reclassified for longer or marked less than a month ago', async () => {
    const agency = await given.agency();
    const head = await given.account({ taskForceId: agency.taskForceId, role: 'supervisor' });
    await markedAt(agency, head, 3);
    const ids = (
      await tracker.sql<{ id: string }>('SELECT id FROM app.complaints WHERE agency_id = $1 ORDER BY reference', [
        agency.id,
      ])
    ).map(({ id }) => id);
    const [reopened = '', young = '', child = ''] = ids;
    await tracker.sql(`UPDATE app.complaints SET state = 'reopened', disposition = NULL WHERE id = $1`, [reopened]);
    await tracker.sql(
      `UPDATE app.retentions SET reason = 'why', decided_by = $2, decided_at = now() WHERE complaint_id = $1`,
      [reopened, head.accountId],
    );
    await tracker.sql(
      `UPDATE app.retentions SET marked_at = now(), purge_not_before = now() + interval '720 hours' WHERE complaint_id = $1`,
      [young],
    );
    await tracker.sql(
      `INSERT INTO app.victims_identified (id, task_force_id, complaint_id, agency_id, pseudonym, abuse_timing, production_victim,
                                           safeguarding_status, identified_on, version)
       VALUES (gen_random_uuid(), $1, $2, $3, 'MV1', 'historical', false, 'identified', '1989-08-01', 1)`,
      [agency.taskForceId, child, agency.id],
    );

    const { purged } = await runPurge(tracker.database.purgeUrl);

    expect(purged).toBe(0);
    expect(await tracker.sql('SELECT FROM app.complaints WHERE id = ANY ($1)', [ids])).toHaveLength(3);
    const [anew] = await tracker.sql('SELECT class, marked_at FROM app.retentions WHERE complaint_id = $1', [child]);
    expect(anew).toEqual({ class: 'child_identified', marked_at: null });
  });

  it('includes merged complaints, and a hold on one of them protects all', async () => {
    const agency = await given.agency();
    const head = await given.account({ taskForceId: agency.taskForceId, role: 'supervisor' });
    await markedAt(agency, head, 2);
    const [master, merged] = await tracker.sql<{ id: string }>(
      'SELECT id FROM app.complaints WHERE agency_id = $1 ORDER BY reference',
      [agency.id],
    );
    await tracker.sql('DELETE FROM app.retentions WHERE complaint_id = $1', [merged?.id]);
    await tracker.sql(
      `UPDATE app.complaints SET state = 'merged', state_before = 'received', disposition = NULL, merged_into = $1 WHERE id = $2`,
      [master?.id, merged?.id],
    );
    const ofBoth = 'SELECT FROM app.complaints WHERE agency_id = $1';
    await tracker.sql(
      `INSERT INTO app.legal_holds (id, task_force_id, complaint_id, authority, reason, review_on, placed_by, placed_at, version)
       VALUES (gen_random_uuid(), $1, $2, 'A court', 'An appeal', '2099-01-01', $3, now(), 1)`,
      [agency.taskForceId, merged?.id, head.accountId],
    );

    const whileHeld = await runPurge(tracker.database.purgeUrl);
    const kept = await tracker.sql(ofBoth, [agency.id]);
    await tracker.sql(
      `UPDATE app.legal_holds SET lift_reason = 'Over', lift_requested_by = $2, lift_requested_at = now(), lifted_at = now(),
              lifted_by = (SELECT a.id FROM app.accounts a WHERE a.id <> $2 LIMIT 1) WHERE complaint_id = $1`,
      [merged?.id, head.accountId],
    );
    const afterwards = await runPurge(tracker.database.purgeUrl);

    expect([whileHeld.purged, kept.length, afterwards.purged]).toEqual([0, 2, 1]);
    expect(await tracker.sql(ofBoth, [agency.id])).toEqual([]);
    expect(await tracker.sql('SELECT FROM app.purged_complaints WHERE agency_id = $1', [agency.id])).toHaveLength(2);
  });

  it('skips a complaint with a later merge or with a decision to keep it', async () => {
    const agency = await given.agency();
    const head = await given.account({ taskForceId: agency.taskForceId, role: 'supervisor' });
    await markedAt(agency, head, 4);
    const [kept, late, other, decided] = (
      await tracker.sql<{ id: string }>('SELECT id FROM app.complaints WHERE agency_id = $1 ORDER BY reference', [
        agency.id,
      ])
    ).map(({ id }) => id);
    const merge = (id: string | undefined, into: string | undefined, since: string): Promise<unknown> =>
      tracker.sql(
        `UPDATE app.complaints SET state = 'merged', state_before = 'received', disposition = NULL, merged_into = $2,
                state_since = $3 WHERE id = $1`,
        [id, into, since],
      );
    await tracker.sql('DELETE FROM app.retentions WHERE complaint_id = $1', [late]);
    await tracker.sql(
      `UPDATE app.retentions SET class = 'permanent', review_on = NULL, reason = 'why', decided_by = $2, decided_at = now(),
              mark_reason = NULL, marked_by = NULL, marked_at = NULL, purge_not_before = NULL WHERE complaint_id = $1`,
      [decided, head.accountId],
    );
    await merge(late, kept, '2026-01-01T12:00:00Z');
    await merge(decided, other, '1990-01-01T12:00:00Z');

    const { purged } = await runPurge(tracker.database.purgeUrl);

    expect(purged).toBe(0);
    expect(await tracker.sql('SELECT FROM app.complaints WHERE agency_id = $1', [agency.id])).toHaveLength(4);
    const [anew] = await tracker.sql('SELECT closed_on::text, marked_at FROM app.retentions WHERE complaint_id = $1', [
      kept,
    ]);
    expect(anew).toEqual({ closed_on: '2026-01-01', marked_at: null });
  });

  it('includes complaints whose records are linked as one person', async () => {
    const agency = await given.agency();
    const head = await given.account({ taskForceId: agency.taskForceId, role: 'supervisor' });
    await markedAt(agency, head, 2);
    const [kept, merged] = await tracker.sql<{ id: string }>('SELECT id FROM app.complaints WHERE agency_id = $1', [
      agency.id,
    ]);
    await tracker.sql(
      `UPDATE app.suspects s SET same_person_as = first.id FROM app.suspects first
        WHERE s.complaint_id = $1 AND first.complaint_id = $2`,
      [kept?.id, merged?.id],
    );
    await tracker.sql('DELETE FROM app.retentions WHERE complaint_id = $1', [merged?.id]);
    await tracker.sql(
      `UPDATE app.complaints SET state = 'merged', state_before = 'received', disposition = NULL, merged_into = $2,
              state_since = '1990-01-01T12:00:00Z' WHERE id = $1`,
      [merged?.id, kept?.id],
    );

    const { purged } = await runPurge(tracker.database.purgeUrl);

    expect(purged).toBe(1);
    expect(await tracker.sql('SELECT FROM app.complaints WHERE agency_id = $1', [agency.id])).toEqual([]);
    expect(await tracker.sql('SELECT FROM app.suspects WHERE agency_id = $1', [agency.id])).toEqual([]);
  });

  it('skips a complaint while another one references its child', async () => {
    const agency = await given.agency();
    const head = await given.account({ taskForceId: agency.taskForceId, role: 'supervisor' });
    await markedAt(agency, head, 2);
    const [counted, naming] = await tracker.sql<{ id: string }>('SELECT id FROM app.complaints WHERE agency_id = $1', [
      agency.id,
    ]);
    await tracker.sql(
      `WITH counted AS (
         INSERT INTO app.victims_identified (id, task_force_id, complaint_id, agency_id, pseudonym, abuse_timing, production_victim,
                                             safeguarding_status, identified_on, version)
         VALUES (gen_random_uuid(), $1, $2, $4, 'MV1', 'historical', false, 'identified', '1989-08-01', 1) RETURNING id)
       INSERT INTO app.victims_identified (id, task_force_id, complaint_id, agency_id, pseudonym, abuse_timing, production_victim,
                                           safeguarding_status, identified_on, same_child_as, version)
       SELECT gen_random_uuid(), $1, $3, $4, 'MV1', 'historical', false, 'identified', '1989-08-01', id, 1 FROM counted`,
      [agency.taskForceId, counted?.id, naming?.id, agency.id],
    );
    const operation = await given.operation({ by: head, membership: 'tagged' });
    const victims = await tracker.sql<{ id: string }>('SELECT id FROM app.victims_identified WHERE complaint_id = $1', [
      naming?.id,
    ]);
    const tag = { victimIds: victims.map(({ id }) => id) };
    madeBy(await tracker.as(head).post(`/operations/${operation.id}/members`, tag), 200);
    const children = async (): Promise<number> => {
      const path = `/reports/operations/${operation.id}`;
      return (await tracker.as(head).get<OperationReportView>(path)).body.figures.victimsIdentified.recorded;
    };
    expect(await children()).toBe(1);
    // A decision for a shorter period overrides the rule.
    const decide = `UPDATE app.retentions SET class = 'unfounded', review_on = '1993-03-01', reason = 'why', decided_by = $2,
                           decided_at = now(), purge_not_before = CASE complaint_id WHEN $3 THEN purge_not_before ELSE $4 END
                     WHERE task_force_id = $1`;
    await tracker.sql(decide, [agency.taskForceId, head.accountId, counted?.id, '2020-03-01T00:00:00Z']);

    const first = await runPurge(tracker.database.purgeUrl);
    const between = await tracker.sql<{ id: string }>('SELECT id FROM app.complaints WHERE agency_id = $1', [
      agency.id,
    ]);
    const childrenBetween = await children();
    const second = await runPurge(tracker.database.purgeUrl);

    expect([first.purged, first.skipped.get('referred_to'), second.purged]).toEqual([1, 1, 1]);
    expect(between.map(({ id }) => id)).toEqual([counted?.id]);
    // The tag was deleted with the record, and the operation still counts the child.
    expect([childrenBetween, await children()]).toEqual([1, 1]);
    const totals = await tracker.as(head).get<TotalsView>('/reports/totals?from=1989-01-01&until=1990-01-01');
    expect(totals.body.figures.victimsIdentified.recorded).toBe(1);
  });

  it('detaches subject index entries from the case, and deletes entries that nobody revalidated', async () => {
    const agency = await given.agency();
    const { taskForceId } = agency;
    const head = await given.account({ taskForceId, role: 'supervisor' });
    const other = await given.account({ taskForceId, role: 'supervisor' });
    await markedAt(agency, head, 2);
    const entries = await tracker.sql<{ id: string }>(
      `INSERT INTO app.subject_index_entries (id, task_force_id, agency_id, complaint_id, suspect_id, given_name, family_name,
              given_key, family_key, criminal_activity, suspicion_basis, was_lawfully_obtained, obtained_how, sensitivity, state,
              submitted_by, submitted_at, approved_by, approved_at, validated_on, review_due_on, version)
       SELECT gen_random_uuid(), s.task_force_id, s.agency_id, s.complaint_id, s.id, 'Alex', 'Sample', 'alex', 'sample', 'enticement',
              'A warrant', true, 'By warrant', 'restricted', 'approved', $2, now(), $3, now(), v.on_day, v.on_day + 365, 1
         FROM (SELECT s.*, row_number() OVER (ORDER BY s.id) AS n FROM app.suspects s WHERE s.agency_id = $1) s
         JOIN (VALUES (1, current_date), (2, '2020-01-01'::date)) v (n, on_day) ON v.n = s.n
       RETURNING id`,
      [agency.id, head.accountId, other.accountId],
    );

    const { purged, subjectsDeleted } = await runPurge(tracker.database.purgeUrl);

    expect({ purged, subjectsDeleted }).toEqual({ purged: 2, subjectsDeleted: 1 });
    const kept = await tracker.sql(
      `SELECT state, complaint_id, review_called_for, family_name FROM app.subject_index_entries WHERE id = ANY ($1)
        ORDER BY state`,
      [entries.map(({ id }) => id)],
    );
    expect(kept).toEqual([
      { state: 'approved', complaint_id: null, review_called_for: 'case_purged', family_name: 'Sample' },
      { state: 'purged', complaint_id: null, review_called_for: null, family_name: null },
    ]);
  });

  it('keeps the counts of an operation for tagged complaints', async () => {
    const agency = await given.agency();
    const head = await given.account({ taskForceId: agency.taskForceId, role: 'supervisor' });
    await markedAt(agency, head, 4);
    const operation = await given.operation({ by: head, membership: 'tagged' });
    const [alone, merged, kept] = await tracker.sql<{ id: string }>(
      'SELECT id FROM app.complaints WHERE agency_id = $1',
      [agency.id],
    );
    await tracker.sql('DELETE FROM app.retentions WHERE complaint_id = $1', [merged?.id]);
    await tracker.sql(
      `UPDATE app.complaints SET state = 'merged', state_before = 'received', disposition = NULL, merged_into = $1 WHERE id = $2`,
      [kept?.id, merged?.id],
    );
    // A tag counts the complaint it was merged into, with the offenders of both.
    const tag = { complaintIds: [alone?.id, merged?.id] };
    const client = tracker.as(head);
    madeBy(await client.post(`/operations/${operation.id}/members`, tag, { 'if-match': operation.etag }), 200);
    const before = madeBy(await client.get<OperationReportView>(`/reports/operations/${operation.id}`), 200).body;

    const { purged } = await runPurge(tracker.database.purgeUrl);

    // There are three matters.
    expect(purged).toBe(3);
    const { complaintsDocumented, offendersIdentifiedHandsOnOrProduction: offenders } = before.figures;
    expect([complaintsDocumented.recorded, offenders.recorded]).toEqual([2, 3]);
    expect(madeBy(await client.get(`/reports/operations/${operation.id}`), 200).body).toEqual(before);
  });

  it('keeps a linked person counted once, and for the operation whose tag was deleted', async () => {
    const agency = await given.agency();
    const head = await given.account({ taskForceId: agency.taskForceId, role: 'supervisor' });
    await markedAt(agency, head, 2);
    const [first, again] = await tracker.sql<{ id: string; complaintId: string }>(
      'SELECT id, complaint_id AS "complaintId" FROM app.suspects WHERE agency_id = $1',
      [agency.id],
    );
    await tracker.sql('UPDATE app.suspects SET same_person_as = $1 WHERE id = $2', [first?.id, again?.id]);
    const operation = await given.operation({ by: head, membership: 'tagged' });
    const client = tracker.as(head);
    madeBy(await client.post(`/operations/${operation.id}/members`, { complaintIds: [again?.complaintId] }), 200);
    const offenders = async (): Promise<number[]> => {
      const report = await client.get<OperationReportView>(`/reports/operations/${operation.id}`);
      const totals = await client.get<TotalsView>('/reports/totals?from=1989-01-01&until=1990-01-01');
      return [report, totals].map(({ body }) => body.figures.offendersIdentifiedHandsOnOrProduction.recorded);
    };
    expect(await offenders()).toEqual([1, 1]);

    const rounds = [await runPurge(tracker.database.purgeUrl), await runPurge(tracker.database.purgeUrl)];

    expect(rounds.reduce((sum, { purged }) => sum + purged, 0)).toBe(2);
    expect(await offenders()).toEqual([1, 1]);
  });
});

describe('a record that belongs to a complaint', () => {
  it('is deleted with it, from every table that references complaints', async () => {
    const naming = await tracker.sql<{ name: string }>(
      `SELECT DISTINCT a.attrelid::regclass::text AS name
         FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p')
        WHERE a.attname = 'complaint_id' AND NOT a.attisdropped AND c.relnamespace::regnamespace::text IN ('app', 'vault')`,
    );
    const steps = await tracker.sql<{ name: string }>('SELECT DISTINCT dependent AS name FROM purge.tables_to_purge()');

    const missing = naming.map(({ name }) => name).filter((name) => !steps.some((step) => step.name === name));
    expect(missing.sort()).toEqual([
      // Purge records, and the separate index (28 CFR Part 23), whose entries are detached before the purge.
      'app.purged_complaints',
      'app.purged_counts',
      'app.subject_index_entries',
    ]);
  });

  it('is referenced by no key that would block a purge, apart from those with a reason', async () => {
    const outside = await tracker.sql<{ key: string }>(
      `SELECT k.conrelid::regclass || ': ' || pg_get_constraintdef(k.oid) AS key FROM pg_constraint k
        WHERE k.contype = 'f' AND k.confrelid::regclass::text IN (SELECT dependent FROM purge.tables_to_purge())
          AND NOT EXISTS (SELECT FROM purge.tables_to_purge() s WHERE s.dependent = k.conrelid::regclass::text)
        ORDER BY 1`,
    );

    expect(outside.filter(({ key }) => !key.startsWith('app.subject_index_'))).toEqual([]);
  });

  it('is covered by an index in each direction', async () => {
    const bare = await tracker.sql<{ key: string }>(
      `SELECT k.conrelid::regclass || ': ' || pg_get_constraintdef(k.oid) AS key FROM pg_constraint k
        WHERE k.contype = 'f' AND k.conrelid::regclass::text IN (SELECT dependent FROM purge.tables_to_purge())
          AND k.confrelid::regclass::text IN (SELECT dependent FROM purge.tables_to_purge())
          AND NOT EXISTS (SELECT FROM pg_index i
                           WHERE i.indrelid = k.conrelid
                             AND (i.indkey::int2[])[0:0] <@ k.conkey
                             AND (i.indkey::int2[])[0] = ANY (k.conkey)
                             AND EXISTS (SELECT FROM unnest((i.indkey::int2[])[0:2]) part
                                           JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = part
                                          WHERE part = ANY (k.conkey) AND a.attname <> 'task_force_id'))
        ORDER BY 1`,
    );

    expect(bare).toEqual([]);
  });

  it('cannot be deleted while a legal hold is in force', async () => {
    const unguarded = await tracker.sql(
      `SELECT s.dependent FROM (SELECT DISTINCT dependent FROM purge.tables_to_purge()) s
        WHERE EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = s.dependent::regclass AND a.attname = 'complaint_id')
          AND (SELECT count(*) FROM pg_trigger t WHERE t.tgrelid = s.dependent::regclass AND t.tgenabled = 'O'
                  AND t.tgfoid = 'purge.refuse_while_held()'::regprocedure) <> 2`,
    );

    expect(unguarded).toEqual([]);
  });
});

describe('the database role of the purge', () => {
  it('may call five functions and read no table', async () => {
    const [rights] = await tracker.sql(
      `SELECT rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication AS powers,
              (SELECT count(*)::int FROM pg_auth_members m WHERE m.member = r.oid) AS memberships,
              (SELECT count(*)::int FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast') AND c.relkind IN ('r', 'p', 'v', 'm')
                  AND has_table_privilege(r.oid, c.oid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE')) AS tables,
              (SELECT array_agg(p.oid::regprocedure::text ORDER BY p.oid::regprocedure::text) FROM pg_proc p
                WHERE p.pronamespace::regnamespace::text IN ('app', 'auth', 'audit', 'oversight', 'purge', 'vault')
                  AND has_function_privilege(r.oid, p.oid, 'EXECUTE')) AS functions
         FROM pg_roles r WHERE rolname = 'tracker_purge'`,
    );

    expect(rights).toEqual({
      powers: false,
      memberships: 0,
      tables: 0,
      functions: [
        'app.erase_expired_subjects()',
        'app.record_job_run(text,boolean,jsonb)',
        'purge.classify_closed(uuid,integer)',
        'purge.purge_batch(timestamp with time zone,uuid,integer)',
        'purge.reclassify()',
      ],
    });
  });
});
