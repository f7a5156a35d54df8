import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Keeps the annotations of a complaint beside its type, such as sextortion or generative AI. */
export class KeepAnnotations1765000036500 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Null without any. A complaint from before has none, because nobody confirmed those of its tip.
      ALTER TABLE app.complaints
        ADD annotations text[] CHECK (annotations <@ ARRAY[
          'sadistic_online_exploitation', 'sextortion', 'generative_ai', 'infant', 'viral', 'potential_meme', 'csam_solicitation',
          'minor_to_minor_interaction', 'possible_self_production', 'live_streaming', 'physical_harm', 'violence_gore', 'bestiality',
          'anime_drawing_virtual_hentai', 'potential_aggravating_factors', 'instrumental_use', 'spam']
          AND cardinality(annotations) > 0);
      CREATE INDEX complaints_task_force_id_received_at_idx ON app.complaints (task_force_id, received_at) WHERE annotations IS NOT NULL;

      ALTER TABLE app.tip_versions DROP CONSTRAINT tip_versions_differs_check,
        ADD CONSTRAINT tip_versions_differs_check CHECK (differs <@ ARRAY['type', 'incidentAt', 'reportedToNcmecAt', 'ncmecClass',
          'annotations', 'narrative', 'files']);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    // The files of database/ that depend on the column are applied again.
    await db.query(`
      ALTER TABLE app.tip_versions DROP CONSTRAINT tip_versions_differs_check;
      ALTER TABLE app.tip_versions NO FORCE ROW LEVEL SECURITY, DISABLE TRIGGER USER;
      UPDATE app.tip_versions SET differs = array_remove(differs, 'annotations') WHERE 'annotations' = ANY (differs);
      ALTER TABLE app.tip_versions FORCE ROW LEVEL SECURITY, ENABLE TRIGGER USER,
        ADD CONSTRAINT tip_versions_differs_check
          CHECK (differs <@ ARRAY['type', 'incidentAt', 'reportedToNcmecAt', 'ncmecClass', 'narrative', 'files']);
      ALTER TABLE app.complaints DROP annotations CASCADE;
    `);
  }
}
