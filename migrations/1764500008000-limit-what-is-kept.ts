import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Limits how many searches an account keeps, and how many a task force shares: each is a search that somebody may run. */
export class LimitWhatIsKept1764500008000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(bounds);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TRIGGER saved_views_bounded ON app.saved_views;
      DROP FUNCTION app.bound_saved_views();
      DROP INDEX app.saved_views_saved_by_idx;
    `);
  }
}

/* It runs as whoever saves: they see all of their own views, and all that the task force shares. The locks make racing inserts wait. */
const bounds = `
  CREATE INDEX saved_views_saved_by_idx ON app.saved_views (saved_by) WHERE ended_at IS NULL;
  CREATE FUNCTION app.bound_saved_views() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    IF new.ended_at IS NOT NULL THEN RETURN NULL; END IF;
    PERFORM pg_advisory_xact_lock(hashtextextended('saved views of ' || new.saved_by, 0));
    IF (SELECT count(*) FROM app.saved_views v WHERE v.saved_by = new.saved_by AND v.ended_at IS NULL) > 50 THEN
      RAISE EXCEPTION 'the account has too many saved views' USING ERRCODE = 'TF010', CONSTRAINT = 'saved_views_of_account';
    END IF;
    IF new.shared_with = 'task_force' THEN
      PERFORM pg_advisory_xact_lock(hashtextextended('shared views of ' || new.task_force_id, 0));
      IF (SELECT count(*) FROM app.saved_views v
           WHERE v.task_force_id = new.task_force_id AND v.shared_with = 'task_force' AND v.ended_at IS NULL) > 500 THEN
        RAISE EXCEPTION 'the task force has too many shared views' USING ERRCODE = 'TF010', CONSTRAINT = 'saved_views_of_task_force';
      END IF;
    END IF;
    RETURN NULL;
  END $$;
  CREATE TRIGGER saved_views_bounded AFTER INSERT OR UPDATE ON app.saved_views FOR EACH ROW EXECUTE FUNCTION app.bound_saved_views();`;
