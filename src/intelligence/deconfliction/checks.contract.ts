import { IsIn, IsUUID } from 'class-validator';
import {
  hashAlgorithms,
  identifierKinds,
  type HashAlgorithm,
  type IdentifierKind,
} from '../../casework/identifiers/identifiers.enums.js';
import type { Actor } from '../../platform/actor/actor.js';
import { Ids, ListOf, Nullable, Omittable, Text } from '../../platform/validation/input.js';
import { PageQuery } from '../../platform/http/paging.js';
import { NeedToKnowInput } from '../subject-index/index-queries.contract.js';
import type { DeconflictionCheck } from './deconfliction-check.entity.js';
import { maxIdentifiersPerCheck } from './deconfliction.enums.js';
import { HitView, toHitView, type HitRecord } from './hits.contract.js';

/** An identifier that a suspect may use, as typed. Only its hash is stored. */
export class AskedIdentifier {
  /** @example handle */
  @IsIn(identifierKinds) readonly kind!: IdentifierKind;
  /**
   * The platform of a handle or an account; absent for other kinds.
   * @example Example Chat
   */
  @Omittable() @Nullable() @Text({ max: 100 }) readonly platform?: string | null;
  /** The algorithm of a file hash, for the kind `hash` only. Default: the algorithm that fits its length. */
  @Omittable() @Nullable() @IsIn(hashAlgorithms) readonly algorithm?: HashAlgorithm | null;
  /**
   * The identifier, in any accepted form of its kind.
   * @example Night_Owl
   */
  @Text({ max: 500 }) readonly raw!: string;
}

/** A check whether another task force has an identifier of this complaint's suspect. */
export class AskOtherTaskForces extends NeedToKnowInput {
  /** The complaint of the check. */
  @IsUUID() readonly complaintId!: string;
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
  /** The complaint. */
  @IsUUID() readonly complaintId!: string;
}

/** A check in a list. */
export class CheckSummary {
  /** @format uuid */
  readonly id!: string;
  /** @format uuid */
  readonly taskForceId!: string;
  /**
   * The agency that asks.
   * @format uuid
   */
  readonly agencyId!: string;
  /** @format uuid */
  readonly complaintId!: string;
  /** Kinds of the checked identifiers. */
  readonly kinds!: IdentifierKind[];
  /** The purpose of the check. */
  readonly purpose!: string;
  /** The need to know. */
  readonly needToKnow!: string;
  /** The right to know. */
  readonly rightToKnow!: string;
  /** The imminent danger, if one was stated. */
  readonly imminentDanger!: string | null;
  /**
   * The account that asked.
   * @format uuid
   */
  readonly askedBy!: string;
  /** The instant of the check. */
  readonly askedAt!: Date;
}

/**
 * A check and the units to contact: the 25 strongest hits at most. It does not cover your own task force, which the
 * matches of identifiers cover.
 */
export class CheckView extends CheckSummary {
  /** Hits of the check. The other side of each is notified too. */
  readonly pointers!: HitView[];
}

/** A page of checks. */
export class CheckPage {
  readonly items!: CheckSummary[];
  /** Cursor of the next page; null on the last page. */
  readonly nextCursor!: string | null;
}

export interface AnsweredCheck {
  readonly check: DeconflictionCheck;
  readonly pointers: readonly HitRecord[];
}

export function toCheckSummary(check: DeconflictionCheck): CheckSummary {
  const { id, taskForceId, agencyId, complaintId, kinds, purpose, needToKnow, rightToKnow } = check;
  const { imminentDanger, askedBy, askedAt } = check;
  const about = { id, taskForceId, agencyId, complaintId, kinds };
  return { ...about, purpose, needToKnow, rightToKnow, imminentDanger, askedBy, askedAt };
}

export function toCheckView({ check, pointers }: AnsweredCheck, actor: Actor): CheckView {
  return { ...toCheckSummary(check), pointers: pointers.map((record) => toHitView(record, actor)) };
}
