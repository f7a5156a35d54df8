import { IsIn, IsUUID } from 'class-validator';
import { Text } from '../platform/http/input.js';
import { identityPurposes, type IdentityPurpose } from '../vault/vault.words.js';
import type { ReasonApart, ReportedTip, TipFormat } from './formats/reported-tip.js';
import type { TipVersion } from './tip-version.entity.js';
import type { TipDifference, TipPart } from './tips.words.js';

/** Of which complaint to list the versions that its tip came in. */
export class TipVersionsQuery {
  /** The complaint. */
  @IsUUID() readonly complaintId!: string;
}

/** What a tip is to be opened for. */
export class OpenTip {
  /** @example safeguarding */
  @IsIn(identityPurposes) readonly purpose!: IdentityPurpose;
  /**
   * What for, in words; it goes into the trail, where it stays. It calls no child by name.
   * @example To find the school the child goes to
   */
  @Text({ max: 500 }) readonly reason!: string;
}

/** How much of a version is kept apart, by why. */
export class KeptApartView {
  /** @example identity */
  readonly why!: ReasonApart;
  /** How many values. */
  readonly count!: number;
}

/** A CyberTip as it came once, and nothing of what it says of people. */
export class TipVersionView {
  /** @format uuid */
  readonly id!: string;
  /** @format uuid */
  readonly complaintId!: string;
  /** 1 is how it came first. */
  readonly number!: number;
  readonly format!: TipFormat;
  /** As they were sent, the original one first. */
  readonly incidentTypes!: string[];
  /** Who reported it to the CyberTipline. */
  readonly provider!: string | null;
  /** Whether the provider holds that a child is at immediate risk. */
  readonly isEscalated!: boolean;
  /** As the reporting centre printed it: E is for a provider, and no emergency. */
  readonly priority!: string | null;
  /** What the provider marked it as. */
  readonly annotations!: string[];
  /** In what it differs from the version before. */
  readonly changed!: TipPart[];
  /** What it said otherwise than the complaint did then. */
  readonly differs!: TipDifference[];
  /** What of it is kept nowhere else than sealed. */
  readonly keptApart!: KeptApartView[];
  /** Whether there is something to open: a court may have had it erased. */
  readonly isSealed!: boolean;
  /**
   * Who imported it.
   * @format uuid
   */
  readonly importedBy!: string;
  /**
   * When.
   * @format date-time
   */
  readonly importedAt!: string;
}

/** The versions of a tip, the latest first. */
export class TipVersionList {
  readonly items!: TipVersionView[];
}

/** A value of a tip that is kept apart. */
export class OpenedValueView {
  /**
   * Where it stood, as a JSON pointer.
   * @example /reportedInformation/intendedRecipients/intendedRecipients/0/firstName
   */
  readonly sourcePath!: string;
  readonly why!: ReasonApart;
  /**
   * What stood there, as JSON.
   * @example "Alex"
   */
  readonly json!: string;
}

/** A tip, opened: what it says, and what of that is kept apart. */
export class OpenedTipView {
  /**
   * The version that was opened.
   * @format uuid
   */
  readonly versionId!: string;
  readonly keptApart!: OpenedValueView[];
  /**
   * All else that it says, as JSON.
   * @example {"reportId":"107324881"}
   */
  readonly json!: string;
}

export function versionViewOf(version: TipVersion): TipVersionView {
  const { id, complaintId, number, format, provider, isEscalated, priority, importedBy } = version;
  return {
    ...{ id, complaintId, number, format, provider, isEscalated, priority, importedBy },
    incidentTypes: [...version.incidentTypes],
    annotations: [...version.annotations],
    changed: [...version.changed],
    differs: [...version.differs],
    keptApart: Object.entries(version.keptApart).map(([why, count]) => ({ why: why as ReasonApart, count })),
    isSealed: version.sealed !== null,
    importedAt: version.importedAt.toISOString(),
  };
}

export function openedViewOf(versionId: string, { keptApart, ...rest }: ReportedTip): OpenedTipView {
  return {
    versionId,
    keptApart: keptApart.map(({ sourcePath, why, value }) => ({ sourcePath, why, json: JSON.stringify(value) })),
    json: JSON.stringify(rest),
  };
}
