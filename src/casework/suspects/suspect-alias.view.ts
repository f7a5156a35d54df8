import type { SuspectAlias } from './suspect-alias.entity.js';
import type { AliasKind } from './suspects.enums.js';

/** Other name of a suspect. */
export class SuspectAliasView {
  readonly id!: string;
  readonly version!: number;
  /** Suspect with this name. */
  readonly suspectId!: string;
  readonly kind!: AliasKind;
  /** Given name; null if unknown, or if the name is one text. */
  readonly givenName!: string | null;
  /** Family name; null if unknown, or if the name is one text. */
  readonly familyName!: string | null;
  /** Name as one text; null if its parts are recorded. */
  readonly wholeName!: string | null;
  readonly recordedAt!: string;
  /** Time of the voiding; null if it is not void. */
  readonly voidedAt!: string | null;
  readonly voidReason!: string | null;
}

export function toSuspectAliasView(alias: SuspectAlias): SuspectAliasView {
  const { id, version, suspectId, kind, givenName, familyName, wholeName, recordedAt, voidedAt, voidReason } = alias;
  const times = { recordedAt: recordedAt.toISOString(), voidedAt: voidedAt?.toISOString() ?? null };
  return { id, version, suspectId, kind, givenName, familyName, wholeName, ...times, voidReason };
}
