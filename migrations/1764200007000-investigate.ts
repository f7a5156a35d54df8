import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Investigations, each of many complaints; the orders and warrants that are served for a complaint and returned; and what the
 * laboratory examined. Legal process that is still out stands against closing its complaint and its investigation.
 */
export class Investigate1764200007000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(investigations);
    await db.query(numbers);
    await db.query(orders);
    await db.query(exams);
    await db.query(matters);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(back);
  }
}

const investigations = `
  CREATE TABLE app.investigations (
    id            uuid PRIMARY KEY,
    task_force_id uuid NOT NULL,
    -- The agency that leads it.
    agency_id     uuid NOT NULL,
    reference     text NOT NULL,
    title         text NOT NULL,
    opened_on     date NOT NULL,
    opened_by     uuid NOT NULL REFERENCES app.accounts,
    opened_at     timestamptz(3) NOT NULL,
    closed_on     date,
    outcome       text CHECK (outcome IN ('unfounded_no_crime', 'insufficient_information', 'no_jurisdiction_identified',
                    'referred_other_icac', 'referred_local_agency', 'referred_federal', 'referred_foreign',
                    'statute_of_limitations', 'unable_to_identify_suspect', 'esp_data_expired', 'suspect_deceased',
                    'prosecution_declined_state', 'prosecution_declined_federal', 'custody_other_jurisdiction',
                    'victim_declined', 'juvenile_diversion', 'arrest_pending_prosecution', 'convicted_plea',
                    'convicted_trial', 'acquitted', 'dismissed', 'civil_or_child_protection_referral', 'opened_in_error')),
    version       integer NOT NULL,
    UNIQUE (task_force_id, id),
    UNIQUE (task_force_id, reference),
    FOREIGN KEY (task_force_id, agency_id) REFERENCES app.agencies (task_force_id, id),
    CHECK ((closed_on IS NULL) = (outcome IS NULL)),
    CHECK (closed_on >= opened_on)
  );
  CREATE INDEX investigations_task_force_id_opened_on_id_idx ON app.investigations (task_force_id, opened_on DESC, id DESC);
  CREATE INDEX investigations_task_force_id_agency_id_opened_on_id_idx
      ON app.investigations (task_force_id, agency_id, opened_on DESC, id DESC);
  CREATE INDEX investigations_task_force_id_closed_on_idx ON app.investigations (task_force_id, closed_on)
    WHERE closed_on IS NOT NULL;

  -- A complaint is part of one investigation at a time. A link that was a mistake ends, and stays to be read.
  CREATE TABLE app.investigation_complaints (
    id               uuid PRIMARY KEY,
    task_force_id    uuid NOT NULL,
    investigation_id uuid NOT NULL,
    complaint_id     uuid NOT NULL,
    linked_by        uuid NOT NULL REFERENCES app.accounts,
    linked_at        timestamptz(3) NOT NULL,
    ended_by         uuid REFERENCES app.accounts,
    ended_at         timestamptz(3),
    end_reason       text,
    UNIQUE (task_force_id, id),
    FOREIGN KEY (task_force_id, investigation_id) REFERENCES app.investigations (task_force_id, id),
    FOREIGN KEY (task_force_id, complaint_id) REFERENCES app.complaints (task_force_id, id),
    CHECK ((ended_at IS NULL) = (ended_by IS NULL)),
    CHECK ((ended_at IS NULL) = (end_reason IS NULL))
  );
  CREATE UNIQUE INDEX investigation_complaints_complaint_id_idx ON app.investigation_complaints (complaint_id)
    WHERE ended_at IS NULL;
  CREATE INDEX investigation_complaints_task_force_id_complaint_id_idx
      ON app.investigation_complaints (task_force_id, complaint_id);
  CREATE INDEX investigation_complaints_investigation_id_idx ON app.investigation_complaints (investigation_id)
    WHERE ended_at IS NULL;

  -- How an investigation ended, each time: one that is opened again keeps what was said before.
  CREATE TABLE app.investigation_closures (
    id               uuid PRIMARY KEY,
    task_force_id    uuid NOT NULL,
    investigation_id uuid NOT NULL,
    outcome          text NOT NULL,
    narrative        text NOT NULL,
    closed_on        date NOT NULL,
    closed_by        uuid NOT NULL REFERENCES app.accounts,
    closed_at        timestamptz(3) NOT NULL,
    reopened_by      uuid REFERENCES app.accounts,
    reopened_at      timestamptz(3),
    reopen_reason    text,
    UNIQUE (task_force_id, id),
    FOREIGN KEY (task_force_id, investigation_id) REFERENCES app.investigations (task_force_id, id),
    CHECK ((reopened_at IS NULL) = (reopened_by IS NULL)),
    CHECK ((reopened_at IS NULL) = (reopen_reason IS NULL))
  );
  CREATE UNIQUE INDEX investigation_closures_investigation_id_idx ON app.investigation_closures (investigation_id)
    WHERE reopened_at IS NULL;
  CREATE INDEX investigation_closures_task_force_id_investigation_id_idx
      ON app.investigation_closures (task_force_id, investigation_id);

  GRANT SELECT, INSERT, UPDATE ON app.investigations, app.investigation_complaints, app.investigation_closures TO tracker_app;
  CALL app.guard_by_complaint('app.investigation_complaints');
  ALTER TABLE app.investigations ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
  ALTER TABLE app.investigation_closures ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;

  -- Whether an investigation has complaints and each of them is sealed: it is then as hidden as they are.
  GRANT SELECT ON app.investigation_complaints TO tracker_oversight;
  CREATE POLICY investigation_complaints_overseen ON app.investigation_complaints FOR SELECT TO tracker_oversight USING (true);
  SET LOCAL ROLE tracker_oversight;
  CREATE FUNCTION oversight.is_all_sealed(investigation uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
    RETURN coalesce((SELECT bool_and(c.is_sealed) FROM app.investigation_complaints l JOIN app.complaints c ON c.id = l.complaint_id
                      WHERE l.investigation_id = is_all_sealed.investigation AND l.ended_at IS NULL), false);
  GRANT EXECUTE ON FUNCTION oversight.is_all_sealed(uuid) TO tracker_app, tracker_owner;
  RESET ROLE;

  -- The agency that leads it sees it, a task force all of its own, and whoever sees one of its complaints.
  CREATE POLICY investigations_of_the_seat ON app.investigations
    USING (task_force_id = (SELECT auth.case_task_force())
           AND ((coalesce((SELECT auth.agency()), agency_id) = agency_id
                 AND ((SELECT auth.sees_sealed()) OR NOT oversight.is_all_sealed(id)))
                OR EXISTS (SELECT FROM app.investigation_complaints l
                            WHERE l.investigation_id = investigations.id AND l.ended_at IS NULL)))
    WITH CHECK (task_force_id = (SELECT auth.case_task_force())
           AND ((coalesce((SELECT auth.agency()), agency_id) = agency_id
                 AND ((SELECT auth.sees_sealed()) OR NOT oversight.is_all_sealed(id)))
                OR EXISTS (SELECT FROM app.investigation_complaints l
                            WHERE l.investigation_id = investigations.id AND l.ended_at IS NULL)));
  CREATE POLICY investigation_closures_of_the_investigation ON app.investigation_closures
    USING (task_force_id = (SELECT auth.case_task_force())
           AND EXISTS (SELECT FROM app.investigations i WHERE i.id = investigation_id))
    WITH CHECK (task_force_id = (SELECT auth.case_task_force())
           AND EXISTS (SELECT FROM app.investigations i WHERE i.id = investigation_id));
  SELECT audit.watch('app.investigations', 'title'), audit.watch('app.investigation_complaints', 'end_reason'),
         audit.watch('app.investigation_closures', 'narrative', 'reopen_reason');`;

