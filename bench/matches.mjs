/**
 * Cost of matching at a million complaints with three identifiers each. A complaint whose logger receives matches is
 * compared with one by a machine key, which receives none, also with a value of 100,000 complaints. The look-up of an
 * identifier is compared with the cheapest route. `npm run bench:matches`; MATCHES_COMPLAINTS sets the number.
 */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { cpus } from 'node:os';
import { layGround } from './ground.mjs';
import { load } from './load.mjs';
import { Place } from './place.mjs';

const complaints = Number(process.env.MATCHES_COMPLAINTS ?? 1_000_000);
const noisy = Math.min(100_000, Math.floor(complaints / 10));
const [rounds, seconds, connections, asked] = [5, 5, 8, 1000];
const noisyAddress = '198.51.100.1';

const place = await Place.open();
try {
  const ground = await layGround(place.adminUrl, complaints, { isQuick: true });
  await layIdentifiers();
  const key = await keyOf(ground);
  const port = await place.startTracker();
  const rows = [await creating(port, ground, key), await withNoise(port, ground), await lookingUp(port, ground)];
  process.stdout.write(`${complaints} complaints, ${cpus().length} cores, Node ${process.version}\n`);
  console.table(rows);
  if (rows.some((row) => row.ratio < (row['at least'] ?? 0) || row.ratio > (row['at most'] ?? Infinity)))
    process.exitCode = 1;
} finally {
  await place.close();
}

/** An email that two complaints of three share, an address of three of four, a hash of its own; and one address in very many. */
async function layIdentifiers() {
  const db = await place.connect();
  await db.query('SET session_replication_role = replica');
  await db.query(
    `INSERT INTO app.identifiers (id, task_force_id, complaint_id, role, kind, algorithm, raw, normalised, recorded_at, version)
     SELECT gen_random_uuid(), c.task_force_id, c.id, 'suspect', said.kind, CASE said.kind WHEN 'hash' THEN 'md5' END, said.value,
            said.value, now(), 1
       FROM (SELECT id, task_force_id, row_number() OVER () AS n FROM app.complaints) c
      CROSS JOIN LATERAL (VALUES
        ('email', 'owl.' || c.n % ($1 * 2 / 3) || '@example.com'),
        ('ip', CASE WHEN c.n <= $2 THEN $3 ELSE '10.' || c.n % 200 || '.' || c.n / 200 % 250 || '.' || c.n / 50000 % 250 END),
        ('hash', md5(c.n::text))) said (kind, value)`,
    [complaints, noisy, noisyAddress],
  );
  await db.query('SET session_replication_role = DEFAULT');
  await db.query('VACUUM (ANALYZE) app.identifiers');
}

/** Creates a machine key that logs complaints without reading them, so it gets no matches. */
async function keyOf({ token }) {
  const db = await place.connect();
  const secret = randomBytes(32).toString('base64url');
  const hashOf = (text) => {
    const sha256 = (bytes) => createHash('sha256').update(bytes).digest();
    return sha256(sha256(text));
  };
  await db.query(
    `INSERT INTO auth.sessions (hash, id, account_id, role, task_force_id, agency_id, kind, name, prefix, scopes, networks, idle,
                                expires_at)
     SELECT $1, $2, account_id, role, task_force_id, agency_id, 'key', 'Bench', 'bench', ARRAY['complaints:receive'],
            ARRAY['127.0.0.0/8'::cidr], '1 day', now() + interval '1 day'
       FROM auth.sessions WHERE hash = $3`,
    [hashOf(secret), randomUUID(), hashOf(token)],
  );
  return secret;
}

