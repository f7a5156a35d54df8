import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Presentations, training, technical assistance, staffing, and operations with event deconfliction. */
export class CreateOutreachAndOperations1765000014000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE app.presentations (
        id              uuid PRIMARY KEY,
        task_force_id   uuid NOT NULL,
        agency_id       uuid NOT NULL,
        held_on         date NOT NULL,
        title           text NOT NULL,
        attendees_youth integer NOT NULL CHECK (attendees_youth BETWEEN 0 AND 1000000),
        attendees_adult integer NOT NULL CHECK (attendees_adult BETWEEN 0 AND 1000000),
        version         integer NOT NULL,
        voided_at       timestamptz(3),
        void_reason     text,
        UNIQUE (task_force_id, id),
        FOREIGN KEY (task_force_id, agency_id) REFERENCES app.agencies (task_force_id, id),
        CHECK ((voided_at IS NULL) = (void_reason IS NULL))
      );
      ALTER TABLE app.presentations ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      CREATE INDEX presentations_task_force_id_held_on_id_idx ON app.presentations (task_force_id, held_on DESC, id DESC);
      CREATE INDEX presentations_task_force_id_agency_id_held_on_id_idx ON app.presentations (task_force_id, agency_id, held_on, id);

      CREATE TABLE app.trainings (
        id                      uuid PRIMARY KEY,
        task_force_id           uuid NOT NULL,
        agency_id               uuid NOT NULL,
        ended_on                date NOT NULL,
        title                   text NOT NULL,
        trained_law_enforcement integer NOT NULL CHECK (trained_law_enforcement BETWEEN 0 AND 1000000),
        trained_prosecutors     integer NOT NULL CHECK (trained_prosecutors BETWEEN 0 AND 1000000),
        trained_other           integer NOT NULL CHECK (trained_other BETWEEN 0 AND 1000000),
        version                 integer NOT NULL,
        voided_at               timestamptz(3),
        void_reason             text,
        UNIQUE (task_force_id, id),
        FOREIGN KEY (task_force_id, agency_id) REFERENCES app.agencies (task_force_id, id),
        CHECK ((voided_at IS NULL) = (void_reason IS NULL))
      );
      ALTER TABLE app.trainings ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      CREATE INDEX trainings_task_force_id_ended_on_id_idx ON app.trainings (task_force_id, ended_on DESC, id DESC);
      CREATE INDEX trainings_task_force_id_agency_id_ended_on_id_idx ON app.trainings (task_force_id, agency_id, ended_on, id);

      -- Help with another agency's case: item (E) of 34 U.S.C. 21116(d)(1).
      CREATE TABLE app.assistance_sessions (
        id                  uuid PRIMARY KEY,
        task_force_id       uuid NOT NULL,
        agency_id           uuid NOT NULL,
        held_on             date NOT NULL,
        recipient_agency_id uuid,
        recipient_name      text,
        kind                text NOT NULL CHECK (kind IN ('investigative', 'forensic', 'legal', 'other')),
        topic               text NOT NULL,
        hours               integer NOT NULL CHECK (hours BETWEEN 1 AND 1000),
        voided_at           timestamptz(3),
        void_reason         text,
        version             integer NOT NULL,
        recipient_was       text NOT NULL CHECK (recipient_was IN ('member', 'non_member')),
        UNIQUE (task_force_id, id),
        FOREIGN KEY (task_force_id, agency_id) REFERENCES app.agencies (task_force_id, id),
        FOREIGN KEY (task_force_id, recipient_agency_id) REFERENCES app.agencies (task_force_id, id),
        CHECK (num_nonnulls(recipient_agency_id, recipient_name) = 1),
        CONSTRAINT assistance_sessions_check1 CHECK (recipient_agency_id <> agency_id),
        CONSTRAINT assistance_sessions_check2 CHECK ((voided_at IS NULL) = (void_reason IS NULL))
      );
      ALTER TABLE app.assistance_sessions ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      CREATE INDEX assistance_sessions_task_force_id_held_on_id_idx ON app.assistance_sessions (task_force_id, held_on DESC, id DESC);
      ALTER TABLE app.assistance_sessions ALTER recipient_name SET STATISTICS 0, ALTER topic SET STATISTICS 0, ALTER void_reason SET STATISTICS 0;

      -- The staff dedicated to the work at an agency from a day until a day: item (A).
      CREATE TABLE app.staffing_levels (
        id                              uuid PRIMARY KEY,
        task_force_id                   uuid NOT NULL,
        agency_id                       uuid NOT NULL,
        from_on                         date NOT NULL,
        until_on                        date,
        investigators_full_time         integer NOT NULL CHECK (investigators_full_time BETWEEN 0 AND 100000),
        investigators_part_time         integer NOT NULL CHECK (investigators_part_time BETWEEN 0 AND 100000),
        prosecutors_full_time           integer NOT NULL CHECK (prosecutors_full_time BETWEEN 0 AND 100000),
        prosecutors_part_time           integer NOT NULL CHECK (prosecutors_part_time BETWEEN 0 AND 100000),
        education_specialists_full_time integer NOT NULL CHECK (education_specialists_full_time BETWEEN 0 AND 100000),
        education_specialists_part_time integer NOT NULL CHECK (education_specialists_part_time BETWEEN 0 AND 100000),
        forensic_specialists_full_time  integer NOT NULL CHECK (forensic_specialists_full_time BETWEEN 0 AND 100000),
        forensic_specialists_part_time  integer NOT NULL CHECK (forensic_specialists_part_time BETWEEN 0 AND 100000),
        voided_at                       timestamptz(3),
        void_reason                     text,
        version                         integer NOT NULL,
        UNIQUE (task_force_id, id),
        FOREIGN KEY (task_force_id, agency_id) REFERENCES app.agencies (task_force_id, id),
        CONSTRAINT staffing_levels_agency_id_daterange_excl EXCLUDE USING gist (agency_id WITH =, daterange(from_on,
          until_on) WITH &&) WHERE ((voided_at IS NULL)),
        CHECK (from_on < until_on),
        CONSTRAINT staffing_levels_check1 CHECK ((voided_at IS NULL) = (void_reason IS NULL))
      );
      ALTER TABLE app.staffing_levels ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      CREATE INDEX staffing_levels_task_force_id_from_on_id_idx ON app.staffing_levels (task_force_id, from_on DESC, id DESC);
      ALTER TABLE app.staffing_levels ALTER void_reason SET STATISTICS 0;

      CREATE TABLE app.operations (
        id            uuid PRIMARY KEY,
        task_force_id uuid REFERENCES app.task_forces,
        name          text NOT NULL,
        starts_on     date NOT NULL,
        ends_on       date NOT NULL,
        membership    text NOT NULL CHECK (membership IN ('window', 'tagged')),
        version       integer NOT NULL,
        UNIQUE NULLS NOT DISTINCT (task_force_id, name, starts_on),
        CHECK (starts_on <= ends_on)
      );
      ALTER TABLE app.operations ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;

      CREATE TABLE app.operation_task_forces (
        id            uuid PRIMARY KEY,
        operation_id  uuid NOT NULL REFERENCES app.operations,
        task_force_id uuid NOT NULL REFERENCES app.task_forces,
        UNIQUE (operation_id, task_force_id)
      );
      ALTER TABLE app.operation_task_forces ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      CREATE INDEX operation_task_forces_task_force_id_idx ON app.operation_task_forces (task_force_id);

      -- A tag that counts one record to an operation.
      CREATE TABLE app.operation_members (
        id              uuid PRIMARY KEY,
        operation_id    uuid NOT NULL,
        task_force_id   uuid NOT NULL,
        complaint_id    uuid,
        arrest_id       uuid,
        victim_id       uuid,
        presentation_id uuid,
        voided_at       timestamptz(3),
        void_reason     text,
        UNIQUE (task_force_id, id),
        FOREIGN KEY (operation_id, task_force_id) REFERENCES app.operation_task_forces (operation_id, task_force_id),
        FOREIGN KEY (task_force_id, complaint_id) REFERENCES app.complaints (task_force_id, id),
        FOREIGN KEY (task_force_id, arrest_id) REFERENCES app.arrests (task_force_id, id),
        FOREIGN KEY (task_force_id, victim_id) REFERENCES app.victims_identified (task_force_id, id),
        FOREIGN KEY (task_force_id, presentation_id) REFERENCES app.presentations (task_force_id, id),
        CHECK (num_nonnulls(complaint_id, arrest_id, victim_id, presentation_id) = 1),
        CONSTRAINT operation_members_check1 CHECK ((voided_at IS NULL) = (void_reason IS NULL))
      );
      ALTER TABLE app.operation_members ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      CREATE UNIQUE INDEX operation_members_operation_id_complaint_id_idx ON app.operation_members (operation_id,
        complaint_id) WHERE voided_at IS NULL;
      CREATE UNIQUE INDEX operation_members_operation_id_arrest_id_idx ON app.operation_members (operation_id, arrest_id) WHERE voided_at IS NULL;
      CREATE UNIQUE INDEX operation_members_operation_id_victim_id_idx ON app.operation_members (operation_id, victim_id) WHERE voided_at IS NULL;
      CREATE UNIQUE INDEX operation_members_operation_id_presentation_id_idx ON app.operation_members (operation_id,
        presentation_id) WHERE voided_at IS NULL;
      CREATE INDEX operation_members_operation_id_id_idx ON app.operation_members (operation_id, id) WHERE voided_at IS NULL;
      -- For the purge, which checks references to a complaint.
      CREATE INDEX operation_members_task_force_id_complaint_id_idx ON app.operation_members (task_force_id,
        complaint_id) WHERE complaint_id IS NOT NULL;
      CREATE INDEX operation_members_task_force_id_arrest_id_idx ON app.operation_members (task_force_id, arrest_id) WHERE arrest_id IS NOT NULL;
      CREATE INDEX operation_members_task_force_id_victim_id_idx ON app.operation_members (task_force_id, victim_id) WHERE victim_id IS NOT NULL;

      -- A planned event of an operation and its place: the county at least, a point and a radius if known.
      CREATE TABLE app.operation_events (
        id                uuid PRIMARY KEY,
        task_force_id     uuid NOT NULL,
        operation_id      uuid NOT NULL,
        agency_id         uuid NOT NULL,
        kind              text NOT NULL CHECK (kind IN ('warrant_service', 'arrest', 'undercover_meeting', 'surveillance', 'interview',
                            'controlled_delivery', 'other')),
        starts_at         timestamptz(3) NOT NULL,
        ends_at           timestamptz(3) NOT NULL,
        state             text NOT NULL CHECK (state ~ '^[A-Z]{2}$'),
        county            text NOT NULL,
        latitude          double precision CHECK (latitude BETWEEN -90 AND 90),
        longitude         double precision CHECK (longitude BETWEEN -180 AND 180),
        radius_kilometres integer CHECK (radius_kilometres BETWEEN 0 AND 50),
        voided_at         timestamptz(3),
        void_reason       text,
        version           integer NOT NULL,
        UNIQUE (task_force_id, id),
        FOREIGN KEY (operation_id, task_force_id) REFERENCES app.operation_task_forces (operation_id, task_force_id),
        FOREIGN KEY (task_force_id, agency_id) REFERENCES app.agencies (task_force_id, id),
        CHECK (starts_at < ends_at),
        CONSTRAINT operation_events_check1 CHECK (num_nonnulls(latitude, longitude, radius_kilometres) IN (0, 3)),
        CONSTRAINT operation_events_check2 CHECK ((voided_at IS NULL) = (void_reason IS NULL))
      );
      ALTER TABLE app.operation_events ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      CREATE INDEX operation_events_task_force_id_starts_at_id_idx ON app.operation_events (task_force_id, starts_at, id);
      CREATE INDEX operation_events_operation_id_starts_at_id_idx ON app.operation_events (operation_id, starts_at, id);
      CREATE INDEX operation_events_latitude_longitude_idx ON app.operation_events (latitude, longitude) WHERE voided_at IS NULL
        AND latitude IS NOT NULL;
      CREATE INDEX operation_events_state_county_idx ON app.operation_events (state, lower(county)) WHERE voided_at IS NULL;
      ALTER TABLE app.operation_events ALTER void_reason SET STATISTICS 0;

      -- An event deconfliction check. Only its row leads to an answer, so none lacks its trail entry.
      CREATE TABLE app.event_conflict_checks (
        id                uuid PRIMARY KEY,
        task_force_id     uuid NOT NULL,
        agency_id         uuid NOT NULL,
        event_id          uuid NOT NULL,
        purpose           text NOT NULL,
        within_hours      integer NOT NULL CHECK (within_hours BETWEEN 0 AND 168),
        within_kilometres integer NOT NULL CHECK (within_kilometres BETWEEN 1 AND 100),
        asked_by          uuid NOT NULL REFERENCES app.accounts,
        asked_at          timestamptz(3) NOT NULL,
        UNIQUE (task_force_id, id),
        FOREIGN KEY (task_force_id, agency_id) REFERENCES app.agencies (task_force_id, id),
        FOREIGN KEY (task_force_id, event_id) REFERENCES app.operation_events (task_force_id, id)
      );
      ALTER TABLE app.event_conflict_checks ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      CREATE INDEX event_conflict_checks_event_id_idx ON app.event_conflict_checks (event_id);
      ALTER TABLE app.event_conflict_checks ALTER purpose SET STATISTICS 0;

      -- A conflict that a check found, as both sides were notified of it. The row is the requester's, since the trail enters it with the
      -- requester's act. The other side reads it through a function.
      CREATE TABLE app.event_conflicts (
        id               uuid PRIMARY KEY,
        task_force_id    uuid NOT NULL,
        agency_id        uuid NOT NULL,
        check_id         uuid NOT NULL,
        of_task_force_id uuid NOT NULL,
        event_id         uuid NOT NULL,
        -- The kind of the requester's own event.
        kind             text NOT NULL CHECK (kind IN ('warrant_service', 'arrest', 'undercover_meeting', 'surveillance', 'interview',
                           'controlled_delivery', 'other')),
        distance         text NOT NULL CHECK (distance IN ('within_1_km', 'within_5_km', 'within_25_km', 'within_100_km', 'same_county')),
        hours_apart      integer NOT NULL CHECK (hours_apart BETWEEN 0 AND 168),
        UNIQUE (task_force_id, id),
        UNIQUE (check_id, event_id),
        FOREIGN KEY (task_force_id, agency_id) REFERENCES app.agencies (task_force_id, id),
        FOREIGN KEY (task_force_id, check_id) REFERENCES app.event_conflict_checks (task_force_id, id),
        FOREIGN KEY (of_task_force_id, event_id) REFERENCES app.operation_events (task_force_id, id)
      );
      ALTER TABLE app.event_conflicts ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      CREATE INDEX event_conflicts_event_id_idx ON app.event_conflicts (event_id);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE app.event_conflicts, app.event_conflict_checks, app.operation_events, app.operation_members, app.operation_task_forces, app.operations,
        app.staffing_levels, app.assistance_sessions, app.trainings, app.presentations CASCADE;
    `);
  }
}
