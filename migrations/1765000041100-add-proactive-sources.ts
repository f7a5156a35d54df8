import type { MigrationInterface, QueryRunner } from 'typeorm';

const known = [
  'ncmec_cybertip',
  'service_provider',
  'other_agency',
  'subject_interview',
  'public_source',
  'observation',
  'public_complaint',
];

/** Adds undercover work and peer-to-peer investigations, which units count apart from other observations, to the sources. */
export class AddProactiveSources1765000041100 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(replaceCheck([...known, 'undercover_work', 'peer_to_peer']));
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(replaceCheck(known));
  }
}

function replaceCheck(codes: readonly string[]): string {
  return `
    ALTER TABLE app.complaints DROP CONSTRAINT complaints_source_check,
      ADD CONSTRAINT complaints_source_check CHECK (source IN (${codes.map((code) => `'${code}'`).join(', ')}));`;
}
