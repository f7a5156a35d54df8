import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Persons, files and identifiers that a complaint reports, and the versions of a tip. */
export class CreateIdentifiersAndTips1765000012000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE app.reported_persons (
        id              uuid PRIMARY KEY,
        task_force_id   uuid NOT NULL,
        complaint_id    uuid NOT NULL,
        role            text NOT NULL CHECK (role IN ('suspect', 'victim', 'reporter', 'recipient', 'unknown')),
        given_name      text,
        family_name     text,
        other_name      text,
        born_on         date,
        approximate_age smallint CHECK (approximate_age BETWEEN 0 AND 120),
        description     text,
        source_path     text,
        recorded_at     timestamptz(3) NOT NULL,
        voided_at       timestamptz(3),
        void_reason     text,
        version         integer NOT NULL,
        UNIQUE (task_force_id, id),
        UNIQUE (task_force_id, complaint_id, id),
        FOREIGN KEY (task_force_id, complaint_id) REFERENCES app.complaints (task_force_id, id),
        CHECK ((voided_at IS NULL) = (void_reason IS NULL)),
        CONSTRAINT reported_persons_check1 CHECK (role <> 'victim' OR num_nonnulls(given_name, family_name, other_name, born_on, description) = 0)
      );
      ALTER TABLE app.reported_persons ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      CREATE INDEX reported_persons_task_force_id_complaint_id_idx ON app.reported_persons (task_force_id, complaint_id);
      ALTER TABLE app.reported_persons ALTER given_name SET STATISTICS 0, ALTER family_name SET STATISTICS 0, ALTER other_name SET STATISTICS 0,
        ALTER description SET STATISTICS 0, ALTER void_reason SET STATISTICS 0;

      -- The metadata and hashes of a reported file, never the file. Whether the provider viewed it is yes, no or not stated, and stays so (United
      -- States v. Wilson, 13 F.4th 961).
      CREATE TABLE app.reported_files (
        id                    uuid PRIMARY KEY,
        task_force_id         uuid NOT NULL,
        complaint_id          uuid NOT NULL,
        name                  text,
        size_bytes            bigint CHECK (size_bytes >= 0),
        is_viewed_by_provider boolean,
        is_publicly_available boolean,
        classification        text CHECK (classification IN ('A1', 'A2', 'B1', 'B2')),
        tags                  text[] NOT NULL,
        source_path           text,
        recorded_at           timestamptz(3) NOT NULL,
        voided_at             timestamptz(3),
        void_reason           text,
        version               integer NOT NULL,
        UNIQUE (task_force_id, id),
        UNIQUE (task_force_id, complaint_id, id),
        FOREIGN KEY (task_force_id, complaint_id) REFERENCES app.complaints (task_force_id, id),
        CHECK ((voided_at IS NULL) = (void_reason IS NULL))
      );
      ALTER TABLE app.reported_files ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      CREATE INDEX reported_files_task_force_id_complaint_id_idx ON app.reported_files (task_force_id, complaint_id);
      ALTER TABLE app.reported_files ALTER name SET STATISTICS 0, ALTER tags SET STATISTICS 0, ALTER void_reason SET STATISTICS 0;

      CREATE TABLE app.identifiers (
        id            uuid PRIMARY KEY,
        task_force_id uuid NOT NULL,
        complaint_id  uuid NOT NULL,
        -- The suspect, once assigned; and the reported person or file.
        suspect_id    uuid,
        person_id     uuid,
        file_id       uuid,
        role          text NOT NULL CHECK (role IN ('suspect', 'victim', 'reporter', 'recipient', 'unknown')),
        kind          text NOT NULL CHECK (kind IN ('email', 'phone', 'handle', 'account', 'ip', 'device', 'url', 'hash', 'vehicle', 'other')),
        platform      text,
        algorithm     text CHECK (algorithm IN ('md5', 'sha1', 'sha256', 'sha512', 'photodna')),
        raw           text NOT NULL,
        normalised    text COLLATE "C" NOT NULL,
        observed_at   timestamptz(3),
        port          integer CHECK (port BETWEEN 0 AND 65535),
        source_path   text,
        recorded_at   timestamptz(3) NOT NULL,
        -- The time a person first vouched for it by typing it or reading the tip. Null while only a machine reported it.
        attested_at   timestamptz(3),
        voided_at     timestamptz(3),
        void_reason   text,
        version       integer NOT NULL,
        UNIQUE (task_force_id, id),
        FOREIGN KEY (task_force_id, complaint_id) REFERENCES app.complaints (task_force_id, id),
        FOREIGN KEY (task_force_id, complaint_id, suspect_id) REFERENCES app.suspects (task_force_id, complaint_id, id),
        FOREIGN KEY (task_force_id, complaint_id, person_id) REFERENCES app.reported_persons (task_force_id, complaint_id, id),
        FOREIGN KEY (task_force_id, complaint_id, file_id) REFERENCES app.reported_files (task_force_id, complaint_id, id),
        CHECK ((kind IN ('handle', 'account')) = (platform IS NOT NULL)),
        CONSTRAINT identifiers_check1 CHECK ((kind = 'hash') = (algorithm IS NOT NULL)),
        CONSTRAINT identifiers_check2 CHECK (port IS NULL OR kind = 'ip'),
        CONSTRAINT identifiers_check3 CHECK (suspect_id IS NULL OR role = 'suspect'),
        CONSTRAINT identifiers_check4 CHECK ((voided_at IS NULL) = (void_reason IS NULL))
      );
      ALTER TABLE app.identifiers ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      CREATE INDEX identifiers_task_force_id_complaint_id_idx ON app.identifiers (task_force_id, complaint_id);
      CREATE INDEX identifiers_task_force_id_normalised_kind_complaint_id_idx ON app.identifiers (task_force_id, normalised, kind,
        complaint_id) WHERE voided_at IS NULL;
      CREATE INDEX identifiers_task_force_id_suspect_id_idx ON app.identifiers (task_force_id, suspect_id) WHERE suspect_id IS NOT NULL;
      CREATE UNIQUE INDEX identifiers_suspect_id_kind_normalised_idx ON app.identifiers (suspect_id, kind,
        normalised) WHERE suspect_id IS NOT NULL AND voided_at IS NULL;
      ALTER TABLE app.identifiers ALTER raw SET STATISTICS 0, ALTER void_reason SET STATISTICS 0;

      -- Values that identify nobody, such as a city's address or the hash of an empty file. Somebody answers for each with a reason.
      CREATE TABLE app.excluded_identifiers (
        id            uuid PRIMARY KEY,
        task_force_id uuid NOT NULL REFERENCES app.task_forces,
        kind          text NOT NULL CHECK (kind IN ('email', 'phone', 'handle', 'account', 'ip', 'device', 'url', 'hash', 'vehicle', 'other')),
        platform      text,
        raw           text NOT NULL,
        normalised    text COLLATE "C" NOT NULL,
        reason        text NOT NULL,
        excluded_by   uuid NOT NULL REFERENCES app.accounts,
        excluded_at   timestamptz(3) NOT NULL,
        ended_at      timestamptz(3),
        end_reason    text,
        version       integer NOT NULL,
        UNIQUE (task_force_id, id),
        CHECK ((kind IN ('handle', 'account')) = (platform IS NOT NULL)),
        CONSTRAINT excluded_identifiers_check1 CHECK ((ended_at IS NULL) = (end_reason IS NULL))
      );
      ALTER TABLE app.excluded_identifiers ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      CREATE UNIQUE INDEX excluded_identifiers_task_force_id_kind_normalised_idx ON app.excluded_identifiers (task_force_id, kind,
        normalised) WHERE ended_at IS NULL;
      ALTER TABLE app.excluded_identifiers ALTER raw SET STATISTICS 0, ALTER reason SET STATISTICS 0, ALTER end_reason SET STATISTICS 0;

      CREATE TABLE app.tip_versions (
        id             uuid PRIMARY KEY,
        task_force_id  uuid NOT NULL,
        complaint_id   uuid NOT NULL,
        number         integer NOT NULL CHECK (number > 0),
        format         text NOT NULL CHECK (format IN ('icac_data_system', 'provider_report')),
        content_digest bytea NOT NULL,
        incident_types text[] NOT NULL,
        provider       text,
        is_escalated   boolean NOT NULL,
        priority       text,
        annotations    text[] NOT NULL,
        changed        text[] NOT NULL CHECK (changed <@ ARRAY['incident', 'provider', 'escalation', 'annotations', 'narrative', 'persons',
                         'identifiers', 'files', 'withheld']),
        differs        text[] NOT NULL CHECK (differs <@ ARRAY['type', 'incidentAt', 'submittedOn', 'narrative', 'files']),
        withheld     jsonb NOT NULL,
        key_id         uuid NOT NULL,
        wrapped_key    bytea,
        encrypted      bytea,
        imported_by    uuid NOT NULL REFERENCES app.accounts,
        imported_at    timestamptz(3) NOT NULL,
        UNIQUE (task_force_id, id),
        UNIQUE (task_force_id, complaint_id, number),
        FOREIGN KEY (task_force_id, complaint_id) REFERENCES app.complaints (task_force_id, id)
      );
      ALTER TABLE app.tip_versions ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      CREATE INDEX tip_versions_key_id_id_idx ON app.tip_versions (key_id, id) WHERE wrapped_key IS NOT NULL;
      ALTER TABLE app.tip_versions ALTER incident_types SET STATISTICS 0, ALTER provider SET STATISTICS 0, ALTER priority SET STATISTICS 0,
        ALTER annotations SET STATISTICS 0;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE app.tip_versions, app.excluded_identifiers, app.identifiers, app.reported_files, app.reported_persons CASCADE;
    `);
  }
}
