import type { EntityManager } from 'typeorm';
import type { Complaint } from '../complaints/complaint.entity.js';
import { Identifier } from './identifier.entity.js';
import type { ParticularRows } from './particulars.js';
import { ReportedFile } from './reported-file.entity.js';
import { ReportedPerson } from './reported-person.entity.js';

/** Limit of one statement: more rows would exceed Postgres's parameter count and block the thread. */
const maxRowsPerStatement = 500;

/** Inserts the persons, files and identifiers of a complaint. */
export async function insertParticulars(
  tx: EntityManager,
  { taskForceId, id: complaintId }: Pick<Complaint, 'taskForceId' | 'id'>,
  { persons, files, identifiers }: ParticularRows,
  recordedAt: Date,
): Promise<void> {
  const withComplaint = <R extends object>(rows: readonly R[]) =>
    rows.map((row) => ({ ...row, taskForceId, complaintId, recordedAt }));
  for (const rows of chunksOf(persons)) await tx.insert(ReportedPerson, withComplaint(rows));
  for (const rows of chunksOf(files)) await tx.insert(ReportedFile, withComplaint(rows));
  for (const rows of chunksOf(identifiers)) await tx.insert(Identifier, withComplaint(rows));
}

function* chunksOf<R>(rows: readonly R[]): Generator<readonly R[], void, undefined> {
  for (let offset = 0; offset < rows.length; offset += maxRowsPerStatement)
    yield rows.slice(offset, offset + maxRowsPerStatement);
}
