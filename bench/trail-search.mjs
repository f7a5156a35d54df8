/**
 * Latency of a search of the trail: 5 million entries over 24 months, and 400 searches over HTTP, for rare and common
 * values, first and later pages, from each kind of seat. Exits with 1 if the 95th percentile is above 300 ms.
 */
import { spawn } from 'node:child_process';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import pg from 'pg';

const root = fileURLToPath(new URL('..', import.meta.url));
const entries = Number(process.env.BENCH_ENTRIES ?? 5_000_000);
const searches = Number(process.env.BENCH_SEARCHES ?? 400);
const months = 24;
const maxMilliseconds = 300;
const { startEmbeddedPostgres } = await import('../dist/src/platform/embedded-postgres/embedded-postgres.js');
const { migrate } = await import('../dist/src/platform/database/migrate.js');
const { migrations } = await import('../dist/migrations/index.js');

const sha256 = (bytes) => createHash('sha256').update(bytes).digest();
const directory = await mkdtemp(join(tmpdir(), 'tracker-bench-'));
// Under root, Postgres runs as another user, who needs access to the folder.
await chmod(directory, 0o711);
const postgres = await startEmbeddedPostgres({ directory });
const adminUrl = Object.assign(new URL(postgres.adminUrl), { pathname: new URL(postgres.ownerUrl).pathname }).href;
const db = new pg.Client({ connectionString: adminUrl });
let tracker;
try {
  await migrate(postgres.ownerUrl, migrations);
  await db.connect();
  const began = Date.now();
  await layGround();
  process.stdout.write(`${entries} entries in ${Math.round((Date.now() - began) / 1000)} s\n`);
  tracker = await server();
  await report(await measure(await kinds()));
} finally {
  if (tracker) {
    tracker.child.kill('SIGTERM');
    await once(tracker.child, 'exit');
  }
  await db.end();
  await postgres.stop();
  await rm(await realpath(join(directory, 'postgres')), { recursive: true, force: true });
  await rm(directory, { recursive: true, force: true });
}

/**
 * 61 task forces of very different size, 10 agencies each and 8 accounts in each of those; then the entries, in the
 * order of time. No trigger runs, and the indexes are made afterwards.
 */
