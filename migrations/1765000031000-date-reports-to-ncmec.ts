import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Keeps when NCMEC received a report, instead of the day of its submission, which is the same event. Corrects the end of the
 * preservation: a report from before 7 May 2024, the day of Pub. L. 118-59, was preserved for 90 days (18 U.S.C. 2258A(h)(1)).
 */
export class DateReportsToNcmec1765000031000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(readAllRows);
    await db.query(`
      ALTER TABLE app.complaints ADD reported_to_ncmec_at timestamptz(3);
      -- A day alone becomes its start. An imported report had NCMEC's time as the time of its receipt, which stays: it was counted so.
      UPDATE app.complaints c
         SET reported_to_ncmec_at = coalesce(least(c.submitted_on::timestamp AT TIME ZONE t.zone, c.received_at), c.received_at)
        FROM app.task_forces t
       WHERE t.id = c.task_force_id
         AND (c.submitted_on IS NOT NULL
              OR c.received_at < c.logged_at
                 AND EXISTS (SELECT FROM app.tip_versions v
                              WHERE v.complaint_id = c.id AND v.number = 1 AND v.changed = '{}' AND v.format = 'icac_data_system'));
    `);
    await db.query(
      setPreservation("CASE WHEN s.day < DATE '2024-05-07' THEN interval '90 days' ELSE interval '1 year' END"),
    );
    await db.query(`
      DROP TRIGGER IF EXISTS complaints_placed ON app.complaints;
      ALTER TABLE app.complaints DROP submitted_on,
        ADD CONSTRAINT complaints_reported_check CHECK (reported_to_ncmec_at <= received_at);
    `);
    await db.query(renameDifference('submittedOn', 'reportedToNcmecAt'));
    await db.query(secureRows);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(readAllRows);
    await db.query(`
      ALTER TABLE app.complaints ADD submitted_on date;
      UPDATE app.complaints c SET submitted_on = (c.reported_to_ncmec_at AT TIME ZONE t.zone)::date
        FROM app.task_forces t WHERE t.id = c.task_force_id AND c.reported_to_ncmec_at IS NOT NULL;
    `);
    await db.query(setPreservation("interval '1 year'"));
    // The files of database/ that depend on the column are applied again.
    await db.query('ALTER TABLE app.complaints DROP reported_to_ncmec_at CASCADE');
    await db.query(renameDifference('reportedToNcmecAt', 'submittedOn'));
    await db.query(secureRows);
  }
}

const readAllRows = `
  ALTER TABLE app.complaints NO FORCE ROW LEVEL SECURITY, DISABLE TRIGGER USER;
  ALTER TABLE app.tip_versions NO FORCE ROW LEVEL SECURITY, DISABLE TRIGGER USER;
  ALTER TABLE app.task_forces NO FORCE ROW LEVEL SECURITY;`;

const secureRows = `
  ALTER TABLE app.complaints FORCE ROW LEVEL SECURITY, ENABLE TRIGGER USER;
  ALTER TABLE app.tip_versions FORCE ROW LEVEL SECURITY, ENABLE TRIGGER USER;
  ALTER TABLE app.task_forces FORCE ROW LEVEL SECURITY;`;

/** Returns the statement that sets the last day of the preservation, from the report to NCMEC or else the receipt. */
function setPreservation(period: string): string {
  return `
    UPDATE app.complaints c SET preserved_until = (s.day + ${period})::date
      FROM (SELECT d.id, coalesce((d.reported_to_ncmec_at AT TIME ZONE t.zone)::date, d.received_on) AS day
              FROM app.complaints d JOIN app.task_forces t ON t.id = d.task_force_id
             WHERE d.source = 'ncmec_cybertip') s
     WHERE s.id = c.id AND c.preserved_until IS DISTINCT FROM (s.day + ${period})::date;`;
}

/** Returns the statements that rename the field in which a tip's version differs from its complaint. */
function renameDifference(from: string, to: string): string {
  return `
    ALTER TABLE app.tip_versions DROP CONSTRAINT tip_versions_differs_check;
    UPDATE app.tip_versions SET differs = array_replace(differs, '${from}', '${to}') WHERE '${from}' = ANY (differs);
    ALTER TABLE app.tip_versions ADD CONSTRAINT tip_versions_differs_check
      CHECK (differs <@ ARRAY['type', 'incidentAt', '${to}', 'narrative', 'files']);`;
}
