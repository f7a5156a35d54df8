import type { MigrationInterface, QueryRunner } from 'typeorm';

/** CyberTips change after they were delivered: each version that came is kept, sealed, beside the complaint that the first became. */
export class KeepTips1764400003000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(versions);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE app.tip_versions');
  }
}

/* What it says is sealed under a key of its own, which a key of the vault wraps: when that is rotated, it is wrapped anew. */
const versions = `
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
                     'identifiers', 'files', 'sealed']),
    differs        text[] NOT NULL CHECK (differs <@ ARRAY['type', 'incidentAt', 'submittedOn', 'narrative', 'files']),
    kept_apart     jsonb NOT NULL,
    key_id         uuid NOT NULL,
    wrapped_key    bytea,
    sealed         bytea,
    imported_by    uuid NOT NULL REFERENCES app.accounts,
    imported_at    timestamptz(3) NOT NULL,
    UNIQUE (task_force_id, id),
    UNIQUE (task_force_id, complaint_id, number),
    FOREIGN KEY (task_force_id, complaint_id) REFERENCES app.complaints (task_force_id, id)
  );
  CREATE INDEX tip_versions_key_id_id_idx ON app.tip_versions (key_id, id) WHERE wrapped_key IS NOT NULL;
  GRANT SELECT, INSERT ON app.tip_versions TO tracker_app;
  CALL app.guard_by_complaint('app.tip_versions');
  -- Whoever rotates the keys of the vault wraps what is under them anew.
  CREATE POLICY tip_versions_rotated ON app.tip_versions TO tracker_owner USING (true) WITH CHECK (true);
  SELECT audit.watch('app.tip_versions', 'content_digest', 'incident_types', 'provider', 'priority', 'annotations', 'wrapped_key',
                     'sealed');`;
