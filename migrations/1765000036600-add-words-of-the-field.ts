import type { MigrationInterface, QueryRunner } from 'typeorm';

const lists: readonly List[] = [
  {
    table: 'legal_processes',
    column: 'kind',
    known: ['subpoena', 'court_order', 'search_warrant_premises', 'search_warrant_provider', 'search_warrant_device'],
    added: ['administrative_subpoena', 'grand_jury_subpoena', 'pen_register_trap_trace', 'emergency_disclosure'],
  },
  {
    table: 'outside_checks',
    column: 'system',
    known: ['rissafe', 'case_explorer', 'safetnet', 'other'],
    added: ['n_dex', 'icac_data_system', 'ncmec', 'icaccops'],
  },
  {
    table: 'charges',
    column: 'nibrs_offense',
    known: [
      '370',
      '11A',
      '11B',
      '11C',
      '11D',
      '36A',
      '36B',
      '64A',
      '64B',
      '40A',
      '40B',
      '40C',
      '100',
      '13C',
      '210',
      '90Z',
    ],
    added: ['26F', '35A', '360', '520', '720', '90F'],
  },
  {
    table: 'victim_relationships',
    column: 'relationship',
    known: [
      'spouse',
      'common_law_spouse',
      'parent',
      'sibling',
      'child',
      'grandparent',
      'grandchild',
      'in_law',
      'stepparent',
      'stepchild',
      'stepsibling',
      'other_family',
      'acquaintance',
      'friend',
      'neighbor',
      'babysittee',
      'boyfriend_girlfriend',
      'child_of_boyfriend_girlfriend',
      'former_spouse',
      'employee',
      'employer',
      'otherwise_known',
      'unknown',
      'stranger',
    ],
    added: ['cohabitant', 'former_relationship', 'foster_child', 'foster_parent', 'was_offender'],
  },
  {
    table: 'investigations',
    column: 'outcome',
    known: [
      'unfounded_no_crime',
      'insufficient_information',
      'no_jurisdiction_identified',
      'referred_other_icac',
      'referred_local_agency',
      'referred_federal',
      'referred_foreign',
      'statute_of_limitations',
      'unable_to_identify_suspect',
      'esp_data_expired',
      'suspect_deceased',
      'prosecution_declined_state',
      'prosecution_declined_federal',
      'custody_other_jurisdiction',
      'victim_declined',
      'juvenile_diversion',
      'arrest_pending_prosecution',
      'convicted_plea',
      'convicted_trial',
      'acquitted',
      'dismissed',
      'civil_or_child_protection_referral',
      'opened_in_error',
    ],
    added: ['carrier_logs_expired', 'vpn_or_proxy_no_lead', 'ai_generated_no_real_child'],
  },
];

interface List {
  readonly table: string;
  readonly column: string;
  readonly known: readonly string[];
  readonly added: readonly string[];
}

/** Adds codes that units use: legal process, outside systems, NIBRS offenses, relationships and dispositions. */
export class AddWordsOfTheField1765000036600 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    for (const list of lists) await db.query(replaceCheck(list, [...list.known, ...list.added]));
    await db.query(replaceActivities(['B', 'C', 'D', 'E', 'O', 'P', 'T', 'U', 'A', 'F', 'I', 'S']));
    await db.query(`
      INSERT INTO app.disposition_codes (code, is_investigated, is_referred, is_prosecuted, clearance, retention_class) VALUES
        ('carrier_logs_expired', true, false, false, NULL, 'closed_without_arrest'),
        ('vpn_or_proxy_no_lead', true, false, false, NULL, 'closed_without_arrest'),
        ('ai_generated_no_real_child', true, false, false, NULL, 'closed_without_arrest');
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DELETE FROM app.disposition_codes
       WHERE code IN ('carrier_logs_expired', 'vpn_or_proxy_no_lead', 'ai_generated_no_real_child');
    `);
    await db.query(replaceActivities(['B', 'C', 'D', 'E', 'O', 'P', 'T', 'U']));
    for (const list of lists) await db.query(replaceCheck(list, list.known));
  }
}

function replaceCheck({ table, column }: List, codes: readonly string[]): string {
  return `
    ALTER TABLE app.${table} DROP CONSTRAINT ${table}_${column}_check,
      ADD CONSTRAINT ${table}_${column}_check CHECK (${column} IN (${codes.map((code) => `'${code}'`).join(', ')}));`;
}

function replaceActivities(letters: readonly string[]): string {
  return `
    ALTER TABLE app.charges DROP CONSTRAINT charges_criminal_activities_check,
      ADD CONSTRAINT charges_criminal_activities_check CHECK (criminal_activities <@ ARRAY[${letters.map((code) => `'${code}'`).join(', ')}]
        AND cardinality(criminal_activities) <= 3);`;
}