/* Each task force numbers its investigations as it does its complaints: by a sequence, which never waits for another writer. */
const numbers = `
  CREATE FUNCTION app.number_investigations_of() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    EXECUTE format('CREATE SEQUENCE numbers.%I', new.id || '-I');
    RETURN NULL;
  END $$;
  CREATE TRIGGER task_forces_number_their_investigations AFTER INSERT ON app.task_forces
    FOR EACH ROW EXECUTE FUNCTION app.number_investigations_of();
  DO $$
  DECLARE task_force uuid;
  BEGIN
    FOR task_force IN SELECT id FROM app.task_forces LOOP
      EXECUTE format('CREATE SEQUENCE numbers.%I', task_force || '-I');
    END LOOP;
  END $$;

  CREATE FUNCTION app.number_investigation() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
  DECLARE
    number text := nextval(format('numbers.%I', new.task_force_id || '-I')::regclass)::text;
  BEGIN
    SELECT code || '-I-' || lpad(number, greatest(6, length(number)), '0') INTO new.reference
      FROM app.task_forces WHERE id = new.task_force_id;
    RETURN new;
  END $$;
  CREATE TRIGGER investigations_numbered BEFORE INSERT ON app.investigations
    FOR EACH ROW EXECUTE FUNCTION app.number_investigation();`;

