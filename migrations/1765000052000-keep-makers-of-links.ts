import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Keeps who made a one-time link, so that it ends with the rights of that person. Links of before have no maker, and end after 72 hours. */
export class KeepMakersOfLinks1765000052000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE auth.invitations ADD made_by uuid REFERENCES app.accounts');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE auth.invitations DROP made_by CASCADE');
  }
}
