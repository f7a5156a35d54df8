import { nameAgency, type AgencyName } from '../../organization/agencies/agency-name.view.js';
import { nameTaskForce, type TaskForceName } from '../../organization/task-forces/task-force-name.view.js';
import type { Actor } from '../../platform/actor/actor.js';
import type { AssistanceSession } from './assistance-session.entity.js';
import { mayRecord } from './outreach.policy.js';
import type { AssistanceKind, RecipientMembership } from './outreach.enums.js';

/** Actions that the reader may take. */
export class AssistanceSessionMay {
  /** Whether the reader may correct it. */
  readonly correct!: boolean;
  /** Whether the reader may void it. */
  readonly void!: boolean;
}

/** Session of technical help for another agency. */
export class AssistanceSessionView {
  readonly id!: string;
  readonly version!: number;
  readonly taskForceId!: string;
  readonly taskForce!: TaskForceName;
  readonly agencyId!: string;
  readonly agency!: AgencyName;
  readonly heldOn!: string;
  /** Agency that received the help, if it is in the task force. */
  readonly recipientAgencyId!: string | null;
  readonly recipientAgency!: AgencyName | null;
  readonly recipientName!: string | null;
  /** Membership of the agency that received the help, on the day of the session, according to current records. */
  readonly recipientMembership!: RecipientMembership;
  readonly kind!: AssistanceKind;
  readonly topic!: string;
  readonly hours!: number;
  /** Time of the voiding; null if it is not void. It then no longer counts. */
  readonly voidedAt!: string | null;
  readonly voidReason!: string | null;
  readonly may!: AssistanceSessionMay;
}

/** Page of assistance sessions. */
export class AssistanceSessionPage {
  readonly items!: AssistanceSessionView[];
  readonly nextCursor!: string | null;
}

/** Assistance session, with the membership of the helped agency on the day of the session. */
export interface AssistanceRecord {
  readonly session: AssistanceSession;
  readonly recipientMembership: RecipientMembership;
}

export function toAssistanceSessionView(
  { session, recipientMembership }: AssistanceRecord,
  actor: Actor,
): AssistanceSessionView {
  const { id, version, taskForceId, agencyId, heldOn, recipientAgencyId, recipientName } = session;
  const { kind, topic, hours, voidedAt, voidReason } = session;
  const may = mayRecord(actor) && voidedAt === null;
  return {
    id,
    version,
    taskForceId,
    taskForce: nameTaskForce(taskForceId),
    agencyId,
    agency: nameAgency(agencyId),
    heldOn,
    recipientAgencyId,
    recipientAgency: nameAgency(recipientAgencyId),
    recipientName,
    recipientMembership,
    kind,
    topic,
    hours,
    voidedAt: voidedAt?.toISOString() ?? null,
    voidReason,
    may: { correct: may, void: may },
  };
}