const orders = `
  CREATE TABLE app.legal_processes (
    id                uuid PRIMARY KEY,
    task_force_id     uuid NOT NULL,
    complaint_id      uuid NOT NULL,
    -- The complaint's: it goes along when the complaint is linked or unlinked.
    investigation_id  uuid,
    agency_id         uuid NOT NULL,
    kind              text NOT NULL CHECK (kind IN ('subpoena', 'court_order', 'search_warrant_premises',
                        'search_warrant_provider', 'search_warrant_device')),
    authority         text NOT NULL,
    number            text,
    directed_to       text NOT NULL,
    issued_on         date NOT NULL,
    expires_on        date,
    served_on         date,
    returned_on       date,
    outcome           text CHECK (outcome IN ('returned_with_data', 'returned_without', 'quashed', 'expired', 'withdrawn')),
    items_received    integer CHECK (items_received >= 0),
    withdrawn_on      date,
    withdrawal_reason text,
    recorded_by       uuid NOT NULL REFERENCES app.accounts,
    recorded_at       timestamptz(3) NOT NULL,
    voided_at         timestamptz(3),
    void_reason       text,
    version           integer NOT NULL,
    UNIQUE (task_force_id, id),
    FOREIGN KEY (task_force_id, complaint_id) REFERENCES app.complaints (task_force_id, id),
    FOREIGN KEY (task_force_id, investigation_id) REFERENCES app.investigations (task_force_id, id),
    FOREIGN KEY (task_force_id, agency_id) REFERENCES app.agencies (task_force_id, id),
    CHECK (expires_on >= issued_on),
    CHECK (served_on BETWEEN issued_on AND coalesce(expires_on, served_on)),
    CHECK (returned_on >= coalesce(served_on, issued_on)),
    CHECK (withdrawn_on >= coalesce(served_on, issued_on)),
    CHECK ((returned_on IS NOT NULL) = coalesce(outcome <> 'withdrawn', false)),
    CHECK ((withdrawn_on IS NOT NULL) = coalesce(outcome = 'withdrawn', false)),
    CHECK (served_on IS NOT NULL OR outcome NOT IN ('returned_with_data', 'returned_without')),
    CHECK ((withdrawn_on IS NULL) = (withdrawal_reason IS NULL)),
    CHECK ((voided_at IS NULL) = (void_reason IS NULL))
  );
  CREATE INDEX legal_processes_task_force_id_complaint_id_idx ON app.legal_processes (task_force_id, complaint_id);
  CREATE INDEX legal_processes_task_force_id_issued_on_id_idx ON app.legal_processes (task_force_id, issued_on DESC, id DESC);
  CREATE INDEX legal_processes_task_force_id_served_on_idx ON app.legal_processes (task_force_id, served_on)
    WHERE served_on IS NOT NULL;
  CREATE INDEX legal_processes_complaint_id_idx ON app.legal_processes (complaint_id)
    WHERE outcome IS NULL AND voided_at IS NULL;
  CREATE INDEX legal_processes_task_force_id_investigation_id_idx ON app.legal_processes (task_force_id, investigation_id)
    WHERE investigation_id IS NOT NULL;

  GRANT SELECT, INSERT, UPDATE ON app.legal_processes TO tracker_app;
  CALL app.guard_by_complaint('app.legal_processes');
  SELECT audit.watch('app.legal_processes', 'authority', 'number', 'directed_to', 'withdrawal_reason', 'void_reason');`;

