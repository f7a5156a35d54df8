/** Rows of a large task force: 40 agencies with ten investigators each, and any number of complaints with their work. */

const agencyCount = 40;
const investigatorsPerAgency = 10;

/**
 * Creates agencies, people and complaints of an existing task force, without triggers. 15 percent of the complaints are
 * open, in all states, and the others are closed. The first agency has half of them, the second a hundred. Each in work
 * has an investigator and three open tasks. Of a million complaints, one investigator has a thousand in work. The task
 * force and these two agencies have a supervisor each.
 */
export async function createTaskForceRows(db, { taskForceId, complaints }) {
  const began = performance.now();
  // The triggers would write an entry of the trail for each row, which takes longer than a measurement.
  await db.query('SET session_replication_role = replica');
  const agencyIds = await createAgencies(db, taskForceId);
  const investigatorIds = await createInvestigators(db, taskForceId, agencyIds);
  const [setterId, busyInvestigatorId] = investigatorIds;
  for (const agencyId of [null, ...agencyIds.slice(0, 2)]) await createSupervisor(db, taskForceId, agencyId);
  await createComplaints(db, { taskForceId, complaints, agencyIds, investigatorIds, busyInvestigatorId });
  await db.query(
    `CREATE TEMP VIEW created AS SELECT *, right(reference, 7)::int AS n FROM app.complaints WHERE intake_digest = '\\x00'`,
  );
  await createRecordsOfComplaints(db, setterId);
  await createTasks(db, taskForceId, setterId);
  await createIdentifiers(db);
  await db.query('RESET session_replication_role');
  await db.query('VACUUM ANALYZE');
  process.stdout.write(`Rows created in ${Math.round((performance.now() - began) / 1000)} s\n`);
}

async function createAgencies(db, taskForceId) {
  const { rows } = await db.query(
    `INSERT INTO app.agencies (id, task_force_id, name, kind, level, state, version)
     SELECT gen_random_uuid(), $1, 'Police Department ' || n, 'local_police', 'local', 'NE', 1 FROM generate_series(1, $2::int) n
     RETURNING id`,
    [taskForceId, agencyCount],
  );
  return rows.map(({ id }) => id);
}

/** Returns the ids in the order of the agencies. */
async function createInvestigators(db, taskForceId, agencyIds) {
  const { rows } = await db.query(
    `INSERT INTO app.accounts (id, email, name, role, task_force_id, agency_id, version)
     SELECT p.id, p.id || '@example.gov', 'Investigator ' || a.place || '.' || p.n, 'investigator', $1, a.id, 1
       FROM unnest($2::uuid[]) WITH ORDINALITY a (id, place)
      CROSS JOIN LATERAL (SELECT gen_random_uuid() AS id, n FROM generate_series(1, $3::int) n WHERE a.id IS NOT NULL) p
      ORDER BY a.place, p.n
     RETURNING id`,
    [taskForceId, agencyIds, investigatorsPerAgency],
  );
  return rows.map(({ id }) => id);
}

async function createSupervisor(db, taskForceId, agencyId) {
  await db.query(
    `INSERT INTO app.accounts (id, email, name, role, task_force_id, agency_id, version)
     SELECT p.id, p.id || '@example.gov', 'Supervisor', 'supervisor', $1, $2, 1 FROM (SELECT gen_random_uuid() AS id) p`,
    [taskForceId, agencyId],
  );
}

