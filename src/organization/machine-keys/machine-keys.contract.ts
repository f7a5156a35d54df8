import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { IsUUID, ValidateBy, type ValidationArguments } from 'class-validator';
import { keyScopes, type KeyScope } from '../../access/permissions.js';
import { IsInstant, Omittable, Text, BooleanText } from '../../platform/validation/input.js';
import { networkFault } from '../../platform/http/networks.js';
import { PageQuery } from '../../platform/http/paging.js';

const maxNetworks = 10;

/** New machine key of the caller. */
export class MakeMachineKey {
  /**
   * Purpose, by which the owner recognizes the key.
   * @example Records system, nightly import
   */
  @Text({ max: 100 }) readonly name!: string;
  /**
   * Permissions of the key, within those of its owner.
   * @example ["complaints:receive"]
   */
  @DistinctList(findScopeFault, { most: keyScopes.length, items: { type: 'string', enum: [...keyScopes] } })
  readonly scopes!: KeyScope[];
  /**
   * Networks in CIDR notation from which the key is valid.
   * @example ["192.0.2.0/24"]
   */
  @DistinctList(networkFault, { most: maxNetworks, items: { type: 'string', maxLength: 43 } })
  readonly networks!: string[];
  /**
   * Expiry, at most 90 days ahead.
   * @example 2026-05-01T00:00:00Z
   */
  @IsInstant() readonly expiresAt!: string;
}

/** Filters of the list of machine keys, oldest first. */
export class MachineKeysQuery extends PageQuery {
  /** Limits the list to this account. */
  @Omittable() @IsUUID() readonly accountId?: string;
  /** Limits the list to ended keys, or to keys that have not ended. */
  @Omittable() @BooleanText() readonly ended?: boolean;
}

/** Actions that the reader may take on the key. */
export class MachineKeyMay {
  /** Whether the reader may revoke the key. */
  readonly revoke!: boolean;
}

/** Machine key. A machine acts with it in the name and at the seat of its owner. */
export class MachineKeyView {
  /**
   * Id of the key. The audit trail records the machine's actions under it as the session id.
   * @format uuid
   */
  readonly id!: string;
  /**
   * Account of the owner.
   * @format uuid
   */
  readonly accountId!: string;
  /**
   * Name of the owner.
   * @example Dana Reyes
   */
  readonly accountName!: string;
  readonly name!: string;
  /**
   * First characters of the key.
   * @example tf1_01890a5d1c2b
   */
  readonly prefix!: string;
  /**
   * Secret token, for `Authorization: Bearer <token>`. Only the response to its creation contains it. It is null in
   * every other response and in the response to a repeated Idempotency-Key.
   * @example tf1_01890a5d1c2b_Zk3xw0-J8bqQ1mVtT5rYcN7aPdLhS2oGf9uEiXKjR4w
   */
  readonly token!: string | null;
  readonly scopes!: KeyScope[];
  readonly networks!: string[];
  /**
   * Time of creation.
   * @format date-time
   */
  readonly madeAt!: string;
  /**
   * Time of the last use, to the minute; null if the key was never used.
   * @format date-time
   */
  readonly usedAt!: string | null;
  /**
   * Latest expiry. The key ends earlier on revocation, on a change of the owner's role, seat or status, and on recovery
   * by a one-time link.
   * @format date-time
   */
  readonly expiresAt!: string;
  /**
   * Time of the early end; null if there was none.
   * @format date-time
   */
  readonly endedAt!: string | null;
  readonly may!: MachineKeyMay;
}

/** Page of machine keys. */
export class MachineKeyPage {
  readonly items!: MachineKeyView[];
  /** Value of `cursor` for the next page; null on the last page. */
  readonly nextCursor!: string | null;
}

/** Machine key as the database returns it, without its hash. */
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

export function toMachineKeyView(key: MachineKey, token: string | null = null): MachineKeyView {
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

/** Validates a list of one or more distinct items. */
function DistinctList(
  findItemFault: (item: unknown) => string | null,
  { most, items }: { readonly most: number; readonly items: { type: string; enum?: string[]; maxLength?: number } },
): PropertyDecorator {
  const fault = (value: unknown): string | null => {
    if (!Array.isArray(value)) return 'must be a list';
    if (value.length < 1 || value.length > most) return `must hold 1 to ${most}`;
    const [first] = value.map(findItemFault).filter((found) => found !== null);
    if (first !== undefined) return `each ${first}`;
    return new Set(value).size === value.length ? null : 'must not hold duplicates';
  };
  return applyDecorators(
    ValidateBy({
      name: 'each',
      validator: {
        validate: (value) => fault(value) === null,
        defaultMessage: (found?: ValidationArguments) => fault(found?.value) ?? 'is not valid',
      },
    }),
    ApiProperty({ type: 'array', items, minItems: 1, maxItems: most, uniqueItems: true }),
  );
}

function findScopeFault(value: unknown): string | null {
  return (keyScopes as readonly unknown[]).includes(value) ? null : `must be one of ${keyScopes.join(', ')}`;
}
