/**
 * Baseline of the tracker: Fastify and pg with the same prepared statements and nothing else: no session, no checks,
 * no row security, no trail. `node bench/bare-server.mjs <database url> <task force id>`; prints its port.
 */
import { randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import Fastify from 'fastify';
import pg from 'pg';

const [url, taskForceId] = process.argv.slice(2);
// Connections stay open while the tracker has its turn, as the tracker's do.
const pool = new pg.Pool({ connectionString: url, max: 12, idleTimeoutMillis: 600_000 });
const columns =
  'id, task_force_id, agency_id, reference, source, external_reference, type, mode, received_at, received_on, incident_at, ' +
  'jurisdiction_state, jurisdiction_county, jurisdiction_city, narrative, state, intake_digest, logged_at, version, state_since';
const insert = {
  name: 'insert',
  text: `INSERT INTO bare.complaints (${columns})
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $18) RETURNING *`,
};
const one = { name: 'one', text: 'SELECT * FROM bare.complaints WHERE id = $1' };
const list = {
  name: 'list',
  text: `SELECT id, version, reference, state, priority, source, type, mode, received_at, received_on, due_at, agency_id,
                working_agency_id, investigator_id, disposition, merged_into
           FROM bare.complaints WHERE task_force_id = $1 ORDER BY received_at DESC, id DESC LIMIT 51`,
};

/** Statements of opening a case: those of the tracker, with its timeline word for word. */
const dist = new URL('../dist/src/', import.meta.url);
for (const file of await readdir(dist, { recursive: true })) {
  if (file.endsWith('.timeline.js')) await import(new URL(file, dist).href);
}
const { buildTimelineStatements } = await import('../dist/src/casework/timeline/timeline.js');
const ofCase = (name, table, order) => ({
  name,
  text: `SELECT * FROM app.${table} WHERE task_force_id = $1 AND complaint_id = $2 ORDER BY ${order} DESC, id DESC LIMIT 200`,
});
const suspects = ofCase('suspects', 'suspects', 'identified_on');
const arrests = ofCase('arrests', 'arrests', 'arrested_on');
const victims = ofCase('victims', 'victims_identified', 'identified_on');
const events = { name: 'events', text: buildTimelineStatements().newest };

const app = Fastify({ logger: false });
app.post('/complaints', async ({ body }, reply) => {
  const { agencyId, source, type, mode, receivedAt, incidentAt, jurisdiction, narrative } = body;
  const id = randomUUID();
  const { rows } = await pool.query({
    ...insert,
    values: [
      id,
      taskForceId,
      agencyId,
      id,
      source,
      null,
      type,
      mode,
      receivedAt,
      receivedAt.slice(0, 10),
      incidentAt,
      jurisdiction.state,
      jurisdiction.county,
      jurisdiction.city,
      narrative,
      'received',
      Buffer.alloc(32),
      new Date(),
      1,
    ],
  });
  reply.code(201);
  return rows[0];
});
app.get('/complaints/:id', async ({ params }) => (await pool.query({ ...one, values: [params.id] })).rows[0]);
app.get('/complaints/:id/case', async ({ params: { id } }) => ({
  complaint: (await pool.query({ ...one, values: [id] })).rows[0],
  suspects: (await pool.query({ ...suspects, values: [taskForceId, id] })).rows,
  arrests: (await pool.query({ ...arrests, values: [taskForceId, id] })).rows,
  victims: (await pool.query({ ...victims, values: [taskForceId, id] })).rows,
  events: (await pool.query({ ...events, values: [id, null, null, null, 201] })).rows,
}));
app.get('/complaints', async () => ({
  items: (await pool.query({ ...list, values: [taskForceId] })).rows.slice(0, 50),
}));

process.stdout.write(`${new URL(await app.listen({ host: '127.0.0.1', port: 0 })).port}\n`);
process.on('SIGTERM', () => app.close().then(() => pool.end()));
