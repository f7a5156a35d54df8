import { entryOf } from '../../platform/http/committed-refusals.js';
import { findDatabaseFault, problemOf, type ConstraintFields } from '../../platform/http/postgres-problems.js';
import { Problem, type InputError } from '../../platform/http/problems.js';
import type { RecordKind } from './kinds/imported-kind.js';
import type { ColumnFault } from './row-fault.js';

/** Whether a problem has another cause than the row: the session has ended, or the tracker cannot answer. */
const hasOtherCause = (fault: unknown, status: number): boolean =>
  status === 401 || (status === 429 && !entryOf(fault)) || status >= 500;

/** Returns the faults of a row for a rejection by the API, by column. Rethrows any other error. */
export function toRowFaults(
  fault: unknown,
  kind: Pick<RecordKind, 'columns' | 'fields'>,
  names: ConstraintFields,
): readonly ColumnFault[] {
  const problem = toProblem(fault, names);
  if (problem === null || hasOtherCause(fault, problem.status)) throw fault;
  const errors = problem.members?.['errors'] as readonly InputError[] | undefined;
  if (errors === undefined || errors.length === 0) return [{ column: 'row', detail: problem.title }];
  return errors.map(({ pointer, detail }) => ({ column: findColumn(pointer, kind), detail }));
}

function toProblem(fault: unknown, names: ConstraintFields): Problem | null {
  if (fault instanceof Problem) return fault;
  const databaseFault = findDatabaseFault(fault);
  return databaseFault && problemOf(databaseFault, names);
}

function findColumn(pointer: string, { columns, fields }: Pick<RecordKind, 'columns' | 'fields'>): string {
  const path = pointer.replace(/^#\//, '');
  const named = Object.hasOwn(columns, path) ? columns[path] : undefined;
  return named ?? (Object.hasOwn(fields, path) ? path : 'row');
}
