import { entryOf } from '../../platform/http/committed-refusals.js';
import { databaseFaultIn, problemOf, type ConstraintFields } from '../../platform/http/postgres-problems.js';
import { Problem, type InputError } from '../../platform/http/problems.js';
import type { RecordKind } from './kinds/imported-kind.js';
import type { FaultOfRow } from './row-fault.js';

/** Whether a problem has another cause than the row: the session has ended, or the tracker cannot answer. */
const notOfTheRow = (fault: unknown, status: number): boolean =>
  status === 401 || (status === 429 && !entryOf(fault)) || status >= 500;

/** Returns the faults of a row for a rejection by the API, by column. Rethrows any other error. */
export function faultsOf(
  fault: unknown,
  kind: Pick<RecordKind, 'columns' | 'fields'>,
  names: ConstraintFields,
): readonly FaultOfRow[] {
  const problem = problemIn(fault, names);
  if (problem === null || notOfTheRow(fault, problem.status)) throw fault;
  const errors = problem.members?.['errors'] as readonly InputError[] | undefined;
  if (errors === undefined || errors.length === 0) return [{ column: 'row', detail: problem.title }];
  return errors.map(({ pointer, detail }) => ({ column: columnOf(pointer, kind), detail }));
}

function problemIn(fault: unknown, names: ConstraintFields): Problem | null {
  if (fault instanceof Problem) return fault;
  const ofDatabase = databaseFaultIn(fault);
  return ofDatabase && problemOf(ofDatabase, names);
}

/** Returns the column of a pointer into the request. */
function columnOf(pointer: string, { columns, fields }: Pick<RecordKind, 'columns' | 'fields'>): string {
  const path = pointer.replace(/^#\//, '');
  const named = Object.hasOwn(columns, path) ? columns[path] : undefined;
  return named ?? (Object.hasOwn(fields, path) ? path : 'row');
}
