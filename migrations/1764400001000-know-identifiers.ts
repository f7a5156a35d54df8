import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Whom a tip tells of, which files, and by what they are known: identifiers become rows of the complaint, whoever they are of, in
 * the form in which two of the same are equal. What complaints have in common is read from their index and stored nowhere.
 */
export class KnowIdentifiers1764400001000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(reported);
    await db.query(identifiers);
    await db.query(carriedOver);
    await db.query(guards);
    await db.query(common);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(back);
  }
}

/* A child's name, birth day and looks have no column here: they go to the vault, or nowhere. */
const reported = `
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
    CHECK (role <> 'victim' OR num_nonnulls(given_name, family_name, other_name, born_on, description) = 0)
  );

  -- A file is what is said of it, and its hashes: never the file. Whether the provider looked at it is yes, no or not said, and
  -- stays so (United States v. Wilson, 13 F.4th 961).
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
  );`;

/* The index that matches are read from ends with the complaint: so the complaints an identifier stands in are stepped through one
 * by one, however often it stands in each. */
const identifiers = `
  CREATE TABLE app.identifiers (
    id            uuid PRIMARY KEY,
    task_force_id uuid NOT NULL,
    complaint_id  uuid NOT NULL,
    -- Whose it is, once somebody says so; of which reported person or file it was said.
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
    -- When a person first answered for it: typed it, or read the tip that says it. Nothing while a machine's word alone stands for it.
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
    CHECK ((kind = 'hash') = (algorithm IS NOT NULL)),
    CHECK (port IS NULL OR kind = 'ip'),
    CHECK (suspect_id IS NULL OR role = 'suspect'),
    CHECK ((voided_at IS NULL) = (void_reason IS NULL))
  );
  CREATE INDEX identifiers_task_force_id_complaint_id_idx ON app.identifiers (task_force_id, complaint_id);
  CREATE INDEX identifiers_task_force_id_normalised_kind_complaint_id_idx
    ON app.identifiers (task_force_id, normalised, kind, complaint_id) WHERE voided_at IS NULL;
  CREATE INDEX identifiers_task_force_id_suspect_id_idx ON app.identifiers (task_force_id, suspect_id) WHERE suspect_id IS NOT NULL;
  CREATE UNIQUE INDEX identifiers_suspect_id_kind_normalised_idx
    ON app.identifiers (suspect_id, kind, normalised) WHERE suspect_id IS NOT NULL AND voided_at IS NULL;
  CREATE INDEX reported_persons_task_force_id_complaint_id_idx ON app.reported_persons (task_force_id, complaint_id);
  CREATE INDEX reported_files_task_force_id_complaint_id_idx ON app.reported_files (task_force_id, complaint_id);

  -- Values that say nothing: an address of a whole city, the hash of an empty file. Somebody answers for each, and says why.
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
    CHECK ((ended_at IS NULL) = (end_reason IS NULL))
  );
  CREATE UNIQUE INDEX excluded_identifiers_task_force_id_kind_normalised_idx
    ON app.excluded_identifiers (task_force_id, kind, normalised) WHERE ended_at IS NULL;`;

/*
 * The identifiers of suspects are carried over as they stand. Row security would hide them from the owner too: it is lifted for this
 * transaction, and the rows are counted. A handle's and an account's equal form names its platform, and an address of the web is
 * the same by http and by https.
 */
const carriedOver = `
  ALTER TABLE app.suspect_identifiers NO FORCE ROW LEVEL SECURITY;
  DO $$
  DECLARE carried bigint; there bigint;
  BEGIN
    INSERT INTO app.identifiers (id, task_force_id, complaint_id, suspect_id, role, kind, platform, raw, normalised, recorded_at,
                                 voided_at, void_reason, version)
    SELECT s.id, s.task_force_id, s.complaint_id, s.suspect_id, 'suspect', s.kind, s.platform, s.raw,
           CASE WHEN s.platform IS NOT NULL THEN s.normalised || '@' || lower(s.platform)
                WHEN s.kind = 'url' THEN regexp_replace(regexp_replace(s.normalised, '^https?://', ''), '/$', '')
                ELSE s.normalised END,
           s.recorded_at, s.voided_at, s.void_reason, s.version
      FROM app.suspect_identifiers s;
    GET DIAGNOSTICS carried = ROW_COUNT;
    SELECT count(*) INTO there FROM app.suspect_identifiers;
    IF carried <> there THEN RAISE EXCEPTION '% of % identifiers were carried over', carried, there; END IF;
  END $$;
  DROP TABLE app.suspect_identifiers;`;

