import { IsIn, IsUUID } from 'class-validator';
import { Nullable, Omittable, Text } from '../platform/http/input.js';
import type { SuspectAlias } from './suspect-alias.entity.js';
import { aliasKinds, type AliasKind } from './suspects.words.js';

/** Another name of a suspect: in its parts, or whole where nobody knows which part is which. */
export class RecordSuspectAlias {
  /** The suspect, of a complaint which one may work. */
  @IsUUID() readonly suspectId!: string;
  /** @example other_name */
  @IsIn(aliasKinds) readonly kind!: AliasKind;
  /**
   * The given name, if it is known.
   * @example Alexander
   */
  @Omittable() @Nullable() @Text({ max: 100 }) readonly givenName?: string | null;
  /**
   * The family name, if it is known.
   * @example Sampel
   */
  @Omittable() @Nullable() @Text({ max: 100 }) readonly familyName?: string | null;
  /**
   * The name as one text, where nobody knows which part is which, or it has none.
   */
  @Omittable() @Nullable() @Text({ max: 200 }) readonly wholeName?: string | null;
}

/** Another name of a suspect. */
export class SuspectAliasView {
  /** @format uuid */
  readonly id!: string;
  readonly version!: number;
  /**
   * Whose name it is.
   * @format uuid
   */
  readonly suspectId!: string;
  readonly kind!: AliasKind;
  /** Null where it is not known, or the name is told whole. */
  readonly givenName!: string | null;
  /** Null where it is not known, or the name is told whole. */
  readonly familyName!: string | null;
  /** The name as one text; null where its parts are told. */
  readonly wholeName!: string | null;
  /** @format date-time */
  readonly recordedAt!: string;
  /**
   * When it turned out that it should not have been recorded.
   * @format date-time
   */
  readonly voidedAt!: string | null;
  /** Why it should not have been recorded. */
  readonly voidReason!: string | null;
}

export function viewOf(alias: SuspectAlias): SuspectAliasView {
  const { id, version, suspectId, kind, givenName, familyName, wholeName, recordedAt, voidedAt, voidReason } = alias;
  const times = { recordedAt: recordedAt.toISOString(), voidedAt: voidedAt?.toISOString() ?? null };
  return { id, version, suspectId, kind, givenName, familyName, wholeName, ...times, voidReason };
}
