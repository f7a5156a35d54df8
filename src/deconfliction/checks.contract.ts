import { IsIn, IsUUID } from 'class-validator';
import {
  hashAlgorithms,
  identifierKinds,
  type HashAlgorithm,
  type IdentifierKind,
} from '../identifiers/identifiers.words.js';
import type { Actor } from '../platform/access/actor.js';
import { Ids, ListOf, Nullable, Omittable, Text } from '../platform/http/input.js';
import { PageQuery } from '../platform/http/paging.js';
import { ToldInput } from '../subject-index/index-queries.contract.js';
import type { DeconflictionCheck } from './deconfliction-check.entity.js';
import { mostIdentifiersOfACheck } from './deconfliction.words.js';
import { HitView, viewOf as hitViewOf, type HitRecord } from './hits.contract.js';

/** What a suspect may be known by, as somebody types it. It is hashed to be asked about, and kept in no other form. */
export class AskedIdentifier {
  /** @example handle */
  @IsIn(identifierKinds) readonly kind!: IdentifierKind;
  /**
   * The platform a handle or an account is of; nothing else has one.
   * @example Example Chat
   */
  @Omittable() @Nullable() @Text({ max: 100 }) readonly platform?: string | null;
  /** By what a hash was made. Left out, it is known by how long it is; nothing else has one. */
  @Omittable() @Nullable() @IsIn(hashAlgorithms) readonly algorithm?: HashAlgorithm | null;
  /**
   * The identifier, in any form that its kind knows.
   * @example Night_Owl
   */
  @Text({ max: 500 }) readonly raw!: string;
}

/** A question whether another task force has what a suspect of a complaint is known by. */
export class AskOtherTaskForces extends ToldInput {
  /** The complaint it is asked for. */
  @IsUUID() readonly complaintId!: string;
  /** Which of its suspects' identifiers to ask about; left out with the next, all of them. */
  @Omittable() @Ids(mostIdentifiersOfACheck, 1) readonly identifierIds?: string[];
  /** What else the suspect may be known by. */
  @Omittable() @ListOf(() => AskedIdentifier, mostIdentifiersOfACheck, 1) readonly identifiers?: AskedIdentifier[];
  /**
   * What it is asked for.
   * @example Find out whether another unit is about to knock on the same door.
   */
  @Text({ max: 1000, multiline: true }) readonly purpose!: string;
}

/** Of which complaint to list the checks, the latest first. */
export class ChecksQuery extends PageQuery {
  /** The complaint. */
  @IsUUID() readonly complaintId!: string;
}

/** A line of a list of checks. */
export class CheckSummary {
  /** @format uuid */
  readonly id!: string;
  /** @format uuid */
  readonly taskForceId!: string;
  /**
   * The agency it was asked for.
   * @format uuid
   */
  readonly agencyId!: string;
  /** @format uuid */
  readonly complaintId!: string;
  /** Of which kinds it was about. */
  readonly kinds!: IdentifierKind[];
  /** What it was asked for. */
  readonly purpose!: string;
  /** Why it had to be known. */
  readonly needToKnow!: string;
  /** By what authority. */
  readonly rightToKnow!: string;
  /** Which danger was imminent, if one was named. */
  readonly imminentDanger!: string | null;
  /**
   * Who asked.
   * @format uuid
   */
  readonly askedBy!: string;
  /** When. */
  readonly askedAt!: Date;
}

/** A check, and whom to call: at most the 25 that say most. One's own task force is asked by its matches, and never here. */
export class CheckView extends CheckSummary {
  /** The hits it was answered with. Each is told to its other side, too. */
  readonly pointers!: HitView[];
}

/** A part of a list of checks. */
export class CheckPage {
  readonly items!: CheckSummary[];
  /** Hand it back as `cursor` for the next part; null at the end. */
  readonly nextCursor!: string | null;
}

/** A check and what it was answered. */
export interface AnsweredCheck {
  readonly check: DeconflictionCheck;
  readonly pointers: readonly HitRecord[];
}

export function summaryOf(check: DeconflictionCheck): CheckSummary {
  const { id, taskForceId, agencyId, complaintId, kinds, purpose, needToKnow, rightToKnow } = check;
  const { imminentDanger, askedBy, askedAt } = check;
  const about = { id, taskForceId, agencyId, complaintId, kinds };
  return { ...about, purpose, needToKnow, rightToKnow, imminentDanger, askedBy, askedAt };
}

export function viewOf({ check, pointers }: AnsweredCheck, actor: Actor): CheckView {
  return { ...summaryOf(check), pointers: pointers.map((record) => hitViewOf(record, actor)) };
}
