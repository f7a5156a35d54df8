import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Counts the unread cells of an import, whose lines are warnings, and its closed complaints. Their commit takes a second person, so the
 * import also keeps who uploaded its file.
 */
export class KeepWarningsOfImports1765000038500 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE app.import_batches
        ADD warnings integer CHECK (warnings >= 0),
        ADD closing integer CHECK (closing >= 0),
        ADD uploaded_by uuid REFERENCES app.accounts,
        DROP CONSTRAINT import_batches_kind_check,
        ADD CONSTRAINT import_batches_kind_check
          CHECK (kind IN ('complaints', 'suspects', 'arrests', 'prosecutions', 'victims_identified', 'trainings',
                          'presentations', 'agencies')),
        ADD CONSTRAINT import_batches_second_person_check CHECK (closing = 0 OR committed_by <> started_by AND committed_by <> uploaded_by);
      ALTER TABLE app.import_batches NO FORCE ROW LEVEL SECURITY, DISABLE TRIGGER USER;
      UPDATE app.import_batches SET warnings = 0, closing = 0;
      ALTER TABLE app.import_batches FORCE ROW LEVEL SECURITY, ENABLE TRIGGER USER;
      ALTER TABLE app.import_batches ALTER warnings SET NOT NULL, ALTER closing SET NOT NULL;

      -- A warning does not exclude its row.
      ALTER TABLE staging.import_faults ADD is_warning boolean NOT NULL DEFAULT false;
      ALTER TABLE staging.import_faults ALTER is_warning DROP DEFAULT;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE staging.import_faults DROP is_warning;
      DELETE FROM app.import_batches WHERE kind IN ('prosecutions', 'victims_identified', 'trainings', 'presentations');
      ALTER TABLE app.import_batches DROP CONSTRAINT import_batches_kind_check,
        ADD CONSTRAINT import_batches_kind_check CHECK (kind IN ('complaints', 'suspects', 'arrests', 'agencies'));
      ALTER TABLE app.import_batches DROP CONSTRAINT import_batches_second_person_check, DROP uploaded_by, DROP warnings;
      -- The trigger of the second person depends on the column. The files of database/ are applied again.
      ALTER TABLE app.import_batches DROP closing CASCADE;
    `);
  }
}
