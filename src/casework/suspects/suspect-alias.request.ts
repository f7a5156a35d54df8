import { IsIn } from 'class-validator';
import { FamilyName, IsId, Name, Nullable, Omittable } from '../../platform/validation/input.js';
import { aliasKinds, type AliasKind } from './suspects.enums.js';

/** Other name of a suspect: in its parts, or as one text if the parts are unknown. */
export class RecordSuspectAlias {
  /** Suspect. The caller must be allowed to work on its complaint. */
  @IsId() readonly suspectId!: string;
  /** @example other_name */
  @IsIn(aliasKinds) readonly kind!: AliasKind;
  /**
   * Given name, if known.
   * @example Alexander
   */
  @Omittable() @Nullable() @Name(100) readonly givenName?: string | null;
  /**
   * Family name, if known.
   * @example Sampel
   */
  @Omittable() @Nullable() @FamilyName() readonly familyName?: string | null;
  /** Name as one text, if its parts are unknown or it has none. */
  @Omittable() @Nullable() @Name(200) readonly wholeName?: string | null;
}
