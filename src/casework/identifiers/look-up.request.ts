import { IsIn } from 'class-validator';
import { Nullable, Omittable, Text } from '../../platform/validation/input.js';
import { PageAsked } from '../../platform/http/paging.js';
import { identifierKinds, type IdentifierKind } from './identifiers.enums.js';

/** Search for an identifier in complaints. */
export class LookUpIdentifier extends PageAsked {
  /**
   * Kind of identifier.
   * @example handle
   */
  @IsIn(identifierKinds) readonly kind!: IdentifierKind;
  /**
   * Platform of a handle or an account. If omitted, all platforms are searched.
   * @example Example Chat
   */
  @Omittable() @Nullable() @Text({ max: 100 }) readonly platform?: string | null;
  /**
   * Identifier, in any form valid for its kind.
   * @example Night_Owl
   */
  @Text({ max: 500 }) readonly raw!: string;
}
