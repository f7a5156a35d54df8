import { IsBoolean, IsIn, IsUUID } from 'class-validator';
import type { Complaint } from '../complaints/complaint.entity.js';
import { complaintPolicy } from '../complaints/complaints.policy.js';
import type { Identifier } from '../identifiers/identifier.entity.js';
import { IdentifierView, viewOf as identifierViewOf } from '../identifiers/identifiers.contract.js';
import type { Actor } from '../platform/access/actor.js';
import { allows } from '../platform/access/permissions.js';
import { IsDay, Nullable, Omittable, Text } from '../platform/http/input.js';
import { PageQuery } from '../platform/http/paging.js';
import type { Arrest } from './arrest.entity.js';
import { summaryOf as arrestSummaryOf, ArrestSummary } from './arrests.contract.js';
import { viewOf as aliasViewOf, SuspectAliasView } from './suspect-aliases.contract.js';
import type { SuspectAlias } from './suspect-alias.entity.js';
import type { Suspect } from './suspect.entity.js';
import { offenderClasses, type OffenderClass } from './suspects.words.js';

/** What is always said of a suspect. */
export class SuspectInput {
  /**
   * What the suspect did, as far as is known.
   * @example unknown
   */
  @IsIn(offenderClasses) readonly offenderClass!: OffenderClass;
  /**
   * Whether the suspect was under 18 when it happened. It has to go with the day of birth, where that is known.
   * @example false
   */
  @IsBoolean() readonly juvenile!: boolean;
  /**
   * The day the suspect was identified. It may lie before the complaint was received.
   * @example 2018-05-14
   */
  @IsDay() readonly identifiedOn!: string;
}

/** A suspect of a complaint, with as much of the name and birth as is known. */
export class RecordSuspect extends SuspectInput {
  /** The complaint, which one may work. */
  @IsUUID() readonly complaintId!: string;
  /**
   * The given name, if it is known.
   * @example Alex
   */
  @Omittable() @Nullable() @Text({ max: 100 }) readonly givenName?: string | null;
  /**
   * The family name, if it is known.
   * @example Sample
   */
  @Omittable() @Nullable() @Text({ max: 100 }) readonly familyName?: string | null;
  /**
   * The day of birth, if it is known.
   * @example 1979-11-02
   */
  @Omittable() @Nullable() @IsDay() readonly bornOn?: string | null;
  /**
   * The agency that identified the suspect. Left out it is one's own, or the complaint's from the seat of a task force. An agency names itself
   * or one that owns or works the complaint.
   */
  @Omittable() @IsUUID() readonly agencyId?: string;
}

/** A suspect's particulars, whole: what is not known is null. */
export class CorrectSuspect extends SuspectInput {
  /**
   * The given name, if it is known.
   * @example Alex
   */
  @Nullable() @Text({ max: 100 }) readonly givenName!: string | null;
  /**
   * The family name, if it is known.
   * @example Sample
   */
  @Nullable() @Text({ max: 100 }) readonly familyName!: string | null;
  /**
   * The day of birth, if it is known.
   * @example 1979-11-02
   */
  @Nullable() @IsDay() readonly bornOn!: string | null;
  /**
   * Why it is put right; it goes into the trail.
   * @example The forensic examination found material that the suspect had made.
   */
  @Omittable() @Nullable() @Text({ max: 1000, multiline: true }) readonly reason?: string | null;
}

/** Which suspects to list, the latest identified first. */
export class SuspectsQuery extends PageQuery {
  /** Only those of this complaint. */
  @Omittable() @IsUUID() readonly complaintId?: string;
  /** Only those of this class. */
  @Omittable() @IsIn(offenderClasses) readonly offenderClass?: OffenderClass;
}

/** What the reader may do to this suspect. */
export class SuspectMay {
  /** Put the particulars right. */
  readonly correct!: boolean;
  /** Record an arrest, another name, an identifier, a referral or a prosecution. */
  readonly arrest!: boolean;
  /** Say that the person was identified before, in another complaint. */
  readonly link!: boolean;
  /** Say that it was another person after all. */
  readonly unlink!: boolean;
  /** Say that it should not have been recorded. */
  readonly void!: boolean;
}

