/**
 * Data for the search bench: one task force with the complaints of five years, half as many names, three identifiers a
 * complaint, and narratives of about fifty words. Some words are in every third narrative and some in one. A big agency
 * has three tenths of all, a village two hundred.
 */
import { createHash, randomBytes, randomUUID } from 'node:crypto';

const sha256 = (bytes) => createHash('sha256').update(bytes).digest();
const maxOfVillage = 200;

export async function laySearchGround(db, complaints) {
  const taskForceId = randomUUID();
  await db.query(`SET session_replication_role = replica; SET work_mem = '256MB'; SET maintenance_work_mem = '512MB'`);
  await db.query(
    `INSERT INTO app.task_forces (id, code, name, state, coverage, zone, verified, version)
     VALUES ($1, 'NE', 'Nebraska', 'NE', 'statewide', 'America/Chicago', false, 1)`,
    [taskForceId],
  );
  const agencies = [];
  for (let n = 0; n < 12; n += 1) agencies.push(await agency(db, taskForceId, `Agency ${n}`));
  await words(db);
  for (const statement of [theComplaints, theSuspects, theReported, theAliases]) {
    await db.query(statement, [taskForceId, agencies, complaints].slice(0, statement === theComplaints ? 3 : 0));
  }
  for (const statement of identifiers(complaints)) await db.query(statement);
  await db.query('ANALYZE');
  await searched(db);
  const [village, big] = agencies;
  const tokens = {
    'a village': await reader(db, taskForceId, village),
    'a big agency': await reader(db, taskForceId, big),
    'the task force': await reader(db, taskForceId, null),
  };
  await db.query('SET session_replication_role = origin; ANALYZE');
  return tokens;
}

async function agency(db, taskForceId, name) {
  const id = randomUUID();
  await db.query(
    `INSERT INTO app.agencies (id, task_force_id, name, kind, level, state, version) VALUES ($1, $2, $3, 'state_police', 'state', 'NE', 1)`,
    [id, taskForceId, name],
  );
  return id;
}

async function reader(db, taskForceId, agencyId) {
  const [accountId, token] = [randomUUID(), randomBytes(32).toString('base64url')];
  await db.query(
    `INSERT INTO app.accounts (id, email, name, role, task_force_id, agency_id, version)
     VALUES ($1, $4, 'Bench', 'investigator', $2, $3, 1)`,
    [accountId, taskForceId, agencyId, `${accountId}@example.gov`],
  );
  await db.query(
    `INSERT INTO auth.sessions (hash, id, account_id, role, task_force_id, agency_id, idle, expires_at)
     VALUES ($1, $2, $3, 'investigator', $4, $5, '1 day', now() + interval '1 day')`,
    [sha256(sha256(token)), randomUUID(), accountId, taskForceId, agencyId],
  );
  return token;
}

/** Sentences of ten words, of which the first are much more frequent than the last; and names of syllables. */
async function words(db) {
  await db.query(`
    CREATE TEMPORARY TABLE sentence AS
    SELECT n, string_agg((ARRAY['chat', 'account', 'picture', 'game', 'message', 'school', 'phone', 'meeting', 'stranger', 'friend'])
                           [1 + (power(random(), 2) * 9.99)::int % 10], ' ')
              || ' ' || string_agg('w' || chr(97 + w % 26) || chr(97 + (power(random(), 3) * 25)::int)
                                       || chr(97 + (power(random(), 2) * 25)::int) || 'el', ' ') || '.' AS said
      FROM generate_series(1, 5000) n, generate_series(1, 5) w GROUP BY n;
    CREATE INDEX ON sentence (n);
    CREATE TEMPORARY TABLE spelling AS
    SELECT n, initcap((ARRAY['al', 'be', 'ca', 'do', 'el', 'fa', 'ga', 'ha', 'jo', 'ka', 'le', 'ma', 'no', 'pe', 'ro', 'sa', 'te', 'vi', 'wa', 'ze'])
                 [1 + n % 20] || (ARRAY['lan', 'ris', 'ton', 'mer', 'nik', 'vas', 'dor', 'bel', 'gus', 'hart', 'kov', 'lin', 'sen', 'mann', 'rod', 'tal', 'ven', 'win', 'zar', 'ples'])
                 [1 + n / 20 % 20] || (ARRAY['', 'o', 'er', 'ski', 'ez', 'son', 'ley', 'ard', 'ina', 'ic', 'ford', 'well', 'ow', 'ert', 'ell', 'ick', 'une', 'ath', 'old', 'ung'])
                 [1 + n / 400 % 20]) AS word
      FROM generate_series(0, 7999) n;
    CREATE INDEX ON spelling (n); ANALYZE sentence; ANALYZE spelling`);
}

