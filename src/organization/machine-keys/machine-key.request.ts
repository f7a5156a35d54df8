import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { ValidateBy, type ValidationArguments } from 'class-validator';
import { keyScopes, type KeyScope } from '../../access/permissions.js';
import { BooleanText, IsId, IsInstant, Name, Omittable } from '../../platform/validation/input.js';
import { networkFault } from '../../platform/http/networks.js';
import { PageQuery } from '../../platform/http/paging.js';

const maxNetworks = 10;

/** New machine key of the caller. */
export class MakeMachineKey {
  /**
   * Purpose, by which the owner recognizes the key.
   * @example Records system, nightly import
   */
  @Name(100) readonly name!: string;
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
  @Omittable() @IsId() readonly accountId?: string;
  /** Only ended keys (true), or only active keys (false). */
  @Omittable() @BooleanText() readonly ended?: boolean;
}

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
