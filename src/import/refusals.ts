import { entryOf } from '../platform/http/committed-refusals.js';
import { databaseFaultIn, problemOf, type ConstraintFields } from '../platform/http/postgres-problems.js';
import { Problem, type InputError } from '../platform/http/problems.js';
import type { RecordKind } from './kinds/imported-kind.js';
import type { FaultOfRow } from './row-fault.js';

/** Problems that are not the row's: the session has ended, or the tracker cannot answer just now. */
const notOfTheRow = (fault: unknown, status: number): boolean =>
  status === 401 || (status === 429 && !entryOf(fault)) || status >= 500;

/** What the API's refusal of a row's request is, by the columns of the row. What is no refusal is thrown again. */
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

/** The column that a pointer into the request leads to. */
function columnOf(pointer: string, { columns, fields }: Pick<RecordKind, 'columns' | 'fields'>): string {
  const path = pointer.replace(/^#\//, '');
  const named = Object.hasOwn(columns, path) ? columns[path] : undefined;
  return named ?? (Object.hasOwn(fields, path) ? path : 'row');
}