const exams = `
  CREATE TABLE app.forensic_exams (
    id               uuid PRIMARY KEY,
    task_force_id    uuid NOT NULL,
    complaint_id     uuid NOT NULL,
    -- The complaint's, as for legal process.
    investigation_id uuid,
    -- The agency whose laboratory it is.
    agency_id        uuid NOT NULL,
    -- The warrant it is done under; none where the owner agreed.
    legal_process_id uuid,
    requested_on     date NOT NULL,
    began_on         date,
    completed_on     date,
    result           text CHECK (result IN ('evidence_found', 'none_found', 'unreadable')),
    devices          integer CHECK (devices > 0),
    bytes            bigint CHECK (bytes BETWEEN 0 AND 9007199254740991),
    computers        integer CHECK (computers >= 0),
    phones           integer CHECK (phones >= 0),
    storage_media    integer CHECK (storage_media >= 0),
    other_devices    integer CHECK (other_devices >= 0),
    recorded_by      uuid NOT NULL REFERENCES app.accounts,
    recorded_at      timestamptz(3) NOT NULL,
    voided_at        timestamptz(3),
    void_reason      text,
    version          integer NOT NULL,
    UNIQUE (task_force_id, id),
    FOREIGN KEY (task_force_id, complaint_id) REFERENCES app.complaints (task_force_id, id),
    FOREIGN KEY (task_force_id, investigation_id) REFERENCES app.investigations (task_force_id, id),
    FOREIGN KEY (task_force_id, agency_id) REFERENCES app.agencies (task_force_id, id),
    FOREIGN KEY (task_force_id, legal_process_id) REFERENCES app.legal_processes (task_force_id, id),
    CHECK (began_on >= requested_on),
    CHECK (completed_on >= coalesce(began_on, requested_on)),
    CHECK (num_nulls(completed_on, result, devices, bytes) IN (0, 4)),
    CHECK (num_nulls(computers, phones, storage_media, other_devices) IN (0, 4)),
    CHECK (computers + phones + storage_media + other_devices = devices),
    CHECK (computers IS NULL OR devices IS NOT NULL),
    CHECK ((voided_at IS NULL) = (void_reason IS NULL))
  );
  CREATE INDEX forensic_exams_task_force_id_complaint_id_idx ON app.forensic_exams (task_force_id, complaint_id);
  CREATE INDEX forensic_exams_task_force_id_requested_on_id_idx ON app.forensic_exams (task_force_id, requested_on DESC, id DESC);
  CREATE INDEX forensic_exams_task_force_id_completed_on_idx ON app.forensic_exams (task_force_id, completed_on)
    WHERE completed_on IS NOT NULL;
  CREATE INDEX forensic_exams_task_force_id_investigation_id_idx ON app.forensic_exams (task_force_id, investigation_id)
    WHERE investigation_id IS NOT NULL;

  GRANT SELECT, INSERT, UPDATE ON app.forensic_exams TO tracker_app;
  CALL app.guard_by_complaint('app.forensic_exams');
  SELECT audit.watch('app.forensic_exams', 'void_reason');`;

