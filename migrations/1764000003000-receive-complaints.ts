import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Complaints, from intake to disposition. Agencies and accounts are referenced together with their task force, since row
 * security does not guard foreign keys. Each decision somebody answers for is a row of its own: triage, assignment, disposition.
 */
export class ReceiveComplaints1764000003000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE app.complaints (
        id                  uuid PRIMARY KEY,
        task_force_id       uuid NOT NULL REFERENCES app.task_forces,
        agency_id           uuid NOT NULL,
        working_agency_id   uuid,
        investigator_id     uuid,
        reference           text NOT NULL,
        source              text NOT NULL CHECK (source IN ('ncmec_cybertip', 'service_provider', 'other_agency',
                              'subject_interview', 'public_source', 'observation', 'public_complaint')),
        external_reference  text,
        type                text CHECK (type IN ('csam_possession', 'csam_distribution', 'csam_manufacture', 'enticement',
                              'traveler', 'obscenity_directed_to_minors', 'child_sex_trafficking', 'sextortion',
                              'child_sex_tourism', 'contact_abuse', 'misleading_domain', 'misleading_words',
                              'generative_ai_or_obscene_visual', 'other_technology_facilitated')),
        mode                text CHECK (mode IN ('proactive', 'reactive')),
        received_at         timestamptz(3) NOT NULL,
        received_on         date NOT NULL,
        incident_at         timestamptz(3),
        jurisdiction_state  text NOT NULL CHECK (jurisdiction_state ~ '^[A-Z]{2}$'),
        jurisdiction_county text,
        jurisdiction_city   text,
        narrative           text NOT NULL,
        priority            smallint CHECK (priority BETWEEN 1 AND 4),
        state               text NOT NULL CHECK (state IN ('received', 'triaged', 'assigned', 'closed')),
        due_at              timestamptz(3),
        disposition         text CHECK (disposition IN ('unfounded_no_crime', 'not_criminal_viral_or_meme',
                              'insufficient_information', 'no_jurisdiction_identified', 'duplicate', 'informational_only',
                              'referred_other_icac', 'referred_local_agency', 'referred_federal', 'referred_foreign',
                              'statute_of_limitations', 'unable_to_identify_suspect', 'esp_data_expired', 'suspect_deceased',
                              'prosecution_declined_state', 'prosecution_declined_federal', 'custody_other_jurisdiction',
                              'victim_declined', 'juvenile_diversion', 'arrest_pending_prosecution', 'convicted_plea',
                              'convicted_trial', 'acquitted', 'dismissed', 'civil_or_child_protection_referral',
                              'opened_in_error')),
        intake_digest       bytea NOT NULL,
        -- The number of sealed complaints that had this number when it was received. It is withheld from the trail and from answers.
        sealed_before       smallint NOT NULL DEFAULT 0,
        logged_at           timestamptz(3) NOT NULL,
        version             integer NOT NULL,
        UNIQUE (task_force_id, id),
        UNIQUE (task_force_id, reference),
        UNIQUE (task_force_id, source, external_reference, sealed_before),
        FOREIGN KEY (task_force_id, agency_id) REFERENCES app.agencies (task_force_id, id),
        FOREIGN KEY (task_force_id, working_agency_id) REFERENCES app.agencies (task_force_id, id),
        FOREIGN KEY (task_force_id, investigator_id) REFERENCES app.accounts (task_force_id, id),
        CHECK ((state = 'closed') = (disposition IS NOT NULL)),
        CHECK (incident_at <= received_at)
      );
      CREATE INDEX complaints_task_force_id_received_at_id_idx ON app.complaints (task_force_id, received_at DESC, id DESC);
      CREATE INDEX complaints_task_force_id_agency_id_received_at_id_idx
          ON app.complaints (task_force_id, agency_id, received_at DESC, id DESC);
      CREATE INDEX complaints_task_force_id_working_agency_id_idx
          ON app.complaints (task_force_id, working_agency_id) WHERE working_agency_id IS NOT NULL;
      CREATE INDEX complaints_task_force_id_received_on_idx ON app.complaints (task_force_id, received_on);

      -- Each task force counts its own complaints. A sequence never waits for another writer; a complaint that was refused
      -- leaves a gap.
      CREATE SCHEMA numbers;
      CREATE FUNCTION app.number_complaints_of() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
        SET search_path = pg_catalog, pg_temp AS $$
      BEGIN
        EXECUTE format('CREATE SEQUENCE numbers.%I', new.id);
        RETURN NULL;
      END $$;
      CREATE TRIGGER task_forces_number_their_complaints AFTER INSERT ON app.task_forces
        FOR EACH ROW EXECUTE FUNCTION app.number_complaints_of();

      -- The day a complaint was received is the day it was where its task force is; its reference is that task force's next.
      CREATE FUNCTION app.place_complaint() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
        SET search_path = pg_catalog, pg_temp AS $$
      DECLARE home record;
      BEGIN
        SELECT code, zone INTO home FROM app.task_forces WHERE id = new.task_force_id;
        new.received_on := (new.received_at AT TIME ZONE home.zone)::date;
        IF tg_op = 'INSERT' THEN
          new.reference := home.code || '-' || lpad(nextval(format('numbers.%I', new.task_force_id)::regclass)::text, 6, '0');
        END IF;
        RETURN new;
      END $$;
      CREATE TRIGGER complaints_placed BEFORE INSERT OR UPDATE OF received_at ON app.complaints
        FOR EACH ROW EXECUTE FUNCTION app.place_complaint();

      CREATE TABLE app.triages (
        id            uuid PRIMARY KEY,
        task_force_id uuid NOT NULL,
        complaint_id  uuid NOT NULL,
        type          text NOT NULL,
        mode          text NOT NULL,
        priority      smallint NOT NULL CHECK (priority BETWEEN 1 AND 4),
        rationale     text NOT NULL,
        triaged_by    uuid NOT NULL REFERENCES app.accounts,
        triaged_at    timestamptz(3) NOT NULL,
        UNIQUE (task_force_id, id),
        FOREIGN KEY (task_force_id, complaint_id) REFERENCES app.complaints (task_force_id, id)
      );
      CREATE TABLE app.assignments (
        id              uuid PRIMARY KEY,
        task_force_id   uuid NOT NULL,
        complaint_id    uuid NOT NULL,
        agency_id       uuid NOT NULL,
        investigator_id uuid,
        due_at          timestamptz(3),
        reason          text,
        assigned_by     uuid NOT NULL REFERENCES app.accounts,
        assigned_at     timestamptz(3) NOT NULL,
        UNIQUE (task_force_id, id),
        FOREIGN KEY (task_force_id, complaint_id) REFERENCES app.complaints (task_force_id, id),
        FOREIGN KEY (task_force_id, agency_id) REFERENCES app.agencies (task_force_id, id),
        FOREIGN KEY (task_force_id, investigator_id) REFERENCES app.accounts (task_force_id, id)
      );
      CREATE TABLE app.dispositions (
        id            uuid PRIMARY KEY,
        task_force_id uuid NOT NULL,
        complaint_id  uuid NOT NULL,
        code          text NOT NULL,
        narrative     text NOT NULL,
        disposed_by   uuid NOT NULL REFERENCES app.accounts,
        disposed_at   timestamptz(3) NOT NULL,
        UNIQUE (task_force_id, id),
        FOREIGN KEY (task_force_id, complaint_id) REFERENCES app.complaints (task_force_id, id)
      );
      CREATE INDEX triages_task_force_id_complaint_id_idx ON app.triages (task_force_id, complaint_id);
      CREATE INDEX assignments_task_force_id_complaint_id_idx ON app.assignments (task_force_id, complaint_id);
      CREATE INDEX dispositions_task_force_id_complaint_id_idx ON app.dispositions (task_force_id, complaint_id);

      GRANT SELECT, INSERT, UPDATE ON app.complaints TO tracker_app;
      GRANT SELECT, INSERT ON app.triages, app.assignments, app.dispositions TO tracker_app;
      ALTER TABLE app.complaints ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      ALTER TABLE app.triages ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      ALTER TABLE app.assignments ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      ALTER TABLE app.dispositions ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;

      -- An agency sees what it owns or works, a task force all of its own, the national seat none.
      CREATE POLICY complaints_of_the_seat ON app.complaints
        USING (task_force_id = (SELECT auth.case_task_force())
               AND coalesce((SELECT auth.agency()), agency_id) IN (agency_id, working_agency_id))
        WITH CHECK (task_force_id = (SELECT auth.case_task_force())
               AND coalesce((SELECT auth.agency()), agency_id) IN (agency_id, working_agency_id));
      CREATE POLICY triages_of_the_complaint ON app.triages
        USING (task_force_id = (SELECT auth.case_task_force())
               AND ((SELECT auth.agency()) IS NULL OR EXISTS (SELECT FROM app.complaints c WHERE c.id = complaint_id)))
        WITH CHECK (task_force_id = (SELECT auth.case_task_force())
               AND ((SELECT auth.agency()) IS NULL OR EXISTS (SELECT FROM app.complaints c WHERE c.id = complaint_id)));
      CREATE POLICY assignments_of_the_complaint ON app.assignments
        USING (task_force_id = (SELECT auth.case_task_force())
               AND ((SELECT auth.agency()) IS NULL OR EXISTS (SELECT FROM app.complaints c WHERE c.id = complaint_id)))
        WITH CHECK (task_force_id = (SELECT auth.case_task_force())
               AND ((SELECT auth.agency()) IS NULL OR EXISTS (SELECT FROM app.complaints c WHERE c.id = complaint_id)));
      CREATE POLICY dispositions_of_the_complaint ON app.dispositions
        USING (task_force_id = (SELECT auth.case_task_force())
               AND ((SELECT auth.agency()) IS NULL OR EXISTS (SELECT FROM app.complaints c WHERE c.id = complaint_id)))
        WITH CHECK (task_force_id = (SELECT auth.case_task_force())
               AND ((SELECT auth.agency()) IS NULL OR EXISTS (SELECT FROM app.complaints c WHERE c.id = complaint_id)));

      SELECT audit.watch('app.complaints', 'external_reference', 'narrative', 'intake_digest', 'sealed_before'),
             audit.watch('app.triages', 'rationale'), audit.watch('app.assignments', 'reason'),
             audit.watch('app.dispositions', 'narrative');

      -- Whether a complaint may be given to this account, to work at that agency: it sits there, or at the task force, works
      -- cases and is not disabled. Who asks may not see the account, and learns nothing else of it.
      CREATE FUNCTION app.may_be_given(account uuid, agency uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
        RETURN EXISTS (SELECT FROM app.accounts a
                        WHERE a.id = account AND a.task_force_id = (SELECT auth.case_task_force())
                          AND (a.agency_id = agency OR a.agency_id IS NULL)
                          AND a.role IN ('investigator', 'supervisor') AND a.disabled_at IS NULL);
      GRANT EXECUTE ON FUNCTION app.may_be_given(uuid, uuid) TO tracker_app;

      -- The trail of one complaint and all that hangs on it, for whoever may see the complaint: so many acts, whole, after one.
      CREATE FUNCTION audit.trail_of(complaint uuid, after bigint, most integer)
        RETURNS TABLE (act bigint, at timestamptz, account_id uuid, account_name text, role text, agency text, action text,
                       reason text, source text, row_id uuid, was jsonb, became jsonb, withheld text[])
        LANGUAGE sql STABLE SECURITY DEFINER
      BEGIN ATOMIC
        WITH acts AS (
          SELECT e.transaction, min(e.seq) AS first FROM audit.entries e
           WHERE e.complaint_id = trail_of.complaint AND EXISTS (SELECT FROM app.complaints c WHERE c.id = trail_of.complaint)
           GROUP BY e.transaction HAVING min(e.seq) > trail_of.after ORDER BY 2 LIMIT trail_of.most
        )
        SELECT acts.first, e.at, e.account_id, who.name, e.role, seated.name, e.action, e.reason, e.source, e.row_id,
               e.was, e.became, e.withheld
          FROM acts
          JOIN audit.entries e ON e.transaction = acts.transaction AND e.complaint_id = trail_of.complaint
          LEFT JOIN app.accounts who ON who.id = e.account_id
          LEFT JOIN app.agencies seated ON seated.id = e.actor_agency
         ORDER BY acts.first, e.seq;
      END;
      -- What people call the agencies and accounts that a trail speaks of.
      CREATE FUNCTION audit.names_of(ids uuid[]) RETURNS TABLE (id uuid, name text) LANGUAGE sql STABLE SECURITY DEFINER
      BEGIN ATOMIC
        SELECT a.id, a.name FROM app.agencies a WHERE a.id = ANY (names_of.ids)
        UNION ALL
        SELECT a.id, a.name FROM app.accounts a
         WHERE a.id = ANY (names_of.ids) AND a.task_force_id = (SELECT auth.case_task_force());
      END;
      GRANT EXECUTE ON FUNCTION audit.trail_of(uuid, bigint, integer), audit.names_of(uuid[]) TO tracker_app;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP FUNCTION audit.trail_of(uuid, bigint, integer), audit.names_of(uuid[]), app.may_be_given(uuid, uuid);
      DROP TABLE app.dispositions, app.assignments, app.triages, app.complaints;
      DROP FUNCTION app.place_complaint();
      DROP TRIGGER task_forces_number_their_complaints ON app.task_forces;
      DROP FUNCTION app.number_complaints_of();
      DROP SCHEMA numbers CASCADE;
    `);
  }
}
