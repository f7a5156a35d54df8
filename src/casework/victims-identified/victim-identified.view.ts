import { namePerson, type PersonView } from '../../organization/accounts/person.view.js';
import { nameAgency, type AgencyName } from '../../organization/agencies/agency-name.view.js';
import { nameTaskForce, type TaskForceName } from '../../organization/task-forces/task-force-name.view.js';
import { nameComplaint, type ComplaintReference } from '../complaints/complaint-reference.view.js';
import type { Complaint } from '../complaints/complaint.entity.js';
import { complaintPolicy } from '../complaints/complaints.policy.js';
import type { Actor } from '../../platform/actor/actor.js';
import { extendView } from '../../platform/http/extend-view.js';
import { allows } from '../../access/permissions.js';
import type { SafeguardingStep } from './safeguarding-step.entity.js';
import type { VictimIdentified } from './victim-identified.entity.js';
import type { VictimRelationship } from './victim-relationship.entity.js';
import {
  nibrsRelationshipCodes,
  type AbuseTiming,
  type SafeguardingStatus,
  type VictimRelationshipKind,
} from './victims-identified.enums.js';

/** Actions that the reader may take. */
export class VictimIdentifiedMay {
  /** Whether the reader may record a safeguarding step. */
  readonly safeguard!: boolean;
  /** Whether the reader may correct it. */
  readonly correct!: boolean;
  /** Whether the reader may void a safeguarding step. */
  readonly voidStep!: boolean;
  /** Whether the reader may record a relationship to a suspect. */
  readonly relate!: boolean;
  /** Whether the reader may void a relationship. */
  readonly voidRelationship!: boolean;
  /** Whether the reader may link it to an earlier record of the same child. */
  readonly link!: boolean;
  /** Whether the reader may remove that link. */
  readonly unlink!: boolean;
  /** Whether the reader may void it. */
  readonly void!: boolean;
}

/** Identified victim in a list. */
export class VictimIdentifiedSummary {
  readonly id!: string;
  readonly version!: number;
  /** Complaint in which the child was identified. */
  readonly complaintId!: string;
  readonly complaint!: ComplaintReference;
  /** Agency that identified the child. */
  readonly agencyId!: string;
  readonly agency!: AgencyName;
  /**
   * Pseudonym, unique in the complaint.
   * @example MV1
   */
  readonly pseudonym!: string;
  readonly abuseTiming!: AbuseTiming;
  readonly productionVictim!: boolean;
  readonly safeguardingStatus!: SafeguardingStatus;
  readonly identifiedOn!: string;
  /**
   * Record of the first identification of the same child, which counts instead; null if this one counts.
   * @format uuid
   */
  readonly sameChildAs!: string | null;
  /** Time of the voiding; null if it is not void. It then no longer counts. */
  readonly voidedAt!: string | null;
}

/** Safeguarding step of a child. */
export class SafeguardingStepView {
  readonly id!: string;
  readonly status!: SafeguardingStatus;
  /** Day of the step, in the task force's time zone. */
  readonly happenedOn!: string;
  /**
   * Basis of the step.
   * @example A visit by child protective services.
   */
  readonly reason!: string | null;
  /**
   * Account that recorded it.
   * @format uuid
   */
  readonly notedBy!: string;
  readonly notedByPerson!: PersonView;
  readonly notedAt!: string;
  /** Time at which it was voided; it then no longer affects the status. Null if it is not voided. */
  readonly voidedAt!: string | null;
  readonly voidReason!: string | null;
}

/** Relationship of the child to a suspect of the complaint. */
export class VictimRelationshipView {
  /** Suspect of the relationship. */
  readonly suspectId!: string;
  readonly relationship!: VictimRelationshipKind;
  /**
   * NIBRS code of the relationship.
   * @example SC
   */
  readonly nibrsCode!: string;
  /**
   * Account that recorded it.
   * @format uuid
   */
  readonly notedBy!: string;
  readonly notedByPerson!: PersonView;
  readonly notedAt!: string;
  /** Time of the voiding; null if it is not void. */
  readonly voidedAt!: string | null;
  readonly voidReason!: string | null;
}

/** Identified child, with a pseudonym. */
export class VictimIdentifiedView extends VictimIdentifiedSummary {
  readonly taskForceId!: string;
  readonly taskForce!: TaskForceName;
  readonly voidReason!: string | null;
  /** Safeguarding steps in order, including voided ones. */
  readonly steps!: SafeguardingStepView[];
  readonly relationships!: VictimRelationshipView[];
  readonly may!: VictimIdentifiedMay;
}

/** Page of a list of identified victims. */
export class VictimIdentifiedPage {
  readonly items!: VictimIdentifiedSummary[];
  readonly nextCursor!: string | null;
}

/** Identified child with the complaint, the steps and the relationships. */
export interface VictimRecord {
  readonly victim: VictimIdentified;
  readonly complaint: Complaint;
  readonly steps: readonly SafeguardingStep[];
  readonly relationships: readonly VictimRelationship[];
}

export function toVictimIdentifiedSummary(victim: VictimIdentified): VictimIdentifiedSummary {
  const { id, version, complaintId, agencyId, pseudonym } = victim;
  const { abuseTiming, productionVictim, safeguardingStatus, identifiedOn, sameChildAs } = victim;
  return {
    id,
    version,
    complaintId,
    complaint: nameComplaint(complaintId),
    agencyId,
    agency: nameAgency(agencyId),
    pseudonym,
    abuseTiming,
    productionVictim,
    safeguardingStatus,
    identifiedOn,
    sameChildAs,
    voidedAt: victim.voidedAt?.toISOString() ?? null,
  };
}

export function toVictimIdentifiedView(
  { victim, complaint, steps, relationships }: VictimRecord,
  actor: Actor,
): VictimIdentifiedView {
  const mayWork = allows(actor.role, 'victims-identified:record') && complaintPolicy.work(actor, complaint);
  const may = mayWork && victim.voidedAt === null;
  return extendView(toVictimIdentifiedSummary(victim), {
    taskForceId: victim.taskForceId,
    taskForce: nameTaskForce(victim.taskForceId),
    voidReason: victim.voidReason,
    steps: steps.map(toSafeguardingStepView),
    relationships: relationships.map(toVictimRelationshipView),
    may: {
      safeguard: may,
      correct: may,
      voidStep: may && steps.some(({ voidedAt }) => voidedAt === null),
      relate: may,
      voidRelationship: may && relationships.some(({ voidedAt }) => voidedAt === null),
      link: may,
      unlink: may && victim.sameChildAs !== null,
      void: may,
    },
  });
}

function toSafeguardingStepView(step: SafeguardingStep): SafeguardingStepView {
  const { id, status, happenedOn, reason, notedBy, notedAt, voidedAt, voidReason } = step;
  const times = { notedAt: notedAt.toISOString(), voidedAt: voidedAt?.toISOString() ?? null };
  return { id, status, happenedOn, reason, notedBy, notedByPerson: namePerson(notedBy), ...times, voidReason };
}

function toVictimRelationshipView(related: VictimRelationship): VictimRelationshipView {
  const { suspectId, relationship, notedBy, notedAt, voidedAt, voidReason } = related;
  const nibrsCode = nibrsRelationshipCodes[relationship];
  const times = { notedAt: notedAt.toISOString(), voidedAt: voidedAt?.toISOString() ?? null };
  return { suspectId, relationship, nibrsCode, notedBy, notedByPerson: namePerson(notedBy), ...times, voidReason };
}
