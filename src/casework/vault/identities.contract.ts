import { ApiProperty } from '@nestjs/swagger';
import { IsEmail, IsIn } from 'class-validator';
import type { Complaint } from '../complaints/complaint.entity.js';
import type { Actor } from '../../platform/actor/actor.js';
import { allows } from '../../access/permissions.js';
import { IsDay, Nullable, Omittable, Text } from '../../platform/validation/input.js';
import type { VictimIdentified } from '../victims-identified/victim-identified.entity.js';
import { identityPolicy } from './vault.policy.js';
import {
  identityColumns,
  identityFields,
  identityPurposes,
  maskAfterSeconds,
  type IdentityField,
  type IdentityPurpose,
} from './vault.enums.js';

/**
 * A child's identity, as far as it is recorded. An omitted field is unchanged, so adding one requires no reveal. A null
 * erases a field. Given and family name go together.
 */
export class RecordIdentity {
  /**
   * The given name.
   * @example Alex
   */
  @Omittable() @Nullable() @Text({ max: 100 }) readonly givenName?: string | null;
  /**
   * The family name.
   * @example Sample
   */
  @Omittable() @Nullable() @Text({ max: 100 }) readonly familyName?: string | null;
  /**
   * The day of birth.
   * @example 2012-05-14
   */
  @Omittable() @Nullable() @IsDay() readonly bornOn?: string | null;
  /**
   * The child's home address.
   * @example 100 Example Street, Omaha NE
   */
  @Omittable() @Nullable() @Text({ max: 500, multiline: true }) readonly address?: string | null;
  /**
   * A telephone number.
   * @example +1 402 555 0100
   */
  @Omittable() @Nullable() @Text({ max: 40 }) readonly phone?: string | null;
  /**
   * An email address.
   * @example alex@example.org
   */
  @Omittable()
  @Nullable()
  @Text({ max: 254 })
  @IsEmail({}, { message: 'must be an email address' })
  readonly email?: string | null;
  /**
   * The child's school.
   * @example Example Middle School
   */
  @Omittable() @Nullable() @Text({ max: 200 }) readonly school?: string | null;
  /**
   * The child's guardian.
   * @example Pat Sample, mother
   */
  @Omittable() @Nullable() @Text({ max: 500, multiline: true }) readonly guardian?: string | null;
}

/** The purpose of revealing an identity. */
export class RevealIdentity {
  /** @example interview */
  @IsIn(identityPurposes) readonly purpose!: IdentityPurpose;
  /**
   * The reason in words, recorded in the audit trail. It must refer to the child by pseudonym.
   * @example Forensic interview on Tuesday
   */
  @Text({ max: 500 }) readonly reason!: string;
}

/** Actions the reader may take on this identity. */
export class IdentityMay {
  /** Whether the reader may record or correct it. */
  readonly record!: boolean;
  /** Whether the reader may reveal it, after re-authentication. */
  readonly reveal!: boolean;
  /** Whether the reader may request its destruction. */
  readonly destroy!: boolean;
}

/** The names of the recorded identity fields, without their values. */
export class IdentityOutlineView {
  /**
   * The child's record.
   * @format uuid
   */
  readonly victimId!: string;
  /**
   * The child's pseudonym, used everywhere else.
   * @example MV1
   */
  readonly pseudonym!: string;
  /** The version; 1 before anything is recorded. */
  readonly version!: number;
  /** Recorded fields. */
  @ApiProperty({ enum: identityFields, isArray: true })
  readonly fields!: IdentityField[];
  /**
   * The instant it was destroyed under an order; null if it was not.
   * @format date-time
   */
  readonly destroyedAt!: string | null;
  readonly may!: IdentityMay;
}

/** A child's identity. The response is never cached or stored. */
export class RevealedIdentityView {
  /** @format uuid */
  readonly victimId!: string;
  /** @example MV1 */
  readonly pseudonym!: string;
  readonly version!: number;
  readonly givenName!: string | null;
  readonly familyName!: string | null;
  /** @format date */
  readonly bornOn!: string | null;
  readonly address!: string | null;
  readonly phone!: string | null;
  readonly email!: string | null;
  readonly school!: string | null;
  readonly guardian!: string | null;
  /**
   * Seconds after which a client must hide it.
   * @example 60
   */
  readonly maskedAfter!: number;
}

/** Facts about an identity that need no decryption. */
export interface IdentityOutline {
  readonly victim: VictimIdentified;
  readonly complaint: Complaint;
  readonly version: number;
  readonly columns: readonly string[];
  readonly destroyedAt: Date | null;
}

export interface RevealedIdentity {
  readonly victim: VictimIdentified;
  readonly version: number;
  readonly values: Readonly<Record<IdentityField, string | null>>;
}

export function toIdentityOutlineView(
  { victim, complaint, version, columns, destroyedAt }: IdentityOutline,
  actor: Actor,
): IdentityOutlineView {
  const exists = destroyedAt === null;
  return {
    victimId: victim.id,
    pseudonym: victim.pseudonym,
    version,
    fields: identityFields.filter((_, index) => columns.includes(identityColumns[index] ?? '')),
    destroyedAt: destroyedAt?.toISOString() ?? null,
    may: {
      record:
        exists &&
        victim.voidedAt === null &&
        allows(actor.role, 'identities:record') &&
        identityPolicy.record(actor, complaint),
      reveal:
        exists && version > 1 && allows(actor.role, 'identities:reveal') && identityPolicy.reveal(actor, complaint),
      destroy: exists && version > 1 && allows(actor.role, 'identities:destroy') && identityPolicy.destroy(actor),
    },
  };
}

export function toRevealedIdentityView({ victim, version, values }: RevealedIdentity): RevealedIdentityView {
  return { victimId: victim.id, pseudonym: victim.pseudonym, version, ...values, maskedAfter: maskAfterSeconds };
}
