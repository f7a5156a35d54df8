import { AccountBatch } from './accounts/account-batch.entity.js';
import { Account } from './accounts/account.entity.js';
import { FactorReset } from './accounts/factor-reset.entity.js';
import { Recertification, RecertificationLine } from './accounts/recertification.entity.js';
import { AgencyMembership } from './agencies/agency-membership.entity.js';
import { Agency } from './agencies/agency.entity.js';
import { Complaint } from './complaints/complaint.entity.js';
import { Assignment, Disposition, Triage } from './complaints/decisions.entity.js';
import { Operation } from './operations/operation.entity.js';
import { OperationMember, OperationTaskForce } from './operations/participation.entity.js';
import { Presentation } from './outreach/presentation.entity.js';
import { Training } from './outreach/training.entity.js';
import type { Entities } from './platform/database/data-source.js';
import { CarriedFigure } from './reports/carried-figure.entity.js';
import { Arrest } from './suspects/arrest.entity.js';
import { Suspect } from './suspects/suspect.entity.js';
import { TaskForce } from './task-forces/task-force.entity.js';
import { VictimIdentified } from './victims-identified/victim-identified.entity.js';

/** Every row the tracker knows. */
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
  Triage,
  Assignment,
  Disposition,
  Suspect,
  Arrest,
  VictimIdentified,
  Presentation,
  Training,
  Operation,
  OperationTaskForce,
  OperationMember,
  CarriedFigure,
];
