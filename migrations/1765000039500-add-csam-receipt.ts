import type { MigrationInterface, QueryRunner } from 'typeorm';

const known = [
  'csam_possession',
  'csam_distribution',
  'csam_manufacture',
  'enticement',
  'traveler',
  'obscenity_directed_to_minors',
  'child_sex_trafficking',
  'sextortion',
  'child_sex_tourism',
  'contact_abuse',
  'misleading_domain',
  'misleading_words',
  'generative_ai_or_obscene_visual',
  'other_technology_facilitated',
];
const columns = [
  ['complaints', 'type'],
  ['subject_index_entries', 'criminal_activity'],
] as const;

/** Adds the receipt of child sexual abuse material, which is charged apart from possession, to the types of complaints. */
export class AddCsamReceipt1765000039500 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    for (const [table, column] of columns) await db.query(replaceCheck(table, column, [...known, 'csam_receipt']));
  }

  async down(db: QueryRunner): Promise<void> {
    for (const [table, column] of columns) await db.query(replaceCheck(table, column, known));
  }
}

function replaceCheck(table: string, column: string, codes: readonly string[]): string {
  return `
    ALTER TABLE app.${table} DROP CONSTRAINT ${table}_${column}_check,
      ADD CONSTRAINT ${table}_${column}_check CHECK (${column} IN (${codes.map((code) => `'${code}'`).join(', ')}));`;
}
