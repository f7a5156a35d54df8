import type { Complaint } from '../complaints/complaint.entity.js';
import type { InputErrorCode } from '../../platform/http/input-error-codes.js';
import { bodyOf, withCode, type InputError, type Problem } from '../../platform/http/problems.js';
import type { BatchItem } from './batch.request.js';

/** Outcome of a complaint in a batch. */
export const batchOutcomes = ['done', 'skipped'] as const;
export type BatchOutcome = (typeof batchOutcomes)[number];

/** Faulty field of the request, as of a change of this complaint alone. */
export class BatchErrorView {
  /**
   * Place of the fault in the request.
   * @example #/investigatorId
   */
  readonly pointer!: string;
  /**
   * Description of the fault.
   * @example is not an investigator who can be assigned at this agency
   */
  readonly detail!: string;
  /**
   * Kind of fault.
   * @example invalid
   */
  readonly code!: InputErrorCode;
}

/** Problem for which a complaint was skipped, as a change of it alone would return it. */
export class BatchProblemView {
  /**
   * Type of the problem.
   * @example /problems/stale-version
   */
  readonly type!: string;
  /**
   * Summary sentence.
   * @example The record has changed since you read it. Read it again.
   */
  readonly title!: string;
  /**
   * Status that a change of this complaint alone would have.
   * @example 412
   */
  readonly status!: number;
  /** Faulty fields; empty unless the problem is `invalid-input`. */
  readonly errors!: BatchErrorView[];
}

/** Outcome of one complaint of a batch. */
export class BatchOutcomeView {
  readonly id!: string;
  /**
   * Human-readable number; null for a complaint that does not exist or is not accessible.
   * @example NE-000123
   */
  readonly reference!: string | null;
  readonly outcome!: BatchOutcome;
  /** Reason of a skip; null if it was changed. */
  readonly problem!: BatchProblemView | null;
  /** Version of the complaint now; null for one that does not exist or is not accessible. */
  readonly version!: number | null;
}

/** Outcomes of a batch, in the order of the request. */
export class BatchOutcomes {
  readonly items!: BatchOutcomeView[];
}

/** Outcome of one complaint of a batch. `complaint` is null if the actor cannot see it. */
export interface ItemOutcome {
  readonly item: BatchItem;
  readonly complaint: Pick<Complaint, 'reference' | 'version'> | null;
  readonly problem: Problem | null;
}

export function toBatchOutcomes(outcomes: readonly ItemOutcome[]): BatchOutcomes {
  return {
    items: outcomes.map(({ item: { id }, complaint, problem }) => ({
      id,
      reference: complaint?.reference ?? null,
      outcome: problem === null ? 'done' : 'skipped',
      problem: problem && toBatchProblemView(problem),
      version: complaint?.version ?? null,
    })),
  };
}

function toBatchProblemView(problem: Problem): BatchProblemView {
  const { type } = bodyOf(problem) as { type: string };
  const { errors = [] } = (problem.members ?? {}) as { errors?: readonly InputError[] };
  return { type, title: problem.title, status: problem.status, errors: errors.map(toBatchErrorView) };
}

function toBatchErrorView(error: InputError): BatchErrorView {
  const { pointer, detail, code } = withCode(error);
  return { pointer, detail, code };
}
