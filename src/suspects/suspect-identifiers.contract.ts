import { IsIn, IsUUID } from 'class-validator';
import { Nullable, Omittable, Text } from '../platform/http/input.js';
import type { SuspectIdentifier } from './suspect-identifier.entity.js';
import { identifierKinds, type IdentifierKind } from './suspects.words.js';

/** What a suspect is reached or known by. */
export class RecordSuspectIdentifier {
  /** The suspect, of a complaint which one may work. */
  @IsUUID() readonly suspectId!: string;
  /** @example handle */
  @IsIn(identifierKinds) readonly kind!: IdentifierKind;
  /**
   * The platform a handle or an account is of; nothing else has one.
   * @example Example Chat
   */
  @Omittable() @Nullable() @Text({ max: 100 }) readonly platform?: string | null;
  /**
   * The identifier as it was found.
   * @example Night_Owl
   */
  @Text({ max: 500 }) readonly raw!: string;
}

/** What a suspect is reached or known by. */
export class SuspectIdentifierView {
  /** @format uuid */
  readonly id!: string;
  readonly version!: number;
  /**
   * Whose it is.
   * @format uuid
   */
  readonly suspectId!: string;
  readonly kind!: IdentifierKind;
  /** The platform a handle or an account is of. */
  readonly platform!: string | null;
  /** As it was found. */
  readonly raw!: string;
  /**
   * In the form in which two of the same are equal.
   * @example night_owl
   */
  readonly normalised!: string;
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

export function viewOf(identifier: SuspectIdentifier): SuspectIdentifierView {
  const { id, version, suspectId, kind, platform, raw, normalised, recordedAt, voidedAt, voidReason } = identifier;
  const times = { recordedAt: recordedAt.toISOString(), voidedAt: voidedAt?.toISOString() ?? null };
  return { id, version, suspectId, kind, platform, raw, normalised, ...times, voidReason };
}
