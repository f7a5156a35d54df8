import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Counts preservation requests by themselves, and no longer as legal process served. */
export class CountPreservationRequests1765000039100 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE app.historical_totals DROP CONSTRAINT historical_totals_measure_check');
    await db.query(checkMeasures('preservation_requests'));
    await db.query(moveCounts(1));
    await db.query(
      changePurgedCounts(`measure = 'preservation_requests', facets = facets - 'process'
        WHERE measure = 'legal_process_served' AND facets ->> 'process' = 'preservation_2703f'`),
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(moveCounts(-1));
    await db.query(
      changePurgedCounts(`measure = 'legal_process_served', facets = facets || '{"process": "preservation_2703f"}'
        WHERE measure = 'preservation_requests'`),
    );
    await db.query(`
      ALTER TABLE app.historical_totals NO FORCE ROW LEVEL SECURITY, DISABLE TRIGGER USER,
        DROP CONSTRAINT historical_totals_measure_check;
      DELETE FROM app.historical_totals WHERE measure = 'preservation_requests';
      ALTER TABLE app.historical_totals FORCE ROW LEVEL SECURITY, ENABLE TRIGGER USER;
    `);
    await db.query(checkMeasures());
  }
}

/** Returns the statement that limits historical totals to the measures. */
function checkMeasures(...added: readonly string[]): string {
  const measures = [
    ...['complaints_documented', 'complaints_merged', 'cybertips_received', 'arrests'],
    ...['offenders_identified_hands_on_or_production', 'victims_identified', 'legal_process_served', ...added],
    ...['prosecution_referrals', 'referrals_accepted', 'referrals_declined', 'prosecutions', 'convictions', 'pleas'],
    ...['acquittals', 'dismissals', 'forensic_exams_completed', 'devices_examined', 'bytes_examined'],
    ...['investigations_initiated', 'investigations_closed', 'assistance_sessions', 'presentations', 'people_reached'],
    ...['training_sessions', 'people_trained'],
  ];
  return `ALTER TABLE app.historical_totals ADD CONSTRAINT historical_totals_measure_check
            CHECK (measure IN (${measures.map((measure) => `'${measure}'`).join(', ')}))`;
}

/**
 * Returns the statements that move the counts from one measure to the other. They are entries of the ledger, which its
 * fold adds to all stored counts. Requests of purged complaints are counted from what their purge kept.
 */
function moveCounts(sign: 1 | -1): string {
  const purged =
    sign === 1
      ? `k.measure = 'legal_process_served' AND k.facets ->> 'process' = 'preservation_2703f'`
      : `k.measure = 'preservation_requests'`;
  return `
    ALTER TABLE app.preservations NO FORCE ROW LEVEL SECURITY;
    ALTER TABLE app.complaints NO FORCE ROW LEVEL SECURITY;
    ALTER TABLE app.purged_counts NO FORCE ROW LEVEL SECURITY;
    CREATE TEMPORARY TABLE moved_counts ON COMMIT DROP AS
      SELECT c.task_force_id, c.agency_id, p.requested_on AS day,
             jsonb_build_object('type', coalesce(c.type, 'unclassified'), 'mode', coalesce(c.mode, 'unclassified')) AS facets,
             count(*) AS n
        FROM app.preservations p JOIN app.complaints c ON c.id = p.complaint_id GROUP BY 1, 2, 3, 4
       UNION ALL
      SELECT k.task_force_id, k.agency_id, k.counted_on, k.facets - 'process', sum(k.n)
        FROM app.purged_counts k
       WHERE ${purged}
       GROUP BY 1, 2, 3, 4;
    GRANT SELECT ON moved_counts TO tracker_oversight;
    ALTER TABLE app.purged_counts FORCE ROW LEVEL SECURITY;
    ALTER TABLE app.complaints FORCE ROW LEVEL SECURITY;
    ALTER TABLE app.preservations FORCE ROW LEVEL SECURITY;
    SET LOCAL ROLE tracker_oversight;
    INSERT INTO tally.deltas (measure, task_force_id, agency_id, day, facets, n)
    SELECT 'legal_process_served', m.task_force_id, m.agency_id, m.day, m.facets || '{"process": "preservation_2703f"}', ${-sign} * m.n
      FROM moved_counts m
     UNION ALL
    SELECT 'preservation_requests', m.task_force_id, m.agency_id, m.day, m.facets, ${sign} * m.n FROM moved_counts m;
    RESET ROLE;
    DROP TABLE moved_counts;`;
}

/** Returns the statements that change the kept counts of purged complaints. The ledger is changed by itself. */
function changePurgedCounts(change: string): string {
  return `
    ALTER TABLE app.purged_counts NO FORCE ROW LEVEL SECURITY, DISABLE TRIGGER USER;
    UPDATE app.purged_counts SET ${change};
    ALTER TABLE app.purged_counts FORCE ROW LEVEL SECURITY, ENABLE TRIGGER USER;`;
}