const theComplaints = `
  INSERT INTO app.complaints (id, task_force_id, agency_id, reference, source, external_reference, type, mode, received_at, received_on,
                              jurisdiction_state, narrative, state, priority, cycle, state_since, is_sealed, is_expunged, intake_digest, logged_at, version)
  SELECT gen_random_uuid(), $1::uuid,
         ($2::uuid[])[CASE WHEN i % greatest(1, $3::int / ${maxOfVillage}) = 0 THEN 1 WHEN i % 10 < 3 THEN 2 ELSE 3 + i % 10 END],
         'NE-' || lpad(i::text, greatest(6, length(i::text)), '0'), 'ncmec_cybertip', (100000000 + i)::text,
         (ARRAY['enticement', 'csam_possession', 'sextortion'])[1 + i % 3], 'reactive', r.at, (r.at AT TIME ZONE 'America/Chicago')::date,
         'NE', one.said || ' ' || two.said || ' ' || three.said || ' ' || four.said || ' ' || five.said || ' Number x' || i || 'q.',
         (ARRAY['received', 'triaged', 'assigned'])[1 + i % 7 % 3], 4, 1, r.at, false, false, '\\x00', r.at, 1
    FROM generate_series(1, $3::int) i
   CROSS JOIN LATERAL (SELECT timestamptz '2021-01-01T12:00Z' + i * (interval '5 years' / $3::int) AS at) r
    JOIN sentence one ON one.n = 1 + i % 5000
    JOIN sentence two ON two.n = 1 + i * 7 % 4999
    JOIN sentence three ON three.n = 1 + i * 11 % 4993
    JOIN sentence four ON four.n = 1 + i * 13 % 4987
    JOIN sentence five ON five.n = 1 + i * 17 % 4973`;
const nameOf = (n) => `
    JOIN spelling g ON g.n = ((${n}) % 20 * 20 + (${n}) / 7 % 20) % 400
    JOIN spelling f ON f.n = (${n}) * 31 % 8000`;
const numbered = `(SELECT c.id, c.task_force_id, c.agency_id, right(c.reference, -3)::bigint AS n FROM app.complaints c)`;
const theSuspects = `
  INSERT INTO app.suspects (id, task_force_id, complaint_id, agency_id, given_name, family_name, offender_class, juvenile, identified_on, version)
  SELECT gen_random_uuid(), c.task_force_id, c.id, c.agency_id, g.word, f.word, 'unknown', false, '2026-01-01', 1
    FROM ${numbered} c ${nameOf('c.n')} WHERE c.n % 4 = 0`;
const theReported = `
  INSERT INTO app.reported_persons (id, task_force_id, complaint_id, role, given_name, family_name, recorded_at, version)
  SELECT gen_random_uuid(), c.task_force_id, c.id, 'suspect', g.word, f.word, now(), 1
    FROM ${numbered} c ${nameOf('c.n + 3')} WHERE c.n % 5 = 1`;
const theAliases = `
  INSERT INTO app.suspect_aliases (id, task_force_id, complaint_id, suspect_id, kind, given_name, family_name, recorded_at, version)
  SELECT gen_random_uuid(), s.task_force_id, s.complaint_id, s.id, 'nickname', s.family_name, s.given_name, now(), 1
    FROM app.suspects s WHERE s.id < 'ffffffff-ffff-ffff-ffff-ffffffffffff' AND ascii(left(s.id::text, 1)) % 5 = 0`;

/** An address of its own each, one of a hundred thousand networks, and one that a tenth of all share. */
function identifiers(complaints) {
  const row = (kind, role, platform, value) => `
    SELECT gen_random_uuid(), c.task_force_id, c.id, '${role}', '${kind}', ${platform}, ${value}, ${value}, now(), 1 FROM ${numbered} c`;
  const insert = `INSERT INTO app.identifiers (id, task_force_id, complaint_id, role, kind, platform, raw, normalised, recorded_at, version)`;
  const shared = `CASE WHEN c.n % 10 = 0 THEN '203.0.113.9' ELSE host('10.0.0.0'::inet + c.n % ${Math.max(100, complaints / 10)}) END`;
  return [
    insert + row('email', 'suspect', 'NULL', `'owl.' || c.n || '@example.com'`),
    insert + row('ip', 'suspect', 'NULL', shared),
    insert + row('handle', 'unknown', `'Example Chat'`, `'owl_' || c.n / 3 || '@example chat'`),
  ];
}

async function searched(db) {
  const indexes = ['complaints_words_idx', 'names_keys_idx'];
  const { rows } = await db.query(
    `SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'search' AND indexname = ANY ($1)`,
    [indexes],
  );
  for (const { indexname } of rows) await db.query(`DROP INDEX search.${indexname}`);
  await db.query(
    `INSERT INTO search.complaints SELECT s.* FROM oversight.searchable_complaints s ORDER BY s.received_at`,
  );
  await db.query(`INSERT INTO search.names SELECT s.* FROM oversight.searchable_names s`);
  for (const { indexdef } of rows) await db.query(indexdef);
}
