import { IsIn } from 'class-validator';
import {
  hashAlgorithms,
  identifierKinds,
  type HashAlgorithm,
  type IdentifierKind,
} from '../../casework/identifiers/identifiers.enums.js';
import { IsId, Ids, ListOf, Nullable, Omittable, Text } from '../../platform/validation/input.js';
import { PageQuery } from '../../platform/http/paging.js';
import { NeedToKnowInput } from '../subject-index/index-query.request.js';
import { maxIdentifiersPerCheck } from './deconfliction.enums.js';

/** An identifier that a suspect may use, as typed. Only its hash is stored. */
export class AskedIdentifier {
  /** @example handle */
  @IsIn(identifierKinds) readonly kind!: IdentifierKind;
  /**
   * The platform of a handle or an account; absent for other kinds.
   * @example Example Chat
   */
  @Omittable() @Nullable() @Text({ max: 100 }) readonly platform?: string | null;
  /** Method of a hash; other kinds have none. If omitted, the length determines it. */
  @Omittable() @Nullable() @IsIn(hashAlgorithms) readonly algorithm?: HashAlgorithm | null;
  /**
   * The identifier, in any accepted form of its kind.
   * @example Night_Owl
   */
  @Text({ max: 500 }) readonly raw!: string;
}

/** A check whether another task force has an identifier of this complaint's suspect. */
export class AskOtherTaskForces extends NeedToKnowInput {
  @IsId() readonly complaintId!: string;
  /** Identifiers of the complaint's suspects to check. Default: all of them, unless `identifiers` is given. */
  @Omittable() @Ids(maxIdentifiersPerCheck, 1) readonly identifierIds?: string[];
  /** Further identifiers that the suspect may use. */
  @Omittable() @ListOf(() => AskedIdentifier, maxIdentifiersPerCheck, 1) readonly identifiers?: AskedIdentifier[];
  /**
   * The purpose of the check.
   * @example Find out whether another unit is about to knock on the same door.
   */
  @Text({ max: 1000, multiline: true }) readonly purpose!: string;
}

/** Filter of the list of checks, latest first. */
export class ChecksQuery extends PageQuery {
  /** Lists only the checks of this complaint. */
  @IsId() readonly complaintId!: string;
}