function tip(n, agencyId, isNoisy) {
  const known = n * 7919;
  const values = [
    ['email', `owl.${known % Math.floor((complaints * 2) / 3)}@example.com`],
    isNoisy ? ['ip', noisyAddress] : ['ip', `192.0.${n % 250}.${known % 250}`],
    [
      'hash',
      createHash('md5')
        .update(String(noisy + 1 + (known % complaints)))
        .digest('hex'),
    ],
    ...Array.from({ length: 7 }, (_, i) => ['email', `new.${n}.${i}@example.org`]),
  ];
  return {
    agencyId,
    source: 'public_complaint',
    receivedAt: '2018-05-12T09:30:00-05:00',
    jurisdiction: { state: 'NE' },
    narrative: 'An adult asked a 13-year-old for a meeting in a game chat. '.repeat(5).trim(),
    identifiers: values.map(([kind, raw]) => ({ kind, raw, role: 'suspect' })),
  };
}

function posts(token, { agencyId }, from, isNoisy) {
  return Array.from({ length: 2000 }, (_, n) => ({
    method: 'POST',
    path: '/api/v1/complaints',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(tip(from + n, agencyId, isNoisy)),
  }));
}

/** Returns the requests a second of both, with new identifiers. Rounds alternate, so a drift of the machine's speed affects both. */
async function compared(port, one, other) {
  const ratios = [];
  const speeds = [];
  for (let round = 0; round <= rounds; round += 1) {
    const a = await load({ port, requests: one(round * 2), connections, seconds });
    const b = await load({ port, requests: other(round * 2 + 1), connections, seconds });
    // The first round is a warm-up and is not counted.
    if (round === 0) continue;
    ratios.push(a.perSecond / b.perSecond);
    speeds.push([a, b]);
  }
  const middle = ratios.map((ratio, n) => ({ ratio, n })).toSorted((x, y) => x.ratio - y.ratio)[Math.floor(rounds / 2)];
  const [a, b] = speeds[middle.n];
  return { ratio: Number(middle.ratio.toFixed(2)), this: Math.round(a.perSecond), against: Math.round(b.perSecond) };
}

async function creating(port, ground, key) {
  const figure = await compared(
    port,
    (n) => posts(ground.token, ground, n * 10_000, false),
    (n) => posts(key, ground, n * 10_000, false),
  );
  return { what: 'log with ten identifiers, matched, ÷ not matched, req/s', ...figure, 'at least': 0.5 };
}

async function withNoise(port, ground) {
  const figure = await compared(
    port,
    (n) => posts(ground.token, ground, 1_000_000 + n * 10_000, true),
    (n) => posts(ground.token, ground, 1_000_000 + n * 10_000, false),
  );
  return { what: `one of them in ${noisy} complaints ÷ none, req/s`, ...figure, 'at least': 0.8 };
}

async function lookingUp(port, { token }) {
  const authorization = `Bearer ${token}`;
  const cheapest = async () => timed(port, '/accounts/me', { headers: { authorization } });
  const lookUp = async (n) => {
    const raw = `owl.${(n * 7919) % Math.floor((complaints * 2) / 3)}@example.com`;
    const headers = { authorization, 'content-type': 'application/json' };
    return timed(port, '/identifiers/look-up', {
      method: 'POST',
      headers,
      body: JSON.stringify({ kind: 'email', raw }),
    });
  };
  const [own, sought] = [[], []];
  for (let n = 0; n < asked * 1.2; n += 1) {
    const pair = n % 2 === 0 ? [await cheapest(), await lookUp(n)] : [await lookUp(n), await cheapest()].reverse();
    if (n < asked * 0.2) continue;
    own.push(pair[0]);
    sought.push(pair[1]);
  }
  const p95 = (times) => times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.95)];
  const [a, b] = [p95(sought), p95(own)];
  const what = 'look-up ÷ cheapest route, p95 ms';
  return {
    what,
    ratio: Number((a / b).toFixed(2)),
    this: Number(a.toFixed(2)),
    against: Number(b.toFixed(2)),
    'at most': 2,
  };
}

async function timed(port, path, options) {
  const began = performance.now();
  const response = await fetch(`http://127.0.0.1:${port}/api/v1${path}`, options);
  await response.arrayBuffer();
  if (response.status !== 200) throw new Error(`${path} answered ${response.status}`);
  return performance.now() - began;
}