async function createComplaints(db, { taskForceId, complaints, agencyIds, investigatorIds, busyInvestigatorId }) {
  await db.query(
    `INSERT INTO app.complaints (id, task_force_id, agency_id, working_agency_id, investigator_id, reference, source, type, mode, received_at,
                                 received_on, jurisdiction_state, narrative, priority, state, state_before, state_since, disposition, cycle,
                                 due_at, preserved_until, intake_digest, logged_at, version)
     SELECT gen_random_uuid(), $1, ($3::uuid[])[o.place], CASE WHEN s.is_assigned THEN ($3::uuid[])[w.place] END,
            CASE WHEN NOT s.is_assigned THEN NULL WHEN n % 50 = 0 THEN $5::uuid
                 ELSE ($4::uuid[])[(w.place - 1) * $6::int + 1 + n / 7 % $6::int] END,
            f.code || '-' || lpad(n::text, 7, '0'),
            CASE WHEN n % 5 < 3 THEN 'ncmec_cybertip' ELSE 'public_complaint' END, 'enticement', 'reactive', r.at, r.at::date, 'NE',
            repeat('What was reported. ', 15), CASE WHEN s.is_triaged THEN 1 + n % 4 END, s.state, s.before, r.at + interval '2 days',
            CASE WHEN s.state = 'closed' THEN 'insufficient_information' END, CASE WHEN s.state = 'reopened' THEN 2 ELSE 1 END,
            CASE WHEN s.is_assigned THEN r.at + interval '30 days' END,
            CASE WHEN n % 5 < 3 THEN (r.at + interval '1 year')::date END, '\\x00', r.at, 3
       FROM generate_series(1, $2::int) n
       JOIN app.task_forces f ON f.id = $1
      CROSS JOIN LATERAL (SELECT now() - n * interval '10 years' / $2::int AS at) r
      CROSS JOIN LATERAL (SELECT CASE WHEN n % 1000 >= 150 THEN 'closed' WHEN n % 1000 < 40 THEN 'received' WHEN n % 1000 < 45 THEN 'in_triage'
                                      WHEN n % 1000 < 50 THEN 'reopened' WHEN n % 1000 < 80 THEN 'triaged' WHEN n % 1000 < 120 THEN 'assigned'
                                      WHEN n % 1000 < 140 THEN 'under_investigation' ELSE 'on_hold' END AS state,
                                 CASE WHEN n % 1000 BETWEEN 140 AND 149 THEN (ARRAY['received', 'triaged', 'assigned'])[1 + n % 3] END AS before,
                                 n % 1000 >= 45 AND (n % 1000 < 140 OR n % 3 > 0 OR n % 1000 >= 150) AS is_triaged,
                                 n % 1000 >= 80 AND (n % 1000 < 140 OR n % 3 = 2 OR n % 1000 >= 150) AS is_assigned) s
      CROSS JOIN LATERAL (SELECT CASE WHEN n % greatest(1, $2::int / 100 - 1) = 45 THEN 2 WHEN n % 7 < 3 THEN 1
                                      ELSE 3 + n % (cardinality($3::uuid[]) - 2) END AS place) o
      CROSS JOIN LATERAL (SELECT CASE WHEN n % 3 = 0 THEN 1 ELSE o.place END AS place) w`,
    [taskForceId, complaints, agencyIds, investigatorIds, busyInvestigatorId, investigatorsPerAgency],
  );
}

async function createRecordsOfComplaints(db, setterId) {
  await db.query(
    `INSERT INTO app.complaint_holds (id, task_force_id, complaint_id, reason, review_on, held_by, held_at)
     SELECT gen_random_uuid(), c.task_force_id, c.id, 'Devices', '2099-01-01', $1, c.state_since
       FROM created c WHERE c.state = 'on_hold'`,
    [setterId],
  );
  await db.query(
    `INSERT INTO app.complaint_moves (id, task_force_id, complaint_id, cycle, from_state, to_state, action, moved_by, moved_at)
     SELECT gen_random_uuid(), c.task_force_id, c.id, 2, 'closed', 'reopened', 'complaint.reopened', $1, c.state_since
       FROM created c WHERE c.state = 'reopened'`,
    [setterId],
  );
  await db.query(
    `INSERT INTO app.closure_proposals (id, task_force_id, complaint_id, code, narrative, proposed_by, proposed_at)
     SELECT gen_random_uuid(), c.task_force_id, c.id, 'insufficient_information', 'Why', $1, c.state_since + interval '10 days'
       FROM created c WHERE c.state = 'under_investigation' AND right(c.reference, 1) < '2'`,
    [setterId],
  );
  // A quarter of the closed complaints is due for review, and one in a thousand is on legal hold.
  await db.query(
    `INSERT INTO app.retentions (id, task_force_id, complaint_id, class, closed_on, review_on, version)
     SELECT gen_random_uuid(), c.task_force_id, c.id, 'closed_without_arrest', c.state_since::date, (c.state_since + interval '7.5 years')::date, 1
       FROM created c WHERE c.state = 'closed'`,
  );
  await db.query(
    `INSERT INTO app.legal_holds (id, task_force_id, complaint_id, authority, reason, review_on, placed_by, placed_at, version)
     SELECT gen_random_uuid(), c.task_force_id, c.id, 'District Court', 'An appeal', '2099-01-01', $1, c.state_since, 1
       FROM created c WHERE c.state = 'closed' AND right(c.reference, 3) = '999'`,
    [setterId],
  );
}

