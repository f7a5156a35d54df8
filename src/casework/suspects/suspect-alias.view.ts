import type { SuspectAlias } from './suspect-alias.entity.js';
import type { AliasKind } from './suspects.enums.js';

/** Other name of a suspect. */
export class SuspectAliasView {
  /** @format uuid */
  readonly id!: string;
  readonly version!: number;
  /**
   * Suspect with this name.
   * @format uuid
   */
  readonly suspectId!: string;
  readonly kind!: AliasKind;
  /** Given name; null if unknown, or if the name is one text. */
  readonly givenName!: string | null;
  /** Family name; null if unknown, or if the name is one text. */
  readonly familyName!: string | null;
  /** Name as one text; null if its parts are recorded. */
  readonly wholeName!: string | null;
  /** @format date-time */
  readonly recordedAt!: string;
  /**
   * Time at which it was voided.
   * @format date-time
   */
  readonly voidedAt!: string | null;
  /** Reason for voiding the record; null unless it is void. */
  readonly voidReason!: string | null;
}

export function toSuspectAliasView(alias: SuspectAlias): SuspectAliasView {
  const { id, version, suspectId, kind, givenName, familyName, wholeName, recordedAt, voidedAt, voidReason } = alias;
  const times = { recordedAt: recordedAt.toISOString(), voidedAt: voidedAt?.toISOString() ?? null };
  return { id, version, suspectId, kind, givenName, familyName, wholeName, ...times, voidReason };
}
