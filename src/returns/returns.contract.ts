import { IsIn, IsUUID } from 'class-validator';
import type { Actor } from '../platform/access/actor.js';
import { allows } from '../platform/access/permissions.js';
import { Integer, IsMonth, ListOf, Omittable, Text } from '../platform/http/input.js';
import { PageQuery } from '../platform/http/paging.js';
import { definitionOf } from './definitions/index.js';
import { definitionViewOf, ReturnDefinitionView } from './return-definitions.contract.js';
import { ItemView } from './return-items.contract.js';
import type { Return } from './return.entity.js';
import { returnPolicy } from './returns.policy.js';
import { returnCodes, returnStates, type FindingKind, type ReturnCode, type ReturnState } from './returns.words.js';

/** Which return to prepare: of a fiscal year, a month or an operation, as the definition asks. */
export class PrepareReturn {
  /**
   * What kind of return it is.
   * @example monthly_summary
   */
  @IsIn(returnCodes) readonly definition!: ReturnCode;
  /** The version of its definition, if one is meant. Left out: the one that is in force for the period. */
  @Omittable() @Integer(1, 99) readonly definitionVersion?: number;
  /** The federal fiscal year, named after the one it ends in. */
  @Omittable() @Integer(1901, 2199) readonly fiscalYear?: number;
  /**
   * The month.
   * @example 2026-02
   */
  @Omittable() @IsMonth() readonly month?: string;
  /** The operation. */
  @Omittable() @IsUUID() readonly operationId?: string;
  /** The latest locked return of the same, where this one corrects it. */
  @Omittable() @IsUUID() readonly revises?: string;
  /** Why it corrects it. */
  @Omittable() @Text({ max: 2000 }) readonly revisionReason?: string;
}

/** What is said to one finding. */
export class AnswerFinding {
  /**
   * The number of the finding.
   * @example 1
   */
  @Integer(1, 1000) readonly number!: number;
  /**
   * Why it is so, or what was done about it.
   * @example Both agencies joined in the last week of the month.
   */
  @Text({ max: 2000 }) readonly note!: string;
}

/** What is said to some findings. */
export class AnswerFindings {
  @ListOf(() => AnswerFinding, 50, 1) readonly answers!: AnswerFinding[];
}

/** Why a return is withdrawn. */
export class WithdrawReturn {
  /**
   * What is wrong with it.
   * @example It was prepared before the laboratory had reported.
   */
  @Text({ max: 2000 }) readonly reason!: string;
}

/** Which returns to list, those of the latest periods first. */
export class ReturnsQuery extends PageQuery {
  /** Only these. */
  @Omittable() @IsIn(returnCodes) readonly definition?: ReturnCode;
  /** Only those that stand so. */
  @Omittable() @IsIn(returnStates) readonly state?: ReturnState;
  /** Only those of this task force. */
  @Omittable() @IsUUID() readonly taskForceId?: string;
}

/** What somebody said to a finding. */
export class FindingAnswerView {
  readonly note!: string;
  /**
   * Who.
   * @format uuid
   */
  readonly by!: string;
  /**
   * When.
   * @format date-time
   */
  readonly at!: string;
}

/** What is missing from a return, or looks wrong in it. */
export class FindingView {
  /** What the answer names it by. */
  readonly number!: number;
  readonly kind!: FindingKind;
  /** The item it is about; null where it is about the whole. */
  readonly letter!: string | null;
  /**
   * What was found.
   * @example 14 complaints have no type or mode yet.
   */
  readonly words!: string;
  /** The agencies it is about, if it is about some. */
  readonly agencyIds!: string[];
  /** Null until somebody says something to it. */
  readonly answer!: FindingAnswerView | null;
}

/** What the reader may do to this return. */
export class ReturnMay {
  /** Count it anew. */
  readonly check!: boolean;
  /** Say something to its findings. */
  readonly answer!: boolean;
  /** Approve it, which locks it. */
  readonly approve!: boolean;
  /** Withdraw it. */
  readonly withdraw!: boolean;
}