const guards = `
  GRANT SELECT, INSERT, UPDATE ON app.reported_persons, app.reported_files, app.identifiers, app.excluded_identifiers TO tracker_app;
  CALL app.guard_by_complaint('app.reported_persons');
  CALL app.guard_by_complaint('app.reported_files');
  CALL app.guard_by_complaint('app.identifiers');
  ALTER TABLE app.excluded_identifiers ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
  CREATE POLICY excluded_identifiers_of_the_task_force ON app.excluded_identifiers
    USING (task_force_id = (SELECT auth.case_task_force()))
    WITH CHECK (task_force_id = (SELECT auth.case_task_force()));
  SELECT audit.watch('app.reported_persons', 'given_name', 'family_name', 'other_name', 'born_on', 'approximate_age', 'description',
                     'void_reason'),
         audit.watch('app.reported_files', 'name', 'tags', 'void_reason'),
         audit.watch('app.identifiers', 'raw', 'normalised', 'void_reason'),
         audit.watch('app.excluded_identifiers', 'raw', 'normalised', 'reason', 'end_reason');`;

const common = `
  -- The complaint that a merged one went on in, however many steps away.
  CREATE FUNCTION app.goes_on_in(complaint uuid) RETURNS uuid LANGUAGE sql STABLE
  BEGIN ATOMIC
    WITH RECURSIVE way (id, merged_into, steps) AS (
      SELECT c.id, c.merged_into, 0 FROM app.complaints c WHERE c.id = goes_on_in.complaint
      UNION ALL
      SELECT c.id, c.merged_into, w.steps + 1 FROM way w JOIN app.complaints c ON c.id = w.merged_into
    )
    SELECT w.id FROM way w ORDER BY w.steps DESC LIMIT 1;
  END;
  GRANT EXECUTE ON FUNCTION app.goes_on_in(uuid) TO tracker_app;

  GRANT SELECT ON app.identifiers TO tracker_oversight;
  CREATE POLICY identifiers_overseen ON app.identifiers FOR SELECT TO tracker_oversight USING (true);`;

const back = `
  DROP FUNCTION app.goes_on_in(uuid);
  CREATE TABLE app.suspect_identifiers (
    id            uuid PRIMARY KEY,
    task_force_id uuid NOT NULL,
    complaint_id  uuid NOT NULL,
    suspect_id    uuid NOT NULL,
    kind          text NOT NULL CHECK (kind IN ('email', 'phone', 'handle', 'account', 'ip', 'device', 'url', 'vehicle', 'other')),
    platform      text,
    raw           text NOT NULL,
    normalised    text NOT NULL,
    recorded_at   timestamptz(3) NOT NULL,
    voided_at     timestamptz(3),
    void_reason   text,
    version       integer NOT NULL,
    UNIQUE (task_force_id, id),
    FOREIGN KEY (task_force_id, complaint_id, suspect_id) REFERENCES app.suspects (task_force_id, complaint_id, id),
    CHECK ((kind IN ('handle', 'account')) = (platform IS NOT NULL)),
    CHECK ((voided_at IS NULL) = (void_reason IS NULL))
  );
  ALTER TABLE app.identifiers NO FORCE ROW LEVEL SECURITY;
  INSERT INTO app.suspect_identifiers
  SELECT i.id, i.task_force_id, i.complaint_id, i.suspect_id, i.kind, i.platform, i.raw,
         CASE WHEN i.platform IS NULL THEN i.normalised ELSE left(i.normalised, -1 - length(i.platform)) END,
         i.recorded_at, i.voided_at, i.void_reason, i.version
    FROM app.identifiers i WHERE i.suspect_id IS NOT NULL AND i.kind <> 'hash';
  CREATE INDEX suspect_identifiers_task_force_id_suspect_id_idx ON app.suspect_identifiers (task_force_id, suspect_id);
  CREATE UNIQUE INDEX suspect_identifiers_suspect_id_kind_platform_normalised_idx
    ON app.suspect_identifiers (suspect_id, kind, lower(platform), normalised) NULLS NOT DISTINCT WHERE voided_at IS NULL;
  GRANT SELECT, INSERT, UPDATE ON app.suspect_identifiers TO tracker_app;
  CALL app.guard_by_complaint('app.suspect_identifiers');
  SELECT audit.watch('app.suspect_identifiers', 'raw', 'normalised');
  DROP TABLE app.excluded_identifiers, app.identifiers, app.reported_files, app.reported_persons;`;
