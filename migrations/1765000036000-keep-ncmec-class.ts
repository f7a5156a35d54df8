import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Keeps the class that NCMEC gives a CyberTip, and counts CyberTips by it. */
export class KeepNcmecClass1765000036000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Null is not stated.
      ALTER TABLE app.complaints ADD ncmec_class text CHECK (ncmec_class IN ('referral', 'informational')),
        ADD CONSTRAINT complaints_class_of_cybertip_check CHECK (ncmec_class IS NULL OR source = 'ncmec_cybertip');

      ALTER TABLE app.tip_versions DROP CONSTRAINT tip_versions_differs_check,
        ADD CONSTRAINT tip_versions_differs_check
          CHECK (differs <@ ARRAY['type', 'incidentAt', 'reportedToNcmecAt', 'ncmecClass', 'narrative', 'files']);

    `);
    await db.query(changePurgedCounts(`facets || '{"ncmecClass": "not_stated"}'`));
    await db.query(`
      -- The counted CyberTips are not stated until now. Those with all facets were counted with type and mode alone.
      SET LOCAL ROLE tracker_oversight;
      UPDATE tally.deltas SET facets = facets || '{"ncmecClass": "not_stated"}' WHERE measure = 'cybertips_received';
      INSERT INTO tally.counts (level, measure, detail, grain, task_force_id, agency_id, starts_on, facets, n)
      SELECT c.level, c.measure, 'all', c.grain, c.task_force_id, c.agency_id, c.starts_on,
             c.facets || '{"ncmecClass": "not_stated"}', c.n
        FROM tally.counts c JOIN tally.stored_grains k ON k.level = c.level AND k.grain = c.grain AND k.detail = 'all'
       WHERE c.measure = 'cybertips_received' AND c.detail = 'case';
      RESET ROLE;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    // The files of database/ that depend on the column are applied again.
    await db.query(`
      SET LOCAL ROLE tracker_oversight;
      DELETE FROM tally.counts WHERE measure = 'cybertips_received' AND detail = 'all';
      UPDATE tally.deltas SET facets = facets - 'ncmecClass' WHERE measure = 'cybertips_received';
      RESET ROLE;
    `);
    await db.query(changePurgedCounts(`facets - 'ncmecClass'`));
    await db.query(`
      ALTER TABLE app.tip_versions DROP CONSTRAINT tip_versions_differs_check;
      ALTER TABLE app.tip_versions NO FORCE ROW LEVEL SECURITY, DISABLE TRIGGER USER;
      UPDATE app.tip_versions SET differs = array_remove(differs, 'ncmecClass') WHERE 'ncmecClass' = ANY (differs);
      ALTER TABLE app.tip_versions FORCE ROW LEVEL SECURITY, ENABLE TRIGGER USER,
        ADD CONSTRAINT tip_versions_differs_check
          CHECK (differs <@ ARRAY['type', 'incidentAt', 'reportedToNcmecAt', 'narrative', 'files']);
      ALTER TABLE app.complaints DROP ncmec_class CASCADE;
    `);
  }
}

/** Returns the statements that change the facets of purged CyberTips. The ledger is changed by itself. */
function changePurgedCounts(facets: string): string {
  return `
    ALTER TABLE app.purged_counts NO FORCE ROW LEVEL SECURITY, DISABLE TRIGGER USER;
    UPDATE app.purged_counts SET facets = ${facets} WHERE measure = 'cybertips_received';
    ALTER TABLE app.purged_counts FORCE ROW LEVEL SECURITY, ENABLE TRIGGER USER;`;
}
