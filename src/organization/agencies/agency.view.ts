import { nameTaskForce, type TaskForceName } from '../task-forces/task-force-name.view.js';
import type { Actor } from '../../platform/actor/actor.js';
import { allows } from '../../access/permissions.js';
import type { AgencyKind, AgencyLevel, MembershipKind } from './agencies.enums.js';
import { agencyPolicy } from './agencies.policy.js';
import type { AgencyMembership } from './agency-membership.entity.js';
import type { Agency } from './agency.entity.js';

/** Membership of an agency in its task force for a period. */
export class MembershipView {
  readonly id!: string;
  readonly kind!: MembershipKind;
  /** First day of the membership. */
  readonly beganOn!: string;
  /** First day after the membership; null while it continues. */
  readonly endedOn!: string | null;
  readonly mouSignedOn!: string | null;
  readonly standardsAdoptedOn!: string | null;
}

/** Actions that the reader may take. */
export class AgencyMay {
  /** Whether the reader may change the particulars. */
  readonly describe!: boolean;
  /** Whether the reader may change the membership. */
  readonly changeMembership!: boolean;
}

/** Summary of an agency in a list. */
export class AgencySummary {
  readonly id!: string;
  readonly version!: number;
  /** Task force of the agency. */
  readonly taskForceId!: string;
  /** Task force of the agency, with its code and name. */
  readonly taskForce!: TaskForceName;
  readonly name!: string;
  readonly ori!: string | null;
  readonly kind!: AgencyKind;
  readonly level!: AgencyLevel;
  /**
   * Postal code of the State or territory.
   * @example NE
   */
  readonly state!: string;
  /**
   * City of the agency.
   * @example Omaha
   */
  readonly city!: string | null;
  /**
   * Counties that the agency serves, by their FIPS codes.
   * @example ["31055"]
   */
  readonly countyFips!: string[];
  readonly contactPhone!: string | null;
  readonly contactEmail!: string | null;
}

/** Agency with its memberships, oldest first. */
export class AgencyView extends AgencySummary {
  readonly memberships!: MembershipView[];
  readonly may!: AgencyMay;
}

/** Page of the list of agencies, by name. */
export class AgencyPage {
  readonly items!: AgencySummary[];
  readonly nextCursor!: string | null;
}

export interface AgencyWithMemberships {
  readonly agency: Agency;
  readonly memberships: readonly AgencyMembership[];
}

export function toAgencySummary(agency: Agency): AgencySummary {
  const { id, version, taskForceId, name, ori, kind, level, state, city, contactPhone, contactEmail } = agency;
  return {
    id,
    version,
    taskForceId,
    taskForce: nameTaskForce(taskForceId),
    name,
    ori,
    kind,
    level,
    state,
    city,
    countyFips: [...agency.countyFips],
    contactPhone,
    contactEmail,
  };
}

export function toAgencyView({ agency, memberships }: AgencyWithMemberships, actor: Actor): AgencyView {
  const keep = allows(actor.role, 'agencies:manage') && agencyPolicy.manage(actor, agency);
  return {
    ...toAgencySummary(agency),
    memberships: memberships.map(({ id, kind, beganOn, endedOn, mouSignedOn, standardsAdoptedOn }) => ({
      id,
      kind,
      beganOn,
      endedOn,
      mouSignedOn,
      standardsAdoptedOn,
    })),
    may: { describe: keep, changeMembership: keep },
  };
}
