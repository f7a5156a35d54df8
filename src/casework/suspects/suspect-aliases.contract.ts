import { IsIn, IsUUID } from 'class-validator';
import { Nullable, Omittable, Text } from '../../platform/validation/input.js';
import type { SuspectAlias } from './suspect-alias.entity.js';
import { aliasKinds, type AliasKind } from './suspects.enums.js';

/** Other name of a suspect: in its parts, or as one text if the parts are unknown. */
export class RecordSuspectAlias {
  /** Suspect. The caller must be allowed to work on its complaint. */
  @IsUUID() readonly suspectId!: string;
  /** @example other_name */
  @IsIn(aliasKinds) readonly kind!: AliasKind;
  /**
   * Given name, if known.
   * @example Alexander
   */
  @Omittable() @Nullable() @Text({ max: 100 }) readonly givenName?: string | null;
  /**
   * Family name, if known.
   * @example Sampel
   */
  @Omittable() @Nullable() @Text({ max: 100 }) readonly familyName?: string | null;
  /** Name as one text, if its parts are unknown or it has none. */
  @Omittable() @Nullable() @Text({ max: 200 }) readonly wholeName?: string | null;
}

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
  /** Reason of the void. */
  readonly voidReason!: string | null;
}

export function toSuspectAliasView(alias: SuspectAlias): SuspectAliasView {
  const { id, version, suspectId, kind, givenName, familyName, wholeName, recordedAt, voidedAt, voidReason } = alias;
  const times = { recordedAt: recordedAt.toISOString(), voidedAt: voidedAt?.toISOString() ?? null };
  return { id, version, suspectId, kind, givenName, familyName, wholeName, ...times, voidReason };
}
