import { nameAgency, type AgencyName } from '../../organization/agencies/agency-name.view.js';
import { nameTaskForce, type TaskForceName } from '../../organization/task-forces/task-force-name.view.js';
import { nameComplaint, type ComplaintReference } from '../complaints/complaint-reference.view.js';
import type { Complaint } from '../complaints/complaint.entity.js';
import { complaintPolicy } from '../complaints/complaints.policy.js';
import type { Identifier } from '../identifiers/identifier.entity.js';
import { type IdentifierView, toIdentifierView } from '../identifiers/identifier.view.js';
import type { Actor } from '../../platform/actor/actor.js';
import { extendView } from '../../platform/http/extend-view.js';
import { allows } from '../../access/permissions.js';
import type { Arrest } from './arrest.entity.js';
import { toArrestSummary, type ArrestSummary } from './arrest.view.js';
import { toSuspectAliasView, type SuspectAliasView } from './suspect-alias.view.js';
import type { SuspectAlias } from './suspect-alias.entity.js';
import type { Suspect } from './suspect.entity.js';
import type { AgeBasis, OffenderClass } from './suspects.enums.js';

/** Actions that the reader may take. */
export class SuspectMay {
  /** Whether the reader may correct the particulars. */
  readonly correct!: boolean;
  /** Whether the reader may record an arrest, another name, an identifier, a referral or a prosecution. */
  readonly arrest!: boolean;
  /** Whether the reader may link it to an earlier record of the same person. */
  readonly link!: boolean;
  /** Whether the reader may remove that link. */
  readonly unlink!: boolean;
  /** Whether the reader may void it. */
  readonly void!: boolean;
}

/** Suspect in a list. Lists omit the names of juveniles (18 U.S.C. 5038); only the record itself has them. */
export class SuspectSummary {
  readonly id!: string;
  readonly version!: number;
  /** Complaint of the suspect. */
  readonly complaintId!: string;
  readonly complaint!: ComplaintReference;
  /** Agency that identified the suspect. */
  readonly agencyId!: string;
  readonly agency!: AgencyName;
  /** Given name; null if unknown, and in lists for a juvenile. */
  readonly givenName!: string | null;
  /** Family name; null if unknown, and in lists for a juvenile. */
  readonly familyName!: string | null;
  readonly offenderClass!: OffenderClass;
  readonly juvenile!: boolean;
  readonly identifiedOn!: string;
  /**
   * Record of the first identification of the same person, which counts instead; null if this one counts.
   * @format uuid
   */
  readonly samePersonAs!: string | null;
  /** Time of the voiding; null if it is not void. It then no longer counts. */
  readonly voidedAt!: string | null;
}

/** Suspect with other names, identifiers and arrests. */
export class SuspectView extends SuspectSummary {
  readonly taskForceId!: string;
  readonly taskForce!: TaskForceName;
  readonly bornOn!: string | null;
  /**
   * The time at which the age decides `juvenile`: the first upload or else login in the tip, the incident time as
   * reported, or the identification. Null without a day of birth.
   */
  readonly ageBasis!: AgeBasis | null;
  readonly voidReason!: string | null;
  /** Other names of the suspect, in the order of their recording, including voided ones. */
  readonly aliases!: SuspectAliasView[];
  /** Identifiers of the suspect, in the order of their recording, including voided ones. */
  readonly identifiers!: IdentifierView[];
  /** Arrests of the suspect, latest first, including voided ones. */
  readonly arrests!: ArrestSummary[];
  /**
   * Arrests whose juvenile handling does not fit the suspect's current age, so that the FBI would reject them.
   * @example ["01890a5d-5a6b-7c3d-b2e4-1f2a3b4c5d6e"]
   */
  readonly arrestsToCorrect!: string[];
  readonly may!: SuspectMay;
}

/** Page of a list of suspects. */
export class SuspectPage {
  readonly items!: SuspectSummary[];
  readonly nextCursor!: string | null;
}

/** Suspect with their complaint, arrests, other names and identifiers. */
export interface SuspectRecord {
  readonly suspect: Suspect;
  readonly complaint: Complaint;
  readonly arrests: readonly Arrest[];
  readonly aliases: readonly SuspectAlias[];
  readonly identifiers: readonly Identifier[];
}

export function toSuspectSummary(suspect: Suspect): SuspectSummary {
  const { id, version, complaintId, agencyId, offenderClass, juvenile, identifiedOn, samePersonAs } = suspect;
  const { givenName, familyName } = juvenile ? { givenName: null, familyName: null } : suspect;
  return {
    id,
    version,
    complaintId,
    complaint: nameComplaint(complaintId),
    agencyId,
    agency: nameAgency(agencyId),
    givenName,
    familyName,
    offenderClass,
    juvenile,
    identifiedOn,
    samePersonAs,
    voidedAt: suspect.voidedAt?.toISOString() ?? null,
  };
}

export function toSuspectView(record: SuspectRecord, actor: Actor): SuspectView {
  const { suspect, complaint, arrests, aliases, identifiers } = record;
  const { taskForceId, givenName, familyName, bornOn, voidedAt, voidReason } = suspect;
  const mayWork = allows(actor.role, 'suspects:record') && complaintPolicy.work(actor, complaint) && voidedAt === null;
  return extendView(toSuspectSummary(suspect), {
    taskForceId,
    taskForce: nameTaskForce(taskForceId),
    givenName,
    familyName,
    bornOn,
    ageBasis: bornOn === null ? null : (complaint.offenseTime?.basis ?? 'identification'),
    voidReason,
    aliases: aliases.map(toSuspectAliasView),
    identifiers: identifiers.map(toIdentifierView),
    arrests: arrests.map(toArrestSummary),
    arrestsToCorrect: arrests.filter((arrest) => arrest.findHandlingFault(suspect) !== null).map(({ id }) => id),
    may: {
      correct: mayWork,
      arrest: mayWork && complaint.mergedInto === null,
      link: mayWork,
      unlink: mayWork && suspect.samePersonAs !== null,
      void: mayWork,
    },
  });
}
