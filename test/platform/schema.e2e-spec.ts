import { readdir, readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { Test, type TestingModule } from '@nestjs/testing';
import { DataSource } from 'typeorm';
import { migrations } from '../../migrations/index.js';
import {
  accountTitles,
  affiliations,
  recertificationDecisions,
} from '../../src/organization/accounts/accounts.enums.js';
import { agencyKinds, agencyLevels, membershipKinds } from '../../src/organization/agencies/agencies.enums.js';
import { proposalOutcomes } from '../../src/casework/complaints/complaint-status.entity.js';
import {
  childAccesses,
  firstUses,
  complaintModes,
  complaintSources,
  complaintStates,
  complaintTypes,
  dispositionMeanings,
  exceptionalClearances,
  matchStrengths as identifierStrengths,
  ncmecClasses,
} from '../../src/casework/complaints/complaints.enums.js';
import { taskStates } from '../../src/casework/notes-and-tasks/tasks.enums.js';
import { disclosureBases, disclosureKinds } from '../../src/casework/disclosures/disclosures.enums.js';
import '../../src/app.module.js';
import { transferKinds, transferStates } from '../../src/casework/transfers/transfers.enums.js';
import {
  examResults,
  investigationOutcomes,
  legalProcessKinds,
  legalProcessOutcomes,
} from '../../src/casework/investigations/investigations.enums.js';
import {
  hitAnswers,
  inquiryWays,
  outsideResults,
  outsideSystems,
} from '../../src/intelligence/deconfliction/deconfliction.enums.js';
import {
  operationEventKinds,
  operationMemberships,
  eventConflictDistances,
} from '../../src/reporting/operations/operations.enums.js';
import { assistanceKinds, recipientMemberships } from '../../src/reporting/outreach/outreach.enums.js';
import { roles } from '../../src/platform/actor/actor.js';
import { recordedJobs } from '../../src/platform/database/job-runs.js';
import { DatabaseModule } from '../../src/platform/database/database.module.js';
import { connectAsOwner, migrate } from '../../src/platform/database/migrate.js';
import { readSchemaText } from '../../src/platform/database/schema-text.js';
import { provisionedUserStates } from '../../src/organization/provisioning/provisioning.enums.js';
import { measureKeys } from '../../src/reporting/reports/measures/index.js';
import { exportedReports, exportFormats, exportStates, handlings } from '../../src/reporting/exports/exports.enums.js';
import { importFormats, importKinds, importStates, separators } from '../../src/intelligence/import/import.enums.js';
import { renderings } from '../../src/casework/packets/packets.enums.js';
import { publishedReports } from '../../src/reporting/reports/publications/publications.enums.js';
import { densities, languages, shortcutSettings } from '../../src/organization/preferences/preferences.enums.js';
import { precisions } from '../../src/reporting/reports/reports.enums.js';
import {
  performanceReportCodes,
  performanceReportStates,
} from '../../src/reporting/performance-reports/performance-reports.enums.js';
import { timingKeys } from '../../src/reporting/reports/timeliness/timing-measures.js';
import { retentionClasses, sealOrderKinds } from '../../src/casework/retention/retention.enums.js';
import {
  declineReasons,
  forums,
  prosecutionOutcomes,
  referralDecisions,
} from '../../src/casework/prosecutions/prosecutions.enums.js';
import { completions, nibrsLocationCodes, nibrsOffenseCodes } from '../../src/casework/suspects/nibrs.codes.js';
import {
  aliasKinds,
  arrestKinds,
  juvenileHandlings,
  offenderClasses,
} from '../../src/casework/suspects/suspects.enums.js';
import {
  indexEntryStates,
  pointerStrengths,
  noticeKinds,
  protectedViewsKinds,
  reviewCalls,
  reviewOutcomes,
  sensitivities,
} from '../../src/intelligence/subject-index/subject-index.enums.js';
import { tipFormats } from '../../src/intelligence/tips/formats/reported-tip.js';
import { coverages } from '../../src/organization/task-forces/task-forces.enums.js';
import {
  classifications,
  fileRelevances,
  hashAlgorithms,
  identifierKinds,
  reportedRoles,
} from '../../src/casework/identifiers/identifiers.enums.js';
import { processTemplateKinds } from '../../src/casework/process-templates/process-templates.enums.js';
import { viewAudiences } from '../../src/intelligence/search/search.enums.js';
import {
  abuseTimings,
  safeguardingStatuses,
  victimRelationshipKinds,
} from '../../src/casework/victims-identified/victims-identified.enums.js';
import { specDatabase, type SpecDatabase } from '../support/databases.js';

let database: SpecDatabase;
let admin: pg.Client;

beforeAll(async () => {
  database = await specDatabase();
  admin = new pg.Client({ connectionString: database.adminUrl });
  await admin.connect();
});
afterAll(async () => {
  await admin.end();
  await database.drop();
});

async function query<Row>(statement: string): Promise<Row[]> {
  return (await admin.query(statement)).rows as Row[];
}

describe('the migrations', () => {
  it('are one class a file, named after it, in the order of their numbers', async () => {
    const names = (await readdir('migrations')).filter((file) => file !== 'index.ts').sort();

    const classes = names.map((file) => {
      const [number, words = ''] = file.replace('.ts', '').split(/-(.*)/);
      return `${words.replaceAll(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase())}${number}`;
    });
    expect(migrations.map(({ name }) => name)).toEqual(classes);
    expect(classes.length).toBeGreaterThan(16);
  });

  it('run up, down to an empty database, and up again to the same schema', async () => {
    const empty = await specDatabase('empty');
    const looking = new pg.Client({ connectionString: empty.adminUrl });
    await looking.connect();
    const before = await catalogOf(looking);

    await migrate(empty.ownerUrl, migrations);
    const first = await catalogOf(looking);
    const undoing = await connectAsOwner(empty.ownerUrl, migrations);
    for (let left = migrations.length; left > 0; left -= 1) await undoing.undoLastMigration();
    await undoing.destroy();
    const down = await catalogOf(looking);
    await migrate(empty.ownerUrl, migrations);
    const second = await catalogOf(looking);

    expect(first.length).toBeGreaterThan(300);
    expect(down.filter((line) => !before.includes(line))).toEqual([]);
    expect(second).toEqual(first);
    await looking.end();
    await empty.drop();
  });

  it('have nothing to do on a second start', async () => {
    expect(await migrate(database.ownerUrl, migrations)).toEqual({ migrations: [], files: [] });
  });
});

describe('database/schema.sql', () => {
  it('matches the catalog, as npm run db:schema writes it', async () => {
    expect(await readFile('database/schema.sql', 'utf8')).toBe(await readSchemaText(admin));
  });
});

describe('the entities and their tables', () => {
  let served: TestingModule;
  let dataSource: DataSource;

  // The data source loads the entities that the modules of the application register, and no other.
  beforeAll(async () => {
    served = await Test.createTestingModule({
      imports: [DatabaseModule.forCommand({ app: database.ownerUrl })],
    }).compile();
    dataSource = served.get(DataSource);
  });
  afterAll(() => served.close());

  it('differ only in CHECKs, exclusion constraints and indexes for lists and reports', async () => {
    const { upQueries } = await dataSource.driver.createSchemaBuilder().log();

    const differences = upQueries.map((step) => step.query).filter((step) => !isSqlsOwn(step));
    expect(differences).toEqual([]);
  });

  it('correspond: every table of app has an entity', async () => {
    const tables = await query<{ name: string }>(`SELECT tablename AS name FROM pg_tables WHERE schemaname = 'app'`);
    const known = dataSource.entityMetadatas.map(({ tableName }) => tableName);

    // Tables of the tools, without a record.
    const others = ['migrations', 'repeatable_files', 'idempotency_keys', 'job_runs'];
    expect(tables.map(({ name }) => name).sort()).toEqual([...known, ...others].sort());
  });
});

describe('the value lists', () => {
  const lists: Readonly<Record<string, readonly string[]>> = {
    'account_preferences.density': densities,
    'account_preferences.language': languages,
    'account_preferences.shortcuts': shortcutSettings,
    'accounts.affiliation': affiliations,
    'provisioned_users.state': provisionedUserStates,
    'accounts.role': roles,
    'accounts.title': accountTitles,
    'agencies.kind': agencyKinds,
    'agencies.level': agencyLevels,
    'agency_memberships.kind': membershipKinds,
    'arrests.juvenile_handling': juvenileHandlings,
    'arrests.kind': arrestKinds,
    'assistance_sessions.kind': assistanceKinds,
    'assistance_sessions.recipient_was': recipientMemberships,
    'historical_totals.measure': measureKeys,
    'historical_totals.precision': precisions,
    'closure_proposals.outcome': proposalOutcomes,
    'charges.completion': completions,
    'charges.location': nibrsLocationCodes,
    'charges.nibrs_offense': nibrsOffenseCodes,
    'disposition_codes.clearance': Object.keys(exceptionalClearances),
    'disposition_codes.retention_class': retentionClasses,
    'complaints.first_use': firstUses,
    'complaints.mode': complaintModes,
    'complaints.ncmec_class': ncmecClasses,
    'complaints.source': complaintSources,
    'complaints.state': complaintStates,
    'complaints.type': complaintTypes,
    'disclosures.basis': disclosureBases,
    'disclosures.what': disclosureKinds,
    'exports.format': exportFormats,
    'exports.handling': handlings,
    'exports.report': exportedReports,
    'exports.state': exportStates,
    'forensic_exams.result': examResults,
    'import_batches.format': importFormats,
    'import_batches.kind': importKinds,
    'import_batches.separator': separators,
    'import_batches.state': importStates,
    'investigations.outcome': investigationOutcomes,
    'job_runs.job': recordedJobs,
    'legal_processes.kind': legalProcessKinds,
    'legal_processes.outcome': legalProcessOutcomes,
    'operation_events.kind': operationEventKinds,
    'event_conflicts.distance': eventConflictDistances,
    'event_conflicts.kind': operationEventKinds,
    'packets.rendering': renderings,
    'operations.membership': operationMemberships,
    'publications.report': publishedReports,
    'prosecution_referrals.decision': referralDecisions,
    'prosecution_referrals.decline_reason': declineReasons,
    'prosecution_referrals.forum': forums,
    'prosecutions.forum': forums,
    'prosecutions.outcome': prosecutionOutcomes,
    'recertification_lines.decision': recertificationDecisions,
    'performance_reports.definition': performanceReportCodes,
    'performance_reports.state': performanceReportStates,
    'safeguarding_steps.status': safeguardingStatuses,
    'shares.basis': disclosureBases,
    'subject_index_disseminations.strength': pointerStrengths,
    'subject_index_identifiers.kind': identifierKinds,
    'victim_inquiries.via': inquiryWays,
    'deconfliction_hits.answer': hitAnswers,
    'deconfliction_hits.strength': identifierStrengths,
    'deconfliction_hits.their_answer': hitAnswers,
    'outside_checks.result': outsideResults,
    'outside_checks.system': outsideSystems,
    'subject_index_entries.criminal_activity': complaintTypes,
    'subject_index_entries.review_called_for': reviewCalls,
    'subject_index_entries.sensitivity': sensitivities,
    'subject_index_entries.state': indexEntryStates,
    'subject_index_notices.kind': noticeKinds,
    'subject_index_reviews.outcome': reviewOutcomes,
    'tip_versions.child_access': childAccesses,
    'tip_versions.format': tipFormats,
    'subject_index_reviews.protected_views': protectedViewsKinds,
    'suspect_aliases.kind': aliasKinds,
    'identifiers.kind': identifierKinds,
    'process_templates.kind': processTemplateKinds,
    'identifiers.role': reportedRoles,
    'identifiers.algorithm': hashAlgorithms,
    'excluded_identifiers.kind': identifierKinds,
    'reported_persons.role': reportedRoles,
    'reported_files.classification': classifications,
    'reported_files.relevance': fileRelevances,
    'retentions.class': retentionClasses,
    'screenings.child_access': childAccesses,
    'seal_orders.kind': sealOrderKinds,
    'saved_views.shared_with': viewAudiences,
    'suspects.offender_class': offenderClasses,
    'task_forces.coverage': coverages,
    'tasks.state': taskStates,
    'timing.timings.measure': timingKeys,
    'transfers.basis': disclosureBases,
    'transfers.kind': transferKinds,
    'transfers.state': transferStates,
    'triages.child_access': childAccesses,
    'victim_relationships.relationship': victimRelationshipKinds,
    'victims_identified.abuse_timing': abuseTimings,
    'victims_identified.safeguarding_status': safeguardingStatuses,
  };

  it('are the same in the code and in the CHECKs', async () => {
    const checks = await query<{ table: string; check: string }>(
      `SELECT conrelid::regclass::text AS table, pg_get_constraintdef(oid) AS check FROM pg_constraint
        WHERE contype = 'c' AND connamespace IN ('app'::regnamespace, 'timing'::regnamespace)`,
    );
    const found = checks.flatMap(({ table, check }) => {
      const column = /^CHECK \(\("?(\w+)"? = ANY \(ARRAY\[/.exec(check)?.[1];
      const words = [...check.matchAll(/'(\w+)'::text/g)].map(([, word]) => word);
      return column === undefined ? [] : [[`${table.replace('app.', '')}.${column}`, words.sort()] as const];
    });

    const sorted = Object.entries(lists).map(([column, words]) => [column, [...words].sort()] as const);
    expect(Object.fromEntries(found)).toEqual(Object.fromEntries(sorted));
  });

  it('are the disposition codes of the reference table, with the same meaning', async () => {
    const rows = await query<{ code: string }>(
      `SELECT code, is_investigated AS "isInvestigated", is_referred AS "isReferred", is_prosecuted AS "isProsecuted", clearance
         FROM app.disposition_codes ORDER BY code COLLATE "C"`,
    );

    const listed = Object.entries(dispositionMeanings).map(([code, meaning]) => ({ code, ...meaning }));
    expect(rows).toEqual(listed.sort((a, b) => (a.code < b.code ? -1 : 1)));
  });

  it('are text, and no Postgres enum', async () => {
    expect(await query(`SELECT typname FROM pg_type WHERE typtype = 'e'`)).toEqual([]);
  });
});

describe('the session of a request', () => {
  it('is found by its key, also while its table has no statistics', async () => {
    await admin.query(
      `BEGIN; SELECT set_config('app.session', encode(sha256('nobody'), 'hex'), true); SELECT auth.session()`,
    );
    const used = await query(
      `SELECT indexrelid::regclass::text AS name FROM pg_index
        WHERE indrelid = 'auth.sessions'::regclass AND pg_stat_get_xact_numscans(indexrelid) > 0`,
    );
    await admin.query('ROLLBACK');

    expect(used).toEqual([{ name: 'auth.sessions_pkey' }]);
  });
});

describe('the keys of tables', () => {
  it('include the task force where a row belongs to one, for references to it', async () => {
    const without = await query(
      `SELECT t.relname FROM pg_class t
        WHERE t.relnamespace = 'app'::regnamespace AND t.relkind = 'r'
          AND EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = t.oid AND a.attname = 'task_force_id' AND a.attnotnull)
          AND NOT EXISTS (
                SELECT FROM pg_constraint c
                 WHERE c.conrelid = t.oid AND c.contype = 'u'
                   AND pg_get_constraintdef(c.oid) = 'UNIQUE (task_force_id, id)')`,
    );

    // The participation of a task force in an operation, whose id no table references.
    expect(without).toEqual([{ relname: 'operation_task_forces' }]);
  });

  it('carry the task force in references between such tables, which row security does not check', async () => {
    const bare = await query<{ from: string; key: string }>(
      `SELECT c.conrelid::regclass::text AS "from", pg_get_constraintdef(c.oid) AS key
         FROM pg_constraint c
        WHERE c.contype = 'f' AND c.connamespace = 'app'::regnamespace
          AND pg_get_constraintdef(c.oid) !~ 'FOREIGN KEY \\(.*task_force_id.*\\) REFERENCES .*\\(.*task_force_id.*\\)'
          AND EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.conrelid AND a.attname = 'task_force_id')
          AND EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.confrelid AND a.attname = 'task_force_id')
        ORDER BY 1, 2`,
    );

    // The requester or approver comes from the session, never from a request.
    const asDecided = /^FOREIGN KEY \(\w+_by\) REFERENCES app\.accounts\(id\)$/;
    expect(bare.filter(({ key }) => !asDecided.test(key))).toEqual([
      // Account records belong to the task force of the account, which their policy checks.
      { from: 'app.factor_resets', key: 'FOREIGN KEY (account_id) REFERENCES app.accounts(id)' },
      // An operation belongs to its organizer, and other task forces take part.
      { from: 'app.operation_task_forces', key: 'FOREIGN KEY (operation_id) REFERENCES app.operations(id)' },
      { from: 'app.recertification_lines', key: 'FOREIGN KEY (account_id) REFERENCES app.accounts(id)' },
      // A review at the national seat lists accounts of every task force.
      {
        from: 'app.recertification_lines',
        key: 'FOREIGN KEY (recertification_id) REFERENCES app.recertifications(id)',
      },
    ]);
  });

  it('do not cascade a deletion or a change of id', async () => {
    const cascades = await query(
      `SELECT c.conrelid::regclass::text AS table, pg_get_constraintdef(c.oid) AS key FROM pg_constraint c
        WHERE c.contype = 'f' AND c.connamespace IN ('app'::regnamespace, 'auth'::regnamespace)
          AND (c.confdeltype <> 'a' OR c.confupdtype <> 'a')`,
    );

    expect(cascades).toEqual([]);
  });
});

function isSqlsOwn(step: string): boolean {
  return (
    /^ALTER TABLE "app"\."\w+" DROP CONSTRAINT "\w+_(check\d*|excl)"$/.test(step) ||
    /^DROP INDEX "app"\."\w+_idx"$/.test(step)
  );
}

/** Returns a sorted description of all objects of a database, without those of Postgres and the migration list. */
async function catalogOf(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ line: string }>(`
    WITH ours AS (
      SELECT oid, nspname, nspacl FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema')
    SELECT format('schema %s %s', nspname, nspacl) AS line FROM ours
    UNION ALL
    SELECT format('column %s.%s.%s %s %s %s', nspname, relname, attname, format_type(atttypid, atttypmod), attnotnull,
                  pg_get_expr(adbin, adrelid))
      FROM pg_attribute JOIN pg_class c ON c.oid = attrelid JOIN ours ON ours.oid = relnamespace
      LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
     WHERE attnum > 0 AND NOT attisdropped AND relkind IN ('r', 'v')
    UNION ALL
    SELECT format('relation %s.%s %s %s %s %s %s', nspname, relname, relkind, relacl, relrowsecurity, relforcerowsecurity,
                  pg_get_userbyid(relowner))
      FROM pg_class JOIN ours ON ours.oid = relnamespace
    UNION ALL
    SELECT format('constraint %s.%s %s', nspname, conname, pg_get_constraintdef(c.oid))
      FROM pg_constraint c JOIN ours ON ours.oid = connamespace
    UNION ALL
    SELECT format('index %s', pg_get_indexdef(indexrelid))
      FROM pg_index JOIN pg_class c ON c.oid = indrelid JOIN ours ON ours.oid = relnamespace
    UNION ALL
    SELECT format('policy %s %s %s %s %s %s', polrelid::regclass, polname, polcmd, polroles::regrole[],
                  pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid)) FROM pg_policy
    UNION ALL
    SELECT format('trigger %s', pg_get_triggerdef(oid)) FROM pg_trigger WHERE NOT tgisinternal
    UNION ALL
    SELECT format('function %s.%s %s %s', nspname, proname, proacl, pg_get_functiondef(p.oid))
      FROM pg_proc p JOIN ours ON ours.oid = pronamespace WHERE prokind = 'f' AND prolang <> 13
    UNION ALL
    SELECT format('default rights %s %s %s', pg_get_userbyid(defaclrole), defaclobjtype, defaclacl) FROM pg_default_acl
    ORDER BY 1`);
  return rows
    .map(({ line }) => line)
    .filter((line) => !/\bapp\.(migrations|PK_|repeatable_files)|^schema app\b/.test(line));
}
