import { CreateSchemas1765000001000 } from './1765000001000-create-schemas.js';
import { CreateAccountsAndSessions1765000002000 } from './1765000002000-create-accounts-and-sessions.js';
import { CreateAuditTrail1765000003000 } from './1765000003000-create-audit-trail.js';
import { CreateComplaints1765000004000 } from './1765000004000-create-complaints.js';
import { CreateNotesTasksPreservations1765000005000 } from './1765000005000-create-notes-tasks-preservations.js';
import { CreateTransfersAndDisclosures1765000006000 } from './1765000006000-create-transfers-and-disclosures.js';
import { CreateSuspectsAndProsecutions1765000007000 } from './1765000007000-create-suspects-and-prosecutions.js';
import { CreateVictimsIdentified1765000008000 } from './1765000008000-create-victims-identified.js';
import { CreateVault1765000009000 } from './1765000009000-create-vault.js';
import { CreateInvestigations1765000010000 } from './1765000010000-create-investigations.js';
import { CreateRetentionAndLegalHolds1765000011000 } from './1765000011000-create-retention-and-legal-holds.js';
import { CreateIdentifiersAndTips1765000012000 } from './1765000012000-create-identifiers-and-tips.js';
import { CreateSubjectIndexAndDeconfliction1765000013000 } from './1765000013000-create-subject-index-and-deconfliction.js';
import { CreateOutreachAndOperations1765000014000 } from './1765000014000-create-outreach-and-operations.js';
import { CreatePacketsAndExports1765000015000 } from './1765000015000-create-packets-and-exports.js';
import { CreateReportsAndLedger1765000016000 } from './1765000016000-create-reports-and-ledger.js';
import { CreateImportAndSearch1765000017000 } from './1765000017000-create-import-and-search.js';

/** Every migration, in order. */
export const migrations = [
  CreateSchemas1765000001000,
  CreateAccountsAndSessions1765000002000,
  CreateAuditTrail1765000003000,
  CreateComplaints1765000004000,
  CreateNotesTasksPreservations1765000005000,
  CreateTransfersAndDisclosures1765000006000,
  CreateSuspectsAndProsecutions1765000007000,
  CreateVictimsIdentified1765000008000,
  CreateVault1765000009000,
  CreateInvestigations1765000010000,
  CreateRetentionAndLegalHolds1765000011000,
  CreateIdentifiersAndTips1765000012000,
  CreateSubjectIndexAndDeconfliction1765000013000,
  CreateOutreachAndOperations1765000014000,
  CreatePacketsAndExports1765000015000,
  CreateReportsAndLedger1765000016000,
  CreateImportAndSearch1765000017000,
];