async function layGround() {
  await db.query(
    `SET session_replication_role = 'replica'; SET work_mem = '256MB'; SET maintenance_work_mem = '512MB'`,
  );
  // Ids that follow from a word, so that searches can name them.
  await db.query(`
    CREATE FUNCTION pg_temp.id(word text) RETURNS uuid LANGUAGE sql IMMUTABLE
      RETURN overlay(overlay(md5(word) PLACING '4' FROM 13) PLACING '8' FROM 17)::uuid;
    INSERT INTO app.task_forces (id, code, name, state, coverage, zone, verified, version)
    SELECT pg_temp.id('tf' || t), 'NE-' || chr(65 + t / 26) || chr(65 + t % 26), 'Task force ' || t, 'NE', 'statewide',
           'America/Chicago', true, 1 FROM generate_series(0, 60) t;
    INSERT INTO app.agencies (id, task_force_id, name, kind, level, state, version)
    SELECT pg_temp.id('ag' || t || '.' || g), pg_temp.id('tf' || t), 'Agency ' || t || '.' || g, 'sheriff', 'county', 'NE', 1
      FROM generate_series(0, 60) t, generate_series(0, 9) g;
    INSERT INTO app.accounts (id, email, name, role, task_force_id, agency_id, approved_at, version)
    SELECT pg_temp.id('ac' || t || '.' || g || '.' || a), 'bench-' || t || '-' || g || '-' || a || '@example.gov', 'Bench ' || a,
           CASE WHEN a = 0 THEN 'supervisor' ELSE 'investigator' END, pg_temp.id('tf' || t), pg_temp.id('ag' || t || '.' || g), now(), 1
      FROM generate_series(0, 60) t, generate_series(0, 9) g, generate_series(0, 7) a;
    INSERT INTO app.complaints (id, task_force_id, agency_id, reference, source, received_at, received_on, jurisdiction_state,
                                narrative, state, intake_digest, logged_at, state_since, version)
    SELECT pg_temp.id('co' || t || '.' || g || '.' || c), pg_temp.id('tf' || t), pg_temp.id('ag' || t || '.' || g),
           'NE-' || g || '-' || c, 'public_complaint', now(), current_date, 'NE', 'What was reported.', 'received', '\\x00', now(), now(), 1
      FROM generate_series(0, 60) t, generate_series(0, 9) g, generate_series(0, 19) c`);
  await db.query(
    `SELECT audit.prepare_month((date_trunc('month', now() AT TIME ZONE 'UTC') - make_interval(months => m))::date)
       FROM generate_series(1, $1::int) m`,
    [months],
  );
  const { rows: indexes } = await db.query(
    `SELECT indexrelid::regclass::text AS name, pg_get_indexdef(indexrelid) AS definition FROM pg_index
      WHERE indrelid = 'audit.entries'::regclass AND NOT indisprimary`,
  );
  for (const { name } of indexes) await db.query(`DROP INDEX ${name}`);
  await db.query(
    `INSERT INTO audit.entries (at, account_id, session_id, role, actor_agency, task_force_id, action, subject, complaint_id,
                                outcome, reason, request_id, address, source, row_id, was, became, records)
     SELECT at, account, pg_temp.id('se' || account), 'investigator', agency, task_force, action,
            CASE WHEN NOT is_of_case THEN object WHEN kind BETWEEN 52 AND 72 THEN pg_temp.id('su' || n) WHEN kind BETWEEN 47 AND 51 THEN NULL ELSE object END,
            CASE WHEN is_of_case AND kind NOT BETWEEN 47 AND 51 THEN object END,
            CASE WHEN kind = 99 THEN 'refused' ELSE 'done' END, CASE WHEN kind < 47 THEN 'A reason that somebody gave.' END,
            md5('rq' || n), '192.0.2.17', source, CASE WHEN source IS NOT NULL THEN pg_temp.id('ro' || n) END,
            CASE WHEN kind BETWEEN 12 AND 41 THEN '{"state": "received", "priority": null, "version": 1}'::jsonb END,
            CASE WHEN source IS NOT NULL THEN '{"state": "triaged", "priority": 2, "version": 2, "type": "enticement"}'::jsonb END,
            CASE WHEN kind BETWEEN 47 AND 51
                 THEN ARRAY(SELECT pg_temp.id('su' || (n - s * 17)) FROM generate_series(1, 20) s) || object
                 WHEN kind BETWEEN 52 AND 72 THEN ARRAY[pg_temp.id('su' || n % 400000), object] END
       FROM (SELECT n, at, kind, task_force, agency, pg_temp.id('ac' || t || '.' || g || '.' || a) AS account,
                    pg_temp.id('co' || t || '.' || g || '.' || c) AS object, kind < 73 OR kind >= 97 AS is_of_case,
                    CASE WHEN n % 500000 = 7 THEN 'machine-key.revoked' WHEN n % 50000 = 9 THEN 'victim.safeguarded'
                         WHEN kind < 12 THEN 'complaint.received' WHEN kind < 24 THEN 'complaint.triaged'
                         WHEN kind < 36 THEN 'complaint.assigned' WHEN kind < 42 THEN 'complaint.closed'
                         WHEN kind < 47 THEN 'suspect.recorded' WHEN kind < 52 THEN 'suspects.listed'
                         WHEN kind < 66 THEN 'suspect.read' WHEN kind < 73 THEN 'complaint-trail.read'
                         WHEN kind < 85 THEN 'session.opened' WHEN kind < 96 THEN 'session.ended'
                         WHEN kind < 97 THEN 'account.invited' WHEN kind = 99 THEN 'complaints:read' ELSE 'trail.searched' END AS action,
                    CASE WHEN kind < 12 THEN 'complaints' WHEN kind < 24 THEN 'triages' WHEN kind < 36 THEN 'assignments'
                         WHEN kind < 42 THEN 'dispositions' WHEN kind < 47 THEN 'suspects' END AS source
               FROM (SELECT d.*, pg_temp.id('tf' || t) AS task_force, pg_temp.id('ag' || t || '.' || g) AS agency
                       FROM (SELECT n, now() - make_interval(months => $2) + make_interval(months => $2) * (n::float8 / $1) AS at,
                                    -- The first task force has about an eighth of all, the last one a sixtieth of that.
                                    floor(61 * power(random(), 2))::int AS t, floor(10 * power(random(), 1.5))::int AS g,
                                    floor(8 * random())::int AS a, floor(20 * random())::int AS c,
                                    floor(100 * random())::int AS kind
                               FROM generate_series(1, $1::int) n) d) p) r`,
    [entries, months],
  );
  // The definition on a partitioned table has ON ONLY, which would leave the months without an index.
  for (const { definition } of indexes) await db.query(definition.replace(' ON ONLY ', ' ON '));
  await db.query('RESET session_replication_role');
  await db.query('VACUUM (ANALYZE) audit.entries');
  await db.query('ANALYZE');
  await db.query('CHECKPOINT');
}

