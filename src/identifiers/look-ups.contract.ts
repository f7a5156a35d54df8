import { IsIn } from 'class-validator';
import { Nullable, Omittable, Text } from '../platform/http/input.js';
import { PageAsked } from '../platform/http/paging.js';
import { identifierKinds, type IdentifierKind } from './identifiers.words.js';

/** Where an identifier stands. */
export class LookUpIdentifier extends PageAsked {
  /**
   * What it is.
   * @example handle
   */
  @IsIn(identifierKinds) readonly kind!: IdentifierKind;
  /**
   * The platform of a handle or an account. Without it, it is looked for on all of them.
   * @example Example Chat
   */
  @Omittable() @Nullable() @Text({ max: 100 }) readonly platform?: string | null;
  /**
   * The identifier, in any form that its kind knows.
   * @example Night_Owl
   */
  @Text({ max: 500 }) readonly raw!: string;
}
