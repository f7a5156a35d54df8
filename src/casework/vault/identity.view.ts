import { ApiProperty } from '@nestjs/swagger';
import type { Complaint } from '../complaints/complaint.entity.js';
import type { Actor } from '../../platform/actor/actor.js';
import { allows } from '../../access/permissions.js';
import type { VictimIdentified } from '../victims-identified/victim-identified.entity.js';
import { identityPolicy } from './vault.policy.js';
import { identityColumns, identityFields, maskAfterSeconds, type IdentityField } from './vault.enums.js';

/** Actions that the reader may take. */
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
  /** Id of the child's record. */
  readonly victimId!: string;
  /**
   * The child's pseudonym, used everywhere else.
   * @example MV1
   */
  readonly pseudonym!: string;
  /** Version of the identity; 1 before anything is recorded. */
  readonly version!: number;
  /** Names of the fields that are recorded. Their values are encrypted, and only a reveal shows them. */
  @ApiProperty({ enum: identityFields, isArray: true })
  readonly fields!: IdentityField[];
  /** Time at which the identity was destroyed under an order; null if it was not. */
  readonly destroyedAt!: string | null;
  readonly may!: IdentityMay;
}

/** A child's identity. The response is never cached or stored. */
export class RevealedIdentityView {
  readonly victimId!: string;
  readonly pseudonym!: string;
  readonly version!: number;
  /** Given name of the child; null if it is not recorded. */
  readonly givenName!: string | null;
  /** Family name of the child; null if it is not recorded. */
  readonly familyName!: string | null;
  readonly bornOn!: string | null;
  readonly address!: string | null;
  readonly phone!: string | null;
  readonly email!: string | null;
  readonly school!: string | null;
  readonly guardian!: string | null;
  /**
   * Seconds after which the page must hide the identity.
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