/**
 * Creates three open tasks of each complaint in work, half of them overdue, and a completed one of every second closed
 * complaint. One open task in 60 belongs to a supervisor, the others to the investigator.
 */
async function createTasks(db, taskForceId, setterId) {
  await db.query(
    `INSERT INTO app.tasks (id, task_force_id, complaint_id, title, owner_id, due_on, state, outcome, set_by, set_at, ended_by, ended_at, version)
     SELECT gen_random_uuid(), c.task_force_id, c.id, 'Call', coalesce(s.id, c.investigator_id),
            CASE WHEN e.is_ended THEN c.received_on + 30 ELSE current_date + 60 - (k.number % 120)::int END,
            CASE WHEN e.is_ended THEN 'done' ELSE 'open' END, CASE WHEN e.is_ended THEN 'Called' END, $2, c.received_at,
            CASE WHEN e.is_ended THEN c.investigator_id END, CASE WHEN e.is_ended THEN c.state_since END, 1
       FROM created c
      CROSS JOIN LATERAL (SELECT c.state = 'closed' AS is_ended) e
      CROSS JOIN LATERAL (SELECT abs(hashint4(c.n * 3 + place)::bigint) AS number
                            FROM generate_series(1, CASE WHEN e.is_ended THEN 1 ELSE 3 END) place) k
       LEFT JOIN LATERAL (SELECT (array_agg(a.id))[1 + k.number / 60 % nullif(count(*), 0)] AS id FROM app.accounts a
                           WHERE a.task_force_id = $1 AND a.role = 'supervisor' AND k.number % 60 = 0 AND NOT e.is_ended
                             AND (a.agency_id IS NULL OR a.agency_id = c.working_agency_id)) s ON true
      WHERE c.state IN ('assigned', 'under_investigation') OR (c.state = 'closed' AND c.n % 2 = 0)`,
    [taskForceId, setterId],
  );
}

/** Creates an email of each complaint, which two of three share with another, and an address and a hash of open ones. */
async function createIdentifiers(db) {
  await db.query(
    `INSERT INTO app.identifiers (id, task_force_id, complaint_id, role, kind, algorithm, raw, normalised, recorded_at, version)
     SELECT gen_random_uuid(), c.task_force_id, c.id, 'suspect', v.kind, CASE v.kind WHEN 'hash' THEN 'md5' END, v.value, v.value,
            c.received_at, 1
       FROM (SELECT *, count(*) OVER () AS complaints FROM created) c
      CROSS JOIN LATERAL (VALUES
        ('email', 'owl.' || c.n % (c.complaints * 2 / 3) || '@example.com'),
        ('ip', CASE WHEN c.state <> 'closed' THEN '10.' || c.n % 200 || '.' || c.n / 200 % 250 || '.' || c.n / 50000 % 2 END),
        ('hash', CASE WHEN c.state <> 'closed' THEN md5((c.n / 3)::text) END)) v (kind, value)
      WHERE v.value IS NOT NULL`,
  );
}
