/** Reads the complaints of a drill from the database, as a superuser, which row security does not limit. */
import { query } from './trackers.mjs';

const complaints = `
  SELECT c.id, c.narrative AS key, coalesce(e.count, 0)::int AS entries, coalesce(k.count, 0)::int AS keys
    FROM app.complaints c
    LEFT JOIN (SELECT row_id, count(*) FROM audit.entries WHERE action = 'complaint.received' GROUP BY row_id) e ON e.row_id = c.id
    LEFT JOIN (SELECT resource_id, count(*) FROM app.idempotency_keys GROUP BY resource_id) k ON k.resource_id = c.id`;

/** Entries and keys of complaints that do not exist. */
const strays = `
  SELECT (SELECT count(*) FROM audit.entries e
           WHERE e.action = 'complaint.received' AND NOT EXISTS (SELECT FROM app.complaints c WHERE c.id = e.row_id))::int
       + (SELECT count(*) FROM app.idempotency_keys k
           WHERE NOT EXISTS (SELECT FROM app.complaints c WHERE c.id = k.resource_id))::int AS count`;

export async function readStored(adminUrl) {
  const [{ count }] = await query(adminUrl, strays);
  return { complaints: await query(adminUrl, complaints), strays: count };
}
