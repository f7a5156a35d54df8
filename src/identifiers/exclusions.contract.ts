import { IsIn, IsUUID } from 'class-validator';
import { Nullable, Omittable, Text, YesOrNo } from '../platform/http/input.js';
import { PageQuery } from '../platform/http/paging.js';
import type { ExcludedIdentifier } from './excluded-identifier.entity.js';
import { identifierKinds, type IdentifierKind } from './identifiers.words.js';

/** A value that nothing is to be matched by, since it says nothing. */
export class ExcludeIdentifier {
  /**
   * What it is.
   * @example ip
   */
  @IsIn(identifierKinds) readonly kind!: IdentifierKind;
  /** The platform of a handle or an account. */
  @Omittable() @Nullable() @Text({ max: 100 }) readonly platform?: string | null;
  /**
   * The value, in any form that its kind knows.
   * @example 192.0.2.1
   */
  @Text({ max: 500 }) readonly raw!: string;
  /**
   * Why it says nothing.
   * @example The exit of a public library's network.
   */
  @Text({ max: 1000, multiline: true }) readonly reason!: string;
}

/** Why a value is to be matched by again. */
export class EndExclusion {
  /** @example The library gave every reader an address of their own. */
  @Text({ max: 1000, multiline: true }) readonly reason!: string;
}

/** Which exclusions to list, the latest first. */
export class ExclusionsQuery extends PageQuery {
  /** Only those that stand, or only those that have ended. */
  @Omittable() @YesOrNo() readonly stands?: boolean;
  /** Only those of this account. */
  @Omittable() @IsUUID() readonly excludedBy?: string;
}

/** A value that nothing is matched by. */
export class ExclusionView {
  /** @format uuid */
  readonly id!: string;
  readonly version!: number;
  readonly kind!: IdentifierKind;
  readonly platform!: string | null;
  /**
   * As it was typed.
   * @example 192.0.2.1
   */
  readonly raw!: string;
  /**
   * In the form in which two of the same are equal.
   * @example 192.0.2.1
   */
  readonly normalised!: string;
  /**
   * Why it says nothing.
   * @example The exit of a public library's network.
   */
  readonly reason!: string;
  /**
   * The account that answers for it.
   * @format uuid
   */
  readonly excludedBy!: string;
  /**
   * When it was excluded.
   * @format date-time
   */
  readonly excludedAt!: string;
  /**
   * When it began to be matched by again.
   * @format date-time
   */
  readonly endedAt!: string | null;
  /** Why it is matched by again. */
  readonly endReason!: string | null;
}

/** A part of a list of exclusions. */
export class ExclusionPage {
  readonly items!: ExclusionView[];
  /** Hand it back as `cursor` for the next part; null at the end. */
  readonly nextCursor!: string | null;
}

export function exclusionViewOf(exclusion: ExcludedIdentifier): ExclusionView {
  const { id, version, kind, platform, raw, normalised, reason, excludedBy, excludedAt, endedAt, endReason } =
    exclusion;
  const times = { excludedAt: excludedAt.toISOString(), endedAt: endedAt?.toISOString() ?? null };
  return { id, version, kind, platform, raw, normalised, reason, excludedBy, ...times, endReason };
}
