import { expect, it } from '@jest/globals';
import { migrations } from '../../migrations/index.js';
import { migrate } from '../../src/platform/database/migrate.js';
import { specDatabase } from '../support/databases.js';
import { connected, readSnapshot, restore } from './snapshot.js';

interface Dates {
  readonly reported: string | null;
  readonly received: string;
  readonly preserved: string | null;
}

/** Sets the dates of the four first complaints; the fifth is the imported tip. */
const setDates = `
  SET session_replication_role = replica;
  UPDATE app.complaints c
     SET source = 'ncmec_cybertip', received_at = d.received, received_on = d.received::date, submitted_on = d.submitted, logged_at = d.received
    FROM (VALUES (1, timestamptz '2018-05-12T18:00:00Z', NULL::date), (2, '2023-03-03T18:00:00Z', '2023-03-01'),
                 (3, '2024-05-20T18:00:00Z', '2024-05-07'), (4, '2026-02-12T18:00:00Z', '2026-02-13')) d (n, received, submitted)
    JOIN (SELECT id, row_number() OVER (ORDER BY id) AS n FROM app.complaints
           WHERE id NOT IN (SELECT complaint_id FROM app.tip_versions)) numbered USING (n)
   WHERE c.id = numbered.id;
  UPDATE app.complaints SET received_at = '2024-04-01T18:00:00Z', received_on = '2024-04-01', logged_at = '2024-05-15T18:00:00Z'
   WHERE id IN (SELECT complaint_id FROM app.tip_versions);
  UPDATE app.complaints SET preserved_until = (coalesce(submitted_on, received_on) + interval '1 year')::date
   WHERE source = 'ncmec_cybertip'`;

const selectDates = `
  SELECT to_char(reported_to_ncmec_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI') AS reported,
         to_char(received_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI') AS received, preserved_until::text AS preserved
    FROM app.complaints WHERE source = 'ncmec_cybertip' ORDER BY received_at`;

it('an upgrade from 0.2.0 keeps when NCMEC had each report, and ends its preservation by the law of its day', async () => {
  const database = await specDatabase('empty');
  try {
    await restore(await readSnapshot('0.2.0'), database);
    await connected(database.adminUrl, (db) => db.query(setDates));

    await migrate(database.ownerUrl, migrations);
    const { rows } = await connected(database.adminUrl, (db) => db.query<Dates>(selectDates));

    // A day alone is its start in Chicago, and at latest the receipt. The receipt stays, because it was counted.
    expect(rows).toEqual([
      { reported: null, received: '2018-05-12 18:00', preserved: '2018-08-10' },
      { reported: '2023-03-01 06:00', received: '2023-03-03 18:00', preserved: '2023-05-30' },
      { reported: '2024-04-01 18:00', received: '2024-04-01 18:00', preserved: '2024-06-30' },
      { reported: '2024-05-07 05:00', received: '2024-05-20 18:00', preserved: '2025-05-07' },
      { reported: '2026-02-12 18:00', received: '2026-02-12 18:00', preserved: '2027-02-12' },
    ]);
  } finally {
    await database.drop();
  }
});
