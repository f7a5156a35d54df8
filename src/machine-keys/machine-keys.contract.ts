import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { IsUUID, ValidateBy, type ValidationArguments } from 'class-validator';
import { keyScopes, type KeyScope } from '../platform/access/permissions.js';
import { IsInstant, Omittable, Text, YesOrNo } from '../platform/http/input.js';
import { networkFault } from '../platform/http/networks.js';
import { PageQuery } from '../platform/http/paging.js';

const mostNetworks = 10;

/** A machine that is to work with the tracker in one's name. */
export class MakeMachineKey {
  /**
   * What it is for, so that its owner knows it among others.
   * @example Records system, nightly import
   */
  @Text({ max: 100 }) readonly name!: string;
  /**
   * What it may do, within what its owner may.
   * @example ["complaints:receive"]
   */
  @Each(scopeFault, { most: keyScopes.length, items: { type: 'string', enum: [...keyScopes] } })
  readonly scopes!: KeyScope[];
  /**
   * The networks it may be used from, in CIDR notation. It is worth nothing anywhere else.
   * @example ["192.0.2.0/24"]
   */
  @Each(networkFault, { most: mostNetworks, items: { type: 'string', maxLength: 43 } })
  readonly networks!: string[];
  /**
   * When it ends, at most 90 days ahead.
   * @example 2026-05-01T00:00:00Z
   */
  @IsInstant() readonly expiresAt!: string;
}

/** Which machine keys to list, the oldest first. */
export class MachineKeysQuery extends PageQuery {
  /** Only those of this account. */
  @Omittable() @IsUUID() readonly accountId?: string;
  /** Only those that have, or have not, ended. */
  @Omittable() @YesOrNo() readonly ended?: boolean;
}

/** What the reader may do to this key. */
export class MachineKeyMay {
  /** Revoke it. */
  readonly revoke!: boolean;
}

/** A machine key: a machine acts by it, in its owner's name and at its owner's seat. */
export class MachineKeyView {
  /**
   * What the machine does is in the trail under this id, as that of its session.
   * @format uuid
   */
  readonly id!: string;
  /**
   * Whose it is.
   * @format uuid
   */
  readonly accountId!: string;
  /**
   * The owner's name.
   * @example Dana Reyes
   */
  readonly accountName!: string;
  readonly name!: string;
  /**
   * How the key begins.
   * @example tf1_01890a5d1c2b
   */
  readonly prefix!: string;
  /**
   * The key itself, to be sent as `Authorization: Bearer <token>`. It is shown once, to who made it; null ever after, and where
   * an Idempotency-Key is repeated.
   * @example tf1_01890a5d1c2b_Zk3xw0-J8bqQ1mVtT5rYcN7aPdLhS2oGf9uEiXKjR4w
   */
  readonly token!: string | null;
  readonly scopes!: KeyScope[];
  readonly networks!: string[];
  /**
   * When it was made.
   * @format date-time
   */
  readonly madeAt!: string;
  /**
   * When it was last used, to the minute; null when it never was.
   * @format date-time
   */
  readonly usedAt!: string | null;
  /**
   * When it ends at the latest. It ends before, when it is revoked, when its owner's role, seat or standing changes, and when the owner is
   * let in anew by a one-time link.
   * @format date-time
   */
  readonly expiresAt!: string;
  /**
   * When it was ended before that; null while it was not.
   * @format date-time
   */
  readonly endedAt!: string | null;
  readonly may!: MachineKeyMay;
}

/** A part of a list of machine keys. */
export class MachineKeyPage {
  readonly items!: MachineKeyView[];
  /** Hand it back as `cursor` for the next part; null at the end. */
  readonly nextCursor!: string | null;
}

/** A key as the database tells of it: not what it is checked by. */
export interface MachineKey {
  readonly id: string;
  readonly account_id: string;
  readonly account_name: string;
  readonly name: string;
  readonly prefix: string;
  readonly scopes: KeyScope[];
  readonly networks: string[];
  readonly made_at: Date;
  readonly used_at: Date | null;
  readonly expires_at: Date;
  readonly ended_at: Date | null;
}

export function viewOf(key: MachineKey, token: string | null = null): MachineKeyView {
  return {
    id: key.id,
    accountId: key.account_id,
    accountName: key.account_name,
    name: key.name,
    prefix: key.prefix,
    token,
    scopes: key.scopes,
    networks: key.networks,
    madeAt: key.made_at.toISOString(),
    usedAt: key.used_at?.toISOString() ?? null,
    expiresAt: key.expires_at.toISOString(),
    endedAt: key.ended_at?.toISOString() ?? null,
    may: { revoke: key.ended_at === null },
  };
}

/** A list of at least one, each without fault and each once. */
function Each(
  faultIn: (item: unknown) => string | null,
  { most, items }: { readonly most: number; readonly items: { type: string; enum?: string[]; maxLength?: number } },
): PropertyDecorator {
  const fault = (value: unknown): string | null => {
    if (!Array.isArray(value)) return 'must be a list';
    if (value.length < 1 || value.length > most) return `must hold 1 to ${most}`;
    const [first] = value.map(faultIn).filter((found) => found !== null);
    if (first !== undefined) return `each ${first}`;
    return new Set(value).size === value.length ? null : 'must not hold the same twice';
  };
  return applyDecorators(
    ValidateBy({
      name: 'each',
      validator: {
        validate: (value) => fault(value) === null,
        defaultMessage: (found?: ValidationArguments) => fault(found?.value) ?? 'is not right',
      },
    }),
    ApiProperty({ type: 'array', items, minItems: 1, maxItems: most, uniqueItems: true }),
  );
}

function scopeFault(value: unknown): string | null {
  return (keyScopes as readonly unknown[]).includes(value) ? null : `must be one of ${keyScopes.join(', ')}`;
}
