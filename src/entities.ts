import { AccountBatch } from './organization/accounts/account-batch.entity.js';
import { Account } from './organization/accounts/account.entity.js';
import { FactorReset } from './organization/accounts/factor-reset.entity.js';
import { Recertification, RecertificationLine } from './organization/accounts/recertification.entity.js';
import { AgencyMembership } from './organization/agencies/agency-membership.entity.js';
import { Agency } from './organization/agencies/agency.entity.js';
import { ClosureProposal, ComplaintHold, ComplaintMove } from './casework/complaints/complaint-status.entity.js';
import { Complaint } from './casework/complaints/complaint.entity.js';
import { DispositionCodeRecord } from './casework/complaints/disposition-code.entity.js';
import { Assignment, Disposition, Screening, Triage } from './casework/complaints/decisions.entity.js';
import { Note } from './casework/notes-and-tasks/note.entity.js';
import { Preservation } from './casework/preservations/preservation.entity.js';
import { Task, TaskTermsVersion } from './casework/notes-and-tasks/task.entity.js';
import { Disclosure } from './casework/disclosures/disclosure.entity.js';
import { Share } from './casework/transfers/share.entity.js';
import { Transfer } from './casework/transfers/transfer.entity.js';
import { ExcludedIdentifier } from './casework/identifiers/excluded-identifier.entity.js';
import { DeconflictionCheck } from './intelligence/deconfliction/deconfliction-check.entity.js';
import { DeconflictionHit } from './intelligence/deconfliction/deconfliction-hit.entity.js';
import { VictimInquiry } from './intelligence/deconfliction/victim-inquiry.entity.js';
import { OutsideCheck } from './intelligence/deconfliction/outside-check.entity.js';
import { Identifier } from './casework/identifiers/identifier.entity.js';
import { ReportedFile } from './casework/identifiers/reported-file.entity.js';
import { ReportedPerson } from './casework/identifiers/reported-person.entity.js';
import { ImportBatch } from './intelligence/import/import-batch.entity.js';
import { ForensicExam } from './casework/investigations/forensic-exam.entity.js';
import { InvestigationClosure, InvestigationComplaint } from './casework/investigations/investigation-parts.entity.js';
import { Investigation } from './casework/investigations/investigation.entity.js';
import { LegalProcess } from './casework/investigations/legal-process.entity.js';
import { OperationEvent } from './reporting/operations/operation-event.entity.js';
import { Operation } from './reporting/operations/operation.entity.js';
import { EventConflictCheck } from './reporting/operations/event-conflict-check.entity.js';
import { EventConflict } from './reporting/operations/event-conflict.entity.js';
import { OperationMember, OperationTaskForce } from './reporting/operations/participation.entity.js';
import { AssistanceSession } from './reporting/outreach/assistance-session.entity.js';
import { Presentation } from './reporting/outreach/presentation.entity.js';
import { Training } from './reporting/outreach/training.entity.js';
import { Export } from './reporting/exports/export.entity.js';
import { Publication } from './reporting/reports/publications/publication.entity.js';
import { TipVersion } from './intelligence/tips/tip-version.entity.js';
import { Packet } from './casework/packets/packet.entity.js';
import type { Entities } from './platform/database/data-source.js';
import { HistoricalTotal } from './reporting/reports/historical-total.entity.js';
import { LegalHold } from './casework/retention/legal-hold.entity.js';
import { PurgedComplaint, PurgedCount } from './casework/retention/purged-complaint.entity.js';
import { Retention } from './casework/retention/retention.entity.js';
import { SealOrder } from './casework/retention/seal-order.entity.js';
import { SavedView } from './intelligence/search/saved-view.entity.js';
import { StaffingLevel } from './reporting/staffing/staffing-level.entity.js';
import { SubjectIndexDissemination } from './intelligence/subject-index/dissemination.entity.js';
import { SubjectIndexEntry } from './intelligence/subject-index/index-entry.entity.js';
import { IndexedIdentifier } from './intelligence/subject-index/indexed-identifier.entity.js';
import { SubjectIndexQuery } from './intelligence/subject-index/index-query.entity.js';
import { SubjectIndexReview } from './intelligence/subject-index/index-review.entity.js';
import { SubjectIndexNotice } from './intelligence/subject-index/notice.entity.js';
import { ProsecutionReferral } from './casework/prosecutions/prosecution-referral.entity.js';
import { Prosecution } from './casework/prosecutions/prosecution.entity.js';
import { Arrest } from './casework/suspects/arrest.entity.js';
import { Charge } from './casework/suspects/charge.entity.js';
import { PerformanceReportRecords } from './reporting/performance-reports/performance-report-records.entity.js';
import { PerformanceReport } from './reporting/performance-reports/performance-report.entity.js';
import { SuspectAlias } from './casework/suspects/suspect-alias.entity.js';
import { Suspect } from './casework/suspects/suspect.entity.js';
import { TaskForce } from './organization/task-forces/task-force.entity.js';
import { SafeguardingStep } from './casework/victims-identified/safeguarding-step.entity.js';
import { IdentityAccessWithdrawal } from './casework/vault/identity-access-withdrawal.entity.js';
import { IdentityDestruction } from './casework/vault/identity-destruction.entity.js';
import { VictimIdentified } from './casework/victims-identified/victim-identified.entity.js';
import { VictimRelationship } from './casework/victims-identified/victim-relationship.entity.js';

export const entities: Entities = [
  TaskForce,
  Agency,
  AgencyMembership,
  Account,
  AccountBatch,
  FactorReset,
  Recertification,
  RecertificationLine,
  Complaint,
  Screening,
  Triage,
  Assignment,
  Disposition,
  DispositionCodeRecord,
  Disclosure,
  Transfer,
  Share,
  ComplaintHold,
  ClosureProposal,
  ComplaintMove,
  Note,
  Task,
  TaskTermsVersion,
  Preservation,
  Suspect,
  SuspectAlias,
  ReportedPerson,
  ReportedFile,
  Identifier,
  ExcludedIdentifier,
  Arrest,
  Charge,
  ProsecutionReferral,
  Prosecution,
  VictimIdentified,
  IdentityAccessWithdrawal,
  IdentityDestruction,
  SafeguardingStep,
  VictimRelationship,
  Presentation,
  Training,
  AssistanceSession,
  SavedView,
  StaffingLevel,
  Investigation,
  InvestigationComplaint,
  InvestigationClosure,
  LegalProcess,
  ForensicExam,
  Operation,
  OperationTaskForce,
  OperationMember,
  OperationEvent,
  EventConflictCheck,
  EventConflict,
  SubjectIndexEntry,
  SubjectIndexReview,
  SubjectIndexQuery,
  SubjectIndexDissemination,
  SubjectIndexNotice,
  IndexedIdentifier,
  DeconflictionCheck,
  DeconflictionHit,
  VictimInquiry,
  OutsideCheck,
  HistoricalTotal,
  PerformanceReport,
  PerformanceReportRecords,
  Retention,
  LegalHold,
  SealOrder,
  PurgedComplaint,
  PurgedCount,
  Packet,
  TipVersion,
  Export,
  Publication,
  ImportBatch,
];