const matters = `
  -- A complaint and all that were merged into it, which are one matter: the deepest first, so that each goes before what it
  -- was merged into.
  CREATE FUNCTION app.matter_of(complaint uuid) RETURNS SETOF uuid LANGUAGE sql STABLE
  BEGIN ATOMIC
    WITH RECURSIVE matter (id, task_force_id, depth) AS (
      SELECT c.id, c.task_force_id, 0 FROM app.complaints c WHERE c.id = matter_of.complaint
      UNION ALL
      SELECT c.id, c.task_force_id, m.depth + 1
        FROM matter m JOIN app.complaints c ON c.task_force_id = m.task_force_id AND c.merged_into = m.id
    )
    SELECT m.id FROM matter m ORDER BY m.depth DESC, m.id;
  END;
  GRANT EXECUTE ON FUNCTION app.matter_of(uuid) TO tracker_app, tracker_oversight;

  -- How much legal process is still out: of a complaint and all that were merged into it, and of an investigation and the whole
  -- matter of each of its complaints. Who closes may see only some of them.
  GRANT SELECT ON app.legal_processes TO tracker_oversight;
  CREATE POLICY legal_processes_overseen ON app.legal_processes FOR SELECT TO tracker_oversight USING (true);
  SET LOCAL ROLE tracker_oversight;
  -- What a court has had erased is ended by nobody any more, and stands against nothing.
  CREATE FUNCTION oversight.processes_out(complaint uuid) RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER
  BEGIN ATOMIC
    SELECT count(*) FROM app.matter_of(processes_out.complaint) m (id) JOIN app.legal_processes p ON p.complaint_id = m.id
      JOIN app.complaints c ON c.id = p.complaint_id AND NOT c.is_expunged
     WHERE p.task_force_id = (SELECT auth.case_task_force()) AND p.outcome IS NULL AND p.voided_at IS NULL;
  END;
  CREATE FUNCTION oversight.open_processes(investigation uuid) RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER
  BEGIN ATOMIC
    SELECT count(*)
      FROM (SELECT p.id FROM app.legal_processes p JOIN app.complaints c ON c.id = p.complaint_id AND NOT c.is_expunged
             WHERE p.task_force_id = (SELECT auth.case_task_force()) AND p.investigation_id = open_processes.investigation
               AND p.outcome IS NULL AND p.voided_at IS NULL
            UNION
            SELECT p.id FROM app.investigation_complaints l CROSS JOIN app.matter_of(l.complaint_id) m (id)
              JOIN app.legal_processes p ON p.complaint_id = m.id
              JOIN app.complaints c ON c.id = p.complaint_id AND NOT c.is_expunged
             WHERE l.investigation_id = open_processes.investigation AND l.ended_at IS NULL
               AND p.task_force_id = (SELECT auth.case_task_force()) AND p.outcome IS NULL AND p.voided_at IS NULL) still_out;
  END;
  GRANT EXECUTE ON FUNCTION oversight.processes_out(uuid) TO tracker_owner;
  GRANT EXECUTE ON FUNCTION oversight.open_processes(uuid) TO tracker_app;
  RESET ROLE;

  -- What is on hold is not merged: a hold is of the complaint itself.
  CREATE OR REPLACE FUNCTION app.open_matters(complaint uuid) RETURNS TABLE (kind text, n bigint)
    LANGUAGE sql STABLE SECURITY DEFINER
  BEGIN ATOMIC
    SELECT 'hold', count(*) FROM app.complaint_holds h
     WHERE h.complaint_id = open_matters.complaint AND h.ended_at IS NULL HAVING count(*) > 0
    UNION ALL
    SELECT 'legal_process', o.n FROM oversight.processes_out(open_matters.complaint) o (n) WHERE o.n > 0;
  END;`;

const back = `
  CREATE OR REPLACE FUNCTION app.open_matters(complaint uuid) RETURNS TABLE (kind text, n bigint)
    LANGUAGE sql STABLE SECURITY DEFINER
  BEGIN ATOMIC
    SELECT 'hold', count(*) FROM app.complaint_holds h
     WHERE h.complaint_id = open_matters.complaint AND h.ended_at IS NULL HAVING count(*) > 0;
  END;
  DROP POLICY investigations_of_the_seat ON app.investigations;
  SET LOCAL ROLE tracker_oversight;
  DROP FUNCTION oversight.open_processes(uuid), oversight.processes_out(uuid), oversight.is_all_sealed(uuid);
  RESET ROLE;
  DROP FUNCTION app.matter_of(uuid);
  DROP TABLE app.forensic_exams, app.legal_processes, app.investigation_closures, app.investigation_complaints, app.investigations;
  DROP FUNCTION app.number_investigation();
  DROP TRIGGER task_forces_number_their_investigations ON app.task_forces;
  DROP FUNCTION app.number_investigations_of();
  DO $$
  DECLARE task_force uuid;
  BEGIN
    FOR task_force IN SELECT id FROM app.task_forces LOOP
      EXECUTE format('DROP SEQUENCE numbers.%I', task_force || '-I');
    END LOOP;
  END $$;`;
