import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Historical totals, the ledger of counts, performance reports and timeliness. */
export class CreateReportsAndLedger1765000016000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Historical totals of a measure and half-open period, as published before the tracker. Without a task force they are the whole program's.
      CREATE TABLE app.historical_totals (
        id            uuid PRIMARY KEY,
        task_force_id uuid REFERENCES app.task_forces,
        measure       text NOT NULL CHECK (measure IN ('complaints_documented', 'complaints_merged', 'cybertips_received', 'arrests',
                        'offenders_identified_hands_on_or_production', 'victims_identified', 'legal_process_served', 'prosecution_referrals',
                        'referrals_accepted', 'referrals_declined', 'prosecutions', 'convictions', 'pleas', 'acquittals', 'dismissals',
                        'forensic_exams_completed', 'devices_examined', 'bytes_examined', 'investigations_initiated', 'investigations_closed',
                        'assistance_sessions', 'presentations', 'people_reached', 'training_sessions', 'people_trained')),
        from_on       date NOT NULL,
        until_on      date NOT NULL,
        type          text,
        mode          text,
        value         bigint NOT NULL CHECK (value BETWEEN 0 AND 1000000000),
        precision     text NOT NULL CHECK (precision IN ('exact', 'at_least', 'approximate')),
        source        text NOT NULL,
        version       integer NOT NULL,
        UNIQUE NULLS NOT DISTINCT (task_force_id, measure, from_on, until_on, type, mode),
        CHECK (from_on < until_on)
      );
      ALTER TABLE app.historical_totals ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;

      SET LOCAL ROLE tracker_oversight;
      -- The counts that are kept. Single days of a task force and facets of an agency are counted from the records.
      CREATE TABLE tally.stored_grains (
        level  text NOT NULL,
        detail text NOT NULL,
        grain  text NOT NULL,
        PRIMARY KEY (level, detail, grain)
      );
      RESET ROLE;

      SET LOCAL ROLE tracker_oversight;
      -- Folded counts at three levels and three details: all facets, type and mode of the case, or none.
      CREATE TABLE tally.counts (
        level         text NOT NULL,
        measure       text NOT NULL,
        detail        text NOT NULL,
        grain         text NOT NULL,
        -- The nil id stands for the nation or a whole task force, since the key holds no null.
        task_force_id uuid NOT NULL,
        agency_id     uuid NOT NULL,
        starts_on     date NOT NULL,
        facets        jsonb NOT NULL,
        n             bigint NOT NULL,
        PRIMARY KEY (level, measure, detail, grain, task_force_id, starts_on, agency_id, facets)
      ) WITH (fillfactor = 80);
      RESET ROLE;

      SET LOCAL ROLE tracker_oversight;
      -- The change of a count by one statement, not yet folded.
      CREATE TABLE tally.deltas (
        measure       text NOT NULL,
        task_force_id uuid NOT NULL,
        agency_id     uuid NOT NULL,
        day           date NOT NULL,
        facets        jsonb NOT NULL,
        n             bigint NOT NULL
      ) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);
      RESET ROLE;

      CREATE TABLE app.performance_reports (
        id                 uuid PRIMARY KEY,
        task_force_id      uuid NOT NULL REFERENCES app.task_forces,
        definition         text NOT NULL CHECK (definition IN ('annual_report', 'monthly_summary', 'operation_release')),
        definition_version integer NOT NULL CHECK (definition_version > 0),
        -- A fiscal year, a month, or the id of an operation.
        period             text NOT NULL,
        from_on            date NOT NULL,
        until_on           date NOT NULL,
        zone               text NOT NULL,
        operation_id       uuid,
        revision           integer NOT NULL CHECK (revision > 0),
        revises            uuid,
        revision_reason    text,
        state              text NOT NULL CHECK (state IN ('prepared', 'locked', 'withdrawn')),
        figures            jsonb NOT NULL,
        findings           jsonb NOT NULL,
        records_sha256     bytea NOT NULL,
        -- The last person to count, the time by the trail's clock, and the transactions committed by then. Later entries may explain a
        -- difference.
        counted_by         uuid NOT NULL REFERENCES app.accounts,
        counted_at         timestamptz NOT NULL,
        counted_snapshot   text NOT NULL,
        prepared_by        uuid NOT NULL REFERENCES app.accounts,
        prepared_at        timestamptz(3) NOT NULL,
        withdrawn_by       uuid REFERENCES app.accounts,
        withdrawn_at       timestamptz(3),
        withdraw_reason    text,
        approved_by        uuid REFERENCES app.accounts,
        approved_at        timestamptz(3),
        -- The answer after the lock. Text, since its hash covers the bytes.
        document           text,
        sha256             bytea,
        version            integer NOT NULL,
        UNIQUE (task_force_id, id),
        FOREIGN KEY (task_force_id, revises) REFERENCES app.performance_reports (task_force_id, id),
        FOREIGN KEY (operation_id, task_force_id) REFERENCES app.operation_task_forces (operation_id, task_force_id),
        CHECK (from_on < until_on),
        CONSTRAINT performance_reports_check1 CHECK ((definition = 'operation_release') = (operation_id IS NOT NULL)),
        CONSTRAINT performance_reports_check2 CHECK (num_nonnulls(revises, revision_reason) = CASE revision WHEN 1 THEN 0 ELSE 2 END),
        CONSTRAINT performance_reports_check3 CHECK (num_nonnulls(withdrawn_by, withdrawn_at, withdraw_reason) = CASE state WHEN 'withdrawn' THEN 3 ELSE 0 END),
        CONSTRAINT performance_reports_check4 CHECK (num_nonnulls(approved_by, approved_at, document, sha256) = CASE state WHEN 'locked' THEN 4 ELSE 0 END),
        CONSTRAINT performance_reports_check5 CHECK (sha256 = pg_catalog.sha256(convert_to(document, 'UTF8'))),
        CONSTRAINT performance_reports_check6 CHECK (document IS NULL
          OR ((document::jsonb -> 'items', document::jsonb -> 'findings', document::jsonb ->> 'recordsSha256') IS NOT DISTINCT FROM (figures,
          findings, encode(records_sha256, 'hex')))),
        -- A second person approves, who neither prepared nor counted it nor answered a finding. Each finding has an answer.
        CONSTRAINT performance_reports_second_person_check CHECK (approved_by <> ALL (ARRAY[prepared_by, counted_by])),
        CONSTRAINT performance_reports_answered_by_another_check CHECK (approved_by IS NULL
          OR NOT jsonb_path_exists(findings, '$[*].answer.by ? (@ == $who)', jsonb_build_object('who', approved_by))),
        CONSTRAINT performance_reports_check7 CHECK (state <> 'locked' OR NOT jsonb_path_exists(findings, '$[*] ? (@.answer == null)'))
      );
      ALTER TABLE app.performance_reports ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      CREATE UNIQUE INDEX performance_reports_task_force_id_definition_period_idx ON app.performance_reports (task_force_id, definition, period) WHERE state = 'prepared';
      CREATE UNIQUE INDEX performance_reports_task_force_id_definition_period_revisio_idx ON app.performance_reports (task_force_id, definition, period,
        revision) WHERE state <> 'withdrawn';
      CREATE INDEX performance_reports_task_force_id_until_on_id_idx ON app.performance_reports (task_force_id, until_on DESC, id DESC);
      CREATE INDEX performance_reports_until_on_id_idx ON app.performance_reports (until_on DESC, id DESC) WHERE state = 'locked';
      ALTER TABLE app.performance_reports ALTER revision_reason SET STATISTICS 0, ALTER withdraw_reason SET STATISTICS 0, ALTER document SET STATISTICS 0;

      -- The records that a performance report counted, each with its hash, as one text. Its id is the report's.
      CREATE TABLE app.performance_report_records (
        id            uuid PRIMARY KEY,
        task_force_id uuid NOT NULL,
        measures      text[] NOT NULL,
        records       text NOT NULL,
        sha256        bytea NOT NULL,
        version       integer NOT NULL,
        UNIQUE (task_force_id, id),
        FOREIGN KEY (task_force_id, id) REFERENCES app.performance_reports (task_force_id, id),
        CHECK (sha256 = pg_catalog.sha256(convert_to(records, 'UTF8')))
      );
      ALTER TABLE app.performance_report_records ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      ALTER TABLE app.performance_report_records ALTER records SET STATISTICS 0;

      CREATE TABLE timing.timings (
        -- The complaint, or the offer that was accepted.
        record_id       uuid NOT NULL,
        measure         text NOT NULL CHECK (measure IN ('first_reading', 'triage', 'assignment', 'first_legal_process', 'transfer_acceptance',
                          'disposition', 'reopening')),
        cycle           smallint NOT NULL,
        -- No key: the timing still counts when the complaint is purged.
        complaint_id    uuid NOT NULL,
        task_force_id   uuid NOT NULL REFERENCES app.task_forces,
        agency_id       uuid NOT NULL,
        priority        smallint,
        source          text NOT NULL,
        -- The local day of the task force.
        stopped_on      date NOT NULL,
        wall_seconds    bigint NOT NULL CHECK (wall_seconds >= 0),
        -- Without the time on hold.
        working_seconds bigint NOT NULL,
        -- The clock and the buckets of both durations in one number, by which a report counts millions.
        cell            integer GENERATED ALWAYS AS (((((array_position(ARRAY['first_reading'::text, 'triage'::text, 'assignment'::text,
                          'first_legal_process'::text, 'transfer_acceptance'::text, 'disposition'::text, 'reopening'::text],
                          measure) - 1) * 262144) + ((
      CASE
          WHEN (wall_seconds < 1) THEN (0)::double precision
          ELSE ((1)::double precision
                          + floor((ln((wall_seconds)::double precision) / ln((1.05)::double precision))))
      END)::integer * 512)) + (
      CASE
                          WHEN (working_seconds < 1) THEN (0)::double precision
          ELSE ((1)::double precision +
                          floor((ln((working_seconds)::double precision) / ln((1.05)::double precision))))
      END)::integer)) STORED NOT NULL,
        PRIMARY KEY (record_id, measure, cycle),
        FOREIGN KEY (task_force_id, agency_id) REFERENCES app.agencies (task_force_id, id),
        CHECK (working_seconds BETWEEN 0 AND wall_seconds)
      );
      ALTER TABLE timing.timings ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      -- Covers a task force's report, which reads no row of the table.
      CREATE INDEX timings_task_force_id_stopped_on_idx ON timing.timings (task_force_id, stopped_on) INCLUDE (cell, agency_id, priority, source,
        working_seconds);
      -- For the nation's report: rows are stored in the order of their days, so a range of days is contiguous.
      CREATE INDEX timings_stopped_on_idx ON timing.timings USING brin (stopped_on);

      -- The grains that are kept at each level, with and without the facets.
      SET LOCAL ROLE tracker_oversight;
      INSERT INTO tally.stored_grains VALUES
        ('nation', 'none', 'year'), ('nation', 'none', 'month'), ('nation', 'none', 'day'),
        ('nation', 'case', 'year'), ('nation', 'case', 'month'), ('nation', 'case', 'day'),
        ('nation', 'all', 'year'), ('nation', 'all', 'month'), ('nation', 'all', 'day'),
        ('task_force', 'none', 'year'), ('task_force', 'none', 'month'),
        ('task_force', 'case', 'year'), ('task_force', 'case', 'month'),
        ('task_force', 'all', 'year'), ('task_force', 'all', 'month'),
        ('agency', 'none', 'month');
      RESET ROLE;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE timing.timings, app.performance_report_records, app.performance_reports, app.historical_totals CASCADE;
      SET LOCAL ROLE tracker_oversight;
      DROP TABLE tally.deltas, tally.counts, tally.stored_grains CASCADE;
      RESET ROLE;
    `);
  }
}