async function reader(role, taskForce, agency) {
  const [accountId, token] = [randomUUID(), randomBytes(32).toString('base64url')];
  const taskForceId = taskForce === null ? null : uuidOf(`tf${taskForce}`);
  const agencyId = agency === null ? null : uuidOf(`ag${taskForce}.${agency}`);
  await db.query(`SET app.action = 'bench.laid'`);
  await db.query(
    `INSERT INTO app.accounts (id, email, name, role, task_force_id, agency_id, version) VALUES ($1, $2, 'Reader', $3, $4, $5, 1)`,
    [accountId, `reader-${accountId}@example.gov`, role, taskForceId, agencyId],
  );
  await session(accountId, role, taskForceId, agencyId, token);
  return token;
}

async function session(accountId, role, taskForceId, agencyId, token) {
  await db.query(
    `INSERT INTO auth.sessions (hash, id, account_id, role, task_force_id, agency_id, idle, expires_at, stepped_up_at)
     VALUES ($1, $2, $3, $4, $5, $6, '1 day', now() + interval '1 day', now() + interval '1 day')`,
    [sha256(sha256(token)), randomUUID(), accountId, role, taskForceId, agencyId],
  );
}

function uuidOf(word) {
  const hex = createHash('md5').update(word).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20)].join('-');
}

async function kinds() {
  const investigator = randomBytes(32).toString('base64url');
  await session(uuidOf('ac0.0.3'), 'investigator', uuidOf('tf0'), uuidOf('ag0.0'), investigator);
  const readers = {
    'auditor, nation': { token: await reader('auditor', null, null), t: null, g: null },
    'auditor, large task force': { token: await reader('auditor', 0, null), t: 0, g: null },
    'supervisor, small task force': { token: await reader('supervisor', 60, null), t: 60, g: null },
    'auditor, large agency': { token: await reader('auditor', 0, 0), t: 0, g: 0 },
    'supervisor, small agency': { token: await reader('supervisor', 57, 9), t: 57, g: 9 },
    'admin, nation': { token: await reader('admin', null, null), t: null, g: null },
    'admin, large task force': { token: await reader('admin', 0, null), t: 0, g: null },
    investigator: { token: investigator, t: 0, g: 0 },
  };
  const some = (most) => Math.floor(Math.random() * most);
  const day = (ago) => new Date(Date.now() - ago * 86_400_000).toISOString();
  const period = () => {
    const ago = 30 + some(600);
    return { from: day(ago), until: day(ago - 30) };
  };
  const account = (t, g) => uuidOf(`ac${t ?? some(61)}.${g ?? some(10)}.${some(8)}`);
  const complaint = (t, g) => uuidOf(`co${t ?? some(61)}.${g ?? some(10)}.${some(20)}`);
  const common = () => ['complaint.received', 'suspect.read', 'session.opened'][some(3)];
  const rare = () =>
    ['machine-key.revoked', 'victim.safeguarded', 'factor-reset.requested', 'account.unlocked'][some(4)];
  const questions = {
    everything: () => ({}),
    who: ({ t, g }) => ({ account: account(t, g) }),
    'what, common': () => ({ action: common() }),
    'what, rare': () => ({ action: rare() }),
    'record, complaint': ({ t, g }) => ({ record: complaint(t, g) }),
    'record, suspect': () => ({ record: uuidOf(`su${some(400_000)}`) }),
    'record, missing': () => ({ record: randomUUID() }),
    when: period,
    refused: () => ({ outcome: 'refused' }),
    'who and what, rare': ({ t, g }) => ({ account: account(t, g), action: rare() }),
    'what, rare, and when': () => ({ action: rare(), ...period() }),
    'what, common, refused': () => ({ action: common(), outcome: 'refused' }),
    'who, record, when': ({ t, g }) => ({ account: account(t, g), record: complaint(t, g), ...period() }),
    'refused, when': () => ({ outcome: 'refused', ...period() }),
    'who, refused': ({ t, g }) => ({ account: account(t, g), outcome: 'refused' }),
  };
  return { readers, questions };
}

