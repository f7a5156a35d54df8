import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Records come in by the file. A batch says what became of one; its rows wait in a schema of their own, as they will be written, until
 * a supervisor has them entered, some thousand to a transaction.
 */
export class ImportInBulk1764400004000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(batches);
    await db.query(waiting);
    await db.query(known);
    await db.query(linkOnce);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(linkEach);
    await db.query(`
      DROP SCHEMA staging CASCADE;
      DROP INDEX app.complaints_task_force_id_intake_digest_idx;
      DROP TABLE app.import_batches;`);
  }
}

const batches = `
  CREATE TABLE app.import_batches (
    id               uuid PRIMARY KEY,
    -- None: begun at the national seat, which keeps agencies of any task force.
    task_force_id    uuid REFERENCES app.task_forces,
    -- None: begun above the agencies.
    agency_id        uuid,
    kind             text NOT NULL CHECK (kind = ANY (ARRAY['complaints', 'suspects', 'arrests', 'agencies'])),
    mapping          jsonb NOT NULL,
    leaves_out_other boolean NOT NULL,
    state            text NOT NULL CHECK (state IN ('awaiting_file', 'receiving', 'failed', 'checked', 'committing', 'committed')),
    format           text CHECK (format IN ('csv', 'ndjson', 'xlsx')),
    file_digest      bytea CHECK (length(file_digest) = 32),
    file_bytes       bigint CHECK (file_bytes >= 0),
    rows             integer NOT NULL CHECK (rows >= 0),
    ready            integer NOT NULL CHECK (ready >= 0),
    known            integer NOT NULL CHECK (known >= 0),
    faulty           integer NOT NULL CHECK (faulty >= 0),
    logged           integer NOT NULL CHECK (logged >= 0),
    begun_by         uuid NOT NULL REFERENCES app.accounts,
    begun_at         timestamptz(3) NOT NULL,
    committed_by     uuid REFERENCES app.accounts,
    ended_at         timestamptz(3),
    version          integer NOT NULL,
    UNIQUE (task_force_id, id),
    FOREIGN KEY (task_force_id, agency_id) REFERENCES app.agencies (task_force_id, id),
    CHECK ((state IN ('committing', 'committed')) = (committed_by IS NOT NULL)),
    CHECK ((state IN ('failed', 'committed')) = (ended_at IS NOT NULL))
  );
  CREATE INDEX import_batches_task_force_id_begun_at_id_idx ON app.import_batches (task_force_id, begun_at DESC, id DESC);
  GRANT SELECT, INSERT, UPDATE ON app.import_batches TO tracker_app;
  ALTER TABLE app.import_batches ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
  -- A batch is its own seat's: an import is nobody's way to rows of another. Agencies are the administrators', all else is not.
  CREATE POLICY import_batches_of_the_seat ON app.import_batches
    USING (kind <> 'agencies' AND task_force_id = (SELECT auth.case_task_force())
           AND agency_id IS NOT DISTINCT FROM (SELECT auth.agency()))
    WITH CHECK (kind <> 'agencies' AND task_force_id = (SELECT auth.case_task_force())
                AND agency_id IS NOT DISTINCT FROM (SELECT auth.agency()));
  CREATE POLICY import_batches_of_the_administrators ON app.import_batches
    USING (kind = 'agencies' AND (SELECT auth.role()) = 'admin' AND task_force_id IS NOT DISTINCT FROM (SELECT auth.task_force())
           AND agency_id IS NOT DISTINCT FROM (SELECT auth.agency()))
    WITH CHECK (kind = 'agencies' AND (SELECT auth.role()) = 'admin'
                AND task_force_id IS NOT DISTINCT FROM (SELECT auth.task_force())
                AND agency_id IS NOT DISTINCT FROM (SELECT auth.agency()));
  -- What a column is called in somebody's file may tell of a person.
  SELECT audit.watch('app.import_batches', 'mapping');`;

const waiting = `
  CREATE SCHEMA staging;
  GRANT USAGE ON SCHEMA staging TO tracker_app;
  -- Rows that can be entered, as they will be. Written and deleted with the progress of their batch, so neither is ahead.
  CREATE TABLE staging.import_rows (
    batch_id    uuid NOT NULL,
    row         integer NOT NULL,
    id          uuid NOT NULL,
    natural_key text NOT NULL,
    digest      bytea NOT NULL,
    record      jsonb NOT NULL,
    parts       jsonb NOT NULL,
    staged_at   timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (batch_id, row),
    UNIQUE (batch_id, natural_key)
  );
  -- What is wrong with a row, in which column: never what stands there.
  CREATE TABLE staging.import_faults (
    batch_id  uuid NOT NULL,
    row       integer NOT NULL,
    "column"  text NOT NULL,
    detail    text NOT NULL,
    staged_at timestamptz NOT NULL DEFAULT now()
  );
  CREATE INDEX import_faults_batch_id_row_idx ON staging.import_faults (batch_id, row);
  CREATE INDEX import_rows_staged_at_idx ON staging.import_rows USING brin (staged_at);
  CREATE INDEX import_faults_staged_at_idx ON staging.import_faults USING brin (staged_at);
  GRANT SELECT, INSERT, DELETE ON staging.import_rows, staging.import_faults TO tracker_app;
  ALTER TABLE staging.import_rows ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
  ALTER TABLE staging.import_faults ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
  CREATE POLICY import_rows_of_the_batch ON staging.import_rows TO tracker_app
    USING (batch_id IN (SELECT b.id FROM app.import_batches b)) WITH CHECK (batch_id IN (SELECT b.id FROM app.import_batches b));
  CREATE POLICY import_faults_of_the_batch ON staging.import_faults TO tracker_app
    USING (batch_id IN (SELECT b.id FROM app.import_batches b)) WITH CHECK (batch_id IN (SELECT b.id FROM app.import_batches b));

  -- What is wrong with a batch's rows, as a cursor: read while it is sent. Row security is the caller's.
  CREATE FUNCTION staging.open_faults(batch uuid, opened refcursor) RETURNS void LANGUAGE plpgsql STABLE
    SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    OPEN opened NO SCROLL FOR
    SELECT f.row, f."column", f.detail FROM staging.import_faults f WHERE f.batch_id = batch ORDER BY f.row, f."column";
  END $$;
  GRANT EXECUTE ON FUNCTION staging.open_faults(uuid, refcursor) TO tracker_app;

  -- What nobody has entered for a week is forgotten, and what was wrong with a file after three months.
  CREATE POLICY import_rows_too_old ON staging.import_rows TO tracker_owner
    USING (staged_at < now() - interval '7 days') WITH CHECK (false);
  CREATE POLICY import_faults_too_old ON staging.import_faults TO tracker_owner
    USING (staged_at < now() - interval '90 days') WITH CHECK (false);
  CREATE FUNCTION staging.forget() RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  DECLARE forgotten bigint;
  BEGIN
    DELETE FROM staging.import_rows WHERE staged_at < now() - interval '7 days';
    GET DIAGNOSTICS forgotten = ROW_COUNT;
    DELETE FROM staging.import_faults WHERE staged_at < now() - interval '90 days';
    RETURN forgotten;
  END $$;
  GRANT EXECUTE ON FUNCTION staging.forget() TO tracker_app;`;

