import { ApiProperty } from '@nestjs/swagger';
import { IsEmail, IsIn } from 'class-validator';
import type { Complaint } from '../complaints/complaint.entity.js';
import type { Actor } from '../platform/access/actor.js';
import { allows } from '../platform/access/permissions.js';
import { IsDay, Nullable, Omittable, Text } from '../platform/http/input.js';
import type { VictimIdentified } from '../victims-identified/victim-identified.entity.js';
import { identityPolicy } from './vault.policy.js';
import {
  identityColumns,
  identityFields,
  identityPurposes,
  maskedAfter,
  type IdentityField,
  type IdentityPurpose,
} from './vault.words.js';

/**
 * Who a child is, as far as it is to be recorded. A field that is left out stays as it is, so that nobody has to look at an identity
 * to add to it; `null` erases one. Given and family name go together.
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
   * Where the child lives.
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
   * The school the child goes to.
   * @example Example Middle School
   */
  @Omittable() @Nullable() @Text({ max: 200 }) readonly school?: string | null;
  /**
   * Who cares for the child.
   * @example Pat Sample, mother
   */
  @Omittable() @Nullable() @Text({ max: 500, multiline: true }) readonly guardian?: string | null;
}

/** What an identity is to be looked at for. */
export class RevealIdentity {
  /** @example interview */
  @IsIn(identityPurposes) readonly purpose!: IdentityPurpose;
  /**
   * What for, in words; it goes into the trail, where it stays. It calls the child by pseudonym.
   * @example Forensic interview on Tuesday
   */
  @Text({ max: 500 }) readonly reason!: string;
}

/** What the reader may do with this identity. */
export class IdentityMay {
  /** Record or correct it. */
  readonly record!: boolean;
  /** Look at it, after a step-up. */
  readonly reveal!: boolean;
  /** Ask that it is destroyed. */
  readonly destroy!: boolean;
}

/** Which fields are held of who a child is, and none of what they say. */
export class IdentityOutlineView {
  /**
   * The child's record.
   * @format uuid
   */
  readonly victimId!: string;
  /**
   * What the child is called everywhere else.
   * @example MV1
   */
  readonly pseudonym!: string;
  /** 1 while nobody has recorded anything. */
  readonly version!: number;
  /** The fields that are held. */
  @ApiProperty({ enum: identityFields, isArray: true })
  readonly fields!: IdentityField[];
  /**
   * When it was destroyed under an order; null where it was not.
   * @format date-time
   */
  readonly destroyedAt!: string | null;
  readonly may!: IdentityMay;
}

/** Who a child is. It is answered once, and kept nowhere on the way. */
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
   * After so many seconds whoever shows it hides it again.
   * @example 60
   */
  readonly maskedAfter!: number;
}

/** What is known of an identity without opening it. */
export interface Outline {
  readonly victim: VictimIdentified;
  readonly complaint: Complaint;
  readonly version: number;
  readonly columns: readonly string[];
  readonly destroyedAt: Date | null;
}

/** An identity, opened. */
export interface Identity {
  readonly victim: VictimIdentified;
  readonly version: number;
  readonly values: Readonly<Record<IdentityField, string | null>>;
}

export function viewOf(
  { victim, complaint, version, columns, destroyedAt }: Outline,
  actor: Actor,
): IdentityOutlineView {
  const isThere = destroyedAt === null;
  return {
    victimId: victim.id,
    pseudonym: victim.pseudonym,
    version,
    fields: identityFields.filter((_, index) => columns.includes(identityColumns[index] ?? '')),
    destroyedAt: destroyedAt?.toISOString() ?? null,
    may: {
      record:
        isThere &&
        victim.voidedAt === null &&
        allows(actor.role, 'identities:record') &&
        identityPolicy.record(actor, complaint),
      reveal:
        isThere && version > 1 && allows(actor.role, 'identities:reveal') && identityPolicy.reveal(actor, complaint),
      destroy: isThere && version > 1 && allows(actor.role, 'identities:destroy') && identityPolicy.destroy(actor),
    },
  };
}

export function revealedOf({ victim, version, values }: Identity): RevealedIdentityView {
  return { victimId: victim.id, pseudonym: victim.pseudonym, version, ...values, maskedAfter };
}