/** Each reader asks each question in turn; a third of the times the pages that follow are read, too. */
async function measure({ readers, questions }) {
  const taken = [];
  const pairs = Object.entries(readers).flatMap(([who, seat]) =>
    Object.entries(questions).map(([what, query]) => ({ who, what, seat, query })),
  );
  for (let n = 0; taken.length < searches; n += 1) {
    const { who, what, seat, query } = pairs[n % pairs.length];
    const url = new URL(`http://127.0.0.1:${tracker.port}/api/v1/trail`);
    for (const [name, value] of Object.entries(query(seat))) url.searchParams.set(name, value);
    for (let page = 0; page < (n % 3 === 0 ? 3 : 1) && taken.length < searches; page += 1) {
      const began = performance.now();
      const answer = await fetch(url, { headers: { authorization: `Bearer ${seat.token}` } });
      const body = await answer.json();
      const milliseconds = performance.now() - began;
      if (answer.status !== 200) throw new Error(`${who}, ${what}: ${answer.status} ${JSON.stringify(body)}`);
      taken.push({ who, what, page: page === 0 ? 'first' : 'later', milliseconds, found: body.items.length });
      if (body.nextCursor === null) break;
      url.searchParams.set('cursor', body.nextCursor);
    }
  }
  return taken;
}

async function server() {
  const environment = {
    DATABASE_URL: postgres.appUrl,
    DATABASE_AUTH_URL: postgres.authUrl,
    DATABASE_OWNER_URL: '',
    PORT: '0',
  };
  const child = spawn(process.execPath, ['dist/src/main.js'], {
    cwd: root,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: child.stdout })) {
    const port = /localhost:(\d+)/.exec(line)?.[1];
    if (port !== undefined) return { child, port: Number(port) };
  }
  throw new Error('The tracker did not start');
}

async function report(taken) {
  const all = lineOf('all', taken);
  process.stdout.write(
    `${taken.length} searches, ${entries} entries over ${months} months, ${cpus().length} cores, Node ${process.version}\n`,
  );
  for (const by of ['who', 'what', 'page']) {
    const names = [...new Set(taken.map((one) => one[by]))];
    console.table(
      names.map((name) =>
        lineOf(
          name,
          taken.filter((one) => one[by] === name),
        ),
      ),
    );
  }
  console.table([all]);
  await writeFigure({ entries, searches: taken.length, p50: all['p50 ms'], p95: all['p95 ms'], most: all['max ms'] });
  if (all['p95 ms'] > maxMilliseconds) process.exitCode = 1;
}

async function writeFigure(values) {
  const folder = join(root, 'test-results/figures/bench.trail-search');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'audit-search.jsonl'), `${JSON.stringify({ name: 'audit search', ...values })}\n`);
}

function lineOf(kind, of) {
  const sorted = of.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b);
  const at = (share) => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] * 10) / 10;
  return {
    kind,
    n: of.length,
    'p50 ms': at(0.5),
    'p95 ms': at(0.95),
    'max ms': at(1),
    found: of.reduce((sum, { found }) => sum + found, 0),
  };
}
