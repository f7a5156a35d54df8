import { AccountBatch } from './accounts/account-batch.entity.js';
import { Account } from './accounts/account.entity.js';
import { FactorReset } from './accounts/factor-reset.entity.js';
import { Recertification, RecertificationLine } from './accounts/recertification.entity.js';
import { AgencyMembership } from './agencies/agency-membership.entity.js';
import { Agency } from './agencies/agency.entity.js';
import { ClosureProposal, ComplaintHold, ComplaintMove } from './complaints/aside.entity.js';
import { Complaint } from './complaints/complaint.entity.js';
import { DispositionCodeRecord } from './complaints/disposition-code.entity.js';
import { Assignment, Disposition, Screening, Triage } from './complaints/decisions.entity.js';
import { Note } from './desk/note.entity.js';
import { Preservation } from './desk/preservation.entity.js';
import { Task, TaskTermsSaid } from './desk/task.entity.js';
import { Disclosure } from './disclosures/disclosure.entity.js';
import { Share } from './hand-over/share.entity.js';
import { Transfer } from './hand-over/transfer.entity.js';
import { ExcludedIdentifier } from './identifiers/excluded-identifier.entity.js';
import { DeconflictionCheck } from './deconfliction/deconfliction-check.entity.js';
import { DeconflictionHit } from './deconfliction/deconfliction-hit.entity.js';
import { VictimInquiry } from './deconfliction/victim-inquiry.entity.js';
import { OutsideCheck } from './deconfliction/outside-check.entity.js';
import { Identifier } from './identifiers/identifier.entity.js';
import { ReportedFile } from './identifiers/reported-file.entity.js';
import { ReportedPerson } from './identifiers/reported-person.entity.js';
import { ImportBatch } from './import/import-batch.entity.js';
import { ForensicExam } from './investigations/forensic-exam.entity.js';
import { InvestigationClosure, InvestigationComplaint } from './investigations/investigation-parts.entity.js';
import { Investigation } from './investigations/investigation.entity.js';
import { LegalProcess } from './investigations/legal-process.entity.js';
import { OperationEvent } from './operations/operation-event.entity.js';
import { Operation } from './operations/operation.entity.js';
import { OverlapCheck } from './operations/overlap-check.entity.js';
import { OverlapHit } from './operations/overlap-hit.entity.js';
import { OperationMember, OperationTaskForce } from './operations/participation.entity.js';
import { AssistanceSession } from './outreach/assistance-session.entity.js';
import { Presentation } from './outreach/presentation.entity.js';
import { Training } from './outreach/training.entity.js';
import { Export } from './exports/export.entity.js';
import { Publication } from './reports/publications/publication.entity.js';
import { TipVersion } from './tips/tip-version.entity.js';
import { Packet } from './packets/packet.entity.js';
import type { Entities } from './platform/database/data-source.js';
import { HistoricalTotal } from './reports/carried-figure.entity.js';
import { LegalHold } from './retention/legal-hold.entity.js';
import { PurgedComplaint, PurgedCount } from './retention/purged.entity.js';
import { Retention } from './retention/retention.entity.js';
import { SealOrder } from './retention/seal-order.entity.js';
import { SavedView } from './search/saved-view.entity.js';
import { StaffingLevel } from './resources/staffing-level.entity.js';
import { SubjectIndexDissemination } from './subject-index/dissemination.entity.js';
import { SubjectIndexEntry } from './subject-index/index-entry.entity.js';
import { IndexedIdentifier } from './subject-index/indexed-identifier.entity.js';
import { SubjectIndexQuery } from './subject-index/index-query.entity.js';
import { SubjectIndexReview } from './subject-index/index-review.entity.js';
import { SubjectIndexNotice } from './subject-index/notice.entity.js';
import { ProsecutionReferral } from './prosecutions/prosecution-referral.entity.js';
import { Prosecution } from './prosecutions/prosecution.entity.js';
import { Arrest } from './suspects/arrest.entity.js';
import { Charge } from './suspects/charge.entity.js';
import { PerformanceReportRecords } from './returns/return-records.entity.js';
import { Return } from './returns/return.entity.js';
import { SuspectAlias } from './suspects/suspect-alias.entity.js';
import { Suspect } from './suspects/suspect.entity.js';
import { TaskForce } from './task-forces/task-force.entity.js';
import { SafeguardingStep } from './victims-identified/safeguarding-step.entity.js';
import { IdentityAccessWithdrawal } from './vault/identity-access-withdrawal.entity.js';
import { IdentityDestruction } from './vault/identity-destruction.entity.js';
import { VictimIdentified } from './victims-identified/victim-identified.entity.js';
import { VictimRelationship } from './victims-identified/victim-relationship.entity.js';

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
  TaskTermsSaid,
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
  OverlapCheck,
  OverlapHit,
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
  Return,
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