/** A return. Once it is locked it is answered as it was then, byte for byte. */
export class ReturnView {
  /** @format uuid */
  readonly id!: string;
  readonly version!: number;
  /** @format uuid */
  readonly taskForceId!: string;
  readonly definition!: ReturnDefinitionView;
  /**
   * The fiscal year, the month, or the id of the operation.
   * @example 2026-02
   */
  readonly period!: string;
  /**
   * The first day it is of.
   * @format date
   */
  readonly from!: string;
  /**
   * The day after the last.
   * @format date
   */
  readonly until!: string;
  /**
   * The time zone that its days were counted in.
   * @example America/Chicago
   */
  readonly zone!: string;
  /** @format uuid */
  readonly operationId!: string | null;
  /** 1, and one more for each that corrects a locked one. */
  readonly revision!: number;
  /**
   * The locked return that it corrects.
   * @format uuid
   */
  readonly revises!: string | null;
  /** Why it does. */
  readonly revisionReason!: string | null;
  readonly state!: ReturnState;
  readonly items!: ItemView[];
  readonly findings!: FindingView[];
  /**
   * The hash over the records that it was counted from, SHA-256 in hexadecimal digits.
   * @example 3b0f2c5d7e9a1b4c6d8e0f1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e
   */
  readonly recordsSha256!: string;
  /**
   * Who counted it last.
   * @format uuid
   */
  readonly countedBy!: string;
  /**
   * When.
   * @format date-time
   */
  readonly countedAt!: string;
  /**
   * Who prepared it.
   * @format uuid
   */
  readonly preparedBy!: string;
  /**
   * When.
   * @format date-time
   */
  readonly preparedAt!: string;
  /**
   * Who approved it; null until it is locked.
   * @format uuid
   */
  readonly approvedBy!: string | null;
  /**
   * When.
   * @format date-time
   */
  readonly approvedAt!: string | null;
  /**
   * Who withdrew it, if somebody did.
   * @format uuid
   */
  readonly withdrawnBy!: string | null;
  /**
   * When.
   * @format date-time
   */
  readonly withdrawnAt!: string | null;
  /** Why it was withdrawn. */
  readonly withdrawReason!: string | null;
  readonly may!: ReturnMay;
}

/** A return as it stands in a list. */
export class ReturnLineView {
  /** @format uuid */
  readonly id!: string;
  /** @format uuid */
  readonly taskForceId!: string;
  readonly definition!: ReturnCode;
  readonly definitionVersion!: number;
  /**
   * The fiscal year, the month, or the id of the operation.
   * @example 2026-02
   */
  readonly period!: string;
  /** @format date */
  readonly from!: string;
  /** @format date */
  readonly until!: string;
  readonly revision!: number;
  readonly state!: ReturnState;
  /**
   * The hash of what is answered of a locked return, SHA-256 in hexadecimal digits.
   * @example 3b0f2c5d7e9a1b4c6d8e0f1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e
   */
  readonly sha256!: string | null;
}

/** A part of a list of returns. */
export class ReturnPage {
  readonly items!: ReturnLineView[];
  /** Hand it back as `cursor` for the next part; null at the end. */
  readonly nextCursor!: string | null;
}

/** A locked return as it was locked, any other as it stands. */
export function viewOf(made: Return, actor: Actor): ReturnView {
  if (made.document !== null) return JSON.parse(made.document) as ReturnView;
  const prepares =
    made.state === 'prepared' && allows(actor.role, 'returns:prepare') && returnPolicy.prepare(actor, made);
  const may = { check: prepares, answer: prepares, withdraw: prepares };
  return told(made, made.version, { ...may, approve: prepares && returnPolicy.approve(actor, made) });
}

/** What is answered of a return from its lock on: to whomever, since nobody may do anything to it any more. */
export function documentOf(locked: Return): string {
  const none = { check: false, answer: false, withdraw: false, approve: false };
  return JSON.stringify(told(locked, locked.version + 1, none));
}

export function lineViewOf(made: Return): ReturnLineView {
  const { id, taskForceId, definition, definitionVersion, period, fromOn: from, untilOn: until, revision } = made;
  const sha256 = made.sha256?.toString('hex') ?? null;
  return { id, taskForceId, definition, definitionVersion, period, from, until, revision, state: made.state, sha256 };
}

function told(made: Return, version: number, may: ReturnMay): ReturnView {
  const { id, taskForceId, period, zone, operationId, revision, revises, revisionReason, state } = made;
  return {
    id,
    version,
    taskForceId,
    definition: definitionViewOf(definitionOf(made.definition, made.definitionVersion)),
    period,
    from: made.fromOn,
    until: made.untilOn,
    zone,
    operationId,
    revision,
    revises,
    revisionReason,
    state,
    items: [...made.figures],
    findings: made.findings.map((finding) => ({ ...finding, agencyIds: [...finding.agencyIds] })),
    recordsSha256: made.recordsSha256.toString('hex'),
    countedBy: made.countedBy,
    countedAt: made.countedAt.toISOString(),
    preparedBy: made.preparedBy,
    preparedAt: made.preparedAt.toISOString(),
    approvedBy: made.approvedBy,
    approvedAt: made.approvedAt?.toISOString() ?? null,
    withdrawnBy: made.withdrawnBy,
    withdrawnAt: made.withdrawnAt?.toISOString() ?? null,
    withdrawReason: made.withdrawReason,
    may,
  };
}