const known = `
  -- A tip without a number is known again by all it says.
  CREATE INDEX complaints_task_force_id_intake_digest_idx ON app.complaints (task_force_id, intake_digest)
    WHERE external_reference IS NULL;`;

/* Whoever enters many rows of one statement says of all but the first that they follow it. At the commit the first has them all linked, so
 * nothing needs to be asked of the others: that alone was a third of what the trail of a bulk costs. Who may enter anything enters it
 * by these functions, and an entry that follows none would be found by the verifier to stand in no link. */
const recording = (column: string, value: string): string => `
  CREATE OR REPLACE FUNCTION audit.record() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
  DECLARE
    who     auth.sessions := auth.session();
    action  text := nullif(current_setting('app.action', true), '');
    subject uuid := nullif(current_setting('app.subject', true), '')::uuid;
    reason  text := nullif(current_setting('app.reason', true), '');
    request text := nullif(current_setting('app.request', true), '');
    address inet := nullif(current_setting('app.address', true), '')::inet;
    -- Columns that tell of a person, or were told by one, enter by name and never by value.
    hidden  text[] := coalesce(tg_argv[0:], '{}');
  BEGIN
    IF action IS NULL THEN
      RAISE EXCEPTION '% changed outside a named change', tg_table_name USING ERRCODE = 'TF001';
    END IF;
    IF tg_op = 'INSERT' THEN
      INSERT INTO audit.entries (account_id, session_id, role, actor_agency, task_force_id, action, subject, complaint_id,
                                 reason, request_id, address, source, row_id, became, withheld${column})
      SELECT who.account_id, who.id, who.role, who.agency_id, (r ->> 'task_force_id')::uuid, action,
             coalesce(subject, (r ->> 'id')::uuid),
             CASE tg_table_name WHEN 'complaints' THEN (r ->> 'id')::uuid ELSE (r ->> 'complaint_id')::uuid END,
             reason, request, address, tg_table_name, (r ->> 'id')::uuid, jsonb_strip_nulls(r) - hidden, nullif(hidden, '{}')${value}
        FROM (SELECT to_jsonb(came) AS r FROM came OFFSET 0) written;
    ELSE
      INSERT INTO audit.entries (account_id, session_id, role, actor_agency, task_force_id, action, subject, complaint_id,
                                 reason, request_id, address, source, row_id, was, became, withheld${column})
      SELECT who.account_id, who.id, who.role, who.agency_id, (r ->> 'task_force_id')::uuid, action,
             coalesce(subject, (r ->> 'id')::uuid),
             CASE tg_table_name WHEN 'complaints' THEN (r ->> 'id')::uuid ELSE (r ->> 'complaint_id')::uuid END,
             reason, request, address, tg_table_name, (r ->> 'id')::uuid,
             changed.was - hidden, changed.became - hidden, changed.withheld${value}
        FROM (SELECT to_jsonb(came) AS r, to_jsonb(went) AS w FROM came FULL JOIN went USING (id) OFFSET 0) written
       CROSS JOIN LATERAL (
             SELECT coalesce(jsonb_object_agg(key, w -> key), '{}') AS was, coalesce(jsonb_object_agg(key, r -> key), '{}') AS became,
                    array_agg(key) FILTER (WHERE key = ANY (hidden)) AS withheld
               FROM jsonb_object_keys(coalesce(r, w)) key
              WHERE r -> key IS DISTINCT FROM w -> key) changed;
    END IF;
    RETURN NULL;
  END $$;`;

const linkOnce = `
  ALTER TABLE audit.entries ADD follows boolean NOT NULL DEFAULT false;
  DROP TRIGGER entries_linked ON audit.entries;
  CREATE CONSTRAINT TRIGGER entries_linked AFTER INSERT ON audit.entries DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (NOT new.follows) EXECUTE FUNCTION audit.link();
${recording(', follows', ', row_number() OVER () > 1')}`;

const linkEach = `
${recording('', '')}
  DROP TRIGGER entries_linked ON audit.entries;
  CREATE CONSTRAINT TRIGGER entries_linked AFTER INSERT ON audit.entries DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION audit.link();
  ALTER TABLE audit.entries DROP follows;`;