/** A line of a list of suspects. A juvenile stands in no list by name (18 U.S.C. 5038), only in the record itself. */
export class SuspectSummary {
  /** @format uuid */
  readonly id!: string;
  readonly version!: number;
  /**
   * The complaint the suspect was named in.
   * @format uuid
   */
  readonly complaintId!: string;
  /**
   * The agency that identified the suspect.
   * @format uuid
   */
  readonly agencyId!: string;
  /** Null while it is not known, and in lists for a juvenile. */
  readonly givenName!: string | null;
  /** Null while it is not known, and in lists for a juvenile. */
  readonly familyName!: string | null;
  readonly offenderClass!: OffenderClass;
  readonly juvenile!: boolean;
  /** @format date */
  readonly identifiedOn!: string;
  /**
   * The record in which the same person was first identified, where the person is counted; null where this one counts.
   * @format uuid
   */
  readonly samePersonAs!: string | null;
  /**
   * When it turned out that it should not have been recorded: it counts no more.
   * @format date-time
   */
  readonly voidedAt!: string | null;
}

/** A suspect with their other names, identifiers and arrests. */
export class SuspectView extends SuspectSummary {
  /** @format uuid */
  readonly taskForceId!: string;
  /** @format date */
  readonly bornOn!: string | null;
  /** Why it should not have been recorded. */
  readonly voidReason!: string | null;
  /** Other names of the suspect, as they were recorded, voided ones too. */
  readonly aliases!: SuspectAliasView[];
  /** What the suspect is reached or known by, as it was recorded, voided ones too. */
  readonly identifiers!: IdentifierView[];
  /** The arrests of the suspect, the latest first, voided ones too. */
  readonly arrests!: ArrestSummary[];
  /**
   * Arrests of which the FBI would reject what is said, or not said, of the handling of somebody under 18, by what is known by now.
   * @example ["01890a5d-5a6b-7c3d-b2e4-1f2a3b4c5d6e"]
   */
  readonly arrestsToPutRight!: string[];
  readonly may!: SuspectMay;
}

/** A part of a list of suspects. */
export class SuspectPage {
  readonly items!: SuspectSummary[];
  /** Hand it back as `cursor` for the next part; null at the end. */
  readonly nextCursor!: string | null;
}

/** A suspect with what belongs to them, and the complaint they were named in. */
export interface SuspectRecord {
  readonly suspect: Suspect;
  readonly complaint: Complaint;
  readonly arrests: readonly Arrest[];
  readonly aliases: readonly SuspectAlias[];
  readonly identifiers: readonly Identifier[];
}

export function summaryOf(suspect: Suspect): SuspectSummary {
  const { id, version, complaintId, agencyId, offenderClass, juvenile, identifiedOn, samePersonAs } = suspect;
  const { givenName, familyName } = juvenile ? { givenName: null, familyName: null } : suspect;
  const voidedAt = suspect.voidedAt?.toISOString() ?? null;
  const named = { id, version, complaintId, agencyId, givenName, familyName };
  return { ...named, offenderClass, juvenile, identifiedOn, samePersonAs, voidedAt };
}

export function viewOf(record: SuspectRecord, actor: Actor): SuspectView {
  const { suspect, complaint, arrests, aliases, identifiers } = record;
  const { taskForceId, givenName, familyName, bornOn, voidedAt, voidReason } = suspect;
  const mayWork = allows(actor.role, 'suspects:record') && complaintPolicy.work(actor, complaint) && voidedAt === null;
  return {
    ...summaryOf(suspect),
    taskForceId,
    givenName,
    familyName,
    bornOn,
    voidReason,
    aliases: aliases.map(aliasViewOf),
    identifiers: identifiers.map(identifierViewOf),
    arrests: arrests.map(arrestSummaryOf),
    arrestsToPutRight: arrests.filter((arrest) => arrest.handlingFault(suspect) !== null).map(({ id }) => id),
    may: {
      correct: mayWork,
      arrest: mayWork && complaint.mergedInto === null,
      link: mayWork,
      unlink: mayWork && suspect.samePersonAs !== null,
      void: mayWork,
    },
  };
}
