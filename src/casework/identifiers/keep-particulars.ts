import type { EntityManager } from 'typeorm';
import type { Complaint } from '../complaints/complaint.entity.js';
import { Identifier } from './identifier.entity.js';
import type { ParticularRows } from './particulars.js';
import { ReportedFile } from './reported-file.entity.js';
import { ReportedPerson } from './reported-person.entity.js';

/** Limit of one statement: more rows would exceed Postgres's parameter count and block the thread. */
const maxRowsOfStatement = 500;

/** Inserts the persons, files and identifiers of a complaint. */
export async function keepParticulars(
  tx: EntityManager,
  { taskForceId, id: complaintId }: Pick<Complaint, 'taskForceId' | 'id'>,
  { persons, files, identifiers }: ParticularRows,
  recordedAt: Date,
): Promise<void> {
  const placed = <R extends object>(rows: readonly R[]) =>
    rows.map((row) => ({ ...row, taskForceId, complaintId, recordedAt }));
  for (const rows of chunksOf(persons)) await tx.insert(ReportedPerson, placed(rows));
  for (const rows of chunksOf(files)) await tx.insert(ReportedFile, placed(rows));
  for (const rows of chunksOf(identifiers)) await tx.insert(Identifier, placed(rows));
}

function* chunksOf<R>(rows: readonly R[]): Generator<readonly R[], void, undefined> {
  for (let at = 0; at < rows.length; at += maxRowsOfStatement) yield rows.slice(at, at + maxRowsOfStatement);
}
