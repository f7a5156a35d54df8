import { IsIn } from 'class-validator';
import { IsId, Nullable, Omittable, Text, BooleanText } from '../../platform/validation/input.js';
import { PageQuery } from '../../platform/http/paging.js';
import { identifierKinds, type IdentifierKind } from './identifiers.enums.js';

/** Exclusion of an uninformative value from matching. */
export class ExcludeIdentifier {
  /**
   * Kind of identifier.
   * @example ip
   */
  @IsIn(identifierKinds) readonly kind!: IdentifierKind;
  /** Platform of a handle or an account. */
  @Omittable() @Nullable() @Text({ max: 100 }) readonly platform?: string | null;
  /**
   * Value, in any form valid for its kind.
   * @example 192.0.2.1
   */
  @Text({ max: 500 }) readonly raw!: string;
  /**
   * Reason of the exclusion.
   * @example The exit of a public library's network.
   */
  @Text({ max: 1000, multiline: true }) readonly reason!: string;
}

/** End of an exclusion. */
export class EndExclusion {
  /**
   * Reason for the end of the exclusion.
   * @example The library gave every reader an address of their own.
   */
  @Text({ max: 1000, multiline: true }) readonly reason!: string;
}

/** Filters of the list, latest first. */
export class ExclusionsQuery extends PageQuery {
  /** Only exclusions in force (true), or only ended ones (false). */
  @Omittable() @BooleanText() readonly active?: boolean;
  /** Only exclusions by this account. */
  @Omittable() @IsId() readonly excludedBy?: string;
}
